"""Stemmers, a word at a time without context: `words_stem.py` is told by ISNAD_PEER which one. No lemmas: rates alone."""
import os

import common


def tashaphyne():
    from tashaphyne.stemming import ArabicLightStemmer
    stemmer = ArabicLightStemmer()

    def stem(word):
        stemmer.light_stem(word)
        return stemmer.get_stem(), stemmer.get_root()
    return lambda words: [stem(w) for w in words]


def pystemmer():
    import Stemmer
    return Stemmer.Stemmer("arabic").stemWords


def snowballstemmer():
    import snowballstemmer as module
    return module.stemmer("arabic").stemWords


def nltk():
    from nltk.stem.isri import ISRIStemmer
    stemmer = ISRIStemmer()
    return lambda words: [stemmer.stem(w) for w in words]


def load():
    return globals()[os.environ["ISNAD_PEER"].replace("-", "_")]()


def read(tool, article):
    return tool(common.words_of(article["text"]))


def shape(stems, article):
    return common.word_answers(article["text"], common.words_of(article["text"]), [None] * len(stems))


if __name__ == "__main__":
    common.main(load, read, shape)
