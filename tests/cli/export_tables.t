# Exports as tables: ACLED, GDELT, POLECAT, tables for spreadsheets. Read back by Python's csv module.

$ mkdir in; printf 'قصفت طائرات روسية مدينة إدلب في سوريا يوم الخميس وقتلت ثلاثة مدنيين.\n' > in/1.txt; printf 'هاجم مسلحون مدينة غاو في مالي يوم الخميس وقتلوا ثلاثة مدنيين كانوا في السوق الكبير قبل أن يفروا على دراجات نارية.\n' > in/2.txt; printf 'التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\n' > in/4.txt; printf 'أعلنت وزارة الدفاع المالية أنها ستوقع اتفاقا عسكريا مع روسيا الشهر المقبل.\n' > in/5.txt; isnad read in -d x.case --published 2025-04-04 -q
! isnad: 4 documents read: 4 new

# what ACLED does not code is told by kind, a plan by the type that it has in the record
$ isnad export --to acled -d x.case --out acled && tail -n +2 acled/acled.csv | sort
/^MLI[0-9]+,2025-04-03,2025,1,Political violence,Violence against civilians,Attack,Unidentified Armed Group \(Mali\),gunmen \(Mali\),Political militia,Civilians \(Mali\),,Civilians,Political militia-Civilians,Civilian targeting,466,Western Africa,Mali,,,,Gao,16.2717,-0.0447,1,in\/2.txt,,.*,3,,1743724800$/
/^SYR[0-9]+,2025-04-03,2025,1,Political violence,Explosions\/Remote violence,Air\/drone strike,Russia,,External\/Other forces,Civilians \(Syria\),,Civilians,External\/Other forces-Civilians,Civilian targeting,760,Middle East,Syria,,,,Idlib,35.9306,36.6339,1,in\/1.txt,,.*,3,,1743724800$/
! isnad: 2 acts
! isnad: left out 1: acts of types that ACLED does not code (CONSULT 1)
! isnad: left out 1: acts that are only planned (SUPPORT 1)

# an act of a growing case keeps its id although an earlier article now tells it first; an id that no act has any more is deleted
$ isnad export --to acled -d x.case --out first 2> /dev/null; mkdir more; printf 'هاجم مسلحون مدينة غاو في مالي يوم الخميس وقتلوا ثلاثة مدنيين كانوا في السوق الكبير قبل أن يفروا على دراجات نارية، وفق السكان.\n' > more/0.txt; isnad read more -d x.case --published 2025-04-03 -q; isnad export --to acled -d x.case --previous first/acled.csv --out second && cut -d, -f1 first/acled.csv | sort > a; cut -d, -f1 second/acled.csv | sort > b; cmp a b && cat second/deletions.csv
event_id_cnty,deleted_timestamp
! isnad: 1 document read: 1 new
! isnad: 2 acts
! ...

$ isnad export --to acled -d x.case --actor GEN:gunmen:MLI --previous second/acled.csv --out third && python3 $src/tests/cli/read_tables.py acled third && tail -n 1 third/deletions.csv
acled.csv 1
deletions.csv 1
/^SYR[0-9]+,1743724800$/
! isnad: 1 act, 1 deletion
! ...

$ echo a,b > wrong.csv; isnad export --to acled -d x.case --previous wrong.csv --out no
! isnad: wrong.csv: has no column event_id_cnty; name an acled.csv of an earlier export
? 1

$ isnad export --to gdelt -d x.case --previous wrong.csv --out no
! isnad: --previous: --to gdelt has no use for it
? 2

# who is demonstrated against takes no part in a demonstration
$ printf 'تظاهر مئات الطلاب في مدينة غاو يوم الخميس ضد الحكومة المالية.\n' > p.txt; isnad read p.txt -d p.case --published 2025-04-04 -q; isnad export --to acled -d p.case --out p && tail -n 1 p/acled.csv | cut -d, -f 6-15
Protests,Peaceful protest,Protesters (Mali),students (Mali),Protesters,,,,Protesters only,
! ...

# FIPS has two codes for Palestine; the military that seizes power is not the state
$ mkdir g; printf 'قصفت طائرات إسرائيلية بلدة بيت حانون يوم الخميس وقتلت ثلاثة مدنيين.\n' > g/1.txt; printf 'نفذ الجيش انقلابا في النيجر يوم الخميس.\n' > g/2.txt; isnad read g -d g.case --published 2025-04-04 -q; isnad export --to gdelt -d g.case --out g-out && cut -f 6,16,52-54 g-out/export.CSV | sort
ISR	CVL	4	Beit Hanoun	GZ
NERMIL	NER	1	Niger	NG
! ...

# GDELT: the plan is an announcement (CAMEO 03), reports of one act are mentions of one event
$ isnad export --to gdelt -d x.case --out gdelt && cut -f 2,6,16,27-34,52,53,57,58 gdelt/export.CSV | sort
20250403	MLIUAF	MLICVL	190	190	19	4	-10.0	2	2	2	4	Gao	16.2717	-0.0447
20250403	RUS	MLI	040	040	04	1	1.0	1	1	1	4	Moscow	55.752	37.6178
20250403	RUS	SYRCVL	195	195	19	4	-10.0	1	1	1	4	Idlib	35.9306	36.6339
20250501	MLI	RUS	032	032	03	1	4.5	1	1	1	0			
! isnad: 4 acts, 4 event rows, 5 mentions

# POLECAT: the plan is AGREE
$ isnad export --to polecat -d x.case | cut -f 2-7,8,10,11,24,28 | tail -n 4 | sort
2025-04-03	ASSAULT	None	-9	MATERIAL CONFLICT	military	gunmen (Mali)	432	UAF	Gao	MLI
2025-04-03	ASSAULT	aerial	-9.5	MATERIAL CONFLICT	military	Russia	365	GOV	Idlib	SYR
2025-04-03	CONSULT	None	2.5	VERBAL COOPERATION	diplomatic	Russia	365	GOV	Moscow	RUS
2025-05-01	AGREE	None	2.5	VERBAL COOPERATION	diplomatic	Mali	432	GOV	None	None
! isnad: 4 acts

# titles, outlets and uris that would run a formula, break a row or turn the line
$ python3 -c 'import json; print(json.dumps({"uri": "=1+1\n", "outlet": "@\u202eSUM(A1)\tx", "title": "-2+3,\"a\"\r\nb", "published": "2025-04-04", "text": "هاجم مسلحون مدينة كيدال في مالي يوم الأربعاء.\n"}))' | isnad read - -d y.case -q; isnad export --to csv -d y.case --out sheets --bom && python3 $src/tests/cli/read_tables.py csv sheets && tail -n 1 sheets/appearances.csv && head -c 3 sheets/events.csv | od -An -tx1
! isnad: 1 document read: 1 new
! ...
...
/^[0-9a-f]*,'=1\+1,,'@SUM\(A1\) x,"'-2\+3,""a"" b",2025-04-04$/
 ef bb bf

$ for f in acled gdelt; do isnad export --to $f -d y.case --out hostile 2> /dev/null; python3 $src/tests/cli/read_tables.py $f hostile; done
acled.csv 1
export.CSV 1 mentions.CSV 1

# the samples, read back; the same case gives the same bytes
$ python3 $src/tools/samples/index.py $src/samples | isnad read - -d s.case -q 2> /dev/null; for f in acled gdelt csv; do isnad export --to $f -d s.case --out s-$f 2> /dev/null; python3 $src/tests/cli/read_tables.py $f s-$f | grep -c . ; done; isnad export --to polecat -d s.case --out s.txt 2> told; python3 $src/tests/cli/read_tables.py polecat s.txt > read; grep -o '[0-9]* acts$' told | grep -o '[0-9]*' > n; grep -o '[0-9]*' read | cmp - n && echo as told
1
1
13
as told

# copies are those of the articles that the filter leaves: two of Russia and none of Qatar share words
$ for a in RUS QAT; do isnad export --to csv -d s.case --actor $a --out of-$a 2> /dev/null; tail -n +2 of-$a/copies.csv | wc -l; done
1
0

$ for f in acled gdelt csv; do isnad export --to $f -d s.case --out again 2> /dev/null; diff -r s-$f again || echo differs; rm -r again; done
