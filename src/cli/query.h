#pragma once
#include <cstdio>
#include <string>
#include <vector>

#include "answer/form.h"
#include "answer/reports.h"
#include "answer/types.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/place_names.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "export/cells.h"
#include "store/case_file.h"
#include "store/name_book.h"

// What the verbs that ask a case file have in common: their options, and the three forms in which
// rows are printed.

namespace isnad {

struct QueryOptions {
  std::string file;
  Filter filter;
  bool json = false;
  bool csv = false;
  const char* end_option = "--to";  // what the option of filter.to is called

  // The texts say what --actor, --type, --from and --to mean for this verb.
  void declare(Options& options, const char* actor_help, const char* type_help,
               const char* date_help,
               const char* end_help = "... and nothing that began after this one");
  // What asks for rows, without the file and the forms of printing. The last day is --until here,
  // as --to names the format of an export.
  void declare_filter(Options& options, const char* actor_help, const char* type_help,
                      const char* date_help, const char* end_help);
  // As declare, without what asks for people and types.
  void declare_dates(Options& options, const char* date_help, const char* end_help);
  // Error bad_argument for options that contradict each other and a type that is not in `types`.
  Result<void> check(const std::vector<std::string>& types) const;
};

// How rows of one kind are printed.
template <class Row>
struct View {
  std::vector<std::string> columns;  // of the table
  std::vector<std::string> (*cells)(const Row&, NameBook&);
  const RowForm<Row>& form;  // as JSON and CSV
};

inline void put(const std::string& s) { std::fwrite(s.data(), 1, s.size(), stdout); }

// The rows as a table; its width is that of the terminal.
template <class Row>
int print_table(const std::vector<Row>& rows, const std::vector<std::string>& columns,
                std::vector<std::string> (*cells)(const Row&, NameBook&), NameBook& names) {
  const Terminal terminal = Terminal::look();
  Table table(columns);
  for (const Row& row : rows) table.add(cells(row, names));
  if (table.empty()) {
    if (terminal.err) tell("nothing found");
    return 0;
  }
  put(table.print(terminal));
  return 0;
}

template <class Row>
int print_rows(const std::vector<Row>& rows, const View<Row>& view, const QueryOptions& options,
               NameBook& names) {
  if (options.json) {
    std::string line;
    for (const Row& row : rows) {
      line.clear();
      view.form.json(row, names, line);
      line += '\n';
      put(line);
    }
    return 0;
  }
  if (options.csv) {
    std::string line;
    append_csv_row(view.form.columns, line);
    for (const Row& row : rows) append_csv_row(view.form.cells(row, names), line);
    put(line);
    return 0;
  }
  return print_table(rows, view.columns, view.cells, names);
}

// Opens the case, asks it and prints the rows.
template <class Row>
int run_query(const QueryOptions& options, const std::vector<std::string>& types,
              Result<std::vector<Row>> (CaseFile::*ask)(const Filter&) const,
              const View<Row>& view) {
  if (auto r = options.check(types); !r) return report(r.error());
  Result<CaseFile> file = CaseFile::open(options.file, CaseFile::Mode::read);
  if (!file) return report(file.error());
  const Result<std::vector<Row>> rows = ((*file).*ask)(options.filter);
  if (!rows) return report(rows.error());
  NameBook names(*file, place_names());
  return print_rows(*rows, view, options, names);
}

}  // namespace isnad
