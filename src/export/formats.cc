#include <algorithm>

#include "export/acled.h"
#include "export/annotation.h"
#include "export/brat.h"
#include "export/conllu.h"
#include "export/csv.h"
#include "export/exporter.h"
#include "export/ftm.h"
#include "export/gdelt.h"
#include "export/geojson.h"
#include "export/gexf.h"
#include "export/graphml.h"
#include "export/html.h"
#include "export/jsonl.h"
#include "export/markdown.h"
#include "export/polecat.h"
#include "export/stix.h"

namespace isnad {

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> kFormats = {
      {"acled", "ACLED-shaped CSV (31 columns) of the acts that ACLED codes, with ids that stay",
       true, export_acled, true, false, true},
      {"annotation", "What was read where, as W3C Web Annotations", false, export_annotation},
      {"brat", "Texts and what was read in them, for brat", true, export_brat},
      {"conllu", "Words, lemmas and tags with entities and events, as CoNLL-U", false,
       export_conllu, true},
      {"csv", "Tables for spreadsheets: documents, entities, events, claims, ...", true, export_csv,
       true, true},
      {"ftm", "FollowTheMoney: entities as JSON lines", false, export_ftm, true},
      {"ftm-statements", "FollowTheMoney: the same as a CSV of statements", false,
       export_ftm_statements, true},
      {"gdelt", "GDELT 2.0: events (61 columns) and mentions (16), of acts", true, export_gdelt,
       true},
      {"geojson", "Acts and presences on a map", false, export_geojson, true},
      {"gexf", "The network of actors, over time, for Gephi", false, export_gexf},
      {"graphml", "The network of actors, for graph programs", false, export_graphml},
      {"html", "A briefing with footnoted sources, as a page to read and print", false, export_html,
       true},
      {"jsonl", "The records of the articles, as isnad extract prints them", false, export_jsonl},
      {"markdown", "A briefing with footnoted sources, as Markdown", false, export_markdown, true},
      {"polecat", "POLECAT's 40 columns with PLOVER's types, an act a row", false, export_polecat,
       true},
      {"stix", "Identities, incidents and reports as a STIX 2.1 bundle", false, export_stix, true},
  };
  return kFormats;
}

const ExportFormat* export_format(std::string_view name) {
  const auto& all = export_formats();
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const ExportFormat& f) { return name == f.name; });
  return it == all.end() ? nullptr : &*it;
}

namespace {

// "1 entity", "2 entities".
std::string counted(int64_t n, const std::string& what) {
  std::string name = what;
  const bool plural = name.ends_with('s') && name.front() >= 'a' && name.front() <= 'z';
  if (n == 1 && plural && name.ends_with("ies")) {
    name.replace(name.size() - 3, 3, "y");
  } else if (n == 1 && plural) {
    name.pop_back();
  }
  return std::to_string(n) + ' ' + name;
}

}  // namespace

std::vector<std::string> ExportTally::lines() const {
  std::string first;
  for (const auto& [what, n] : wrote_) {
    first += (first.empty() ? "" : ", ") + counted(n, what);
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
    lines.push_back("left out " + std::to_string(sum) + ": " + reason +
                    (list.empty() ? "" : " (" + list + ')'));
  }
  return lines;
}

}  // namespace isnad
