"""Readers of pages in Python, told apart by ISNAD_PEER. Each gets the bytes of a page, as it came from a server, and gives
the text of the article; where a package wants decoded text, the decoding of the package or of the page's own <meta>
counts to it.
"""
import os
import pathlib
import re

import common


def decoded(data):
    named = re.search(rb"charset=[\"']?([\w-]+)", data[:2048])
    return data.decode(named.group(1).decode() if named else "utf-8", errors="replace")


def trafilatura():
    import trafilatura as module
    return lambda data: module.extract(data, include_comments=False) or ""


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    return lambda data: extract_plain_text(bytes_to_str(data, detect_encoding(data)), main_content=True)


def justext():
    import justext as module
    stop = module.get_stoplist("Arabic")
    return lambda data: "\n".join(p.text for p in module.justext(data, stop) if not p.is_boilerplate)


def readability_lxml():
    import lxml.html
    from readability import Document

    def read(data):
        summary = Document(decoded(data)).summary()
        return lxml.html.fromstring(summary).text_content()
    return read


def newspaper4k():
    import newspaper

    def read(data):
        article = newspaper.Article("https://news.example/a", language="ar")
        article.download(input_html=decoded(data))
        article.parse()
        return article.text
    return read


def pages(folder):
    for path in sorted(pathlib.Path(folder).glob("*.html")):
        yield {"id": path.name, "data": path.read_bytes()}


def read(tool, page):
    try:
        return tool(page["data"])
    except (ValueError, LookupError) as error:  # a page without an article, or without any markup
        return f"\0{error}"


if __name__ == "__main__":
    common.main(lambda: globals()[os.environ["ISNAD_PEER"].replace("-", "_")](), read, lambda text, _: text, pages)
