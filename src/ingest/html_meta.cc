#include "ingest/html_meta.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "ingest/html_body.h"
#include "ingest/html_bytes.h"
#include "ingest/html_date.h"
#include "ingest/html_words.h"
#include "text/fold.h"

namespace isnad {

namespace {

constexpr size_t kMaxLine = 500;    // code points of a title and the like
constexpr size_t kMaxByline = 160;  // bytes

bool bidi_control(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C;
}

// Entities inside JSON and doubly escaped meta values.
std::string unescape(std::string_view s) {
  static const std::map<std::string, std::string, std::less<>> names = {
      {"amp", "&"},  {"quot", "\""}, {"lt", "<"},  {"gt", ">"},
      {"apos", "'"}, {"nbsp", " "},  {"#39", "'"}, {"#039", "'"}};
  std::string out;
  for (size_t i = 0; i < s.size(); ++i) {
    const size_t end = s[i] == '&' ? s.substr(i, 12).find(';') : std::string_view::npos;
    if (end == std::string_view::npos) {
      out.push_back(s[i]);
      continue;
    }
    const std::string_view name = s.substr(i + 1, end - 1);
    const auto it = names.find(name);
    if (it != names.end()) {
      out += it->second;
    } else if (name.size() > 1 && name[0] == '#') {
      const bool hex = ascii_lower(name[1]) == 'x';
      char32_t c = 0;
      bool fine = name.size() > (hex ? 2u : 1u);
      for (const char d : name.substr(hex ? 2 : 1)) {
        const char l = ascii_lower(d);
        const int v = is_ascii_digit(l) ? l - '0' : hex && l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
        fine = fine && v >= 0 && c < 0x110000;
        if (fine) c = c * (hex ? 16 : 10) + static_cast<char32_t>(v);
      }
      if (!fine || c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        out.push_back(s[i]);
        continue;
      }
      append_utf8(out, c);
    } else {
      out.push_back(s[i]);
      continue;
    }
    i += end;
  }
  return out;
}

class FactReader {
 public:
  FactReader(const HtmlTree& tree, const ScriptFacts& script,
             const std::optional<std::string>& page_url)
      : tree_(tree), script_(script), base_(page_url), page_url_(page_url) {}

  PageFacts read() {
    collect();
    out_.outlet = outlet();
    out_.title = title();
    if (!out_.outlet) out_.outlet = outlet_beside_title();
    out_.published = published();
    out_.author = author();
    out_.url = url();
    out_.lang = lang();
    if (cleaned_) out_.notes.push_back("control characters removed from the title");
    if (refused_ && !out_.published) out_.notes.push_back("a date that cannot be was left out");
    return std::move(out_);
  }

 private:
  void collect() {
    for (uint32_t i = 0; i < tree_.elements.size(); ++i) {
      const HtmlElement& e = tree_.elements[i];
      if (e.tag == "meta") {
        std::string name = to_ascii_lower(e.attribute("property"));
        if (name.empty()) name = to_ascii_lower(e.attribute("name"));
        const std::string_view content = e.attribute("content");
        if (!name.empty() && !content.empty()) meta_[name].emplace_back(content);
        if (to_ascii_lower(e.attribute("http-equiv")) == "content-language" && !content.empty()) {
          language_ = std::string(content);
        }
      } else if (e.tag == "base" && !e.attribute("href").empty() && !based_) {
        based_ = true;
        if (auto u = absolute_url(e.attribute("href"), base_)) base_ = u;
      } else if (e.tag == "link" && to_ascii_lower(e.attribute("rel")) == "canonical") {
        if (canonical_.empty()) canonical_ = std::string(e.attribute("href"));
      } else if (e.tag == "html" && !e.attribute("lang").empty()) {
        html_lang_ = std::string(e.attribute("lang"));
      } else if (e.tag == "title" && page_title_.empty()) {
        page_title_ = clean_line(unescape(text_of(tree_, i, 4 * kMaxLine)), &cleaned_);
      } else if (e.tag == "h1") {
        std::string text = clean_line(text_of(tree_, i, 4 * kMaxLine));
        if (!text.empty() && headings_.size() < 8) headings_.push_back(std::move(text));
      }
      if (const std::string_view property = e.attribute("itemprop"); !property.empty()) {
        properties_.emplace_back(to_ascii_lower(property), i);
      }
    }
  }

  // The first value of the meta elements of a kind.
  std::optional<std::string> meta(const std::string& kind) {
    for (const std::string& name : PageWords::get().list(kind)) {
      const auto it = meta_.find(name);
      if (it == meta_.end()) continue;
      for (const std::string& value : it->second) {
        std::string line = clean_line(unescape(value));
        if (!line.empty()) return line;
      }
    }
    return {};
  }

  // The value of an itemprop: its content, its date, an inner name, its text.
  std::optional<std::string> property(const std::string& kind) {
    for (const auto& [name, index] : properties_) {
      if (!PageWords::get().in(kind, name)) continue;
      const HtmlElement& e = tree_.elements[index];
      for (const char* key : {"content", "datetime"}) {
        if (!e.attribute(key).empty()) return clean_line(e.attribute(key));
      }
      for (const auto& [inner, i] : properties_) {
        if (inner != "name" || i <= index || i >= e.end) continue;
        if (!tree_.elements[i].attribute("content").empty()) {
          return clean_line(tree_.elements[i].attribute("content"));
        }
        std::string text = clean_line(text_of(tree_, i, kMaxByline));
        if (!text.empty()) return text;
      }
      std::string text = clean_line(text_of(tree_, index, 4 * kMaxLine));
      if (!text.empty()) return text;
    }
    return {};
  }

  std::optional<std::string> outlet() {
    if (script_.outlet) return clean_line(unescape(*script_.outlet));
    if (auto v = meta("outlet")) return v;
    return property("itemprop_outlet");
  }

  std::optional<std::string> title() {
    std::vector<std::string> candidates;
    auto add = [&](const std::optional<std::string>& raw) {
      if (!raw) return;
      std::string line = clean_line(unescape(*raw), &cleaned_);
      if (!line.empty()) candidates.push_back(std::move(line));
    };
    add(script_.title);
    add(meta("title"));
    add(property("itemprop_title"));
    // A heading that the page's title or another candidate repeats is the article's.
    for (const std::string& h : headings_) {
      for (const std::string& c : candidates) {
        if (same_line(h, c) || begins_with_line(c, h)) return h;
      }
      if (begins_with_line(page_title_, h) || same_line(page_title_, h)) {
        if (candidates.empty()) return h;
      }
    }
    if (!candidates.empty()) return without_site(candidates.front());
    for (const std::string& h : headings_) {
      if (page_title_.find(h) != std::string::npos &&
          !(out_.outlet && same_line(h, *out_.outlet)) && h.size() * 3 > page_title_.size()) {
        return h;
      }
    }
    if (!page_title_.empty()) {
      out_.weak_title = true;
      return without_site(page_title_);
    }
    if (!headings_.empty()) return headings_.front();
    return {};
  }

  // What <title> has besides the article's title, if it is one short name.
  std::optional<std::string> outlet_beside_title() const {
    if (!out_.title) return {};
    const size_t at = page_title_.find(*out_.title);
    if (at == std::string::npos) return {};
    std::string_view rest = std::string_view(page_title_).substr(at + out_.title->size());
    const bool after = !rest.empty();
    if (!after) rest = std::string_view(page_title_).substr(0, at);
    // Marks stand between names; a name may hold a hyphen without spaces.
    std::vector<std::string> names(1);
    for (size_t i = 0; i < rest.size();) {
      const size_t end = std::min(rest.find(' ', i), rest.size());
      std::string word(rest.substr(i, end - i));
      i = end + 1;
      const std::string folded = fold_key(word);
      const bool mark = std::none_of(folded.begin(), folded.end(), [](char c) {
        return is_arabic_letter_byte(c) || is_latin_byte(c) || is_ascii_digit(c);
      });
      const bool colon = !mark && word.back() == ':';
      if (colon) word.pop_back();
      if (!mark) names.back() += (names.back().empty() ? "" : " ") + word;
      if ((mark || colon) && !names.back().empty()) names.emplace_back();
    }
    if (names.back().empty()) names.pop_back();
    if (names.empty()) return {};
    const std::string& name = after ? names.back() : names.front();
    if (name.size() > 80 || page_date(name).edtf) return {};
    return name;
  }

  static bool begins_with_line(const std::string& whole, const std::string& part) {
    return part.size() > 12 && whole.size() > part.size() &&
           whole.compare(0, part.size(), part) == 0;
  }

  // "Title - Site", "Site | Title": the longer part, if the other is the outlet or short.
  std::string without_site(const std::string& line) {
    for (const std::string_view mark : {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ",
                                        " \xC2\xBB ", " \xC2\xAB ", " \xE2\x80\xA2 ", " / "}) {
      const size_t last = line.rfind(mark);
      if (last == std::string::npos) continue;
      const std::string head = line.substr(0, last);
      const std::string tail = line.substr(last + mark.size());
      if (out_.outlet && (same_line(tail, *out_.outlet) || tail.find(*out_.outlet) == 0)) {
        return without_site(head);
      }
      const size_t first = line.find(mark);
      if (out_.outlet && same_line(line.substr(0, first), *out_.outlet)) {
        return line.substr(first + mark.size());
      }
      if (!out_.outlet && head.size() > 2 * tail.size() && head.size() > 30) {
        out_.outlet = clean_line(tail);
        return head;
      }
      if (!out_.outlet && first == last && tail.size() > 2 * head.size() && tail.size() > 30) {
        out_.outlet = clean_line(head);
        return tail;
      }
    }
    return line;
  }

  std::optional<std::string> published() {
    std::optional<std::string> unsure;
    // Figures that can be read two ways wait for a date that says which.
    auto sure = [&](std::string_view value) -> std::optional<std::string> {
      PageDate d = page_date(value);
      refused_ = refused_ || d.refused;
      if (!d.unsure) return d.edtf;
      if (!unsure) unsure = d.edtf;
      return {};
    };
    if (script_.published) {
      if (auto d = sure(*script_.published)) return d;
    }
    for (const std::string& name : PageWords::get().list("date")) {
      const auto it = meta_.find(name);
      if (it == meta_.end()) continue;
      for (const std::string& value : it->second) {
        if (auto d = sure(value)) return d;
      }
    }
    if (auto v = property("itemprop_date")) {
      if (auto d = sure(*v)) return d;
    }
    if (auto d = time_element()) return d;
    if (unsure) return unsure;
    if (auto d = dated_line()) return d;
    return url_date();
  }

  // The <time> that says it is the date of publication, else the first outside lists of others.
  std::optional<std::string> time_element() {
    std::optional<std::string> first;
    for (uint32_t i = 0; i < tree_.elements.size(); ++i) {
      const HtmlElement& e = tree_.elements[i];
      if (e.tag != "time") continue;
      std::string value(e.attribute("datetime"));
      if (value.empty()) value = text_of(tree_, i, kMaxByline);
      const PageDate read = page_date(value);
      refused_ = refused_ || read.refused;
      const auto d = read.edtf;
      if (!d) continue;
      if (labelled(e.first_block)) return d;
      const std::string names = to_ascii_lower(e.attribute("class"));
      for (const auto& [name, unused] : e.attributes) {
        if (name == "pubdate") return d;
      }
      if (names.find("publish") != std::string::npos ||
          names.find("entry-date") != std::string::npos) {
        return d;
      }
      if (!first && !listed(i)) first = d;
    }
    return first;
  }

  // Does the block or the one before it say that this is the date of publication?
  bool labelled(uint32_t block) const {
    for (uint32_t b = block; b + 1 >= block && b < tree_.blocks.size(); --b) {
      const std::string folded = fold_key(tree_.blocks[b].text.substr(0, 80));
      for (const std::string& label : PageWords::get().list("date_label")) {
        const std::string key = fold_key(label);
        const bool whole =
            folded.size() == key.size() ||
            (folded.size() > key.size() && !is_arabic_letter_byte(folded[key.size()]) &&
             !is_latin_byte(folded[key.size()]));
        if (whole && folded.compare(0, key.size(), key) == 0) return true;
      }
      if (b == 0) break;
    }
    return false;
  }

  // Is it one of many, in a list of other articles?
  bool listed(uint32_t e) const {
    for (uint32_t up = tree_.elements[e].parent; up != kNoElement; up = tree_.elements[up].parent) {
      const HtmlElement& element = tree_.elements[up];
      const std::string& tag = element.tag;
      if (tag == "aside" || tag == "nav" || tag == "footer") return true;
      if (tag == "li" || tag == "a") return true;
      if (tag == "article" || tag == "main" || tag == "header") return false;
    }
    return false;
  }

  // A short line with a whole date about the article's heading.
  std::optional<std::string> dated_line() {
    uint32_t heading = 0;
    bool found = false;
    for (uint32_t i = 0; i < tree_.elements.size(); ++i) {
      const HtmlElement& e = tree_.elements[i];
      if (found || e.tag.size() != 2 || e.tag[0] != 'h' || e.tag[1] < '1' || e.tag[1] > '3')
        continue;
      if (out_.title && same_line(text_of(tree_, i, 4 * kMaxLine), *out_.title)) {
        heading = e.first_block;
        found = true;
      }
    }
    for (uint32_t b = 0; !found && out_.title && b < tree_.blocks.size(); ++b) {
      const bool head = tree_.elements[tree_.blocks[b].element].tag == "title";
      if (!head && same_line(tree_.blocks[b].text, *out_.title)) {
        heading = b;
        found = true;
      }
    }
    const auto n = static_cast<uint32_t>(tree_.blocks.size());
    const uint32_t from = heading > 3 ? heading - 3 : 0;
    for (const auto& [begin, end] :
         {std::pair{heading, std::min(n, heading + 8)}, {from, heading}}) {
      for (uint32_t b = begin; b < end; ++b) {
        const HtmlBlock& block = tree_.blocks[b];
        if (block.letters > 90 || block.linked * 2 > block.letters) continue;
        if (auto d = find_page_date(block.text)) return d;
      }
    }
    return {};
  }

  std::optional<std::string> url_date() {
    for (const std::string& address : {canonical_, meta("url").value_or(""), base_.value_or("")}) {
      for (size_t i = 0; i + 11 <= address.size(); ++i) {
        if (address[i] != '/') continue;
        const std::string_view rest = std::string_view(address).substr(i + 1);
        const size_t last = rest.find_first_of("/-", 5);
        if (rest.size() < 8 || (rest[4] != '/' && rest[4] != '-') ||
            last == std::string_view::npos) {
          continue;
        }
        size_t end = last + 1;
        while (end < rest.size() && is_ascii_digit(rest[end]) && end < last + 3) ++end;
        const bool whole = end == rest.size() || rest[end] == '/' || rest[end] == '-';
        const bool figures =
            std::all_of(rest.begin(), rest.begin() + static_cast<long>(end),
                        [](char c) { return is_ascii_digit(c) || c == '/' || c == '-'; });
        if (!whole || !figures || end < last + 2) continue;
        if (auto d = page_date(rest.substr(0, end)).edtf) return d;
      }
    }
    return {};
  }

  std::optional<std::string> author() {
    auto fit = [&](std::optional<std::string> v) -> std::optional<std::string> {
      if (!v) return {};
      std::string line = clean_line(unescape(*v));
      if (line.empty() || line.size() > kMaxByline || line.find("://") != std::string::npos)
        return {};
      if (line.find('@') != std::string::npos && line.find(' ') == std::string::npos) return {};
      return line;
    };
    if (auto v = fit(script_.author)) return v;
    for (const std::string& name : PageWords::get().list("author")) {
      const auto it = meta_.find(name);
      if (it == meta_.end()) continue;
      std::string all;
      for (const std::string& value : it->second) {
        const auto one = fit(value);
        if (!one || (("; " + all + "; ").find("; " + *one + "; ") != std::string::npos)) continue;
        all += (all.empty() ? "" : "; ") + *one;
      }
      if (!all.empty()) return all;
    }
    if (auto v = fit(property("itemprop_author"))) return v;
    for (uint32_t i = 0; i < tree_.elements.size(); ++i) {
      const HtmlElement& e = tree_.elements[i];
      if (to_ascii_lower(e.attribute("rel")) == "author" && e.tag == "a") {
        if (auto v = fit(text_of(tree_, i, 2 * kMaxByline))) return v;
      }
    }
    return {};
  }

  std::optional<std::string> url() {
    auto path = [](const std::optional<std::string>& u) {
      if (!u) return false;
      const size_t host = u->find("://");
      const size_t slash = u->find('/', host + 3);
      return slash != std::string::npos && slash + 1 < u->size();
    };
    std::vector<std::optional<std::string>> found = {absolute_url(canonical_, base_)};
    if (auto v = meta("url")) found.push_back(absolute_url(*v, base_));
    if (script_.url) found.push_back(absolute_url(*script_.url, base_));
    if (page_url_) found.push_back(absolute_url(*page_url_, {}));
    for (const auto& u : found) {
      if (path(u)) return u;
    }
    for (const auto& u : found) {
      if (u) return u;
    }
    return {};
  }

  std::optional<std::string> lang() {
    for (const std::string& raw : {html_lang_, language_, script_.lang.value_or("")}) {
      std::string tag;
      for (const char c : raw) {
        if (!is_ascii_alpha(c)) break;
        tag.push_back(ascii_lower(c));
      }
      if (tag.size() == 2 || tag.size() == 3) return tag;
    }
    const auto it = meta_.find("og:locale");
    if (it != meta_.end() && it->second[0].size() >= 2 && is_ascii_alpha(it->second[0][0]) &&
        is_ascii_alpha(it->second[0][1])) {
      return to_ascii_lower(it->second[0].substr(0, 2));
    }
    return {};
  }

  const HtmlTree& tree_;
  const ScriptFacts& script_;
  std::optional<std::string> base_;      // what relative addresses start from
  std::optional<std::string> page_url_;  // where the page came from
  PageFacts out_;
  std::map<std::string, std::vector<std::string>> meta_;
  std::vector<std::pair<std::string, uint32_t>> properties_;
  std::vector<std::string> headings_;
  std::string page_title_;
  std::string canonical_;
  std::string html_lang_;
  std::string language_;
  bool based_ = false;
  bool cleaned_ = false;
  bool refused_ = false;
};

}  // namespace

std::string clean_line(std::string_view s, bool* changed) {
  std::string out;
  size_t n = 0;
  bool space = false;
  for (const char32_t u : decode_tolerant(s.substr(0, 16 * kMaxLine), changed)) {
    if (n >= kMaxLine) break;
    if (u == ' ' || u == '\t' || u == '\n' || u == '\r' || u == 0xA0 || u == '\f' || u == 0x2028 ||
        u == 0x2029) {
      space = !out.empty();
      continue;
    }
    const bool control = u < 0x20 || (u >= 0x7F && u <= 0x9F);
    if (control || bidi_control(u) || u == 0xFEFF || u == 0xFFFD || u == 0xAD || u == 0x200B) {
      const bool mark = u == 0x200E || u == 0x200F || u == 0x061C;  // these turn nothing around
      if (changed && (control || u == 0xFFFD || (bidi_control(u) && !mark))) *changed = true;
      continue;
    }
    if (space) out.push_back(' ');
    space = false;
    append_utf8(out, u);
    ++n;
  }
  return out;
}

std::optional<std::string> absolute_url(std::string_view address,
                                        const std::optional<std::string>& base) {
  std::string a = clean_line(address);
  if (a.empty() || a.find(' ') != std::string::npos || a.size() > 2000) return {};
  const std::string lower = to_ascii_lower(a.substr(0, 8));
  if (lower.rfind("http://", 0) == 0 || lower.rfind("https://", 0) == 0) {
    const size_t scheme = lower.find(':');  // in lower case, as RFC 3986, 3.1, would have it
    a.replace(0, scheme, lower, 0, scheme);
    return a.size() > scheme + 3 ? std::optional<std::string>(a) : std::nullopt;
  }
  if (!base || base->find("://") == std::string::npos) return {};
  const size_t colon = a.find(':');
  if (colon != std::string::npos && colon < a.find_first_of("/?#")) return {};  // another scheme
  const size_t host = base->find("://") + 3;
  if (a.rfind("//", 0) == 0) return base->substr(0, host - 2) + a;
  const size_t path = std::min(base->find_first_of("/?#", host), base->size());
  if (a[0] == '/') return base->substr(0, path) + a;
  std::string folder = base->substr(0, std::min(base->find_first_of("?#", host), base->size()));
  if (a[0] == '?' || a[0] == '#') return folder + a;
  const size_t slash = folder.rfind('/');
  folder = slash == std::string::npos || slash < path ? folder.substr(0, path) + "/"
                                                      : folder.substr(0, slash + 1);
  return folder + a;
}

PageFacts read_facts(const HtmlTree& tree, const ScriptFacts& script,
                     const std::optional<std::string>& page_url) {
  return FactReader(tree, script, page_url).read();
}

}  // namespace isnad
