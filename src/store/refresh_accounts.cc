#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "store/case_refresh.h"
#include "store/corpus_load.h"
#include "store/steps.h"
#include "story/conflicts.h"
#include "story/happenings.h"
#include "story/origins.h"

namespace isnad {

namespace {

constexpr const char* kEvent = "event";
constexpr const char* kRelation = "relation";
constexpr const char* kOriginKinds[] = {"speaker", "agency", "outlet", "unseen"};  // OriginKind

// Writes happenings, facts and contradictions of a case anew.
class Accounts {
 public:
  Accounts(CaseFile::Impl& impl, const LoadedCorpus& loaded, const StoryRules& rules)
      : impl_(impl), loaded_(loaded), rules_(rules), across_{loaded.corpus, {}, {}} {}

  Result<void> run(Refreshed& done) {
    Steps steps;
    steps.then([&] { return copies(); });
    steps.then([&] { return stories(); });
    steps.then([&] { return clear(); });
    steps.then([&] { return write(done); });
    return steps.result();
  }

 private:
  uint32_t article(const Statement& row, int column) const {
    const auto found = at_.find(row.integer(column));
    return found == at_.end() ? kNoArticle : found->second;
  }

  Result<void> copies() {
    for (uint32_t i = 0; i < loaded_.documents.size(); ++i) at_[loaded_.documents[i]] = i;
    // `a` is the document with the smaller sha, so the one with the smaller index.
    auto r = impl_.each(
        "SELECT c.a, c.b, s.a_begin, s.a_end, s.b_begin, s.b_end FROM copy c "
        "JOIN shared_run s ON s.a = c.a AND s.b = c.b ORDER BY c.a, c.b, s.a_word",
        [&](const Statement& row) {
          const uint32_t a = article(row, 0);
          const uint32_t b = article(row, 1);
          if (a == kNoArticle || b == kNoArticle) return;
          auto& all = across_.copies;
          if (all.empty() || all.back().a != a || all.back().b != b) {
            all.push_back({a, b, {}, first_of(loaded_.corpus, a, b)});
          }
          const auto at = [&](int column) { return static_cast<uint32_t>(row.integer(column)); };
          all.back().runs.push_back({{at(2), at(3)}, {at(4), at(5)}});
        });
    std::sort(across_.copies.begin(), across_.copies.end(),
              [](const CopiedPair& x, const CopiedPair& y) {
                return std::pair(x.a, x.b) < std::pair(y.a, y.b);
              });
    return r;
  }

  Result<void> stories() {
    across_.story.resize(loaded_.documents.size());
    return impl_.each("SELECT document, story FROM story_article", [&](const Statement& row) {
      if (const uint32_t a = article(row, 0); a != kNoArticle) {
        across_.story[a] = static_cast<uint32_t>(row.integer(1));
      }
    });
  }

  Result<void> clear() {
    Steps steps;
    for (const char* sql :
         {"DELETE FROM conflict_report", "DELETE FROM conflict_side",
          "DELETE FROM conflict_account", "DELETE FROM conflict", "DELETE FROM account_origin",
          "DELETE FROM account_report", "DELETE FROM account"}) {
      steps.then([&] { return impl_.run(sql); });
    }
    return steps.result();
  }

  Result<void> write(Refreshed& done) {
    const std::vector<Happening> happenings = happenings_of(across_, rules_);
    const std::vector<Fact> facts = facts_of(loaded_.corpus);
    const IsnadReader reader(across_);
    std::vector<int64_t> happening_rows;
    std::vector<int64_t> fact_rows;
    for (const Happening& h : happenings) {
      if (auto r = account(h.id, kEvent, reader.of(h), loaded_.corpus.events, loaded_.events,
                           happening_rows);
          !r) {
        return r;
      }
      done.happenings += h.reports.size() > 1 ? 1 : 0;
    }
    for (const Fact& f : facts) {
      if (auto r = account(f.id, kRelation, reader.of(f), loaded_.corpus.relations,
                           loaded_.relations, fact_rows);
          !r) {
        return r;
      }
    }
    for (const Conflict& c : conflicts_of(across_, happenings, facts, rules_)) {
      if (auto r = conflict(c, c.relations ? fact_rows : happening_rows); !r) return r;
      ++done.conflicts;
    }
    return {};
  }

  template <class R>
  Result<void> account(const std::string& key, const char* what, const Isnad& isnad,
                       const std::vector<R>& reports, const std::vector<int64_t>& rows,
                       std::vector<int64_t>& made) {
    std::set<uint32_t> documents;
    for (const Chain& c : isnad.chains) documents.insert(c.article);
    if (auto r = impl_.run("INSERT INTO account (key, what, documents, origins) VALUES (?,?,?,?)",
                           key, what, documents.size(), isnad.origins.size());
        !r) {
      return r;
    }
    const int64_t id = impl_.db.last_id();
    made.push_back(id);
    for (const Chain& c : isnad.chains) {
      const Report& report = reports[c.report];
      const std::string& article_id = loaded_.corpus.articles[report.article].id;
      std::optional<std::string> alone;
      if (isnad.chains.size() > 1) alone = stable_id(key.substr(0, 3), {article_id, report.id});
      auto r = impl_.run("INSERT INTO account_report VALUES (?,?,?,?,?,?)", id, what,
                         rows[c.report], alone, c.origin, document(c.copied_from));
      if (!r) return r;
    }
    for (uint32_t i = 0; i < isnad.origins.size(); ++i) {
      const Origin& o = isnad.origins[i];
      auto r =
          impl_.run("INSERT INTO account_origin VALUES (?,?,?,?,?)", id, i,
                    kOriginKinds[static_cast<size_t>(o.kind)], name(o.name), document(o.article));
      if (!r) return r;
    }
    return {};
  }

  Result<void> conflict(const Conflict& c, const std::vector<int64_t>& accounts) {
    const std::vector<int64_t>& rows = c.relations ? loaded_.relations : loaded_.events;
    const auto [first, last] = days(c);
    auto r = impl_.run(
        "INSERT INTO conflict (key, kind, about, what, first_day, last_day) VALUES (?,?,?,?,?,?)",
        c.id, conflict_kind_name(c.kind), c.about, c.relations ? kRelation : kEvent, first, last);
    if (!r) return r;
    const int64_t id = impl_.db.last_id();
    for (const uint32_t s : c.subjects) {
      r = impl_.run("INSERT INTO conflict_account VALUES (?,?)", id, accounts[s]);
      if (!r) return r;
    }
    for (uint32_t i = 0; i < c.sides.size(); ++i) {
      r = impl_.run("INSERT INTO conflict_side VALUES (?,?,?,?)", id, i, c.sides[i].value,
                    c.sides[i].origins);
      if (!r) return r;
      for (const uint32_t report : c.sides[i].reports) {
        r = impl_.run("INSERT INTO conflict_report VALUES (?,?,?)", id, i, rows[report]);
        if (!r) return r;
      }
    }
    return {};
  }

  // From the first to the last day of publication of the articles that contradict each other.
  std::pair<std::optional<std::string>, std::optional<std::string>> days(const Conflict& c) const {
    std::optional<Days> all;
    for (const ConflictSide& side : c.sides) {
      for (const uint32_t i : side.reports) {
        const Report& report = c.relations ? static_cast<const Report&>(loaded_.corpus.relations[i])
                                           : loaded_.corpus.events[i];
        const std::optional<Days>& d = loaded_.corpus.articles[report.article].published;
        if (!d) continue;
        if (!all) all = d;
        all->first = std::min(all->first, d->first);
        all->last = std::max(all->last, d->last);
      }
    }
    if (!all) return {};
    return {day_name(all->first), day_name(all->last)};
  }

  std::optional<int64_t> document(uint32_t article) const {
    if (article == kNoArticle) return std::nullopt;
    return loaded_.documents[article];
  }
  std::optional<std::string> name(Symbol s) const {
    if (s == kNoSymbol) return std::nullopt;
    return loaded_.corpus.symbols.name(s);
  }

  CaseFile::Impl& impl_;
  const LoadedCorpus& loaded_;
  const StoryRules& rules_;
  Across across_;
  std::unordered_map<int64_t, uint32_t> at_;  // document -> article
};

}  // namespace

Result<void> refresh_accounts(CaseFile::Impl& impl, const LoadedCorpus& loaded,
                              const StoryRules& rules, Refreshed& done) {
  return Accounts(impl, loaded, rules).run(done);
}

}  // namespace isnad
