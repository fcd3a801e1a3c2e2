"""Readers of JSON lines: each gives the number of articles and of characters in their texts. Told apart by ISNAD_PEER."""
import json
import os
import sys


def lines(path, parse):
    items = size = 0
    with open(path, "rb") as source:
        for line in source:
            items += 1
            size += len(parse(line)["text"])
    return items, size


def orjson(path):
    import orjson as module
    return lines(path, module.loads)


def pysimdjson(path):
    import simdjson
    parser = simdjson.Parser()
    return lines(path, parser.parse)


def duckdb(path):
    import duckdb as module
    base = module.connect(config={"threads": 1})
    query = "select count(*), sum(length(text)) from read_json(?, format='newline_delimited', columns={'id': 'VARCHAR', 'text': 'VARCHAR'})"
    return base.execute(query, [path]).fetchone()


if __name__ == "__main__":
    items, size = {"orjson": orjson, "pysimdjson": pysimdjson, "duckdb": duckdb}[os.environ["ISNAD_PEER"]](sys.argv[1])
    print(json.dumps({"items": items, "characters": int(size)}))
