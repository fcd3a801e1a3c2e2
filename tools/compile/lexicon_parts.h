#pragma once
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "morph/rows.h"

// What the compiler of data/lexicon knows about the notation of its columns.

namespace isnad::compile {

using morph::CellRow;
using morph::Group;

// Names in the order of Gender, Number and Mood.
inline constexpr std::array<std::string_view, 3> kGenders = {"-", "masc", "fem"};
inline constexpr std::array<std::string_view, 4> kNumbers = {"-", "sing", "dual", "plur"};
inline constexpr std::array<std::string_view, 3> kMoods = {"-", "jussive", "tanwin"};

// A written word's stem and the kind of its ending (folded), as the names of the nominal paradigms
// have it.
struct Ending {
  std::string stem;  // UTF-8
  std::string kind;
  bool feminine = false;
};

// How a word's first letter is written, if it is an alef.
Alef first_alef(const std::string& utf8);

// Sets the entry's first alef behind the first letter that bears a hamza or madda. REQUIRES: the
// stem is undiacritised, so that each letter is two bytes.
void inner_alef(const std::string& utf8, morph::StemRow& row);

bool ends_in_maqsura(const std::string& utf8);

// nisba: a final ya belongs to the stem.
Ending ending_of(const std::string& word, bool nisba);

// The cell with what its look-alikes take from its weight.
CellRow reweighed(CellRow c, Group group, const std::string& paradigm);

// Columns of nominals.tsv, unfolded.
struct NominalRow {
  const std::string& stem;
  const std::string& paradigm;
  const std::string& lemma;
  const std::string& pos;
  const std::string& derivation;
  const std::string& number;
  const std::string& weight;
};

// Which nominals look like commoner ones. Add all, then ask.
class Homographs {
 public:
  void add(const NominalRow& row);
  void add_plural(const std::string& word);   // a broken plural from elsewhere
  float weight(const NominalRow& row) const;  // what the row loses, <= 0

 private:
  std::set<std::string> plurals_;         // stem and kind of ending
  std::set<std::string> folded_plurals_;  // folded stems
  std::set<std::string> feminines_;       // stems of listed nouns in ta marbuta
  std::set<std::string> defective_;       // stems of words in final ya
};

// Column ud: words joined by "+", each a tag or letters:TAG or letters:TAG:lemma.
Result<void> check_ud_words(const std::string& ud);

// (kind, folded feature of weights.tsv) -> its index: proclitics joined by "+" ("-" for none),
// person/gender/number/mood, the pronoun's letters.
std::map<std::pair<std::string, std::string>, size_t> feature_names();

}  // namespace isnad::compile
