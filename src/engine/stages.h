#pragma once
// Private to the engine: the opened stages and the values that flow between them.

#include <memory>
#include <mutex>
#include <vector>

#include "claims/claims.h"
#include "engine/engine.h"
#include "entities/entities.h"
#include "events/events.h"
#include "morph/morph.h"
#include "numbers/numbers.h"
#include "relations/relations.h"
#include "story/fingerprint.h"
#include "syntax/actors.h"
#include "syntax/syntax.h"
#include "text/language.h"
#include "text/parts.h"
#include "text/text.h"
#include "time/time.h"

namespace isnad {

// Everything that was made of one document, stage by stage. Later members refer to earlier ones.
struct Trace {
  Record record;
  TextView text;
  std::vector<Word> words;
  std::vector<NumberMention> numbers;
  EntityIndex entities;
  Syntax syntax;
  std::vector<ClaimReading> claims;
  EventTrace events;
  bool wants_fingerprint = false;  // asked for: what the finders of copies and stories look at
  Fingerprint fingerprint;
};

struct Engine::Impl {
  std::unique_ptr<Image> image_;  // on the heap: the stages refer to it
  const Image& image() const { return *image_; }
  Lexicon lexicon;
  PartReader parts;
  NumberReader numbers;
  TimeReader times;
  EntityReader entities;
  SyntaxReader syntax;
  EventReader events;
  ClaimReader claims;
  RelationReader relations;

  // Analysers cache word forms and serve one document at a time; idle ones wait here.
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<Analyser>> idle;
  std::unique_ptr<Analyser> borrow() const;
  void give_back(std::unique_ptr<Analyser> analyser) const;

  // The pipeline. `trace`: also keep the frames that were tried.
  void read(const RawDocument& document, Analyser& analyser, Trace& out, bool trace) const;
};

}  // namespace isnad
