"""The record of a document as objects. docs/records.md says what each field means; docs/record.schema.json is the shape."""
from __future__ import annotations

import dataclasses
import json
from typing import Any, ClassVar, Mapping

Span = tuple[int, int]
"""[begin, end) in code points of the text: a slice of the str."""


def _span(value: Any) -> Span:
    begin, end = value
    return int(begin), int(end)


def _spans(values: Any) -> tuple[Span, ...]:
    return tuple(_span(v) for v in values)


class Item:
    """What all items of a record have in common."""

    __slots__ = ()

    def row(self) -> dict[str, Any]:
        """One flat level, for tables: lists of codes are joined by "; ", a span becomes begin and end."""
        out: dict[str, Any] = {}
        for field in dataclasses.fields(self):  # type: ignore[arg-type]
            name, value = field.name.rstrip("_"), getattr(self, field.name)
            if field.name.endswith("span") and value is not None:
                stem = name[: -len("span")]
                out[stem + "begin"], out[stem + "end"] = value
            elif isinstance(value, tuple) and all(isinstance(v, str) for v in value):
                out[name] = "; ".join(value)
            elif isinstance(value, (str, int, float, bool)) or value is None:
                out[name] = value
        return out


@dataclasses.dataclass(frozen=True, slots=True)
class Doc(Item):
    id: str
    uri: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    published_from: str | None
    lang: str
    length: int


@dataclasses.dataclass(frozen=True, slots=True)
class Mention(Item):
    span: Span
    form: str


@dataclasses.dataclass(frozen=True, slots=True)
class Entity(Item):
    id: str
    kind: str
    name_ar: str
    name_en: str
    wikidata: str | None
    of: str | None
    role: str | None
    mentions: tuple[Mention, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Time(Item):
    span: Span
    type: str
    value: str
    date: str | None
    calendar: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Quantity(Item):
    span: Span
    value: float
    bound: str
    unit: str
    upper: float | None


@dataclasses.dataclass(frozen=True, slots=True)
class Event(Item):
    id: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str | None
    date: str | None
    date_from: str | None
    factuality: str
    source: tuple[str, ...]
    count: int | None
    triggers: tuple[Span, ...]
    rule: str
    confidence: float


@dataclasses.dataclass(frozen=True, slots=True)
class Relation(Item):
    """`from_` and `to` are its `from` and `to`."""

    id: str
    subject: str
    rel: str
    object: str
    from_: str | None
    to: str | None
    count: int | None
    factuality: str
    source: tuple[str, ...]
    span: Span
    rule: str
    confidence: float


@dataclasses.dataclass(frozen=True, slots=True)
class Claim(Item):
    id: str
    source: str
    source_span: Span
    cue_span: Span
    span: Span
    direct: bool
    via: tuple[str, ...]
    events: tuple[str, ...]
    relations: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read."""

    uri: str
    code: str
    message: str
    ok: ClassVar[bool] = False


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """What one document says. `json` is the line that `isnad extract` prints, byte for byte."""

    json: str = dataclasses.field(repr=False)
    doc: Doc
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    ok: ClassVar[bool] = True

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """Flat rows of "events", "claims", "relations", "entities", "times" or "quantities", each with the document's uri and
        date: pandas.DataFrame(record.rows("events"))."""
        if kind not in ("events", "claims", "relations", "entities", "times", "quantities"):
            raise ValueError(f"no items called {kind!r}: events, claims, relations, entities, times, quantities")
        return [{"document": self.doc.uri, "published": self.doc.published} | item.row() for item in getattr(self, kind)]


def _entity(d: Mapping[str, Any]) -> Entity:
    return Entity(d["id"], d["kind"], d["name"]["ar"], d["name"]["en"], d["wikidata"], d["of"], d["role"],
                  tuple(Mention(_span(m["span"]), m["form"]) for m in d["mentions"]))


def _event(d: Mapping[str, Any]) -> Event:
    return Event(d["id"], d["type"], d["mode"], tuple(d["contexts"]), d["cameo"], tuple(d["actor"]), tuple(d["recipient"]), d["place"],
                 d["date"], d.get("date_from"), d["factuality"], tuple(d["source"]), d["count"], _spans(d["triggers"]), d["rule"],
                 d["confidence"])


def _relation(d: Mapping[str, Any]) -> Relation:
    return Relation(d["id"], d["subject"], d["rel"], d["object"], d["from"], d["to"], d["count"], d["factuality"], tuple(d["source"]),
                    _span(d["span"]), d["rule"], d["confidence"])


def _claim(d: Mapping[str, Any]) -> Claim:
    return Claim(d["id"], d["source"], _span(d["source_span"]), _span(d["cue_span"]), _span(d["span"]), d["direct"], tuple(d["via"]),
                 tuple(d["events"]), tuple(d["relations"]))


def parse(line: str) -> Record | Failure:
    """A line of `isnad extract`."""
    d = json.loads(line)
    if "error" in d:
        return Failure(d["doc"]["uri"], d["error"]["code"], d["error"]["message"])
    doc = d["doc"]
    return Record(
        json=line,
        doc=Doc(**{f.name: doc[f.name] for f in dataclasses.fields(Doc)}),
        sentences=_spans(d["sentences"]),
        entities=tuple(_entity(e) for e in d["entities"]),
        times=tuple(Time(_span(t["span"]), t["type"], t["value"], t.get("date"), t.get("calendar")) for t in d["times"]),
        quantities=tuple(Quantity(_span(q["span"]), q["value"], q["bound"], q["unit"], q.get("upper")) for q in d["quantities"]),
        events=tuple(_event(e) for e in d["events"]),
        relations=tuple(_relation(r) for r in d["relations"]),
        claims=tuple(_claim(c) for c in d["claims"]))
