#!/usr/bin/env python3
"""Writes the pages of this folder: invented articles in the markup of publishing systems, with what must be
read from each beside it. Python 3 standard library only.

usage: make_pages.py           write main/, held/ and held2/
       make_pages.py --check   exit 1 if what is there differs

main/ was used while the rules were written; held/ was written after them and first run before anything was
mended, held2/ after that (docs/ingest-pages.md has the first figures).
"""
import sys

import page_parts
import systems_blogs as blogs
import systems_held as held
import systems_held2 as held2
import systems_news as news
import systems_old as old


def main_pages():
    a = page_parts.load()
    return {
        "wp_classic": blogs.wp_classic(a["water"]),
        "wp_classic_table": blogs.wp_classic(a["market"]),
        "wp_gutenberg": blogs.wp_gutenberg(a["strike"]),
        "wp_gutenberg_table": blogs.wp_gutenberg(a["market"]),
        "wp_amp": blogs.wp_amp(a["arrest"]),
        "wp_newspaper": blogs.wp_newspaper(a["match"]),
        "wp_newspaper_long": blogs.wp_newspaper(a["report"].plus(a["opinion"])),
        "wp_jannah": blogs.wp_jannah(a["court"]),
        "drupal7": blogs.drupal7(a["opinion"]),
        "drupal9": blogs.drupal9(a["report"]),
        "joomla": blogs.joomla(a["minister"]),
        "blogger": blogs.blogger(a["opinion"]),
        "ghost": blogs.ghost(a["space"]),
        "microdata": blogs.microdata(a["water"]),
        "arc": news.arc(a["talks"]),
        "nextjs": news.nextjs(a["vote"]),
        "nextjs_empty": news.nextjs_empty(a["strike"].head(6)),
        "channel_wysiwyg": news.channel_wysiwyg(a["report"]),
        "public_broadcaster": news.public_broadcaster(a["strike"]),
        "public_broadcaster_long": news.public_broadcaster(a["talks"]),
        "channel_bem": news.channel_bem(a["rocket"]),
        "agency_blocks": news.agency_blocks(a["match"]),
        "live_blog": news.live_blog(a["rocket"], [a["flood"], a["minister"], a["arrest"]]),
        "video_empty": news.video_empty(a["match"]),
        "video_described": news.video_described(a["space"]),
        "paywall": news.paywall(a["market"]),
        "gallery": news.gallery(a["flood"]),
        "home_page": news.home_page(None),
        "site_builder": news.site_builder(a["space"]),
        "short_break": news.short_break(a["rocket"]),
        "webforms_agency": old.webforms_agency(a["court"]),
        "forum_vb": old.forum_vb(a["flood"]),
        "table_2005": old.table_2005(a["vote"]),
        "table_iso": old.table_iso(a["arrest"]),
        "latin_label": old.latin_label(a["minister"]),
        "utf16": old.utf16(a["strike"]),
        "utf16_bare": old.utf16_bare(a["water"]),
        "header_charset": old.header_charset(a["vote"]),
        "frames": old.frames(None),
        "print_view": old.print_view(a["talks"]),
        "liferay": old.liferay(a["minister"]),
        "unclosed": old.unclosed(a["court"]),
        "bad_metadata": old.bad_metadata(a["arrest"]),
        "typo3": old.typo3(a["talks"]),
    }


def files():
    for folder, pages in (("main", main_pages()), ("held", held.pages(page_parts.load())),
                          ("held2", held2.pages(page_parts.load()))):
        for name, (page, fields, body) in pages.items():
            raw = page if isinstance(page, bytes) else page.encode("utf-8")
            head = "".join(f"{k}: {v}\n" for k, v in fields.items())
            yield page_parts.HERE / folder / f"{name}.html", raw
            yield page_parts.HERE / folder / f"{name}.expected", (head + "\n" + body + "\n").encode("utf-8")


def main(args):
    check = args == ["--check"]
    wrong = 0
    for path, content in files():
        if check:
            if not path.is_file() or path.read_bytes() != content:
                print(f"{path}: not what make_pages.py writes", file=sys.stderr)
                wrong = 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
