#pragma once
#include <string>
#include <vector>

#include "answer/form.h"
#include "store/name_book.h"
#include "store/search.h"

// How the hits and facets of a search are written as JSON and CSV.

namespace isnad {

// One JSON object with a newline.
std::string search_hit_json(const SearchHit& hit, SearchTarget of, NameBook& names);

std::vector<std::string> search_csv_columns(SearchTarget of);
std::vector<std::string> search_csv_cells(const SearchHit& hit, SearchTarget of, NameBook& names);

// Are its values codes, which have names?
bool facet_has_codes(SearchFacet facet);
std::string facet_json(const FacetCounts& facet, NameBook& names);
void append_facet_csv(const FacetCounts& facet, NameBook& names, std::string& out);

const RowForm<SavedSearch>& saved_search_form();

}  // namespace isnad
