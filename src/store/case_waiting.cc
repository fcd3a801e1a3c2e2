#include <set>

#include "record/json.h"
#include "store/case_impl.h"

namespace isnad {

namespace {

// Text and records that wait at most; what comes then is written before the group ends.
constexpr size_t kMostBytes = size_t{64} << 20;
// How often a group is written that others get into the way of.
constexpr int kAttempts = 5;

}  // namespace

Result<Added> CaseFile::Impl::add_later(const Record& record, std::string_view text,
                                        const Fingerprint& fingerprint) {
  std::string json = json_of(record);
  const Result<Standing> now = look(record.doc, json);
  if (!now) return tl::unexpected<Error>(now.error());
  Added added = now->added;
  for (const Waiting& w : waiting) {
    if (w.record.doc.id != record.doc.id) continue;
    added = w.record.doc.uri != record.doc.uri ? Added::appearance
            : json_of(w.record) == json        ? Added::nothing
                                               : Added::update;
  }
  waiting_bytes += json.size() + text.size();
  waiting.push_back({record, std::string(text), fingerprint});
  if (waiting_bytes > kMostBytes) {
    if (auto r = write_waiting(false); !r) return tl::unexpected<Error>(r.error());
  }
  return added;
}

Result<void> CaseFile::Impl::when_written(std::function<Result<void>()> step) {
  if (waiting.empty()) return step();
  waiting_steps.push_back(std::move(step));
  return {};
}

void CaseFile::Impl::forget_waiting() {
  waiting.clear();
  waiting_steps.clear();
  waiting_bytes = 0;
}

Result<void> CaseFile::Impl::write_waiting(bool finish) {
  const bool continued = db.in_transaction();
  const std::map<Added, size_t> before = counting;
  for (int attempt = 1;; ++attempt) {
    counting = before;
    Result<void> done;
    if (!db.in_transaction() && !waiting.empty()) {
      done = db.begin();
      if (done) done = db.lock(kWriteLock);
    }
    if (done) done = write_each_waiting();
    if (done && finish && db.in_transaction()) done = db.commit();
    if (done) break;
    const bool again = db.conflicted() && !continued && attempt < kAttempts;
    if (db.in_transaction()) db.rollback();
    if (again) continue;
    forget_waiting();
    counting.clear();
    return done;
  }
  forget_waiting();
  return {};
}

// REQUIRES: nobody else writes documents (kWriteLock).
Result<void> CaseFile::Impl::write_each_waiting() {
  if (waiting.empty()) return {};
  std::string ids = "{";
  for (const Waiting& w : waiting) ids += (ids.size() > 1 ? "," : "") + w.record.doc.id;
  ids += '}';
  std::set<std::string, std::less<>> known;
  auto r = each(
      "SELECT sha FROM document WHERE sha = ANY (CAST(? AS text[]))",
      [&](const Statement& row) { known.insert(row.text(0)); }, ids);
  for (size_t i = 0; r && i < waiting.size(); ++i) {
    const Waiting& w = waiting[i];
    Added added = Added::document;
    if (known.insert(w.record.doc.id).second) {
      r = insert_document(w.record, w.text, json_of(w.record), w.fingerprint);
    } else {
      const Result<Added> done = add(w.record, w.text, w.fingerprint);
      if (!done) return tl::unexpected<Error>(done.error());
      added = *done;
    }
    ++counting[added];
  }
  for (size_t i = 0; r && i < waiting_steps.size(); ++i) r = waiting_steps[i]();
  return r;
}

}  // namespace isnad
