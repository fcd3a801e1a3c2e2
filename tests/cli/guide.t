# Every command of the documentation.
# needs: python3
$ PROGRAM=$PROGRAM python3 $src/tests/cli/guide.py $src | tail -1
/[0-9]+ commands, 0 failed/

# Those of all other pages have options that exist, and what needs neither web nor database ends well.
$ mkdir all && cd all && PROGRAM=$PROGRAM python3 $src/tests/cli/doc_commands.py $src | tail -1
/[0-9]+ commands, [0-9]+ run, 0 wrong/
