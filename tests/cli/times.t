# The verb times: a line of JSON an expression, from TEXT or standard input.

$ isnad times --anchor 2015-07-25 'وصل الوفد في 3 مارس 2014'
{"span":[13,24],"text":"3 مارس 2014","type":"DATE","value":"2014-03-03","date":"2014-03-03","from":"2014-03-03","to":"2014-03-03","counted":null,"mod":null,"link":null,"calendar":null,"rule":"time/months.tsv:8","confidence":0.95}

# standard input, with and without -
$ echo 'وصل الوفد أمس' | isnad times --anchor 2015-07-25
/"value":"2015-07-24"/

$ echo 'وصل الوفد أمس' | isnad times - --anchor 2015-07-25
/"value":"2015-07-24"/

# a month and a year do for an anchor; so does none
$ isnad times --anchor 2015-07 'زارها الشهر الماضي'
/"value":"2015-06"/

$ isnad times 'وصل الوفد السبت'
/"value":"XXXX-WXX-6","date":null,"from":null/

# the publication date in the head of a text counts where no anchor is given
$ printf 'عنوان الخبر\n24 تموز/يوليو 2015\nوصل الوفد أمس.\n' | isnad times | tail -1
/"text":"أمس","type":"DATE","value":"2015-07-23"/

# notes: bare numbers, a date with its hour; what is typed is a note, what is piped is news
$ echo 'الموعد يوم 15 الساعة 8:00' | isnad times --anchor 2016-11-07
/"text":"الساعة 8:00"/

$ isnad times --news --anchor 2016-11-07 'الموعد يوم 15 الساعة 8:00'
/"text":"الساعة 8:00"/

$ isnad times --anchor 2016-11-07 'الموعد يوم 15 الساعة 8:00'
/"text":"15 الساعة 8:00","type":"TIME","value":"2016-11-15T08:00","date":"2016-11-15"/

$ echo 'الموعد بعد 5 ساعات' | isnad times --note --anchor 2016-11-07T16:12:00
/"value":"2016-11-07T21:12"/

$ isnad times --note --news 'أمس'
! isnad: --note and --news: the text is one of them
? 2

$ isnad times --anchor 2015-07-25 'بلغت 6.9 مليار يورو'

# the rule is a line of data that holds the word
$ sed -n "$(isnad times 'في رمضان 1436' | sed 's/.*months.tsv:\([0-9]*\).*/\1/')p" $src/data/time/months.tsv | grep -c رمضان
1

# nothing found is no failure
$ isnad times 'لا وقت هنا'

$ isnad times --anchor 'last week' 'أمس'
! /^isnad: --anchor last week: is no date: write 2025-04-04/
? 2

$ isnad times --anchor 2015-02-30 'أمس'
! /^isnad: --anchor 2015-02-30: is no date/
? 2

$ printf 'a\xff' | isnad times
! isnad: standard input: not UTF-8 at byte 1
? 1

$ head -c 17000000 /dev/zero | tr '\0' 'a' | isnad times
! /^isnad: standard input: more than 16 MB/
? 1
