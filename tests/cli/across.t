# What crosses articles: acts and facts with their chains, contradictions, the state of the world.

$ mkdir in; printf 'شن الجيش السوداني غارة جوية على مدينة نيالا يوم الاثنين 3 مارس 2025 أسفرت عن مقتل 27 مدنيا.\n' > in/a.txt; printf 'قالت منظمة أطباء بلا حدود إن غارة جوية شنها الجيش السوداني على مدينة نيالا يوم الاثنين 3 مارس 2025 أسفرت عن مقتل 40 مدنيا.\n' > in/b.txt

$ printf 'انضمت فنلندا إلى حلف شمال الأطلسي في أبريل 2023.\nوأكملت القوات الأميركية انسحابها من تشاد في مايو 2024.\n' > in/c.txt; printf 'قال وزير الخارجية الفنلندي إن فنلندا عضو في حلف شمال الأطلسي.\n' > in/d.txt

$ for n in a b; do isnad read in/$n.txt -d x.case -q --outlet "صحيفة $n" --published 2025-03-04; done; isnad read in/c.txt -d x.case -q --outlet 'The Gazette' --published 2024-06-01; isnad read in/d.txt -d x.case -q --published 2025-03-05
! isnad: 1 document read: 1 new
! isnad: 1 document read: 1 new
! isnad: 1 document read: 1 new
! isnad: 1 document read: 1 new

# one act, two reports, two origins
$ isnad happenings -d x.case | sed 's/  */ /g'
HAPPENING DATES WHAT WHO TO WHOM REPORTS ARTICLES ORIGINS WORDS
/^hp-[0-9a-f]{16} 2025-03-03 ASSAULT aerial SDN Sudan GEN:civilians:SDN 2 2 2 /

$ id=$(isnad happenings -d x.case --csv | tail -1 | cut -d, -f1); isnad happenings -d x.case --id $id | perl -CSD -pe 's/[\x{2068}\x{2069}]//g' | grep .
/^hp-[0-9a-f]{16}  2025-03-03 ASSAULT aerial: SDN Sudan -> GEN:civilians:SDN at Nyala, 27$/
2 reports in 2 documents, 2 independent origins
صحيفة a, its own voice
/^  2025-03-04 a\.txt  صحيفة a$/
/^      2025-03-03 ASSAULT aerial: SDN Sudan -> GEN:civilians:SDN at Nyala, 27$/
/^      شن الجيش/
MSF Medecins Sans Frontieres (speaker)
/^  2025-03-04 b\.txt  صحيفة b <- MSF Medecins Sans Frontieres$/
/^      2025-03-03 ASSAULT aerial: SDN Sudan -> GEN:civilians:SDN.*, 40$/
/^      غارة/

$ isnad happenings -d x.case --json | python3 -c 'import json,sys; h = json.load(sys.stdin); print(h["documents"], [o["kind"] for o in h["origins"]], [r["origin"] for r in h["reports"]], [r["count"] for r in h["reports"]])'
2 ['outlet', 'speaker'] [0, 1] [27, 40]

# what one article alone tells is left out, unless it is asked for
$ isnad facts -d x.case --csv | cut -d, -f2-8
dates,relation,subject,object,reports,documents,origins
2023-04/..,member_of,FIN Finland,NATO North Atlantic Treaty Organization,2,2,2

$ isnad facts -d x.case --single --type forces_in --csv | cut -d, -f2-8
dates,relation,subject,object,reports,documents,origins
../2024-05,forces_in,USA United States,TCD Chad,1,1,1

$ isnad happenings -d x.case --id hp-0
! isnad: x.case: no happening hp-0; isnad happenings -d x.case lists them
? 1

# the numbers of dead contradict each other
$ isnad conflicts -d x.case | perl -CSD -pe 's/[\x{2068}\x{2069}]//g; s/  +/ /g'
CONTRADICTION PUBLISHED KIND MATTER SIDES (REPORTS)
/^cf-[0-9a-f]{16} 2025-03-04 number ASSAULT aerial SDN Sudan -> GEN:civilians:SDN (27 civilian \(1\) \| 40|40 civilian \(1\) \| 27) civilian \(1\)$/

$ id=$(isnad conflicts -d x.case --csv | tail -1 | cut -d, -f1); isnad conflicts -d x.case --id $id | grep -E '^ *.?(27|40) civilian' | sort
/27 civilian.*  1 report, 1 independent origin/
/40 civilian.*  1 report, 1 independent origin/

$ isnad conflicts -d x.case --type polarity

$ isnad conflicts -d x.case --type quarrel
! isnad: --type quarrel: is none of polarity, number, date, place, actor, office
? 2

# every name and sentence is isolated
$ (isnad happenings -d x.case; isnad conflicts -d x.case; isnad state -d x.case; isnad why Finland member_of NATO -d x.case) | python3 -c 'import sys; print([l for l in sys.stdin if l.count("\u2068") != l.count("\u2069")])'
[]

# what held at a date, as known at a date
$ isnad state -d x.case --csv
subject,relation,object,holds,since,until,how,articles,first_published,first_uri
FIN,member_of,NATO,yes,2023-04,,reported,2,2024-06-01,in/c.txt

$ isnad state -d x.case --at 2023-04-10 --csv | tail -n +2
FIN,member_of,NATO,possible,2023-04,,reported,2,2024-06-01,in/c.txt

$ isnad state -d x.case --at 2023-03-31 --csv --untold | tail -n +2
USA,forces_in,TCD,untold,by 2024-04-30,2024-05,reported,1,2024-06-01,in/c.txt

$ isnad state -d x.case --at 2025-01-01 --known-by 2024-05-31 --csv | tail -n +2

$ isnad state -d x.case --at 2025-01-01 --outlet 'the gazette' --csv | tail -n +2
FIN,member_of,NATO,yes,2023-04,,reported,1,2024-06-01,in/c.txt

$ isnad state -d x.case --at 2025-03-05 --source Finland --csv | tail -n +2
FIN,member_of,NATO,yes,by 2025-03-05,,reported,1,2025-03-05,in/d.txt

$ isnad state -d x.case --diff 2023-01-01 2025-01-01 --csv
change,subject,relation,object,holds,since,until,how,articles,first_published,first_uri
began,FIN,member_of,NATO,no -> yes,2023-04,,reported,2,2024-06-01,in/c.txt
ended,USA,forces_in,TCD,untold -> no,by 2024-04-30,2024-05,reported,1,2024-06-01,in/c.txt

$ isnad state -d x.case --place Chad --diff 2023-01-01 2025-01-01 --json | python3 -c 'import json,sys; r = json.load(sys.stdin); print(r["change"], r["subject"], r["since"], r["known_to_hold"], r["until"], r["ended"], r["articles"][0]["outlet"])'
ended USA None 2024-04-30 2024-05 True The Gazette

# why
$ isnad why Finland member_of NATO -d x.case --at 2025 | perl -CSD -pe 's/[\x{2068}\x{2069}]//g'
FIN Finland member_of NATO North Atlantic Treaty Organization: yes at 2025; since 2023-04, no end told
  begun by
    2024-06-01 c.txt  The Gazette, 2023-04
      انضمت فنلندا إلى حلف شمال الأطلسي في أبريل 2023.
/^      \[relations\/patterns\.tsv:[0-9]+\]$/
    2024-06-01 c.txt  The Gazette, 2023-04
      انضمت فنلندا إلى حلف شمال الأطلسي في أبريل 2023.
/^      \[frames\/support\.toml:[0-9]+\] \[world\/membership\.toml:[0-9]+\] who joins an organisation is a member$/
  shown by
    2025-03-05 d.txt  d.txt <- FIN Finland
      قال وزير الخارجية الفنلندي إن فنلندا عضو في حلف شمال الأطلسي.
/^      \[relations\/patterns\.tsv:[0-9]+\]$/

$ isnad why FIN member_of NATO -d x.case --json | python3 -c 'import json,sys; w = json.load(sys.stdin); print(w["holds"], w["since"], w["until"], [s["role"] for s in w["steps"]], w["steps"][0]["doc"]["uri"])'
yes 2023-04 None ['begun by', 'begun by', 'shown by'] in/c.txt

# what cannot be asked
$ isnad why FIN belongs_to NATO -d x.case
! /^isnad: belongs_to: is no relation; it is one of member_of, party_to, /
? 2

$ isnad why FIN -d x.case
! /^isnad: FACT: write subject, relation and object/
? 2

$ isnad state -d x.case --actor Atlantis
! isnad: "Atlantis": nothing lasting is told of it in this case; isnad entities lists who is named in it
? 1

$ isnad state -d x.case --at someday
! isnad: --at someday: is no date: write 2025, 2025-04, 2025-04-04 or a range 2024/2025
? 2

$ isnad state -d x.case --relation likes
! /^isnad: --relation likes: is none of member_of, /
? 2

$ isnad state -d x.case --at 2024 --diff 2023 2024
! isnad: --at and --diff: give one of them
? 2

# the same articles in another order and in one run
$ for n in d c; do isnad read in/$n.txt -d y.case -q $(test $n = c && echo "--outlet The_Gazette --published 2024-06-01" || echo "--published 2025-03-05") 2> /dev/null; done; isnad read in/c.txt -d z.case -q --outlet The_Gazette --published 2024-06-01; isnad read in/d.txt -d z.case -q --published 2025-03-05
! isnad: 1 document read: 1 new
! isnad: 1 document read: 1 new

$ for c in y z; do (isnad facts -d $c.case --single --json; isnad happenings -d $c.case --single --json; isnad state -d $c.case --json --at 2024) | sha256sum; done | uniq | wc -l
1
