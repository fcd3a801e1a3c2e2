#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/record.h"

// The record as JSON: one object, one line, keys in the order of docs/records.md.

namespace isnad {

// Appends the record as one line with its newline. The same record gives the same bytes.
void write_json(const Record& record, std::string& out);

// Appends the line for a document that could not be read: {"isnad":1,"doc":{"uri":...},"error":...}
void write_error_json(std::string_view uri, const Error& error, std::string& out);

// Reads a record back from one line; inverse of write_json. Error bad_format says what is wrong.
Result<Record> read_json(std::string_view line);

// Appends a JSON string literal with quotes; escaped are control characters, what turns a line
// around and what nobody sees, so that the line is harmless on a terminal too. Other UTF-8 is kept.
void append_json_string(std::string_view s, std::string& out);

}  // namespace isnad
