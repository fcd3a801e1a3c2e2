"""Asks a peer that is known not to bring its data to do the least it can, to learn how it fails. Told apart by ISNAD_PEER.
Where one succeeds it needs an adapter: then this ends with exit status 0 and the runner says so.
"""
import json
import os
import pathlib
import zipfile

WORD = "\u0648\u0642\u0648\u0627\u062a\u0647"


def farasapy():
    from farasa.segmenter import FarasaSegmenter
    import farasa
    FarasaSegmenter(interactive=False).segment(WORD)
    assert farasa


def camel_tools():
    from camel_tools.data import CATALOGUE
    CATALOGUE.download_package("morphology-db-msa-r13")


def stanza():
    import stanza as module
    module.download("ar")


def spacy_udpipe():
    import spacy_udpipe as module
    module.download("ar")


def gliner():
    from gliner import GLiNER
    GLiNER.from_pretrained("urchade/gliner_multi-v2.1")


def corenlp_ner():
    jar = next(pathlib.Path(os.environ["ISNAD_PEER_HOME"], "lib").glob("*models-arabic.jar"))
    models = [n for n in zipfile.ZipFile(jar).namelist() if "/ner/" in n and not n.endswith("/")]
    if not models:
        raise SystemExit("its Arabic models on Maven Central hold segmenter, tagger and parsers, no model of names")


if __name__ == "__main__":
    globals()[os.environ["ISNAD_PEER"].replace("-", "_")]()
    print(json.dumps({"items": 0}))
