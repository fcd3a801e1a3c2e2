#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "story/corpus.h"

// Fluents: facts that hold over a time and can change.

namespace isnad {

enum class FluentKind : uint8_t {
  // As the relations of a record (docs/records.md).
  member_of,
  party_to,
  forces_in,
  hosts_base,
  subordinate_to,
  successor_of,
  holds_office,
  leads,
  allied_with,
  controls,
  at_odds_with,
  // Only the rules of data/world give these.
  diplomatic_relations,
  sanctions_in_force,  // subject imposes them on object
  agreement_with,      // the two have an agreement in force that has no name
  pledged_to_defend,   // by a pact of mutual defence
  obliged_to_defend,   // the pledge has fallen due: somebody attacked the object
  attacks              // an act, no state: it holds on its days and does not go on
};
constexpr int kFluentKindCount = 17;
std::string_view fluent_kind_name(FluentKind kind);  // "member_of"
std::optional<FluentKind> fluent_kind_from_name(std::string_view name);
FluentKind fluent_of(RelationKind kind);
// Of these the subject is the party whose code comes first in the order of bytes.
bool is_symmetric(FluentKind kind);
// Holds on its days only.
bool is_momentary(FluentKind kind);

struct Fluent {
  FluentKind kind = FluentKind::member_of;
  Symbol subject = kNoSymbol;  // of Corpus::symbols
  Symbol object = kNoSymbol;

  // Groups equal ones; says nothing to a reader, as the numbers of symbols are accidents.
  auto operator<=>(const Fluent&) const = default;
  bool concerns(Symbol party) const { return subject == party || object == party; }
};

}  // namespace isnad
