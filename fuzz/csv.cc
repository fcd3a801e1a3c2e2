// Comma-separated values -> rows; what they hold, written and read again, is the same.

#include "export/cells.h"
#include "export/csv_reader.h"
#include "fuzz.h"

using namespace isnad;

namespace {

// Cells as they are, quoted.
std::string quoted(const std::vector<std::string>& cells) {
  std::string out;
  for (size_t i = 0; i < cells.size(); ++i) {
    out += i > 0 ? ",\"" : "\"";
    for (const char c : cells[i]) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    out += '"';
  }
  return out + '\n';
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  CsvReader reader(bytes, "fuzz");
  std::vector<std::string> cells;
  std::vector<std::string> again;
  size_t total = 0;
  for (;;) {
    const Result<bool> more = reader.next(cells);
    if (!more) {
      fuzz::require(!more.error().message.empty(), "an error has a message");
      return 0;
    }
    if (!*more) return 0;
    fuzz::require(!cells.empty(), "a row has a cell");
    for (const std::string& cell : cells) {
      total += cell.size();
      // Cells of exports are made plain whatever a file held, broken UTF-8 too.
      const std::string plain = plain_cell(cell);
      fuzz::require(plain.find_first_of("\n\r\t") == std::string::npos, "a plain cell is one line");
      fuzz::require(plain_cell(plain) == plain, "plain is plain");
    }
    fuzz::require(total <= bytes.size(), "no more bytes come out than went in");
    const std::string line = quoted(cells);
    CsvReader second(line, "again");
    const Result<bool> read = second.next(again);
    fuzz::require(read && *read && again == cells, "written and read again it is the same");
  }
}
