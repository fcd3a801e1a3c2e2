#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

// Entities of FollowTheMoney and their two written forms.

namespace isnad {

struct FtmValue {
  std::string value;
  std::string lang;  // ISO 639-3, or empty
  friend bool operator==(const FtmValue&, const FtmValue&) = default;
};

struct FtmEntity {
  std::string id;
  std::string schema;
  std::map<std::string, std::vector<FtmValue>, std::less<>> properties;

  // Adds a value that is not there yet; empty ones are no values. The value is made one line.
  void add(const char* property, std::string_view value, const char* lang = "");
};

// The data set that all entities name.
inline constexpr std::string_view kFtmDataset = "isnad";

// {"id":...,"schema":...,"properties":{...},"datasets":["isnad"]} and a line end.
void append_ftm_json(const FtmEntity& entity, std::string& out);

// The header of the statement CSV, and the rows of an entity: its id, then its values. A
// statement's id is the SHA-1 that FollowTheMoney 4 makes of data set, entity, property and value.
void append_statement_header(std::string& out);
void append_statements(const FtmEntity& entity, std::string& out);

}  // namespace isnad
