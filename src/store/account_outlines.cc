#include "store/account_outlines.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "store/query.h"
#include "store/steps.h"

namespace isnad {

namespace {

// What a report of an act tells: a reader wants the one with parties, then with a date. Reports of
// a fact all have both sides; the first stands for them.
constexpr unsigned kHasActor = 4;
constexpr unsigned kHasRecipient = 2;
constexpr unsigned kHasDate = 1;

unsigned weight(const EventRow& r) {
  return (r.event.actor.empty() ? 0 : kHasActor) | (r.event.recipient.empty() ? 0 : kHasRecipient) |
         (r.event.date ? kHasDate : 0);
}
unsigned weight(const RelationRow&) { return 0; }

ToldTime time_of(const EventRow& r) { return {r.event.date, std::nullopt}; }
ToldTime time_of(const RelationRow& r) { return {r.relation.from, r.relation.to}; }

std::vector<ToldTime> listed(std::set<ToldTime>& times) {
  times.erase(ToldTime());
  return {times.begin(), times.end()};
}

template <class Row>
AccountOutline<Row> outline(const AccountRow<Row>& row) {
  AccountOutline<Row> out;
  out.id = row.id;
  out.documents = row.documents;
  out.reports = static_cast<int64_t>(row.reports.size());
  out.origins = static_cast<int64_t>(row.origins.size());
  std::set<ToldTime> times;
  const Row* best = &row.reports.front();
  for (const Row& r : row.reports) {
    times.insert(time_of(r));
    if (weight(r) > weight(*best)) best = &r;
  }
  out.times = listed(times);
  out.best = *best;
  return out;
}

class Finder {
 public:
  Finder(CaseFile::Impl& impl, bool acts, size_t accounts)
      : impl_(impl), acts_(acts), accounts_(accounts) {}

  Result<std::vector<FoundOutline>> run(const RowsById& by_account) {
    Steps steps;
    steps.then([&] { return reports(by_account); });
    const RowsById by_report(ids_);
    steps.then([&] { return times(by_report); });
    if (acts_) {
      steps.then([&] { return parties(by_report); });
    }
    steps.then([&] { return best(); });
    if (!steps.ok()) return tl::unexpected<Error>(steps.result().error());
    std::vector<FoundOutline> out;
    for (Account& a : accounts_) out.push_back({a.reports, a.lost, listed(a.times), a.best});
    return out;
  }

 private:
  struct Account {
    int64_t reports = 0;
    int64_t lost = 0;
    std::set<ToldTime> times;
    unsigned weight = 0;  // the most that a report has
    int64_t best = 0;
    // Of the document of `best`.
    bool undated = true;
    std::string published;
    std::string uri;
  };
  struct Told {
    size_t account = 0;
    int64_t document = 0;  // 0: lost
    unsigned weight = 0;
  };

  Result<void> reports(const RowsById& by_account) {
    return by_account.each(impl_,
                           "SELECT t.account, t.report FROM account_report t WHERE t.account",
                           "t.account", [&](size_t i, const Statement& s) {
                             ids_.push_back(s.integer(1));
                             told_.push_back({i, 0, 0});
                             ++accounts_[i].reports;
                           });
  }

  Result<void> times(const RowsById& by_report) {
    const char* select = acts_ ? "SELECT x.id, x.document, x.date FROM event x WHERE x.id"
                               : "SELECT x.id, x.document, x.date_from, x.date_to FROM relation x "
                                 "WHERE x.id";
    auto r = by_report.each(impl_, select, "x.id", [&](size_t i, const Statement& s) {
      Told& t = told_[i];
      t.document = s.integer(1);
      ToldTime time{s.optional_text(2), acts_ ? std::nullopt : s.optional_text(3)};
      if (acts_ && time.from) t.weight |= kHasDate;
      if (time.from || time.to) accounts_[t.account].times.insert(std::move(time));
    });
    for (const Told& t : told_) accounts_[t.account].lost += t.document == 0 ? 1 : 0;
    return r;
  }

  Result<void> parties(const RowsById& by_report) {
    return by_report.each(
        impl_, "SELECT p.event, p.role FROM event_party p WHERE p.role <> 'source' AND p.event",
        "p.event", [&](size_t i, const Statement& s) {
          told_[i].weight |= s.blob(1) == "actor" ? kHasActor : kHasRecipient;
        });
  }

  // The first of those that say most, in the order of AccountRow::reports.
  Result<void> best() {
    for (const Told& t : told_) {
      if (t.document == 0) continue;
      accounts_[t.account].weight = std::max(accounts_[t.account].weight, t.weight);
    }
    std::vector<int64_t> documents;
    std::vector<size_t> told;
    for (size_t i = 0; i < told_.size(); ++i) {
      if (told_[i].document == 0 || told_[i].weight < accounts_[told_[i].account].weight) continue;
      documents.push_back(told_[i].document);
      told.push_back(i);
    }
    return RowsById(documents).each(
        impl_, "SELECT d.id, d.published_first, d.uri FROM document d WHERE d.id", "d.id",
        [&](size_t i, const Statement& s) {
          Account& a = accounts_[told_[told[i]].account];
          const int64_t id = ids_[told[i]];
          const bool undated = s.is_null(1);
          const std::string_view published = s.blob(1);
          const std::string_view uri = s.blob(2);
          if (a.best != 0 &&
              std::tuple(a.undated, std::string_view(a.published), std::string_view(a.uri),
                         a.best) < std::tuple(undated, published, uri, id)) {
            return;
          }
          a.best = id;
          a.undated = undated;
          a.published = published;
          a.uri = uri;
        });
  }

  CaseFile::Impl& impl_;
  const bool acts_;
  std::vector<Account> accounts_;
  std::vector<int64_t> ids_;  // of reports
  std::vector<Told> told_;    // of each of them
};

}  // namespace

HappeningOutline outline_of(const HappeningRow& row) { return outline(row); }
FactOutline outline_of(const FactRow& row) { return outline(row); }

Result<std::vector<FoundOutline>> find_outlines(CaseFile::Impl& impl, bool acts,
                                                const std::vector<int64_t>& accounts) {
  return Finder(impl, acts, accounts.size()).run(RowsById(accounts));
}

}  // namespace isnad
