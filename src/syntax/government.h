#pragma once
#include <array>
#include <string_view>
#include <unordered_map>

#include "base/image.h"
#include "base/result.h"

// What words take with them, counted over a corpus (data/syntax/government.tsv): with which
// prepositions they are followed, whether a verb has an object, whether a noun is rather subject or
// object. Preferences, not rules: a word that was counted seldom behaves as its class does.

namespace isnad {

struct GovernmentRow {
  StrRef with;  // canonical preposition, or "=" for a bare phrase
  uint32_t n = 0;
  uint32_t of = 0;
};

enum class Governor : char { verb = 'v', noun = 'n', adj = 'a' };

// Keeps references into the image. Reads only; may be shared by threads.
class Government {
 public:
  static Result<Government> open(const Image& image);

  // Natural logarithm of the share in which the word's places have this preposition.
  float with(Governor kind, std::string_view lemma, std::string_view preposition) const;

  // Log-odds that a verb with a known subject has an object.
  float has_object(std::string_view verb) const;

  // Log-odds that the noun is a subject rather than an object, above those of the average noun.
  float is_subject(std::string_view noun) const;

  static std::string key(Governor kind, std::string_view lemma);

 private:
  struct Share {
    float n;
    float of;
  };
  Share counted(Governor kind, std::string_view lemma, std::string_view with) const;
  Share of_all(Governor kind, std::string_view with) const;

  const Image* image_ = nullptr;
  KeyTable<GovernmentRow> rows_;
  // The shares of all lemmas of a class, which are asked with every one of them.
  struct All {
    std::unordered_map<std::string_view, Share> with;
    Share other{0, 0};  // of what has no row: the places counted
  };
  std::array<All, 3> all_;
};

}  // namespace isnad
