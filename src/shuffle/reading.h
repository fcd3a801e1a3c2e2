#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/evidence.h"
#include "record/record.h"
#include "story/fingerprint.h"

// All that was read from one document, as one line of JSON: its record with one more key,
// "reading", in which stands what a case keeps beside the record. `isnad extract --fingerprints`
// writes such lines, `isnad read --records` and `isnad reduce articles` read them.

namespace isnad {

struct WholeReading {
  std::string engine;  // which program read the document (docs/spark.md)
  Record record;
  std::string text;  // UTF-8
  Fingerprint fingerprint;
  std::optional<Evidence> evidence;  // without the bytes themselves
};

// Appends the line with its newline. The same reading gives the same bytes.
void write_reading(const WholeReading& reading, std::string& out);

// Reads it back. `whole`: without it search words and evidence stay
// empty. Errors:
// bad_format, unsupported; the message says what is wrong with the line.
Result<WholeReading> read_reading(std::string_view line, bool whole = true);

}  // namespace isnad
