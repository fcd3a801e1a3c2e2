#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "morph/morph.h"
#include "text/text.h"

// The tagger stage: which tokens of a text are names of persons, places and organisations, whether
// or not a list holds them. A linear-chain conditional random field (Lafferty, McCallum, Pereira
// 2001) with the weights of models/names.tsv; docs/models/names.md is its card.

namespace isnad {

enum class NameKind : uint8_t { person, place, organization, other };
std::string_view name_kind(NameKind kind);  // "PERS", "LOC", "ORG", "MISC"

// What a list says of a stretch of tokens. The tagger takes it as evidence, not as truth; who calls
// it has looked the lists up already (entities/hints.h), so the tagger needs no lists of its own.
enum class HintKind : uint8_t {
  none,
  state,
  demonym,
  capital,
  place,  // towns, divisions, regions
  organization,
  person,
  short_person,  // a surname alone
  organ,         // from here on words for roles
  office,
  rank,
  group,
};

struct NameHint {
  uint32_t first = 0;  // tokens [first, last)
  uint32_t last = 0;
  HintKind kind = HintKind::none;
  bool doubtful = false;  // the list itself says that the name is a common word as well
};

struct TaggedName {
  uint32_t first = 0;  // tokens [first, last) of one sentence; clitics of the first are included
  uint32_t last = 0;
  NameKind kind = NameKind::other;
  // How much worse, as a difference of natural logarithms, the best reading of the sentence is that
  // disagrees with the tags of this name or with its end. Above 2 the name is rarely wrong.
  float margin = 0;
};

class NameTagger {
 public:
  // Keeps references into the image. Error corrupt if the image has no tagger.
  static Result<NameTagger> open(const Image& image);
  ~NameTagger();
  NameTagger(NameTagger&&) noexcept;
  NameTagger& operator=(NameTagger&&) noexcept;

  // Names in text order, not overlapping. `words`: one a token. Hints may overlap; of two that
  // cover a token the first given counts, for names and for words for roles apart.
  // Thread safe; linear in the number of tokens.
  std::vector<TaggedName> tag(const TextView& text, std::span<const Word> words,
                              std::span<const NameHint> hints) const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  explicit NameTagger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
