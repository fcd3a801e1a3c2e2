#pragma once
#include <string>
#include <string_view>

#include "ingest/feed.h"

// What the readers of the kinds of feed share; included by src/ingest/feed*.cc alone.

namespace isnad {

// The bytes as valid UTF-8 without NUL: by byte order mark, as UTF-8, as UTF-8 with a few broken
// bytes (noted), as what the XML declaration or the hint says, as decode_text finds.
Result<std::string> feed_text(std::string_view bytes, const FeedHints& hints,
                              const std::string& where, std::string& note);

// The name of the first element, lower case, with its prefix; "{" for a JSON object; empty if there
// is neither.
std::string root_name(std::string_view text);

Result<Feed> read_xml_feed(std::string& text, const FeedHints& hints, const std::string& where);
Result<Feed> read_json_feed(const std::string& text, const FeedHints& hints,
                            const std::string& where);

// Gives an item without an id one, and appends it unless it is empty or one too many.
class FeedItems {
 public:
  explicit FeedItems(Feed& feed) : feed_(feed) {}
  void add(FeedItem&& item);
  // Adds what was left out to the feed's note.
  void finish();

 private:
  Feed& feed_;
  size_t empty_ = 0;
  size_t too_many_ = 0;
};

void add_note(std::string& note, std::string_view more);

// Nothing for an empty string.
std::optional<std::string> some(std::string s);

}  // namespace isnad
