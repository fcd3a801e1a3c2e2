#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "store/account_outlines.h"
#include "store/query.h"

namespace isnad {

namespace {

struct Kind {
  const char* what;   // account.what
  const char* noun;   // in messages
  const char* verb;   // that lists them
  const char* table;  // of the reports
};
constexpr Kind kHappening = {"event", "happening", "happenings", "event"};
constexpr Kind kFact = {"relation", "fact", "facts", "relation"};

// Reports of an account in the order of AccountRow::reports.
constexpr const char* kOrder = "ORDER BY d.published_first IS NULL, d.published_first, d.uri, ";

// Reports of the accounts in the list, in that order.
Result<std::vector<EventRow>> rows_of_accounts(CaseFile::Impl& impl, const std::string& accounts,
                                               std::vector<int64_t>& ids, EventRow*) {
  Query q = event_query(" JOIN account_report t ON t.what = 'event' AND t.report = e.id");
  q.where("t.account IN (" + accounts + ")");
  q.order(std::string(kOrder) + "e.id", 0);
  return event_rows(impl, q, &ids);
}
Result<std::vector<RelationRow>> rows_of_accounts(CaseFile::Impl& impl, const std::string& accounts,
                                                  std::vector<int64_t>& ids, RelationRow*) {
  Query q = relation_query(" JOIN account_report t ON t.what = 'relation' AND t.report = r.id");
  q.where("t.account IN (" + accounts + ")");
  q.order(std::string(kOrder) + "r.id", 0);
  return relation_rows(impl, q, &ids);
}

// The reports in the list.
Result<std::vector<EventRow>> rows_of_reports(CaseFile::Impl& impl, const std::string& reports,
                                              std::vector<int64_t>& ids, EventRow*) {
  Query q = event_query();
  q.where("e.id IN (" + reports + ")");
  return event_rows(impl, q, &ids);
}
Result<std::vector<RelationRow>> rows_of_reports(CaseFile::Impl& impl, const std::string& reports,
                                                 std::vector<int64_t>& ids, RelationRow*) {
  Query q = relation_query();
  q.where("r.id IN (" + reports + ")");
  return relation_rows(impl, q, &ids);
}

// Codes that the article credits, and those by whom the claims around a report (x) pass it on.
std::array<std::string, 2> credits_of(const Kind& kind) {
  const std::string table = kind.table;
  return {"SELECT x.id, k.code FROM " + table +
              " x CROSS JOIN credit k WHERE k.document = x.document AND x.id",
          "SELECT x.id, v.code FROM " + table +
              " x CROSS JOIN claim_tells t CROSS JOIN claim_via v WHERE t.key = x.key AND "
              "t.what = '" +
              kind.what + "' AND v.claim = t.claim AND x.id"};
}

// Origins in the order in which the reports show them.
template <class Row>
void number_origins(AccountRow<Row>& row) {
  constexpr size_t kNone = SIZE_MAX;
  std::vector<size_t> numbers(row.origins.size(), kNone);
  std::vector<OriginRow> ordered;
  for (HandedDown& t : row.tellings) {
    if (t.origin >= numbers.size()) continue;
    if (numbers[t.origin] == kNone) {
      numbers[t.origin] = ordered.size();
      ordered.push_back(std::move(row.origins[t.origin]));
    }
    t.origin = numbers[t.origin];
  }
  row.origins = std::move(ordered);
}

// An account as its row has it.
struct Head {
  int64_t id = 0;
  std::string key;
  int64_t documents = 0;
  int64_t origins = 0;
};

Result<std::vector<Head>> read_heads(CaseFile::Impl& impl, const Query& q) {
  return collect<Head>(q, impl.db, [](const Statement& s) {
    return Head{s.integer(0), s.text(1), s.integer(2), s.integer(3)};
  });
}

// The accounts with all that hangs on them, read for all of them together.
template <class Row>
Result<std::vector<AccountRow<Row>>> fill(CaseFile::Impl& impl, const Kind& kind,
                                          std::span<const Head> heads) {
  std::vector<AccountRow<Row>> rows;
  std::vector<int64_t> accounts;
  for (const Head& h : heads) {
    AccountRow<Row>& row = rows.emplace_back();
    row.id = h.key;
    row.documents = h.documents;
    accounts.push_back(h.id);
  }
  const RowsById by_account(accounts);
  auto r = by_account.each(
      impl,
      "SELECT o.account, o.kind, o.name, d.sha, d.uri, d.outlet, d.published FROM account_origin o "
      "LEFT JOIN document d ON d.id = o.document WHERE o.account",
      "o.account, o.number", [&](size_t i, const Statement& s) {
        OriginRow& o = rows[i].origins.emplace_back();
        o.kind = s.text(1);
        o.name = s.text(2);
        if (!s.is_null(3)) o.first = {s.text(3), s.text(4), s.optional_text(5), s.optional_text(6)};
      });
  if (!r) return tl::unexpected<Error>(r.error());
  // A report is of one account.
  std::unordered_map<int64_t, std::pair<size_t, HandedDown>> tellings;
  r = by_account.each(
      impl,
      "SELECT t.account, t.report, t.origin, f.sha, f.uri, f.outlet, f.published "
      "FROM account_report t LEFT JOIN document f ON f.id = t.copied_from WHERE t.account",
      "t.account", [&](size_t i, const Statement& s) {
        HandedDown t;
        t.origin = static_cast<size_t>(s.integer(2));
        if (!s.is_null(3)) {
          t.copied_from = {s.text(3), s.text(4), s.optional_text(5), s.optional_text(6)};
        }
        tellings.insert_or_assign(s.integer(1), std::pair(i, std::move(t)));
      });
  if (!r) return tl::unexpected<Error>(r.error());
  std::vector<int64_t> ids;
  std::vector<std::pair<size_t, size_t>> places;  // of each id: account, report
  for (const std::string& list : by_account.lists()) {
    std::vector<int64_t> in_list;
    auto reports = rows_of_accounts(impl, list, in_list, static_cast<Row*>(nullptr));
    if (!reports) return tl::unexpected<Error>(reports.error());
    for (size_t n = 0; n < reports->size(); ++n) {
      auto& [account, telling] = tellings[in_list[n]];
      AccountRow<Row>& row = rows[account];
      ids.push_back(in_list[n]);
      places.emplace_back(account, row.reports.size());
      row.reports.push_back(std::move((*reports)[n]));
      row.tellings.push_back(std::move(telling));
    }
  }
  const RowsById by_report(ids);
  for (const std::string& select : credits_of(kind)) {
    r = by_report.each(impl, select, "x.id", [&](size_t i, const Statement& s) {
      const auto& [account, report] = places[i];
      rows[account].tellings[report].credits.push_back(s.text(1));
    });
    if (!r) return tl::unexpected<Error>(r.error());
  }
  for (AccountRow<Row>& row : rows) {
    for (HandedDown& t : row.tellings) {
      std::sort(t.credits.begin(), t.credits.end());
      t.credits.erase(std::unique(t.credits.begin(), t.credits.end()), t.credits.end());
    }
    number_origins(row);
  }
  // A case that waits to be refreshed may have lost all reports of an account.
  std::erase_if(rows, [](const AccountRow<Row>& row) { return row.reports.empty(); });
  return rows;
}

template <class Row>
Result<std::vector<AccountRow<Row>>> read_accounts(CaseFile::Impl& impl, const Kind& kind,
                                                   const Query& q) {
  const Result<std::vector<Head>> heads = read_heads(impl, q);
  if (!heads) return tl::unexpected<Error>(heads.error());
  return fill<Row>(impl, kind, *heads);
}

// As read_accounts, a few at a time and by the first date of a report.
template <class Row>
Result<void> visit_accounts(CaseFile::Impl& impl, const Kind& kind, Query& q, size_t limit,
                            const std::function<Result<void>(const AccountRow<Row>&)>& visit) {
  constexpr size_t kTogether = 64;
  const std::string first = std::string("(SELECT min(x.first_day) FROM account_report t JOIN ") +
                            kind.table + " x ON x.id = t.report WHERE t.account = a.id)";
  q.order("ORDER BY " + first + " IS NULL, " + first + ", a.key", limit);
  const Result<std::vector<Head>> heads = read_heads(impl, q);
  if (!heads) return tl::unexpected<Error>(heads.error());
  for (size_t i = 0; i < heads->size(); i += kTogether) {
    const auto some = std::span(*heads).subspan(i, std::min(kTogether, heads->size() - i));
    const auto rows = fill<Row>(impl, kind, some);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const AccountRow<Row>& row : *rows) {
      if (auto r = visit(row); !r) return r;
    }
  }
  return {};
}

template <class Row>
Result<std::vector<AccountOutline<Row>>> read_outlines(CaseFile::Impl& impl, const Kind& kind,
                                                       const Query& q) {
  const Result<std::vector<Head>> heads = read_heads(impl, q);
  if (!heads) return tl::unexpected<Error>(heads.error());
  std::vector<int64_t> accounts;
  for (const Head& h : *heads) accounts.push_back(h.id);
  auto found = find_outlines(impl, &kind == &kHappening, accounts);
  if (!found) return tl::unexpected<Error>(found.error());
  std::vector<int64_t> best;
  for (const FoundOutline& f : *found) best.push_back(f.best);
  std::unordered_map<int64_t, Row> reports;
  for (const std::string& list : RowsById(best).lists()) {
    std::vector<int64_t> ids;
    auto rows = rows_of_reports(impl, list, ids, static_cast<Row*>(nullptr));
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (size_t i = 0; i < ids.size(); ++i) reports.emplace(ids[i], std::move((*rows)[i]));
  }
  std::vector<AccountOutline<Row>> outlines;
  for (size_t i = 0; i < heads->size(); ++i) {
    const Head& h = (*heads)[i];
    FoundOutline& f = (*found)[i];
    if (f.lost == 0 && f.best != 0) {
      outlines.push_back({h.key, h.documents, f.reports, h.origins, std::move(f.times),
                          std::move(reports[f.best])});
      continue;
    }
    // What was counted is not what is there.
    const auto rows = fill<Row>(impl, kind, std::span(*heads).subspan(i, 1));
    if (!rows) return tl::unexpected<Error>(rows.error());
    if (!rows->empty()) outlines.push_back(outline_of(rows->front()));
  }
  return outlines;
}

Result<void> no_accounts(const CaseFile::Impl& impl) {
  return fail(ErrorCode::unsupported,
              impl.name +
                  ": an older version made it, without happenings; \"isnad read\" into it "
                  "brings it up to date");
}

constexpr const char* kAccounts = "SELECT a.id, a.key, a.documents, a.origins FROM account a";

// Of some report (x) this holds. The set does not look at the account in hand: it is found once.
std::string some_report(const Kind& kind, const std::string& condition) {
  return std::string("a.id IN (SELECT t.account FROM ") + kind.table +
         " x JOIN account_report t ON t.what = '" + kind.what + "' AND t.report = x.id WHERE " +
         condition + ")";
}

// A type may be that of a third of all reports. Accounts of several documents are few, so that one
// looks at their reports in the order of the answer, until there are enough.
std::string of_type(const Kind& kind, const std::string& condition, const Filter& f) {
  if (f.alone) return some_report(kind, condition);
  return std::string("EXISTS (SELECT 1 FROM account_report t CROSS JOIN ") + kind.table +
         " x WHERE t.account = a.id AND t.what = '" + kind.what + "' AND x.id = t.report AND " +
         condition + ")";
}

// What both kinds of account are asked alike.
Result<void> narrow(Query& q, const Kind& kind, const Filter& f) {
  q.where("a.what = ?", {std::string(kind.what)});
  if (!f.alone) q.where("a.documents > 1");
  if (f.outlet) {
    q.where(some_report(kind, std::string("x.document IN (") + Query::kOfOutlet + ")"),
            {*f.outlet});
  }
  // Each by itself: one report may begin in time and another end in it.
  Filter begin;
  begin.from = f.from;
  Filter end;
  end.to = f.to;
  for (const Filter& day : {begin, end}) {
    Query reports(std::string("SELECT t.account FROM ") + kind.table +
                  " x JOIN account_report t ON t.what = '" + kind.what + "' AND t.report = x.id");
    if (auto r = reports.days(day, "x.first_day", "x.last_day", "x.valid"); !r) return r;
    if (day.from || day.to) q.where_in("a.id", reports);
  }
  return {};
}

// The last day on which a report says that it was.
std::string last_day(const Kind& kind) {
  return std::string("(SELECT max(x.last_day) FROM account_report t JOIN ") + kind.table +
         " x ON x.id = t.report WHERE t.account = a.id)";
}

void in_order(Query& q, const Kind& kind, const Filter& f) {
  if (f.latest) {
    q.order("ORDER BY " + last_day(kind) + " IS NULL, " + last_day(kind) + " DESC, a.key", f.limit,
            f.offset);
  } else {
    q.order("ORDER BY a.documents DESC, a.origins DESC, a.key", f.limit, f.offset);
  }
}

template <class Row>
Result<AccountRow<Row>> one(CaseFile::Impl& impl, const Kind& kind, const std::string& id) {
  if (!impl.older) {
    // By its own id or by that of a report. Each way has its index; one condition with OR would
    // look through all accounts.
    const std::string what = std::string(" WHERE t.what = '") + kind.what + "' AND ";
    Query q(kAccounts);
    q.where("a.id IN (SELECT id FROM account WHERE what = '" + std::string(kind.what) +
                "' AND key = ? UNION SELECT t.account FROM "
                "account_report t" +
                what + "t.alone = ? UNION SELECT t.account FROM " + kind.table +
                " x JOIN account_report t ON t.report = x.id" + what + "x.key = ?)",
            {id, id, id});
    q.order("ORDER BY a.key", 1);
    auto found = read_accounts<Row>(impl, kind, q);
    if (!found) return tl::unexpected<Error>(found.error());
    if (!found->empty()) return std::move(found->front());
  }
  return fail(ErrorCode::not_found, impl.name + ": no " + kind.noun + " " + id + "; isnad " +
                                        kind.verb + " -d " + impl.name + " lists them");
}

// What happenings and facts are asked; the order is still open.
Result<Query> happening_query(const Filter& f) {
  Query q(kAccounts);
  const auto party = [&](const std::string& wanted, const char* roles) {
    q.where("a.id IN (SELECT account FROM account_report WHERE what = 'event' AND report IN (" +
                Query::events_of(roles) + "))",
            Query::code_values(wanted));
  };
  if (auto r = narrow(q, kHappening, f); !r) return tl::unexpected<Error>(r.error());
  if (f.actor) party(*f.actor, Query::kParty);
  if (f.source) party(*f.source, Query::kSource);
  if (f.type) q.where(of_type(kHappening, "x.type = upper(?)", f), {*f.type});
  return q;
}

Result<Query> fact_query(const Filter& f) {
  Query q(kAccounts);
  if (auto r = narrow(q, kFact, f); !r) return tl::unexpected<Error>(r.error());
  if (f.actor) {
    q.where(some_report(kFact, "(" + Query::is_code("x.subject") + " OR " +
                                   Query::is_code("x.object") + ")"),
            Query::code_values(*f.actor, 2));
  }
  if (f.source) {
    q.where(some_report(kFact, "x.id IN (SELECT relation FROM relation_source WHERE " +
                                   Query::is_code("code") + ")"),
            Query::code_values(*f.source));
  }
  if (f.type) q.where(of_type(kFact, "x.rel = lower(?)", f), {*f.type});
  return q;
}

}  // namespace

Result<std::vector<HappeningRow>> CaseFile::happenings(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return std::vector<HappeningRow>();
  Result<Query> q = happening_query(f);
  if (!q) return tl::unexpected<Error>(q.error());
  in_order(*q, kHappening, f);
  return read_accounts<EventRow>(*impl_, kHappening, *q);
}

Result<std::vector<FactRow>> CaseFile::facts(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return std::vector<FactRow>();
  Result<Query> q = fact_query(f);
  if (!q) return tl::unexpected<Error>(q.error());
  in_order(*q, kFact, f);
  return read_accounts<RelationRow>(*impl_, kFact, *q);
}

Result<std::vector<HappeningOutline>> CaseFile::happening_outlines(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return std::vector<HappeningOutline>();
  Result<Query> q = happening_query(f);
  if (!q) return tl::unexpected<Error>(q.error());
  in_order(*q, kHappening, f);
  return read_outlines<EventRow>(*impl_, kHappening, *q);
}

Result<std::vector<FactOutline>> CaseFile::fact_outlines(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return std::vector<FactOutline>();
  Result<Query> q = fact_query(f);
  if (!q) return tl::unexpected<Error>(q.error());
  in_order(*q, kFact, f);
  return read_outlines<RelationRow>(*impl_, kFact, *q);
}

Result<void> CaseFile::each_happening(
    const Filter& f, const std::function<Result<void>(const HappeningRow&)>& visit) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return no_accounts(*impl_);
  Result<Query> q = happening_query(f);
  if (!q) return tl::unexpected<Error>(q.error());
  return visit_accounts<EventRow>(*impl_, kHappening, *q, f.limit, visit);
}

Result<void> CaseFile::each_fact(const Filter& f,
                                 const std::function<Result<void>(const FactRow&)>& visit) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return no_accounts(*impl_);
  Result<Query> q = fact_query(f);
  if (!q) return tl::unexpected<Error>(q.error());
  return visit_accounts<RelationRow>(*impl_, kFact, *q, f.limit, visit);
}

Result<HappeningRow> CaseFile::happening(const std::string& id) const {
  const Snapshot snapshot(*impl_);
  return one<EventRow>(*impl_, kHappening, id);
}

Result<FactRow> CaseFile::fact(const std::string& id) const {
  const Snapshot snapshot(*impl_);
  return one<RelationRow>(*impl_, kFact, id);
}

}  // namespace isnad
