#include "numbers/phrases.h"

#include <algorithm>
#include <charconv>

#include "base/tsv.h"
#include "compile/compile.h"
#include "numbers/rows.h"

namespace isnad::compile {

namespace {

Result<double> number_field(const TsvFile& file, const TsvRow& row, size_t column) {
  const std::string& s = row.fields[column];
  double value = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), value);
  if (r.ec != std::errc() || r.ptr != s.data() + s.size()) {
    return tl::unexpected<Error>(file.error(row, column, "not a number"));
  }
  return value;
}

Result<void> words(const std::filesystem::path& path, ImageWriter& out) {
  auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  PhraseTableBuilder table;
  for (const TsvRow& row : file->rows()) {
    const auto kind = std::find(kNumberWordNames.begin(), kNumberWordNames.end(), row.fields[0]);
    if (kind == kNumberWordNames.end()) {
      return tl::unexpected<Error>(file->error(row, 0, "unknown kind of number word"));
    }
    const auto value = number_field(*file, row, 1);
    if (!value) return tl::unexpected<Error>(value.error());
    for (const std::string& form : split_list(row.fields[2])) {
      table.add(form, static_cast<uint32_t>(kind - kNumberWordNames.begin()), *value);
    }
  }
  table.write(out, "num.words");
  return {};
}

Result<void> bounds(const std::filesystem::path& path, ImageWriter& out) {
  auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  PhraseTableBuilder table;
  for (const TsvRow& row : file->rows()) {
    const std::string& sign = row.fields[0];
    const bool inclusive = sign == ">=" || sign == "<=";
    if (!inclusive && sign != ">" && sign != "<" && sign != "~" && sign != "=") {
      return tl::unexpected<Error>(file->error(row, 0, "not one of > >= < <= ~ ="));
    }
    const double bound = static_cast<uint8_t>(sign[0]) + (inclusive ? kBoundInclusive : 0u);
    for (const auto& f : split_list(row.fields[1])) {
      table.add(f, static_cast<uint32_t>(BoundWord::before), bound);
    }
    for (const auto& f : split_list(row.fields[2])) {
      table.add(f, static_cast<uint32_t>(BoundWord::after), bound);
    }
    for (const auto& f : split_list(row.fields[3])) {
      table.add(f, static_cast<uint32_t>(BoundWord::bare), bound);
    }
  }
  table.write(out, "num.bounds");
  return {};
}

// Dual endings and the letter that a final teh marbuta becomes before them, in UTF-8.
constexpr std::string_view kTehMarbuta = "\xD8\xA9";
constexpr std::string_view kTeh = "\xD8\xAA";
constexpr std::string_view kDualNominative = "\xD8\xA7\xD9\x86";
constexpr std::string_view kDualOblique = "\xD9\x8A\xD9\x86";

Result<void> units(const std::filesystem::path& path, ImageWriter& out) {
  auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  PhraseTableBuilder table;
  KeyTableBuilder<uint32_t> extents;
  std::vector<std::pair<std::string, StrRef>> duals;
  for (const TsvRow& row : file->rows()) {
    UnitWord kind = UnitWord::noun;
    if (row.fields[1] == "currency") {
      kind = UnitWord::currency;
    } else if (row.fields[1] == "percent") {
      kind = UnitWord::percent;
    } else if (row.fields[1] == "measure" || row.fields[1] == "extent") {
      kind = UnitWord::measure;
      if (row.fields[1] == "extent") extents.add(row.fields[0], 1);
    } else if (row.fields[1] != "noun") {
      return tl::unexpected<Error>(
          file->error(row, 1, "not one of noun, measure, extent, currency, percent"));
    }
    const StrRef unit = out.str(row.fields[0]);
    for (const std::string& lemma : split_list(row.fields[2])) {
      table.add(lemma, static_cast<uint32_t>(kind), 0, unit);
      const bool countable = kind == UnitWord::noun || kind == UnitWord::measure;
      if (!countable || lemma.find(' ') != std::string::npos) continue;
      std::string stem = lemma;
      if (std::string_view(stem).ends_with(kTehMarbuta)) {
        stem.replace(stem.size() - kTehMarbuta.size(), kTehMarbuta.size(), kTeh);
      }
      duals.emplace_back(stem + std::string(kDualNominative), unit);
      duals.emplace_back(stem + std::string(kDualOblique), unit);
    }
    for (const std::string& form : split_list(row.fields[3])) {
      table.add(form, static_cast<uint32_t>(kind), 0, unit);
    }
  }
  // A form that is also a listed plural (fighters) is no sure dual.
  for (const auto& [form, unit] : duals) {
    if (!table.contains(form)) table.add(form, static_cast<uint32_t>(UnitWord::dual), 2, unit);
  }
  table.write(out, "num.units");
  extents.write(out, "num.extents");
  return {};
}

}  // namespace

Result<void> numbers(const std::filesystem::path& data, ImageWriter& out) {
  const auto folder = data / "numbers";
  if (auto ok = words(folder / "words.tsv", out); !ok) return ok;
  if (auto ok = bounds(folder / "bounds.tsv", out); !ok) return ok;
  return units(folder / "units.tsv", out);
}

}  // namespace isnad::compile
