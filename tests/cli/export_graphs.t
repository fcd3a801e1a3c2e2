# Exports: the network of actors as GEXF and GraphML, read by networkx.
# needs-reader: networkx

$ mkdir in; printf 'التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\nوقال لافروف إن روسيا ستدعم مالي.\n' > in/1.txt; printf 'هاجم مسلحون قرية في مالي وقتلوا ثلاثة مدنيين.\n' > in/2.txt; printf 'قصفت القوات الروسية مدينة غاو في مالي يوم الأربعاء.\n' > in/3.txt

$ isnad read in -d x.case --published 2025-04-04 -q; isnad export --to jsonl -d x.case --out x.jsonl
! ...

$ isnad export --to gexf -d x.case --out x.gexf; isnad export --to graphml -d x.case --out x.graphml
! ...

$ $reader $src/tests/cli/exports.py gexf x.gexf > a && $reader $src/tests/cli/exports.py graphml x.graphml > b && cmp a b && cat a
8 nodes; act AID planned 1, act ASSAULT actual 1, act ASSAULT actual 1, act CONSULT actual 1, fact holds_office actual 1, fact holds_office actual 1

# the same bytes again, and on standard output
$ isnad export --to gexf -d x.case 2>/dev/null | cmp - x.gexf && isnad export --to graphml -d x.case 2>/dev/null | cmp - x.graphml && echo same
same

# with --type no facts
$ isnad export --to graphml -d x.case --type consult --out c.graphml; $reader $src/tests/cli/exports.py graphml c.graphml
2 nodes; act CONSULT actual 1
! isnad: 2 actors, 1 act, 1 edge
