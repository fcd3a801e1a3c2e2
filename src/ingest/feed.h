#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Feeds: RSS 0.9x and 2.0 (with content:, dc:, sy:), RSS 1.0 (RDF), Atom 1.0 (RFC 4287) and 0.3,
// JSON Feed 1.1; and OPML lists of them. What comes out is valid UTF-8 without markup; URLs are
// absolute, http or https. Pure functions, thread safe.

namespace isnad {

struct FeedItem {
  std::string id;  // as the feed gives it, else the link, else made of title and date; never empty
  std::optional<std::string> link;
  std::optional<std::string> title;
  std::optional<std::string> published;  // EDTF, the day in the zone that the feed states
  std::optional<std::string> author;
  std::optional<std::string> summary;
  std::optional<std::string> content;  // the full text where the feed has it; paragraphs as lines
};

struct Feed {
  enum class Kind : uint8_t { rss, rdf, atom, json };
  Kind kind = Kind::rss;
  std::optional<std::string> title;
  std::optional<std::string> link;      // of the site
  std::optional<std::string> language;  // BCP 47 as the feed states it
  // How long the feed asks to be left alone: ttl, sy:updatePeriod and sy:updateFrequency.
  std::optional<uint32_t> minutes;
  std::vector<FeedItem> items;  // in the feed's order
  std::string note;             // what had to be forgiven, or empty
};

struct FeedHints {
  std::optional<std::string> charset;  // of the Content-Type
  std::optional<std::string> url;      // where it was fetched: the base of relative links
};

// More items than this are left out, with a note.
inline constexpr size_t kMaxFeedItems = 50000;

// Errors, each with `where` at its beginning: empty; bad_encoding; bad_format (no feed; a page of
// HTML, with the feeds that it names; broken before its first item); unsupported (an OPML list).
// A feed that breaks off later gives the items before that and a note.
Result<Feed> read_feed(std::string_view bytes, const FeedHints& hints, const std::string& where);

struct FeedAddress {
  std::string url;
  std::optional<std::string> title;
};

// The feeds that an OPML list names, once each, in its order; outlines may be nested at will.
// `skipped`, if given, becomes the number of outlines whose address is no http URL.
// Errors: empty, bad_encoding, bad_format (no OPML list; none named in it).
Result<std::vector<FeedAddress>> read_opml(std::string_view bytes, const std::string& where,
                                           size_t* skipped = nullptr);

enum class FeedKind : uint8_t { none, feed, opml };

// What bytes look like by their beginning. For UTF-8 and the charsets that share its ASCII.
FeedKind sniff_feed(std::string_view bytes);

}  // namespace isnad
