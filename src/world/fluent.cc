#include "world/fluent.h"

#include <array>

namespace isnad {

namespace {

constexpr std::array<std::string_view, kFluentKindCount> kNames = {
    "member_of",          "party_to",       "forces_in",
    "hosts_base",         "subordinate_to", "successor_of",
    "holds_office",       "leads",          "allied_with",
    "controls",           "at_odds_with",   "diplomatic_relations",
    "sanctions_in_force", "agreement_with", "pledged_to_defend",
    "obliged_to_defend",  "attacks"};

}  // namespace

std::string_view fluent_kind_name(FluentKind kind) { return kNames[static_cast<size_t>(kind)]; }

std::optional<FluentKind> fluent_kind_from_name(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<FluentKind>(i);
  }
  return std::nullopt;
}

FluentKind fluent_of(RelationKind kind) {
  // The kinds of relations come first and in the same order.
  static_assert(static_cast<int>(FluentKind::at_odds_with) ==
                static_cast<int>(RelationKind::at_odds_with));
  static_assert(static_cast<int>(FluentKind::at_odds_with) == kRelationKindCount - 1);
  return static_cast<FluentKind>(kind);
}

bool is_symmetric(FluentKind kind) {
  switch (kind) {
    case FluentKind::allied_with:
    case FluentKind::at_odds_with:
    case FluentKind::diplomatic_relations:
    case FluentKind::agreement_with:
      return true;
    default:
      return false;
  }
}

bool is_momentary(FluentKind kind) { return kind == FluentKind::attacks; }

}  // namespace isnad
