#!/usr/bin/env python3
"""docs/frame.schema.json: the JSON Schema of a frame file (TOML read as JSON).

usage: schema.py                    write it, from the keys below and the tables of data/frames
       schema.py --check COMPILER   is the file as it would be written, has it the keys that
                                    isnad-compile reads, and do all files of data/frames agree with it?
       schema.py --self-test        does the check refuse what it must?

For editors and for readers of frames in other languages; what a schema cannot say (words that the
morphology knows, sentences that show their predicate) isnad-compile --check-frames says. The check
reads the schema itself, as far as it is used here, and asks the package jsonschema too if it is there.
Python 3 standard library only.
"""
import json
import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "docs/frame.schema.json"
KINDS = ["state", "organization", "armed_group", "person", "place", "weapon", "generic"]
PREDICATES = ["verb", "masdar", "noun", "participle", "phrase"]
POSITION = "^(subject|object|object_owner|prep:.+|prep_owner:.+)$"
ACTOR = "^(subject|object|object_owner|speaker|prep:.+|prep_owner:.+)$"


def rows(name):
    lines = (ROOT / "data/frames" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def words(description, **more):
    return {"description": description, "type": "array", "uniqueItems": True, "items": {"$ref": "#/$defs/word"}, **more}


def positions(description, pattern=POSITION):
    return {"description": description, "type": "array", "uniqueItems": True,
            "items": {"type": "string", "pattern": pattern}}


def kinds(description):
    return {"description": description, "type": "array", "uniqueItems": True, "items": {"enum": KINDS}}


def sentences(description):
    return {"description": description, "type": "array", "minItems": 1, "uniqueItems": True,
            "items": {"type": "string", "minLength": 1}}


def schema():
    modes = {}
    for kind, mode in rows("modes.tsv"):
        modes.setdefault(kind, []).append(mode)
    codes = {}
    for code, kind in rows("cameo.tsv"):
        codes.setdefault(kind, []).append(code)
    frame = {
        "description": "What a predicate means and where its participants stand.",
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "type", "mode", "contexts", "cameo", "actor", "recipient", "yes", "no"],
        "anyOf": [{"required": [key]} for key in PREDICATES],
        "allOf": [{"if": {"properties": {"type": {"const": kind}}},
                   "then": {"properties": {"mode": {"enum": ["", *modes.get(kind, [])]},
                                           "cameo": {"enum": codes[kind]}}}} for kind in codes],
        "properties": {
            "id": {"description": "Unique over all files, kebab-case.", "type": "string",
                   "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"},
            "type": {"description": "PLOVER 2.0 type.", "enum": list(codes)},
            "mode": {"description": "PLOVER 2.0 mode of the type, or empty.", "type": "string"},
            "contexts": {"description": "PLOVER 2.0 contexts.", "type": "array", "uniqueItems": True,
                         "items": {"enum": [row[0] for row in rows("contexts.tsv")]}},
            "cameo": {"description": "CAMEO code of the same type.", "type": "string"},
            "gloss": {"description": "The meaning in English.", "type": "string"},
            "verb": words("Finite verbs: perfective, third person masculine singular."),
            "masdar": words("Verbal nouns of the act: indefinite singular."),
            "noun": words("Other nouns that name the act."),
            "participle": words("Participles used as predicate or circumstance."),
            "phrase": words("Fixed predicates of several words."),
            "light": words("Light verbs, with their preposition, that may carry the masdar or noun."),
            "object": {"$ref": "#/$defs/constraint", "description": "What the object must be."},
            "complement": {"$ref": "#/$defs/constraint",
                           "description": "What the phrase after the preposition `prep` must be."},
            "not_object": words("Head lemmas of the object that rule the frame out."),
            "not_complement": words("Head lemmas behind any preposition that rule the frame out."),
            "actor": positions("Where who acts stands, in order of preference.", ACTOR),
            "recipient": positions("Where whom it is done to stands."),
            "place": positions("Where the place stands; fi and bi phrases if absent."),
            "idafa": {"description": "What the genitive after a masdar is.", "enum": ["subject", "subject_or_goal", "object"]},
            "require": {"description": "Sides that the act has: what lacks one is less sure; what lacks both is none.", "type": "array",
                        "uniqueItems": True, "items": {"enum": ["actor", "recipient", "any"]}},
            "actor_kind": kinds("Kinds of entities that may act."),
            "recipient_kind": kinds("Kinds of entities that it may be done to."),
            "symmetric": {"description": "A plural subject is split over both sides.", "type": "boolean"},
            "statement": {"description": "The act is done by speaking.", "type": "boolean"},
            "coup": {"description": "A seizure of power: the recipient is the state.", "type": "boolean"},
            "in_name": {"description": "Only names that begin with the noun are meant.", "type": "boolean"},
            "stateless": {"description": "No state is its actor unless the words name it there.", "type": "boolean"},
            "negated": {"description": "Fires only where the predicate is negated.", "type": "boolean"},
            "confidence": {"description": "Share of its readings in political news that are this act, as judged; 0.7 if absent.",
                           "type": "number", "minimum": 0.3, "maximum": 1},
            "yes": sentences("Sentences where the frame must fire."),
            "no": sentences("Sentences with the same word where it must not."),
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A frame file of isnad (docs/frames.md), TOML read as JSON",
        "type": "object",
        "additionalProperties": False,
        "required": ["frame"],
        "properties": {"frame": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/frame"}}},
        "$defs": {
            "word": {"description": "Arabic letters without diacritics, single spaces between words.",
                     "type": "string", "pattern": "^[\u0621-\u063a\u0641-\u064a]+( [\u0621-\u063a\u0641-\u064a]+)*$"},
            "constraint": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "prep": {"description": "Preposition of a complement.", "type": "string"},
                    "head": words("Head lemmas, one of which it must have; absent: any."),
                    "required": {"description": "Without it the frame does not fire.", "type": "boolean"},
                },
            },
            "frame": frame,
        },
    }


def text_of(value):
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "number": (int, float)}


def faults(value, rule, whole, where=""):
    """What is wrong with a value, by the keywords of JSON Schema that this schema uses."""
    if "$ref" in rule:
        yield from faults(value, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole, where)
    kind = rule.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or kind == "number" and isinstance(value, bool)):
        yield f"{where}: not of type {kind}"
        return
    if "const" in rule and value != rule["const"]:
        yield f"{where}: not {rule['const']!r}"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{where}: {value!r} is none of the values"
    if isinstance(value, str):
        if "pattern" in rule and not re.search(rule["pattern"], value):
            yield f"{where}: {value!r} does not match"
        if len(value) < rule.get("minLength", 0):
            yield f"{where}: too short"
    if isinstance(value, (int, float)) and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        yield f"{where}: out of range"
    if isinstance(value, list):
        if len(value) < rule.get("minItems", 0):
            yield f"{where}: too few items"
        if rule.get("uniqueItems") and len(set(map(json.dumps, value))) < len(value):
            yield f"{where}: an item twice"
        for i, item in enumerate(value):
            yield from faults(item, rule.get("items", {}), whole, f"{where}[{i}]")
    if isinstance(value, dict):
        for key in rule.get("required", []):
            if key not in value:
                yield f"{where}: no {key}"
        for key, item in value.items():
            if key in rule.get("properties", {}):
                yield from faults(item, rule["properties"][key], whole, f"{where}.{key}")
            elif rule.get("additionalProperties", True) is False:
                yield f"{where}: unknown key {key}"
    if "anyOf" in rule and all(any(faults(value, one, whole)) for one in rule["anyOf"]):
        yield f"{where}: none of the alternatives"
    for one in rule.get("allOf", []):
        if not any(faults(value, one["if"], whole)):
            yield from faults(value, one["then"], whole, where)


def check(compiler):
    wrong = []
    made = schema()
    if SCHEMA.read_text(encoding="utf-8") != text_of(made):
        wrong.append(f"{SCHEMA.relative_to(ROOT)} is not what tools/frames/schema.py writes: run it")
    read = subprocess.run([compiler, "--frame-keys"], capture_output=True, text=True, check=True).stdout
    mine = {"frame": made["$defs"]["frame"], "constraint": made["$defs"]["constraint"]}
    names = {"string": ("string", None), "list": ("array",), "number": ("number",),
             "true or false": ("boolean",), "table": (None,)}
    seen = {of: set() for of in mine}
    for of, key, kind, needed in (line.split("\t") for line in read.splitlines()):
        seen[of].add(key)
        rule = mine[of]["properties"].get(key)
        if rule is None or rule.get("type") not in names[kind]:
            wrong.append(f"{key} of a {of}: the compiler reads a {kind}, the schema says {rule}")
        if (needed == "required") != (key in mine[of].get("required", [])):
            wrong.append(f"{key} of a {of} is {needed} for the compiler, but not in the schema")
    for of, rule in mine.items():
        wrong += [f"{key} of a {of}: the compiler does not read it" for key in set(rule["properties"]) - seen[of]]
    try:
        import jsonschema
        validator = jsonschema.Draft202012Validator(made)
        validator.check_schema(made)
    except ImportError:
        validator = None
    frames = 0
    for path in sorted((ROOT / "data/frames").glob("*.toml")):
        value = tomllib.loads(path.read_text(encoding="utf-8"))
        frames += len(value["frame"])
        wrong += [f"{path.name}{fault}" for fault in faults(value, made, made)]
        if validator:
            wrong += [f"{path.name} {list(f.absolute_path)}: {f.message[:200]}" for f in validator.iter_errors(value)]
    print("\n".join(wrong + [f"schema: {frames} frames, {len(wrong)} faults"
                             + ("" if validator else "; no package jsonschema, read by its own check alone")]))
    return 1 if wrong else 0


def self_test():
    made = schema()
    good = {"id": "a-b", "type": "CONSULT", "mode": "visit", "contexts": [], "cameo": "042", "verb": ["زار"],
            "actor": ["subject"], "recipient": ["prep:في"], "yes": ["زار"], "no": ["زار"]}
    bad = [{"id": "A"}, {"type": "VISIT"}, {"mode": "troops"}, {"cameo": "190"}, {"contexts": ["x"]},
           {"verb": []} | {"colour": 1}, {"verb": ["زَار"]}, {"verb": ["زار", "زار"]}, {"verb": None}, {"yes": []},
           {"no": None}, {"actor": ["prep"]}, {"confidence": 0.1}, {"confidence": True}, {"symmetric": "yes"},
           {"object": {"heads": []}}, {"actor_kind": ["people"]},
           {"idafa": "x"}, {"require": ["both"]}, {"light": "قام"}]
    failed = list(faults({"frame": [good]}, made, made))
    for change in bad:
        frame = {k: v for k, v in (good | change).items() if v is not None}
        if not any(faults({"frame": [frame]}, made, made)):
            failed.append(f"accepted: {change}")
    print("\n".join(failed + [f"self-test: {len(bad) + 1} frames, {len(failed)} judged wrongly"]))
    return 1 if failed else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if sys.argv[1:2] == ["--check"] and len(sys.argv) == 3:
        return check(sys.argv[2])
    if len(sys.argv) > 1:
        print(__doc__, file=sys.stderr)
        return 2
    SCHEMA.write_text(text_of(schema()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
