#include "cli/table.h"

#include <algorithm>

#include "cli/bidi.h"

namespace isnad {

namespace {

constexpr size_t kGap = 2;
constexpr size_t kNarrowest = 8;

}  // namespace

std::string Table::print(const Terminal& terminal) const {
  const size_t n = columns_.size();
  std::vector<std::vector<std::string>> cells;
  std::vector<size_t> widths(n);
  for (size_t c = 0; c < n; ++c) widths[c] = display_width(columns_[c]);
  for (const auto& row : rows_) {
    auto& line = cells.emplace_back();
    for (size_t c = 0; c < n; ++c) {
      line.push_back(safe_line(c < row.size() ? row[c] : std::string()));
      widths[c] = std::max(widths[c], display_width(line.back()));
    }
  }
  if (terminal.width > 0) {
    size_t total = kGap * (n - 1);
    for (const size_t w : widths) total += w;
    while (total > terminal.width) {
      const auto widest = std::max_element(widths.begin(), widths.end());
      if (*widest <= kNarrowest) break;
      --*widest;
      --total;
    }
  }
  std::string out;
  const auto append_row = [&](const std::vector<std::string>& row, const char* on,
                              const char* off) {
    std::string line;
    for (size_t c = 0; c < n; ++c) {
      const std::string cell = cut_to_width(row[c], widths[c]);
      const size_t width = display_width(cell);
      line += isolated(cell);
      if (c + 1 < n) line.append(widths[c] - std::min(width, widths[c]) + kGap, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += on + line + off + '\n';
  };
  append_row(columns_, terminal.colour ? "\x1b[1m" : "", terminal.colour ? "\x1b[0m" : "");
  for (const auto& row : cells) append_row(row, "", "");
  return out;
}

}  // namespace isnad
