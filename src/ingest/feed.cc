#include "ingest/feed.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/feed_impl.h"
#include "ingest/fragment.h"
#include "ingest/url.h"

namespace isnad {

namespace {

constexpr size_t kHead = 4096;  // in which the beginning of a feed stands

// The value of attribute `name` in one tag.
std::optional<std::string> attribute(std::string_view tag, std::string_view name) {
  const std::string low = to_ascii_lower(tag);
  for (size_t at = low.find(name); at != std::string::npos; at = low.find(name, at + 1)) {
    size_t i = at + name.size();
    if (at == 0 || (low[at - 1] != ' ' && low[at - 1] != '\n' && low[at - 1] != '\t')) continue;
    while (i < low.size() && low[i] == ' ') ++i;
    if (i >= low.size() || low[i] != '=') continue;
    ++i;
    while (i < low.size() && low[i] == ' ') ++i;
    if (i >= low.size()) return std::nullopt;
    const char quote = low[i] == '"' || low[i] == '\'' ? low[i] : 0;
    const size_t end = quote ? low.find(quote, i + 1) : low.find_first_of(" >\n\t", i);
    const size_t begin = quote ? i + 1 : i;
    if (end == std::string::npos) return std::nullopt;
    return std::string(tag.substr(begin, end - begin));
  }
  return std::nullopt;
}

// What <?xml encoding="..."?> says.
std::optional<std::string> declared_charset(std::string_view bytes) {
  const size_t at = bytes.substr(0, kHead).find("<?xml");
  if (at == std::string_view::npos) return std::nullopt;
  const size_t end = bytes.find("?>", at);
  if (end == std::string_view::npos || end - at > 512) return std::nullopt;
  return attribute(bytes.substr(at, end - at + 1), "encoding");
}

struct Utf8Count {
  size_t good = 0;  // sequences of several bytes
  size_t bad = 0;
};

Utf8Count count_utf8(std::string_view s) {
  Utf8Count out;
  const auto* bytes = reinterpret_cast<const uint8_t*>(s.data());
  const auto size = static_cast<int64_t>(s.size());
  for (int64_t i = 0; i < size;) {
    const int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) {
      ++out.bad;
    } else if (i - begin > 1) {
      ++out.good;
    }
  }
  return out;
}

std::string replaced_utf8(std::string_view s) {
  std::string out;
  icu::UnicodeString::fromUTF8({s.data(), static_cast<int32_t>(s.size())}).toUTF8String(out);
  return out;
}

std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &status);
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter,
                                status);
  ucnv_close(converter);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool has_mark_of_utf16(std::string_view b) {
  return b.size() >= 2 &&
         ((b[0] == '\xFF' && b[1] == '\xFE') || (b[0] == '\xFE' && b[1] == '\xFF'));
}

// Feeds that the head of a page names.
std::vector<std::string> alternates(const std::string& html, const std::string& base) {
  std::vector<std::string> out;
  const std::string low = to_ascii_lower(std::string_view(html).substr(0, 1 << 18));
  for (size_t at = low.find("<link"); at != std::string::npos && out.size() < 8;
       at = low.find("<link", at + 5)) {
    const size_t end = low.find('>', at);
    if (end == std::string::npos) break;
    const std::string_view tag = std::string_view(html).substr(at, end - at + 1);
    const std::string type = to_ascii_lower(attribute(tag, "type").value_or(""));
    if (type.find("rss") == std::string::npos && type.find("atom") == std::string::npos &&
        type.find("feed+json") == std::string::npos) {
      continue;
    }
    const auto href = attribute(tag, "href");
    if (!href) continue;
    const auto url = resolve_http_url(base, fragment_line(*href));
    if (url && std::find(out.begin(), out.end(), url->text) == out.end()) out.push_back(url->text);
  }
  return out;
}

tl::unexpected<Error> is_a_page(const std::string& html, const std::string& base,
                                const std::string& where) {
  std::string message = where + ": is a page of HTML, no feed";
  const std::vector<std::string> feeds = alternates(html, base);
  if (feeds.empty()) return fail(ErrorCode::bad_format, message + "; it names no feed either");
  message += "; feeds that it names:";
  for (const std::string& f : feeds) message += " " + f;
  return fail(ErrorCode::bad_format, std::move(message));
}

}  // namespace

std::optional<std::string> some(std::string s) {
  if (s.empty()) return std::nullopt;
  return s;
}

void add_note(std::string& note, std::string_view more) {
  if (!note.empty()) note += "; ";
  note += more;
}

void FeedItems::add(FeedItem&& item) {
  if (feed_.items.size() >= kMaxFeedItems) {
    ++too_many_;
    return;
  }
  if (item.id.empty()) item.id = item.link.value_or("");
  if (item.id.empty() && item.title) item.id = *item.title + "|" + item.published.value_or("");
  if (item.id.empty() || (!item.link && !item.title && !item.content && !item.summary)) {
    ++empty_;
    return;
  }
  feed_.items.push_back(std::move(item));
}

void FeedItems::finish() {
  if (empty_) add_note(feed_.note, fmt::format("items without a title, text or link: {}", empty_));
  if (too_many_) {
    add_note(feed_.note, fmt::format("more than {} items; left out: {}", kMaxFeedItems, too_many_));
  }
}

Result<std::string> feed_text(std::string_view bytes, const FeedHints& hints,
                              const std::string& where, std::string& note) {
  if (bytes.empty()) return fail(ErrorCode::empty, where + ": is empty");
  std::string text;
  if (!has_mark_of_utf16(bytes)) {
    const Utf8Count count = count_utf8(bytes);
    const bool utf8 = count.bad == 0;
    // A summary cut off inside a letter does not make its feed another charset.
    if (utf8 || count.bad * 20 < count.good) {
      text = utf8 ? std::string(bytes) : replaced_utf8(bytes);
      if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) text.erase(0, 3);
      if (!utf8) add_note(note, fmt::format("broken bytes that were replaced: {}", count.bad));
    } else {
      for (const auto& charset : {declared_charset(bytes), hints.charset}) {
        if (!charset || to_ascii_lower(*charset) == "utf-8" || to_ascii_lower(*charset) == "utf8")
          continue;
        if (auto done = converted(bytes, *charset)) {
          text = std::move(*done);
          break;
        }
      }
    }
  }
  if (text.empty()) {
    Result<Decoded> decoded = decode_text(bytes, where);
    if (!decoded) return tl::unexpected<Error>(decoded.error());
    if (!decoded->note.empty()) add_note(note, decoded->note);
    text = encode_utf8(decoded->text);
  }
  text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
  return text;
}

std::string root_name(std::string_view s) {
  size_t i = 0;
  const auto skip = [&](std::string_view end) {
    const size_t at = s.find(end, i);
    i = at == std::string_view::npos ? s.size() : at + end.size();
  };
  while (i < s.size()) {
    const char c = s[i];
    if (c == '{') return "{";
    if (c != '<') {
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return {};
      ++i;
    } else if (s.compare(i, 4, "<!--") == 0) {
      skip("-->");
    } else if (s.compare(i, 2, "<?") == 0) {
      skip("?>");
    } else if (s.compare(i, 2, "<!") == 0) {
      const size_t subset = s.find_first_of("[>", i);
      skip(subset != std::string_view::npos && s[subset] == '[' ? "]>" : ">");
    } else {
      const size_t end = s.find_first_of(" \t\r\n/>", i + 1);
      return to_ascii_lower(s.substr(i + 1, std::min(end, i + 65) - i - 1));
    }
  }
  return {};
}

namespace {

bool ends_with(std::string_view s, std::string_view end) {
  return s.size() >= end.size() && s.substr(s.size() - end.size()) == end;
}

bool is_feed_root(std::string_view name) {
  return name == "rss" || name == "feed" || ends_with(name, ":feed") || name == "rdf:rdf" ||
         name == "rdf" || ends_with(name, ":rdf");
}

// Takes away what stands before the XML: warnings of the server's scripts, blank lines.
void drop_junk(std::string& text) {
  const std::string low = to_ascii_lower(std::string_view(text).substr(0, 1 << 16));
  size_t begin = std::string::npos;
  for (const char* mark : {"<?xml", "<rss", "<feed", "<rdf:rdf", "<opml"}) {
    begin = std::min(begin, low.find(mark));
  }
  if (begin != std::string::npos) text.erase(0, begin);
}

}  // namespace

FeedKind sniff_feed(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  const std::string_view head = bytes.substr(0, kHead);
  const std::string root = root_name(head);
  if (root == "{") {
    return head.find("jsonfeed.org/version/") != std::string_view::npos ? FeedKind::feed
                                                                        : FeedKind::none;
  }
  if (root == "opml") return FeedKind::opml;
  return is_feed_root(root) ? FeedKind::feed : FeedKind::none;
}

Result<Feed> read_feed(std::string_view bytes, const FeedHints& hints, const std::string& where) {
  std::string note;
  Result<std::string> text = feed_text(bytes, hints, where, note);
  if (!text) return tl::unexpected<Error>(text.error());
  std::string root = root_name(*text);
  if (root == "html" || root == "head" || root == "body") {
    return is_a_page(*text, hints.url.value_or(""), where);
  }
  if (root != "{" && root != "opml" && !is_feed_root(root)) {
    drop_junk(*text);
    root = root_name(*text);
  }
  if (root == "opml") {
    return fail(ErrorCode::unsupported,
                where + ": is an OPML list of feeds, no feed; save it and name the file");
  }
  if (root != "{" && !is_feed_root(root)) {
    const std::string low = to_ascii_lower(std::string_view(*text).substr(0, kHead));
    if (low.find("<html") != std::string::npos)
      return is_a_page(*text, hints.url.value_or(""), where);
    return fail(ErrorCode::bad_format,
                where + ": is no feed (RSS, Atom, RDF or JSON Feed)" +
                    (root.empty() ? "" : "; it begins with <" + fragment_line(root) + ">"));
  }
  Result<Feed> feed =
      root == "{" ? read_json_feed(*text, hints, where) : read_xml_feed(*text, hints, where);
  if (feed && !note.empty()) add_note(feed->note, note);
  return feed;
}

}  // namespace isnad
