# Words as CoNLL-U. The checker at the end reads it as a treebank would be read.

$ isnad morph 'وقال الوزير إن قواته ستنسحب.'
/^# sent_id = 1$/
/^# text = وقال الوزير إن قواته ستنسحب\.$/
/^1-2	وقال	_	_	_	_	_	_	_	_$/
/^1	و	و	CCONJ	_	_	_	_	_	Known=Yes$/
/^2	قال	قال	VERB	_	Aspect=Perf\|Gender=Masc\|Number=Sing\|Person=3\|VerbForm=Fin\|Voice=Act	_	_	_	Known=Yes$/
/^3	الوزير	وزير	NOUN	_	Definite=Def\|Gender=Masc\|Number=Sing	/
/^4	إن	أن	SCONJ	/
/^5-6	قواته	/
/^5	قوات	قوة	NOUN	_	Definite=Cons\|Gender=Fem\|Number=Plur	/
/^6	ه	هو	PRON	_	Gender=Masc\|Number=Sing\|Person=3\|PronType=Prs	/
/^7-8	ستنسحب	_	_	_	_	_	_	_	SpaceAfter=No$/
/^7	س	س	AUX	/
/^8	تنسحب	انسحب	VERB	_	Aspect=Imp\|/
/^9	\.	\.	PUNCT	_	_	_	_	_	_$/
/^$/

# standard input, with and without a dash; a newline ends a sentence
$ printf 'قال الوزير.\nوصل الوفد إلى باريس.\n' | isnad morph | grep -c '^# sent_id'
2

$ printf 'قال الوزير.' | isnad morph - | grep -c '^# text = قال الوزير\.$'
1

# hamza in the lemma as the dictionary has it, ta marbuta for a final ha, marked
$ isnad morph 'اكد في المدينه' | cut -f3,10 | grep -E 'أكد|مدينة'
أكد	Known=Yes
مدينة	Known=Yes|Variant=Yes

# all analyses, likeliest first, one of them chosen
$ isnad morph --all 'وقع' | awk -F'\t' 'NF == 9 && $3 == "*"' | wc -l
1

$ isnad morph --all 'وقع' | awk -F'\t' 'NF == 9 {print $4}' | sort -rn -c && echo sorted
sorted

$ isnad morph ''
! /^isnad: the text: /
? 1

$ printf 'caf\xe9 \x00\x01' | isnad morph
! /^isnad: standard input: /
? 1

# what would steer a terminal does not come through
$ printf 'روسيا \033[31m تدعم \xe2\x80\xaeمالي' | isnad morph | grep -cE $'\e|\xe2\x80\xae'
0
? 1

$ cat $src/samples/*.txt | isnad morph | python3 $src/tests/cli/conllu.py
/^[0-9]+ sentences, [0-9]+ words: well formed$/
