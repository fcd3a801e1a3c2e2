// data/export/*.tsv -> export.codings.

#include <cstdlib>
#include <set>

#include "base/tsv.h"
#include "compile/compile.h"
#include "export/coding_rows.h"
#include "record/record.h"

namespace isnad::compile {

namespace {

// What a field may hold, by its column; empty: fine.
std::string fault_of(std::string_view column, const std::string& field) {
  const auto number = [&] {
    char* end = nullptr;
    std::strtod(field.c_str(), &end);
    return *end == '\0';
  };
  if ((column == "type" || column == "planned_type") && !field.empty() &&
      !event_type_from_name(field)) {
    return "no type of PLOVER";
  }
  if ((column == "goldstein" || column == "intensity" || column == "cow" || column == "numeric") &&
      !number()) {
    return "no number";
  }
  if (column == "target" && field != "" && field != "armed" && field != "civilians" &&
      field != "protesters" && field != "rioters") {
    return "want armed, civilians, protesters, rioters or nothing";
  }
  return {};
}

}  // namespace

Result<void> codings(const std::filesystem::path& data, ImageWriter& out) {
  ArchiveWriter body;
  for (const CodingTable& table : coding_tables()) {
    auto file = TsvFile::read(data / "export" / table.file);
    if (!file) return tl::unexpected(file.error());
    const auto at = file->columns(table.columns);
    if (!at) return tl::unexpected(at.error());
    body.num(static_cast<uint32_t>(file->rows().size()));
    for (const TsvRow& row : file->rows()) {
      std::vector<std::string> fields;
      for (size_t k = 0; k < at->size(); ++k) {
        const std::string& field = row.fields[(*at)[k]];
        if (const std::string fault = fault_of(table.columns[k], field); !fault.empty()) {
          return tl::unexpected(file->error(row, (*at)[k], fault));
        }
        fields.push_back(field);
      }
      body.strings(fields);
    }
  }
  out.add("export.codings", body.take());
  return {};
}

}  // namespace isnad::compile
