#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/archive.h"

// The section export.codings of the image, as tools/compile/codings.cc writes it: the rows of each
// table of data/export, fields in the order of their columns.

namespace isnad {

inline constexpr size_t kCodingTables = 6;

struct CodingTable {
  const char* file;  // below data/export
  std::vector<std::string_view> columns;
};

// In the order in which the section holds them.
inline std::array<CodingTable, kCodingTables> coding_tables() {
  return {{
      {"states.tsv", {"id", "alpha2", "numeric", "fips", "cameo", "cow", "acled"}},
      {"cameo.tsv", {"code", "goldstein"}},
      {"plover.tsv",
       {"type", "mode", "intensity", "quad", "planned_type", "planned_mode", "planned_cameo"}},
      {"acled.tsv",
       {"type", "mode", "cameo", "target", "event_type", "sub_event_type", "disorder_type"}},
      {"actors.tsv", {"key", "plover", "cameo", "inter", "acled_name", "target", "ftm"}},
      {"fips.tsv", {"place", "fips"}},
  }};
}

}  // namespace isnad
