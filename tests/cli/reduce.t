# Readings: records with what a case keeps beside them, and the steps of what crosses documents.

# each line is the record and one key more
$ isnad extract $src/samples/0*.txt --published 2025-11 > plain.ndjson; isnad extract $src/samples/0*.txt --published 2025-11 --fingerprints > readings.ndjson; sed 's/,"reading":{.*/}/' readings.ndjson | cmp - plain.ndjson && wc -l < plain.ndjson
9

# inputs from a list, the same bytes with any number of threads
$ ls $src/samples/0*.txt > list; for n in 1 3; do isnad extract --paths list --published 2025-11 --fingerprints -j $n | sha256sum; done | uniq | wc -l
1

$ isnad extract --paths - < list --published 2025-11 | cmp - plain.ndjson

$ echo - | isnad extract --paths -
! isnad: -: a list names files, not standard input (-)
? 2

$ isnad extract --paths absent
! isnad: absent: this list of inputs cannot be opened
? 1

# a document that is no text is tolerated, an input that is not there is not
$ printf '{"uri":"a"\n' | isnad extract --tolerant -
/^\{"isnad":1,"doc":\{"uri":"-:1"\},"error":\{"code":"bad_format",/
! /broken JSON/

$ isnad extract --tolerant absent.jsonl
/"error":\{"code":"not_found"/
! isnad: absent.jsonl: no such file or folder
? 1

# a case that takes readings answers as one that read the documents itself
$ isnad read --records readings.ndjson -d x.case -q
! isnad: 9 documents read: 9 new

$ isnad read $src/samples/0*.txt --published 2025-11 -d y.case -q
! isnad: 9 documents read: 9 new

$ for c in x y; do for v in events claims relations copies stories happenings facts conflicts timeline state; do isnad $v -d $c.case --json; done | sha256sum; done | uniq | wc -l
1

# again, and without what crosses articles
$ cat readings.ndjson | isnad read --records - -d x.case -q --no-refresh
! isnad: 9 documents read: 0 new, 9 there already

$ isnad read --records plain.ndjson -d x.case -q
! isnad: plain.ndjson:1: a record without its fingerprint: isnad extract --fingerprints writes both
? 1

$ sed 's/"engine":"isnad [^"]*"/"engine":"isnad 0"/' readings.ndjson | isnad read --records - -d x.case -q
! /^isnad: standard input:1: read by isnad 0, this is isnad [0-9.]+ [0-9a-f]{16}: extract the documents anew with this program$/
? 1

$ head -c 5000 readings.ndjson | isnad read --records - -d x.case -q
! /^isnad: standard input:[0-9]+: the last line has no end: the input was cut off$/
? 1

$ isnad read --records absent.ndjson -d x.case -q
! /^isnad: absent.ndjson: cannot be opened/
? 1

# the steps on the way to copies, by hand
$ sed -E 's/^.{24}(.{16})/\1\t2025\t&/' readings.ndjson | sort | isnad reduce articles | sed -n 's/^A//p' > articles; cut -f1 articles | tr -d '0-9a-f' | sort -u | wc -l
1

$ isnad reduce spread-prints < articles | cut -c2- | sort | isnad reduce prints > prints; grep '^P' prints | cut -c2- | sort | isnad reduce pairs | cut -c2- > wanted; cat articles wanted | sort | isnad reduce texts | cut -c2- > texts; (cat texts; grep '^F' prints | cut -c2-) | sort | isnad reduce copies | cut -f2 | cut -d, -f1-4 > made; isnad copies -d x.case --json | wc -l; wc -l < made
1
1

$ isnad reduce
! /^isnad: STEP is required/
! ...
? 2

$ isnad reduce nothing < /dev/null
! isnad: nothing: is no step; isnad reduce --help lists them
? 2

$ isnad reduce pairs --buckets 0 < /dev/null
! isnad: --buckets is a number from 1 to 65536, --most-mb one from 1
? 2

$ printf 'b\t{}\na\t{}\n' | isnad reduce stories
! /^isnad: stories: standard input:1: no value that isnad reduce stories reads$/
? 1

$ printf 'no tab\n' | isnad reduce pairs
! isnad: pairs: standard input:1: no tab: lines are KEY<TAB>VALUE
? 1

$ printf 'a\t{}\n' | isnad reduce spread-days --terms absent
! isnad: spread-days: absent: no such file; --terms names the lines that the step terms wrote
? 1

$ isnad reduce spread-prints < articles > /dev/full
! /^isnad: the output could not be written/
? 1
