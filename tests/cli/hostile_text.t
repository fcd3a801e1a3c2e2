# Text that would steer the terminal or turn a line around comes out harmless.

$ printf 'روسيا \033[31m\033]0;x\007 تدعم \xe2\x80\xae\xe2\x81\xa6مالي\xe2\x80\xaf.\n=SUM(A1)\n' > '=evil.txt'

$ isnad read '=evil.txt' -d x.case --outlet $'\e[2J@x' | grep -cE $'\e|\a|\xe2\x80\xae|\xe2\x81\xa6'
0
! isnad: 1 document read: 1 new
? 1

$ isnad show '=evil.txt' -d x.case | grep -cE $'\e|\a|\xe2\x80\xae|\xe2\x81\xa6'
0
? 1

$ isnad show '=evil.txt' -d x.case | grep -c 'x1b\[31m'
1

$ isnad entities -d x.case --csv | grep -cE '(^|,)[=+@]'
0
? 1
