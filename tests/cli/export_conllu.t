# Exports: CoNLL-U, read by conllu and (entities) by udapi.
# needs-reader: conllu
# needs-reader: udapi

$ mkdir in; printf 'التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\nوقال لافروف إن روسيا ستدعم مالي.\n' > in/1.txt; printf 'هاجم مسلحون قرية في مالي وقتلوا ثلاثة مدنيين.\n' > in/2.txt; printf 'قصفت القوات الروسية مدينة غاو في مالي يوم الأربعاء.\n' > in/3.txt

$ isnad read in -d x.case --published 2025-04-04 -q; isnad export --to jsonl -d x.case --out x.jsonl
! ...

$ isnad export --to conllu -d x.case --out x.conllu; $reader $src/tests/cli/exports.py conllu x.conllu x.jsonl
4 sentences, 15 mentions
! ...

$ isnad export --to conllu -d x.case 2>/dev/null | cmp - x.conllu && echo same
same

# the words are those of isnad morph
$ isnad morph < in/2.txt | grep -v '^#' | cut -f1-9 > m; isnad export --to conllu -d x.case 2>/dev/null | grep -v '^#' | cut -f1-9 > e; python3 -c "m=open('m').read().strip(); e=open('e').read(); print(m in e)"
True

# other languages are counted
$ printf 'The minister went to Paris on Monday and came back on Tuesday.\n' > en.txt; isnad read en.txt -d en.case -q; isnad export --to conllu -d en.case
! isnad: 1 document read: 1 new
! isnad: nothing to export
! isnad: left out 1: articles in a language that the analyser does not know (en 1)
