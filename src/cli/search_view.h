#pragma once
#include <string>
#include <vector>

#include "answer/search_form.h"
#include "cli/terminal.h"
#include "store/name_book.h"

// How the hits and facets of a search are printed.

namespace isnad {

// A passage on one line: its words isolated, what answers the query in bold, or in brackets where
// there is no colour.
std::string marked_passage(const Passage& passage, const Terminal& terminal);

// For people: where it stands, its events, claims or relations, its passages.
std::string search_hit_text(const SearchHit& hit, SearchTarget of, size_t number, NameBook& names,
                            const Terminal& terminal);

std::string facet_text(const FacetCounts& facet, NameBook& names, const Terminal& terminal);

// A query that is at fault: the message, the query with each word isolated, so that a terminal that
// turns Arabic around leaves every word in its column, and carets under the words at fault.
std::string query_fault_text(const std::string& query, const SearchFault& fault);

}  // namespace isnad
