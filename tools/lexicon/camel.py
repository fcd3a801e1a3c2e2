"""Camel Morph composition (Khairallah et al. 2024): which affixes go with which stem signature.

A morph row has a class, a form (Buckwalter), COND-T (terms that must hold) and COND-S (terms that
it sets). Terms in COND-T stand in order; `else` at a place means that none of the sibling terms at
that place holds, siblings being the rows of the same class and function with the same terms before
it. `!x` is a term that must not hold, `x||y` an alternative.
"""
import csv
import itertools
import re

# Marks that vanish in undiacritised text, and letters that folding merges.
MARKS = re.compile(r"[aiuoFKN~`_#]")
LETTERS = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{PJVG",
                   "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىياپچڤگ"))
CODES = {a: b for b, a in LETTERS.items() if b != "{"}
DIACRITICS = dict(zip("ًٌٍَُِّْٰـٱ", "FNKaui~o`_{"))


def plain(bw):
    """Undiacritised Buckwalter, hamza kept on its seat."""
    return MARKS.sub("", bw).replace("{", "A")


def folded(bw):
    """As the program folds: alef variants one letter, final alef maqsura as ya."""
    return plain(bw).replace("|", "A").replace(">", "A").replace("<", "A").replace("Y", "y")


def arabic(bw):
    return "".join(LETTERS[c] for c in plain(bw))


def buckwalter(text):
    out = []
    for c in text.strip():
        out.append(CODES.get(c) or DIACRITICS.get(c) or c)
    return "".join(out)


def rows(path):
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(f))


class Morphs:
    def __init__(self, path):
        self.classes = {}
        for r in rows(path):
            if r["DEFINE"] != "MORPH":
                continue
            form = r["FORM"].strip()
            entry = {
                "func": r["FUNC"].strip(),
                "form": "" if form == "_" else form.replace("ـ", ""),
                "need": [t for t in r["COND-T"].split() if t != "_"],
                "set": set(t for t in r["COND-S"].replace("||", " ").split() if t != "_"),
                "feat": dict(f.split(":", 1) for f in r["FEAT"].split() if ":" in f),
            }
            self.classes.setdefault(r["CLASS"], []).append(entry)
        for entries in self.classes.values():
            for e in entries:
                e["tests"] = [self._test(entries, e, i) for i in range(len(e["need"]))]

    @staticmethod
    def _test(entries, entry, i):
        term = entry["need"][i]
        if term != "else":
            return ("any", term.split("||"))
        others = []
        for o in entries:
            if o["func"] == entry["func"] and len(o["need"]) > i and o["need"][:i] == entry["need"][:i]:
                if o["need"][i] != "else" and not o["need"][i].startswith("!"):
                    others += o["need"][i].split("||")
        return ("none", others)

    @staticmethod
    def holds(entry, terms):
        for kind, list_ in entry["tests"]:
            if kind == "none":
                if any(t in terms for t in list_):
                    return False
            elif not any((t[1:] not in terms) if t.startswith("!") else t in terms for t in list_):
                return False
        return True


def cells(morphs, aspect, stem_set, stem_need, enclitics, moods="ISJ"):
    """All (prefix, suffix, enclitic, features) of a verb stem signature, undiacritised, each with
    whether it is jussive only."""
    out = {}
    if aspect == "p":
        groups = [("", None, "[PVBuff]", "[PVSuff]")]
    elif aspect == "c":
        groups = [("", None, "[CVBuff]", "[CVSuff]")]
    else:
        groups = [("[IVPref.%s]" % p, "[IVPreBuff]", "[IVBuff]", "[IVSuff.%s.%s]" % (m, p))
                  for m in moods for p in ("3MS", "3FS", "3MP", "3MD", "3FD", "3FP", "1S", "1P",
                                           "2MS", "2MP")]
    empty = [{"form": "", "set": set(), "tests": [], "feat": {}, "func": ""}]
    for pref_class, pre_class, buff_class, suff_class in groups:
        prefs = morphs.classes.get(pref_class, empty) if pref_class else empty
        pres = morphs.classes.get(pre_class, empty) if pre_class else empty
        buffs = morphs.classes[buff_class]
        suffs = morphs.classes.get(suff_class, [])
        for enclitic in enclitics:
            for pref, pre, buff, suff in itertools.product(prefs, pres, buffs, suffs):
                terms = set(stem_set) | pref["set"] | pre["set"] | buff["set"] | suff["set"]
                if enclitic:
                    terms.add("enc0")
                if not all(any(t in terms for t in n.split("||")) for n in stem_need):
                    continue
                if not all(Morphs.holds(e, terms) for e in (pref, pre, buff, suff)):
                    continue
                feat = suff["feat"]
                key = (feat.get("per", "2"), feat.get("gen", "m"), feat.get("num", "s"))
                if key[0] == "2" and (key[1] != "m" and key[2] != "p"):
                    continue
                if aspect == "p" and key[0] == "2":
                    continue
                prefix = folded(pref["form"] + pre["form"])
                # Final alef maqsura stays apart from ya: the reader may tell them apart.
                suffix = plain(buff["form"] + suff["form"])
                suffix = re.sub("[|<>]", "A", suffix)
                cell = (prefix, suffix, enclitic, key)
                out[cell] = out.get(cell, True) and suff_class.startswith("[IVSuff.J")
    return out
