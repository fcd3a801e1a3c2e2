#!/usr/bin/env python3
"""Check lines of extract output (standard input) against docs/record.schema.json.

usage: validate.py SCHEMA.json < RECORDS.ndjson

Prints each fault and the number of lines; without the jsonschema package only that it was skipped.
"""
import json
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: no jsonschema")
    sys.exit(0)

with open(sys.argv[1], encoding="utf-8") as f:
    schema = json.load(f)
jsonschema.Draft202012Validator.check_schema(schema)
lines = 0
for line in sys.stdin:
    lines += 1
    record = json.loads(line)
    kind = "failure" if "error" in record else "record"
    validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})
    for fault in validator.iter_errors(record):
        print(record["doc"]["uri"], list(fault.absolute_path), fault.message[:200])
print(f"{lines} lines checked")
