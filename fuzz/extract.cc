// A whole text -> Engine::extract -> record -> JSON -> record; and read as a note for times.

#include "base/utf8.h"
#include "engine/engine.h"
#include "fuzz_text.h"
#include "record/json.h"

using namespace isnad;
using fuzz::inside;

namespace {

const Engine& engine() {
  static const auto opened = Engine::open(ISNAD_IMAGE_FILE);
  fuzz::require(opened.has_value(), "the built image opens");
  return *opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  RawDocument document;
  document.uri = "input";
  document.published = "2025-04-04";
  document.text = fuzz::text_of(fuzz::view(data, size));
  document.text_utf8 = encode_utf8(document.text);

  const Record record = engine().extract(document);
  const size_t length = document.text.size();
  for (const Span& s : record.sentences) inside(s, length);
  for (const auto& e : record.entities) {
    for (const auto& m : e.mentions) inside(m.span, length);
  }
  for (const auto& t : record.times) inside(t.span, length);
  for (const auto& q : record.quantities) inside(q.span, length);
  for (const auto& e : record.events) {
    for (const Span& s : e.triggers) inside(s, length);
  }
  for (const auto& r : record.relations) inside(r.span, length);
  for (const auto& c : record.claims) {
    inside(c.span, length);
    inside(c.cue_span, length);
    inside(c.source_span, length);
  }

  uint32_t behind = 0;
  for (const auto& t : engine().times(document.text, "2025-04-04T16:12", TimeGenre::note)) {
    inside(t.time.span, length);
    fuzz::require(t.time.span.begin >= behind, "expressions of time do not overlap");
    // Hours without a day may go past midnight.
    fuzz::require(t.from.starts_with('T') || t.from <= t.to, "no interval ends before it begins");
    behind = t.time.span.end;
  }

  std::string line;
  write_json(record, line);
  const auto read = read_json(std::string_view(line).substr(0, line.size() - 1));
  if (!read) std::fprintf(stderr, "%s\n", read.error().message.c_str());
  fuzz::require(read.has_value(), "a written record can be read");
  std::string again;
  write_json(*read, again);
  fuzz::require(again == line, "a record survives writing and reading");

  std::string second;
  write_json(engine().extract(document), second);
  fuzz::require(second == line, "the same document gives the same record");
  return 0;
}
