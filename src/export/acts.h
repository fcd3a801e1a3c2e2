#pragma once
#include <string>
#include <vector>

#include "export/exporter.h"
#include "record/edtf.h"
#include "store/rows.h"

// What the formats share that count acts and not reports: one act with all its reports is one, so
// that copies of one telegram do not multiply.

namespace isnad {

// Acts and lasting facts, also those that one article alone tells. One of which some report passes
// the filter is there with all its reports. Ordered by id.
// Errors: of the case file; unsupported (an older version made it).
Result<std::vector<HappeningRow>> acts(const Export& e);
Result<std::vector<FactRow>> facts(const Export& e);

// The report of a fact that stands for all: the first of those that name most of its ends. (Of an
// act: told_act.h.) REQUIRES: the row has a report.
const RelationRow& fullest(const FactRow& row);

// "CONSULT visit"; the type alone where there is no mode.
std::string act_name(const Event& event);

inline constexpr std::string_view kOpenBegin = "0000-01-01";  // as edtf_days gives open ends
inline constexpr std::string_view kOpenEnd = "9999-12-31";
// The days over which a relation is told to hold; Nothing
// where no end is told.
std::optional<DayRange> days_of_fact(const Relation& relation);

// What the store knows of each code, looked up by it.
class Directory {
 public:
  static Result<Directory> read(const CaseFile& file);
  const EntityRow* find(const std::string& code) const;  // nullptr: no article names it
  // The English name, else the Arabic one, else the code; an office as "president of India",
  // an unnamed group as "reports (Mali)".
  // Harmless in a line.
  std::string name(const std::string& code) const;

 private:
  std::vector<EntityRow> rows_;  // by code
};

}  // namespace isnad
