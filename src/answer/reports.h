#pragma once
#include <string>
#include <vector>

#include "store/name_book.h"
#include "store/rows.h"

// What answers say of reports, whatever the form of the answer.

namespace isnad {

// Text or "".
inline std::string or_empty(const std::optional<std::string>& s) { return s.value_or(""); }

// {"id":...,"uri":...,"outlet":...,"published":...}
void append_where(const Where& where, std::string& out);

// What a document is called in a narrow column: its file name.
std::string short_uri(const std::string& uri);

// "AGREE sign (planned)".
std::string act_of(const Event& event);
// "2023-09-16/..", or "" where neither end is told.
std::string period_of(const ToldTime& time);
std::string period_of(const Relation& relation);

inline const std::vector<std::string>& speakers_of(const EventRow& row) { return row.event.source; }
inline const std::vector<std::string>& speakers_of(const RelationRow& row) {
  return row.relation.source;
}
std::string words_of(const EventRow& row);
inline const std::string& words_of(const RelationRow& row) { return row.words; }

// The event or relation as its own verb prints it in JSON, without the names.
void append_report(const EventRow& row, std::string& out);
void append_report(const RelationRow& row, std::string& out);

// "date from".
std::string kind_of(const ConflictRow& row);
// What a contradiction is about, as its first report has it.
std::string matter_of(const ConflictRow& row, NameBook& names);

// The dates of all reports, each once, in the order of their bytes; "-" where none is told.
std::string days_of(const HappeningOutline& row);
std::string days_of(const FactOutline& row);
// "2025-04-04", "2025-04-04/2025-04-06", or "-".
std::string days_of(const StoryRow& row);
std::string days_of(const ConflictRow& row);
size_t outlets_of(const StoryRow& row);

}  // namespace isnad
