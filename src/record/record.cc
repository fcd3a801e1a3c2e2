#include "record/record.h"

#include <array>

namespace isnad {

namespace {

constexpr std::array<std::string_view, 7> kEntityKinds = {
    "state", "organization", "armed_group", "person", "place", "weapon", "generic"};
constexpr std::array<std::string_view, 4> kForms = {"name", "demonym", "nominal", "pronoun"};
constexpr std::array<std::string_view, 4> kTimeTypes = {"DATE", "TIME", "DURATION", "SET"};
constexpr std::array<std::string_view, kEventTypeCount> kEventTypes = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 4> kFactualities = {"actual", "planned", "denied",
                                                           "possible"};
constexpr std::array<std::string_view, 4> kDateFroms = {"none", "stated", "relative", "inherited"};
constexpr std::array<std::string_view, kRelationKindCount> kRelations = {
    "member_of",    "party_to", "forces_in",   "hosts_base", "subordinate_to", "successor_of",
    "holds_office", "leads",    "allied_with", "controls",   "at_odds_with"};

template <class Enum, size_t N>
std::optional<Enum> find_name(const std::array<std::string_view, N>& names, std::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view entity_kind_name(EntityKind k) { return kEntityKinds[static_cast<size_t>(k)]; }
std::string_view mention_form_name(MentionForm f) { return kForms[static_cast<size_t>(f)]; }
std::string_view time_type_name(TimeType t) { return kTimeTypes[static_cast<size_t>(t)]; }
std::string_view event_type_name(EventType t) { return kEventTypes[static_cast<size_t>(t)]; }
std::string_view factuality_name(Factuality f) { return kFactualities[static_cast<size_t>(f)]; }
std::string_view date_from_name(DateFrom d) { return kDateFroms[static_cast<size_t>(d)]; }
std::string_view relation_kind_name(RelationKind k) { return kRelations[static_cast<size_t>(k)]; }

std::optional<EventType> event_type_from_name(std::string_view name) {
  return find_name<EventType>(kEventTypes, name);
}
std::optional<Factuality> factuality_from_name(std::string_view name) {
  return find_name<Factuality>(kFactualities, name);
}
std::optional<DateFrom> date_from_from_name(std::string_view name) {
  return find_name<DateFrom>(kDateFroms, name);
}
std::optional<RelationKind> relation_kind_from_name(std::string_view name) {
  return find_name<RelationKind>(kRelations, name);
}

}  // namespace isnad
