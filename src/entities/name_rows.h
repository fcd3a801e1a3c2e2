#pragma once
// Private to the entities stage: rows of data/names, and of what changes a title or heads a name.

#include <cstdint>
#include <string_view>

#include "base/image.h"

namespace isnad {

// A word that changes a title: former, interim, ousted ...
struct ModifierRow {
  StrRef prefix;  // put before the English office, may be empty
  uint8_t former;
  uint8_t pad[3];
};

// Small words inside names: bin, al, abu, abd, de, van ...
inline constexpr uint8_t kJoinsNames = 1;  // stands between two names: bin
inline constexpr uint8_t kOpensName = 2;   // binds the next word: abd, abu
inline constexpr uint8_t kClosesName = 3;  // ends a compound: Allah, al-Din
struct ConnectorRow {
  uint8_t kind;
  uint8_t pad[3];
};

inline bool has_article(std::string_view key) { return key.size() > 4 && key.substr(0, 2) == "Al"; }

// Abdullah, Abdulaziz written in one word.
inline bool is_servant_name(std::string_view key) {
  return key.size() >= 7 && key.substr(0, 5) == "EbdAl";
}

// A state whose nationality word is mixed up with that of `other`.
struct ConfusableRow {
  StrRef other;
};

// A token of data/names/given.tsv or a person's name of the lexicon.
inline constexpr uint8_t kNameListed = 1;   // the lexicon's proper nouns
inline constexpr uint8_t kGivenCommon = 2;  // a given name and a common word
inline constexpr uint8_t kGivenStrong = 3;
struct GivenRow {
  uint8_t strength;
  uint8_t pad[3];
};

// A word that is never part of a name.
struct StopRow {
  uint8_t month;
  uint8_t pad[3];
};

// A noun that heads the name of a thing.
enum class HeadKind : uint8_t { organization, armed_group, place, thing };
inline constexpr uint8_t kReachQuoted = 0;
inline constexpr uint8_t kReachDefinite = 1;
inline constexpr uint8_t kReachOne = 2;
struct HeadRow {
  uint8_t kind;
  uint8_t reach;
  uint8_t pad[2];
};

}  // namespace isnad
