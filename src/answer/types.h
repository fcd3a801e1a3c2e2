#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"
#include "store/search.h"
#include "world/fluent.h"

// The closed lists that questions choose from, as they are written in options and parameters.

namespace isnad {

// Equal but for the case of Latin letters.
bool same_word(std::string_view a, std::string_view b);

std::vector<std::string> event_types();
std::vector<std::string> relation_kinds();
std::vector<std::string> entity_kinds();
std::vector<std::string> claim_types();  // direct, indirect, and what may be told in a claim
std::vector<std::string> conflict_kinds();
std::vector<std::string> fluent_kinds();
std::vector<std::string> search_facets();

}  // namespace isnad
