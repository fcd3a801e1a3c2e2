# Reading into a case file, and case files that cannot be used.

$ mkdir in; for n in 1 2 3; do printf 'وصل الوزير رقم %s إلى موسكو يوم الخميس.\n' $n > in/$n.txt; done

$ isnad read in -d x.case --outlet 'صحيفة' --published 2025-04
/^x\.case: 3 documents, /
Published 2025-04 to 2025-04
...
/^Outlets$/
/^ +3  .*صحيفة/
...
Contradictions
  none found
! isnad: 3 documents read: 3 new

# again: nothing new, the same digest
$ isnad read in -d x.case --outlet 'صحيفة' --published 2025-04 -q
! isnad: 3 documents read: 0 new, 3 there already

# the same text in another place is another appearance
$ cp -r in copy; isnad read copy/1.txt -d x.case -q
! isnad: 1 document read: 0 new, 1 known texts in a new place

# some could not be read: the others are in
$ isnad read missing.txt in/1.txt -d y.case -q
! isnad: missing.txt: no such file or folder
! isnad: 1 document read: 1 new; 1 could not be read
? 1

# interrupted: whole documents, and the same command goes on
$ for n in $(seq 400); do printf '{"uri":"u%s","text":"وصل الوزير %s إلى موسكو. %2000s"}\n' $n $n .; done > many.jsonl

$ while cat many.jsonl; do :; done 2> /dev/null | timeout --preserve-status -s INT ${ISNAD_SANITIZED:+2}1 "$PROGRAM" read - -d cut.case; test $? = 130
! ...
! /^isnad: interrupted; cut.case keeps what was read/

$ isnad read many.jsonl -d cut.case -q
! /^isnad: 400 documents read: /
