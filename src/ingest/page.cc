#include "ingest/page.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/html_body.h"
#include "ingest/html_bytes.h"
#include "ingest/html_clean.h"
#include "ingest/html_jsonld.h"
#include "ingest/html_meta.h"
#include "ingest/html_tree.h"
#include "ingest/ingest.h"

namespace isnad {

namespace {

// A script's text replaces the page's where the page has less than this share of it: a paywall or
// a page that a program fills.
constexpr double kPageShare = 0.6;

void add_note(std::string& note, const std::string& more) {
  if (more.empty()) return;
  if (!note.empty()) note += "; ";
  note += more;
}

// Code points that may stand in a document: no controls but line ends, nothing that turns the
// direction of the text around it.
std::u32string body_text(std::string_view utf8) {
  std::u32string out = decode_tolerant(utf8);
  std::erase_if(out, [](char32_t u) {
    const bool control = (u < 0x20 && u != '\n') || (u >= 0x7F && u <= 0x9F);
    const bool turns = (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
    return control || turns || u == 0xAD || u == 0x200B || u == 0xFEFF || u == 0xFFFD;
  });
  return out;
}

size_t letters(std::string_view utf8) {
  return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    const auto b = static_cast<unsigned char>(c);
    return b > 0x20 && (b & 0xC0) != 0x80;
  }));
}

// Text of a script's field: HTML, or plain text with line ends.
std::string field_text(const std::string& field) {
  std::string html;
  if (field.find('<') != std::string::npos || field.find("&lt;") != std::string::npos) {
    html = field;
  } else {
    for (const char c : field) html += c == '\n' ? "<br>" : std::string(1, c);
  }
  const CleanHtml clean = clean_html("<body><div class=\"article-body\">" + html + "</div>");
  const auto tree = build_tree(clean.html);
  return tree ? find_body(*tree, {}).text : std::string();
}

}  // namespace

Result<Page> read_page(std::string_view bytes, const PageHints& hints, const std::string& where) {
  if (bytes.size() > kMaxDocumentBytes) {
    return fail(ErrorCode::too_large, where + ": longer than " +
                                          std::to_string(kMaxDocumentBytes >> 20) +
                                          " MB, the most that one page may have");
  }
  auto decoded = decode_page(bytes, hints.charset, where);
  if (!decoded) return tl::unexpected(decoded.error());
  const CleanHtml clean = clean_html(decoded->utf8);
  const auto tree = build_tree(clean.html);
  if (!tree) return fail(tree.error().code, where + ": " + tree.error().message);

  const ScriptFacts script = read_json_ld(clean.scripts, hints.url.value_or(""));
  PageFacts facts = read_facts(*tree, script, hints.url);
  std::vector<std::string> known;
  for (const auto& k : {facts.title, facts.author, facts.outlet}) {
    if (k) known.push_back(*k);
  }
  BodyText body = find_body(*tree, known);
  if (!facts.title || (facts.weak_title && !body.text.empty())) {
    const std::string line = clean_line(line_above(*tree, body));
    // <title> may be the site's name; then the article's title is a line of the text.
    const bool site = !facts.title || facts.title->size() * 3 < line.size() * 2;
    if (site && !line.empty()) {
      if (facts.title && !facts.outlet) facts.outlet = facts.title;
      facts.title = line;
      known.push_back(line);
      body = find_body(*tree, known);
    }
  }

  Page page;
  page.note = decoded->note;
  if (clean.cut)
    add_note(page.note, "more than " + std::to_string(kMaxTags) + " tags, the rest read flat");
  if (tree->cut) add_note(page.note, "more than 200,000 lines, the rest left out");
  if (clean.flattened) add_note(page.note, "nested too deep, read flat");
  add_note(page.note, script.note);
  for (const std::string& n : facts.notes) add_note(page.note, n);

  std::string hidden = script.text.empty() ? std::string() : field_text(script.text);
  const char* from = "text taken from JSON-LD";
  if (body.text.empty() && hidden.empty()) {
    if (const std::string state = script_text(clean.scripts); !state.empty()) {
      hidden = field_text(state);
      from = "text taken from a script";
    }
  }
  if (!script.live &&
      static_cast<double>(letters(body.text)) < kPageShare * static_cast<double>(letters(hidden))) {
    body.text = std::move(hidden);
    add_note(page.note, from);
  }
  page.text = body_text(body.text);
  if (page.text.empty()) {
    return fail(ErrorCode::empty,
                where + (clean.frames ? ": a frame set, its text is on other pages"
                                      : ": no article on this page (only links, a player "
                                        "or a form)"));
  }
  page.title = std::move(facts.title);
  page.author = std::move(facts.author);
  page.outlet = std::move(facts.outlet);
  page.published = std::move(facts.published);
  page.url = std::move(facts.url);
  page.lang = std::move(facts.lang);
  return page;
}

}  // namespace isnad
