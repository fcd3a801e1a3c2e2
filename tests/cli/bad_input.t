# What cannot be read: an error record, a message that names it, the other inputs go on.

$ printf 'وصل الوزير إلى موسكو.\n' > good.txt; : > empty.txt; mkdir folder; printf 'a\0b\0\0\0\1\2\3' > binary.txt; printf 'abc \xd8\xb1 \xff\xfe\xfa \xd8' > broken.txt

# a missing file, and the other input all the same
$ isnad extract missing.txt good.txt
{"isnad":1,"doc":{"uri":"missing.txt"},"error":{"code":"not_found","message":"missing.txt: no such file or folder"}}
/^\{"isnad":1,"doc":\{"id":"[0-9a-f]{64}","uri":"good.txt",.*"length":2[0-9]\},/
! isnad: missing.txt: no such file or folder
? 1

$ isnad extract empty.txt good.txt
/^\{"isnad":1,"doc":\{"uri":"empty.txt"\},"error":\{"code":"empty","message":"empty.txt: .*"\}\}$/
/"uri":"good.txt"/
! /^isnad: empty.txt: /
? 1

$ isnad extract folder good.txt
/^\{"isnad":1,"doc":\{"uri":"folder"\},"error":\{"code":"empty","message":"folder: .*"\}\}$/
/"uri":"good.txt"/
! /^isnad: folder: a folder without \.txt/
? 1

$ isnad extract binary.txt good.txt
/^\{"isnad":1,"doc":\{"uri":"binary.txt"\},"error":\{"code":"binary","message":"binary.txt: .*"\}\}$/
/"uri":"good.txt"/
! /^isnad: binary.txt: /
? 1

$ isnad extract broken.txt good.txt
/^\{"isnad":1,"doc":\{"uri":"broken.txt"\},"error":\{"code":"bad_encoding","message":"broken.txt: .*"\}\}$/
/"uri":"good.txt"/
! /^isnad: broken.txt: /
? 1

# windows-1256 is decoded, and it is said
$ printf '\xd1\xe6\xd3\xed\xc7 \xca\xcf\xda\xe3 \xe3\xc7\xe1\xed. \xda\xdc\xc7\xcf \xc7\xe1\xe6\xd2\xed\xd1 \xc5\xe1\xec \xc7\xe1\xda\xc7\xd5\xe3\xc9.\n' > old.txt

$ isnad extract old.txt
/"uri":"old.txt".*"lang":"ar"/
! /^isnad: old.txt: .*windows-1256/

# one line of 50 MB: refused in words, quickly
$ head -c 50000000 /dev/zero | tr '\0' 'x' > huge.txt

$ isnad extract huge.txt good.txt
/^\{"isnad":1,"doc":\{"uri":"huge.txt"\},"error":\{"code":"too_large","message":"huge.txt: .*"\}\}$/
/"uri":"good.txt"/
! /^isnad: huge.txt: /
? 1

$ (printf '{"uri":"huge/1","text":"'; cat huge.txt; printf '"}\n'; printf '{"uri":"b","text":"\\u0631\\u0648\\u0633\\u064a\\u0627"}\n') > huge.jsonl

$ isnad extract huge.jsonl
/"error":\{"code":"too_large"/
/"doc":\{"id":"[0-9a-f]{64}","uri":"b"/
! /^isnad: huge.jsonl:1: /
? 1

# another language: a record with its language, no events
$ printf 'The minister arrived in Moscow on Thursday and met his counterpart.\n' > english.txt

$ isnad extract english.txt
/"uri":"english.txt".*"lang":"(en|und)".*"events":\[\],"relations":\[\],"claims":\[\]/

# JSONL: a broken line, a missing field, a field of the wrong kind, a bad date; the others go on
$ printf '{"uri":"a","text":"\\u0631\\u0648\\u0633\\u064a\\u0627"}\n{broken\n{"uri":"c"}\n{"text":"x"}\n[1]\n{"uri":"d","text":7}\n{"uri":"e","text":"x","published":"last week"}\n\n{"uri":"z","text":"\\u0645\\u0627\\u0644\\u064a"}\n' > lines.jsonl

$ isnad extract lines.jsonl
/"uri":"a"/
/"uri":"lines.jsonl:2"\},"error":\{"code":"bad_format"/
/"error":\{"code":"missing_field"/
/"error":\{"code":"missing_field"/
/"error":\{"code":"bad_format"/
/"error":\{"code":"bad_format"/
/"error":\{"code":"bad_format"/
/"uri":"z"/
! /^isnad: lines.jsonl:2: /
! /^isnad: lines.jsonl:3: .*"text"/
! /^isnad: lines.jsonl:4: .*"uri"/
! /^isnad: lines.jsonl:5: /
! /^isnad: lines.jsonl:6: .*"text"/
! /^isnad: lines.jsonl:7: published .* is no date/
? 1

$ isnad extract - < lines.jsonl | grep -c error
6
! ...

# nothing at all on standard input
$ isnad extract - < /dev/null
! ...

# the same bytes whatever the number of threads
$ isnad extract -j 1 $src/samples/*.txt > one.ndjson; isnad extract -j 7 $src/samples/*.txt > seven.ndjson; cmp one.ndjson seven.ndjson && wc -l < one.ndjson | xargs test 12 -le

# an output that cannot be written
$ isnad extract good.txt > /dev/full
! /^isnad: the output could not be written/
? 1

# a file name that is no UTF-8, and one that would steer the terminal
$ cp good.txt $'bad\xff.txt'; isnad extract $'bad\xff.txt' $'no\e[31m.txt'
/"uri":"bad�\.txt"/
/"uri":"no\\u001b\[31m\.txt"\},"error"/
! isnad: no\x1b[31m.txt: no such file or folder
? 1
