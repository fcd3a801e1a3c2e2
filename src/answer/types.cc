#include "answer/types.h"

#include <algorithm>

namespace isnad {

bool same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::vector<std::string> event_types() {
  std::vector<std::string> all;
  for (int i = 0; i < kEventTypeCount; ++i)
    all.emplace_back(event_type_name(static_cast<EventType>(i)));
  return all;
}

std::vector<std::string> relation_kinds() {
  std::vector<std::string> all;
  for (int i = 0; i < kRelationKindCount; ++i) {
    all.emplace_back(relation_kind_name(static_cast<RelationKind>(i)));
  }
  return all;
}

std::vector<std::string> entity_kinds() {
  std::vector<std::string> all;
  for (int i = 0; i <= static_cast<int>(EntityKind::generic); ++i) {
    all.emplace_back(entity_kind_name(static_cast<EntityKind>(i)));
  }
  return all;
}

std::vector<std::string> claim_types() {
  std::vector<std::string> all = {"direct", "indirect"};
  for (auto& t : event_types()) all.push_back(std::move(t));
  for (auto& t : relation_kinds()) all.push_back(std::move(t));
  return all;
}

std::vector<std::string> conflict_kinds() {
  return {"polarity", "number", "date", "place", "actor", "office"};
}

std::vector<std::string> fluent_kinds() {
  std::vector<std::string> all;
  for (int i = 0; i < kFluentKindCount; ++i) {
    all.emplace_back(fluent_kind_name(static_cast<FluentKind>(i)));
  }
  return all;
}

std::vector<std::string> search_facets() {
  std::vector<std::string> all;
  for (int i = 0; i <= static_cast<int>(SearchFacet::rel); ++i) {
    all.emplace_back(search_facet_name(static_cast<SearchFacet>(i)));
  }
  return all;
}

}  // namespace isnad
