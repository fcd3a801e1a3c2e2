#include "base/tsv.h"

#include <algorithm>
#include <fstream>

namespace isnad {

namespace {

std::vector<std::string> split_fields(const std::string& line) {
  std::vector<std::string> out;
  size_t at = 0;
  for (;;) {
    const size_t tab = line.find('\t', at);
    out.push_back(line.substr(at, tab == std::string::npos ? tab : tab - at));
    if (tab == std::string::npos) return out;
    at = tab + 1;
  }
}

}  // namespace

Result<TsvFile> TsvFile::read(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) return fail(ErrorCode::not_found, path.string() + ": cannot read");
  TsvFile file;
  file.name_ = path.string();
  std::string line;
  for (uint32_t n = 1; std::getline(in, line); ++n) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    auto fields = split_fields(line);
    if (file.columns_.empty()) {
      file.columns_ = std::move(fields);
      continue;
    }
    if (fields.size() > file.columns_.size()) {
      return fail(ErrorCode::bad_format,
                  file.name_ + ":" + std::to_string(n) + ": " + std::to_string(fields.size()) +
                      " fields, but the header names " + std::to_string(file.columns_.size()));
    }
    fields.resize(file.columns_.size());  // trailing empty fields may be left out
    file.rows_.push_back({n, std::move(fields)});
  }
  if (file.columns_.empty()) return fail(ErrorCode::bad_format, file.name_ + ": no header line");
  return file;
}

Result<size_t> TsvFile::column(std::string_view name) const {
  auto it = std::find(columns_.begin(), columns_.end(), name);
  if (it != columns_.end()) return static_cast<size_t>(it - columns_.begin());
  std::string have;
  for (const auto& c : columns_) have += (have.empty() ? "" : ", ") + c;
  return fail(ErrorCode::bad_format,
              name_ + ": no column '" + std::string(name) + "'; it has: " + have);
}

Result<std::vector<size_t>> TsvFile::columns(const std::vector<std::string_view>& names) const {
  std::vector<size_t> at;
  at.reserve(names.size());
  for (const std::string_view name : names) {
    const auto c = column(name);
    if (!c) return tl::unexpected(c.error());
    at.push_back(*c);
  }
  return at;
}

Error TsvFile::error(const TsvRow& row, size_t column, const std::string& message) const {
  const std::string name = column < columns_.size() ? columns_[column] : "?";
  std::string value = column < row.fields.size() ? row.fields[column] : "";
  return {ErrorCode::bad_format, name_ + ":" + std::to_string(row.line) + ": column " +
                                     std::to_string(column + 1) + " (" + name + "): " + message +
                                     "\n    " + value + "\n    ^"};
}

std::vector<std::string> split_list(std::string_view s, char separator) {
  std::vector<std::string> out;
  while (!s.empty()) {
    const size_t at = s.find(separator);
    std::string_view part = s.substr(0, at);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) out.emplace_back(part);
    if (at == std::string_view::npos) break;
    s.remove_prefix(at + 1);
  }
  return out;
}

}  // namespace isnad
