# Copies and stories of a case made of the samples: a reprint, and two reports of one attack.

$ isnad read $src/samples/*.txt -d x.case --published 2025-11 -q
! /^isnad: [0-9]+ documents read: [0-9]+ new/

$ isnad copies -d x.case
/^PUBLISHED +ARTICLE +PUBLISHED +ARTICLE +WORDS +OF 1ST +OF 2ND$/
/^2025-08-15 +01-moscow-defence-ministers\.txt +before +2025-08-16 +02-moscow-reprint\.txt +150 +80% +81%$/

# the shared words are the same in both texts
$ isnad copies -d x.case --json > copies.json; python3 -c 'import json; r = json.loads(open("copies.json").read()); t = [open(r[k]["uri"], encoding="utf-8").read() for k in ("first", "second")]; print([t[0][a:b].split() == t[1][c:d].split() for (a, b), (c, d) in r["shared"]])'
[True, True, True, True]

$ isnad copies -d x.case --csv | head -1
first_document,first_uri,first_outlet,first_published,second_document,second_uri,second_outlet,second_published,ordered,words,told,first_words,second_words,first_spans,second_spans

$ isnad stories -d x.case | awk 'NR > 1 {print $2, $3}'
2025-11-01/2025-11-30 2
2025-08-15/2025-08-16 2

# every title is isolated
$ isnad stories -d x.case | python3 -c 'import sys; print([l for l in sys.stdin if l.count("\u2068") != l.count("\u2069")])' 2>/dev/null
[]

$ id=$(isnad stories -d x.case --csv | tail -1 | cut -d, -f1); isnad stories -d x.case --id $id | tail -n +2 | grep .
/^st-[0-9a-f]{16}, 2025-08-15\/2025-08-16$/
/^  2025-08-15 .*01-moscow-defence-ministers\.txt/
/^  2025-08-16 .*02-moscow-reprint\.txt/

$ test $(isnad stories -d x.case --single --json | wc -l) -gt 10

# the same texts in another order and in two runs
$ isnad read $(ls $src/samples/*.txt | sort -r | head -9) -d y.case --published 2025-11 -q
! /^isnad: 9 documents read: 9 new/

$ isnad read $(ls $src/samples/*.txt | sort -r | tail -n +10) -d y.case --published 2025-11 -q
! /^isnad: [0-9]+ documents read: [0-9]+ new/

$ for c in x y; do (isnad copies -d $c.case --json; isnad stories -d $c.case --single --json) | sha256sum; done | uniq | wc -l
1

$ isnad stories -d x.case --id st-0
! isnad: x.case: no story st-0; isnad stories -d x.case lists them
? 1

$ isnad copies -d x.case --from yesterday
! isnad: --from yesterday: is no date: write 2025, 2025-04, 2025-04-04 or a range 2024/2025
? 2
