"""farahidi (AlKhalil Morpho Sys 2 in Python): analyze_text chooses one analysis a word in its context."""
import common


def load():
    import farahidi
    return farahidi


def read(tool, article):
    return tool.analyze_text(article["text"])


def shape(results, article):
    return common.word_answers(article["text"], [r.token for r in results], [r.lemma for r in results])


if __name__ == "__main__":
    common.main(load, read, shape)
