"""A second set of pages written after the first held-out pages were mended."""
from page_parts import *


def network_2013(a):
    """A network's Arabic site of about 2013: story area, tools, timestamp, highlights, boxes in the rail."""
    url = "http://arabic.shabaka.example/2013/middle_east/6/15/market/index.html"
    body = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html lang="ar"><head><title>{a.title} - Shabaka.com</title><meta property="og:title" content="{a.title}"/><meta property="og:url" content="{url}"/><meta content="Shabaka" property="og:site_name"/><script src="/x.js"/><script>var s=1;</script></head><body><a name="top_of_page"/><div id="fb-root"/><div id="sh_hdr"><div id="hdr-banner"><h1><span>SH</span><a href="/"><img src="l.gif"/></a></h1></div><div id="hdr-editions"><ul><li>الطبعة: العربية</li><li><a href="/us">U.S.</a></li></ul></div><ul id="intl-menu">{menu()}</ul></div>
<div align="center" id="shContainer"><div class="sh_contentarea"><div class="sh_storyarea"><div class="sh_strybtntools"><a href="#">Tweet</a></div><h1>{a.title}</h1><div class="sh_stryathrtmp"><div class="sh_strytmstmp">الخميس، 15 حزيران/يونيو 2023، آخر تحديث 14:00 (GMT+0400)</div></div>
<div class="sh_strycntntrgt"><div class="sh_stryimg640"><img src="w.jpg"/></div>{render(a)}<div class="sh_strybtmcntnt"><div class="sh_strybtntools"><a href="#">أرسل</a> <a href="#">اطبع</a></div></div></div></div>
<div class="sh_rail"><div class="sh_box"><h4>الأكثر شعبية</h4><ol>{heads(0, 6)}</ol></div><div class="sh_box"><h4>شاركنا رأيك</h4><p>ما رأيك في ارتفاع أسعار القمح؟ اكتب لنا في خانة التعليقات وسننشر أفضل المشاركات في نهاية الأسبوع.</p></div></div></div></div><div id="sh_ftr"><p>© 2013 Shabaka. جميع الحقوق محفوظة</p></div></body></html>"""
    return body, dict(title=a.title, outlet="Shabaka", published=a.date, url=url, lang="ar"), a.body()


def spans_and_brs(a):
    """A local paper's own system: bootstrap columns, text in one div with spans and line breaks."""
    url = "https://www.balad.example/ar/post/1177"
    text = "<br/><br/>".join('<span style="font-size:18px">%s</span>' % esc(t) for k, t in a.blocks)
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title}</title><meta property="og:url" content="{url}"><meta property="og:title" content="{a.title}"><meta property="og:site_name" content="بلد"></head><body><section class="bg-dark"><div class="container"><div class="row"><div class="col-12">{menu('<a class="btn" href="/%d">%s</a>')}</div></div></div></section><div class="container my-4"><div class="row"><div class="col-lg-8"><h1 class="h3 fw-bold">{a.title}</h1><p class="text-muted small"><i class="bi bi-clock"></i> منذ 3 أيام | 22-09-2022</p><img class="img-fluid" src="b.jpg"><small class="d-block text-secondary">المصدر: مواقع التواصل</small><div class="lh-lg fs-5 my-3">{text}</div><div class="d-flex gap-2"><a class="btn btn-sm" href="#">واتساب</a><a class="btn btn-sm" href="#">فيسبوك</a></div><hr><h5>أخبار مشابهة</h5><div class="row">{heads(3, 4, '<div class="col-6"><a href="/%d"><img src="t.jpg"><p>%s</p></a></div>')}</div></div><div class="col-lg-4"><div class="card"><div class="card-header">كلمة العدد</div><div class="card-body"><p class="card-text">{EXCERPTS[0]}</p><p class="card-text">{EXCERPTS[1]}</p></div></div></div></div></div><footer class="py-4"><div class="container">{ABOUT}</div></footer></body></html>"""
    return body, dict(title=a.title, outlet="بلد", published="2022-09-22", url=url, lang="ar"), "\n".join(t for k, t in a.blocks)


def interview(a):
    """Questions in bold, a box of facts, a newsletter, two levels of headings."""
    url = "https://majalla.example/node/55/hiwar"
    q = ["كيف بدأت القصة؟", "وماذا قالت البلدية؟", "ما الذي تتوقعه؟"]
    parts, text = [], []
    for i, (k, t) in enumerate(a.blocks):
        if k == "p" and i % 3 == 1 and q:
            ask = q.pop(0)
            parts.append(f"<p><strong>■ {ask}</strong></p>")
            text.append("■ " + ask)
        parts.append("<h3>%s</h3>" % esc(t) if k == "h" else "<p>%s</p>" % esc(t))
        text.append(t)
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title} | المجلة المتخيلة</title><link rel="canonical" href="{url}">{ld({"@context": "https://schema.org", "@type": "Article", "headline": a.title, "datePublished": a.date, "author": [{"@type": "Person", "name": a.author}], "publisher": {"@type": "Organization", "name": "المجلة المتخيلة"}})}</head><body><div class="site-wrap"><div class="site-head"><nav>{menu('<a href="/%d">%s</a>')}</nav></div><main><div class="story-hero"><h1>{a.title}</h1><p class="dek">حديث طويل عن البيوت والماء والمدرسة، وعن الذين عادوا قبل غيرهم.</p><div class="by">{a.author} - {day_name(a.date)}</div></div><div class="story-grid"><div class="story-col">{"".join(parts)}<div class="nl-box"><h4>نشرة المجلة</h4><p>{NEWSLETTER}</p><form><input type="email"><button>سجل</button></form></div></div><div class="story-rail"><h4>من العدد</h4>{heads(0, 5, '<p><a href="/%d">%s</a></p>')}</div></div></main><footer><p>{ABOUT}</p></footer></div></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="المجلة المتخيلة", published=a.date, url=url, lang="ar"), "\n".join(text)


def long_comments(a):
    """A short article under which readers wrote more than the paper did, in elements without tell-tale names."""
    url = "https://jadal.example/a/9"
    short = a.head(2)
    c = "".join(f'<div class="u-item"><b>{n}</b><div class="u-text"><p>{t}</p><p>{t[::1]} وأضيف أن هذا رأيي منذ سنوات طويلة وقد كتبته هنا مرات كثيرة.</p></div></div>' for n, t in COMMENTS * 3)
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title}</title><link rel="canonical" href="{url}"><meta property="og:site_name" content="جدل"></head><body><nav>{menu('<a href="/%d">%s</a>')}</nav><article><h1>{a.title}</h1><time datetime="{a.date}">{day_name(a.date)}</time>{render(short)}</article><section id="comments-wrapper"><h3>آراء القراء (9)</h3>{c}</section></body></html>"""
    return body, dict(title=a.title, outlet="جدل", published=a.date, url=url, lang="ar"), short.body()


def pages(a):
    return {
        "network_2013": network_2013(a["market"]),
        "spans_and_brs": spans_and_brs(a["opinion"]),
        "interview": interview(a["report"]),
        "long_comments": long_comments(a["minister"]),
    }
