"""isnad reads Arabic news into sourced records. docs/python.md is the guide.

    import isnad
    record = isnad.Engine().extract(text, published="2024-08-05")
    case = isnad.Case("matter.case")
    case.events(actor="MLI")
"""
from __future__ import annotations

import dataclasses
import itertools
import json
import os
import pathlib
import threading
from typing import Any, Iterable, Iterator

from . import _isnad
from ._errors import IsnadError
from .records import Claim, Doc, Entity, Event, Failure, Item, Mention, Quantity, Record, Relation, Span, Time, parse

__version__ = "0.1.0"
__all__ = ["Added", "Case", "Claim", "Doc", "Engine", "Entity", "Event", "Failure", "IsnadError", "Item", "Mention", "Quantity",
           "Record", "Relation", "Rows", "Span", "Text", "Time", "parse"]

_CHUNK = 64  # documents a call into C++: signals are heard, and other threads served, between two of them


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A text with what is known of it. `published` is a date as far as it is known: 2025-04-04, 2025-04 or 2025."""

    text: str
    uri: str = "text"
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None

    def _document(self) -> _isnad.Document | Failure:
        given = (self.text, self.uri, self.url, self.outlet, self.published, self.title)
        for value in given:
            try:
                value and value.encode("utf-8")
            except UnicodeEncodeError:
                uri = self.uri.encode("utf-8", "replace").decode("utf-8")
                return Failure(uri, "bad_encoding", f"{uri}: half a surrogate pair, which is no character")
        return _isnad.Document(*given)


def _documents(texts: Iterable[Text | str]) -> Iterator[list[_isnad.Document | Failure]]:
    """A few at a time, in their order."""
    numbered = enumerate(texts, 1)
    while chunk := [(t if isinstance(t, Text) else Text(t, uri=f"text-{i}"))._document() for i, t in itertools.islice(numbered, _CHUNK)]:
        yield chunk


class Engine:
    """Reads texts. Thread safe; the same text gives the same record. Opening one takes some 20 ms and 40 MB."""

    def __init__(self, image: str | os.PathLike[str] | None = None) -> None:
        """`image`: the compiled knowledge of the language; without it $ISNAD_IMAGE, else the one installed with the module."""
        found = image or os.environ.get("ISNAD_IMAGE") or pathlib.Path(__file__).with_name("isnad.img")
        self._reader = _isnad.Reader(os.fspath(found))

    def extract(self, text: str, *, published: str | None = None, uri: str = "text", outlet: str | None = None, url: str | None = None,
                title: str | None = None) -> Record:
        """The record of a text. Raises IsnadError where it cannot be read."""
        read = next(self.extract_many([Text(text, uri, published, outlet, url, title)]))
        if isinstance(read, Failure):
            raise IsnadError(read.code, read.message)
        return read

    def extract_many(self, texts: Iterable[Text | str], *, threads: int = 1) -> Iterator[Record | Failure]:
        """Records in the order of the texts, a few in memory at a time; a Failure in the place of a text that cannot be read. The
        threads work without Python's lock."""
        if threads < 1:
            raise ValueError("threads must be at least 1")
        for chunk in _documents(texts):
            read = map(parse, self._reader.extract([d for d in chunk if not isinstance(d, Failure)], threads))
            yield from (d if isinstance(d, Failure) else next(read) for d in chunk)

    def explain(self, text: str, *, sentence: int | None = None, published: str | None = None) -> str:
        """What each stage made of the text, or of one sentence (from 1), for people."""
        document = Text(text, published=published)._document()
        if isinstance(document, Failure):
            raise IsnadError(document.code, document.message)
        return self._reader.explain(document, sentence)


class Rows(list[dict[str, Any]]):
    """Rows as docs/api.md has them. pandas.DataFrame(rows) is a table; flat() makes each row one level. `names` has the names of the
    codes in it, `total` how many there are where that is cheap to say, `complete` whether these are all."""

    def __init__(self, rows: Iterable[dict[str, Any]], names: dict[str, dict[str, str]], total: int | None, complete: bool) -> None:
        super().__init__(rows)
        self.names = names
        self.total = total
        self.complete = complete

    def flat(self) -> list[dict[str, Any]]:
        """Keys of objects inside are joined by ".", lists of texts by "; "; other lists are left out."""
        return [dict(_flat("", row)) for row in self]


def _flat(prefix: str, row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        elif isinstance(value, list):
            if all(isinstance(v, str) for v in value):
                yield prefix + key, "; ".join(value)
        else:
            yield prefix + key, value


@dataclasses.dataclass(frozen=True, slots=True)
class Added:
    """What became of texts that were added."""

    added: int
    appearances: int
    updated: int
    there: int
    refused: tuple[Failure, ...]


_PAGE = 500  # the most that the API gives at once


class Case:
    """A case: a file, or postgresql://USER@HOST/DATABASE. Thread safe. What others write is seen by the next question."""

    def __init__(self, path: str | os.PathLike[str], engine: Engine | None = None) -> None:
        """Opens nothing yet: add() makes the case where there is none, a question about one that is absent raises
        IsnadError ("not_found")."""
        self._path = os.fspath(path)
        self._engine = engine or Engine()
        self._lock = threading.Lock()
        self._asker: _isnad.Asker | None = None

    def add(self, texts: Iterable[Text | str], *, threads: int = 1) -> Added:
        """Reads texts into the case, then makes anew what crosses articles (copies, stories, happenings, contradictions). Texts go in
        by groups, each wholly or not at all; one that cannot be read is among `refused` and the others go on."""
        if threads < 1:
            raise ValueError("threads must be at least 1")
        writer = _isnad.Writer(self._engine._reader, self._path)
        added = appearances = updated = there = 0
        refused: list[Failure] = []
        for chunk in _documents(texts):
            tally = writer.add([d for d in chunk if not isinstance(d, Failure)], threads)
            refused.extend(d for d in chunk if isinstance(d, Failure))
            added += tally.added
            appearances += tally.appearances
            updated += tally.updated
            there += tally.there
            refused.extend(Failure(*r) for r in tally.refused)
        writer.refresh()
        return Added(added, appearances, updated, there, tuple(refused))

    def get(self, *path: str, **parameters: str | int | None) -> Any:
        """The answer of the API (docs/api.md) to GET /api/v1/PATH, parsed; each part of the path is an argument, as it is:
        get("documents", uri, "beside"). `from` is written `from_`."""
        with self._lock:
            if self._asker is None:
                if "://" not in self._path and not os.path.exists(self._path):
                    raise IsnadError("not_found", f"{self._path}: there is no such case; add() makes one")
                self._asker = _isnad.Asker(self._engine._reader, self._path, __version__)
        given = [(name.rstrip("_"), str(value)) for name, value in parameters.items() if value is not None]
        status, body = self._asker.get(list(path), given)
        answer = json.loads(body)
        if status != 200:
            raise IsnadError(answer["code"], answer["detail"])
        return answer

    def rows(self, path: str, limit: int | None = 50, **parameters: str | int | None) -> Rows:
        """The items of a list of the API, page by page; all of them with limit=None (the API ends at 100,500). A case that others
        write may change between two pages."""
        if limit is not None and limit < 1:
            raise ValueError("limit must be at least 1, or None for all")
        found: list[dict[str, Any]] = []
        names: dict[str, dict[str, str]] = {}
        while True:
            ask = _PAGE if limit is None else min(_PAGE, limit - len(found))
            page = self.get(path, limit=ask, offset=len(found) or None, **parameters)
            found += page["items"]
            names |= page.get("names") or {}
            more = page.get("next") is not None
            if not more or not page["items"] or (limit is not None and len(found) >= limit):
                return Rows(found, names, page.get("total"), not more)

    def digest(self) -> Any:
        """What is in the case: counts, commonest parties, days."""
        return self.get("digest")

    def documents(self, **filters: Any) -> Rows:
        return self.rows("documents", **filters)

    def document(self, id: str) -> Any:
        """One article with its text and record: by uri, or by id or its beginning."""
        return self.get("documents", id)

    def events(self, **filters: Any) -> Rows:
        """Filters: actor, type, from_, to, source, outlet, limit (50; None: all)."""
        return self.rows("events", **filters)

    def claims(self, **filters: Any) -> Rows:
        return self.rows("claims", **filters)

    def relations(self, **filters: Any) -> Rows:
        return self.rows("relations", **filters)

    def entities(self, **filters: Any) -> Rows:
        return self.rows("entities", **filters)

    def happenings(self, **filters: Any) -> Rows:
        return self.rows("happenings", **filters)

    def facts(self, **filters: Any) -> Rows:
        return self.rows("facts", **filters)

    def conflicts(self, **filters: Any) -> Rows:
        return self.rows("conflicts", **filters)

    def copies(self, **filters: Any) -> Rows:
        return self.rows("copies", **filters)

    def stories(self, **filters: Any) -> Rows:
        return self.rows("stories", **filters)

    def search(self, query: str, **filters: Any) -> Rows:
        """docs/search.md has the language of queries."""
        return self.rows("search", q=query, **filters)

    def state(self, **filters: Any) -> Rows:
        """What holds: filters at, actor, known and others of docs/world.md."""
        return self.rows("state", **filters)
