#include "ingest/fragment.h"

#include <gumbo.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace isnad {

namespace {

bool is_blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x2028 || c == 0x2029;
}

bool is_block(std::string_view name) {
  static constexpr std::array<std::string_view, 36> kBlocks = {
      "address", "article", "aside", "blockquote", "br",     "caption", "dd",      "details",
      "div",     "dl",      "dt",    "figcaption", "figure", "footer",  "form",    "h1",
      "h2",      "h3",      "h4",    "h5",         "h6",     "header",  "hr",      "li",
      "main",    "nav",     "ol",    "option",     "p",      "pre",     "section", "table",
      "td",      "th",      "tr",    "ul"};
  return std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
}

// Elements whose inside is no text of the article.
bool is_silent(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kSilent = {
      "script", "style", "iframe", "noscript", "template", "svg", "object", "textarea"};
  return std::find(kSilent.begin(), kSilent.end(), name) != kSilent.end();
}

// Past the end of the tag that begins at `at`; quoted values may hold a ">".
size_t tag_end(std::string_view s, size_t at) {
  const size_t plain = s.find('>', at);
  if (plain == std::string_view::npos) return s.size();
  char quote = 0;
  // A quote that never ends would swallow the text: it is looked for within bounds.
  const size_t last = std::min(s.size(), at + 4096);
  for (size_t i = at; i < last; ++i) {
    if (quote) {
      if (s[i] == quote) quote = 0;
    } else if ((s[i] == '"' || s[i] == '\'') && i > at && s[i - 1] == '=') {
      quote = s[i];
    } else if (s[i] == '>') {
      return i + 1;
    }
  }
  return plain + 1;
}

// Past the closing tag of a silent element whose inside begins at `at`.
size_t silent_end(std::string_view s, size_t at, std::string_view name) {
  for (size_t i = s.find("</", at); i != std::string_view::npos; i = s.find("</", i + 2)) {
    const std::string_view rest = s.substr(i + 2, name.size());
    if (rest.size() == name.size() &&
        std::equal(rest.begin(), rest.end(), name.begin(),
                   [](char a, char b) { return ascii_lower(a) == b; })) {
      return tag_end(s, i);
    }
  }
  return s.size();
}

// Text with tags taken out and blocks as line feeds; what stays of "<" is escaped.
std::string without_tags(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (size_t i = 0; i < s.size();) {
    const char c = s[i];
    if (c != '<') {
      // The source's own line breaks are blanks.
      out.push_back(c == '\n' || c == '\r' ? ' ' : c);
      ++i;
      continue;
    }
    const char next = i + 1 < s.size() ? s[i + 1] : ' ';
    if (s.compare(i, 4, "<!--") == 0) {
      const size_t end = s.find("-->", i + 4);
      i = end == std::string_view::npos ? s.size() : end + 3;
    } else if (next == '!' || next == '?') {
      i = tag_end(s, i);
    } else if (is_ascii_alpha(next) ||
               (next == '/' && i + 2 < s.size() && is_ascii_alpha(s[i + 2]))) {
      const size_t begin = i + (next == '/' ? 2 : 1);
      std::string name;
      for (size_t k = begin; k < s.size() && name.size() < 16; ++k) {
        if (!is_ascii_alpha(s[k]) && !(s[k] >= '0' && s[k] <= '9')) break;
        name.push_back(ascii_lower(s[k]));
      }
      const size_t end = tag_end(s, i);
      const bool alone = end >= 2 && s[end - 2] == '/';
      i = next != '/' && !alone && is_silent(name) ? silent_end(s, end, name) : end;
      if (is_block(name)) out.push_back('\n');
    } else {
      out += "&lt;";
      ++i;
    }
  }
  return out;
}

// Character references decoded by the parser's own table: the text is made the title of a page, in
// which nothing else is markup.
std::string decoded_references(const std::string& text) {
  if (text.find('&') == std::string::npos) return text;
  const std::string page = "<title>" + text + "</title>";
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  if (!output) return text;
  std::string out;
  // html > head > title > text
  const GumboNode* node = output->root;
  for (int depth = 0; node && depth < 3; ++depth) {
    if (node->type != GUMBO_NODE_ELEMENT || node->v.element.children.length == 0) {
      node = nullptr;
      break;
    }
    node = static_cast<const GumboNode*>(node->v.element.children.data[0]);
  }
  if (node && (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)) {
    out = node->v.text.text;
  }
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return out;
}

bool is_unseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Blanks run together; lines trimmed, empty ones dropped.
std::string tidy(const std::string& text, bool one_line) {
  const Result<std::u32string> points = decode_utf8(text);
  if (!points) return {};
  std::string out;
  bool blank = false;
  bool line = false;
  for (const char32_t c : *points) {
    if (c == '\n' && !one_line) {
      line = true;
    } else if (is_blank(c)) {
      blank = true;
    } else if (!is_unseen(c) && !(one_line && turns_direction(c))) {
      if (!out.empty() && line) {
        out.push_back('\n');
      } else if (!out.empty() && blank) {
        out.push_back(' ');
      }
      blank = line = false;
      append_utf8(out, c);
    }
  }
  return out;
}

std::string text_of(std::string_view html, bool one_line) {
  std::string valid(html);
  // No text has them, and a parser in C would end there.
  valid.erase(std::remove(valid.begin(), valid.end(), '\0'), valid.end());
  return tidy(decoded_references(without_tags(valid)), one_line);
}

}  // namespace

std::string plain_text(std::string_view text) { return tidy(std::string(text), false); }

std::string plain_line(std::string_view text) { return tidy(std::string(text), true); }

std::string fragment_text(std::string_view html) { return text_of(html, false); }

std::string fragment_line(std::string_view html) { return text_of(html, true); }

}  // namespace isnad
