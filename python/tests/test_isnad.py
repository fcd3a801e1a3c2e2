"""The installed module, as a program uses it. Texts: samples/ and what stands here."""
import dataclasses
import json
import pathlib
import subprocess
import sys
import threading
import time
from typing import Any

import isnad
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def samples() -> list[isnad.Text]:
    made = subprocess.run([sys.executable, ROOT / "tools/samples/index.py", ROOT / "samples"], check=True, stdout=subprocess.PIPE)
    known = {f.name for f in dataclasses.fields(isnad.Text)}
    return [isnad.Text(**{k: v for k, v in json.loads(line).items() if k in known}) for line in made.stdout.decode().splitlines()]


@pytest.fixture(scope="session")
def engine() -> isnad.Engine:
    return isnad.Engine()


@pytest.fixture(scope="session")
def case(engine: isnad.Engine, tmp_path_factory: pytest.TempPathFactory) -> isnad.Case:
    made = isnad.Case(tmp_path_factory.mktemp("case") / "samples.case", engine)
    added = made.add(samples(), threads=2)
    assert added.added == len(samples()) and not added.refused
    return made


def test_records_have_every_field_of_the_schema(engine: isnad.Engine) -> None:
    # What the schema requires stands in the objects too: nothing is lost on the way.
    schema = json.loads((ROOT / "docs/record.schema.json").read_text())["$defs"]
    types: dict[str, Any] = {"doc": isnad.Doc, "time": isnad.Time, "quantity": isnad.Quantity, "event": isnad.Event,
                             "relation": isnad.Relation, "claim": isnad.Claim, "entity": isnad.Entity}
    for name, type_ in types.items():
        fields = {f.name.rstrip("_") for f in dataclasses.fields(type_)}
        wanted = set(schema[name]["properties"])
        if name == "entity":
            wanted = wanted - {"name"} | {"name_ar", "name_en"}
        if name == "claim":
            wanted -= {"rule"}  # not required
        assert fields == wanted, name


def test_objects_say_what_the_line_says(engine: isnad.Engine) -> None:
    for text in samples():
        record = engine.extract(text.text, published=text.published, uri=text.uri)
        line = json.loads(record.json)
        assert [e.id for e in record.events] == [e["id"] for e in line["events"]]
        assert [list(e.triggers) for e in record.events] == [[tuple(t) for t in e["triggers"]] for e in line["events"]]
        assert [r.from_ for r in record.relations] == [r["from"] for r in line["relations"]]
        assert [e.name_ar for e in record.entities] == [e["name"]["ar"] for e in line["entities"]]
        for claim in record.claims:
            assert text.text[slice(*claim.span)].strip()


def test_same_bytes_for_any_number_of_threads(engine: isnad.Engine) -> None:
    texts = samples() * 10  # more than one call into C++
    one, four = ([r.json for r in engine.extract_many(texts, threads=n) if isinstance(r, isnad.Record)] for n in (1, 4))
    assert one == four and len(one) == len(texts)


def test_bad_texts_do_not_stop_the_others(engine: isnad.Engine) -> None:
    good = samples()[0]
    texts: list[isnad.Text | str] = [good, "", isnad.Text("x", uri="dated", published="2024-13"), "\0\1\2" * 50, good]
    found = list(engine.extract_many(texts, threads=2))
    assert [r.ok for r in found] == [True, False, False, False, True]
    codes = [(r.uri, r.code) for r in found if isinstance(r, isnad.Failure)]
    assert codes == [("text-2", "empty"), ("dated", "bad_argument"), ("text-4", "binary")]
    with pytest.raises(isnad.IsnadError) as refused:
        engine.extract("")
    assert refused.value.code == "empty"


def test_half_a_surrogate_is_refused(engine: isnad.Engine, tmp_path: pathlib.Path) -> None:
    found = list(engine.extract_many(["\ud800", samples()[0], isnad.Text("x", uri="\udfff")]))
    assert [r.ok for r in found] == [False, True, False]
    assert isinstance(found[0], isnad.Failure) and (found[0].uri, found[0].code) == ("text-1", "bad_encoding")
    with pytest.raises(isnad.IsnadError):
        engine.explain("\ud800")
    assert isnad.Case(tmp_path / "c.case", engine).add(["\ud800", samples()[0]]).added == 1


def test_other_threads_go_on_while_it_reads(engine: isnad.Engine) -> None:
    text = "\n".join(t.text for t in samples()) * 20
    ticks = 0
    done = threading.Event()

    def read() -> None:
        engine.extract(text)
        done.set()

    worker = threading.Thread(target=read)
    worker.start()
    while not done.is_set():
        ticks += 1
        time.sleep(0.001)
    worker.join()
    assert ticks > 20


def test_texts_are_taken_as_they_come(engine: isnad.Engine) -> None:
    taken = 0

    def many() -> Any:
        nonlocal taken
        for text in samples() * 40:
            taken += 1
            yield text

    first = next(iter(engine.extract_many(many())))
    assert first.ok and taken <= 64


def test_arguments(engine: isnad.Engine) -> None:
    with pytest.raises(ValueError):
        next(engine.extract_many(["x"], threads=0))
    with pytest.raises(isnad.IsnadError) as missing:
        isnad.Engine("/nowhere/isnad.img")
    assert missing.value.code == "not_found" and "/nowhere/isnad.img" in str(missing.value)
    with pytest.raises(ValueError):
        engine.extract("خبر").rows("event")


def test_rows_are_flat(engine: isnad.Engine) -> None:
    for text in samples()[:4]:
        record = engine.extract(text.text, published=text.published)
        for kind in ("events", "claims", "relations", "entities", "times", "quantities"):
            for row in record.rows(kind):
                assert all(isinstance(v, (str, int, float, bool, type(None))) for v in row.values()), row
                assert "document" in row


def test_case_is_what_isnad_read_makes(case: isnad.Case, engine: isnad.Engine, tmp_path: pathlib.Path) -> None:
    # The same texts through the engine alone: as many events.
    events = sum(len(r.events) for r in engine.extract_many(samples()) if isinstance(r, isnad.Record))
    rows = case.events(limit=None)
    assert len(rows) == events and rows.complete
    assert case.digest()["documents"] == len(samples())


def test_pages_of_a_list_are_joined(case: isnad.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = case.events(limit=None)
    monkeypatch.setattr(isnad, "_PAGE", 7)
    assert list(case.events(limit=None)) == list(whole)
    some = case.events(limit=10)
    assert list(some) == list(whole)[:10] and not some.complete


def test_questions(case: isnad.Case) -> None:
    assert all("MLI" in r["actor"] + r["recipient"] for r in case.events(actor="MLI"))
    assert case.conflicts() and case.happenings(single="true") and case.relations() and case.claims(source="RUS")
    assert case.state(at="2025-11", actor="MLI")
    article = case.documents(limit=1)[0]
    assert case.document(article["doc"]["uri"])["record"]["events"]
    with pytest.raises(isnad.IsnadError) as unknown:
        case.document("nobody")
    assert unknown.value.code == "not_found"
    with pytest.raises(isnad.IsnadError) as misspelt:
        case.events(form="2025")
    assert misspelt.value.code == "bad_argument" and "form" in str(misspelt.value)


def test_flat_rows_of_a_case(case: isnad.Case) -> None:
    for row in case.happenings(single="true").flat() + case.events().flat():
        assert all(isinstance(v, (str, int, float, bool, type(None))) for v in row.values()), row


def test_writing_is_seen_and_nothing_is_kept_of_what_fails(engine: isnad.Engine, tmp_path: pathlib.Path) -> None:
    with pytest.raises(isnad.IsnadError) as missing:
        isnad.Case(tmp_path / "none.case", engine).events()
    assert missing.value.code == "not_found" and "none.case" in str(missing.value)
    case = isnad.Case(tmp_path / "grows.case", engine)
    texts = samples()
    assert case.add(texts[:3] + [isnad.Text("", uri="empty")]).refused[0].code == "empty"
    before = len(case.documents())
    assert before == 3
    added = case.add(texts, threads=2)
    assert (added.added, added.there) == (len(texts) - 3, 3)
    assert len(case.documents(limit=None)) == len(texts)  # the open reader sees it
    (tmp_path / "no.case").write_text("no case")
    with pytest.raises(isnad.IsnadError) as other:
        isnad.Case(tmp_path / "no.case", engine).add(texts)
    assert other.value.code == "bad_format"


def test_pandas_takes_rows(case: isnad.Case, engine: isnad.Engine) -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame(case.events(limit=None).flat())
    assert len(table) == len(case.events(limit=None)) and {"type", "actor", "recipient", "date", "confidence"} <= set(table.columns)
    rows = [row for r in engine.extract_many(samples()) if isinstance(r, isnad.Record) for row in r.rows("events")]
    assert pandas.DataFrame(rows).groupby("type").size().sum() == len(table)


def test_one_case_many_threads(case: isnad.Case) -> None:
    wanted, got = list(case.events()), []
    threads = [threading.Thread(target=lambda: got.append(list(case.events()))) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == [wanted] * 8


def test_explain(engine: isnad.Engine) -> None:
    assert "frames/" in engine.explain(samples()[0].text)
    with pytest.raises(isnad.IsnadError):
        engine.explain("خبر", sentence=99)


def test_guide(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/python.md, block by block in one namespace, as a reader would type it."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = (ROOT / "docs/python.md").read_text(encoding="utf-8").split("```python\n")[1:]
    assert len(blocks) >= 8
    for number, block in enumerate(blocks, 1):
        exec(compile(block.split("```")[0], f"docs/python.md block {number}", "exec"), names)
