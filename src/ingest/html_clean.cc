#include "ingest/html_clean.h"

#include <algorithm>
#include <array>

#include "ingest/html_bytes.h"

namespace isnad {

namespace {

constexpr size_t kMaxAttribute = 2000;  // bytes
constexpr size_t kMaxAttributes = 12;   // of those that are kept

template <size_t N>
bool one_of(std::string_view s, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), s) != list.end();
}

// Their contents are no text of the page; they end at their end tag and nowhere else.
constexpr std::array<std::string_view, 9> kRaw = {
    "script", "style", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp", "template"};
constexpr std::array<std::string_view, 5> kSkipped = {"svg", "math", "select", "canvas",
                                                      "datalist"};
constexpr std::array<std::string_view, 16> kVoid = {
    "area",   "base", "br",   "col",   "embed",  "hr",    "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr", "frame"};
// Unclosed formatting is opened again in every paragraph, which makes trees of any size.
constexpr std::array<std::string_view, 15> kFormatting = {
    "b",     "big",    "code",   "em", "font", "i",        "nobr",   "s",
    "small", "strike", "strong", "tt", "u",    "frameset", "isindex"};
// Their start tags close the one before: they cannot nest without a container of another name.
constexpr std::array<std::string_view, 8> kSelfClosing = {"p",    "li",   "dd",   "dt",
                                                          "html", "head", "body", "colgroup"};
constexpr std::array<std::string_view, 6> kRowParts = {"td", "th", "tr", "tbody", "thead", "tfoot"};
// End tags do not reach beyond these.
constexpr std::array<std::string_view, 6> kScopes = {"table",   "td",     "th",
                                                     "caption", "object", "marquee"};
constexpr std::array<std::string_view, 16> kInline = {
    "a",   "span", "abbr", "acronym", "bdo", "bdi", "cite", "dfn",
    "ins", "del",  "kbd",  "label",   "q",   "sub", "sup",  "time"};
constexpr std::array<std::string_view, 20> kKept = {
    "class",   "id",      "role",        "itemprop", "itemtype",   "property", "name",
    "content", "rel",     "href",        "lang",     "dir",        "datetime", "hidden",
    "style",   "pubdate", "aria-hidden", "charset",  "http-equiv", "type"};
constexpr std::array<std::string_view, 5> kKeptData = {"data-component", "data-testid", "data-type",
                                                       "data-role", "data-e2e"};

struct Open {
  std::string name;
  bool emitted;
};

class Cleaner {
 public:
  explicit Cleaner(std::string_view in) : in_(in) { out_.html.reserve(in.size() / 2); }

  CleanHtml run() {
    while (at_ < in_.size()) {
      const size_t tag = std::min(in_.find('<', at_), in_.size());
      text(in_.substr(at_, tag - at_));
      at_ = tag;
      if (at_ < in_.size()) markup();
    }
    return std::move(out_);
  }

 private:
  struct Attribute {
    std::string name;
    std::string_view value;
  };

  void text(std::string_view s) {
    for (size_t i = 0; i < s.size(); ++i) {
      const auto c = static_cast<unsigned char>(s[i]);
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') continue;
      if (c == '&' && i + 1 < s.size() && s[i + 1] == '#') {
        // A reference of many digits would overflow the tree builder's counter.
        size_t end = i + 2;
        while (end < s.size() && (is_ascii_alnum(s[end]))) ++end;
        if (end - i > 12) {
          i = end - 1;
          continue;
        }
      }
      out_.html.push_back(s[i]);
    }
  }

  void markup() {
    const char next = at_ + 1 < in_.size() ? in_[at_ + 1] : '\0';
    if (next == '!') {
      if (in_.compare(at_, 4, "<!--") == 0) {
        skip_past("-->", at_ + 4);
      } else {
        skip_past(">", at_ + 2);
      }
    } else if (next == '?') {
      skip_past(">", at_ + 2);
    } else if (is_ascii_alpha(next)) {
      start_tag();
    } else if (next == '/' && at_ + 2 < in_.size() && is_ascii_alpha(in_[at_ + 2])) {
      end_tag();
    } else {
      out_.html += "&lt;";
      ++at_;
    }
  }

  void skip_past(std::string_view end, size_t from) {
    const size_t found = in_.find(end, from);
    at_ = found == std::string_view::npos ? in_.size() : found + end.size();
  }

  std::string tag_name() {
    const size_t begin = at_;
    while (at_ < in_.size() && !is_ascii_space(in_[at_]) && in_[at_] != '/' && in_[at_] != '>') {
      ++at_;
    }
    std::string name(in_.substr(begin, std::min<size_t>(at_ - begin, 40)));
    for (char& c : name) {
      c = ascii_lower(c);
      if (!is_ascii_alnum(c) && c != '-') c = 'x';  // a tag of no meaning
    }
    return name;
  }

  // Reads attributes up to and with '>'. Only those with cues are kept.
  std::vector<Attribute> attributes() {
    std::vector<Attribute> kept;
    while (at_ < in_.size() && in_[at_] != '>') {
      if (is_ascii_space(in_[at_]) || in_[at_] == '/' || in_[at_] == '=') {
        ++at_;
        continue;
      }
      const size_t name_at = at_;
      while (at_ < in_.size() && !is_ascii_space(in_[at_]) && in_[at_] != '=' && in_[at_] != '>' &&
             in_[at_] != '/') {
        ++at_;
      }
      const std::string_view name = in_.substr(name_at, at_ - name_at);
      const std::string_view value = attribute_value();
      if (name.size() > 20 || kept.size() >= kMaxAttributes) continue;
      std::string lower = to_ascii_lower(name);
      if (!one_of(lower, kKept) && !one_of(lower, kKeptData)) continue;
      const bool twice = std::any_of(kept.begin(), kept.end(),
                                     [&](const Attribute& a) { return a.name == lower; });
      if (!twice) kept.push_back({std::move(lower), value});
    }
    if (at_ < in_.size()) ++at_;
    return kept;
  }

  std::string_view attribute_value() {
    size_t i = at_;
    while (i < in_.size() && is_ascii_space(in_[i])) ++i;
    if (i >= in_.size() || in_[i] != '=') return {};
    ++i;
    while (i < in_.size() && is_ascii_space(in_[i])) ++i;
    if (i < in_.size() && (in_[i] == '"' || in_[i] == '\'')) {
      const size_t end = std::min(in_.find(in_[i], i + 1), in_.size());
      at_ = std::min(end + 1, in_.size());
      return in_.substr(i + 1, end - i - 1);
    }
    const size_t begin = i;
    while (i < in_.size() && !is_ascii_space(in_[i]) && in_[i] != '>') ++i;
    at_ = i;
    return in_.substr(begin, i - begin);
  }

  void emit(const std::string& name, const std::vector<Attribute>& kept) {
    out_.html.push_back('<');
    out_.html += name;
    for (const Attribute& a : kept) {
      std::string_view value = a.value;
      if (value.size() > kMaxAttribute) {
        size_t end = kMaxAttribute;
        while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
        value = value.substr(0, end);
      }
      out_.html.push_back(' ');
      out_.html += a.name;
      out_.html += "=\"";
      for (const char c : value) {
        if (c == '"') {
          out_.html += "&quot;";
        } else if (static_cast<unsigned char>(c) >= 0x20) {
          out_.html.push_back(c);
        } else if (is_ascii_space(c)) {
          out_.html.push_back(' ');
        }
      }
      out_.html.push_back('"');
    }
    out_.html.push_back('>');
  }

  void start_tag() {
    ++at_;
    std::string name = tag_name();
    const std::vector<Attribute> kept = attributes();
    if (name == "frameset") out_.frames = true;
    if (one_of(name, kRaw)) return raw_element(name, kept);
    if (name == "plaintext") {
      at_ = in_.size();
      return;
    }
    if (one_of(name, kSkipped)) return skip_element(name);
    if (name == "title") return title();
    if (++tags_ > kMaxTags) {
      out_.cut = true;
      out_.html.push_back(' ');
      return;
    }
    if (one_of(name, kFormatting)) return;
    if (name == "form") name = "div";  // one form must not forbid the next
    if (name == "li" || name == "dd" || name == "dt") close_link();
    if (one_of(name, kVoid) || one_of(name, kSelfClosing)) return emit(name, kept);
    if (one_of(name, kRowParts)) {
      if (!close_to_table()) return;
      emit(name, kept);
      if (name == "td" || name == "th") open_.push_back({name, true});
      return;
    }
    if (name == "a") close_link();
    const bool bare = kept.empty() && (name == "span" || name == "a");
    const bool deep = open_.size() >= kMaxDepth;
    if (deep) {
      out_.flattened = true;
      if (!one_of(name, kInline)) out_.html += "<hr>";
      return;  // its end tag finds no partner and is dropped, or closes an outer one: text is kept
    }
    open_.push_back({name, !bare});
    if (!bare) emit(name, kept);
  }

  void raw_element(const std::string& name, const std::vector<Attribute>& kept) {
    const size_t begin = at_;
    const size_t end = find_end_tag(name);
    at_ = end;
    if (name == "script") {
      HtmlScript script{{}, {}, in_.substr(begin, end - begin)};
      for (const Attribute& a : kept) {
        if (a.name == "id") script.id = std::string(a.value.substr(0, 100));
        if (a.name == "type") script.type = to_ascii_lower(a.value.substr(0, 100));
      }
      out_.scripts.push_back(std::move(script));
    }
    if (at_ < in_.size()) skip_past(">", at_);
    out_.html.push_back(' ');
  }

  // Position of the next end tag of this name, or the end of the page.
  size_t find_end_tag(const std::string& name) const {
    for (size_t i = in_.find("</", at_); i != std::string_view::npos; i = in_.find("</", i + 2)) {
      if (equal_ascii_nocase(in_.substr(i + 2, name.size()), name)) {
        const size_t after = i + 2 + name.size();
        if (after >= in_.size() || !is_ascii_alnum(in_[after])) return i;
      }
    }
    return in_.size();
  }

  void skip_element(const std::string& name) {
    if (std::find(unclosed_.begin(), unclosed_.end(), name) != unclosed_.end()) return;
    const size_t end = find_end_tag(name);
    if (end == in_.size()) {  // never closed: only the tag goes
      unclosed_.push_back(name);
      return;
    }
    at_ = end;
    skip_past(">", at_);
    out_.html.push_back(' ');
  }

  void title() {
    const size_t begin = at_;
    const size_t end = find_end_tag("title");
    out_.html += "<title>";
    for (const char c : in_.substr(begin, std::min<size_t>(end - begin, 2 * kMaxAttribute))) {
      if (c == '<') {
        out_.html += "&lt;";
      } else if (static_cast<unsigned char>(c) >= 0x20 || is_ascii_space(c)) {
        out_.html.push_back(c);
      }
    }
    out_.html += "</title>";
    at_ = end;
    if (at_ < in_.size()) skip_past(">", at_);
  }

  // The parts of a row close everything up to their table.
  bool close_to_table() {
    for (size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1].name == "table") {
        pop_to(i);
        return true;
      }
    }
    return false;
  }

  // A link that was never closed ends with what it stands in; else it would go on to the page's
  // end.
  void pop_to(size_t size) {
    for (size_t i = open_.size(); i > size; --i) {
      if (open_[i - 1].name == "a" && open_[i - 1].emitted) out_.html += "</a>";
    }
    open_.resize(size);
  }

  void close_link() {
    for (size_t i = open_.size(); i > 0 && one_of(open_[i - 1].name, kInline); --i) {
      if (open_[i - 1].name != "a") continue;
      if (open_[i - 1].emitted) out_.html += "</a>";
      open_.resize(i - 1);
      return;
    }
  }

  void end_tag() {
    at_ += 2;
    std::string name = tag_name();
    skip_past(">", at_);
    if (one_of(name, kFormatting) || one_of(name, kVoid)) return;
    if (name == "form") name = "div";
    if (one_of(name, kSelfClosing)) {
      if (name != "html" && name != "body" && name != "head") close(name);
      return;
    }
    const bool inner = one_of(name, kInline);
    for (size_t i = open_.size(); i > 0; --i) {
      const std::string& open = open_[i - 1].name;
      if (open == name) {
        const bool emitted = open_[i - 1].emitted;
        pop_to(i);
        open_.pop_back();
        if (emitted) close(name);
        return;
      }
      if (inner ? !one_of(open, kInline) : one_of(open, kScopes) && name != "table") return;
    }
  }

  void close(const std::string& name) {
    out_.html += "</";
    out_.html += name;
    out_.html.push_back('>');
  }

  std::string_view in_;
  size_t at_ = 0;
  size_t tags_ = 0;
  std::vector<std::string> unclosed_;  // elements of which no end tag follows any more
  std::vector<Open> open_;
  CleanHtml out_;
};

}  // namespace

CleanHtml clean_html(std::string_view utf8) { return Cleaner(utf8).run(); }

}  // namespace isnad
