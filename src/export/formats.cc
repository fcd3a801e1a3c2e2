#include <algorithm>

#include "export/acled.h"
#include "export/csv.h"
#include "export/exporter.h"
#include "export/ftm.h"
#include "export/gdelt.h"
#include "export/jsonl.h"
#include "export/polecat.h"

namespace isnad {

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> kFormats = {
      {"jsonl", "The records of the articles, as isnad extract prints them", false, export_jsonl},
      {"acled", "ACLED-shaped CSV (31 columns) of the acts that ACLED codes, with ids that stay",
       true, export_acled, true, false, true},
      {"csv", "Tables for spreadsheets: documents, entities, events, claims, ...", true, export_csv,
       true, true},
      {"ftm", "FollowTheMoney: entities as JSON lines", false, export_ftm, true},
      {"ftm-statements", "FollowTheMoney: the same as a CSV of statements", false,
       export_ftm_statements, true},
      {"gdelt", "GDELT 2.0: events (61 columns) and mentions (16), of acts", true, export_gdelt,
       true},
      {"polecat", "POLECAT's 40 columns with PLOVER's types, an act a row", false, export_polecat,
       true},
  };
  return kFormats;
}

const ExportFormat* export_format(std::string_view name) {
  const auto& all = export_formats();
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const ExportFormat& f) { return name == f.name; });
  return it == all.end() ? nullptr : &*it;
}

std::vector<std::string> ExportTally::lines() const {
  std::string first;
  for (const auto& [what, n] : wrote_) {
    first += (first.empty() ? "" : ", ") + std::to_string(n) + ' ' + what;
  }
  std::vector<std::string> lines = {first.empty() ? "nothing to export" : first};
  for (const auto& [reason, kinds] : left_out_) {
    int64_t sum = 0;
    std::vector<std::pair<std::string, int64_t>> by_number(kinds.begin(), kinds.end());
    std::stable_sort(by_number.begin(), by_number.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string list;
    for (const auto& [kind, n] : by_number) {
      sum += n;
      if (kind.empty()) continue;
      list += (list.empty() ? "" : ", ") + kind + ' ' + std::to_string(n);
    }
    lines.push_back("left out: " + std::to_string(sum) + ' ' + reason +
                    (list.empty() ? "" : " (" + list + ')'));
  }
  return lines;
}

}  // namespace isnad
