#!/usr/bin/env python3
"""Read entities and statements of `isnad export` back with the followthemoney library.

usage: read_ftm.py ENTITIES.json STATEMENTS.csv     (by the Python of build/readers)

Each entity must validate, each value be one that the library keeps as it is, each reference point at an entity of
the right schema that is there; each statement must have the id that the library makes of it, and the statements
together be the entities.
"""
import json
import sys

from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.statement.serialize import read_csv_statements

faults, schemata, references, values = [], {}, [], {}
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        entity = json.loads(line)
        schema = model.get(entity["schema"])
        schema.validate(entity)
        if entity["id"] in schemata:
            faults.append(f"twice: {entity['id']}")
        schemata[entity["id"]] = schema
        cleaned = EntityProxy(schema, entity, cleaned=False)
        for name, given in entity["properties"].items():
            if sorted(cleaned.get(name)) != sorted(given):
                faults.append(f"{schema.name} {name}: {given} is cleaned to {cleaned.get(name)}")
            range_ = schema.get(name).range
            references += [(entity["id"], name, range_, value) for value in given if range_]
        values[entity["id"]] = {(n, v) for n, vs in entity["properties"].items() for v in vs}
for id_, name, range_, value in references:
    if value not in schemata or not schemata[value].is_a(range_):
        faults.append(f"{id_} {name}: {value} is no {range_.name} of the file")
stated = {}
with open(sys.argv[2], "rb") as rows:
    for statement in read_csv_statements(rows):
        if statement.generate_key() != statement.id:
            faults.append(f"id of {statement.to_dict()}")
        told = stated.setdefault(statement.entity_id, set())
        if statement.prop != "id":
            told.add((statement.prop, statement.value))
if stated != values:
    faults.append("the statements are not the entities")
print(len(schemata), "entities", "with" if not faults else "WITHOUT", "as many statements as values")
for fault in faults[:20]:
    print("FAULT", fault)
sys.exit(1 if faults else 0)
