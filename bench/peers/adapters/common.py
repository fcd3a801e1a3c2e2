"""What the adapters of all peers share. Standard library only: an adapter runs in its peer's own environment.

An adapter is called as `python ADAPTER INPUT [ANSWERS]`. INPUT is what its job reads (bench/peers/inputs.py says which
files). Without ANSWERS it only does the work, so that writing answers is not timed; with it each document's answer goes
there, a line of JSON each. The last line of standard output is an object with the number of `items` read. A peer that
cannot work ends with an exit status other than 0 and the reason in the last line of standard error.
"""
import json
import re
import sys

ARABIC_WORD = re.compile("[\u0621-\u0652\u0670-\u06d3]+")


def articles(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def day(article):
    """The day of publication; the first one where a month or year is all that is known."""
    return (article["published"] + "-01-01")[:10] if len(article["published"]) < 10 else article["published"][:10]


def words_of(text):
    """Runs of Arabic letters and signs: what peers that know words alone are asked about."""
    return ARABIC_WORD.findall(text)


def locate(text, forms):
    """[(begin, end)] of forms that come in the order of the text; None for one that is not found."""
    out, at = [], 0
    for form in forms:
        begin = text.find(form, at) if form else -1
        if begin < 0:
            out.append(None)
        else:
            at = begin + len(form)
            out.append((begin, at))
    return out


def word_answers(text, forms, lemmas):
    """Answers of the job `words`: [begin, end, lemma or null, pieces or null]."""
    return [[span[0], span[1], lemma, None] for span, lemma in zip(locate(text, forms), lemmas) if span]


def main(load, read, shape, documents=articles):
    """load() gives the tool, read(tool, document) its result, shape(result, document) the answer that is written."""
    path, answers = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    tool, items = load(), 0
    out = open(answers, "w", encoding="utf-8") if answers else None
    for document in documents(path):
        result = read(tool, document)
        items += 1
        if out:
            line = {"id": document["id"], "answer": shape(result, document)}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    if out:
        out.close()
    print(json.dumps({"items": items}))
