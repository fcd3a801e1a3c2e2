"""Readers of WARC files in Python: every record with its block read. Told apart by ISNAD_PEER."""
import json
import os
import sys


def fastwarc(path):
    from fastwarc.warc import ArchiveIterator
    records = size = 0
    for record in ArchiveIterator(path, parse_http=False):
        records += 1
        size += len(record.reader.read())
    return records, size


def warcio(path):
    from warcio.archiveiterator import ArchiveIterator
    records = size = 0
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, no_record_parse=True):
            records += 1
            size += len(record.raw_stream.read())
    return records, size


if __name__ == "__main__":
    items, size = {"fastwarc": fastwarc, "warcio": warcio}[os.environ["ISNAD_PEER"]](sys.argv[1])
    print(json.dumps({"items": items, "bytes": size}))
