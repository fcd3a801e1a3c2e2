"""dateparser: search_dates in Arabic, counted from the day of publication. Days alone: it knows no periods."""
import datetime

import common


def load():
    from dateparser.search import search_dates
    return search_dates


def read(tool, article):
    today = datetime.datetime.fromisoformat(common.day(article))
    return tool(article["text"], languages=["ar"], settings={"RELATIVE_BASE": today, "PREFER_DATES_FROM": "past"}) or []


def shape(found, article):
    spans = common.locate(article["text"], [text for text, _ in found])
    return [[span[0], span[1], moment.date().isoformat()] for span, (_, moment) in zip(spans, found) if span]


if __name__ == "__main__":
    common.main(load, read, shape)
