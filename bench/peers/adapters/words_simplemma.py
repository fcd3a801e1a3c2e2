"""simplemma: a look-up in a list of forms, a word at a time."""
import common


def load():
    from simplemma import lemmatize
    return lemmatize


def read(tool, article):
    return [tool(word, lang="ar") for word in common.words_of(article["text"])]


def shape(lemmas, article):
    return common.word_answers(article["text"], common.words_of(article["text"]), lemmas)


if __name__ == "__main__":
    common.main(load, read, shape)
