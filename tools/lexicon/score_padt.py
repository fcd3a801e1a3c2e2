#!/usr/bin/env python3
"""Scores `morph_tokens IMAGE text` on a UD Arabic-PADT file (test only; no text of it is kept).

  score_padt.py DEV.conllu text                 prints one line a sentence, for morph_tokens
  score_padt.py DEV.conllu score < OUTPUT       prints accuracy; with -v the commonest errors
Syntactic words are joined to written tokens again (proclitics wa fa bi li ka sa, pronouns). Names
count as nouns, as in the treebank; auxiliaries as verbs.
"""
import collections
import difflib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import camel

SAME = {"PROPN": "NOUN", "AUX": "VERB", "DET": "PRON", "INTJ": "PART"}
# UD 1 calls complementisers conjunctions of either kind, and some adverbs and particles by turns.
LOOSE = {"SCONJ": "C", "CCONJ": "C", "CONJ": "C", "PART": "P", "ADV": "P"}


def fold(text):
    return camel.folded(camel.buckwalter(text))


def plain_end(text):
    """Last letter before folding: alef maqsura and ya are told apart in print."""
    return camel.plain(camel.buckwalter(text))[-1:]


def written(token):
    letters = token[0]
    if letters.endswith("y") and len(token) > 3 and token[3] == "Y":
        letters = letters[:-1] + "Y"
    return "".join(camel.LETTERS.get(c, c) for c in letters)


def sentences(path):
    words = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if words:
                yield words
            words = []
        elif not line.startswith("#"):
            words.append(line.split("\t"))
    if words:
        yield words


def tokens(words):
    """[(surface folded, lemma, upos)] of written tokens."""
    out = []
    pending = []
    for w in words:
        form, lemma, pos, xpos = fold(w[1]), fold(w[2]), w[3], w[4]
        if not form:
            continue
        if form in ("w", "f", "b", "l", "k", "s") and pos in ("ADP", "CONJ", "CCONJ", "PART", "SCONJ"):
            pending.append(form)
            continue
        if pos == "PRON" and xpos.startswith("SP") and not xpos.rstrip("-").endswith("1") and (
                form in ("h", "hA", "hm", "hmA", "hn", "k", "km", "kmA", "kn", "nA", "y", "ny")):
            if pending:  # preposition + pronoun
                out.append(["".join(pending) + form, pending[-1], "ADP"])
                pending = []
                continue
            if out:
                if out[-1][0].endswith("p"):
                    out[-1][0] = out[-1][0][:-1] + "t"
                out[-1] = [out[-1][0] + form] + out[-1][1:3]
                continue
        pre = "".join(pending)
        pending = []
        if pre.endswith("l") and form.startswith("Al") and pos not in ("VERB",):
            form = form[1:] if not form.startswith("All") else form[2:]
        out.append([pre + form, lemma, pos, plain_end(w[1])])
    if pending:
        out.append(["".join(pending), pending[-1], "PART"])
    return out


mode = sys.argv[2]
if mode == "text":
    for s in sentences(sys.argv[1]):
        print(" ".join(written(t) for t in tokens(s)))
    sys.exit()

got, current = [], []
for line in sys.stdin:
    line = line.rstrip("\n")
    if not line:
        got.append(current)
        current = []
    else:
        current.append(line.split("\t"))
gold = [tokens(s) for s in sentences(sys.argv[1])]
total = upos = loose = lemma = both = known = verbs = verb_hit = verb_got = 0
confusion = collections.Counter()
examples = collections.defaultdict(collections.Counter)
for g, o in zip(gold, got):
    a, b = [t[0] for t in g], [t[0] for t in o]
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            continue
        for t, w in zip(g[i1:i2], o[j1:j2]):
            if t[2] in ("PUNCT", "SYM", "X", "NUM") and not t[0][0].isalpha():
                continue
            if t[2] == "X":
                continue
            total += 1
            gp, op = SAME.get(t[2], t[2]), SAME.get(w[1], w[1])
            gp = {"CONJ": "CCONJ"}.get(gp, gp)
            if w[15] == "that_clause":
                op = "SCONJ"
            l = t[1] == w[2] or t[1].rstrip("p") == w[2].rstrip("p")
            known += w[13] == "1"
            upos += gp == op
            lo = LOOSE.get(gp, gp) == LOOSE.get(op, op)
            loose += lo
            lemma += l
            both += l and lo
            verbs += gp == "VERB"
            verb_got += op == "VERB"
            verb_hit += gp == op == "VERB"
            if not lo:
                confusion[gp, op] += 1
                examples[gp, op][t[0]] += 1
            elif not l:
                confusion["lemma", gp] += 1
                examples["lemma", gp][t[0] + ":" + t[1] + ":" + w[2]] += 1
n = max(total, 1)
print("words %d known %.2f%% upos %.2f%% upos-loose %.2f%% lemma %.2f%% both %.2f%% verb P %.2f R %.2f"
      % (total, 100 * known / n, 100 * upos / n, 100 * loose / n, 100 * lemma / n, 100 * both / n,
         100 * verb_hit / max(verb_got, 1), 100 * verb_hit / max(verbs, 1)))
if "-v" in sys.argv:
    for k, c in confusion.most_common(28):
        print(k, c, " ".join("%s*%d" % e for e in examples[k].most_common(14)))
