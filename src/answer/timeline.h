#pragma once
#include <string>
#include <vector>

#include "answer/form.h"
#include "store/case_file.h"

namespace isnad {

// The same thing told of the same day: all documents that tell it and all to whom they ascribe it.
struct TimelineEntry {
  Event event;                     // of the first document; its sources and triggers are not merged
  std::vector<std::string> words;  // of the first document
  std::vector<std::string> sources;  // codes, each once
  std::vector<Where> documents;      // each once
};

// Rows come by date; so do the entries. Equal are: date, type, mode, factuality and both sides.
std::vector<TimelineEntry> make_timeline_entries(const std::vector<EventRow>& rows);

// The first entries that the filter finds; its limit and offset are of entries.
Result<std::vector<TimelineEntry>> timeline_entries(const CaseFile& file, const Filter& filter);

const RowForm<TimelineEntry>& timeline_form();

}  // namespace isnad
