"""Stanford CoreNLP: its Arabic segmenter, with tags (and a parse) by ISNAD_PEER. One Java process reads all articles
from a list of files, which is the batch mode that its documentation gives. It writes its answers in any case.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import common

ANNOTATORS = {"corenlp-segmenter": "tokenize,ssplit", "corenlp-pos": "tokenize,ssplit,pos", "corenlp-parse": "tokenize,ssplit,pos,parse"}


def words(text, sentences):
    """Segments that touch each other and are of Arabic letters are one written word."""
    out, end = [], None
    for token in (t for s in sentences for t in s["tokens"]):
        begin, after = token["characterOffsetBegin"], token["characterOffsetEnd"]
        arabic = bool(common.ARABIC_WORD.fullmatch(text[begin:after]))
        if arabic and out and begin == end:
            out[-1][1] = after
            out[-1][3].append(text[begin:after])
        else:
            out.append([begin, after, None, [text[begin:after]]])
        end = after if arabic else None
    return out


def main():
    home = pathlib.Path(os.environ["ISNAD_PEER_HOME"])
    source, answers = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="corenlp"))
    try:
        texts = list(common.articles(source))
        names = []
        for i, article in enumerate(texts):
            names.append(folder / f"{i}.txt")
            names[-1].write_text(article["text"], encoding="utf-8")
        (folder / "list").write_text("".join(f"{n}\n" for n in names))
        (folder / "out").mkdir()
        command = ["java", "-Xmx4g", "-Dfile.encoding=UTF-8", "-cp", f"{home}/lib/*", "edu.stanford.nlp.pipeline.StanfordCoreNLP",
                   "-props", "StanfordCoreNLP-arabic.properties", "-annotators", ANNOTATORS[os.environ["ISNAD_PEER"]],
                   "-filelist", str(folder / "list"), "-outputDirectory", str(folder / "out"), "-outputFormat", "json",
                   "-threads", "1"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0 or len(list((folder / "out").iterdir())) != len(names):
            sys.exit("corenlp: " + (done.stderr.strip().splitlines() or ["no reason given"])[-1])
        if answers:
            with open(answers, "w", encoding="utf-8") as out:
                for i, article in enumerate(texts):
                    read = json.loads((folder / "out" / f"{i}.txt.json").read_text(encoding="utf-8"))
                    line = {"id": article["id"], "answer": words(article["text"], read["sentences"])}
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(json.dumps({"items": len(texts)}))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
