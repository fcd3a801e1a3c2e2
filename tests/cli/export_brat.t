# Exports: brat standoff, each offset looked up in the text.

$ mkdir in; printf 'التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\nوقال لافروف إن روسيا ستدعم مالي.\n' > in/1.txt; printf 'هاجم مسلحون قرية في مالي وقتلوا ثلاثة مدنيين.\n' > in/2.txt; printf 'قصفت القوات الروسية مدينة غاو في مالي يوم الأربعاء.\n' > in/3.txt

$ isnad read in -d x.case --published 2025-04-04 -q; isnad export --to jsonl -d x.case --out x.jsonl
! ...

$ isnad export --to brat -d x.case --out b; python3 $src/tests/cli/exports.py brat b x.jsonl
AID:1 ASSAULT:2 CONSULT:1 Claim:1 Content:1 Quantity:1 Speaker:1 Time:2 generic:2 holds_office:2 person:4 place:1 state:8
! /^isnad: 3 articles, 1 claim, 4 events, 15 mentions, 1 quantity, 2 relations, 2 times$/
! isnad: left out 3: arguments that the article has no mention of, told in the note of their event (Object 2, Place 1)

$ isnad export --to brat -d x.case --out c 2>/dev/null; diff -r b c && echo same
same

# line breaks of every sort and an emoji inside and before spans
$ printf 'القوات\r\nالروسية \xF0\x9F\x98\x80 قصفت\xE2\x80\xA8مدينة غاو في\nمالي يوم الأربعاء.\n' > odd.txt; isnad read odd.txt -d odd.case --published 2025-04-04 -q; isnad export --to jsonl -d odd.case --out odd.jsonl; isnad export --to brat -d odd.case --out odd; python3 $src/tests/cli/exports.py brat odd odd.jsonl | tail -1
ASSAULT:1 Time:1 place:1 state:1
! ...

$ isnad export --to brat -d x.case
! /writes several files: name a folder/
? 2
