"""Pages in the markup of publishing systems for blogs and papers: WordPress, Drupal, Joomla, Blogger, Ghost."""
from page_parts import *


def wp_classic(a):
    url = "https://daffa-news.example/2025/04/04/%s/" % a.id
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "@id": "https://daffa-news.example/#website", "url": "https://daffa-news.example/",
         "name": "صحيفة الضفة", "publisher": {"@id": "https://daffa-news.example/#organization"}},
        {"@type": "Organization", "@id": "https://daffa-news.example/#organization", "name": "صحيفة الضفة"},
        {"@type": "WebPage", "@id": url, "url": url, "name": a.title + " - صحيفة الضفة",
         "isPartOf": {"@id": "https://daffa-news.example/#website"}, "datePublished": a.date + "T08:14:00+00:00"},
        {"@type": "Article", "@id": url + "#article", "isPartOf": {"@id": url}, "headline": a.title,
         "author": {"name": a.author, "@id": "https://daffa-news.example/#/schema/person/1"},
         "datePublished": a.date + "T08:14:00+00:00", "mainEntityOfPage": {"@id": url},
         "publisher": {"@id": "https://daffa-news.example/#organization"}, "inLanguage": "ar"}]}
    inserts = {2: '<div id="attachment_44" style="width: 760px" class="wp-caption aligncenter"><img src="/a.jpg" '
                  'width="750"/><p id="caption-attachment-44" class="wp-caption-text">صورة من أرشيف الصحيفة للمكان '
                  'كما كان قبل عامين</p></div>'}
    body = f"""<!DOCTYPE html>
<html dir="rtl" lang="ar">
<head>
<meta charset="UTF-8">
<title>{a.title} - صحيفة الضفة</title>
<link rel="canonical" href="{url}" />
<meta property="og:locale" content="ar_AR" /><meta property="og:type" content="article" />
<meta property="og:title" content="{a.title} - صحيفة الضفة" />
<meta property="og:site_name" content="صحيفة الضفة" />
<meta property="article:published_time" content="{a.date}T08:14:00+00:00" />
<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(graph, ensure_ascii=False)}</script>
<style>.wp-caption{{margin:0}} body:before{{content:"<p>"}}</style>
</head>
<body class="rtl post-template-default single single-post postid-44 single-format-standard has-sidebar">
<div id="page" class="hfeed site"><a class="skip-link screen-reader-text" href="#content">تجاوز إلى المحتوى</a>
<header id="masthead" class="site-header"><h1 class="site-title"><a href="/">صحيفة الضفة</a></h1>
<nav id="site-navigation" class="main-navigation"><ul id="menu-main" class="nav-menu">{menu()}</ul></nav></header>
<div id="main" class="wrapper"><div id="primary" class="site-content"><div id="content" role="main">
<article id="post-44" class="post-44 post type-post status-publish category-news tag-water tag-comments">
<header class="entry-header"><h1 class="entry-title">{a.title}</h1>
<div class="entry-meta">نشر في <a href="/2025/04/04/"><time class="entry-date published" datetime="{a.date}T08:14:00+00:00">{day_name(a.date)}</time></a> بواسطة <span class="author vcard"><a class="url fn n" href="/author/1">{a.author}</a></span></div></header>
<div class="entry-content">
{render(a, inserts=inserts)}
<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">شارك هذا الموضوع:</h3><div class="sd-content"><ul><li><a href="#">فيس بوك</a></li><li><a href="#">تويتر</a></li></ul></div></div></div>
<div id='jp-relatedposts' class='jp-relatedposts'><h3 class="jp-relatedposts-headline"><em>مرتبط</em></h3>{heads(0, 3, '<p class="jp-relatedposts-post"><a href="/%d">%s</a></p>')}</div>
</div>
<footer class="entry-meta">هذه المقالة كتبت في التصنيف <a href="/c">أخبار</a> وكلماتها الدلالية <a href="/t1">مياه</a>، <a href="/t2">بلدية</a>. احفظ <a href="{url}">الرابط الثابت</a>.</footer>
</article>
<nav class="nav-single"><span class="nav-previous"><a href="/p">← {HEADS[4]}</a></span><span class="nav-next"><a href="/n">{HEADS[5]} →</a></span></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">3 أفكار حول “{a.title}”</h2><ol class="commentlist">
{"".join('<li class="comment even thread-even depth-1"><article class="comment"><header class="comment-meta comment-author vcard"><cite>%s</cite></header><section class="comment-content comment"><p>%s</p></section></article></li>' % c for c in COMMENTS)}
</ol><div id="respond" class="comment-respond"><h3>اترك تعليقاً</h3><form><p class="comment-notes">لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p><textarea name="comment"></textarea></form></div></div>
</div></div>
<div id="secondary" class="widget-area" role="complementary"><aside class="widget widget_recent_entries"><h3 class="widget-title">أحدث المقالات</h3><ul>{heads(6, 6)}</ul></aside><aside class="widget widget_text"><div class="textwidget"><p>{ABOUT}</p></div></aside></div>
</div><footer id="colophon" role="contentinfo"><div class="site-info">{ABOUT} جميع الحقوق محفوظة.</div></footer></div>
<script>document.write("<p>نص تكتبه البرمجيات</p>");</script></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="صحيفة الضفة", published=a.date, url=url, lang="ar"), a.body()


def wp_gutenberg(a):
    url = "https://nabd-alwaha.example/archives/5512"
    figure = ('<figure class="wp-block-image size-large"><img loading="lazy" src="x.jpg" alt="اجتماع النقابة"/>'
              '<figcaption class="wp-element-caption">جانب من اجتماع النقابة مساء الاثنين (الصورة: المراسل)</figcaption></figure>')
    promo = ('<div class="wp-block-group has-background"><p class="has-small-font-size"><strong>اقرأ أيضا:</strong> '
             '<a href="/x">%s</a></p></div>' % HEADS[3])
    meta = f'<meta name="author" content="{a.author}" />' if a.author else ""
    body = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8" />
<title>{a.title} &#8211; نبض الواحة</title><link rel="canonical" href="{url}" />
<meta property="og:title" content="{a.title}" /><meta property="og:site_name" content="نبض الواحة" />
<meta property="article:published_time" content="{a.date}T21:40:11+03:00" />{meta}</head>
<body class="rtl single single-post wp-embed-responsive is-style-default">
<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">نبض الواحة</a></p><nav class="wp-block-navigation"><ul>{menu()}</ul></nav></header>
<main class="wp-block-group" id="wp--skip-link--target"><h1 class="wp-block-post-title">{a.title}</h1>
<div class="wp-block-template-part"><div class="wp-block-post-date"><time datetime="{a.date}T21:40:11+03:00">{day_name(a.date)}</time></div></div>
<div class="entry-content wp-block-post-content is-layout-flow">
{render(a, h='<h2 class="wp-block-heading">%s</h2>', quote='<figure class="wp-block-pullquote"><blockquote><p>%s</p></blockquote></figure>', ul='<ul class="wp-block-list">%s</ul>', table='<figure class="wp-block-table"><table><tbody>%s</tbody></table></figure>', inserts={1: figure, 3: promo})}
</div>
<div class="taxonomy-post_tag wp-block-post-terms"><a href="/t" rel="tag">إضراب</a><span>, </span><a href="/t" rel="tag">سكك</a></div>
<div class="wp-block-query"><h2>مقالات أخرى</h2><ul class="wp-block-post-template">{"".join('<li class="wp-block-post"><h3 class="wp-block-post-title"><a href="/%d">%s</a></h3><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">%s</p></div></li>' % (i, HEADS[i], EXCERPTS[i]) for i in range(3))}</ul></div>
<div class="wp-block-comments"><h2>تعليقات</h2><ol class="wp-block-comment-template">{"".join('<li class="comment"><div class="wp-block-comment-author-name">%s</div><div class="wp-block-comment-content"><p>%s</p></div></li>' % c for c in COMMENTS)}</ol></div>
</main><footer class="wp-block-template-part"><p>{ABOUT}</p></footer></div></body></html>"""
    f = dict(title=a.title, outlet="نبض الواحة", published=a.date, url=url, lang="ar")
    if a.author:
        f["author"] = a.author
    return body, f, a.body()


def wp_amp(a):
    url = "https://almanara.example/2025/05/11/athar/"
    data = {"@context": "http://schema.org", "@type": "NewsArticle", "mainEntityOfPage": url,
            "publisher": {"@type": "Organization", "name": "المنارة نيوز", "logo": {"@type": "ImageObject", "url": "l.png"}},
            "headline": a.title, "datePublished": a.date + "T10:00:00+02:00",
            "author": {"@type": "Person", "name": "فريق التحرير"}}
    body = f"""<!doctype html><html amp lang="ar" dir="rtl"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script>
<title>{a.title} | المنارة نيوز</title><link rel="canonical" href="{url}" /><style amp-boilerplate>body{{visibility:hidden}}</style>
{ld(data)}</head><body class="">
<amp-sidebar id="menu" layout="nodisplay" side="right"><ul>{menu()}</ul></amp-sidebar>
<amp-user-notification id="cookie" layout="nodisplay">{COOKIES}</amp-user-notification>
<header id="top" class="amp-wp-header"><div><a href="/">المنارة نيوز</a></div></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{a.title}</h1>
<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">فريق التحرير</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{a.date}T08:00:00+00:00">منذ يومين</time></div></header>
<figure class="amp-wp-article-featured-image wp-caption"><amp-img src="x.jpg"></amp-img><p class="wp-caption-text">قطع أثرية في قاعة المتحف قبل الحريق</p></figure>
<div class="amp-wp-article-content">{render(a, inserts={2: '<amp-ad type="adsense" width="300" height="250"><div fallback>إعلان</div></amp-ad>'})}
<amp-social-share type="facebook"></amp-social-share></div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-category">التصنيف: <a href="/c">حوادث</a></div><div class="amp-wp-meta amp-wp-comments-link"><a href="#c">اترك تعليقا</a></div></footer></article>
<amp-embed type="taboola"><p>محتوى مقترح من شركائنا قد يعجبك كثيرا إن قرأته الآن على الإنترنت.</p></amp-embed>
<footer class="amp-wp-footer"><div><h2>المنارة نيوز</h2><a href="#top" class="back-to-top">العودة إلى الأعلى</a></div></footer></body></html>"""
    return body, dict(title=a.title, author="فريق التحرير", outlet="المنارة نيوز", published=a.date, url=url, lang="ar"), a.body()


def wp_newspaper(a):
    url = "https://sada-jabal.example/sport/nosour/"
    ad = '<div class="td-a-rec td-a-rec-id-content_inline td_uid_5"><span class="td-adspot-title">- إعلان -</span><a href="#">احجز مقعدك في معرض السيارات الآن بخصم كبير</a></div>'
    body = f"""<!doctype html ><html dir="rtl" lang="ar"><head><title>{a.title} | صدى الجبل</title><meta charset="UTF-8" />
<meta property="og:title" content="{a.title} | صدى الجبل"><meta property="og:site_name" content="صدى الجبل"><meta property="og:url" content="{url}">
<meta property="article:published_time" content="{a.date}T19:00:00+00:00"><meta name="author" content="{a.author}"></head>
<body class="rtl single single-post td-standard-pack global-block-template-1"><div class="td-scroll-up"></div>
<div class="td-menu-background"></div><div id="td-mobile-nav"><div class="td-mobile-container"><ul id="menu-1" class="td-mobile-main-menu">{menu()}</ul></div></div>
<div id="td-outer-wrap" class="td-theme-wrap"><div class="td-header-wrap td-header-style-1"><div class="td-trending-now-wrapper"><div class="td-trending-now-title">عاجل</div><div class="td-trending-now-display-area">{heads(2, 4, '<div class="td_module_trending_now"><h3 class="entry-title td-module-title"><a href="/%d">%s</a></h3></div>')}</div></div></div>
<article id="post-9" class="td-post-template-2 post-9 post type-post"><div class="td-container"><div class="td-crumb-container"><div class="entry-crumbs"><span><a href="/">الرئيسية</a></span> <i class="td-icon-right"></i> <span><a href="/sport">رياضة</a></span></div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content" role="main"><div class="td-ss-main-content"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="/s">رياضة</a></li></ul><header class="td-post-title"><h1 class="entry-title">{a.title}</h1><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">بواسطة</div> <a href="/a">{a.author}</a></div> <span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{a.date}T19:00:00+00:00">{day_name(a.date)}</time></span><div class="td-post-views"><span>1532</span></div></div></header></div>
<div class="td-post-sharing-top"><div class="td-post-sharing"><a class="td-social-sharing-button" href="#">Facebook</a><a href="#">Twitter</a></div></div>
<div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><a href="x.jpg"><img src="x.jpg"></a><figcaption class="wp-caption-text">لاعبو الفريق يحتفلون</figcaption></figure></div>
{render(a, inserts={2: ad})}
</div>
<footer><div class="td-post-source-tags"><ul class="td-tags td-post-small-box clearfix"><li><span>الوسوم</span></li><li><a href="/t">كرة القدم</a></li></ul></div>
<div class="td-block-row td-post-next-prev"><div class="td-post-prev-post"><span>المادة السابقة</span><a href="/p">{HEADS[9]}</a></div></div>
<div class="author-box-wrap"><div class="desc"><div class="td-author-description">صحفي رياضي يكتب عن كرة القدم منذ خمسة عشر عاما، ويقدم برنامجا أسبوعيا في الإذاعة المحلية.</div></div></div></footer>
<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title"><a class="td-related-left">مقالات ذات صلة</a></h4>{heads(7, 3, '<div class="td_module_related_posts"><h3 class="entry-title"><a href="/%d">%s</a></h3></div>')}</div>
<div class="comments" id="comments"><div id="respond"><h3>اترك رداً</h3></div></div></div></div>
<div class="td-pb-span4 td-main-sidebar"><div class="td-ss-main-sidebar"><aside class="td_block_template_1 widget"><h4>الأكثر قراءة</h4>{"".join('<div class="td_module_6"><h3><a href="/">%s</a></h3><div class="td-excerpt">%s</div></div>' % (HEADS[i], EXCERPTS[i]) for i in range(3))}</aside></div></div></div></div></article>
<div class="td-footer-wrapper"><div class="footer-text-wrap">{ABOUT}</div></div></div></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="صدى الجبل", published=a.date, url=url, lang="ar"), a.body()


def wp_jannah(a):
    url = "https://agency-sahl.example/news/77120/"
    inline = ('<div class="inline-related-post"><a class="ip-title" href="/x"><span>مقالات ذات صلة</span></a><ul>'
              '<li class="inline-related-item"><a href="/y"><h3>%s</h3><span class="date">منذ 3 ساعات</span></a></li></ul></div>' % HEADS[12])
    body = f"""<!DOCTYPE html><html dir="rtl" lang="ar" class="" data-skin="light"><head><meta charset="UTF-8" /><title>{a.title} - وكالة السهل للأنباء</title>
<meta property="og:title" content="{a.title} - وكالة السهل للأنباء" /><meta property="og:site_name" content="وكالة السهل للأنباء" /><link rel='canonical' href='{url}' />
<meta property="article:published_time" content="{a.date}T12:31:00+00:00" /></head>
<body id="tie-body" class="rtl single single-post wrapper-has-shadow has-header-ad sidebar-left"><div class="background-overlay"><div id="tie-container"><div id="tie-wrapper">
<header id="theme-header"><nav id="top-nav"><div class="topbar-today-date">الثلاثاء, ديسمبر 5 2023</div><div class="breaking"><span class="breaking-title">آخر الأخبار</span><ul id="breaking-news-in-header" class="breaking-news">{heads(3, 5, '<li class="news-item"><a href="/%d">%s</a></li>')}</ul></div></nav><ul id="menu-main">{menu()}</ul></header>
<div id="content" class="site-content container"><div id="main-content-row" class="tie-row main-content-row"><div class="main-content tie-col-md-8 tie-col-xs-12" role="main">
<article id="the-post" class="container-wrapper post-content tie-standard"><header class="entry-header-outer"><nav id="breadcrumb"><a href="/">الرئيسية</a><em>/</em><a href="/n">محلي</a></nav><div class="entry-header"><h1 class="post-title entry-title">{a.title}</h1><div id="single-post-meta" class="post-meta clearfix"><span class="date meta-item tie-icon">ديسمبر 5, 2023</span><div class="tie-alignright"><span class="meta-comment">0</span><span class="meta-views meta-item">412</span><span class="meta-reading-time meta-item">دقيقة واحدة</span></div></div></div></header>
<div class="featured-area"><figure class="single-featured-image"><img src="c.jpg"/><figcaption class="single-caption-text">قاعة المحكمة</figcaption></figure></div>
<div class="entry-content entry clearfix"><div class="stream-item stream-item-above-post-content"></div>
{render(a, p="<p><strong>السهل الكبير-السهل:</strong> %s</p>" if False else "<p>%s</p>", inserts={3: inline})}
<div class="post-bottom-meta post-bottom-tags post-tags-modern"><div class="post-bottom-meta-title">الوسوم</div><span class="tagcloud"><a href="/t">محكمة</a></span></div></div>
<div id="post-extra-info"><div class="theiaStickySidebar"><div class="single-post-meta post-meta"><span class="date">ديسمبر 5, 2023</span></div></div></div>
<div id="share-buttons-bottom" class="share-buttons"><a href="#">فيسبوك</a><a href="#">‫X</a></div></article>
<div class="post-components"><div id="related-posts" class="container-wrapper"><div class="mag-box-title"><h3>مقالات ذات صلة</h3></div><div class="related-posts-list">{heads(8, 4, '<div class="tie-standard"><h3 class="post-title"><a href="/%d">%s</a></h3></div>')}</div></div></div></div>
<aside class="sidebar tie-col-md-4"><div class="widget"><ul>{heads(1, 5)}</ul></div></aside></div></div>
<div id="check-also-box" class="container-wrapper"><h3>شاهد أيضاً</h3><div class="widget-post-list"><h2 class="post-title"><a href="/">{HEADS[14]}</a></h2></div></div></div></div></div></body></html>"""
    return body, dict(title=a.title, outlet="وكالة السهل للأنباء", published=a.date, url=url, lang="ar"), a.body()


def drupal7(a):
    url = "https://www.sahl.example/ar/node/8812"
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl" prefix="content: http://purl.org/rss/1.0/modules/content/"><head profile="http://www.w3.org/1999/xhtml/vocab">
<meta charset="utf-8" /><link rel="canonical" href="/ar/node/8812" /><link rel="shortlink" href="/ar/node/8812" /><title>{a.title} | مركز السهل للدراسات</title>
<meta name="dcterms.date" content="{a.date}T09:20+00:00" /><meta name="dcterms.creator" content="{a.author}" /></head>
<body class="html not-front not-logged-in one-sidebar sidebar-first page-node page-node- page-node-8812 node-type-article i18n-ar">
<div id="skip-link"><a href="#main-content" class="element-invisible element-focusable">تجاوز إلى المحتوى الرئيسي</a></div>
<div id="page-wrapper"><div id="page"><div id="header"><div class="section clearfix"><div id="name-and-slogan"><div id="site-name"><strong><a href="/">مركز السهل للدراسات</a></strong></div></div></div></div>
<div id="main-menu" class="navigation"><ul id="main-menu-links" class="links inline clearfix">{menu()}</ul></div>
<div id="main-wrapper" class="clearfix"><div id="main" class="clearfix"><div id="breadcrumb"><h2 class="element-invisible">أنت هنا</h2><div class="breadcrumb"><a href="/ar">الرئيسية</a> » <a href="/ar/op">آراء</a></div></div>
<div id="sidebar-first" class="column sidebar"><div class="region region-sidebar-first"><div class="block block-views"><h2>الأكثر قراءة</h2><div class="content"><div class="item-list"><ul>{heads(5, 6)}</ul></div></div></div></div></div>
<div id="content" class="column"><div class="section"><a id="main-content"></a><h1 class="title" id="page-title">{a.title}</h1><div class="tabs"></div>
<div class="region region-content"><div id="block-system-main" class="block block-system"><div class="content">
<div id="node-8812" class="node node-article node-promoted node-full clearfix" about="/ar/node/8812" typeof="sioc:Item foaf:Document"><span property="dc:title" content="{a.title}" class="rdf-meta element-hidden"></span><div class="meta submitted"><span property="dc:date dc:created" content="{a.date}T09:20:00+00:00">نشره <span class="username">{a.author}</span> في ثلاثاء, 12/03/2024 - 09:20</span></div>
<div class="content clearfix"><div class="field field-name-field-image field-type-image field-label-hidden"><div class="field-items"><div class="field-item even"><img src="r.jpg" /></div></div></div>
<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">
{render(a, p='<p class="rtejustify">%s</p>')}
</div></div></div><div class="field field-name-field-tags field-type-taxonomy-term-reference field-label-above clearfix"><h3 class="field-label">الكلمات المفتاحية: </h3><ul class="links"><li class="taxonomy-term-reference-0"><a href="/t">مدن</a></li><li><a href="/t">أنهار</a></li></ul></div></div>
<div class="link-wrapper"><ul class="links inline"><li class="comment-add first last"><a href="/user">سجل دخولك لنشر التعليقات</a></li></ul></div>
<div id="comments" class="comment-wrapper"><h2 class="title">التعليقات</h2>{"".join('<div class="comment clearfix"><h3><a href="#">%s</a></h3><div class="content"><div class="field-name-comment-body"><p>%s</p></div></div></div>' % c for c in COMMENTS)}</div>
</div></div></div></div></div></div></div></div><div id="footer-wrapper"><div class="section"><p>{ABOUT}</p></div></div></div></div></body></html>"""
    f = dict(title=a.title, author=a.author, outlet="مركز السهل للدراسات", published=a.date, url="https://www.sahl.example/ar/node/8812", lang="ar")
    f["from"] = url + "?page=1"
    return body, f, a.body()


def drupal9(a):
    url = "https://observer.example/ar/reports/kroum"
    data = {"@context": "https://schema.org", "@graph": [{"@type": ["Article", "NewsArticle"], "headline": a.title, "name": a.title,
            "author": [{"@type": "Person", "name": a.author, "url": "https://observer.example/ar/u/3"}],
            "publisher": {"@type": "NewsMediaOrganization", "name": "مرصد القرى"}, "datePublished": "Fri, 08/02/2024 - 11:00",
            "mainEntityOfPage": url}]}
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" />{ld(data)}
<meta property="article:published_time" content="{a.date}T11:00:00+0300" /><link rel="canonical" href="{url}" /><meta property="og:site_name" content="مرصد القرى" /><title>{a.title} | مرصد القرى</title></head>
<body class="path-node page-node-type-report has-featured-top"><a href="#main-content" class="visually-hidden focusable skip-link">تجاوز إلى المحتوى الرئيسي</a>
<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas><div class="layout-container"><header role="banner" class="header"><div class="region region-primary-menu"><nav role="navigation" aria-labelledby="m" id="block-main-menu"><h2 class="visually-hidden" id="m">القائمة</h2><ul class="menu">{menu()}</ul></nav></div></header>
<main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content"><div class="region region-content"><div data-drupal-messages-fallback class="hidden"></div><div id="block-page-title"><h1 class="title page-title"><span class="field field--name-title field--type-string field--label-hidden">{a.title}</span></h1></div>
<div id="block-content" class="block block-system"><article data-history-node-id="41" role="article" class="node node--type-report node--promoted node--view-mode-full">
<div class="node__meta"><span>بقلم <span class="field--name-uid">{a.author}</span></span> <span class="field--name-created">جمعة, 08/02/2024 - 11:00</span></div>
<div class="node__content"><div class="field field--name-field-media-image field--type-entity-reference"><article class="media media--type-image"><img src="k.jpg" /><div class="field field--name-field-caption">منزل متضرر في البلدة</div></article></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">
{render(a, h='<h3>%s</h3>', inserts={5: '<div class="align-left"><article class="media media--type-remote-video"><iframe src="https://video.example/1"></iframe></article></div>'})}
</div><div class="field field--name-field-tags field--type-entity-reference field--label-above"><div class="field__label">وسوم</div><div class="field__items"><div class="field__item"><a href="/t/1">نزوح</a></div><div class="field__item"><a href="/t/2">ألغام</a></div></div></div></div></article></div>
<div class="views-element-container block" id="block-related"><h2>تقارير أخرى</h2><div class="view-content">{"".join('<div class="views-row"><span class="field-content"><a href="/%d">%s</a></span><p>%s</p></div>' % (i, HEADS[i], EXCERPTS[i]) for i in range(3))}</div></div>
</div></div></main><footer role="contentinfo"><div class="region region-footer"><p>{ABOUT}</p></div></footer></div></div></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="مرصد القرى", published=a.date, url=url, lang="ar"), a.body()


def joomla(a):
    url = "http://www.baladia-rimal.example/index.php/news/212"
    body = f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar-aa" lang="ar-aa" dir="rtl"><head><base href="{url}" /><meta http-equiv="content-type" content="text/html; charset=utf-8" /><meta name="author" content="المدير العام" /><meta name="generator" content="Joomla! - Open Source Content Management" /><title>{a.title}</title></head>
<body class="site com_content view-article no-layout no-task itemid-101"><div class="body"><div class="container"><header class="header" role="banner"><a class="brand" href="/">بلدية الرمال</a></header><nav class="navigation" role="navigation"><ul class="nav menu">{menu()}</ul></nav>
<div class="row-fluid"><main id="content" role="main" class="span9"><div id="system-message-container"></div>
<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="ar-AA" /><div class="page-header"><h2 itemprop="headline">{a.title}</h2></div>
<div class="icons"><div class="btn-group pull-right"><ul class="dropdown-menu"><li class="print-icon"><a href="#">طباعة</a></li><li class="email-icon"><a href="#">البريد الإلكتروني</a></li></ul></div></div>
<dl class="article-info muted"><dt class="article-info-term">تفاصيل</dt><dd class="createdby" itemprop="author" itemscope itemtype="https://schema.org/Person">كتب بواسطة: <span itemprop="name">المدير العام</span></dd><dd class="category-name">المجموعة: <a href="/n" itemprop="genre">أخبار</a></dd><dd class="published"><time datetime="{a.date}T07:30:00+00:00" itemprop="datePublished">نشر بتاريخ: {day_name(a.date, MONTHS_SY)}</time></dd><dd class="hits">الزيارات: 431</dd></dl>
<div itemprop="articleBody">{render(a)}</div>
<ul class="pager pagenav"><li class="previous"><a href="/211" rel="prev">السابق</a></li><li class="next"><a href="/213" rel="next">التالي</a></li></ul></div></main>
<div id="aside" class="span3"><div class="well"><h3 class="page-header">آخر الأخبار</h3><ul class="latestnews">{heads(10, 5)}</ul></div></div></div></div></div><footer class="footer" role="contentinfo"><p>&copy; 2022 بلدية الرمال</p></footer></body></html>"""
    return body, dict(title=a.title, author="المدير العام", published=a.date, url=url, lang="ar", **{"from": url}), a.body()


def blogger(a):
    url = "https://modawana-nahr.blogspot.example/2024/03/nahr.html"
    body = f"""<!DOCTYPE html><html class='v2' dir='rtl' xmlns='http://www.w3.org/1999/xhtml' xmlns:b='http://www.google.com/2005/gml/b'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><link href='{url}' rel='canonical'/><meta content='{url}' property='og:url'/><meta content='{a.title}' property='og:title'/><title>مدونة النهر: {a.title}</title></head>
<body class='loading'><div class='navbar section' id='navbar'></div><div class='body-fauxcolumns'></div><div class='content'><div class='content-outer'><header><div class='header-outer'><div class='header section' id='header'><div class='widget Header'><h1 class='title'><a href='/'>مدونة النهر</a></h1><div class='descriptionwrapper'><p class='description'><span>يوميات من ضفة نهر صغير، وكلام عن المدن والناس والماء.</span></p></div></div></div></div></header>
<div class='main-outer'><div class='columns fauxcolumns'><div class='columns-inner'><div class='column-center-outer'><div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>الثلاثاء، 12 مارس 2024</span></h2><div class="date-posts"><div class='post-outer'>
<div class='post hentry' itemprop='blogPost' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'><a name='551'></a><h3 class='post-title entry-title' itemprop='name'>{a.title}</h3><div class='post-header'><div class='post-header-line-1'></div></div>
<div class='post-body entry-content' id='post-body-551' itemprop='description articleBody'><div class="separator" style="clear: both; text-align: center;"><a href="http://1.bp.example/x.jpg"><img border="0" src="x.jpg" /></a></div>
{render(a, p='<div style="text-align: justify;">%s</div><div style="text-align: justify;"><br /></div>')}
<div style='clear: both;'></div></div>
<div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>مرسلة بواسطة <span class='fn' itemprop='author' itemscope='itemscope' itemtype='http://schema.org/Person'><a class='g-profile' href='/p' rel='author'><span itemprop='name'>{a.author}</span></a></span></span> <span class='post-timestamp'>في <a class='timestamp-link' href='{url}'><abbr class='published' itemprop='datePublished' title='{a.date}T06:00:00-07:00'>6:00 ص</abbr></a></span></div><div class='post-footer-line post-footer-line-2'><span class='post-labels'>التسميات: <a href='/l' rel='tag'>مقالات</a></span></div></div></div>
<div class='comments' id='comments'><h4>3 تعليقات:</h4><div class='comments-content'><div class='comment-thread'><ol>{"".join("<li class='comment'><div class='comment-block'><div class='comment-header'><cite class='user'>%s</cite></div><p class='comment-content'>%s</p></div></li>" % c for c in COMMENTS)}</ol></div></div></div></div></div></div></div><div class='blog-pager' id='blog-pager'><a href='/o'>رسالة أقدم</a></div></div></div></div>
<div class='column-right-outer'><aside><div class='sidebar section'><div class='widget BlogArchive'><h2>أرشيف المدونة</h2><ul class='hierarchy'>{heads(2, 8)}</ul></div><div class='widget Text'><div class='widget-content'>{ABOUT}</div></div></div></aside></div></div></div></div></div></div></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="مدونة النهر", published=a.date, url=url), a.body()


def ghost(a):
    url = "https://dafatir.example/balloon/"
    data = {"@context": "https://schema.org", "@type": "Article", "publisher": {"@type": "Organization", "name": "دفاتر", "url": "https://dafatir.example/"},
            "author": {"@type": "Person", "name": a.author, "sameAs": []}, "headline": a.title, "url": url, "datePublished": a.date + "T05:00:00.000Z",
            "dateModified": "2025-06-01T05:00:00.000Z", "mainEntityOfPage": url}
    card = '<div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-text">اشترك في النشرة لتصلك القصص العلمية كل أسبوع.</div></div>'
    fig = '<figure class="kg-card kg-image-card kg-width-wide kg-card-hascaption"><img src="b.jpg" class="kg-image"/><figcaption>البالون قبل الإطلاق</figcaption></figure>'
    book = f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/x"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{HEADS[12]}</div><div class="kg-bookmark-description">{EXCERPTS[2]}</div></div></a></figure>'
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{a.title}</title><meta charset="utf-8"><link rel="canonical" href="{url}"><meta property="og:site_name" content="دفاتر"><meta property="article:published_time" content="{a.date}T05:00:00.000Z">{ld(data)}</head>
<body class="post-template tag-science is-head-left-logo has-serif-body"><div class="viewport"><header id="gh-head" class="gh-head outer"><nav class="gh-head-menu"><ul class="nav">{menu()}</ul></nav></header>
<div class="site-content"><main id="site-main" class="site-main"><article class="article post tag-science"><header class="article-header gh-canvas"><div class="article-tag post-card-tags"><a href="/s">علوم</a></div><h1 class="article-title">{a.title}</h1><div class="article-byline"><h4 class="author-name"><a href="/author">{a.author}</a></h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="{a.date}">{day_name(a.date)}</time><span class="byline-reading-time">2 min read</span></div></div></header>
<section class="gh-content gh-canvas">{render(a, inserts={1: fig, 2: book, 4: card})}</section></article></main>
<section class="footer-cta outer"><div class="inner"><h2 class="footer-cta-title">اشترك في دفاتر</h2><p>{NEWSLETTER}</p></div></section>
<aside class="read-more-wrap outer"><div class="read-more inner">{"".join('<article class="post-card"><h2 class="post-card-title"><a href="/">%s</a></h2><div class="post-card-excerpt">%s</div></article>' % (HEADS[i], EXCERPTS[i]) for i in range(3))}</div></aside></div><footer class="site-footer outer"><div class="copyright">دفاتر © 2025</div></footer></div></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="دفاتر", published=a.date, url=url, lang="ar"), a.body()


def microdata(a):
    url = "https://www.akhbar-mirfa.example/details.php?id=900"
    body = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>أخبار المرفأ :: {a.title}</title><meta property="og:site_name" content="أخبار المرفأ"/></head><body>
<div class="container"><div class="row top"><div class="col-md-12"><ul class="list-inline">{menu()}</ul></div></div>
<div class="row" itemscope itemtype="http://schema.org/NewsArticle"><meta itemscope itemprop="mainEntityOfPage" itemid="{url}"/><div class="col-md-8"><h1 class="details-title" itemprop="headline">{a.title}</h1>
<span class="details-time"><i class="fa fa-clock-o"></i> <meta itemprop="datePublished" content="{a.date}T17:45:00+02:00"/>{day_name(a.date)} - 17:45</span> <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{a.author}</span></span>
<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="أخبار المرفأ"/></span>
<div class="social-buttons"><a href="#">فيسبوك</a> <a href="#">تويتر</a></div>
<div itemprop="articleBody" class="details-txt">{render(a, inserts={2: '<div class="in-read"><p>اقرأ أيضا: <a href="/1">%s</a></p><p>اقرأ أيضا: <a href="/2">%s</a></p></div>' % (HEADS[7], HEADS[8])})}<p>المصدر: المراسل</p></div>
<div class="tags-cont"><a href="/t">مياه</a><a href="/t">مرفأ</a></div><div class="fb-comments" data-href="{url}"></div></div>
<div class="col-md-4"><h3>الأكثر مشاهدة</h3>{heads(3, 8, '<div class="side-item"><a href="/%d">%s</a></div>')}<h3>كتاب الرأي</h3><div class="side-op"><p>{EXCERPTS[0]}</p><p>{EXCERPTS[1]}</p></div></div></div></div></body></html>"""
    return body, dict(title=a.title, author=a.author, outlet="أخبار المرفأ", published=a.date, url=url, lang="ar", **{"from": url}), a.body() + "\nالمصدر: المراسل"
