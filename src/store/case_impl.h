#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/case_file.h"
#include "store/database.h"

// What the parts of CaseFile share; included by src/store/*.cc alone.

namespace isnad {

// Locks of a case on a server (Database::lock).
inline constexpr int kWriteLock = 0;    // held while documents are written: short
inline constexpr int kRefreshLock = 1;  // held by who refreshes
inline constexpr int kSchemaLock = 2;   // held while tables are made
inline constexpr int kItemLock = 3;     // held while new items of a feed are written: short

// A record as the case keeps it.
std::string json_of(const Record& record);

// Names and codes are shorter, so that a server can have three of them in a key of an index
// (schema_server.cc); on both stores, so that both take the same documents.
inline constexpr size_t kMostNameBytes = 800;
// Are the names in it, and what articles are listed by? Error too_large.
Result<void> check_names(const Record& record, const Fingerprint& fingerprint);

struct CaseFile::Impl {
  std::string name;  // as the user gave it
  Database db;
  bool older = false;  // of an older version, opened for reading: it has nothing across documents
  bool has_name_words = true;  // false: of an older version likewise, before name_word
  std::map<std::string, Statement, std::less<>> statements;  // by their SQL

  // The statement for this SQL, reset and ready to be bound; prepared at its first use.
  Result<Statement*> statement(std::string_view sql);

  // Binds the values and runs a statement that gives no rows.
  template <class... Values>
  Result<void> run(std::string_view sql, const Values&... values) {
    Result<Statement*> s = statement(sql);
    if (!s) return tl::unexpected<Error>(s.error());
    ((*s)->bind(values), ...);
    return (*s)->run();
  }

  // Calls visit(row) for each row until there are no more.
  template <class Visit, class... Values>
  Result<void> each(std::string_view sql, Visit visit, const Values&... values) {
    Result<Statement*> s = statement(sql);
    if (!s) return tl::unexpected<Error>(s.error());
    ((*s)->bind(values), ...);
    for (;;) {
      const Result<bool> row = (*s)->step();
      if (!row) return tl::unexpected<Error>(row.error());
      if (!*row) return {};
      visit(static_cast<const Statement&>(**s));
    }
  }

  // `id`: one for a new row of the table.
  Result<void> give_id(const char* table, int64_t& id);

  // The row of the document that CaseFile::document finds by this key, and its errors.
  Result<int64_t> find_document(std::string_view key);

  // How a document stands to what the case holds.
  struct Standing {
    Added added = Added::document;  // what adding it would come to
    int64_t document = 0;           // the row of its text
    bool main_place = false;        // its uri is that of the record that stands
  };
  Result<Standing> look(const DocumentInfo& d, std::string_view json);
  Result<Added> add(const Record& record, std::string_view text, const Fingerprint& fingerprint);
  Result<void> insert_evidence(const std::string& document_sha, const std::string& uri,
                               const Evidence& evidence);
  // REQUIRES: the case does not hold the text.
  Result<void> insert_document(const Record& record, std::string_view text, std::string_view json,
                               const Fingerprint& fingerprint);
  Result<void> insert_fingerprint(int64_t document, const Fingerprint& fingerprint);
  // What the numbers of a document count, from its record.
  Result<void> count_anew(int64_t document);
  Result<void> insert_contents(int64_t document, const Record& record, std::string_view text);

  // What became of the documents that were added: in this transaction, and in those before it.
  std::map<Added, size_t> counting;
  std::map<Added, size_t> settled;

  // On a server documents of a group wait here until commit(), so that its transaction is short and
  // other writers wait little (docs/decisions/0016).
  struct Waiting {
    Record record;
    std::string text;
    Fingerprint fingerprint;
    std::optional<Evidence> evidence;
  };
  bool grouped = false;
  std::vector<Waiting> waiting;
  size_t waiting_bytes = 0;
  std::vector<std::function<Result<void>()>> waiting_steps;
  Result<Added> add_later(const Record& record, std::string_view text,
                          const Fingerprint& fingerprint, const Evidence* evidence);
  // Runs `step`, which needs the documents that were added: at once, or when they are written if
  // they wait. It may be run again if others get into the way, and must hold what it needs.
  Result<void> when_written(std::function<Result<void>()> step);
  // Writes them, in a transaction that stays open unless `finish`.
  Result<void> write_waiting(bool finish);
  Result<void> write_each_waiting();
  void forget_waiting();

  // Texts and titles that the full-text index of a file does not have yet (fts5_index.cc).
  struct Unindexed {
    bool title = false;
    int64_t row = 0;
    std::string forms;
    std::string lemmas;
  };
  std::vector<std::shared_ptr<const Unindexed>> unindexed;

  Result<void> insert_items(std::vector<FeedItemRow>& items);
  // When a host that was entered was left before (leave_host without `asked`).
  std::map<std::string, int64_t> entered;
};

// One view of the case for all statements of a query, whatever others write meanwhile.
class Snapshot {
 public:
  // An error of its beginning comes back from the first statement.
  explicit Snapshot(CaseFile::Impl& impl)
      : db_(impl.db.in_transaction() || !impl.db.begin(Isolation::reading) ? nullptr : &impl.db) {}
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot() {
    if (db_ && db_->in_transaction()) db_->rollback();
  }

 private:
  Database* db_;
};

}  // namespace isnad
