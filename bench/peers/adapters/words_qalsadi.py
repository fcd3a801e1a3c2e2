"""qalsadi: the lemmatizer over whole texts (Lemmatizer.lemmatize_text), as its documentation has it."""
import common


def load():
    from qalsadi.lemmatizer import Lemmatizer
    return Lemmatizer()


def read(tool, article):
    return tool.lemmatize_text(article["text"])


def shape(lemmas, article):
    # It gives lemmas alone; its own tokenizer says of which words.
    import qalsadi.analex
    forms = qalsadi.analex.Analex().tokenize(article["text"])
    if len(forms) != len(lemmas):
        raise SystemExit(f"qalsadi gave {len(lemmas)} lemmas for {len(forms)} words")
    return common.word_answers(article["text"], forms, lemmas)


if __name__ == "__main__":
    common.main(load, read, shape)
