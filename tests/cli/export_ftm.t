# FollowTheMoney, validated by its own library (./dev readers).
# needs-reader: followthemoney

$ python3 $src/tools/samples/index.py $src/samples | isnad read - -d s.case -q 2> /dev/null; isnad export --to ftm -d s.case --out e.json 2> told; isnad export --to ftm-statements -d s.case > s.csv 2> told2; cmp told told2 && $reader $src/tests/cli/read_ftm.py e.json s.csv
/^[0-9]+ entities with as many statements as values$/

# what the model has no place for is told
$ grep -c 'claims, for which the model has no schema' told
1

# a broken reference is found
$ sed 's/"involved":\["isnad-party-/"involved":["isnad-nobody-/' e.json > broken.json; $reader $src/tests/cli/read_ftm.py broken.json s.csv | grep -c FAULT
20

$ isnad export --to ftm -d s.case --type ASSAULT --actor MLI 2> /dev/null | grep -c '"schema":"Membership"'
0
? 1
