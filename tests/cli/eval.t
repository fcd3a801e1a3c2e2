# needs: python3
# needs-file: ../shared/gold/score.py
# eval and the reference scorer give the same bytes.

$ isnad extract $src/../shared/seeds > r.ndjson

$ for options in "" --json --misses; do $src/../shared/gold/score.py $options $src/../shared/seeds $src/../shared/gold/seeds < r.ndjson > a.out 2> a.err; isnad eval $options $src/../shared/seeds $src/../shared/gold/seeds < r.ndjson > b.out 2> b.err; cmp a.out b.out; cmp a.err b.err; done

# records from a file, and extraction inside: the same
$ isnad eval $src/../shared/seeds $src/../shared/gold/seeds --records r.ndjson | cmp - <(isnad eval $src/../shared/seeds $src/../shared/gold/seeds < /dev/null)

# records that are spoilt on purpose: other paths of the scorer
$ python3 $src/tests/cli/spoil.py $src/../shared/seeds $src/../shared/gold/seeds 25 > spoilt.list; while read -r f; do for options in --misses "--misses --json"; do $src/../shared/gold/score.py $options $src/../shared/seeds $src/../shared/gold/seeds < $f > a.out 2> a.err; isnad eval $options $src/../shared/seeds $src/../shared/gold/seeds < $f > b.out 2> b.err; cmp a.out b.out; cmp a.err b.err; done; done < spoilt.list

# a record that is no JSON, no gold
$ echo '{broken' | isnad eval $src/../shared/seeds $src/../shared/gold/seeds
! isnad: record 1: not a JSON object
? 1

$ mkdir gold; isnad eval $src/../shared/seeds gold < r.ndjson
! isnad: gold: a folder without gold files (.json)
? 1
