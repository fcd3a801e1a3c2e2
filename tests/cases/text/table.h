#pragma once
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/utf8.h"

// Tables of cases: one case a line, fields between tabs, `#` comments. In fields, \n \r \t \\ and
// \uXXXX mean what they mean in JSON.

namespace isnad::test {

struct Row {
  size_t line;
  std::vector<std::string> fields;
};

inline void PrintTo(const Row& row, std::ostream* out) { *out << "line " << row.line; }

inline std::string unescape(const std::string& s) {
  std::string out;
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] != '\\' || i + 1 == s.size()) {
      out.push_back(s[i]);
      continue;
    }
    switch (const char c = s[++i]) {
      case 'n':
        out.push_back('\n');
        break;
      case 'r':
        out.push_back('\r');
        break;
      case 't':
        out.push_back('\t');
        break;
      case 'u':
        append_utf8(out, static_cast<char32_t>(std::stoul(s.substr(i + 1, 4), nullptr, 16)));
        i += 4;
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

inline std::vector<Row> table(const std::string& file, size_t fields) {
  std::vector<Row> rows;
  std::ifstream in(std::string(ISNAD_SOURCE_DIR) + "/tests/cases/text/" + file);
  std::string line;
  for (size_t n = 1; std::getline(in, line); ++n) {
    if (line.empty() || line[0] == '#') continue;
    Row row{n, {}};
    size_t at = 0;
    for (;;) {
      const size_t tab = line.find('\t', at);
      row.fields.push_back(unescape(line.substr(at, tab == std::string::npos ? tab : tab - at)));
      if (tab == std::string::npos) break;
      at = tab + 1;
    }
    row.fields.resize(fields);
    rows.push_back(row);
  }
  return rows;
}

inline std::string case_name(const testing::TestParamInfo<Row>& info) {
  return "line_" + std::to_string(info.param.line);
}

inline std::u32string decoded(const std::string& utf8) {
  auto text = decode_utf8(utf8);
  return text ? *text : std::u32string();
}

}  // namespace isnad::test
