// Bytes -> a feed, an OPML list, documents: the promises of ingest/feed.h on anything.

#include "ingest/feed.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "ingest/feed_documents.h"
#include "ingest/ingest.h"
#include "ingest/url.h"

using namespace isnad;

namespace {

void require_text(const std::optional<std::string>& text, bool one_line) {
  if (!text) return;
  fuzz::require(!text->empty(), "nothing instead of an empty text");
  fuzz::require(decode_utf8(*text).has_value(), "text is UTF-8");
  fuzz::require(!one_line || text->find('\n') == std::string::npos, "a title is one line");
}

void require_link(const std::optional<std::string>& link) {
  fuzz::require(!link || parse_http_url(*link).has_value(), "a link is of the web");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  const Result<Feed> feed = read_feed(bytes, {std::nullopt, "https://a.example/feed"}, "f");
  if (!feed) {
    fuzz::require(!feed.error().message.empty(), "an error has a message");
  } else {
    require_link(feed->link);
    for (const FeedItem& item : feed->items) {
      fuzz::require(!item.id.empty(), "an item has an id");
      require_link(item.link);
      require_text(item.title, true);
      require_text(item.author, true);
      require_text(item.summary, false);
      require_text(item.content, false);
      fuzz::require(!item.published || is_edtf_day_month_or_year(*item.published),
                    "published is a date");
    }
  }
  if (const auto list = read_opml(bytes, "f")) {
    fuzz::require(!list->empty(), "a list names feeds");
    for (const FeedAddress& f : *list) require_link(f.url);
  }
  Blob blob;
  blob.uri = "f";
  blob.bytes = bytes;
  fuzz::require(!feed_documents(std::move(blob), {}).empty(), "never empty");
  return 0;
}
