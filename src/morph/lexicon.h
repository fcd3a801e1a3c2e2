#pragma once
#include <string>

#include "morph/rows.h"

namespace isnad {

// What Lexicon::open finds in the image. The image must outlive it.
struct Lexicon::Impl {
  const Image* image = nullptr;
  KeyTable<morph::StemRow> stems;
  KeyTable<uint32_t> affixes;
  std::span<const morph::ParadigmRow> paradigms;
  std::span<const morph::CellRow> cells;
  const morph::Weights* weights = nullptr;
  std::span<const float> neighbours;  // kTags x kTags, left x right

  std::span<const morph::CellRow> cells_of(const morph::ParadigmRow& p) const {
    if (p.first > cells.size() || p.count > cells.size() - p.first) return {};
    return cells.subspan(p.first, p.count);
  }
};

namespace morph {

// All analyses of a form; `form` must live as long as they do (guessed lemmas point into it).
std::vector<Analysis> analyses(const Lexicon::Impl& lexicon, std::string_view form);

// Spellings that `form` may stand for, likeliest first: ta marbuta written as ha, hamza on another
// seat or left out, letters drawn out. `known`: the lexicon knows the form as it is, so that only
// the commonest slips are of interest. Bounded: at most 2 spellings a letter.
std::vector<std::string> respellings(std::string_view form, bool known);

// Analyses by shape alone, for forms that the lexicon does not know; at least one.
void guess(const Lexicon::Impl& lexicon, std::string_view form, std::vector<Analysis>& out);

}  // namespace morph
}  // namespace isnad
