# Exports: briefings as HTML (read by html5lib) and Markdown (by markdown-it), with hostile titles.
# needs-reader: html5lib
# needs-reader: markdown_it
# needs-reader: mdit_py_plugins

$ python3 $src/tests/cli/hostile_articles.py > h.jsonl; isnad read h.jsonl -d h.case -q
! ...

$ isnad export --to html -d h.case --out h.html; $reader $src/tests/cli/exports.py html h.html
28 lines
! isnad: 5 acts, 2 claims, 1 contradiction, 3 lasting facts, 11 sources

$ isnad export --to markdown -d h.case --out h.md; $reader $src/tests/cli/exports.py markdown h.md
13 footnotes, 1 links
! ...

$ isnad export --to html -d h.case 2>/dev/null | cmp - h.html && isnad export --to markdown -d h.case 2>/dev/null | cmp - h.md && echo same
same

# what the title says is there, as text
$ grep -c '&lt;script&gt;alert(1)&lt;/script&gt;' h.html; grep -c '\\<script\\>' h.md
5
5

# every part, with filters
$ isnad export --to markdown -d h.case --actor MLI --until 2025-04-30 2>/dev/null | sed -n 's/^#/h/p'
h Briefing: Mali, the first day to 2025-04-30
h# What happened
h## 2025-04-02
h## 2025-04-03
h# Who says so
h## **Sadio Camara**
h## **Sergei Lavrov**
h# Contradictions
h## About the number: **Mali** attacked **civilians (Niger)** (**Niger**)
h# What holds
h# Sources
