"""What a typed program may write: mypy --strict reads it (./dev python), and must refuse the lines marked so."""
import isnad


def parties(text: str) -> set[str]:
    record = isnad.Engine().extract(text, published="2024")
    return {code for event in record.events for code in event.actor + event.recipient}


def dates(texts: list[str]) -> list[str]:
    out: list[str] = []
    for read in isnad.Engine().extract_many(texts, threads=2):
        if isinstance(read, isnad.Failure):
            out.append(read.message)
        else:
            out.extend(event.date for event in read.events if event.date is not None)
    return out


def wrong(record: isnad.Record) -> None:
    record.events[0].actors  # type: ignore[attr-defined]
    day: str = record.events[0].date  # type: ignore[assignment]
    record.doc.uri = day  # type: ignore[misc]
    isnad.Engine().extract(b"bytes")  # type: ignore[arg-type]
