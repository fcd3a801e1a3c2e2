"""Pages in the markup of large news sites: Arc, Next.js, and styles like those of the Arabic channels."""
from page_parts import *


def arc(a):
    url = "https://www.aljarida.example/arab/2025/01/27/talks/"
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "url": url, "headline": a.title, "author": [{"@type": "Person", "name": a.author}, {"@type": "Person", "name": "فادي حنا"}],
            "publisher": {"@type": "NewsMediaOrganization", "name": "الجريدة"}, "datePublished": a.date + "T22:05:13Z", "articleSection": "عربي"}
    state = {"_id": "X", "headlines": {"basic": a.title}, "content_elements": [{"type": "text", "content": t} for k, t in a.blocks if k == "p"]}
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charSet="utf-8"/><title>{a.title}</title><link rel="canonical" href="{url}"/><meta property="og:title" content="{a.title}"/><meta property="og:site_name" content="الجريدة"/>{ld(data)}
<script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{{}};Fusion.globalContent={json.dumps(state, ensure_ascii=False)};Fusion.deployment="12";</script></head>
<body><div id="fusion-app" class="fusion-app"><div class="b-right-rail"><nav id="main-nav" class="b-header-nav-chain"><ul class="b-header-nav-chain__links-list">{menu()}</ul></nav>
<section class="b-right-rail__full-width-1"><h1 class="b-headline">{a.title}</h1></section>
<section class="b-right-rail__main-interior-item"><div class="b-byline">بقلم <a class="b-byline__names" href="/a">{a.author}</a></div><time class="b-date">{day_name(a.date)}</time>
<figure class="b-lead-art"><img src="i.jpg"/><figcaption class="c-media-item__fig-caption"><span class="c-media-item__caption">قاعة المحادثات</span> <span class="c-media-item__credit">(الجريدة)</span></figcaption></figure>
<article class="b-article-body">{render(a, p='<p class="c-paragraph">%s</p>', h='<h2 class="c-heading">%s</h2>', quote='<blockquote class="b-article-body__quote"><p class="c-paragraph">%s</p></blockquote>', ul='<ul class="c-list">%s</ul>', li='<li class="c-list__item">%s</li>', inserts={4: '<p class="c-paragraph b-article-body__interstitial-link">[<a href="/x" aria-label="Open related story">%s</a>]</p>' % HEADS[5], 2: '<div class="arcad-feature-container b-article-body__ad"><p>إعلان</p></div>'})}</article>
<div class="b-tags"><a href="/t">مياه</a><a href="/t">محادثات</a></div></section>
<aside class="b-right-rail__rail-container"><h2>الأكثر قراءة</h2>{heads(0, 6, '<article class="b-xl-promo"><h2><a href="/%d">%s</a></h2></article>')}</aside></div>
<footer class="b-footer"><p>{ABOUT}</p></footer></div></body></html>"""
    return body, dict(title=a.title, author=a.author + "; فادي حنا", outlet="الجريدة", published=a.date, url=url, lang="ar"), a.body()


def nextjs(a):
    url = "https://manbar.example/article/9931"
    props = {"props": {"pageProps": {"article": {"id": 9931, "title": a.title, "bodyHtml": render(a, links=False)}}}, "page": "/article/[id]", "buildId": "x"}
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charSet="utf-8"/><title>{a.title} | منبر</title><meta name="next-head-count" content="9"/><meta property="og:title" content="{a.title}"/><meta property="og:site_name" content="منبر"/><meta property="og:url" content="{url}"/><meta property="article:published_time" content="{a.date}T15:00:00.000Z"/></head>
<body><div id="__next"><div class="Layout_wrap__2fJ9s"><div class="Navbar_bar__1x"><div class="Navbar_items__k2">{menu('<a class="Navbar_link__z1" href="/%d">%s</a>')}</div></div>
<div class="Page_grid__Qp1"><div class="Page_main__7sK"><div class="Crumbs_c__91"><a href="/">الرئيسية</a></div><h1 class="Head_title__0aL">{a.title}</h1><div class="Head_info__aa1"><span>{a.author}</span><span>{day_name(a.date)}</span></div>
<div class="Rich_wrap__Jd8">{render(a, p='<div class="Rich_par__b2">%s</div>', h='<div class="Rich_sub__b3"><h3>%s</h3></div>', inserts={3: '<div class="Box_b__x1"><span class="Box_t__x2">اقرأ أيضا</span><a class="Box_l__x3" href="/a">%s</a></div>' % HEADS[1]})}</div>
<div class="Chips_c__p0"><a href="/t/1">انتخابات</a><a href="/t/2">بلديات</a></div>
<div class="Grid_cards__z"><h2>اخترنا لك</h2>{heads(4, 4, '<a class="Card_card__1" href="/%d"><img src="t.jpg"/><h3>%s</h3></a>')}</div></div>
<div class="Page_side__8d2"><div class="Most_box__1"><h2>الأكثر قراءة</h2>{heads(9, 5, '<div class="Most_i__2"><a href="/%d">%s</a></div>')}</div></div></div>
<div class="Foot_f__9"><div>{ABOUT}</div><div>جميع الحقوق محفوظة © منبر 2024</div></div></div></div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps(props, ensure_ascii=False)}</script></body></html>"""
    return body, dict(title=a.title, outlet="منبر", published=a.date, url=url, lang="ar"), a.body()


def nextjs_empty(a):
    """The page's program fills the page; the text is in its state alone."""
    url = "https://app-news.example/p/5"
    props = {"props": {"pageProps": {"post": {"title": a.title, "content": "".join("<p>%s</p>" % t if k == "p" else "<h2>%s</h2>" % t if k == "h" else "<blockquote>%s</blockquote>" % t for k, t in a.blocks),
             "related": [{"title": h, "text": e} for h, e in zip(HEADS, EXCERPTS)]}}}}
    body = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{a.title}</title><meta property="og:title" content="{a.title}"><meta property="og:site_name" content="تطبيق الأخبار"><meta property="og:url" content="{url}"><meta property="article:published_time" content="{a.date}"></head>
<body><div id="__next"><div class="spinner"></div></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(props, ensure_ascii=False)}</script><script src="/_next/static/main.js"></script></body></html>"""
    return body, dict(title=a.title, outlet="تطبيق الأخبار", published=a.date, url=url, lang="ar"), a.body()


def channel_wysiwyg(a):
    url = "https://www.qanat-jisr.example/news/2024/8/2/kroum"
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "mainEntityOfPage": {"@type": "WebPage", "@id": url}, "headline": a.title, "datePublished": a.date + "T18:11:42Z", "dateModified": a.date + "T18:11:42Z",
            "author": {"@type": "Person", "name": "قناة الجسر"}, "publisher": {"@type": "Organization", "name": "قناة الجسر"}}
    more = f"""<div class="more-on"><h2 class="more-on__heading">list of 2 items</h2><ul class="more-on__list"><li><span class="screen-reader-text">list 1 of 2</span><article class="more-on__item"><div><h3><a class="article-trending__title-link" href="/x">{HEADS[2]}</a></h3></div></article></li><li><article><h3><a href="/y">{HEADS[3]}</a></h3></article></li></ul></div>"""
    body = f"""<!doctype html><html lang="ar" dir="rtl" class="theme-aja"><head><title>{a.title} | أخبار | قناة الجسر</title><link rel="canonical" href="{url}"/><meta property="og:site_name" content="قناة الجسر"/><meta property="og:title" content="{a.title}"/>{ld(data)}</head>
<body><div id="root"><div class="app-container app-container--article"><div id="skip-link-holder"><a class="bypass-block-link" href="#main">انتقل إلى المحتوى</a></div><header class="site-header"><nav class="site-header__navigation"><ul class="menu header-menu">{menu()}</ul></nav></header>
<div class="ticker" aria-live="polite"><span>عاجل</span><p>{HEADS[14]} بحسب ما أعلنته الشرطة قبل قليل في بيان مقتضب نشرته على موقعها.</p></div>
<div class="container container--grid container--white"><main class="main-content-area__full-width" id="main-content-area"><div class="container__inner"><div class="l-col l-col--8"><header class="article-header"><div class="topics"><a href="/news">أخبار</a></div><h1>{a.title}</h1></header>
<figure class="article-featured-image"><div class="responsive-image"><img src="k.jpg"/></div><figcaption>بيت متضرر في البلدة كما بدا الأسبوع الماضي (قناة الجسر)</figcaption></figure>
<div class="article-info-block css-ti04u9"><div class="article-b-l"><span class="article-author-name">مها الزعبي</span></div><div class="article-dates"><div class="date-simple css-1yjq2zp"><span class="screen-reader-text">Published On 2 Aug 2024</span><span aria-hidden="true">2/8/2024</span></div></div></div>
<div class="wysiwyg wysiwyg--all-content css-ibbk12" aria-live="polite" aria-atomic="true">{render(a, quote='<blockquote class="quote"><p>%s</p></blockquote>', inserts={4: more, 9: '<div class="container--ads"><div class="ads"><div class="ads__title">إعلان</div></div></div>'})}</div>
<div class="article-source"><span class="article-source-title">المصدر</span>: <span>قناة الجسر</span></div></div></div></main>
<div class="l-col l-col--4 sidebar-featured"><div class="sidebar-most"><h2>الأكثر قراءة</h2><ol>{heads(11, 8)}</ol></div></div></div>
<footer class="site-footer-container"><ul>{menu()}</ul><div>تابع قناة الجسر على:</div><div class="footer-copyright">© 2024 شبكة الجسر</div></footer></div></div>
<script>window.__APOLLO_STATE__={{"x":1}};</script></body></html>"""
    return body, dict(title=a.title, author="قناة الجسر", outlet="قناة الجسر", published=a.date, url=url, lang="ar"), a.body()


def public_broadcaster(a):
    """Hashed class names, every paragraph in its own box."""
    url = "https://www.idaa.example/arabic/articles/c12345"
    data = {"@context": "http://schema.org", "@graph": [{"@type": "NewsArticle", "url": url, "headline": a.title, "publisher": {"@type": "NewsMediaOrganization", "name": "الإذاعة عربي"}, "datePublished": a.date + "T16:20:00.000Z", "inLanguage": {"@type": "Language", "name": "Arabic", "alternateName": "ar"}, "author": {"@type": "NewsMediaOrganization", "name": "الإذاعة عربي", "noBylinesPolicy": "https://www.idaa.example/help"}}]}
    rec = f"""<section data-e2e="recommendations-heading" role="region" aria-labelledby="r" class="bbc-1ddy5dq"><div class="bbc-x1"><h2 id="r">قصص مقترحة</h2></div><a href="#end" class="focusIndicator">تخطى قصص مقترحة</a><ul class="bbc-zz">{heads(0, 4)}</ul><p tabindex="-1" id="end" class="bbc-end">نهاية</p></section>"""
    pod = """<section data-e2e="podcast-promo" role="region" aria-labelledby="podcast" class="bbc-pod"><h2 id="podcast">البودكاست</h2><div><p>بودكاست أسبوعي عن حكايات الناس والمدن، يقدمه فريق الإذاعة كل يوم خميس.</p><a href="/p">الحلقات</a></div></section>"""
    paragraphs = render(a, p='<div dir="rtl" class="bbc-19j92fr ebmt73l0"><p class="bbc-1y32vyc e17g058b0" dir="rtl">%s</p></div>', h='<div dir="rtl" class="bbc-dd ewo"><h2 class="bbc-csvq9y" tabindex="-1">%s</h2></div>',
                        ul='<div dir="rtl" class="bbc-lst"><ul role="list" class="bbc-ul">%s</ul></div>', inserts={3: rec, 6: pod, 8: '<figure class="bbc-fig"><div><img src="s.jpg"/></div><figcaption dir="rtl" class="bbc-cap"><span>التعليق على الصورة،</span> <p>عمال في ورشة الصيانة</p></figcaption></figure>'})
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl" class="no-js"><head><title>{a.title} - الإذاعة عربي</title><link rel="canonical" href="{url}"/><meta property="og:title" content="{a.title} - الإذاعة عربي"/><meta property="og:site_name" content="الإذاعة عربي"/>{ld(data)}</head><body>
<div id="root"><div class="bbc-m04vo2"><header role="banner" lang="ar"><div class="bbc-brand"><a href="/arabic">الإذاعة عربي</a></div><nav role="navigation" aria-label="الإذاعة عربي"><ul role="list">{menu()}</ul></nav></header>
<div class="bbc-1cvxiy9"><div class="bbc-u2"><main role="main" class="bbc-fa0wmp"><div class="bbc-1151pbn ebmt73l0"><h1 class="bbc-14gqcmb e1p3vdyi0" id="content" tabindex="-1">{a.title}</h1></div>
<div dir="rtl" class="bbc-19j"><time class="bbc-14xtggo e4zesg50" datetime="{a.date}">{day_name(a.date, MONTHS_SY)}</time></div>{paragraphs}</main>
<section aria-labelledby="related" class="bbc-rel"><h2 id="related">مواضيع ذات صلة</h2><ul>{heads(4, 4)}</ul></section></div>
<div class="bbc-side"><section aria-labelledby="top"><h2 id="top">اخترنا لكم</h2><ul>{"".join('<li><h3><a href="/%d">%s</a></h3><p>%s</p></li>' % (i, HEADS[i], EXCERPTS[i]) for i in range(3))}</ul></section></div></div>
<footer role="contentinfo"><p>© 2025 الإذاعة. الإذاعة ليست مسؤولة عن محتوى المواقع الخارجية.</p></footer></div></div></body></html>"""
    return body, dict(title=a.title, author="الإذاعة عربي", outlet="الإذاعة عربي", published=a.date, url=url, lang="ar"), a.body()


def channel_bem(a):
    url = "https://arabic.kanal.example/middle_east/1540-rocket/"
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title} - KN Arabic</title><link rel="canonical" href="{url}"><meta property="og:title" content="{a.title}"><meta property="og:site_name" content="KN Arabic"><meta name="mediator_published_time" content="{a.date}T07:10:00+00:00"><meta property="article:published_time" content="{a.date}T07:10:00+00:00">
<script type="application/ld+json">{{"@context": "http://schema.org","@type": "NewsArticle","headline": "{a.title}","datePublished": "{a.date}T07:10:00+00:00",
"description": "سقطت قذيفتان
في ضواحي المدينة","author": {{"@type": "Organization","name": "KN Arabic"}},"publisher": {{"@type": "Organization","name": "KN Arabic"}},}}</script></head>
<body><div class="layout"><div class="layout__header"><div class="header"><div class="nav nav_type_top"><ul class="nav__list">{menu()}</ul></div></div></div>
<div class="layout__columns"><div class="layout__content"><div class="column"><div class="columns__section"><div class="article article_article-page"><div class="article__date-autor-shortcode"><div class="article__date"><span class="date date_article-header">تاريخ النشر: 03.06.2025 | 07:10 GMT</span></div></div>
<h1 class="article__heading">{a.title}</h1><div class="article__share"><a href="#">انسخ الرابط</a></div><div class="article__cover"><img src="r.jpg"><div class="media__title media__title_arcticle">صورة تعبيرية</div></div>
<div class="article__text text">{render(a)}<div class="read-more"><h4 class="read-more__title">إقرأ المزيد</h4><div class="read-more__content"><a class="read-more__link" href="/z">{HEADS[6]}</a></div></div><p>المصدر: وكالات</p><div class="telegram-block"><p>تابعوا قناتنا على تلغرام لتصلكم الأخبار العاجلة أولا بأول من المراسلين.</p></div></div>
<div class="tags-trends"><a class="tags-trends__link" href="/t">أخبار المجدلية</a></div></div></div></div></div>
<div class="layout__right"><div class="news-line"><h3>آخر الأخبار</h3>{heads(0, 10, '<div class="news-line__item"><span>10:%d</span><a href="/">%s</a></div>')}</div></div></div></div></body></html>"""
    return body, dict(title=a.title, author="KN Arabic", outlet="KN Arabic", published=a.date, url=url, lang="ar"), a.body() + "\nالمصدر: وكالات"


def agency_blocks(a):
    url = "https://barq-arabic.example/20250527/1055.html"
    blocks = []
    for i, (k, t) in enumerate(a.blocks):
        if k == "quote":
            blocks.append('<div class="article__block" data-type="quote"><div class="article__quote"><div class="article__quote-bar"></div><div class="article__quote-text">%s</div></div></div>' % esc(t))
        else:
            blocks.append('<div class="article__block" data-type="%s"><div class="article__text">%s</div></div>' % ("h3" if k == "h" else "text", esc(t)))
        if i == 1:
            blocks.append(f'<div class="article__block" data-type="article" data-article="main-photo"><div class="article__article"><a href="/20250526/x.html" class="article__article-image"><img src="y.jpg"/></a><div class="article__article-desc"><a href="/20250526/x.html" class="article__article-title">{HEADS[2]}</a><div class="article__article-info elem-info"><div class="elem-info__date">أمس, 14:02 GMT</div></div></div></div></div>')
        if i == 3:
            blocks.append('<div class="article__block" data-type="banner"><div class="banner m-article-body"><div class="banner__content">إعلان</div></div></div>')
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl" data-lang="ara" data-charset="UTF-8"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{a.title} - 22.02.2025, برق عربي</title><link rel="canonical" href="{url}"><meta property="og:title" content="{a.title}"><meta property="og:site_name" content="برق عربي"><meta property="article:published_time" content="20250222T2103+0300"><meta property="article:author" content="برق عربي"></head>
<body id="body" class="m-rtl" data-ab="a" data-page-type="article"><div class="page" id="page"><div class="header" id="header"><div class="header__menu m-line">{menu('<a href="/%d" class="header__menu-item">%s</a>')}</div></div>
<div class="container m-container-line"><div class="article" itemscope itemtype="https://schema.org/NewsArticle"><div class="article__header"><div class="article__info"><div class="article__info-date"><a href="/20250222/">21:03 GMT 22.02.2025</a></div></div><h1 class="article__title">{a.title}</h1><div class="article__announce"><div class="media"><img src="n.jpg"/><div class="media__copyright">© صورة : برق</div></div></div></div>
<div class="article__body">{"".join(blocks)}</div>
<div class="article__footer"><div class="article__tags"><ul class="tags"><li class="tag"><a href="/t">كرة القدم</a></li></ul></div></div></div>
<div class="article__newsfeed"><div class="title">شريط الأخبار</div>{heads(5, 9, '<div class="lenta__item"><a href="/%d"><span class="lenta__item-text">%s</span></a></div>')}</div></div>
<div class="footer"><div class="footer__copyright">© 2025 برق. جميع الحقوق محفوظة. نسخة الموقع الإلكتروني المسجلة.</div></div></div></body></html>"""
    return body, dict(title=a.title, author="برق عربي", outlet="برق عربي", published=a.date, url=url, lang="ar"), a.body()


def live_blog(a, others):
    url = "https://www.mubasher.example/live/8"
    posts = []
    text = []
    for i, b in enumerate([a] + others):
        posts.append(f"""<article class="live-post" id="post-{i}"><header class="live-post__header"><time class="live-post__time" datetime="{b.date}T1{i}:00:00Z">1{i}:00</time><h2 class="live-post__title">{b.title}</h2></header><div class="live-post__body">{render(b)}</div><div class="live-post__share share-tools"><a href="#">شارك</a></div></article>""")
        text.append(b.title + "\n" + b.body())
    title = "تغطية مباشرة: أحداث اليوم لحظة بلحظة"
    data = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": title, "datePublished": a.date + "T06:00:00Z", "url": url, "publisher": {"@type": "Organization", "name": "مباشر"},
            "liveBlogUpdate": [{"@type": "BlogPosting", "headline": b.title, "articleBody": b.body(), "datePublished": b.date} for b in [a] + others]}
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{url}">{ld(data)}</head><body><header class="site-header"><nav><ul>{menu()}</ul></nav></header>
<main><div class="live-blog"><h1 class="live-blog__title">{title}</h1><div class="live-blog__status">مباشر <span class="count">{len(posts)} تحديثات</span></div><div class="live-blog__feed" aria-live="polite">{"".join(posts)}</div><button>تحميل المزيد</button></div></main>
<aside class="rail"><h2>المزيد</h2><ul>{heads(3, 6)}</ul></aside><footer>{ABOUT}</footer></body></html>"""
    return body, dict(title=title, outlet="مباشر", published=a.date, url=url, lang="ar"), "\n".join(text)


def video_empty(a):
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title}</title><meta property="og:type" content="video.other"><meta property="og:title" content="{a.title}"></head><body><header><nav><ul>{menu()}</ul></nav></header>
<main><div class="video-page"><div class="video-player"><video src="a.mp4"></video><div class="controls"><button>تشغيل</button></div></div><h1>{a.title}</h1><div class="video-meta"><span class="views">2310 مشاهدة</span> <a href="#">مشاركة</a></div></div>
<section class="playlist"><h2>فيديوهات أخرى</h2><ul>{heads(0, 12)}</ul></section></main><footer><ul>{menu()}</ul></footer></body></html>"""
    return body, dict(error="empty"), ""


def video_described(a):
    url = "https://tv.example/v/77"
    text = a.blocks[0][1]
    data = {"@context": "https://schema.org", "@type": "VideoObject", "name": a.title, "description": text, "uploadDate": a.date + "T10:00:00+03:00", "publisher": {"@type": "Organization", "name": "تلفزيون المدينة"}}
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title} | تلفزيون المدينة</title><link rel="canonical" href="{url}">{ld(data)}</head><body><div class="head"><ul class="menu">{menu()}</ul></div>
<div class="video-wrap"><div id="player" class="jwplayer"></div><h1 class="video-title">{a.title}</h1><div class="video-desc"><p>{text}</p></div><div class="tools"><a href="#">مشاركة</a><a href="#">تحميل</a></div></div>
<div class="next-videos"><h3>التالي</h3>{heads(3, 10, '<div class="v"><a href="/%d"><img src="v.jpg"><span>%s</span></a></div>')}</div></body></html>"""
    return body, dict(title=a.title, outlet="تلفزيون المدينة", published=a.date, url=url, lang="ar"), text


def paywall(a):
    url = "https://iqtisad.example/premium/44"
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "isAccessibleForFree": False, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}, "headline": a.title, "datePublished": a.date,
            "author": {"@type": "Person", "name": a.author}, "publisher": {"@type": "Organization", "name": "الاقتصاد اليوم"}, "articleBody": a.body(), "url": url}
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title}</title><link rel="canonical" href="{url}"><meta property="og:site_name" content="الاقتصاد اليوم">{ld(data)}</head><body><header class="top"><ul>{menu()}</ul></header><main><article><h1>{a.title}</h1><p class="byline">{a.author}</p>
<div class="article-teaser"><p>{a.blocks[0][1]}</p></div><div class="paywall subscribe-box"><h3>هذا المقال للمشتركين فقط</h3><p>اشترك الآن بسعر رمزي واقرأ جميع المقالات والتحليلات والتقارير من دون حدود، وألغ اشتراكك متى شئت.</p><a href="/sub">اشترك</a></div></article></main><footer>{ABOUT}</footer></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="الاقتصاد اليوم", published=a.date, url=url, lang="ar"), a.body()


def gallery(a):
    url = "https://suwar.example/g/5"
    first = a.head(2)
    items = "".join('<li class="gallery__slide"><figure><img src="%d.jpg"><figcaption>%s، في صورة التقطت خلال الأسبوع الماضي في المدينة القديمة.</figcaption></figure></li>' % (i, HEADS[i]) for i in range(6))
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{a.title} - صور</title><meta property="og:title" content="{a.title}"><meta property="og:site_name" content="صور"><meta property="og:url" content="{url}"><meta name="publish-date" content="{a.date} 12:00:00"></head><body><nav class="main">{menu('<a href="/%d">%s</a>')}</nav>
<main class="content"><h1>{a.title}</h1><div class="lead-in">{render(first)}</div><div class="gallery"><ul class="gallery__list">{items}</ul><div class="gallery__counter">1/6</div></div></main><section class="more"><h2>معارض أخرى</h2><ul>{heads(8, 6)}</ul></section></body></html>"""
    return body, dict(title=a.title, outlet="صور", published=a.date, url=url, lang="ar"), first.body()


def home_page(_):
    cards = "".join('<div class="card"><h2><a href="/%d">%s</a></h2></div>' % (i, h) for i, h in enumerate(HEADS))
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>الجريدة - الصفحة الرئيسية</title></head><body><nav><ul>{menu()}</ul></nav><main><section><h2>آخر الأخبار</h2>{cards}</section><section><h2>رأي</h2><ul>{heads(4, 8)}</ul></section></main><footer><a href="/about">من نحن</a> <a href="/c">اتصل بنا</a></footer></body></html>"""
    return body, dict(error="empty"), ""


def site_builder(a):
    url = "https://www.mubadara.example/post/balloon"
    body = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{a.title}</title><link rel="canonical" href="{url}"/><meta property="og:title" content="{a.title}"/><meta property="og:site_name" content="مبادرة"/><meta property="article:published_time" content="{a.date}T09:01:10.111Z"/><meta property="article:author" content="{a.author}"/></head>
<body class="device-desktop"><div id="SITE_CONTAINER"><div id="main_MF"><div id="SITE_HEADER-wrapper"><header id="SITE_HEADER"><div data-testid="richTextElement"><p class="font_8">مبادرة شبابية لتعليم العلوم في القرى البعيدة، يقوم عليها متطوعون من طلاب الجامعات.</p></div><nav aria-label="الموقع"><ul>{menu()}</ul></nav></header></div>
<main id="PAGES_CONTAINER"><div id="SITE_PAGES"><div class="post-page"><article><div class="kGsm"><h1 class="UbhFJ7"><span class="post-title__text blog-post-title-font">{a.title}</span></h1><ul class="b2X"><li><span title="{a.author}">{a.author}</span></li><li>20 أبريل 2025</li><li>2 دقيقة قراءة</li></ul></div>
<section class="mQJH9"><div class="fTEXDR" data-rce-version="9.1"><div dir="auto" class="j33qG"><div class="KHBlq"><div data-breakout="normal">{render(a, p='<p class="kM0cq" dir="auto" id="viewer-1"><span class="M8Ed4">%s</span></p><div type="empty-line" class="hYkM6"><br role="presentation"/></div>')}</div></div></div></div></section>
<footer class="uzY"><div class="post-main-actions"><button>إعجاب</button><a href="#c">0 تعليقات</a></div></footer></article><div class="recent-posts"><h4>أحدث المنشورات</h4><a href="/all">عرض الكل</a>{heads(12, 3, '<article><a href="/%d"><h2>%s</h2></a></article>')}</div></div></div></main>
<footer id="SITE_FOOTER"><p class="font_8">{ABOUT}</p></footer></div></div></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="مبادرة", published=a.date, url=url, lang="ar"), a.body()


def short_break(a):
    url = "https://ajil.example/2025/06/03/555"
    short = a.head(1)
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>عاجل نت | {a.title}</title><meta property="og:site_name" content="عاجل نت"><meta property="og:url" content="{url}"></head><body><div class="nav-top">{menu('<a href="/%d">%s</a> | ')}</div>
<div class="single"><h1>{a.title}</h1><span class="post-date">الثلاثاء 03/06/2025</span><div class="post-content"><p>{short.blocks[0][1]}</p></div><div class="share">شارك الخبر: <a href="#">واتساب</a> <a href="#">تلغرام</a></div></div>
<div class="latest"><h3>آخر الأخبار</h3><ul>{heads(2, 14)}</ul></div></body></html>"""
    return body, dict(title=a.title, outlet="عاجل نت", published=a.date, url=url, lang="ar"), short.body()
