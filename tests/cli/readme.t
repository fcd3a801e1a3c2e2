# needs: python3
# The example that a reader of the README tries first comes out as printed there.

$ python3 $src/tests/cli/readme.py $src/README.md
