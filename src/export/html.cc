#include "export/html.h"

#include <fmt/format.h>

#include "export/briefing.h"
#include "export/xml.h"
#include "text/bidi.h"

namespace isnad {

namespace {

constexpr const char* kStyle = R"(
:root{color-scheme:light}
body{margin:0 auto;padding:1.5rem 1.25rem 3rem;max-width:46rem;background:#fff;color:#1a1a1a;
font:1rem/1.55 "Noto Sans","Segoe UI",Tahoma,"Noto Naskh Arabic","Noto Sans Arabic",sans-serif}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.3rem;margin:2.2rem 0 .4rem;padding-bottom:.2rem;border-bottom:2px solid #1f4e79}
h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0 0 1rem}
dt{color:#4a4a4a}
dd{margin:0}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:0;padding:.5rem 0;
border-top:1px solid #b5b5b5;border-bottom:1px solid #b5b5b5}
a{color:#0b5394}
a:focus{outline:3px solid #0b5394;outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
.about,.detail{color:#4a4a4a}
.about{margin:.3rem 0 .6rem}
.detail{font-size:.875rem;display:block}
main ul{margin:.2rem 0;padding-left:1.2rem}
main li{margin:.35rem 0}
.label{font-size:.8rem;border:1px solid #6b6b6b;border-radius:.2rem;padding:0 .3rem}
.refs{font-size:.8rem;white-space:normal}
.refs a{text-decoration:none;margin-left:.15rem}
.name{font-weight:600}
[lang=ar]{line-height:1.9;font-style:normal}
.sources{padding-left:2.4rem}
.sources li{margin:.8rem 0;overflow-wrap:anywhere}
.sources blockquote{margin:.3rem 0;padding:.2rem .8rem;background:#f3f5f7;
border-inline-start:3px solid #8aa5bf}
mark{background:#ffec99;color:inherit;padding:0 .1em}
footer{margin-top:2.5rem;color:#4a4a4a;font-size:.875rem}
@media print{
@page{margin:18mm 16mm}
body{max-width:none;padding:0;font-size:10.5pt}
nav,.skip,.back{display:none}
a{color:inherit;text-decoration:none}
h2,h3{break-after:avoid}
main li,blockquote{break-inside:avoid}
mark{background:none;text-decoration:underline;font-weight:600}
.sources blockquote{background:none}
})";

std::string text_of(std::string_view utf8) { return xml_text(safe_line(utf8)); }

// Somebody's name or an outlet's, which may be written from right to left.
std::string apart(std::string_view utf8, const char* more = "") {
  return fmt::format("<bdi{}{}>{}</bdi>", has_rtl(utf8) ? " lang=\"ar\"" : "", more, text_of(utf8));
}

std::string html_line(const std::vector<Inline>& parts) {
  std::string out;
  for (const Inline& p : parts) {
    switch (p.kind) {
      case Inline::Kind::text:
        out += text_of(p.text);
        break;
      case Inline::Kind::name:
        out += apart(p.text, " class=\"name\"");
        break;
      case Inline::Kind::quote:
        out += fmt::format("<q{}>{}</q>",
                           has_rtl(p.text) ? " lang=\"ar\" dir=\"rtl\"" : " dir=\"auto\"",
                           text_of(p.text));
        break;
      case Inline::Kind::label:
        out += "<span class=\"label\">" + apart(p.text) + "</span>";
        break;
    }
  }
  return out;
}

class Page {
 public:
  Page(const Briefing& b, Output& out) : b_(b), out_(out), cited_(b.notes.size()) {}

  Result<void> write() {
    if (auto r = out_.write(head()); !r) return r;
    for (const BriefingSection& s : b_.sections) {
      if (auto r = out_.write(section(s)); !r) return r;
    }
    std::string list =
        "<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n"
        "<ol class=\"sources\">\n";
    for (size_t i = 0; i < b_.notes.size(); ++i) {
      list += source(b_.notes[i], i);
      if (auto r = out_.write(list); !r) return r;
      list.clear();
    }
    return out_.write(list +
                      "</ol>\n</section>\n</main>\n<footer><p>Made by isnad from the articles "
                      "listed as sources. Lines are read by a program: check a line against its "
                      "sources before you rely on it.</p></footer>\n</body>\n</html>\n");
  }

 private:
  std::string head() const {
    const std::string title = text_of(b_.title);
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
        title + "</title>\n<style>" + kStyle +
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the text</a>\n"
        "<header>\n<h1>" +
        apart(b_.title) + "</h1>\n<dl>\n";
    for (const auto& [what, value] : b_.about) {
      out += "<dt>" + text_of(what) + "</dt><dd>" + apart(value) + "</dd>\n";
    }
    out += "</dl>\n</header>\n<nav aria-label=\"Contents\">\n<ul>\n";
    for (const BriefingSection& s : b_.sections) {
      out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", s.id, text_of(s.title));
    }
    return out + "<li><a href=\"#sources\">Sources</a></li>\n</ul>\n</nav>\n<main id=\"main\">\n";
  }

  std::string section(const BriefingSection& s) {
    std::string out = fmt::format(
        "<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n<p class=\"about\">{2}</p>\n",
        s.id, text_of(s.title), text_of(s.about));
    if (s.groups.empty()) out += "<p>Nothing found.</p>\n";
    for (const BriefingGroup& g : s.groups) {
      if (!g.title.empty()) out += "<h3>" + html_line(g.title) + "</h3>\n";
      out += "<ul>\n";
      for (const BriefingItem& item : g.items) {
        out += "<li>" + html_line(item.line) + references(item.notes);
        if (!item.detail.empty()) {
          out += "<span class=\"detail\">" + html_line(item.detail) + "</span>";
        }
        out += "</li>\n";
      }
      out += "</ul>\n";
    }
    return out + "</section>\n";
  }

  std::string references(const std::vector<size_t>& notes) {
    if (notes.empty()) return {};
    std::string out = " <span class=\"refs\">";
    for (const size_t n : notes) {
      const std::string id = cited_[n] ? "" : fmt::format(" id=\"r{}\"", n + 1);
      cited_[n] = true;
      out += fmt::format(
          "<a{0} href=\"#n{1}\" role=\"doc-noteref\" aria-label=\"Source {1}\">[{1}]</a>", id,
          n + 1);
    }
    return out + "</span>";
  }

  static std::string source(const BriefingNote& n, size_t number) {
    std::string out = fmt::format("<li id=\"n{}\">", number + 1);
    out += apart(n.where.outlet.value_or("Outlet not told")) + ", " +
           text_of(n.where.published.value_or("day not told")) + ": ";
    if (n.title && !n.title->empty()) out += "<cite>" + apart(*n.title) + "</cite>, ";
    if (n.url) {
      out +=
          fmt::format("<a href=\"{0}\" rel=\"noreferrer noopener\"><bdi dir=\"ltr\">{0}</bdi></a>",
                      text_of(*n.url));
    } else {
      out += "<bdi dir=\"ltr\">" + text_of(n.where.uri) + "</bdi>";
    }
    if (!n.quote.empty()) {
      std::string quote;
      for (const BriefingNote::Piece& p : n.quote) {
        quote += p.marked ? "<mark>" + text_of(p.text) + "</mark>" : text_of(p.text);
      }
      out += fmt::format("\n<blockquote{}>{}</blockquote>",
                         has_rtl(quote) ? " lang=\"ar\" dir=\"rtl\"" : " dir=\"auto\"", quote);
    }
    return out + fmt::format(
                     "\n<a class=\"back\" href=\"#r{0}\" role=\"doc-backlink\" aria-label=\"Back "
                     "to the first "
                     "line that cites source {0}\">Back</a></li>\n",
                     number + 1);
  }

  const Briefing& b_;
  Output& out_;
  std::vector<bool> cited_;
};

}  // namespace

Result<void> export_html(Export& e) {
  const Result<Briefing> b = briefing(e);
  if (!b) return tl::unexpected<Error>(b.error());
  auto out = e.outputs.open("briefing.html");
  if (!out) return tl::unexpected<Error>(out.error());
  if (auto r = Page(*b, **out).write(); !r) return r;
  return (*out)->finish();
}

}  // namespace isnad
