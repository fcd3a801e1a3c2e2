#pragma once
#include <map>
#include <string>
#include <vector>

#include "store/case_file.h"
#include "store/sqlite.h"

// What the parts of CaseFile share; included by src/store/*.cc alone.

namespace isnad {

struct CaseFile::Impl {
  std::string name;  // as the user gave it
  Database db;
  bool older = false;  // of an older version, opened for reading: it has nothing across documents
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

  Result<Added> add(const Record& record, std::string_view text, const Fingerprint& fingerprint);
  Result<void> insert_evidence(const std::string& document_sha, const std::string& uri,
                               const Evidence& evidence);
  Result<void> insert_fingerprint(int64_t document, const Fingerprint& fingerprint);
  // What the numbers of a document count, from its record.
  Result<void> count_anew(int64_t document);
  Result<void> insert_contents(int64_t document, const Record& record, std::string_view text);
};

}  // namespace isnad
