# Exports: STIX 2.1, parsed strictly by stix2 and held to the schemas of OASIS by stix2-validator.
# needs-reader: stix2
# needs-reader: stix2validator

$ mkdir in; printf 'التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\nوقال لافروف إن روسيا ستدعم مالي.\n' > in/1.txt; printf 'هاجم مسلحون قرية في مالي وقتلوا ثلاثة مدنيين.\n' > in/2.txt; printf 'قصفت القوات الروسية مدينة غاو في مالي يوم الأربعاء.\n' > in/3.txt

$ isnad read in -d x.case --published 2025-04-04 -q; isnad export --to jsonl -d x.case --out x.jsonl
! ...

$ isnad export --to stix -d x.case --out x.json; $reader $src/tests/cli/exports.py stix x.json
extension-definition 1
identity 5
incident 2
location 1
relationship 2
report 3
! /^isnad: 4 identities, 2 incidents, 1 location, 2 relationships, 3 reports$/
! isnad: left out 1: acts that are not told as done, which STIX cannot say (planned 1)
! isnad: left out 2: facts of kinds that data/export/stix.tsv leaves out (holds_office 2)
! isnad: left out 1: places of incidents that are no point

$ isnad export --to stix -d x.case 2>/dev/null | cmp - x.json && echo same
same

# an address with Arabic letters: STIX has URIs
$ python3 -c 'import json; print(json.dumps({"uri": "http://news.example/خبر", "url": "http://news.example/«خبر»", "published": "2025-04-04", "text": "قصفت القوات الروسية مدينة غاو في مالي يوم الأربعاء.\n"}))' | isnad read - -d u.case -q; isnad export --to stix -d u.case --out u.json 2> /dev/null; $reader $src/tests/cli/exports.py stix u.json && grep -o '"url":"[^"]*news[^"]*"' u.json | sort -u
extension-definition 1
identity 3
incident 1
location 1
relationship 1
report 1
"url":"http://news.example/%c2%ab%d8%ae%d8%a8%d8%b1%c2%bb"
"url":"http://news.example/%d8%ae%d8%a8%d8%b1"
! ...
