#pragma once
#include <optional>
#include <string>
#include <string_view>

// What kind of file some bytes are.

namespace isnad {

enum class Kind {
  text,
  html,
  feed,   // RSS, Atom, RDF, JSON Feed
  jsonl,  // a JSON object a line
  csv,
  tsv,
  pdf,
  docx,
  warc,
  zip,
  tar,
  gzip,  // of any of these
  zstd
};
// "text", "html" ...: as --from-format takes them, and the kind of such a name.
std::string_view kind_name(Kind kind);
std::optional<Kind> kind_of_name(std::string_view name);
// "text/html" ...
std::string_view media_type_of(Kind kind);

// The kind that the ending of a file name tells: "a.html.gz" is gzip. Nothing for other endings.
std::optional<Kind> kind_of_ending(std::string_view file_name);
std::optional<Kind> kind_of_media_type(std::string_view media_type);

// Magic bytes first, then the ending, then the media type; else JSON lines or HTML if they look so,
// else text. `head`: the first bytes, 512 or more where there are so many. Of two text formats that
// look alike (a text that begins with a brace, a table) the ending tells.
Kind sniff(std::string_view head, std::string_view file_name,
           std::optional<std::string_view> media_type = std::nullopt);

}  // namespace isnad
