// Lines of a JSONL file -> documents or failures, one a line that is not blank.

#include <algorithm>

#include "base/utf8.h"
#include "fuzz.h"
#include "ingest/ingest.h"
#include "ingest/sniff.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::InputFile file(".jsonl");
  const std::string_view bytes = fuzz::view(data, size);
  // Another kind by its magic bytes: other targets read those.
  const Kind kind = sniff(bytes, "a.jsonl");
  if (kind != Kind::jsonl) return 0;
  auto ingest = Ingest::open({file.hold(bytes)}, {});
  fuzz::require(ingest.has_value(), "a named file can be opened");
  const auto lines = static_cast<size_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1;
  size_t items = 0;
  while (const auto item = ingest->next()) {
    fuzz::require(++items <= lines, "no more items than lines");
    if (!item->document) {
      fuzz::require(!item->document.error().message.empty(), "an error has a message");
      continue;
    }
    const RawDocument& d = *item->document;
    fuzz::require(d.text_utf8 == encode_utf8(d.text), "both forms of the text agree");
    fuzz::require(!d.published || is_edtf_day_month_or_year(*d.published), "published is a date");
  }
  return 0;
}
