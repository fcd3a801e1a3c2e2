// The words for what is searched and counted.

#include <algorithm>
#include <array>

#include "store/search.h"

namespace isnad {

namespace {

constexpr std::array<std::string_view, 4> kTargets = {"articles", "events", "claims", "relations"};
constexpr std::array<std::string_view, 11> kFacets = {"outlet",     "type",   "mode",  "actor",
                                                      "recipient",  "source", "place", "month",
                                                      "factuality", "lang",   "rel"};
static_assert(kFacets.size() == static_cast<size_t>(SearchFacet::rel) + 1);

}  // namespace

std::string_view search_target_name(SearchTarget target) {
  return kTargets[static_cast<size_t>(target)];
}

std::optional<SearchTarget> search_target_from_name(std::string_view name) {
  const auto found = std::find(kTargets.begin(), kTargets.end(), name);
  if (found == kTargets.end()) return std::nullopt;
  return static_cast<SearchTarget>(found - kTargets.begin());
}

std::string_view search_facet_name(SearchFacet facet) {
  return kFacets[static_cast<size_t>(facet)];
}

std::optional<SearchFacet> search_facet_from_name(std::string_view name) {
  const auto found = std::find(kFacets.begin(), kFacets.end(), name);
  if (found == kFacets.end()) return std::nullopt;
  return static_cast<SearchFacet>(found - kFacets.begin());
}

}  // namespace isnad
