// CaseFile::search and the queries that a case keeps.

#include <algorithm>
#include <numeric>

#include "store/case_impl.h"
#include "store/search_eval.h"
#include "store/search_facets.h"
#include "store/search_hits.h"

namespace isnad {

namespace {

constexpr SearchThing kThings[] = {SearchThing::article, SearchThing::event, SearchThing::claim,
                                   SearchThing::relation};

class Search {
 public:
  Search(CaseFile::Impl& impl, const CaseFile& file, SearchColumns& columns,
         const SearchRequest& request)
      : impl_(impl),
        columns_(columns),
        request_(request),
        evaluator_(impl, file, columns, request) {}

  Result<SearchAnswer> run() {
    if (auto r = evaluator_.prepare(); !r) return tl::unexpected<Error>(r.error());
    SearchAnswer answer;
    answer.of = evaluator_.target();
    answer.unknown = evaluator_.unknown();
    thing_ = kThings[static_cast<size_t>(answer.of)];
    if (auto r = see_stale(answer); !r) return tl::unexpected<Error>(r.error());
    std::vector<uint32_t> hits = found();
    answer.total = hits.size();
    std::optional<ThingSet> fitting;
    if (thing_ == SearchThing::article) fitting = evaluator_.fitting_events();
    for (const SearchFacet f : request_.facets) {
      answer.facets.push_back(
          count_facet(columns_, f, thing_, hits, fitting, request_.facet_limit));
    }
    if (!columns_.state()) return tl::unexpected<Error>(columns_.state().error());
    if (request_.count_only) return answer;
    std::vector<double> scores;
    if (thing_ == SearchThing::article && !request_.by_date) {
      Result<std::vector<double>> made = evaluator_.scores();
      if (!made) return tl::unexpected<Error>(made.error());
      scores = std::move(*made);
    }
    order(hits, scores);
    const size_t begin = begin_of(hits.size());
    const size_t end =
        request_.limit == 0 ? hits.size() : begin + std::min(request_.limit, hits.size() - begin);
    hits = std::vector<uint32_t>(hits.begin() + static_cast<std::ptrdiff_t>(begin),
                                 hits.begin() + static_cast<std::ptrdiff_t>(end));
    Result<std::vector<SearchHit>> rows =
        search_hits(impl_, columns_, evaluator_.texts(), request_.words, thing_, hits,
                    articles_of(hits), fitting);
    if (!rows) return tl::unexpected<Error>(rows.error());
    answer.hits = std::move(*rows);
    for (size_t i = 0; i < answer.hits.size() && !scores.empty(); ++i) {
      answer.hits[i].score = scores[hits[i]];
    }
    if (!columns_.state()) return tl::unexpected<Error>(columns_.state().error());
    return answer;
  }

 private:
  // The first of so many hits that is asked for.
  size_t begin_of(size_t hits) const { return std::min(request_.offset, hits); }

  // Things that the query finds, ascending.
  std::vector<uint32_t> found() {
    const ThingSet set = evaluator_.hits();
    std::vector<uint32_t> out;
    for (uint32_t i = 0; i < set.size(); ++i) {
      if (set[i]) out.push_back(i);
    }
    if (!request_.after_round && stale_.empty()) return out;
    std::vector<uint8_t> wanted(columns_.size(SearchThing::article), 1);
    if (request_.after_round) {
      const std::span<const uint32_t> round =
          columns_.numbers("article.round", SearchThing::article);
      for (size_t a = 0; a < wanted.size(); ++a) wanted[a] = round[a] > *request_.after_round;
    }
    for (const uint32_t a : stale_) wanted[a] = 0;
    const std::vector<uint32_t> articles = articles_of(out);
    std::vector<uint32_t> left;
    for (size_t i = 0; i < out.size(); ++i) {
      if (wanted[articles[i]]) left.push_back(out[i]);
    }
    return left;
  }

  std::vector<uint32_t> articles_of(const std::vector<uint32_t>& things) {
    if (thing_ == SearchThing::article) return things;
    const std::span<const uint32_t> begins =
        columns_.ranges(thing_ == SearchThing::event      ? "article.events"
                        : thing_ == SearchThing::relation ? "article.relations"
                                                          : "article.claims",
                        SearchThing::article, thing_);
    std::vector<uint32_t> out;
    out.reserve(things.size());
    for (const uint32_t t : things) {
      const auto after = std::upper_bound(begins.begin(), begins.end(), t);
      const auto at = static_cast<size_t>(after - begins.begin());
      out.push_back(static_cast<uint32_t>(std::clamp<size_t>(at, 1, begins.size() - 1) - 1));
    }
    return out;
  }

  // Sorts the hits, by the scores of their articles if there are any.
  void order(std::vector<uint32_t>& hits, const std::vector<double>& scores) {
    const char* const days = thing_ == SearchThing::event      ? "event.first"
                             : thing_ == SearchThing::relation ? "relation.first"
                                                               : "article.first";
    const SearchThing dated = thing_ == SearchThing::claim ? SearchThing::article : thing_;
    const std::span<const uint32_t> first = columns_.numbers(days, dated);
    const std::vector<uint32_t> articles_ = articles_of(hits);
    struct Key {
      double score;
      uint32_t day;  // the greater the older; undated last
      uint32_t thing;
    };
    std::vector<Key> keys;
    keys.reserve(hits.size());
    for (size_t i = 0; i < hits.size(); ++i) {
      const uint32_t day = first[thing_ == SearchThing::claim ? articles_[i] : hits[i]];
      keys.push_back({scores.empty() ? 0 : scores[hits[i]],
                      day == kNoDay ? kNoDay : UINT32_MAX - 1 - day, hits[i]});
    }
    const size_t wanted =
        request_.limit == 0
            ? keys.size()
            : begin_of(keys.size()) + std::min(request_.limit, keys.size() - begin_of(keys.size()));
    std::partial_sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(wanted), keys.end(),
                      [](const Key& a, const Key& b) {
                        if (a.score != b.score) return a.score > b.score;
                        return a.day != b.day ? a.day < b.day : a.thing < b.thing;
                      });
    for (size_t i = 0; i < hits.size(); ++i) hits[i] = keys[i].thing;
  }

  // What came in or was read anew since the last refresh is left out until the next.
  Result<void> see_stale(SearchAnswer& answer) {
    const std::span<const uint32_t> round = columns_.numbers("article.round", SearchThing::article);
    answer.round = round.empty() ? 0 : *std::max_element(round.begin(), round.end());
    std::vector<int64_t> rows;
    auto r = impl_.each("SELECT document FROM searched WHERE stale = 1 ORDER BY document",
                        [&](const Statement& row) { rows.push_back(row.integer(0)); });
    answer.unseen = rows.size();
    columns_.each_article(
        SearchColumns::Rows::documents, rows, [](int64_t row) { return row; },
        [&](uint32_t a, size_t) { stale_.push_back(a); });
    return r;
  }

  CaseFile::Impl& impl_;
  SearchColumns& columns_;
  const SearchRequest& request_;
  SearchEvaluator evaluator_;
  SearchThing thing_ = SearchThing::article;
  std::vector<uint32_t> stale_;  // articles
};

SavedSearch saved_from(const Statement& row) {
  SavedSearch s{row.text(0), row.text(1), std::nullopt, row.integer(3)};
  if (!row.is_null(2)) s.of = search_target_from_name(row.text(2));
  return s;
}

}  // namespace

Result<SearchAnswer> CaseFile::search(const SearchRequest& request) const {
  const Snapshot snapshot(*impl_);
  Result<SearchColumns> columns = SearchColumns::open(*impl_);
  if (!columns) return tl::unexpected<Error>(columns.error());
  return Search(*impl_, *this, *columns, request).run();
}

Result<std::vector<SavedSearch>> CaseFile::saved_searches() const {
  std::vector<SavedSearch> out;
  if (impl_->older) return out;
  auto r = impl_->each("SELECT name, query, target, round FROM saved_search ORDER BY name",
                       [&](const Statement& row) { out.push_back(saved_from(row)); });
  if (!r) return tl::unexpected<Error>(r.error());
  return out;
}

Result<SavedSearch> CaseFile::saved_search(const std::string& name) const {
  const Result<std::vector<SavedSearch>> all = saved_searches();
  if (!all) return tl::unexpected<Error>(all.error());
  for (const SavedSearch& s : *all) {
    if (s.name == name) return s;
  }
  std::string names;
  for (const SavedSearch& s : *all) names += (names.empty() ? "" : ", ") + s.name;
  return fail(ErrorCode::not_found,
              impl_->name + ": no saved search \"" + name + "\"; " +
                  (names.empty() ? "none is saved yet (isnad search --save NAME QUERY)"
                                 : "there are " + names));
}

Result<void> CaseFile::save_search(const SavedSearch& s) {
  std::optional<std::string> target;
  if (s.of) target = std::string(search_target_name(*s.of));
  return impl_->run(
      "INSERT INTO saved_search (name, query, target, round) VALUES (?,?,?,?) ON CONFLICT (name) "
      "DO UPDATE SET query = excluded.query, target = excluded.target, round = excluded.round",
      s.name, s.query, target, s.round);
}

Result<void> CaseFile::forget_search(const std::string& name) {
  if (const auto found = saved_search(name); !found) {
    return tl::unexpected<Error>(found.error());
  }
  return impl_->run("DELETE FROM saved_search WHERE name = ?", name);
}

}  // namespace isnad
