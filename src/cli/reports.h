#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "store/name_book.h"
#include "store/rows.h"

// How verbs across documents show a report: what it says, in which words, and by which chain.

namespace isnad {

// "AGREE sign (planned)".
std::string act_of(const Event& event);
// "2023-09-16 AGREE sign: MLI Mali, NER Niger -> FRA France"; what is unknown is left out.
std::string line_of(const EventRow& row, NameBook& names);
// "MLI Mali member_of AES Alliance of Sahel States (2023-09-16/..)".
std::string line_of(const RelationRow& row, NameBook& names);
// "2023-09-16/..", or "" where neither end is told.
std::string period_of(const ToldTime& time);
std::string period_of(const Relation& relation);

inline const std::vector<std::string>& speakers_of(const EventRow& row) { return row.event.source; }
inline const std::vector<std::string>& speakers_of(const RelationRow& row) {
  return row.relation.source;
}
std::string words_of(const EventRow& row);
inline const std::string& words_of(const RelationRow& row) { return row.words; }

// The chain of those who handed a report down, the outlet first: "The Gazette <- REUTERS Reuters
// <- RUS Russia". `credits`: agencies and papers between outlet and speakers.
std::string chain_of(const Where& where, const std::vector<std::string>& credits,
                     const std::vector<std::string>& speakers, NameBook& names);

// The event or relation as its own verb prints it in JSON, without the names.
void append_report(const EventRow& row, std::string& out);
void append_report(const RelationRow& row, std::string& out);

// "date from".
std::string kind_of(const ConflictRow& row);
// What a contradiction is about, as its first report has it.
std::string matter_of(const ConflictRow& row, NameBook& names);
// "27 person (3) | 30 person (1)": what each side says and how many reports say so.
std::string sides_of(const ConflictRow& row);

// "3 reports", "1 report".
std::string some(int64_t number, std::string_view noun);

}  // namespace isnad
