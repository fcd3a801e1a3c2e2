#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/rows.h"
#include "store/search_query.h"
#include "story/search_words.h"

// What CaseFile::search is asked and what it answers: plain values. docs/search.md says what a
// query means.

namespace isnad {

enum class SearchTarget : uint8_t { articles, events, claims, relations };
std::string_view search_target_name(SearchTarget target);
std::optional<SearchTarget> search_target_from_name(std::string_view name);

// What hits are counted by.
enum class SearchFacet : uint8_t {
  outlet,
  type,
  mode,
  actor,
  recipient,
  source,
  place,
  month,  // of publication for articles and claims, of the date for events and relations
  factuality,
  lang,
  rel
};
std::string_view search_facet_name(SearchFacet facet);
std::optional<SearchFacet> search_facet_from_name(std::string_view name);

struct SearchRequest {
  SearchNode query;
  std::optional<SearchTarget> of;  // else what the query's fields are about
  bool by_date = false;            // articles too, the newest first
  size_t limit = 20;               // 0: all
  size_t offset = 0;
  bool count_only = false;  // no hits
  std::vector<SearchFacet> facets;
  size_t facet_limit = 10;             // values of each, 0: all
  std::optional<int64_t> after_round;  // only what refresh() made searchable after this one
  // The words of a piece of the query (search_words); asked only if the query has words.
  std::function<std::vector<SearchWord>(std::u32string_view piece)> words;
};

// A sentence, title or claim, with the words in it that answer the query.
struct Passage {
  std::string words;        // UTF-8
  std::vector<Span> marks;  // code points of `words`, ascending, apart from each other
  bool title = false;
};

// One answer; of the rows only that of the target is there, for articles the events that fit.
struct SearchHit {
  Where where;
  std::optional<std::string> title;
  double score = 0;  // of articles that were asked for by words
  std::vector<EventRow> events;
  std::vector<ClaimRow> claims;
  std::vector<RelationRow> relations;
  size_t more_events = 0;         // of an article, beside those given
  std::vector<Passage> passages;  // those with most of the words first, then in text order
};

struct FacetCounts {
  SearchFacet facet = SearchFacet::outlet;
  std::vector<Count> values;  // the largest first, equals by name
  size_t more = 0;            // values beside those given
};

struct SearchAnswer {
  SearchTarget of = SearchTarget::articles;
  size_t total = 0;  // hits, shown or not
  std::vector<SearchHit> hits;
  std::vector<FacetCounts> facets;
  int64_t round = 0;                 // the last refresh that this answer saw
  size_t unseen = 0;                 // articles that came in, or were read anew, after it
  std::vector<std::string> unknown;  // values of fields that nothing in the case has
};

struct SavedSearch {
  std::string name;
  std::string query;
  std::optional<SearchTarget> of;
  int64_t round = 0;  // what it was last shown with `new`
};

}  // namespace isnad
