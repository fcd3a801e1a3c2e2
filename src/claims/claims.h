#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "entities/entities.h"
#include "morph/morph.h"
#include "record/record.h"
#include "syntax/actors.h"
#include "syntax/syntax.h"
#include "text/text.h"

// Who says so: every stretch of text that the document attributes to somebody.

namespace isnad {

// How the source of a claim is coded for events told inside it: the named speaker first, then the
// state or organisation that he speaks for.
struct ClaimReading {
  Claim claim;                       // without id, events, relations
  std::vector<std::string> sources;  // last speaker first, then whom he speaks for
  // A demand, refusal or the like in the outlet's words: the saying is the act itself, so it is no
  // claim of the record, and what stands inside is the document's. Its speaker may go on.
  bool act = false;
};

class ClaimReader {
 public:
  static Result<ClaimReader> open(const Image& image);
  ~ClaimReader();
  ClaimReader(ClaimReader&&) noexcept;

  // All claims in text order of their cue.
  std::vector<ClaimReading> claims(const TextView& text, const std::vector<Word>& words,
                                   const EntityIndex& entities, const Syntax& syntax,
                                   const Actors& actors) const;
  struct Impl;

 private:
  explicit ClaimReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
