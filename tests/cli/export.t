# Exports: what every format has in common, and our own JSONL.

$ mkdir in; printf 'التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\n' > in/1.txt; printf 'هاجم مسلحون قرية في مالي وقتلوا ثلاثة مدنيين.\n' > in/2.txt

$ isnad extract in --published 2025-04-04 > all.ndjson; isnad read in -d x.case --published 2025-04-04 -q
! isnad: 2 documents read: 2 new

# byte for byte what extract printed
$ isnad export --to jsonl -d x.case --out back.jsonl && cmp all.ndjson back.jsonl && echo same
same
! isnad: 2 articles

$ isnad export --to jsonl -d x.case 2>/dev/null | cmp - all.ndjson && echo same
same

# filters
$ isnad export --to jsonl -d x.case --type consult | grep -c .
1
! isnad: 1 article

$ isnad export --to jsonl -d x.case --from 2026
! isnad: nothing to export

$ isnad export --to jsonl -d x.case --until never
! /^isnad: --until never: is no date/
? 2

# no such format, no such place
$ isnad export --to pptx -d x.case
! /^isnad: --to pptx: is none of .*jsonl/
? 2

$ isnad export --to jsonl -d x.case --out no/such/x.jsonl
! /^isnad: no\/such\/x.jsonl: cannot be written: No such file/
? 1

$ isnad export --to jsonl -d missing.case
! /^isnad: missing.case: no (such case file|case there yet)/
? 1
