#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "answer/reports.h"

// How verbs across documents show a report: what it says, in which words, and by which chain.

namespace isnad {

// "2023-09-16 AGREE sign: MLI Mali, NER Niger -> FRA France"; what is unknown is left out.
std::string line_of(const EventRow& row, NameBook& names);
// "MLI Mali member_of AES Alliance of Sahel States (2023-09-16/..)".
std::string line_of(const RelationRow& row, NameBook& names);

// The chain of those who handed a report down, the outlet first: "The Gazette <- REUTERS Reuters
// <- RUS Russia". `credits`: agencies and papers between outlet and speakers.
std::string chain_of(const Where& where, const std::vector<std::string>& credits,
                     const std::vector<std::string>& speakers, NameBook& names);

// "27 person (3) | 30 person (1)": what each side says and how many reports say so.
std::string sides_of(const ConflictRow& row);

// "3 reports", "1 report".
std::string some(int64_t number, std::string_view noun);

}  // namespace isnad
