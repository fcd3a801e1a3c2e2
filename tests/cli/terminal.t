# needs: script pseudo-terminal
# On a terminal: a bar, colour, columns that fit.

$ isnad read $src/samples/*.txt -d x.case -q
! ...

$ script -qec "stty cols 90; '$PROGRAM' events -d x.case" /dev/null < /dev/null | head -1 | grep -c $'\e\[1mDATE'
1

$ script -qec "stty cols 90; NO_COLOR=1 '$PROGRAM' events -d x.case" /dev/null < /dev/null | grep -c $'\e'
0
? 1

$ script -qec "stty cols 90; NO_COLOR=1 '$PROGRAM' entities -d x.case" /dev/null < /dev/null | tr -d '\r' | sed 's/\xe2\x81[\xa8\xa9]//g' | grep -cE '^.{91}'
0
? 1

$ script -qec "'$PROGRAM' read $src/samples -d y.case" /dev/null < /dev/null | grep -c 'documents read'
1
