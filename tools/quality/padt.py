#!/usr/bin/env python3
"""Scores `isnad morph` on a treebank of UD Arabic-PADT 1.x (test only: no text of it is kept).

usage: padt.py --isnad PROGRAM [--text | --errors N] TREEBANK.conllu
  prints `figure NAME VALUE asked BOUND` lines; --text prints the written text alone, --errors the
  commonest differences.

The treebank lists syntactic words without saying which of them are written together, vocalised and
with regular spelling. They are joined to written words like this:
- The conjunctions wa, fa, the prepositions bi, li, ka, the particles sa, la, a (interrogative) and
  the li of purpose stand before the next word without a space, if that word has Arabic letters.
  Otherwise (before digits, Latin letters, punctuation) they are words of their own.
- A personal pronoun (tag SP) that is not nominative stands after the last word without a space.
- Where two words meet the spelling changes: li + al is lil (and lill before a lam: the lam of the
  word itself remains once), ta marbuta is ta, alef maqsura is alef or, in a preposition, ya, the
  alef of a plural waw falls, a final hamza takes the seat of its vowel, ya before the pronoun ya
  falls. min / an + ma / man join with assimilation (mimma, amman).
- All other words have a space on both sides, punctuation included. Diacritics are dropped.

A written word is compared if it has Arabic letters and none of its words has the tag U: those are
words that the treebank's annotators left without analysis (tag X, undivided, with their form as
lemma), so there is nothing to compare with; the first line printed says how many. --errors counts no
such word either.

segmentation  share of written words whose syntactic words are the treebank's: as many, with the same
              letters (without diacritics, hamza seats and final weak letters; the letters that the
              joining changes count as equal).
upos          share of the treebank's syntactic words that have the same tag. A word of a wrongly
              divided written word counts as wrong. Numbers and Latin words count, punctuation does
              not. The treebank is of UD 1, the program prints UD 2; the mapping is:
                CCONJ, SCONJ -> CONJ    (UD 1 Arabic has one tag for both)
                AUX -> VERB if it has an aspect or person, else PART (kana, laysa; sa, sawfa, qad)
                PROPN = NOUN, X         (the treebank marks hardly a name as PROPN; they are NOUN, foreign
                                        ones X, and nothing in it tells names from nouns)
              upos_strict counts equal tags only, without any of this.
lemma         share of the same words whose lemma has the same letters, without diacritics, with
              hamza seats of alef and final alef maqsura folded. Words of foreign names that the
              treebank leaves unanalysed (tag U) are out, as above.
"""
import argparse
import collections
import re
import subprocess
import sys

MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
ALEFS = dict.fromkeys(map(ord, "أإآٱ"), "ا")
BOUNDS = {"segmentation": 98.0, "upos": 91.0, "lemma": 90.0}

Word = collections.namedtuple("Word", "form lemma upos xpos feats")


def bare(text):
    return MARKS.sub("", text)


def fold(text):
    """As the program folds: diacritics dropped, one alef, final alef maqsura as ya, ASCII digits."""
    text = bare(text).translate(ALEFS)
    return "".join(str(int(c)) if c.isdigit() else c for c in text).replace("ى", "ي")


def sentences(lines):
    words = []
    for line in lines:
        line = line.rstrip("\n")
        if line and not line.startswith("#"):
            f = line.split("\t")
            words.append((f[0], Word(*f[1:6])))
        elif not line and words:
            yield words
            words = []
    if words:
        yield words


def proclitic(w):
    return (w.xpos[0] in "CPF" and bare(w.form) in ("و", "ف", "ب", "ل", "ك", "س", "أ"))


def enclitic(w):
    return w.xpos.startswith("SP") and w.xpos[8:9] != "1"


def joined(left, right, vowel, pronoun, preposition):
    """Two written pieces that meet; `vowel` is the last vowel sign of the left one."""
    if left.endswith("ل") and right.startswith("ال") and not pronoun:
        rest = right[2:]
        return left + ("ل" + rest[1:] if rest.startswith("ل") else "ل" + rest)
    if pronoun:
        if left.endswith("ة"):
            left = left[:-1] + "ت"
        elif left.endswith("ى"):
            left = left[:-1] + ("ي" if preposition else "ا")
        elif left.endswith("وا"):
            left = left[:-1]
        elif left.endswith("اء"):
            left = left[:-1] + {"\u0650": "ئ", "\u064f": "ؤ"}.get(vowel, "ء")
            if right == "ي":
                left = left[:-1] + "ئ"
        if left.endswith("ي") and right == "ي":
            return left
    return left + right


def written(words):
    """[(text, [Word])]: the written words of a sentence with their syntactic words."""
    out, glue = [], False
    for w in words:
        text = bare(w.form)
        if not text:  # a lone diacritic or tatweel: as it stands
            text = w.form
        tied = out and (enclitic(w) or glue and ARABIC.search(text) and w.upos != "PUNCT")
        last = out[-1] if out else None
        if tied:
            vowel = (re.findall("[\u064e\u064f\u0650]", last[1][-1].form[-2:]) or [""])[-1]
            last[0] = joined(last[0], text, vowel, enclitic(w), last[1][-1].xpos.startswith("P"))
            last[1].append(w)
        elif out and bare(w.form) in ("ما", "من") and w.xpos.startswith("S-") and (
                last[0] in ("من", "عن")):
            last[0] = last[0][0] + bare(w.form)
            last[1].append(w)
        else:
            out.append([text, [w]])
        glue = proclitic(w)
    return out


def pieces(forms):
    """Letters of syntactic words, those that the joining changes made equal."""
    out = []
    for i, form in enumerate(forms):
        f = fold(form)
        if i + 1 < len(forms):
            f = re.sub("(ة)$", "ت", f)
            f = re.sub("[ايءئؤ]+$|(?<=و)ا$", "", f) or f
        out.append(re.sub("[ءؤئ]", "ء", f))
    return out


def tag(w, strict):
    if strict:
        return w.upos
    if w.upos in ("CCONJ", "SCONJ"):
        return "CONJ"
    if w.upos == "AUX":
        return "VERB" if re.search("Aspect=|Person=", w.feats) else "PART"
    return w.upos


def same_tag(gold, got):
    if tag(gold, False) == tag(got, False):
        return True
    return got.upos == "PROPN" and gold.upos in ("NOUN", "X", "PROPN")


def program_words(output):
    """[(text, [Word])] of the program's CoNLL-U."""
    out = []
    for words in sentences(output):
        until = 0
        for number, w in words:
            if "-" in number:
                until = int(number.split("-")[1])
                out.append([w.form, []])
            elif int(number) <= until:
                out[-1][1].append(w)
            else:
                out.append([w.form, [w]])
    return out


def aligned(gold, got):
    """Pairs of written words that cover the same letters; a word without a partner has None."""
    def spans(words):
        at, out = 0, {}
        for text, parts in words:
            n = len(re.sub(r"\s", "", fold(text)))
            out[at, at + n] = parts
            at += n
        return out
    theirs = spans(got)
    at = 0
    for text, parts in gold:
        n = len(re.sub(r"\s", "", fold(text)))
        yield text, parts, theirs.get((at, at + n))
        at += n


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("treebank")
    parser.add_argument("--isnad", required=True)
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    with open(args.treebank, encoding="utf-8") as f:
        gold = [written([w for _, w in s]) for s in sentences(f)]
    text = "\n\n".join(" ".join(t for t, _ in s) for s in gold) + "\n"
    if args.text:
        sys.stdout.write(text)
        return
    run = subprocess.run([args.isnad, "morph", "-"], input=text, capture_output=True,
                         encoding="utf-8", check=True)
    got = program_words(run.stdout.split("\n"))
    n = collections.Counter()
    wrong = collections.defaultdict(collections.Counter)
    for form, parts, ours in aligned([w for s in gold for w in s], got):
        if any(w.xpos.startswith("U") for w in parts):
            n["unannotated"] += 1
            continue
        arabic = bool(ARABIC.search(form)) and parts[0].upos != "PUNCT"
        divided = ours is not None and (
            pieces([w.form for w in parts]) == pieces([w.form for w in ours]))
        if arabic:
            n["written"] += 1
            n["divided"] += divided
            if not divided:
                wrong["segmentation", len(parts)][
                    "+".join(bare(w.form) for w in parts) + " : "
                    + ("+".join(w.form for w in ours) if ours else "-")] += 1
        for k, w in enumerate(parts):
            if w.upos in ("PUNCT", "SYM"):
                continue
            mine = ours[k] if divided else None
            n["words"] += 1
            if mine is None:
                continue
            n["strict"] += tag(w, True) == tag(mine, True)
            right = same_tag(w, mine)
            n["upos"] += right
            lemma = fold(w.lemma) == fold(mine.lemma)
            n["lemma"] += lemma
            if not right:
                wrong["upos", w.upos + ">" + mine.upos][
                    bare(w.form) + "/" + bare(w.lemma) + "/" + mine.lemma] += 1
            if not lemma:
                wrong["lemma", w.upos][bare(w.form) + ": " + bare(w.lemma) + ", got "
                                       + mine.lemma] += 1

    def percent(a, b):
        return 100.0 * n[a] / max(n[b], 1)

    print("compared %d written words, %d syntactic words; left out %d words that the treebank does "
          "not analyse" % (n["written"], n["words"], n["unannotated"]))
    print("figure words_segmentation %.2f asked %.2f" % (percent("divided", "written"), 98.0))
    print("figure words_upos %.2f asked %.2f" % (percent("upos", "words"), 91.0))
    print("figure words_upos_strict %.2f" % percent("strict", "words"))
    print("figure words_lemma %.2f asked %.2f" % (percent("lemma", "words"), 90.0))
    ranked = sorted(wrong.items(), key=lambda kv: -sum(kv[1].values()))
    for kind, forms in ranked if args.errors else ():
        print("%s\t%d\t%s" % (" ".join(map(str, kind)), sum(forms.values()),
                              "  ".join("%s (%d)" % e for e in forms.most_common(args.errors))))


if __name__ == "__main__":
    main()
