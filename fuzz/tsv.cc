// Data files: TSV with a header line.

#include "base/tsv.h"

#include "fuzz.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::InputFile file(".tsv");
  const auto table = TsvFile::read(file.hold(fuzz::view(data, size)));
  if (!table) {
    fuzz::require(!table.error().message.empty(), "an error has a message");
    return 0;
  }
  const auto column = table->column("name");
  uint32_t line = 0;
  for (const TsvRow& row : table->rows()) {
    fuzz::require(row.line > line, "line numbers grow");
    line = row.line;
    fuzz::require(!column || *column < row.fields.size(), "every row has every column");
    fuzz::require(!table->error(row, row.fields.size(), "x").message.empty(), "errors have text");
    for (const auto& field : row.fields) {
      for (const auto& part : split_list(field)) fuzz::require(!part.empty(), "no empty parts");
    }
  }
  return 0;
}
