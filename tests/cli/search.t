# Searches of a case of four articles.

$ echo '{"uri":"one","outlet":"الأولى","published":"2025-01-10","title":"مالي وروسيا توقعان اتفاقية","text":"وقعت مالي وروسيا اتفاقية للتعاون العسكري في باماكو يوم الخميس. وقال وزير الدفاع المالي إن القوات المالية ستتدرب في موسكو."}' >> news.jsonl

$ echo '{"uri":"two","outlet":"الثانية","published":"2025-02-11","title":"هجوم على قرية","text":"هاجم مسلحون قرية في وسط مالي أمس. وأعلن الجيش أنه دفع بقواته إلى المنطقة، وأن قوة من الدرك ترافقه."}' >> news.jsonl

$ echo '{"uri":"three","outlet":"الأولى","published":"2025-03-12","title":"البرنامج النووي","text":"أكدت إيران أن برنامجها النووي سلمي. وأضافت طهران أن المحادثات النووية مع واشنطن مستمرة في مسقط."}' >> news.jsonl

$ echo '{"uri":"four","outlet":"Le Monde","published":"2025-03-13","title":"Un accord","text":"Paris et Berlin signent un accord sur les forces communes."}' >> news.jsonl


$ isnad read news.jsonl -d x.case -q
! isnad: 4 documents read: 4 new

# a word finds every form of it, a quoted one the written form
$ isnad search قوات -d x.case --json | python3 -c 'import json, sys; print(*sorted(json.loads(l)["doc"]["uri"] for l in sys.stdin))'
one two

$ isnad search '"القوات"' -d x.case --json | python3 -c 'import json, sys; print([(h["doc"]["uri"], [p["words"][a:b] for p in h["passages"] for a, b in p["marks"]]) for h in map(json.loads, sys.stdin)])'
[('one', ['القوات'])]

$ isnad search 'قوات -روسيا' -d x.case
1 article
/^$/
/^1\.  2025-02-11  .*الثانية.*  two$/
/^    .*هجوم على قرية/
/^    .*دفع \[بقواته\] إلى المنطقة، وأن \[قوة\] من الدرك/

# words of other languages are searched as they are written, in any case
$ isnad search 'FORCES' -d x.case | tail -1 | grep -o '\[.*\]'
[forces]

$ isnad search 'نووي*' -d x.case --count
1

$ isnad search '"المحادثات النووية"' -d x.case --count
1

$ isnad search '"النووية المحادثات"' -d x.case --count
0

$ isnad search 'title:نووي' -d x.case --count
1

# nothing found is no failure
$ isnad search 'قطار' -d x.case

$ isnad search 'outlet:الأولى OR outlet:"le monde"' -d x.case --sort date --csv | cut -d, -f1,2,6
score,fitting_events,uri
0.000,0,four
0.000,0,three
0.000,0,one

$ isnad search 'type:COOPERATE actor:MLI' -d x.case | head -5
1 event
/^$/
/^1\.  2025-01-10  .*  one$/
/^    2025-01-09  COOPERATE .*MLI Mali.*RUS Russia/
/^    .*\[وقعت مالي وروسيا/

$ isnad search 'actor:مالي' -d x.case --count > ar; isnad search 'actor:Mali' -d x.case --count | diff ar - && test $(cat ar) -gt 0

# every line has as many openings as closings of isolates
$ isnad search 'مالي OR إيران OR accord' -d x.case --facet outlet,actor | python3 -c 'import sys; print([l for l in sys.stdin if l.count("\u2068") != l.count("\u2069")])'
[]

$ isnad search 'published:2025' -d x.case --count --facet outlet,month,lang
4
/^$/
OUTLET    COUNT
/^.*الأولى.*  +2$/
/^.*Le Monde +1$/
/^.*الثانية.* +1$/
/^$/
MONTH    COUNT
2025-03  2
2025-01  1
2025-02  1
/^$/
LANG  COUNT
ar    3
fr    1

$ isnad search 'published:2025' -d x.case --csv --facet month --facet-limit 1
facet,value,name,count
month,2025-03,,2

# what is wrong with a query is shown where it stands
$ isnad search 'مالي actr:MLI قوات' -d x.case
! isnad: query: there is no field "actr"; nearest: actor; words with a colon go into quotation marks
! /^  .*مالي.* actr:MLI .*قوات/
!        ^^^^^
? 2

$ isnad search 'type:WAR' -d x.case 2>&1 | head -1
/^isnad: query: "WAR" is no type; it is one of AGREE, /

$ isnad search "$(python3 -c 'print("(" * 4000)')" -d x.case
! isnad: query: more than 32 parentheses in each other
? 2

$ isnad search 'actor:XYZ' -d x.case
! isnad: actor:XYZ: nothing in x.case has this value

# saved searches
$ isnad search 'قوات' -d x.case --save forces | head -1
2 articles

$ isnad search --list-saved -d x.case --csv
name,query,of
forces,قوات,

$ isnad search --saved forces --new -d x.case

$ echo '{"uri":"five","published":"2025-04-01","text":"وصلت قوات جديدة إلى الميناء في الصباح."}' | isnad read - -d x.case -q
! /1 new/

$ isnad search --saved forces -d x.case --count
3

# what was not shown stays new
$ isnad search --saved forces --new --limit 0 --offset 1 -d x.case
1 article, none of them shown
! isnad: not all of what is new was shown, so it stays new: leave out --limit and --offset

$ isnad search --saved forces --new -d x.case | head -3
1 article
/^$/
/^1\.  2025-04-01  .*five$/

$ isnad search --saved forces --new -d x.case

$ isnad search --saved nothing -d x.case
! isnad: x.case: no saved search "nothing"; there are forces
? 1

$ isnad search --forget forces -d x.case; isnad search --list-saved -d x.case --json

# wrong usage
$ isnad search -d x.case
! isnad: a query is missing: isnad search 'WORDS field:value' -d CASE
? 2

$ isnad search a --new -d x.case
! isnad: --new: goes with --saved NAME
? 2

$ isnad search a --facet outlet,colour -d x.case
! /^isnad: --facet colour: is none of outlet, type, /
? 2

$ isnad search a --of stories -d x.case
! isnad: --of stories: is none of articles, events, claims, relations
? 2

# a case on a medium that cannot be written is searched
$ ! test -f x.case || chmod 444 x.case; isnad search قوات -d x.case --count
3

# the same articles in another order and in several runs: the same answers
$ ! test -f x.case || chmod 644 x.case; tac news.jsonl | while read -r line; do echo "$line" | isnad read - -d y.case -q 2>/dev/null; done; isnad read news.jsonl -d z.case -q 2>/dev/null; for q in قوات 'مالي OR إيران' 'published:2025' 'actor:MLI'; do for c in y z; do isnad search "$q" -d $c.case --json --facet outlet,actor,type | sha256sum; done; done | uniq | wc -l
4
