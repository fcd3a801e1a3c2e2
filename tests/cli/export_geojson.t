# Exports: GeoJSON, read by the package geojson.
# needs-reader: geojson

$ mkdir in; printf 'التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\nوقال لافروف إن روسيا ستدعم مالي.\n' > in/1.txt; printf 'هاجم مسلحون قرية في مالي وقتلوا ثلاثة مدنيين.\n' > in/2.txt; printf 'قصفت القوات الروسية مدينة غاو في مالي يوم الأربعاء.\n' > in/3.txt

$ isnad read in -d x.case --published 2025-04-04 -q; isnad export --to jsonl -d x.case --out x.jsonl
! ...

$ isnad export --to geojson -d x.case --out x.geojson; $reader $src/tests/cli/exports.py geojson x.geojson | sort
ASSAULT: Russia -> Mali Gao -0.0447 16.2717
CONSULT: Russia -> Mali Moscow 37.6178 55.752
! isnad: 2 acts
! isnad: left out 2: acts without a point on the map (no place told 1, state 1)
! isnad: left out 2: facts that are of no place (holds_office 2)

$ isnad export --to geojson -d x.case 2>/dev/null | cmp - x.geojson && echo same
same
