# Queries of a case made of the samples.

$ isnad read $src/samples/*.txt -d x.case --outlet 'وكالة "س", =1' --published 2025-11 -q
! /^isnad: [0-9]+ documents read: [0-9]+ new/

$ isnad events -d x.case | head -1
/^DATE +WHAT +WHO +TO WHOM +WORDS +WHO SAYS SO +DOCUMENT$/

# without a terminal there is no escape in what is printed
$ for v in events claims relations entities timeline; do isnad $v -d x.case | grep -c $'\e'; done
0
0
0
0
0
? 1

# every Arabic cell is isolated: as many openings as closings on each line
$ isnad claims -d x.case | python3 -c 'import sys; print([l for l in sys.stdin if l.count("\u2068") != l.count("\u2069")])' 2>/dev/null || echo '[]'
[]

$ for v in events claims relations entities timeline; do isnad $v -d x.case --json | head -1 | cut -c1; done
{
{
{
{
{

$ isnad events -d x.case --csv | head -1
id,date,date_from,type,mode,contexts,cameo,actor,actor_names,recipient,recipient_names,place,factuality,source,source_names,count,words,rule,confidence,document,uri,outlet,published

# the outlet has a quotation mark, a comma and is no formula
$ isnad events -d x.case --csv --limit 1 | tail -1 | grep -c '"وكالة ""س"", =1"'
1

$ test $(isnad events -d x.case --json --limit 3 | wc -l) = 3

$ test $(isnad events -d x.case --json --type ASSAULT | wc -l) = $(isnad events -d x.case --json | grep -c '"type":"ASSAULT"')

$ isnad events -d x.case --actor "Nobody Known" --json

$ isnad events -d x.case --from 3000 --json

$ isnad claims -d x.case --outlet 'no such outlet' --json

$ isnad show 01-moscow-defence-ministers.txt -d x.case
/^document  [0-9a-f]{64}$/
...
/^events \([0-9]+\)$/
...
/^entities \([0-9]+\)$/
...

$ isnad show 01-moscow-defence-ministers -d x.case --json | cut -c1-22
{"isnad":1,"doc":{"id"

$ isnad show nothing -d x.case
! /^isnad: x.case: no document "nothing"/
? 1

$ isnad show $src/samples -d x.case
! /^isnad: x.case: ".*" fits several documents; name one by its id: /
? 2
