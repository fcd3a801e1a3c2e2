#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/search.h"
#include "store/search_columns.h"
#include "store/text_index.h"

// Which articles, events, claims or relations a query finds: sets over the columns of a case.
// Included by src/store/*.cc alone.
//
// A field is about articles, about events, about relations or about claims. Where articles are
// asked for, the fields about events that stand in one conjunction are about one event; a
// conjunction that only leaves out events is about all events of the article (docs/search.md).

namespace isnad {

// One byte a thing, 0 or 1.
using ThingSet = std::vector<uint8_t>;

// A word, phrase or beginning of the query, looked up.
struct FoundText {
  const SearchAtom* atom = nullptr;
  TextPattern pattern;
  bool left_out = false;        // under a "not"
  std::vector<uint32_t> count;  // places in each article (one until counted), titles more
  size_t rows = 0;              // of the text index that have it
  uint32_t articles = 0;        // that have it
};

class SearchEvaluator {
 public:
  SearchEvaluator(CaseFile::Impl& impl, const CaseFile& file, SearchColumns& columns,
                  const SearchRequest& request);

  Result<void> prepare();  // looks all up

  SearchTarget target() const { return target_; }
  // Of the target's things.
  ThingSet hits();
  // The events that fit a query that asks for events; nothing if it asks nothing of them.
  std::optional<ThingSet> fitting_events();
  const std::vector<FoundText>& texts() const { return texts_; }
  const std::vector<std::string>& unknown() const { return unknown_; }
  // Okapi BM25 of each article (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75, the logarithm that
  // is never negative) over the words that are asked for.
  Result<std::vector<double>> scores();

 private:
  enum Side : uint8_t { kArticle = 0, kEvent = 1, kRelation = 2, kClaim = 4 };

  void settle_sides();
  Result<void> look_up(const SearchNode& node, bool left_out);
  Result<void> look_up_text(const SearchAtom& atom, bool left_out);
  Result<void> look_up_name(const SearchAtom& atom);
  Result<void> count_texts();
  Side side(const SearchAtom& atom) const;
  uint8_t sides(const SearchNode& node) const;

  // A node over the things of one kind; events that stand under it are about one event each.
  ThingSet held(const SearchNode& node, SearchThing thing);
  ThingSet together(const SearchNode& all, SearchThing thing);
  ThingSet bound(const SearchNode& node, SearchThing thing);
  ThingSet atom(const SearchAtom& atom, SearchThing thing);
  ThingSet of_article(const SearchAtom& atom);
  ThingSet of_report(const SearchAtom& atom, SearchThing thing);
  ThingSet of_claim(const SearchAtom& atom);
  // From articles to the things that stand in them, and to the things that hold a part.
  ThingSet spread(const ThingSet& articles, SearchThing to);
  ThingSet gathered(const ThingSet& parts, SearchThing part, SearchThing to);

  ThingSet in_days(const std::string& kind, SearchThing thing, const SearchAtom& atom);
  ThingSet has_symbol(const std::string& column, SearchThing thing, const SearchAtom& atom);
  ThingSet lists_symbol(const std::string& column, SearchThing thing, const SearchAtom& atom);

  CaseFile::Impl& impl_;
  const CaseFile& file_;
  SearchColumns& columns_;
  const SearchRequest& request_;
  SearchTarget target_ = SearchTarget::articles;
  Side shared_ = kEvent;    // what fields are about that events and relations both have
  Side speakers_ = kEvent;  // what source: and via: are about
  std::vector<FoundText> texts_;
  std::map<const SearchAtom*, std::vector<uint32_t>> symbols_;  // that a field's value names
  std::vector<std::string> unknown_;
};

}  // namespace isnad
