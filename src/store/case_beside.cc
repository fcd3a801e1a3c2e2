// CaseFile::beside: the number of statements does not grow with the article.

#include "store/beside.h"

#include <algorithm>
#include <map>
#include <set>

#include "store/query.h"
#include "store/steps.h"

namespace isnad {

namespace {

constexpr std::string_view kOrders[] = {"before", "after", "beside"};

class Neighbours {
 public:
  Neighbours(CaseFile::Impl& impl, int64_t document) : impl_(impl), document_(document) {}

  Result<Beside> run() {
    Steps steps;
    steps.then([&] { return copies(); });
    steps.then([&] { return shared_runs(); });
    steps.then([&] { return story(); });
    steps.then([&] { return accounts("event", out_.happenings); });
    steps.then([&] { return accounts("relation", out_.facts); });
    steps.then([&] { return conflicts("event"); });
    steps.then([&] { return conflicts("relation"); });
    steps.then([&] { return sides(); });
    if (!steps.ok()) return tl::unexpected<Error>(steps.result().error());
    return std::move(out_);
  }

 private:
  Result<void> copies() {
    return impl_.each(
        "SELECT d.sha, d.uri, d.outlet, d.published, d.id, c.first, c.words, c.told FROM ("
        "SELECT b AS other, first, words, told FROM copy WHERE a = ?1 UNION ALL "
        "SELECT a AS other, first, words, told FROM copy WHERE b = ?1) c "
        "JOIN document d ON d.id = c.other ORDER BY c.told DESC, d.uri, d.id",
        [&](const Statement& s) {
          copy_of_[s.integer(4)] = out_.copies.size();
          BesideCopy& copy = out_.copies.emplace_back();
          copy.other = where_of(s);
          if (!s.is_null(5)) {
            copy.order = s.integer(5) == document_ ? CopyOrder::after : CopyOrder::before;
          }
          copy.words = s.integer(6);
          copy.told = s.integer(7);
        },
        document_);
  }

  Result<void> shared_runs() {
    std::vector<std::vector<SharedText>> runs(out_.copies.size());
    auto r = impl_.each(
        "SELECT b, a_begin, a_end, b_begin, b_end FROM shared_run WHERE a = ?1 UNION ALL "
        "SELECT a, b_begin, b_end, a_begin, a_end FROM shared_run WHERE b = ?1",
        [&](const Statement& s) {
          // Texts that share words need not be copies.
          const auto copy = copy_of_.find(s.integer(0));
          if (copy != copy_of_.end()) runs[copy->second].push_back({span_at(s, 1), span_at(s, 3)});
        },
        document_);
    for (size_t i = 0; i < runs.size(); ++i) {
      std::sort(runs[i].begin(), runs[i].end(),
                [](const SharedText& x, const SharedText& y) { return x.first < y.first; });
      for (const SharedText& run : runs[i]) {
        out_.copies[i].mine.push_back(run.first);
        out_.copies[i].theirs.push_back(run.second);
      }
    }
    return r;
  }

  Result<void> story() {
    return impl_.each(
        "SELECT s.key, d.title, CASE WHEN d.title IS NULL THEN "
        "(SELECT x.text FROM document_text x WHERE x.document = d.id) END, s.articles "
        "FROM story_article t JOIN story s ON s.id = t.story JOIN document d ON d.id = s.central "
        "WHERE t.document = ? AND s.articles > 1",
        [&](const Statement& s) {
          out_.story = {s.text(0), s.is_null(1) ? opening_of(s.text(2)) : s.text(1), s.integer(3)};
        },
        document_);
  }

  // An account of several reports of this article stands where the first of them does.
  Result<void> accounts(const std::string& what, std::vector<BesideAccount>& out) {
    return impl_.each(
        "SELECT a.key, x.key, a.documents, a.origins, "
        "(SELECT count(*) FROM account_report n WHERE n.account = a.id) FROM " +
            what + " x JOIN account_report t ON t.what = '" + what +
            "' AND t.report = x.id JOIN account a ON a.id = t.account "
            "WHERE x.document = ? AND a.documents > 1 ORDER BY x.id",
        [&](const Statement& s) {
          const std::string id = s.text(0);
          const bool there = std::any_of(out.begin(), out.end(),
                                         [&](const BesideAccount& a) { return a.id == id; });
          if (!there) out.push_back({id, s.text(1), s.integer(2), s.integer(4), s.integer(3)});
        },
        document_);
  }

  // In two statements: few reports stand in contradictions, and those are looked at once.
  Result<void> conflicts(const std::string& what) {
    return impl_.each(
        "SELECT c.id, c.key, c.kind, c.about, x.key, r.side FROM conflict_report r "
        "JOIN conflict c ON c.id = r.conflict JOIN " +
            what + " x ON x.id = r.report WHERE c.what = '" + what +
            "' AND r.report IN (SELECT id FROM " + what +
            " WHERE document = ?) ORDER BY x.id, c.key, r.side",
        [&](const Statement& s) {
          const int64_t id = s.integer(0);
          const auto [at, fresh] = conflict_at_.emplace(id, out_.conflicts.size());
          if (fresh) {
            conflict_ids_.push_back(id);
            out_.conflicts.push_back({s.text(1), s.text(2), s.text(3), s.text(4), {}});
          }
          mine_.emplace(at->second, s.integer(5));
        },
        document_);
  }

  Result<void> sides() {
    const RowsById by_conflict(conflict_ids_);
    return by_conflict.each(
        impl_,
        "SELECT s.conflict, s.side, s.value, (SELECT count(*) FROM conflict_report r WHERE "
        "r.conflict = s.conflict AND r.side = s.side) FROM conflict_side s WHERE s.conflict",
        "s.conflict, s.side", [&](size_t i, const Statement& s) {
          const bool mine = mine_.count({i, s.integer(1)}) > 0;
          out_.conflicts[i].sides.push_back({s.text(2), s.integer(3), mine});
        });
  }

  CaseFile::Impl& impl_;
  int64_t document_;
  Beside out_;
  std::map<int64_t, size_t> copy_of_;      // other document -> copy
  std::map<int64_t, size_t> conflict_at_;  // row -> conflict
  std::vector<int64_t> conflict_ids_;
  std::set<std::pair<size_t, int64_t>> mine_;  // conflict and side
};

}  // namespace

std::string_view copy_order_name(CopyOrder order) { return kOrders[static_cast<size_t>(order)]; }

Result<Beside> CaseFile::beside(std::string_view key) const {
  const Snapshot snapshot(*impl_);
  const Result<int64_t> document = impl_->find_document(key);
  if (!document) return tl::unexpected<Error>(document.error());
  if (impl_->older) return Beside();
  return Neighbours(*impl_, *document).run();
}

}  // namespace isnad
