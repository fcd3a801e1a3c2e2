"""Pages written after the rules, in the markup of systems that were not looked at before."""
from page_parts import *


def squarespace(a):
    url = "https://rasif.example/journal/court"
    body = f"""<!doctype html><html xmlns:og="http://opengraphprotocol.org/schema/" lang="ar-SY" class="touch-styles"><head><meta charset="utf-8"/><base href=""><title>{a.title} &mdash; رصيف</title><link rel="canonical" href="{url}"/><meta property="og:site_name" content="رصيف"/><meta property="og:title" content="{a.title} &mdash; رصيف"/><meta itemprop="datePublished" content="{a.date}T09:00:00+0000"/><meta itemprop="headline" content="{a.title}"/><meta itemprop="author" content="أسماء نور"/></head>
<body id="item-1" class="page-borders-none tweak-product-badge-style"><div class="Site"><div class="Site-inner Site-inner--index" data-controller="SiteLoader"><header class="Header Header--top"><div class="Header-inner"><div class="Header-branding"><a href="/">رصيف</a></div><nav class="Header-nav Header-nav--primary"><div class="Header-nav-inner">{menu('<a href="/%d" class="Header-nav-item">%s</a>')}</div></nav></div></header>
<div class="Content-outer"><main class="Main Main--blog-item"><section class="Main-content" data-content-field="main-content"><article class="BlogItem hentry author-x post-type-text"><div class="BlogItem-meta"><time class="Blog-meta-item Blog-meta-item--date" datetime="{a.date}">{day_name(a.date)}</time><a class="Blog-meta-item Blog-meta-item--author" href="?author=1">أسماء نور</a></div><h1 class="BlogItem-title" data-content-field="title">{a.title}</h1>
<div class="sqs-layout sqs-grid-12 columns-12" data-layout-label="Post Body"><div class="row sqs-row"><div class="col sqs-col-12 span-12"><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content">{render(a.head(2))}</div></div>
<div class="sqs-block image-block sqs-block-image"><div class="sqs-block-content"><div class="image-block-outer-wrapper"><figure class="sqs-block-image-figure"><img data-src="x.jpg"/><figcaption class="image-caption-wrapper"><div class="image-caption"><p>واجهة قصر العدل في المدينة</p></div></figcaption></figure></div></div></div>
<div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content">{render(a.tail(2))}</div></div><div class="sqs-block newsletter-block sqs-block-newsletter"><div class="sqs-block-content"><div class="newsletter-form-wrapper"><form class="newsletter-form"><header class="newsletter-form-header"><h2>نشرتنا</h2><div class="newsletter-form-header-description"><p>{NEWSLETTER}</p></div></header></form></div></div></div></div></div></div>
<div class="BlogItem-tags"><a href="/t">قضاء</a></div><div class="BlogItem-share"></div></article><nav class="BlogItem-pagination"><a href="/p" class="BlogItem-pagination-link"><h2 class="BlogItem-pagination-title">{HEADS[1]}</h2></a></nav></section></main></div>
<footer class="Footer"><div class="Footer-inner"><div class="sqs-block-content"><p>{ABOUT}</p></div></div></footer></div></div></body></html>"""
    return body, dict(title=a.title, author="أسماء نور", outlet="رصيف", published=a.date, url=url, lang="ar"), a.body()


def agency_detay(a):
    """In the style of a Turkish agency's Arabic pages."""
    url = "https://www.ajans.example/ar/dunya/strike/3521"
    first = "".join("<p>%s</p>" % esc(t) if k == "p" else "<p><strong>%s</strong></p>" % esc(t) if k == "h" else "<p>- %s</p>" % esc(t) for k, t in a.blocks)
    text = "\n".join("- " + t if k == "li" else t for k, t in a.blocks)
    spot = "النقابة تمهل الإدارة حتى نهاية الشهر لتوقيع الاتفاق النهائي"
    body = f"""<!DOCTYPE html><html lang="ar"><head><title>{a.title}</title><meta name="description" content="{spot}"><meta name="datePublished" content="{a.date}T20:51:03+03:00"/><meta name="url" content="{url}"/><meta property="og:url" content="{url}"/><meta property="og:site_name" content="Ajans"/></head><body><div class="container-fluid"><nav class="navbar navbar-expand-lg"><ul class="navbar-nav">{menu()}</ul></nav>
<div class="detay-bg"><div class="container"><div class="row"><div class="col-md-8"><div class="detay-spot-category"><a href="/ar/dunya">دولي</a><h1>{a.title}</h1><h4>{spot}</h4></div><div class="detay-foto-editor"><span class="editor">Murad Saleh</span> <span class="tarih">18.03.2025 - محدث : 18.03.2025</span></div><div class="detay-paylas"><ul><li><a href="#">Facebook</a></li><li><a href="#">X</a></li></ul></div><img class="detay-buyukFoto" src="s.jpg"/>
<div class="detay-icerik"><h6 style="color:#0F2D5E">واحة الريم / مراد بن صالح / الأناضول المتخيلة</h6><div>{first}</div><div class="detay-uyari"><p style="font-size:11px">الأخبار المنشورة على الصفحة الرسمية للوكالة هي اختصار لجزء من الأخبار التي تعرض للمشتركين عبر نظام تدفق الأخبار. من أجل الاشتراك يرجى الاتصال بالرابط التالي.</p></div><div class="detay-etiket"><b>المواضيع ذات الصلة</b> <a href="/t" class="btn">السكك</a> <a href="/t" class="btn">إضراب</a></div></div></div>
<div class="col-md-4"><div class="manset-yan"><h5>الأخبار ذات الصلة</h5>{heads(2, 6, '<div class="konu-haber"><a href="/%d"><span>%s</span></a></div>')}</div></div></div></div></div></div></body></html>"""
    return body, dict(title=a.title, outlet="Ajans", published=a.date, url=url, lang="ar"), text


def atomic_css(a):
    """In the style of a French international channel."""
    url = "https://www.qanat24.example/ar/vote"
    chapo = "أغلقت الصناديق وسط عزوف لافت للشباب، والنتائج النهائية تنتظر الطعون."
    data = [{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "الشرق"}]},
            {"@context": "https://schema.org", "@type": "NewsArticle", "@id": url, "headline": a.title, "author": [{"@type": "Person", "name": "قناة 24"}], "publisher": {"@type": "Organization", "name": "قناة 24"}, "datePublished": a.date + "T20:02:13+02:00", "dateModified": a.date + "T22:02:13+02:00", "description": chapo}]
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title}</title><link rel="canonical" href="{url}"/>{ld(data)}</head><body class="rtl"><header class="o-site-header"><nav class="m-main-nav"><ul class="m-main-nav__list">{menu()}</ul></nav></header><div class="o-breaking-news-bar"><p class="o-breaking-news-bar__text">{HEADS[1]}</p></div>
<div class="o-layout-content"><main class="o-layout-content__main"><article class="t-content t-content--article" data-article-content><div class="t-content__header"><a class="a-tag" href="/o">انتخابات</a><h1 class="t-content__title a-page-title">{a.title}</h1><div class="t-content__dates"><p class="m-pub-dates"><span class="m-pub-dates__date">نشرت في: <time datetime="{a.date}T20:02:13+02:00" pubdate="pubdate">26/05/2024 - 20:02</time></span></p></div><p class="t-content__chapo">{chapo}</p></div>
<div class="t-content__main-media"><figure class="m-figure"><img src="v.jpg"/><figcaption class="m-figure__caption"><span class="a-media-legend">مركز اقتراع في حي المطار</span> <span class="a-media-credits">© قناة 24</span></figcaption></figure></div><div class="t-content__authors"><div class="m-from-author"><span>نص:</span> <a class="m-from-author__name" href="/a">{a.author}</a></div></div><div class="m-reading-time"><span>4 دقائق</span></div>
<div class="t-content__body u-clearfix">{render(a, inserts={2: '<div class="m-em-ad"><div class="m-em-ad__label">إعلان</div></div>', 4: '<p><strong>للمزيد - <a href="/x">%s</a></strong></p>' % HEADS[5], 6: '<div class="m-em-image"><img src="y.jpg"><span class="m-em-image__caption">ناخبة تدلي بصوتها © قناة 24</span></div>'})}<p><em>قناة 24 / وكالات</em></p></div>
<div class="o-self-promo o-self-promo--newsletter"><p class="a-self-promo__title">الرسالة الإخبارية</p><p>{NEWSLETTER}</p></div><div class="t-content__tags"><ul class="m-tags-list"><li><a href="/t">بلديات</a></li></ul></div></article></main><aside class="o-layout-content__aside">{heads(3, 7, '<div class="m-item-list-article"><a href="/%d"><p class="article__title">%s</p></a></div>')}</aside></div><footer class="o-footer"><p>© 2024 قناة 24. قناة 24 ليست مسؤولة عن محتوى المواقع الخارجية.</p></footer></body></html>"""
    return body, dict(title=a.title, author="قناة 24", outlet="قناة 24", published=a.date, url=url, lang="ar"), a.body() + "\nقناة 24 / وكالات"


def angular(a):
    """In the style of a Gulf channel: custom elements, boxes between the paragraphs."""
    url = "https://www.sama.example/world/1722001-talks"
    half = len(a.blocks) // 2
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title} | سماء نيوز</title><meta property="og:title" content="{a.title} | سماء نيوز"><meta property="og:site_name" content="سماء نيوز"><meta property="og:url" content="{url}"><meta property="article:published_time" content="{a.date}T14:33:00Z"></head><body><sna-root ng-version="12.2"><sna-header><div class="main-nav">{menu('<sna-nav-item><a href="/%d">%s</a></sna-nav-item>')}</div></sna-header>
<sna-article><div class="article-container"><div class="heading-cont"><h1 class="sna_content_heading">{a.title}</h1><div class="article-time"><span class="article-time-now">27 يناير 2025 - 18:33 بتوقيت أبوظبي</span></div></div><div class="image-cont"><img src="t.jpg"><div class="image_caption">لقطة من الجولة الماضية</div></div><div class="by-line"><span>سماء نيوز - القنطرة</span></div>
<div class="article-body-cont"><div id="firstBodyDiv" class="article-body p-rich_text">{render(a.head(half))}</div>
<sna-inline-video><div class="inline-container"><span class="inline-title">محادثات القنطرة.. أسئلة وأجوبة</span></div></sna-inline-video>
<div class="relatedContainer"><div class="related-title">أخبار ذات صلة</div>{heads(4, 2, '<div class="related-item"><a href="/%d"><h3>%s</h3></a></div>')}</div>
<div id="secondBodyDiv" class="article-body p-rich_text">{render(a.tail(half))}</div></div>
<div class="article-tags"><a href="/t">نهر السرو</a><a href="/t">القنطرة</a></div></div></sna-article><sna-latest><h2>الأكثر شعبية</h2>{heads(8, 6, '<a href="/%d"><h3>%s</h3></a>')}</sna-latest><sna-footer><p>{ABOUT}</p></sna-footer></sna-root></body></html>"""
    return body, dict(title=a.title, outlet="سماء نيوز", published=a.date, url=url, lang="ar"), a.body()


def old_asp(a):
    """A ministry's page of 2003: nested tables, spacer images, a marquee, windows-1256."""
    text = "<br>".join("&nbsp;&nbsp;&nbsp;" + esc(t) for k, t in a.blocks)
    body = f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1256"><TITLE>الوكالة العامة للإعلام</TITLE><STYLE>td{{font:12px Tahoma}}</STYLE></HEAD><BODY dir=rtl><TABLE width=100%><TR><TD><marquee>{HEADS[2]} *** {HEADS[3]} *** {HEADS[4]}، مع تغطية مستمرة على مدار الساعة من المراسلين في كل مكان.</marquee></TD></TR></TABLE>
<TABLE width=780 align=center><TR><TD width=160 valign=top><TABLE><TR><TD><A href="a.asp">سياسة</A></TD></TR><TR><TD><A href="b.asp">أمن وقضاء</A></TD></TR><TR><TD><A href="c.asp">بلديات</A></TD></TR></TABLE></TD><TD valign=top><TABLE width=100%><TR><TD align=right>Sun 11 May 2025 الساعة 12:05</TD></TR><TR><TD align=center><B>{a.title}</B></TD></TR><TR><TD align=justify>وطنية - {text}</TD></TR><TR><TD><IMG src=sp.gif></TD></TR><TR><TD><A href="send.asp">ارسل الى صديق</A> <A href="print.asp">اطبع</A></TD></TR></TABLE></TD></TR></TABLE><CENTER>تصميم وبرمجة مركز المعلوماتية</CENTER></BODY></HTML>"""
    return body.encode("cp1256"), dict(title=a.title, outlet="الوكالة العامة للإعلام", published=a.date), "وطنية - " + "\n".join(t for k, t in a.blocks)


def paragraphs_drupal(a):
    """In the style of an organisation's news: one Drupal entity a paragraph."""
    url = "https://news.org.example/ar/story/2024/08/1122"
    parts = []
    for i in range(0, len(a.blocks), 4):
        piece = a.head(i + 4).tail(i)
        parts.append(f'<div class="field__item"><div class="paragraph paragraph--type--one-column-text paragraph--view-mode--default"><div class="clearfix text-formatted field field--name-field-text-column field--type-text-long field--label-hidden">{render(piece)}</div></div></div>')
        if i == 4:
            parts.append('<div class="field__item"><div class="paragraph paragraph--type--image"><div class="field field--name-field-image"><article class="media"><img src="z.jpg"></article></div><div class="field field--name-field-image-caption field__item"><p>© الجمعية / عائلة أمام بيتها الذي أعيد بناء جزء منه في البلدة.</p></div></div></div>')
            parts.append(f'<div class="field__item"><div class="paragraph paragraph--type--related-story"><h3>اقرأ أيضا</h3><div class="views-row"><a href="/s/1">{HEADS[0]}</a></div></div></div>')
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8" /><title>{a.title} | أخبار الجمعية</title><link rel="canonical" href="{url}" /><meta property="og:site_name" content="أخبار الجمعية" /><meta property="og:title" content="{a.title}" /><meta property="article:published_time" content="{a.date}T12:00:00-04:00" /></head><body class="path-node page-node-type-news-story"><header role="banner"><nav><ul class="menu">{menu()}</ul></nav></header><main id="main-content"><section><article role="article" class="node node--type-news-story"><div class="d-flex"><span class="badge">المساعدات الإنسانية</span></div><h1 class="page-header">{a.title}</h1><div class="content"><div class="group-header"><time datetime="{a.date}T16:00:00Z">{day_name(a.date)}</time></div>
<div class="field field--name-field-paragraphs-in-node field--type-entity-reference-revisions field__items">{"".join(parts)}</div></div><div class="a2a_kit a2a_kit_size_32 addtoany_list"><a class="a2a_button_facebook"></a></div><section class="block"><h2>تحميل تطبيق الأخبار</h2><p>حمل تطبيقنا على هاتفك لتقرأ القصص من الميدان من دون انقطاع في أي وقت.</p></section></article></section></main><footer><p>{ABOUT}</p></footer></body></html>"""
    return body, dict(title=a.title, outlet="أخبار الجمعية", published=a.date, url=url, lang="ar"), a.body()


def report_portal(a):
    """In the style of a humanitarian portal: a report with data about it above and files below."""
    url = "https://portal.example/ar/report/kroum"
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title} | بوابة الإغاثة</title><link rel="canonical" href="{url}"><meta property="og:site_name" content="بوابة الإغاثة"><meta property="og:title" content="{a.title}"></head><body><div class="cd-header"><ul>{menu()}</ul></div><main><article class="rw-article rw-article--report rw-report rw-report--standalone"><header class="rw-article__header"><div class="rw-entity-country-slug"><a href="/c">الإقليم</a></div><h1 class="rw-article__title rw-page-title">{a.title}</h1></header>
<dl class="rw-entity-meta rw-entity-meta--core"><dt>Format</dt><dd>News and Press Release</dd><dt>Source</dt><dd><ul><li><a href="/o">جمعية الكروم</a></li></ul></dd><dt>Posted</dt><dd><time datetime="2024-08-05T00:00:00+00:00">5 Aug 2024</time></dd><dt>Originally published</dt><dd><time datetime="{a.date}T00:00:00+00:00">2 Aug 2024</time></dd></dl>
<div class="rw-article__content rw-report__content">{render(a, h='<h3>%s</h3>')}</div><section class="rw-attachment"><h3>Attachments</h3><ul><li><a href="f.pdf">Download Report <span>(PDF | 1.2 MB)</span></a></li></ul></section><footer class="rw-article__footer"><h2>Report details</h2><dl class="rw-entity-meta"><dt>Primary country</dt><dd><a href="/c">الإقليم</a></dd><dt>Theme</dt><dd><ul><li><a href="/t">Mine Action</a></li><li><a href="/t">Shelter</a></li></ul></dd><dt>Language</dt><dd><a href="/l">Arabic</a></dd></dl></footer></article><section class="rw-river"><h2>Related Content</h2>{heads(0, 3, '<article><h3><a href="/%d">%s</a></h3></article>')}</section></main></body></html>"""
    return body, dict(title=a.title, outlet="بوابة الإغاثة", published=a.date, url=url, lang="ar"), a.body()


def daily_portal(a):
    """In the style of an Egyptian daily's portal: ids instead of classes, promotions as paragraphs."""
    url = "https://www.yawmi.example/story/2025/2/22/nosour/6891"
    ins = {1: f'<p><a href="/s/1"><span style="color:#f00">{HEADS[2]}</span></a></p>', 3: f'<p>موضوعات متعلقة..</p><p><a href="/s/2">- {HEADS[6]}</a></p><p><a href="/s/3">- {HEADS[7]}</a></p>'}
    body = f"""<!DOCTYPE html><html lang="ar-eg"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{a.title} - اليومي</title><link rel="canonical" href="{url}" /><meta property="og:title" content="{a.title} - اليومي" /><meta property="article:published_time" content="{a.date}T22:15:00Z" /><meta property="og:site_name" content="اليومي" /></head><body><div id="topBar"><div class="cont">{menu('<a href="/%d">%s</a>')}</div></div><div id="mainCont"><div id="articleHeader" class="news-dev"><div class="img-cont"><img src="m.jpg"><span class="img-cap">مدرب الفريق</span></div><h1>{a.title}</h1><span class="newsStoryDate">السبت، 22 فبراير 2025 10:15 م</span><div class="writeBy">كتب {a.author}</div></div><div id="articleBody">{render(a, inserts=ins)}<div class="inlineImg"><img src="p.jpg" /><div>المدرب في المؤتمر الصحفي</div></div></div><div id="tags"><h3>مواضيع متعلقة</h3><a href="/t">كأس الاتحاد</a></div><div id="shareArea"><a href="#">مشاركة</a></div><div id="commentCont"><h3>تعليقات (2)</h3><div class="commentItem"><span>محمد</span><p>{COMMENTS[0][1]}</p></div><div class="commentItem"><span>علي</span><p>{COMMENTS[2][1]}</p></div></div></div><div id="leftCont"><div class="title">الأكثر قراءة</div>{heads(7, 7, '<div class="col-xs-12"><h3><a href="/%d">%s</a></h3></div>')}</div></body></html>"""
    return body, dict(title=a.title, outlet="اليومي", published=a.date, url=url, lang="ar"), a.body()


def forum_xf(a):
    url = "https://multaqa.example/threads/flood.881/"
    def post(user, text):
        return f"""<article class="message message--post js-post" data-author="{user}"><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><h4 class="message-name"><a class="username">{user}</a></h4><h5 class="userTitle message-userTitle">عضو</h5></section></div><div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget"><header class="message-attribution message-attribution--split"><ul><li class="u-concealed"><a href="#"><time class="u-dt" datetime="{a.date}T18:22:10+0300">{day_name(a.date)}</time></a></li></ul></header><div class="message-content js-messageContent"><div class="message-userContent lbContainer js-lbContainer"><article class="message-body js-selectToQuote"><div class="bbWrapper">{text}</div></article></div></div><footer class="message-footer"><a href="#">رد</a></footer></div></div></div></article>"""
    text = "<br />\n<br />\n".join(esc(t) for k, t in a.blocks)
    body = f"""<!DOCTYPE html><html id="XF" lang="ar-AR" dir="RTL" data-app="public" class="has-no-js template-thread_view"><head><meta charset="utf-8" /><title>{a.title} | ملتقى الوادي</title><link rel="canonical" href="{url}" /><meta property="og:site_name" content="ملتقى الوادي" /><meta property="og:title" content="{a.title}" /></head><body data-template="thread_view"><div class="p-pageWrapper" id="top"><div class="p-navSticky"><nav class="p-nav"><ul class="p-nav-list">{menu()}</ul></nav></div><div class="p-body"><div class="p-body-inner"><ul class="p-breadcrumbs"><li><a href="/">الملتقى</a></li></ul><div class="p-body-header"><div class="p-title"><h1 class="p-title-value">{a.title}</h1></div><div class="p-description"><ul class="listInline"><li>بادئ الموضوع <a class="username">رافد</a></li><li>تاريخ البدء <time class="u-dt" datetime="{a.date}T18:22:10+0300">{day_name(a.date)}</time></li></ul></div></div><div class="p-body-main"><div class="p-body-content"><div class="block block--messages"><div class="block-container"><div class="block-body js-replyNewMessageContainer">{post("رافد", text)}{post("ابن الوادي", "حسبنا الله، هل من أخبار عن المفقودين؟ أرجو ممن يعرف شيئا أن يكتب لنا هنا بسرعة.")}{post("سارة", "اللهم احفظ أهلنا جميعا. المدارس مغلقة يوم الأحد كما سمعنا من الإذاعة المحلية قبل قليل.")}</div></div></div></div></div></div></div></div></body></html>"""
    return body, dict(title=a.title, outlet="ملتقى الوادي", published=a.date, url=url, lang="ar"), a.body()


def letters(a):
    """In the style of a newsletter service."""
    url = "https://nahr.letters.example/p/nahr"
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "url": url, "mainEntityOfPage": url, "headline": a.title, "datePublished": a.date + "T06:00:00+00:00", "author": [{"@type": "Person", "name": a.author}], "publisher": {"@type": "Organization", "name": "رسائل النهر"}}
    widget = f'<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p>{NEWSLETTER}</p></div><form class="subscription-widget-subscribe"><input type="email"/></form></div></div>'
    body = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"/><title>{a.title} - {a.author}</title><link rel="canonical" href="{url}"/><meta property="og:title" content="{a.title}"/>{ld(data)}</head><body><div id="entry"><div id="main" class="main typography"><div class="pencraft topbar"><a href="/">رسائل النهر</a></div><div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header" role="region"><h1 class="post-title published">{a.title}</h1><h3 class="subtitle">رسالة الأسبوع</h3><div class="pencraft byline-wrapper"><a href="/@x">{a.author}</a><div class="pencraft">Mar 12, 2024</div></div><div class="post-ufi"><a href="#">9</a></div></div><div><div class="available-content"><div dir="auto" class="body markup">{render(a, inserts={2: widget})}</div></div></div></article></div></div></div>
<div class="comments-section"><h4>مناقشة حول هذا المنشور</h4><div class="comment"><div class="comment-body"><p>{COMMENTS[1][1]}</p></div></div></div></div><footer class="footer-wrap"><div>© 2024 {a.author}</div></footer></div></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="رسائل النهر", published=a.date, url=url, lang="ar"), a.body()


def sharepoint(a):
    url = "https://www.hayaa.gov.example/ar/news/Pages/n1.aspx"
    body = f"""<!DOCTYPE html><html dir="rtl" lang="ar-sa"><head><meta http-equiv="X-UA-Compatible" content="IE=edge" /><meta charset="utf-8"><title>
	{a.title}
</title></head><body><div id="s4-workspace"><div id="s4-bodyContainer"><form name="aspnetForm" method="post" action="n1.aspx"><div class="ms-dialogHidden"><div class="ms-breadcrumb"><a href="/">الهيئة</a></div><ul class="root static">{menu('<li class="static"><a class="static menu-item" href="/%d"><span class="menu-item-text">%s</span></a></li>')}</ul></div>
<div id="contentBox"><div id="DeltaPlaceHolderMain"><div class="article article-left"><div class="news-title"><h2>{a.title}</h2></div><div class="captioned-image"><div class="image"><img src="a.jpg"></div></div><div class="article-header"><div class="date-line">15/06/2023</div></div><div class="article-content"><div id="ctl00_PlaceHolderMain__ControlWrapper_RichHtmlField" class="ms-rtestate-field"><div class="ms-rtestate-field">{render(a, p='<p class="ms-rteElement-P"><span class="ms-rteFontSize-3">%s</span>​</p>', table='<table class="ms-rteTable-default" cellspacing="0"><tbody>%s</tbody></table>')}</div></div></div></div></div><div class="page-feedback"><h4>هل كانت هذه الصفحة مفيدة؟</h4><p>شاركنا رأيك في هذه الصفحة لنحسن خدماتنا، ولن نطلب أي بيانات شخصية منك.</p><a href="#">نعم</a><a href="#">لا</a></div></div></form></div></div></body></html>"""
    return body, dict(title=a.title, published=a.date, url=url, lang="ar", **{"from": url}), a.body()


def pages(a):
    return {
        "squarespace": squarespace(a["court"]),
        "agency_detay": agency_detay(a["strike"]),
        "atomic_css": atomic_css(a["vote"]),
        "angular": angular(a["talks"]),
        "old_asp": old_asp(a["arrest"]),
        "paragraphs_drupal": paragraphs_drupal(a["report"]),
        "report_portal": report_portal(a["report"].head(12)),
        "daily_portal": daily_portal(a["match"]),
        "forum_xf": forum_xf(a["flood"]),
        "letters": letters(a["opinion"]),
        "sharepoint": sharepoint(a["market"]),
    }
