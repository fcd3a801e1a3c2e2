# Exports: W3C Web Annotations, expanded by pyld and compared with the records.
# needs-reader: pyld

$ mkdir in; printf 'التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\nوقال لافروف إن روسيا ستدعم مالي.\n' > in/1.txt; printf 'هاجم مسلحون قرية في مالي وقتلوا ثلاثة مدنيين.\n' > in/2.txt; printf 'قصفت القوات الروسية مدينة غاو في مالي يوم الأربعاء.\n' > in/3.txt

$ isnad read in -d x.case --published 2025-04-04 -q; isnad export --to jsonl -d x.case --out x.jsonl
! ...

$ isnad export --to annotation -d x.case --out x.jsonld; $reader $src/tests/cli/exports.py annotation x.jsonld x.jsonl
25 annotations
! /^isnad: 3 articles, 1 claim, 4 events, 15 mentions/

$ isnad export --to annotation -d x.case 2>/dev/null | cmp - x.jsonld && echo same
same

# an article with an address is named by it, and the text that was read by its hash
$ printf '%s\n' '{"uri":"u1","url":"https://news.example/a","published":"2025-04-04","text":"زار وزير الخارجية الروسي سيرغي لافروف مالي يوم الخميس."}' > u.jsonl; isnad read u.jsonl -d u.case -q; isnad export --to jsonl -d u.case --out u2.jsonl; isnad export --to annotation -d u.case --out u.jsonld; grep -c '"source":"https://news.example/a","state":{"type":"TimeState","cached":"ni:///sha-256;' u.jsonld; $reader $src/tests/cli/exports.py annotation u.jsonld u2.jsonl
5
5 annotations
! ...
