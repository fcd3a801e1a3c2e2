# Case files that cannot be used, and a full disk.
# sqlite only: what is wrong with a server is in tests/cases/store/server_test.cc.

$ mkdir in; for n in 1 2 3; do printf 'وصل الوزير رقم %s إلى موسكو يوم الخميس.\n' $n > in/$n.txt; done

$ isnad read in -d x.case -q
! isnad: 3 documents read: 3 new

# no case file
$ echo 'a letter' > letter.txt; isnad events -d letter.txt
! isnad: letter.txt: is no case file (isnad read makes one)
? 1

$ isnad read in -d letter.txt; cat letter.txt
a letter
! isnad: letter.txt: is no case file (isnad read makes one)

$ isnad events -d missing.case
! isnad: missing.case: no such case file; make it with: isnad read INPUT... -d missing.case
? 1

$ isnad events -d in
! isnad: in: is a folder; a case is one file
? 1

$ isnad read in -d no/such/folder/x.case
! /^isnad: no\/such\/folder\/x.case: cannot be opened/
? 1

# read-only: queries work, reading in does not
$ cp x.case ro.case; chmod 444 ro.case; isnad read in -d ro.case
! isnad: ro.case: read-only: cannot be written to; change its permissions or name another file
? 1

$ isnad claims -d ro.case --csv | head -1
/^id,source,/

# a newer version (byte 60 to 63 hold it)
$ cp x.case new.case; printf '\0\0\0\143' | dd of=new.case bs=1 seek=60 conv=notrunc status=none; isnad events -d new.case
! isnad: new.case: made by a newer isnad (case file version 99, this one reads up to 7); update isnad
? 1

# damaged
$ cp x.case bad.case; printf '%8192s' x | dd of=bad.case bs=1 seek=8192 conv=notrunc status=none; isnad read in -d bad.case; test $? = 1
! /^isnad: bad.case: the case file is damaged/

# a full disk: what was saved stays, and it goes on when there is room
$ for n in $(seq 400); do printf '{"uri":"u%s","text":"وصل الوزير %s إلى موسكو. %2000s"}\n' $n $n .; done > many.jsonl

$ (ulimit -f 1000; isnad read many.jsonl -d full.case)
! /^isnad: full.case: no space left/
? 1

$ isnad read many.jsonl -d full.case -q
! /^isnad: 400 documents read: [0-9]+ new/

$ isnad read many.jsonl -d full.case -q
! isnad: 400 documents read: 0 new, 400 there already
