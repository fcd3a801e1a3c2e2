"""Pages of old and public sites: tables, forms, forums, frames, prints; other charsets."""
from page_parts import *


def webforms_agency(a):
    """ASP.NET: the whole page is one form, the text one span with line breaks."""
    url = "https://www.wkala-rasmiya.example/ar/story.aspx?id=71"
    text = "<br /><br />".join(esc(t) if k != "row" else esc(" ".join(t)) for k, t in a.blocks)
    body = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="rtl"><head id="Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	الوكالة الرسمية / {a.title}
</title><meta http-equiv="Content-Language" content="ar-sa" /></head><body>
<form method="post" action="story.aspx?id=71" id="aspnetForm"><div><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{"dDwtMTA4MzE0MjEwNTs7Pg" * 60}" /></div>
<div id="ctl00_header"><table width="100%"><tr><td><a href="default.aspx">الرئيسية</a></td><td><a href="local.aspx">محليات</a></td><td><a href="int.aspx">دوليات</a></td></tr></table></div>
<div class="newsDetails"><div class="divNewsDetailsTitle"><h1><span id="ctl00_lblTitle">{a.title}</span></h1></div><div class="divDate"><span id="ctl00_lblDate">{day_name(a.date)}</span></div>
<div class="NewsText"><span id="ctl00_lblBody">السهل الكبير - الوكالة<br />{text}<br />// انتهى //</span></div>
<div class="rate"><span>قيم الخبر</span><a href="#">1</a><a href="#">2</a></div></div>
<div id="ctl00_left"><table><tr><td><b>أخبار أخرى</b></td></tr>{heads(0, 8, '<tr><td><a href="story.aspx?id=%d">%s</a></td></tr>')}</table></div>
<div id="ctl00_footer">جميع الحقوق محفوظة للوكالة الرسمية</div></form></body></html>"""
    return body, dict(title=a.title, outlet="الوكالة الرسمية", published=a.date, url=url, lang="ar", **{"from": url}), "السهل الكبير - الوكالة\n" + "\n".join(t if k != "row" else " ".join(t) for k, t in a.blocks) + "\n// انتهى //"


def forum_vb(a):
    url = "http://montada.example/showthread.php?t=3020"
    def post(n, user, text, quote=""):
        return f"""<div align="center"><div class="page" style="width:100%"><div style="padding:0px 25px"><div id="edit{n}" style="padding:0px 0px 6px 0px"><table id="post{n}" class="tborder" cellpadding="6" cellspacing="1" border="0" width="100%" align="center"><tr><td class="thead" style="font-weight:normal"><div class="normal" style="float:right">#<a href="#post{n}"><strong>{n}</strong></a></div><div class="normal">02-06-2010, 11:2{n} PM</div></td></tr>
<tr><td class="alt2"><table cellpadding="0" width="100%"><tr><td nowrap="nowrap"><div id="postmenu_{n}"><a class="bigusername" href="member.php?u={n}">{user}</a></div><div class="smallfont">عضو نشيط</div></td><td valign="top" nowrap="nowrap"><div class="smallfont"><div>تاريخ التسجيل: Feb 2008</div><div>المشاركات: 1,204</div></div></td></tr></table></td></tr>
<tr><td class="alt1" id="td_post_{n}"><div class="smallfont"><strong>{a.title}</strong></div><hr size="1" /><div id="post_message_{n}">{quote}{text}</div><div>__________________<br />من جد وجد ومن زرع حصد، وخير الكلام ما قل ودل في كل زمان ومكان.</div></td></tr></table></div></div></div></div>"""
    text = "<br />\n<br />\n".join('<font size="4">%s</font>' % esc(t) for k, t in a.blocks)
    body = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html dir="rtl" lang="ar"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256" /><meta name="generator" content="vBulletin 3.8.4" /><title>{a.title} - منتديات السهل</title></head><body>
<a name="top"></a><table border="0" width="100%"><tr><td><a href="index.php">منتديات السهل</a></td></tr></table>
<div class="page"><table class="tborder"><tr><td class="alt1"><table><tr><td width="100%"><div class="navbar"><a href="index.php">منتديات السهل</a> &gt; <a href="f.php">منتدى الأخبار</a></div><div class="navbar"><strong>{a.title}</strong></div></td></tr></table></td></tr></table></div>
<div id="posts">{post(1, "أبو فهد", text)}{post(2, "نسيم", "شكرا لك أخي الكريم على نقل الخبر، بارك الله فيك وننتظر جديدك دائما في هذا المنتدى.")}{post(3, "ساكن الوادي", "كنت هناك يوم السيل، والوضع كان صعبا جدا، ولم يصل أحد إلينا إلا بعد العصر بساعة تقريبا.", '<div style="margin:20px"><div class="smallfont">اقتباس:</div><table><tr><td class="alt2">المشاركة الأصلية كتبت بواسطة أبو فهد</td></tr></table></div>')}</div>
<div class="smallfont" align="center">الساعة الآن 04:11 AM.</div><div class="smallfont" align="center">Powered by vBulletin® Version 3.8.4</div></body></html>"""
    return body.encode("cp1256", "xmlcharrefreplace"), dict(title=a.title, outlet="منتديات السهل", published="2010-06-02", url=url, lang="ar", **{"from": url}), a.body()


def table_2005(a):
    """Nested tables, font tags, no class names; windows-1256."""
    text = "".join('<p align="justify" dir="rtl"><font face="Simplified Arabic" size="4">%s</font>' % esc(t if k != "row" else " ".join(t)) for k, t in a.blocks)
    body = f"""<html><head><meta http-equiv="Content-Language" content="ar-sa"><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><meta name="GENERATOR" content="Microsoft FrontPage 5.0"><title>{a.title}</title></head>
<body topmargin="0" leftmargin="0" bgcolor="#FFFFFF"><div align="center"><center><table border="0" cellpadding="0" cellspacing="0" width="770"><tr><td width="100%" colspan="3"><img border="0" src="images/top.gif" width="770" height="90"></td></tr>
<tr><td width="120" valign="top" bgcolor="#E0E0E0"><table border="0" width="100%"><tr><td><a href="index.htm">الصفحة الأولى</a></td></tr><tr><td><a href="loc.htm">محليات</a></td></tr><tr><td><a href="eco.htm">اقتصاد</a></td></tr><tr><td><a href="spo.htm">رياضة</a></td></tr><tr><td><a href="arch.htm">أرشيف</a></td></tr></table></td>
<td width="500" valign="top"><table border="0" width="100%" cellpadding="8"><tr><td><p align="center"><b><font size="5" color="#000080">{a.title}</font></b></p><p align="left"><font size="2">{day_name(a.date)}</font></p>{text}</td></tr></table></td>
<td width="150" valign="top"><table border="1" width="100%"><tr><td bgcolor="#000080"><font color="#FFFFFF">عناوين</font></td></tr>{heads(0, 7, '<tr><td><font size="2"><a href="n%d.htm">%s</a></font></td></tr>')}</table></td></tr>
<tr><td colspan="3" align="center"><font size="1">جميع الحقوق محفوظة لجريدة الأفق 2005</font></td></tr></table></center></div></body></html>"""
    return body.encode("cp1256"), dict(title=a.title, published=a.date, lang="ar"), "\n".join(t if k != "row" else " ".join(t) for k, t in a.blocks)


def table_iso(a):
    """ISO-8859-6 without a word about it; br br between paragraphs; upper case tags."""
    text = "<BR><BR>\n".join(esc(t if k != "row" else " ".join(t)) for k, t in a.blocks)
    body = f"""<HTML DIR=RTL><HEAD><TITLE>{a.title}</TITLE></HEAD><BODY BGCOLOR=white><CENTER><H2>{a.title}</H2></CENTER><HR>
<TABLE WIDTH=95% ALIGN=CENTER><TR><TD ALIGN=RIGHT>{text}</TD></TR></TABLE><HR><CENTER><A HREF=index.html>الصفحة الرئيسية</A> | <A HREF=archive.html>الأرشيف</A></CENTER></BODY></HTML>"""
    return body.encode("iso8859-6"), dict(title=a.title), "\n".join(t if k != "row" else " ".join(t) for k, t in a.blocks)


def latin_label(a):
    """windows-1256 that says it is iso-8859-1, as servers did for years."""
    text = "".join("<p>%s</p>\n" % esc(t if k != "row" else " ".join(t)) for k, t in a.blocks)
    body = f"""<html dir=rtl><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>{a.title}</title></head><body><table width=700><tr><td class=storytitle><b>{a.title}</b></td></tr><tr><td class=storydate>{a.date.replace("-", "/")}</td></tr><tr><td class=storycontent>{text}</td></tr><tr><td><a href="modules.php?name=News&file=print&sid=12">صفحة للطباعة</a> <a href="modules.php?name=News&file=friend&sid=12">أرسل هذا المقال لصديق</a></td></tr></table></body></html>"""
    return body.encode("cp1256"), dict(title=a.title, published=a.date), "\n".join(t if k != "row" else " ".join(t) for k, t in a.blocks)


def utf16(a):
    body, fields, text = print_view(a)
    return b"\xff\xfe" + body.replace('charset=utf-8', 'charset=utf-16').encode("utf-16-le"), fields, text


def utf16_bare(a):
    body, fields, text = print_view(a)
    return body.replace('charset=utf-8', 'charset=utf-16').encode("utf-16-be"), fields, text


def header_charset(a):
    """Only the header of the answer says which charset it is."""
    text = "".join("<p>%s</p>\n" % esc(t if k != "row" else " ".join(t)) for k, t in a.blocks)
    body = f"<html dir=rtl lang=ar><head><title>{a.title} - بوابة الضباب</title></head><body><div id=nav><a href=/>الرئيسية</a> <a href=/a>أخبار</a></div><div id=story><h1>{a.title}</h1><div class=date>{day_name(a.date)}</div>{text}</div><div id=more>{heads(0, 6)}</div></body></html>"
    return body.encode("cp1256"), dict(title=a.title, outlet="بوابة الضباب", published=a.date, lang="ar", charset="windows-1256"), "\n".join(t if k != "row" else " ".join(t) for k, t in a.blocks)


def frames(_):
    return ('<html><head><title>جريدة الأفق</title></head><frameset cols="150,*"><frame src="menu.htm" name="m"><frame src="main.htm" name="main">'
            '<noframes><body><p>متصفحك لا يدعم الأطر، ننصحك بتحديثه حتى تتمكن من قراءة الجريدة كاملة كما ينبغي.</p></body></noframes></frameset></html>'), dict(error="empty"), ""


def print_view(a):
    text = render(a, links=False)
    body = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="robots" content="noindex"><title>{a.title}</title></head><body onload="window.print()"><div class="print-logo"><img src="logo.gif"></div>
<h1>{a.title}</h1><div>تاريخ النشر: {arabic_digits(day_name(a.date))}</div><hr>{text}<hr><div>رابط المقال: http://www.example.net/news/{a.id}.html</div><div>جميع الحقوق محفوظة</div></body></html>"""
    return body, dict(title=a.title, published=a.date, lang="ar"), a.body()


def liferay(a):
    url = "https://www.wizara.gov.example/web/ar/-/news-31"
    body = f"""<!DOCTYPE html><html class="rtl" dir="rtl" lang="ar-SA"><head><title>{a.title} - وزارة الخدمات</title><meta content="text/html; charset=UTF-8" http-equiv="content-type" /><link href="{url}" rel="canonical" /></head><body class="rtl controls-visible signed-out public-page site"><nav class="quick-access-nav" id="q"><h1 class="hide-accessible">التنقل</h1><ul><li><a href="#main-content">تخطي إلى المحتوى</a></li></ul></nav>
<div id="wrapper"><header id="banner" role="banner"><div id="heading"><span class="site-name">وزارة الخدمات</span></div><nav class="sort-pages modify-pages" id="navigation" role="navigation"><ul aria-label="صفحات الموقع" role="menubar">{menu()}</ul></nav></header>
<section id="content"><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid"><div class="portlet-column span8" id="column-1"><div class="portlet-dropzone"><div class="portlet-boundary portlet-asset-publisher"><section class="portlet"><div class="portlet-content"><div class="asset-full-content default-asset-publisher"><h3 class="header-title"><span>{a.title}</span></h3>
<div class="asset-content" id="p_a"><div class="journal-content-article"><div class="news-date">{arabic_digits("30/09/2022")}</div><div class="news-img"><img src="w.jpg" alt=""/></div><div class="news-txt">{render(a, p='<p style="text-align: justify;"><span style="font-size:16px;">%s</span></p>')}</div></div>
<div class="taglib-social-bookmarks"><ul class="list-unstyled"><li><a href="#">Twitter</a></li></ul></div><div class="taglib-ratings stars"><div>متوسط (0 أصوات)</div></div></div></div></div></section></div></div></div>
<div class="portlet-column span4" id="column-2"><div class="portlet-boundary"><h2>الخدمات الإلكترونية</h2><ul>{heads(5, 6)}</ul></div></div></div></div></section><footer id="footer" role="contentinfo"><p>جميع الحقوق محفوظة لوزارة الخدمات 2022</p></footer></div></body></html>"""
    return body, dict(title=a.title, outlet="وزارة الخدمات", published=a.date, url=url, lang="ar"), a.body()


def unclosed(a):
    """Nothing is closed, two bodies, a stray quote."""
    text = "\n".join("<p><b><font color=black>%s" % esc(t if k != "row" else " ".join(t)) for k, t in a.blocks)
    body = f"""<html lang=ar><head><title>{a.title}<meta charset=utf-8><title>{a.title}</title><body dir=rtl><div id=top><ul><li><a href=/>الرئيسية<li><a href=/n>أخبار</ul><body bgcolor=white><div id=main><center><h1>{a.title}</center><img src=x.jpg alt="صورة"">
{text}
<div class=related><h3>مواضيع ذات صلة<ul>{heads(0, 5, "<li><a href=/%d>%s")}"""
    return body, dict(title=a.title, lang="ar"), "\n".join(t if k != "row" else " ".join(t) for k, t in a.blocks)


def bad_metadata(a):
    """Dates that cannot be, controls in the title, an author that is an address."""
    body = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>\u202e{a.title}\u202c\u0007</title><meta property="og:title" content="\u202e{a.title}\u202c"><meta property="og:site_name" content="موقع\u2066 الخبر\u2069"><meta property="article:published_time" content="0000-00-00T00:00:00Z"><meta name="date" content="9999-12-31"><meta property="article:author" content="https://www.facebook.example/page"><link rel="canonical" href="javascript:alert(1)">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": </script></head><body><nav><ul>{menu()}</ul></nav><article><h1>\u202e{a.title}\u202c</h1>{render(a)}</article></body></html>"""
    return body, dict(title=a.title, outlet="موقع الخبر", lang="ar"), a.body()


def typo3(a):
    url = "https://www.hilal.example/ar/press/item/88"
    body = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><meta name="generator" content="TYPO3 CMS"><title>{a.title} | جمعية الهلال</title><link rel="canonical" href="{url}"/></head><body id="p88" class="page-88 pagelevel-3"><div id="page-wrapper"><div class="navbar navbar-default"><ul class="nav navbar-nav">{menu()}</ul></div><div class="breadcrumb-section"><ol class="breadcrumb"><li><a href="/">الرئيسية</a></li><li class="active">{a.title}</li></ol></div>
<section class="section section-default"><div class="container"><div id="c211" class="frame frame-default frame-type-list"><div class="news news-single"><div class="article" itemscope="itemscope" itemtype="http://schema.org/Article"><div class="header"><h1 itemprop="headline">{a.title}</h1></div><div class="extra"><span class="news-list-date"><time itemprop="datePublished" datetime="{a.date}">{a.date[8:]}.{a.date[5:7]}.{a.date[:4]}</time></span></div><div class="teaser-text" itemprop="description"><p>{a.blocks[0][1]}</p></div>
<div class="news-img-wrap"><div class="mediaelement mediaelement-image"><img src="f.jpg"/></div><p class="news-img-caption">فرق الإنقاذ عند الجسر</p></div><div class="news-text-wrap" itemprop="articleBody">{render(a.tail(1))}</div><div class="news-backlink-wrap"><a href="/ar/press">رجوع</a></div></div></div></div></div></section><footer class="page-footer"><p>{ABOUT}</p></footer></div></body></html>"""
    return body, dict(title=a.title, outlet="جمعية الهلال", published=a.date, url=url, lang="ar"), a.tail(1).body()
