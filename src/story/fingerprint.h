#pragma once
#include <optional>
#include <string>
#include <vector>

#include "entities/entities.h"
#include "morph/morph.h"
#include "story/search_words.h"
#include "story/shingles.h"
#include "text/parts.h"

// What the stages across documents keep of a text: enough to find its copies and the articles on
// the same matter, and to search it, without reading it again.

namespace isnad {

// A lemma or a named entity, and how often the text has it.
struct Term {
  uint32_t hash = 0;
  uint16_t count = 0;
};

struct Fingerprint {
  uint32_t words = 0;
  std::vector<Print> prints;         // in text order
  std::vector<Term> terms;           // by hash; words of the headline count twice
  std::vector<std::string> credits;  // organisations that byline and dateline name, ascending
  SearchWords search;                // of every text, in whatever language
};

// REQUIRES: PartReader::mark(view) has run. Thread safe.
Fingerprint fingerprint(const TextView& view, const std::vector<Word>& words,
                        const EntityIndex& entities,
                        const std::optional<DatelineReading>& dateline);

}  // namespace isnad
