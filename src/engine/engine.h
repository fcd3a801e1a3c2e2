#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "events/events.h"
#include "ingest/ingest.h"
#include "record/record.h"
#include "story/fingerprint.h"
#include "time/time.h"

// The one place that wires the stages: a document goes in, its record comes out.

namespace isnad {

class Engine {
 public:
  // Maps the compiled language image. Errors: not_found, corrupt, unsupported.
  static Result<Engine> open(const std::filesystem::path& image);
  Engine(Engine&&) noexcept;
  ~Engine();

  // Checksum of the image: what the records were read with.
  uint64_t checksum() const;

  // Forgets the word forms that were met, up to some 40 MB for each thread that read: the next
  // documents are read a little slower, and to the same records. For programs that stay. Thread
  // safe.
  void forget_forms() const;

  // Reads a document. Thread safe; the same document gives the same record. `fingerprint`, if
  // given, becomes what the stages across documents keep of its text.
  Record extract(const RawDocument& document, Fingerprint* fingerprint = nullptr) const;

  // What each stage made of the document, or of its sentence `sentence` (from 1), as text for
  // people. Error bad_argument if there is no such sentence.
  Result<std::string> explain(const RawDocument& document,
                              std::optional<uint32_t> sentence = std::nullopt) const;

  // The readings of frames before any was refused, with what the models saw: tools/events learns
  // from them. `record`, if given, becomes the document's record. Thread safe.
  EventTrace readings(const RawDocument& document, Record* record = nullptr) const;

  // The expressions of time in a text that is no document of its own. Without `anchor` the date of
  // publication stands in, if the head of the text states it. Thread safe.
  std::vector<TimeReading> times(const std::u32string& text,
                                 const std::optional<std::string>& anchor, TimeGenre genre) const;

  struct Impl;

 private:
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Where the image is: $ISNAD_IMAGE, else beside the executable, else ../share/isnad/isnad.img from
// there.
std::filesystem::path find_image();

}  // namespace isnad
