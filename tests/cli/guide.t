# Every command of docs/guide.md runs on the samples.
# needs: python3
$ PROGRAM=$PROGRAM python3 $src/tests/cli/guide.py $src | tail -1
/[0-9]+ commands, 0 failed/
