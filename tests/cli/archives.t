# Archives, compression, tables, .docx and PDF: what is read, what is left out, what is refused.
# needs: sqlite3 python3
# sqlite only: it looks into the case by sqlite3
# The files are written by tests/ingest/archives.py.

$ python3 $src/tests/ingest/archives.py . && echo 'uris() { grep -o "\"doc\":{[^}]*\"uri\":\"[^\"]*" | sed "s/.*\"uri\":\"//"; }' > uris.sh

# every layout of a WARC file gives the same documents; contents are decoded
$ . ./uris.sh; isnad extract plain.warc 2> /dev/null | uris
plain.warc!/https://news.example/1
plain.warc!/https://news.example/2
plain.warc!/https://news.example/3
plain.warc!/https://news.example/4
plain.warc!/https://news.example/7
plain.warc!/https://news.example/8

$ ids() { grep -o '"id":"[0-9a-f]\{64\}"'; }; for f in plain.warc each.warc.gz whole.warc.gz; do isnad extract $f 2> /dev/null | ids | sha256sum; done | sort -u | wc -l
1

$ isnad extract each.warc.gz > /dev/null
! isnad: each.warc.gz!/https://news.example/8: the bytes do not have the digest that the archive states
! /^isnad: left out: 1 WARC records of type metadata; 1 WARC records of type request; 1 WARC records of type revisit; 1 WARC records of type warcinfo; 1 WARC responses of status 404; 1 image\/png in WARC records$/

# on standard input too
$ . ./uris.sh; cat each.warc.gz | isnad extract - 2> /dev/null | uris | head -1
-!/https://news.example/1

# damaged records are named by number and offset, the others are read
$ . ./uris.sh; isnad extract bad.warc.gz | uris
bad.warc.gz!/https://news.example/1
bad.warc.gz
bad.warc.gz!/https://news.example/3
bad.warc.gz
bad.warc.gz!/https://news.example/7
bad.warc.gz
! /^isnad: bad.warc.gz: record 4 at byte [0-9]+: damaged gzip data$/
! /^isnad: bad.warc.gz: record 6 at byte [0-9]+: cut off: the next one begins inside it$/
! /^isnad: bad.warc.gz: record 8 at byte [0-9]+: the gzip data is cut off$/
! ...

$ isnad extract bad.warc > /dev/null
! isnad: bad.warc: record 1 at byte 0: no WARC record; passed over up to the next one
! /^isnad: bad.warc: record 3 at byte [0-9]+: its Content-Length is wrong$/
! /^isnad: bad.warc: record 4 at byte [0-9]+: no valid Content-Length$/
! /^isnad: bad.warc: record 6 at byte [0-9]+: cut off: the file ends inside it$/
? 1

# many of them: a few lines, then a count
$ isnad extract many_bad.warc > /dev/null
! ...
! isnad: many_bad.warc: 4 more malformed records were passed over
? 1

# a record of 100 MB is passed over, the next one is read
$ . ./uris.sh; isnad extract long.warc | uris
long.warc!/https://news.example/1
long.warc
long.warc!/https://news.example/7
! /^isnad: long.warc: record 2 at byte [0-9]+: longer than 16 MB; passed over$/

# zip and tar: names are labels, wherever they point
$ . ./uris.sh; isnad extract texts.zip | uris
texts.zip!/etc/خبر.txt
texts.zip!/windows/two.txt
u1
texts.zip!/four.txt.gz
texts.zip!/steer��[31m.txt
! isnad: left out: 1 .png files

$ . ./uris.sh; isnad extract texts.tar.gz | uris; cat texts.tar.gz | isnad extract - 2> /dev/null | uris | tail -1
texts.tar.gz!/x/one.txt
texts.tar.gz!/abs/two.txt
texts.tar.gz!/three.txt
-!/three.txt
! isnad: left out: 1 links and devices in archives

$ isnad extract deep.zip > /dev/null
! /^isnad: deep.zip!.*: an archive in an archive, 4 deep; that is deeper than archives are read$/
? 1

# bombs are refused, what stands beside them is read
# no sanitizer: they reserve more memory than any limit allows
$ (ulimit -v 700000; . ./uris.sh; isnad extract bomb.zip bomb.txt.gz bomb.jsonl.gz) | grep -o '"uri":"[^"]*"'
"uri":"bomb.zip!/bomb.jsonl:1"
"uri":"bomb.zip!/after.txt"
"uri":"bomb.txt.gz"
"uri":"bomb.jsonl.gz:1"
! /^isnad: bomb.zip!\/bomb.jsonl: decompresses to more than 300 times its size; refused as a decompression bomb$/
! /^isnad: bomb.txt.gz: longer than 16 MB/
! /^isnad: bomb.jsonl.gz: decompresses to more than 300 times/

$ isnad extract cut.txt.gz > /dev/null
! isnad: cut.txt.gz: the gzip data is cut off
? 1

# tables
$ . ./uris.sh; isnad extract news.csv | uris
https://news.example/c1
https://news.example/c2
news.csv:7
news.csv:8
! isnad: https://news.example/c2: published "someday" is no date and was left out
! isnad: news.csv:7: no text in this row
! /^isnad: news.csv:8: 5 fields, but the table has 4 columns/

$ isnad extract semicolon.csv > /dev/null
! isnad: semicolon.csv: no column for the text; name it with --csv-columns text=COLUMN; the columns are: النص, الرابط
? 1

$ . ./uris.sh; isnad extract semicolon.csv --csv-columns 'text=النص,url=الرابط' | uris; isnad extract excel.tsv | uris
https://news.example/s1
https://news.example/x1

$ isnad extract news.csv --csv-columns body=text
! /^isnad: --csv-columns: no field "body"; write FIELD=COLUMN/
? 2

$ isnad extract news.csv --csv-columns text=words > /dev/null
! isnad: news.csv: no column "words"; the columns are: link, body, date, headline
? 1

$ isnad extract news.csv --from-format parquet
! /^isnad: --from-format parquet: is none of text, html, /
? 2

# .docx: neither what was deleted nor hidden; entities of the file's own are not expanded
$ isnad read report.docx -d d.case -q; sqlite3 d.case 'SELECT text FROM document_text' | grep . | tail -2; isnad show report.docx -d d.case --evidence | grep -v sha256
a	b
[&b;]

in        report.docx
/^bytes     [0-9]+$/
type      application/vnd.openxmlformats-officedocument.wordprocessingml.document
! isnad: report.docx: published: the day on which the file was made
! isnad: 1 document read: 1 new

$ isnad extract sheet.xlsx > /dev/null
! /^isnad: sheet.xlsx: a package without a Word document/
? 1

# PDF, from right to left; its reader is a program of its own
$ isnad read $src/tests/cases/ingest/files/pango.pdf $src/tests/cases/ingest/files/chromium.pdf -d p.case -q; for f in pango chromium; do sqlite3 p.case "SELECT text FROM document_text JOIN document d ON d.id = document WHERE uri LIKE '%$f%'" | tr -s ' \n' '\n\n' > $f.words; done; tr -s ' \n' '\n\n' < $src/tests/cases/ingest/files/pdf.txt > words; cmp words pango.words; cmp words chromium.words
! ...
! isnad: 2 documents read: 2 new

$ printf '%%PDF-1.4 and no more' > bad.pdf; isnad extract bad.pdf > /dev/null; ISNAD_PDF=/nowhere isnad extract bad.pdf > /dev/null
! isnad: bad.pdf: no PDF, or a damaged one
! /^isnad: bad.pdf: PDF is read by the program isnad-pdf, which is not installed/
? 1

# evidence: the bytes come back as they came, and are checked
$ isnad read each.warc.gz -d e.case -q --keep-raw 2> /dev/null; isnad show 'each.warc.gz!/https://news.example/2' -d e.case --evidence
in        each.warc.gz!/https://news.example/2
/^sha256    [0-9a-f]{64}$/
/^bytes     [0-9]+, kept$/
type      text/plain
address   https://news.example/2
fetched   2025-04-04T10:00:00Z
header    Content-Type: text/plain; charset=utf-8
header    Content-Encoding: gzip
/^header    WARC-Record-ID: /

$ isnad show 'each.warc.gz!/https://news.example/2' -d e.case --raw | sha256sum | cut -c1-64 > got; isnad show 'each.warc.gz!/https://news.example/2' -d e.case --evidence | sed -n 's/^sha256 *//p' | cmp - got

# the same bytes are kept once, wherever they came from
$ cp each.warc.gz again.warc.gz; isnad read again.warc.gz -d e.case -q --keep-raw 2> /dev/null; sqlite3 e.case 'SELECT count(*) FROM raw_bytes; SELECT count(*) FROM evidence'
5
12

$ sqlite3 e.case "UPDATE raw_bytes SET zstd = x'28b52ffd'"; isnad show 'each.warc.gz!/https://news.example/7' -d e.case --raw
! /^isnad: e.case: the bytes kept under [0-9a-f]+ are damaged: they do not have this hash any more$/
? 1

$ isnad show report.docx -d d.case --raw
! /^isnad: d.case: no bytes of [0-9a-f]+ are kept; isnad read --keep-raw keeps them$/
? 1
