#pragma once
#include <cstdint>
#include <vector>

#include "story/across.h"
#include "story/happenings.h"

// The isnad of a happening or fact: by which chain each report came, and how many origins stand
// behind all of them (docs/decisions/0011). Reports are of one origin if words that tell them were
// copied, if they name the same speaker, or, where nobody is named, if they credit the same agency
// or stand in the voice of the same outlet.

namespace isnad {

enum class OriginKind : uint8_t {
  speaker,  // somebody named said so
  agency,   // an agency or paper that is credited or quoted
  outlet,   // an article's own voice
  unseen    // copied by several from a text that the case does not hold
};

struct Origin {
  OriginKind kind = OriginKind::outlet;
  Symbol name = kNoSymbol;        // speaker, agency or outlet; kNoSymbol where none is known
  uint32_t article = kNoArticle;  // the first article that has it; kNoArticle if unseen
  std::vector<uint32_t> chains;   // indexes of Isnad::chains, ascending
};

// How one report came: article <- agencies <- speakers, or from another article.
struct Chain {
  uint32_t report = 0;                // index of Corpus::events or Corpus::relations
  uint32_t article = 0;               // its outlet is the outermost link
  std::vector<Symbol> agencies;       // credited by the article or passing the words on, by name
  std::vector<Symbol> speakers;       // Report::source
  uint32_t copied_from = kNoArticle;  // the earlier article whose words it has
  uint32_t origin = 0;                // index of Isnad::origins
};

struct Isnad {
  std::vector<Chain> chains;    // one a report, in the order of the reports
  std::vector<Origin> origins;  // by their first chain

  size_t reports() const { return chains.size(); }
  size_t independent() const { return origins.size(); }
};

// Keeps a reference to what it was made of. Thread safe.
class IsnadReader {
 public:
  explicit IsnadReader(const Across& across);

  Isnad of(const Happening& happening) const { return of_events(happening.reports); }
  Isnad of(const Fact& fact) const { return of_relations(fact.reports); }
  // Of any reports, as a side of a contradiction has them.
  Isnad of_events(const std::vector<uint32_t>& reports) const;
  Isnad of_relations(const std::vector<uint32_t>& reports) const;

 private:
  const Across& across_;
  SharedWords shared_;
};

}  // namespace isnad
