# needs: python3
# The examples that a reader of the README tries first come out as printed there.

$ python3 $src/tests/cli/readme.py $src/README.md
