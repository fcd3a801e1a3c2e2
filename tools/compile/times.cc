#include <algorithm>
#include <charconv>
#include <limits>

#include "base/tsv.h"
#include "compile/compile.h"
#include "numbers/phrases.h"
#include "time/rows.h"

namespace isnad::compile {

namespace {

Result<int> int_field(const TsvFile& file, const TsvRow& row, size_t column) {
  const std::string& s = row.fields[column];
  int value = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), value);
  if (r.ec != std::errc() || r.ptr != s.data() + s.size()) {
    return tl::unexpected<Error>(file.error(row, column, "not a whole number"));
  }
  return value;
}

// The phrases being collected, each with the data line that it comes from as its rule.
struct Words {
  ImageWriter& image;
  PhraseTableBuilder table;

  void add(const std::filesystem::path& path, const TsvRow& row, const std::string& forms,
           TimeWord kind, double value) {
    const StrRef rule = image.str(rule_name(path, row));
    for (const std::string& form : split_list(forms)) {
      table.add(form, static_cast<uint32_t>(kind), value, rule);
    }
  }
  static std::string rule_name(const std::filesystem::path& path, const TsvRow& row) {
    return "time/" + path.filename().string() + ':' + std::to_string(row.line);
  }
};

Result<void> months(const std::filesystem::path& path, Words& table) {
  const auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  for (const TsvRow& row : file->rows()) {
    const bool hijri = row.fields[0] == "hijri";
    if (!hijri && row.fields[0] != "gregorian") {
      return tl::unexpected<Error>(file->error(row, 0, "not one of gregorian, hijri"));
    }
    const auto month = int_field(*file, row, 1);
    if (!month) return tl::unexpected<Error>(month.error());
    if (*month < 1 || *month > 12) {
      return tl::unexpected<Error>(file->error(row, 1, "not a month"));
    }
    const int code = *month + (hijri ? kHijri : 0);
    table.add(path, row, row.fields[2], TimeWord::month, code);
    table.add(path, row, row.fields[3], TimeWord::month, code + kWeak);
  }
  return {};
}

Result<void> weekdays(const std::filesystem::path& path, Words& table) {
  const auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  for (const TsvRow& row : file->rows()) {
    const auto day = int_field(*file, row, 0);
    if (!day) return tl::unexpected<Error>(day.error());
    table.add(path, row, row.fields[1], TimeWord::weekday, *day);
    table.add(path, row, row.fields[2], TimeWord::weekday_plain, *day);
  }
  return {};
}

Result<void> units(const std::filesystem::path& path, Words& table) {
  const auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  for (const TsvRow& row : file->rows()) {
    const auto unit = std::find(kTimeUnitNames.begin(), kTimeUnitNames.end(), row.fields[0]);
    if (unit == kTimeUnitNames.end()) {
      return tl::unexpected<Error>(file->error(row, 0, "unknown unit of time"));
    }
    const auto value = static_cast<double>(unit - kTimeUnitNames.begin());
    table.add(path, row, row.fields[1], TimeWord::unit_one, value);
    table.add(path, row, row.fields[2], TimeWord::unit_two, value);
    table.add(path, row, row.fields[3], TimeWord::unit_many, value);
  }
  return {};
}

// The values that the rules of src/time use as an index, by class; others may have any.
std::pair<int, int> value_range(TimeWord word) {
  switch (word) {
    case TimeWord::daypart:
    case TimeWord::am:
    case TimeWord::pm:
    case TimeWord::am_short:
    case TimeWord::pm_short:
      return {1, 5};
    case TimeWord::part:
    case TimeWord::bound:
      return {0, static_cast<int>(kTimeModNames.size()) - 1};
    case TimeWord::season:
      return {1, 4};
    case TimeWord::decade:
      return {0, 90};
    default:
      return {std::numeric_limits<int>::min(), std::numeric_limits<int>::max()};
  }
}

Result<void> words(const std::filesystem::path& path, Words& table) {
  const auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  for (const TsvRow& row : file->rows()) {
    const auto kind = std::find(kTimeWordNames.begin(), kTimeWordNames.end(), row.fields[0]);
    if (kind == kTimeWordNames.end()) {
      return tl::unexpected<Error>(file->error(row, 0, "unknown class of time word"));
    }
    const auto value = int_field(*file, row, 1);
    if (!value) return tl::unexpected<Error>(value.error());
    const auto word = static_cast<TimeWord>(kind - kTimeWordNames.begin());
    if (const auto range = value_range(word); *value < range.first || *value > range.second) {
      return tl::unexpected<Error>(file->error(row, 1, "no value of this class of words"));
    }
    table.add(path, row, row.fields[2], word, *value);
  }
  return {};
}

// "d/m/yyyy" -> its fields and what separates them.
bool parse_format(const std::string& text, DateFormat& out) {
  size_t fields = 0;
  for (size_t i = 0; i < text.size();) {
    const char letter = text[i];
    size_t end = i;
    while (end < text.size() && text[end] == letter) ++end;
    const size_t length = end - i;
    DateField field = DateField::none;
    if (letter == 'd' && length == 1) field = DateField::day;
    if (letter == 'm' && length == 1) field = DateField::month;
    if (letter == 'h' && length == 1) field = DateField::hour;
    if (letter == 'm' && length == 2) field = DateField::minute;
    if (letter == 'y' && length == 4) field = DateField::year;
    if (letter == 'y' && length == 2) field = DateField::short_year;
    if (field == DateField::none || fields == 3) return false;
    out.fields[fields] = field;
    if (end < text.size()) {
      if (std::string_view("/-.,:").find(text[end]) == std::string_view::npos) return false;
      out.separators[fields] = text[end];
      if (++end == text.size()) return false;
    }
    ++fields;
    i = end;
  }
  return fields > 0;
}

Result<void> formats(const std::filesystem::path& path, ImageWriter& out) {
  const auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  std::vector<DateFormat> rows;
  for (const TsvRow& row : file->rows()) {
    DateFormat format{};
    if (row.fields[0] != "news" && row.fields[0] != "note") {
      return tl::unexpected<Error>(file->error(row, 0, "not one of news, note"));
    }
    if (!parse_format(row.fields[1], format)) {
      return tl::unexpected<Error>(file->error(
          row, 1, "not up to three of d, m, yy, yyyy, h, mm with / - . , or : between"));
    }
    format.note = row.fields[0] == "note";
    format.rule = out.str(Words::rule_name(path, row));
    rows.push_back(format);
  }
  out.add_rows("time.formats", rows);
  return {};
}

Result<void> hijri(const std::filesystem::path& path, ImageWriter& out) {
  const auto file = TsvFile::read(path);
  if (!file) return tl::unexpected<Error>(file.error());
  std::vector<HijriYear> years;
  for (const TsvRow& row : file->rows()) {
    HijriYear year{};
    for (size_t column = 0; column < row.fields.size() && column <= 12; ++column) {
      if (row.fields[column].empty()) continue;  // the closing year has one month
      const auto value = int_field(*file, row, column);
      if (!value) return tl::unexpected<Error>(value.error());
      (column == 0 ? year.year : year.first[column - 1]) = *value;
    }
    if (!years.empty() && year.year != years.back().year + 1) {
      return tl::unexpected<Error>(file->error(row, 0, "years must follow each other"));
    }
    years.push_back(year);
  }
  out.add_rows("time.hijri", years);
  return {};
}

}  // namespace

Result<void> times(const std::filesystem::path& data, ImageWriter& out) {
  const auto folder = data / "time";
  Words table{out, {}};
  if (auto ok = months(folder / "months.tsv", table); !ok) return ok;
  if (auto ok = weekdays(folder / "weekdays.tsv", table); !ok) return ok;
  if (auto ok = units(folder / "units.tsv", table); !ok) return ok;
  if (auto ok = words(folder / "words.tsv", table); !ok) return ok;
  table.table.write(out, "time.words");
  if (auto ok = formats(folder / "formats.tsv", out); !ok) return ok;
  return hijri(folder / "hijri_umalqura.tsv", out);
}

}  // namespace isnad::compile
