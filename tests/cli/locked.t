# needs: sqlite3
# sqlite only: several write to a server at once.
# Somebody else writes: reading in waits, then says so; queries go on. (7 s, under a sanitizer 67.)

$ mkdir in; printf 'وصل الوزير إلى موسكو يوم الخميس.\n' > in/1.txt; printf 'وصل الوزير إلى باريس.\n' > in/2.txt; isnad read in/1.txt -d x.case -q
! isnad: 1 document read: 1 new

$ (echo 'BEGIN EXCLUSIVE;'; sleep ${ISNAD_SANITIZED:+6}7) | sqlite3 x.case > /dev/null & sleep 0.5; isnad read in/2.txt -d x.case; echo "status $?"; isnad entities -d x.case --csv | head -1
status 1
/^code,kind,/
! isnad: x.case: locked: another program is writing to it; try again when it has finished
