#!/usr/bin/env python3
"""Articles with titles, addresses and names that try to get out of their place, as JSONL."""
import json

TEXTS = ["التقى وزير الخارجية الروسي سيرغي لافروف نظيره المالي عبد الله ديوب في موسكو يوم الخميس.\n"
         "وقال لافروف إن روسيا ستدعم مالي.",
         "نفى وزير الدفاع المالي ساديو كامارا هجوم القوات المالية على قرية في النيجر.",
         "هاجمت القوات المالية قرية في النيجر يوم الأربعاء وقتلت خمسة مدنيين.",
         "هاجمت القوات المالية قرية في النيجر يوم الأربعاء وقتلت تسعة مدنيين."]
TITLES = ["<script>alert(1)</script> & \"quoted\" 'single'",
          "[x](javascript:alert(1)) ![y](https://evil.example/p.png) *a* _b_ `c` | d # e",
          "\u202eمقلوب\u202c \u2066 \u200f www.evil.example https://evil.example a@evil.example",
          "# heading\n- list\u2028---\u0007\u009b31m <img src=x onerror=alert(1)> &lt;b&gt;"]
URLS = ["javascript:alert(1)", "https://news.example/a?b=\"><script>", "https://news.example/plain?a=1&b=2", None]
OUTLETS = ["<b>Outlet</b>", "1. Outlet", "صحيفة *مثال*", "- Outlet [^1]"]
for i, (text, title, url, outlet) in enumerate(zip(TEXTS, TITLES, URLS, OUTLETS)):
    print(json.dumps({"uri": f"articles/{i}](x)<i>", "url": url, "outlet": outlet, "published": "2025-04-04",
                      "title": title, "text": text}, ensure_ascii=False))
