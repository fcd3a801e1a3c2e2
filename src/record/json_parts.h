#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

// The pieces of the record's JSON that others write as well (queries of a case file). The form of
// each is the one of docs/records.md; nothing is appended after the closing brace.

namespace isnad {

void append_json_string(std::string_view s, std::string& out);  // as in json.h
// JSON that a library wrote, with the same characters escaped that append_json_string() escapes:
// what steers a terminal, turns a line around or is seen by nobody. REQUIRES: UTF-8.
std::string with_safe_strings(std::string_view json);
void append_json_string_or_null(const std::optional<std::string>& s, std::string& out);
void append_json_strings(const std::vector<std::string>& list, std::string& out);
void append_json_span(const Span& s, std::string& out);
void append_json_number(double v, std::string& out);  // an integer where the value is one

void append_entity(const Entity& entity, std::string& out);
void append_time(const TimeExpression& time, std::string& out);
void append_quantity(const Quantity& quantity, std::string& out);
void append_event(const Event& event, std::string& out);
void append_relation(const Relation& relation, std::string& out);
void append_claim(const Claim& claim, std::string& out);

}  // namespace isnad
