#include <nlohmann/json.hpp>

#include "ingest/feed_date.h"
#include "ingest/feed_impl.h"
#include "ingest/fragment.h"
#include "ingest/url.h"

// JSON Feed 1.0 and 1.1 (jsonfeed.org).

namespace isnad {

namespace {

using Json = nlohmann::json;

// A string, or a number where a feed writes its ids as numbers.
std::string text_of(const Json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end()) return {};
  if (it->is_string()) return it->get<std::string>();
  if (it->is_number()) return it->dump();
  return {};
}

std::optional<std::string> url_of(const Json& object, const char* key, const std::string& base) {
  const auto url = resolve_http_url(base, text_of(object, key));
  if (!url) return std::nullopt;
  return url->text;
}

std::string names_of(const Json& object) {
  std::string out;
  const auto add = [&](const Json& author) {
    if (!author.is_object()) return;
    const std::string name = fragment_line(text_of(author, "name"));
    if (name.empty()) return;
    if (!out.empty()) out += ", ";
    out += name;
  };
  if (const auto it = object.find("authors"); it != object.end() && it->is_array()) {
    for (const Json& a : *it) add(a);
  }
  if (const auto it = object.find("author"); out.empty() && it != object.end()) add(*it);
  return out;
}

FeedItem item_of(const Json& object, const std::string& base) {
  FeedItem item;
  item.id = fragment_line(text_of(object, "id"));
  item.link = url_of(object, "url", base);
  if (!item.link) item.link = url_of(object, "external_url", base);
  item.title = some(fragment_line(text_of(object, "title")));
  item.published = feed_day(text_of(object, "date_published"));
  item.author = some(names_of(object));
  item.summary = some(fragment_text(text_of(object, "summary")));
  item.content = some(fragment_text(text_of(object, "content_html")));
  if (!item.content) item.content = some(plain_text(text_of(object, "content_text")));
  return item;
}

}  // namespace

Result<Feed> read_json_feed(const std::string& text, const FeedHints& hints,
                            const std::string& where) {
  const Json root = Json::parse(text, nullptr, false);
  if (root.is_discarded() || !root.is_object()) {
    return fail(ErrorCode::bad_format, where + ": broken JSON; a JSON Feed is one whole object");
  }
  const auto items = root.find("items");
  if (text_of(root, "version").find("jsonfeed.org/version/") == std::string::npos ||
      items == root.end() || !items->is_array()) {
    return fail(
        ErrorCode::bad_format,
        where + ": is JSON, but no JSON Feed (it has no version of jsonfeed.org and items)");
  }
  Feed feed;
  feed.kind = Feed::Kind::json;
  const std::string base = hints.url.value_or(text_of(root, "feed_url"));
  feed.title = some(fragment_line(text_of(root, "title")));
  feed.link = url_of(root, "home_page_url", base);
  feed.language = some(fragment_line(text_of(root, "language")));
  FeedItems list(feed);
  for (const Json& item : *items) list.add(item.is_object() ? item_of(item, base) : FeedItem());
  list.finish();
  return feed;
}

}  // namespace isnad
