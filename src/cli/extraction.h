#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "engine/engine.h"
#include "ingest/ingest.h"

// Reading many documents with many threads, their records handed on in the order of the input.

namespace isnad {

// What became of one input.
struct Extracted {
  std::string uri;
  std::optional<Error> error;  // if set, nothing below is
  Record record;
  std::string text;         // UTF-8
  Fingerprint fingerprint;  // if asked for
  std::optional<Evidence> evidence;
  std::string note;       // what had to be done to read it, or empty
  size_t files_done = 0;  // of the input, when this document was taken from it
  size_t files = 0;
};

// Calls sink for each input in order, from one thread at a time; it returns false to stop. Stops
// too, after what is under way, when stopped() is true. threads = 0: one a core.
// The results do not depend on the number of threads. `fingerprints`: make them too.
void extract_all(Ingest& ingest, const Engine& engine, size_t threads, bool fingerprints,
                 const std::function<bool(Extracted&)>& sink, const std::function<bool()>& stopped);

// The options that all verbs share that read documents.
struct ReadingOptions {
  std::vector<std::string> inputs;
  std::optional<std::string> published;
  std::optional<std::string> outlet;
  std::optional<std::string> csv_columns;
  std::optional<std::string> from_format;
  bool keep_raw = false;
  bool paths = false;  // the inputs are lists of inputs, one a line
  size_t threads = 0;

  // All but keep_raw, which is for verbs that keep anything.
  void declare(Options& o);
  Result<Ingest> open() const;
};

// Says on standard error what archives held besides documents; nothing where that is nothing.
void tell_left_out(const Ingest& ingest);

// Finds and maps the image.
Result<Engine> open_engine();

// Which program makes a WholeReading: version and checksum of the image. Records and fingerprints
// of another one are not comparable.
std::string engine_name(const Engine& engine);

}  // namespace isnad
