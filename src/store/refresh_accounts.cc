#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "store/case_refresh.h"
#include "store/corpus_load.h"
#include "store/kept_rows.h"
#include "store/steps.h"
#include "story/conflicts.h"
#include "story/happenings.h"
#include "story/origins.h"

namespace isnad {

namespace {

constexpr const char* kEvent = "event";
constexpr const char* kRelation = "relation";
constexpr const char* kOriginKinds[] = {"speaker", "agency", "outlet", "unseen"};  // OriginKind

// Makes happenings, facts and contradictions of a case anew, and writes what is not as it was.
class Accounts {
 public:
  Accounts(CaseFile::Impl& impl, const LoadedCorpus& loaded, const StoryRules& rules)
      : impl_(impl), loaded_(loaded), rules_(rules), across_{loaded.corpus, {}, {}} {}

  Result<void> run(Refreshed& done) {
    Steps steps;
    steps.then([&] { return copies(); });
    steps.then([&] { return stories(); });
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

  // An account to be written, or one that stands already.
  struct Made {
    std::string key;
    const char* what = kEvent;
    Isnad isnad;
    int64_t digest = 0;
    std::optional<int64_t> row;
  };

  Result<void> write(Refreshed& done) {
    const std::vector<Happening> happenings = happenings_of(across_, rules_);
    const std::vector<Fact> facts = facts_of(loaded_.corpus);
    const IsnadReader reader(across_);
    std::vector<Made> accounts;
    accounts.reserve(happenings.size() + facts.size());
    for (const Happening& h : happenings) {
      accounts.push_back({h.id, kEvent, reader.of(h), 0, std::nullopt});
      done.happenings += h.reports.size() > 1 ? 1 : 0;
    }
    for (const Fact& f : facts) {
      accounts.push_back({f.id, kRelation, reader.of(f), 0, std::nullopt});
    }
    KeptRows before;
    if (auto r = before.load(impl_, "SELECT key, id, digest FROM account"); !r) return r;
    for (Made& a : accounts) {
      a.digest = digest(a);
      a.row = before.keep(a.key, a.digest);
    }
    auto dropped = before.drop_others(impl_, {"DELETE FROM account_origin WHERE account = ?",
                                              "DELETE FROM account_report WHERE account = ?",
                                              "DELETE FROM account WHERE id = ?"});
    if (!dropped) return dropped;
    for (Made& a : accounts) {
      if (a.row) continue;
      if (auto r = insert(a); !r) return r;
    }
    for (const char* sql : {"DELETE FROM conflict_report", "DELETE FROM conflict_side",
                            "DELETE FROM conflict_account", "DELETE FROM conflict"}) {
      if (auto r = impl_.run(sql); !r) return r;
    }
    for (const Conflict& c : conflicts_of(across_, happenings, facts, rules_)) {
      // Facts stand behind the happenings.
      const auto rows = accounts.begin() +
                        static_cast<std::ptrdiff_t>(c.relations ? happenings.size() : size_t{0});
      if (auto r = conflict(c, [&](uint32_t i) { return *rows[i].row; }); !r) return r;
      ++done.conflicts;
    }
    return {};
  }

  bool relations(const Made& a) const { return a.what == kRelation; }
  const Report& report(const Made& a, const Chain& c) const {
    if (relations(a)) return loaded_.corpus.relations[c.report];
    return loaded_.corpus.events[c.report];
  }
  int64_t row(const Made& a, const Chain& c) const {
    return (relations(a) ? loaded_.relations : loaded_.events)[c.report];
  }

  int64_t digest(const Made& a) const {
    Digest64 d;
    d.add(a.what);
    for (const Chain& c : a.isnad.chains) {
      d.add(row(a, c)).add(report(a, c).id).add(c.origin).add(document(c.copied_from).value_or(0));
    }
    for (const Origin& o : a.isnad.origins) {
      d.add(static_cast<int64_t>(o.kind)).add(name(o.name).value_or(""));
      d.add(document(o.article).value_or(0));
    }
    return d.value();
  }

  Result<void> insert(Made& a) {
    std::set<uint32_t> documents;
    for (const Chain& c : a.isnad.chains) documents.insert(c.article);
    int64_t id = 0;
    auto r = impl_.give_id("account", id);
    if (!r) return r;
    a.row = id;
    r = impl_.run(
        "INSERT INTO account (id, key, what, documents, origins, digest) VALUES (?,?,?,?,?,?)", id,
        a.key, a.what, documents.size(), a.isnad.origins.size(), a.digest);
    if (!r) return r;
    for (const Chain& c : a.isnad.chains) {
      std::optional<std::string> alone;
      if (a.isnad.chains.size() > 1) {
        const Report& told = report(a, c);
        alone = stable_id(a.key.substr(0, 3), {loaded_.corpus.articles[told.article].id, told.id});
      }
      r = impl_.run("INSERT INTO account_report VALUES (?,?,?,?,?,?)", *a.row, a.what, row(a, c),
                    alone, c.origin, document(c.copied_from));
      if (!r) return r;
    }
    for (uint32_t i = 0; i < a.isnad.origins.size(); ++i) {
      const Origin& o = a.isnad.origins[i];
      r = impl_.run("INSERT INTO account_origin VALUES (?,?,?,?,?)", *a.row, i,
                    kOriginKinds[static_cast<size_t>(o.kind)], name(o.name), document(o.article));
      if (!r) return r;
    }
    return {};
  }

  template <class RowOf>
  Result<void> conflict(const Conflict& c, RowOf account_row) {
    const std::vector<int64_t>& rows = c.relations ? loaded_.relations : loaded_.events;
    const auto [first, last] = days(c);
    int64_t id = 0;
    auto r = impl_.give_id("conflict", id);
    if (!r) return r;
    r = impl_.run(
        "INSERT INTO conflict (id, key, kind, about, what, first_day, last_day) "
        "VALUES (?,?,?,?,?,?,?)",
        id, c.id, conflict_kind_name(c.kind), c.about, c.relations ? kRelation : kEvent, first,
        last);
    if (!r) return r;
    for (const uint32_t s : c.subjects) {
      r = impl_.run("INSERT INTO conflict_account VALUES (?,?)", id, account_row(s));
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
