# The numbers of a text as JSON lines, from the argument or standard input.

$ isnad numbers 'أكثر من 20 ألفا'
{"span":[8,15],"text":"20 ألفا","kind":"cardinal","value":20000,"bounds":{"sign":">","lower":20000,"upper":null,"lower_inclusive":false,"upper_inclusive":false,"span":[0,15],"text":"أكثر من 20 ألفا"},"unit":null,"noun":null}

$ echo 'بين 10 و12 جنديا قبل الجلسة قبل الأخيرة' | isnad numbers
{"span":[4,10],"text":"10 و12","kind":"range","value":10,"upper":12,"bounds":{"sign":"=","lower":10,"upper":12,"lower_inclusive":true,"upper_inclusive":true,"span":[0,10],"text":"بين 10 و12"},"unit":"soldier","noun":"جنديا"}
{"span":[28,39],"text":"قبل الأخيرة","kind":"ordinal","value":-1,"from":"last","bounds":null,"unit":null,"noun":null}

$ printf 'قتل جنديان ونصف الميزانية و5%%' | isnad numbers -
{"span":[4,10],"text":"جنديان","kind":"cardinal","value":2,"dual":true,"bounds":null,"unit":"soldier","noun":"جنديان"}
{"span":[12,15],"text":"نصف","kind":"fraction","value":0.5,"bounds":null,"unit":null,"noun":null}
{"span":[27,29],"text":"5%","kind":"percent","value":5,"bounds":null,"unit":"percent","noun":null}

# nothing in it is no error
$ isnad numbers 'لا عدد هنا'

$ isnad numbers < /dev/null

$ printf '\377' | isnad numbers
! /^isnad: standard input: .*byte 0/
? 1

$ ISNAD_IMAGE=/nowhere isnad numbers 5
! /^isnad: .*nowhere/
? 1
