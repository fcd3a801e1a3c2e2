#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad {

// What is known of a page besides its bytes, for example from the HTTP answer that brought it.
struct PageHints {
  std::optional<std::string> charset;  // of the header Content-Type, as it stands there
  std::optional<std::string> url;      // where the page came from; relative addresses start here
};

// What a news page says, without its furniture (docs/ingest-pages.md says what counts as that).
struct Page {
  std::u32string text;                // the body without the title, each paragraph one line
  std::optional<std::string> title;   // one line
  std::optional<std::string> author;  // several joined by "; "
  std::optional<std::string> outlet;
  std::optional<std::string> published;  // EDTF: the day (or month, year) as the page writes it
  std::optional<std::string> url;        // canonical address, absolute http or https
  std::optional<std::string> lang;       // the language that the page declares, primary subtag
  std::string note;                      // what had to be done to read it, or empty
};

// Reads one HTML page. Errors: empty (no article: a list of links, a frame set, a player without
// words), binary, bad_encoding, too_large (over kMaxDocumentBytes, or markup that would not fit in
// memory). `where` begins the messages. Time grows with the length of the page alone, memory stays
// under 512 MB whatever the markup. Thread safe.
Result<Page> read_page(std::string_view bytes, const PageHints& hints, const std::string& where);

}  // namespace isnad
