#!/usr/bin/env python3
"""Writes data/lexicon/{paradigms,verbs,nominals,proper}.tsv from the Camel Morph tables.

Run by hand, offline:
  build_lexicon.py CAMEL_MORPH_DIR COUNTS.tsv DATA_LEXICON_DIR
COUNTS.tsv comes from news_counts.py; it decides only whether an entry without a Modern Standard
cognate is kept, and whether a derived participle is written.
"""
import collections
import re
import sys

import camel
from camel import arabic, buckwalter, folded, plain, rows

SOURCE = """# Source: CAMeL-Lab/camel_morph, Camel Morph (Khairallah, Khalifa, Marzouk, Nassar, Habash 2024),
# CC BY 4.0; changed: composed, undiacritised, merged, selected. Written by tools/lexicon/
# build_lexicon.py; edit additions.tsv instead of this file.
"""

camel_dir, counts_path, out_dir = sys.argv[1:4]
counts = {}
with open(counts_path, encoding="ascii") as f:
    for line in f:
        w, n = line.rstrip("\n").split("\t")
        counts[w] = int(n)


def seen(stem):
    """Times that a folded nominal stands in news, bare or with the article."""
    forms = [stem, "Al" + stem, "w" + stem, "wAl" + stem, "ll" + stem, "b" + stem, "bAl" + stem]
    return sum(counts.get(f, 0) for f in forms)


def by_key(cell):
    return tuple(str(x) for x in cell)


# --- paradigms -------------------------------------------------------------------------------
# A cell: prefix, suffix, enclitic (no|any|must), article (no|any), person, gender, number, mood,
# weight.
paradigm_cells = {}
paradigm_ids = {}


def paradigm(name, cells):
    """Name of the paradigm with exactly these cells; numbered apart when the name is taken."""
    key = (name, tuple(sorted(set(cells), key=by_key)))
    if key in paradigm_ids:
        return paradigm_ids[key]
    base, i = name, 1
    while name in paradigm_cells:
        i += 1
        name = "%s/%d" % (base, i)
    paradigm_cells[name] = key[1]
    paradigm_ids[key] = name
    return name


NUMBER = {"s": "sing", "d": "dual", "p": "plur"}
GENDER = {"m": "masc", "f": "fem", "u": "-"}


def verb_cells(raw):
    merged = collections.defaultdict(dict)
    for (prefix, suffix, enclitic, key), jussive in raw.items():
        merged[(prefix, suffix, key, jussive)][enclitic] = True
    out = []
    for (prefix, suffix, key, jussive), enc in merged.items():
        e = "any" if len(enc) == 2 else ("must" if 1 in enc else "no")
        if jussive:
            # A cell that the other moods have as well is no jussive of its own.
            if (prefix, suffix, key, False) in merged and (
                    set(enc) <= set(merged[(prefix, suffix, key, False)])):
                continue
        out.append((prefix, suffix, e, "no", key[0], GENDER[key[1]], NUMBER[key[2]],
                    "jussive" if jussive else "-", "-3" if jussive else "0"))
    return out


# Nominal cells: (suffix, enclitic, article, gender, number). "-" inherits from the entry.
def C(suffix, enc, art, gender="-", number="-", mood="-", weight="0"):
    return ("", suffix, enc, art, "-", gender, number, mood, weight)


def masc_base(end):
    """The bare singular (or broken plural) for each kind of ending."""
    return {
        "reg": [C("", "any", "any"), C("A", "no", "no", mood="tanwin")],
        "aY": [C("Y", "no", "any"), C("A", "must", "no")],
        "aA": [C("A", "any", "any")],
        "iy": [C("y", "any", "any"), C("", "no", "no", mood="tanwin"),
               C("yA", "no", "no", mood="tanwin")],
        "A'": [C("A'", "any", "any"), C("A&", "must", "no"), C("A}", "must", "no")],
        "o'": [C("'", "any", "any"), C("}", "must", "no"), C("&", "must", "no"),
               C("'A", "no", "no", mood="tanwin"), C("}A", "no", "no", mood="tanwin")],
        "a>": [C("A", "any", "any"), C("&", "must", "no"), C("}", "must", "no")],
        "u&": [C("&", "any", "any"), C("&A", "no", "no", mood="tanwin"), C("}", "must", "no")],
        "i}": [C("}", "any", "any"), C("}A", "no", "no", mood="tanwin")],
        "Ap": [],
        "own": [C("", "any", "any")],
    }[end]


# Stem-final letters before the endings of dual, sound plural and feminine.
LINK = {"reg": [""], "aY": ["y", "w"], "aA": ["y", "w"], "iy": ["y"], "A'": ["A'", "Aw"],
        "o'": ["'", "}"], "a>": ["A"], "u&": ["&"], "i}": ["}"], "Ap": ["A"], "own": [""]}


def nominal_cells(end, kinds):
    out = []
    links = LINK[end]
    if "MS" in kinds:
        out += masc_base(end)
    if "MD" in kinds:
        for l in links:
            two = "" if end == "a>" else l
            a = two + ("A" if end != "a>" else "A")
            # -yn is rather the plural of a word that has one; a bare dual in -a stands only before
            # a genitive and looks like the indefinite accusative.
            yn = "-1.5" if "MP" in kinds else "0"
            out += [C(a + "n", "no", "any", "-", "dual"),
                    C(l + "yn", "no", "any", "-", "dual", "-", yn),
                    C(a, "any", "no", "-", "dual", "-", "-3"),
                    C(l + "y", "any", "no", "-", "dual", "-", "-2")]
    if "MP" in kinds:
        for l in [""] if end in ("aY", "aA", "iy") else links:
            out += [C(l + "wn", "no", "any", "masc", "plur"), C(l + "yn", "no", "any", "masc", "plur"),
                    C(l + "w", "any", "no", "masc", "plur"), C(l + "y", "any", "no", "masc", "plur")]
    fem = {"aY": ["A"], "aA": ["A"], "A'": ["A'"], "o'": ["'", "}"]}.get(end, links)
    if "FS" in kinds:
        for l in fem:
            out += [C(l + "p", "no", "any", "fem", "-"), C(l + "t", "must", "no", "fem", "-")]
    if "FD" in kinds:
        for l in fem:
            out += [C(l + "tAn", "no", "any", "fem", "dual"), C(l + "tyn", "no", "any", "fem", "dual"),
                    C(l + "tA", "any", "no", "fem", "dual"), C(l + "ty", "any", "no", "fem", "dual")]
    if "FP" in kinds:
        for l in {"Ap": ["w", "y"], "a>": [""]}.get(end, links):
            # -at of a word for people is rarer than that of the feminine noun with the same letters.
            out += [C(l + "At", "any", "any", "fem", "plur", "-", "-1.5" if "MP" in kinds else "0")]
    return sorted(set(out), key=by_key)


KINDS = ["MS", "MD", "MP", "FS", "FD", "FP"]


def nominal_paradigm(end, kinds):
    kinds = [k for k in KINDS if k in kinds]
    return paradigm("n:%s:%s" % (end, ",".join(kinds)), nominal_cells(end, kinds))


def split_ending(citation):
    """Diacritised citation form -> (undiacritised stem, kind of ending, whether it ends in ta)."""
    c = re.sub(r"[FNK]$", "", citation.strip())
    c = re.sub(r"[aui]$", "", c) if not c.endswith(("A", "Y")) else c
    fem = False
    if re.search(r"a?p$", c):
        fem = True
        c = re.sub(r"a?p$", "", c)
        p = plain(c)
        if p.endswith("A") and not c.endswith("|"):
            return p[:-1], "Ap", fem
        if p.endswith(">"):
            return p[:-1], "a>", fem
        return p, "reg", fem
    p = plain(c)
    if p.endswith("Y"):
        return p[:-1], "aY", fem
    if p.endswith("A'"):
        return p[:-2], "A'", fem
    if p.endswith("'"):
        return p[:-1], "o'", fem
    if p.endswith(">"):
        return p[:-1], "a>", fem
    if p.endswith("&"):
        return p[:-1], "u&", fem
    if p.endswith("}"):
        return p[:-1], "i}", fem
    if p.endswith("A"):
        return p[:-1], "aA", fem
    # Defective: qaDiy, mustadEiy, taEaliy; other words in -iy are relative adjectives.
    if c.endswith("y") and "~" not in c[-4:] and len(p) > 2 and (
            re.fullmatch(r".A..?y|[mt].+y|.wA.?.y|.yA.y|.[AaI].A.y", p)):
        return p[:-1], "iy", fem
    return p, "reg", fem


# --- verbs -----------------------------------------------------------------------------------
morphs = camel.Morphs(camel_dir + "/MSA-Verb-MORPH.csv")
verbs = {}          # (stem, paradigm, lemma) -> passive mark
verb_info = {}      # lemma key -> dict(root, pattern, pv, iv)
signature_cache = {}


def signature(aspect, set_, need, passive=False):
    transitive = bool({"trans", "ditrans"} & set_)
    key = (aspect, frozenset(set_), tuple(need), transitive)
    if key not in signature_cache:
        raw = camel.cells(morphs, aspect, set_, need, (0, 1) if transitive else (0,))
        signature_cache[key] = verb_cells(raw)
    cells = signature_cache[key]
    if passive:
        cells = [c for c in cells if c[4] == "3"]
        cells = [tuple(list(c[:2]) + ["no"] + list(c[3:])) for c in cells if c[2] != "must"]
    kind = {"p": "pv", "i": "iv", "c": "cv"}[aspect] + ("p" if passive else "")
    sig = " ".join(sorted(set_ - {"trans", "ditrans", "intrans", "Frozen"}) + list(need)) or "reg"
    sig += "" if transitive else " intr"
    return paradigm("%s:%s" % (kind, sig.replace(" ", ",")), cells) if cells else None


def passive_table(path):
    table = {}
    for r in rows(path):
        key = (r["PATTERN"], r["COND-T"].strip(), " ".join(sorted(r["COND-S"].split())))
        table[key] = r
    return table


passives = {"p": passive_table(camel_dir + "/MSA-Verb-PV-Passive-Patterns.csv"),
            "i": passive_table(camel_dir + "/MSA-Verb-IV-Passive-Patterns.csv")}


def regular_passive(aspect, r, set_):
    """Passive stem where the pattern tables have no line for the verb's pattern: hollow and
    defective verbs, form III, and all whose letters do not change."""
    form, need = r["FORM"], r["COND-T"].split()
    conds = {"trans"} | (set_ - {"ditrans", "a-#", "#-ay", "#-aw", "#-iy", "#-uw"})
    if aspect == "i":
        conds.add("u-#")
        if {"#-iy", "#-uw", "#-aY"} & set_:
            return form, conds | {"#-aY"}, need
        if "v-suff" in need and "gem" not in set_:
            return re.sub(r"(uw|iy|aA)(.)$", r"aA\2", form), conds, need
        return form, conds, need
    if {"#-ay", "#-aw"} & set_:
        form, conds = form, conds | {"#-iy"}
    if "v-suff" in need and "gem" not in set_:
        return re.sub(r"aA(.)$", r"iy\1", form), conds, need
    return re.sub(r"^(t?[au]?.)aA(.a?.?)$", r"\1uw\2", form), conds, need


def passive_of(aspect, r, set_):
    key = (r["PATTERN_ABSTRACT"], r["COND-T"].strip(),
           " ".join(sorted(set_ - {"trans", "ditrans", "intrans", "Frozen"})))
    p = passives[aspect].get(key)
    if not p:
        return regular_passive(aspect, r, set_)
    m = re.fullmatch(p["MATCH"], r["FORM"])
    if not m:
        return None
    form = re.sub(r"\$(\d)", lambda g: m.group(int(g.group(1))) if int(g.group(1)) <= len(m.groups())
                  else "", p["SUB"])
    conds = set(p["COND-S-PASS"].split()) | {"trans"}
    return form, conds, p["COND-T-PASS"].split()


def clean_lemma(lemma):
    lemma = re.sub(r"_\d+$", "", lemma)
    return re.sub(r"-[aui]+$", "", lemma)


for aspect, name in (("p", "PV"), ("i", "IV"), ("c", "CV")):
    for r in rows("%s/MSA-Verb-LEX-%s.csv" % (camel_dir, name)):
        if r["DEFINE"] != "LEXICON":
            continue
        lemma = clean_lemma(r["LEMMA"])
        set_ = set(t for t in r["COND-S"].split() if t != "_")
        need = r["COND-T"].split()
        stem = r["FORM"]
        pid = signature(aspect, set_, need)
        if not pid:
            continue
        info = verb_info.setdefault((r["LEMMA"], r["ROOT"]), {"lemma": lemma, "root": r["ROOT"],
                                                             "pattern": r["PATTERN_ABSTRACT"]})
        info.setdefault(name, []).append((stem, set_, need))
        key = (plain(stem), pid, plain(lemma))
        if aspect == "c":
            verbs.setdefault(key, "no")
            continue
        passive = "no"
        if {"trans", "ditrans"} & set_:
            p = passive_of(aspect, r, set_)
            if p:
                form, conds, need_p = p
                if folded(form) == folded(stem):
                    passive = "same"
                ppid = signature(aspect, conds, need_p, passive=True)
                if ppid and passive != "same":
                    verbs.setdefault((plain(form), ppid, plain(lemma)), "is")
        if verbs.get(key, "no") == "no":
            verbs[key] = passive

# --- nominals --------------------------------------------------------------------------------
FEMININE = set("Hrb nAr $ms ArD nfs dAr ryH syn Eyn yd rjl A*n sn bTn sAq ktf HAl sbyl nEl jhnm "
               "b}r r}p DlE fx* Asbe".split())
nominals = {}   # (stem, paradigm, lemma, pos) -> [derivation, gender, number]


def add(stem, pid, lemma, pos, derivation="-", gender="-", number="-", weight="0"):
    key = (stem, pid, plain(lemma), pos)
    old = nominals.get(key)
    if old is None:
        nominals[key] = [derivation, gender, number, weight]
    elif old[0] == "-":
        old[0] = derivation


def add_citation(citation, kinds, pos, derivation="-", gender=None, number="sing", lemma=None,
                 weight="0"):
    """One entry from a diacritised citation form and its set of MS..FP."""
    stem, end, fem = split_ending(citation)
    if len(stem) + (end != "reg") < 2:
        return
    kinds = set(kinds)
    if fem:
        kinds = {k for k in kinds if k[0] == "F"} | {"FS"}
    if end == "Ap":
        kinds -= {"MS", "MD", "MP"}
    if not kinds:
        return
    if pos == "noun" and number == "sing" and {"MS", "MD"} <= kinds:
        kinds.add("FP")  # many nouns take -at that the table does not list
    g = gender or ("fem" if fem or folded(plain(citation)) in FEMININE else "masc")
    add(stem, nominal_paradigm(end, kinds), lemma or citation, pos, derivation, g, number,
        weight)


def kinds_of(text):
    return [k for k in re.split(r"\|\||\s+", text.strip()) if k in KINDS]


def rebuilt(form, conds, kinds):
    """Citation form of a stem and its COND-S (the buffer is cut from FORM)."""
    c = form
    for t in conds.split():
        if t.startswith(("#aY",)):
            c += "" if c.endswith("Y") else "aY"
        elif t.startswith("#aA"):
            c += "" if c.endswith("A") else "aA"
        elif t.startswith("#A'") or t.startswith("#A}iy"):
            c = c if c.endswith("'") else (c + "'" if c.endswith("A") else c + "aA'")
        elif t == "#iy":
            c += "" if c.endswith("iy") else "iy"
        elif t == "#a>":
            c += "" if c.endswith(">") else "a>"
        elif t == "#u&":
            c += "" if c.endswith("&") else "u&"
        elif t.startswith("#o'") or t == "#w'":
            c += "" if c.endswith("'") else "o'"
    if kinds and all(k[0] == "F" for k in kinds) and not plain(c).endswith("A'"):
        if not c.endswith("p"):
            c += "ap"
    return c


POS = {"noun": ["noun"], "adj/noun": ["adj", "noun"], "adj": ["adj"], "adj ": ["adj"],
       "adj-comp": ["adj"], "adj-COMP": ["adj"], "ADV": ["adv"], "adv": ["adv"]}

for r in rows(camel_dir + "/EGY-Nom-LEX.csv"):
    pos_list = POS.get(r["pos"])
    kinds = kinds_of(r["COND-T"])
    if not pos_list or not kinds:
        continue
    cognates = [buckwalter(c) for c in r["MSA LEMMA Cognate"].split(",") if c.strip()]
    own = folded(buckwalter(r["Ar Lemma"]))
    same = [c for c in cognates if folded(c) == own or folded(c) == own.replace("'", "")]
    citation = (same or cognates or [None])[0]
    if r["Num"].strip().lower() == "p":
        form = r["FORM"]
        if re.fullmatch(r"[>A]a?.o?.A", form) or (form.endswith("A") and "#A'" in r["COND-S"]):
            form += "'"
        elif "FS" in kinds and not form.endswith("p"):
            form += "ap"
        elif r["COND-S"].strip() == "#iy" and not form.endswith("y"):
            form += "iy"
        elif plain(form).endswith(("wlA", "fA", "rkA", "brA", "zrA", "mA", "lmA", "rA")):
            form += "'"
        citation = citation or buckwalter(r["Ar Lemma"])
        if seen(folded(form)) >= 2:
            add_citation(form, ["FS" if form.endswith("p") else "MS"], pos_list[-1],
                         gender="-", number="plur", lemma=citation)
        continue
    if not citation:
        citation = buckwalter(r["Ar Lemma"])
        if seen(own) < 6 or len(own) < 3:
            continue
    for c in dict.fromkeys(same or cognates or [citation]):
        for pos in pos_list:
            add_citation(c, kinds, pos, gender="fem" if r["Gen"] == "f" else None)

for name, pos, gender in (("MSA-Adj-LEX", "adj", None), ("MSA-Adj-Comp-LEX", "adj", "masc"),
                          ("MSA-Noun-Quant-LEX", "noun", None)):
    for r in rows("%s/%s.csv" % (camel_dir, name)):
        kinds = kinds_of(r["COND-T"])
        lemma = clean_lemma(r["LEMMA"])
        citation = rebuilt(r["FORM"], r["COND-S"].replace("_", " "), kinds)
        plural = plain(citation) != plain(lemma) and kinds in (["MS"], ["FS"]) and pos == "adj"
        if plural and name == "MSA-Adj-LEX":
            if plain(citation).rstrip("p") == plain(lemma).rstrip("p"):
                plural = False
        add_citation(citation, kinds, pos, gender="-" if plural else gender,
                     number="plur" if plural and name == "MSA-Adj-LEX" else "sing", lemma=lemma)

# --- derived nominals ------------------------------------------------------------------------


def radicals(root):
    return [c for c in root.split(".") if c]


def masdar(lemma):
    """Undiacritised masdar of a derived verb (forms II-X and four-letter verbs), or None; the
    shape is read off the diacritised lemma."""
    l = lemma.replace("'", "'")
    m = re.fullmatch(r"(.)a(.)~a(.)", l)                     # II
    if m:
        a, b, c = m.groups()
        if c == "Y":
            return a_t(a) + b + "iyap"
        if c in ">'":
            return a_t(a) + b + "i}ap"
        return a_t(a) + b + "iy" + c
    m = re.fullmatch(r"(.)a(.)~aY", l)
    if m:
        return a_t(m[1]) + m[2] + "iyap"
    m = re.fullmatch(r"(.)aA(.)a(.)", l)                     # III
    if m:
        a, b, c = m.groups()
        a = "&" if a in ">" else a
        return "m" + a + "A" + b + (c if c != ">" else ">") + "p" if c != "Y" else "m" + a + "A" + b + "Ap"
    m = re.fullmatch(r"(.)aA(.)aY", l)
    if m:
        return "m" + m[1] + "A" + m[2] + "Ap"
    m = re.fullmatch(r"\|(.)a(.)", l)                        # IV of an initial hamza
    if m:
        return "<y" + m[1] + "A" + ("'" if m[2] in "Y>" else m[2])
    m = re.fullmatch(r">a(.)o(.)a([^~]+)", l)                # IV
    if m:
        a, b, c = m.groups()
        a = "y" if a in "wy" else a
        return "<" + a + b + "A" + ("'" if c in ("Y", ">") else c)
    m = re.fullmatch(r">a(.)aA(.)", l)                       # IV hollow
    if m:
        return "<" + m[1] + "A" + m[2] + "p"
    m = re.fullmatch(r">a(.)a(.)~", l)                       # IV doubled
    if m:
        return "<" + m[1] + m[2] + "A" + m[2]
    m = re.fullmatch(r"ta(.)a(.)~a(.)", l)                   # V
    if m:
        a, b, c = m.groups()
        return "t" + a + b + {"Y": "iy", ">": "u&"}.get(c, c)
    m = re.fullmatch(r"ta(.)aA(.)a(.)", l)                   # VI
    if m:
        a, b, c = m.groups()
        return "t" + a + "A" + b + {"Y": "iy", ">": "u&"}.get(c, c)
    m = re.fullmatch(r"\{in(?:o)?(.)a(.)a(.)", l)            # VII
    if m:
        return "An" + m[1] + m[2] + "A" + ("'" if m[3] in "Y>" else m[3])
    m = re.fullmatch(r"\{ino(.)aA(.)", l)
    if m:
        return "An" + m[1] + "yA" + m[2]
    m = re.fullmatch(r"\{i(.)o([tTd])a(.)a(.)", l)           # VIII
    if m:
        return "A" + m[1] + m[2] + m[3] + "A" + ("'" if m[4] in "Y>" else m[4])
    m = re.fullmatch(r"\{i([tTd*Zz])~a(.)a(.)", l)           # VIII assimilated
    if m:
        return "A" + m[1] + m[2] + "A" + ("'" if m[3] in "Y>" else m[3])
    m = re.fullmatch(r"\{i(.)o([tTd])aA(.)", l)              # VIII hollow
    if m:
        return "A" + m[1] + m[2] + "yA" + m[3]
    m = re.fullmatch(r"\{i(.)o([tTd])a(.)~", l)              # VIII doubled
    if m:
        return "A" + m[1] + m[2] + m[3] + "A" + m[3]
    m = re.fullmatch(r"\{i(.)o(.)a(.)~", l)                  # IX
    if m:
        return "A" + m[1] + m[2] + m[3] + "A" + m[3]
    m = re.fullmatch(r"\{isota(.)o(.)a(.)", l)               # X
    if m:
        a, b, c = m.groups()
        a = "y" if a in "wy" else a
        a = "}" if a == ">" else a
        return "Ast" + a + b + "A" + ("'" if c in "Y>" else c)
    m = re.fullmatch(r"\{isota(.)aA(.)", l)                  # X hollow
    if m:
        return "Ast" + m[1] + "A" + m[2] + "p"
    m = re.fullmatch(r"\{isota(.)a(.)~", l)                  # X doubled
    if m:
        return "Ast" + m[1] + m[2] + "A" + m[2]
    m = re.fullmatch(r"(.)a(.)o(.)a(.)", l)                  # four letters
    if m:
        return "".join(m.groups()) + "p"
    m = re.fullmatch(r"ta(.)a(.)o(.)a(.)", l)
    if m:
        return "t" + "".join(m.groups())
    return None


def a_t(first):
    """ta- of form II before its first letter (hamza sits on alef)."""
    return "t" + (">" if first == ">" else first)


nominal_lemmas = collections.defaultdict(list)
for key in nominals:
    nominal_lemmas[folded(key[2])].append(key)


def derive(citation, kinds, derivation, poses):
    """Marks an entry that exists, or writes a new one."""
    f = folded(citation)
    found = False
    for key in nominal_lemmas.get(f, []):
        if nominals[key][2] != "plur":
            found = True
            if nominals[key][0] == "-":
                nominals[key][0] = derivation
    if not found:
        for pos in poses:
            # No list has it: a possible word, rarely a common one.
            add_citation(citation, kinds, pos, derivation, weight="-2")


FULL = ["MS", "MD", "MP", "FS", "FD", "FP"]
unlisted = []
for (_, _), info in sorted(verb_info.items(), key=lambda kv: kv[0]):
    lemma = info["lemma"]
    m = masdar(lemma)
    if m:
        derive(m, ["FS", "FD", "FP"] if m.endswith("p") else ["MS", "MD", "FP"], "masdar", ["noun"])
    root = radicals(info["root"])
    iv = [s for s in info.get("IV", []) if "c-suff" not in s[2]]
    form_one = re.fullmatch(r".a(.[aiu].|A.|.~|.[ai][YA]|.iy|.aA)|\|?.[aiu].", lemma) or len(plain(lemma)) <= 3 and "~" not in lemma[:-1]
    # Form II looks as short as form I once undiacritised, hence the look at the doubling.
    if re.fullmatch(r".a.~a.", lemma) or lemma.startswith((">a", "{", "ta")) and len(plain(lemma)) > 3:
        form_one = False
    if re.fullmatch(r".aA.a.|\|.a.|.a.o.a.", lemma):
        form_one = False
    if form_one and len(root) == 3:
        a, b, c = root
        # Masdars of form I follow no rule: one of the common patterns is taken if news prints it
        # with the article, which no verb has.
        for m in (a + b + c, a + b + "w" + c, a + b + "A" + c + "p"):
            definite = counts.get("Al" + folded(m), 0) + counts.get("wAl" + folded(m), 0)
            if definite >= 5 and not set("wy>'") & {a, b, c} and b != c:
                unlisted.append((m, ["FS", "FD", "FP"] if m.endswith("p") else ["MS", "MD", "FP"]))
        c = "y" if c in "wy" else c
        first = "|" if a in ">'" else a + "A"
        if b == c:
            act = first + b + "~"
        elif c == "y":
            act = first + ("}" if b in ">'" else b) + "iy"
        elif c in ">'":
            act = first + (b if b not in "wy" else "}") + ("}" if b not in "wy" else "iy")
        else:
            act = first + ("}" if b in "wy>'" else b) + "i" + c
        if seen(folded(act)) + seen(folded(act) + "p") + seen(folded(act) + "yn") >= 2:
            derive(act, FULL, "active_participle", ["adj", "noun"])
        if c != "y" and b not in "wy" and a not in ">'" and c not in ">'":
            pas = "ma" + a + b + "uw" + c
            if seen(folded(pas)) + seen(folded(pas) + "p") + seen(folded(pas) + "yn") >= 2:
                derive(pas, FULL, "passive_participle", ["adj", "noun"])
        continue
    for stem, conds, _ in iv[:1]:
        stem = re.sub(r"^o", "", stem)
        if "#-iy" in conds:
            act, pas = "m" + stem + "iy", "m" + stem + "aY"
        elif "#-aY" in conds:
            act, pas = "m" + stem + "iy", "m" + stem + "aY"
        elif "#-a>" in conds or "#-i}" in conds:
            act, pas = "m" + stem + "i}", None
        elif "#-iy'" in conds or "#-}iy" in conds:
            act, pas = "m" + stem + "iy'", None
        else:
            act = "m" + (stem if not stem.startswith(">") else "&" + stem[1:])
            pas = "m" + stem.replace("iy", "aA") if re.search("iy.$", stem) else None
        if folded(act).startswith("mA") and lemma.startswith(("|", ">")):
            act = "m&" + plain(act)[2:]
        derive(act, FULL, "active_participle", ["adj", "noun"])
        if pas and seen(folded(pas)) + seen(folded(pas) + "p") >= 2:
            derive(pas, FULL, "passive_participle", ["adj", "noun"])

listed = {folded(k[2]).rstrip("p") for k in nominals} | {folded(k[0]) for k in nominals}
listed |= {folded(r["FORM"]) for r in rows(camel_dir + "/MSA-Noun-Prop-LEX.csv")}
with open(out_dir + "/additions.tsv", encoding="utf-8") as f:
    listed |= {folded(buckwalter(w)) for line in f if not line.startswith("#")
               for w in [line.split("\t")[0]] + line.split("\t")[3].split(";")}
for m, kinds in unlisted:
    if folded(m) not in listed and folded(m).rstrip("p") not in listed:
        add_citation(m, kinds, "noun", "masdar", weight="-1")

# Relative adjectives in -iyy.
for (stem, pid, lemma, pos), v in nominals.items():
    if pos == "adj" and v[0] == "-" and lemma.endswith("y") and len(lemma) > 3 and pid.startswith("n:reg"):
        v[0] = "nisba"

# --- proper nouns ----------------------------------------------------------------------------
proper = {}
for r in rows(camel_dir + "/MSA-Noun-Prop-LEX.csv"):
    if r["DEFINE"] != "LEXICON":
        continue
    kinds = kinds_of(r["COND-T"]) or ["MS"]
    lemma = clean_lemma(r["LEMMA"])
    feat = dict(f.split(":") for f in r["FEAT"].split() if ":" in f)
    citation = rebuilt(r["FORM"], r["COND-S"], kinds)
    p = plain(citation)
    if len(p) < 2:
        continue
    stem, end, fem = split_ending(citation)
    if end == "iy":
        stem, end = p, "reg"
    kinds = ["FS"] if fem else ["MS"]
    # A name takes an article only where news writes it so.
    f = folded(p)
    written = max(counts.get("Al" + f, 0), counts.get("wAl" + f, 0))
    article = "any" if written >= 5 and not f.startswith("Al") else "no"
    cells = [("", c[1], "no", article, "-", "-", "-", "-", "0")
             for c in nominal_cells(end, kinds) if c[2] != "must"]
    if not fem and end == "reg":
        cells = [c for c in cells if c[1] == ""]
    pid = paradigm("p:%s:%s%s" % (end, kinds[0], ",al" if article == "any" else ""), cells)
    gender = {"m": "masc", "f": "fem"}.get(feat.get("gen"), "-")
    proper.setdefault((stem, pid, p), [gender, "person" if feat.get("rat") == "r" else "-"])

# A broken plural is an inflection of its singular: an entry of its own with the same letters would
# only hide the singular. (Hamza below and above tell i'mal from a'mal, "works": both stay.)
plurals = set()
with open(out_dir + "/additions.tsv", encoding="utf-8") as f:
    for line in f:
        if not line.startswith("#"):
            plurals |= {plain(buckwalter(p)) for p in line.split("\t")[3].split(";") if p.strip("-")}
for (stem, pid, lemma, pos), v in nominals.items():
    if v[2] == "plur" and folded(lemma) != folded(stem):
        end = pid.split(":")[1]
        plurals.add(stem + {"reg": "", "A'": "A'", "aY": "Y", "aA": "A", "iy": "y",
                            "i}": "}", "o'": "'", "a>": ">", "u&": "&"}.get(end, "")
                    + ("p" if pid.endswith(":FS") else ""))
KEEP = set("rjAl qwy HrAs".split())
for key in [k for k, v in nominals.items()
            if v[2] == "sing" and k[2] in plurals and folded(k[2]) not in KEEP
            and (k[3] == "noun" and not seen(folded(k[2]) + "At") or v[3] != "0")]:
    del nominals[key]

# The feminine of a listed adjective is no adjective of its own.
masculine = {k[0] for k in nominals if k[3] == "adj" and "FS" in k[1] and not k[2].endswith("p")}
for key in [k for k in nominals
            if k[3] == "adj" and k[2].endswith("p") and k[1].startswith("n:reg:FS")
            and k[0] in masculine]:
    del nominals[key]

# --- output ----------------------------------------------------------------------------------


def write(name, header, columns, lines):
    with open("%s/%s" % (out_dir, name), "w", encoding="utf-8") as f:
        f.write(header)
        f.write("\t".join(columns) + "\n")
        for line in sorted(lines):
            f.write("\t".join(line) + "\n")
    print(name, len(lines))


used = {k[1] for k in verbs} | {k[1] for k in nominals} | {k[1] for k in proper}
# Paradigms for additions.tsv are always written.
for end in ("reg", "aY", "aA", "iy", "A'", "o'", "a>", "u&", "i}", "Ap"):
    for kinds in (["MS"], ["FS"], ["MS", "MD"], ["MS", "MD", "FP"], ["MS", "MD", "MP"],
                  ["MS", "MD", "MP", "FS", "FD", "FP"], ["FS", "FD", "FP"], ["FS", "FD"]):
        if end == "Ap" and kinds[0] == "MS":
            continue
        used.add(nominal_paradigm(end, kinds))
used.add(paradigm("p:reg:MS", [("", "", "no", "no", "-", "-", "-", "-", "0")]))
used.add(paradigm("p:reg:MS,al", [("", "", "no", "any", "-", "-", "-", "-", "0")]))


def affix(s):
    return "".join(camel.LETTERS[c] for c in s) if s else "-"


lines = [(pid, affix(c[0]), affix(c[1])) + tuple(c[2:]) for pid in used for c in paradigm_cells[pid]]
write("paradigms.tsv",
      "# Which inflections a stem takes: one line a cell of a paradigm.\n"
      "# Columns: paradigm (pv perfective, iv imperfective, cv imperative, +p passive, n nominal by\n"
      "# ending and set, p proper noun); letters before the stem and after it (- none, undiacritised);\n"
      "# pronoun after it (no, any, must); article before it (no, any,\n"
      "# must); person; gender; number\n"
      "# (- : as the entry); mood (jussive: in that mood only; tanwin: indefinite accusative or the like);\n"
      "# weight (natural logarithm added to the score).\n" + SOURCE,
      ["paradigm", "prefix", "suffix", "pronoun", "article", "person", "gender", "number", "mood",
       "weight"],
      lines)
write("verbs.tsv",
      "# Verb stems. Columns: stem (undiacritised), paradigm, lemma (3rd person masculine singular\n"
      "# perfective), passive (no: none; same: letters of the active; is: the stem is the passive).\n"
      + SOURCE, ["stem", "paradigm", "lemma", "passive"],
      [(arabic(s), p, arabic(l), v) for (s, p, l), v in verbs.items()])
write("nominals.tsv",
      "# Stems of nouns and adjectives. Columns: stem (undiacritised), paradigm, lemma, pos,\n"
      "# derivation, gender, number (plur: a broken plural), weight (natural logarithm added to its\n"
      "# score: derived by pattern, in no list).\n" + SOURCE,
      ["stem", "paradigm", "lemma", "pos", "derivation", "gender", "number", "weight"],
      [(arabic(s), p, arabic(l), pos) + tuple(v) for (s, p, l, pos), v in nominals.items()])
write("proper.tsv",
      "# Stems of proper nouns. Columns: stem (undiacritised), paradigm, lemma, gender, kind (person\n"
      "# or -).\n" + SOURCE, ["stem", "paradigm", "lemma", "gender", "kind"],
      [(arabic(s), p, arabic(l)) + tuple(v) for (s, p, l), v in proper.items()])
print("paradigms", len(used))
