#include "store/search_facets.h"

#include <algorithm>
#include <unordered_map>

namespace isnad {

namespace {

// Counts each value once a hit.
class Tally {
 public:
  explicit Tally(size_t values) : counts_(values), last_(values, UINT32_MAX) {}
  void add(uint32_t hit, uint32_t value) {
    if (value >= counts_.size() || last_[value] == hit) return;
    last_[value] = hit;
    ++counts_[value];
  }
  const std::vector<uint32_t>& counts() const { return counts_; }

 private:
  std::vector<uint32_t> counts_;
  std::vector<uint32_t> last_;  // the hit that a value was counted for last
};

// "2025-04", from days since 0000-01-01.
std::string month_name(uint32_t month) {
  const std::string year = std::to_string(month / 12);
  const std::string number = std::to_string(month % 12 + 1);
  return std::string(4 - std::min<size_t>(4, year.size()), '0') + year + '-' +
         (number.size() < 2 ? "0" : "") + number;
}

constexpr uint32_t kMonths = 12 * 10000;

uint32_t month_of(uint32_t day) {
  const std::string name = day_name(static_cast<Day>(day) + kFirstDay);
  return static_cast<uint32_t>(std::stoul(name.substr(0, 4)) * 12 + std::stoul(name.substr(5, 2)) -
                               1);
}

class Counter {
 public:
  Counter(SearchColumns& columns, SearchFacet facet, SearchThing thing,
          const std::optional<ThingSet>& fitting)
      : columns_(columns),
        facet_(facet),
        thing_(thing),
        fitting_(fitting),
        tally_(facet == SearchFacet::month ? kMonths : columns.symbols()) {}

  std::vector<uint32_t> run(const std::vector<uint32_t>& hits) {
    switch (facet_) {
      case SearchFacet::outlet:
        by_article(hits, columns_.lists("article.outlet", SearchThing::article));
        break;
      case SearchFacet::lang:
        by_article(hits, columns_.numbers("article.lang", SearchThing::article));
        break;
      case SearchFacet::month:
        months(hits);
        break;
      case SearchFacet::rel:
        if (thing_ != SearchThing::event) by_part(hits, SearchThing::relation, "rel", false);
        break;
      case SearchFacet::source:
        if (thing_ == SearchThing::claim) {
          own(hits, columns_.numbers("claim.source", thing_));
          break;
        }
        [[fallthrough]];
      case SearchFacet::factuality: {
        const bool listed = facet_ == SearchFacet::source;
        const std::string name(search_facet_name(facet_));
        if (thing_ != SearchThing::relation) by_part(hits, SearchThing::event, name, listed);
        if (thing_ != SearchThing::event && !fitting_) {
          by_part(hits, SearchThing::relation, name, listed);
        }
        break;
      }
      default: {
        const bool listed = facet_ == SearchFacet::actor || facet_ == SearchFacet::recipient;
        if (thing_ != SearchThing::relation) {
          by_part(hits, SearchThing::event, std::string(search_facet_name(facet_)), listed);
        }
      }
    }
    return tally_.counts();
  }

 private:
  void own(const std::vector<uint32_t>& hits, std::span<const uint32_t> values) {
    for (const uint32_t h : hits) tally_.add(h, values[h]);
  }

  // The article of each hit; hits ascend, and so do their articles.
  template <class Take>
  void each_article(const std::vector<uint32_t>& hits, Take take) {
    if (thing_ == SearchThing::article) {
      for (const uint32_t h : hits) take(h, h);
      return;
    }
    const std::span<const uint32_t> begins =
        columns_.ranges(thing_ == SearchThing::event      ? "article.events"
                        : thing_ == SearchThing::relation ? "article.relations"
                                                          : "article.claims",
                        SearchThing::article, thing_);
    uint32_t article = 0;
    for (const uint32_t h : hits) {
      while (article + 2 < begins.size() && begins[article + 1] <= h) ++article;
      take(h, article);
    }
  }

  void by_article(const std::vector<uint32_t>& hits, const SearchLists& lists) {
    each_article(hits, [&](uint32_t h, uint32_t a) {
      for (const uint32_t v : lists.list(a)) tally_.add(h, v);
    });
  }
  void by_article(const std::vector<uint32_t>& hits, std::span<const uint32_t> values) {
    each_article(hits, [&](uint32_t h, uint32_t a) { tally_.add(h, values[a]); });
  }

  void months(const std::vector<uint32_t>& hits) {
    std::unordered_map<uint32_t, uint32_t> known;  // of days
    const auto add = [&](uint32_t h, uint32_t day) {
      if (day > static_cast<uint32_t>(kLastDay - kFirstDay)) return;
      const auto [at, fresh] = known.emplace(day, 0);
      if (fresh) at->second = month_of(day);
      tally_.add(h, at->second);
    };
    if (thing_ == SearchThing::event || thing_ == SearchThing::relation) {
      const std::span<const uint32_t> first =
          columns_.numbers(thing_ == SearchThing::event ? "event.first" : "relation.first", thing_);
      for (const uint32_t h : hits) add(h, first[h]);
      return;
    }
    const std::span<const uint32_t> first = columns_.numbers("article.first", SearchThing::article);
    each_article(hits, [&](uint32_t h, uint32_t a) { add(h, first[a]); });
  }

  // Values of the events or relations of each hit: itself, those of an article, those told in a
  // claim.
  void by_part(const std::vector<uint32_t>& hits, SearchThing part, const std::string& name,
               bool listed) {
    const bool events = part == SearchThing::event;
    const std::string column = (events ? "event." : "relation.") + name;
    const SearchLists lists = listed ? columns_.lists(column, part) : SearchLists();
    const std::span<const uint32_t> numbers =
        listed ? std::span<const uint32_t>() : columns_.numbers(column, part);
    const auto add = [&](uint32_t hit, uint32_t p) {
      if (p >= columns_.size(part)) return;
      if (events && fitting_ && !(*fitting_)[p]) return;
      if (!listed) return tally_.add(hit, numbers[p]);
      for (const uint32_t v : lists.list(p)) tally_.add(hit, v);
    };
    if (thing_ == part) {
      for (const uint32_t h : hits) add(h, h);
    } else if (thing_ == SearchThing::claim) {
      const SearchLists told = columns_.lists(events ? "claim.event" : "claim.relation", thing_);
      for (const uint32_t h : hits) {
        for (const uint32_t p : told.list(h)) add(h, p);
      }
    } else {
      const std::span<const uint32_t> begins = columns_.ranges(
          events ? "article.events" : "article.relations", SearchThing::article, part);
      for (const uint32_t h : hits) {
        for (uint32_t p = begins[h]; p < begins[h + 1]; ++p) add(h, p);
      }
    }
  }

  SearchColumns& columns_;
  SearchFacet facet_;
  SearchThing thing_;
  const std::optional<ThingSet>& fitting_;
  Tally tally_;
};

}  // namespace

FacetCounts count_facet(SearchColumns& columns, SearchFacet facet, SearchThing thing,
                        const std::vector<uint32_t>& hits, const std::optional<ThingSet>& fitting,
                        size_t limit) {
  const std::vector<uint32_t> counts = Counter(columns, facet, thing, fitting).run(hits);
  std::vector<uint32_t> values;
  for (uint32_t v = 0; v < counts.size(); ++v) {
    if (counts[v] > 0) values.push_back(v);
  }
  // Symbols and months ascend by name.
  const size_t shown = limit == 0 ? values.size() : std::min(limit, values.size());
  std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(shown),
                    values.end(), [&](uint32_t a, uint32_t b) {
                      return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
                    });
  FacetCounts out;
  out.facet = facet;
  out.more = values.size() - shown;
  for (size_t i = 0; i < shown; ++i) {
    const uint32_t v = values[i];
    out.values.push_back(
        {facet == SearchFacet::month ? month_name(v) : std::string(columns.symbol(v)),
         static_cast<int64_t>(counts[v])});
  }
  return out;
}

}  // namespace isnad
