// data/text/*.tsv, and the names of towns, states, agencies, months and weekdays out of the other
// folders -> parts.* and language.* sections.

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <set>

#include "base/tsv.h"
#include "base/utf8.h"
#include "compile/compile.h"
#include "text/fold.h"
#include "text/parts_rows.h"
#include "text/tokens.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

class Parts {
 public:
  Parts(const fs::path& data, ImageWriter& out) : data_(data), out_(out) {}

  Result<void> run() {
    for (auto step : {&Parts::furniture, &Parts::bylines, &Parts::places, &Parts::media,
                      &Parts::dates, &Parts::languages}) {
      if (auto ok = (this->*step)(); !ok) return ok;
    }
    phrases_.write(out_, "parts.phrases");
    return {};
  }

 private:
  // Reads a file and calls row(file, row, columns) for each line.
  template <class F>
  Result<void> each(const fs::path& name, std::initializer_list<std::string_view> names, F row) {
    auto file = TsvFile::read(data_ / name);
    if (!file) return tl::unexpected(file.error());
    const auto at = file->columns(names);
    if (!at) return tl::unexpected(at.error());
    for (const TsvRow& r : file->rows()) {
      if (auto ok = row(*file, r, *at); !ok) return ok;
    }
    return {};
  }

  // The words of a surface, without punctuation; any number stands for every number.
  static std::vector<std::string> words_of(const std::string& surface) {
    auto text = decode_utf8(surface);
    std::vector<std::string> words;
    if (!text) return words;
    const Folded folded = fold(*text);
    for (const Token& t : tokenise(folded)) {
      if (t.kind == TokenKind::number) {
        words.emplace_back("#");
      } else if (t.kind != TokenKind::punct) {
        words.emplace_back(t.key);
      }
    }
    return words;
  }

  // Adds a phrase once for each kind; false if it has no word.
  bool add(const std::string& surface, PartPhraseRow row, const std::string& name = "") {
    const std::vector<std::string> words = words_of(surface);
    if (words.empty()) return false;
    std::string joined;
    for (const auto& w : words) joined += (joined.empty() ? "" : " ") + w;
    const auto variant = static_cast<int>(row.kind) * 4 + static_cast<int>(row.place);
    if (!seen_.insert({joined, variant}).second) return true;
    row.words = out_.str(joined);
    row.name = out_.str(name);
    row.word_count = static_cast<uint32_t>(words.size());
    phrases_.add(words[0], row);
    return true;
  }

  static Result<uint16_t> number(const TsvFile& file, const TsvRow& r, size_t column) {
    const std::string& s = r.fields[column];
    if (s.empty() || s.size() > 3 || s.find_first_not_of("0123456789") != std::string::npos) {
      return tl::unexpected(file.error(r, column, "not a number from 0 to 999"));
    }
    return static_cast<uint16_t>(std::atoi(s.c_str()));
  }

  Result<void> furniture() {
    return each(
        "text/furniture.tsv", {"surface", "position", "max_words", "block"},
        [&](const TsvFile& file, const TsvRow& r, const std::vector<size_t>& at) -> Result<void> {
          PartPhraseRow row{};
          row.kind = PhraseKind::furniture;
          const std::string& position = r.fields[at[1]];
          if (position != "line" && position != "begins" && position != "opens") {
            return tl::unexpected(file.error(r, at[1], "not line, begins or opens"));
          }
          row.place = position == "line"     ? PhrasePlace::line
                      : position == "begins" ? PhrasePlace::begins
                                             : PhrasePlace::opens;
          auto max = number(file, r, at[2]);
          if (!max) return tl::unexpected(max.error());
          row.max_words = *max;
          row.block = r.fields[at[3]] == "1";
          if (!add(r.fields[at[0]], row)) {
            return tl::unexpected(file.error(r, at[0], "no word in it"));
          }
          return {};
        });
  }

  Result<void> bylines() {
    static const std::map<std::string, PhraseKind> kKinds = {{"desk", PhraseKind::desk},
                                                             {"agency", PhraseKind::agency},
                                                             {"outlet", PhraseKind::outlet},
                                                             {"place", PhraseKind::city},
                                                             {"date", PhraseKind::date}};
    return each(
        "text/bylines.tsv", {"surface", "kind", "max_words", "name"},
        [&](const TsvFile& file, const TsvRow& r, const std::vector<size_t>& at) -> Result<void> {
          auto kind = kKinds.find(r.fields[at[1]]);
          if (kind == kKinds.end()) {
            return tl::unexpected(file.error(r, at[1], "not desk, agency, outlet, place or date"));
          }
          auto max = number(file, r, at[2]);
          if (!max) return tl::unexpected(max.error());
          PartPhraseRow row{};
          row.kind = kind->second;
          row.max_words = *max;
          if (!add(r.fields[at[0]], row, fold_key(r.fields[at[3]]))) {
            return tl::unexpected(file.error(r, at[0], "no word in it"));
          }
          return {};
        });
  }

  Result<void> places() {
    PartPhraseRow city{};
    city.kind = PhraseKind::city;
    PartPhraseRow state{};
    state.kind = PhraseKind::state;
    if (auto ok = each(
            "kb/places.tsv", {"ar", "aliases"},
            [&](const TsvFile&, const TsvRow& r, const std::vector<size_t>& at) -> Result<void> {
              add(r.fields[at[0]], city);
              for (const auto& a : split_list(r.fields[at[1]])) add(a, city);
              return {};
            });
        !ok) {
      return ok;
    }
    return each(
        "kb/states.tsv", {"ar", "aliases", "capital_ar"},
        [&](const TsvFile&, const TsvRow& r, const std::vector<size_t>& at) -> Result<void> {
          add(r.fields[at[0]], state);
          for (const auto& a : split_list(r.fields[at[1]])) add(a, state);
          for (const auto& c : split_list(r.fields[at[2]])) add(c, city);
          return {};
        });
  }

  Result<void> media() {
    return each(
        "kb/media.tsv", {"kind", "ar", "aliases"},
        [&](const TsvFile&, const TsvRow& r, const std::vector<size_t>& at) -> Result<void> {
          const std::string& kind = r.fields[at[0]];
          if (kind != "agency_media" && kind != "media") return {};
          PartPhraseRow row{};
          row.kind = kind == "media" ? PhraseKind::outlet : PhraseKind::agency;
          const std::string name = kind == "media" ? std::string() : fold_key(r.fields[at[1]]);
          add(r.fields[at[1]], row, name);
          for (const auto& a : split_list(r.fields[at[2]])) add(a, row, name);
          return {};
        });
  }

  Result<void> dates() {
    PartPhraseRow row{};
    row.kind = PhraseKind::date;
    auto forms = [&](const TsvFile&, const TsvRow& r,
                     const std::vector<size_t>& at) -> Result<void> {
      for (const size_t c : at) {
        for (const auto& form : split_list(r.fields[c])) add(form, row);
      }
      return {};
    };
    if (auto ok = each("time/months.tsv", {"forms", "weak"}, forms); !ok) return ok;
    return each("time/weekdays.tsv", {"forms"}, forms);
  }

  Result<void> languages() {
    std::vector<LanguageRow> tags;
    KeyTableBuilder<LanguageWordRow> words;
    std::vector<std::pair<char32_t, uint32_t>> letters;
    auto ok = each(
        "text/languages.tsv", {"language", "words", "letters"},
        [&](const TsvFile& file, const TsvRow& r, const std::vector<size_t>& at) -> Result<void> {
          const auto index = static_cast<uint32_t>(tags.size());
          LanguageRow row{};
          row.tag = out_.str(r.fields[at[0]]);
          row.script = Script::none;
          for (const auto& w : split_list(r.fields[at[1]], ' ')) {
            words.add(w, {index});
            if (auto text = decode_utf8(w); text && row.script == Script::none) {
              row.script = script_of((*text)[0]);
            }
          }
          if (row.script == Script::none) {
            return tl::unexpected(file.error(r, at[1], "no word of a known script"));
          }
          auto text = decode_utf8(r.fields[at[2]]);
          if (!text) return tl::unexpected(file.error(r, at[2], "not UTF-8"));
          for (const char32_t c : *text) letters.emplace_back(c, index);
          tags.push_back(row);
          return {};
        });
    if (!ok) return ok;
    std::sort(letters.begin(), letters.end());
    letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
    std::vector<LanguageLetterRow> rows;
    for (const auto& own : letters) {
      const auto share = std::count_if(letters.begin(), letters.end(),
                                       [&](const auto& l) { return l.first == own.first; });
      rows.push_back({own.first, own.second, 1.0F / static_cast<float>(share)});
    }
    out_.add_rows("language.tags", tags);
    out_.add_rows("language.letters", rows);
    words.write(out_, "language.words");
    return {};
  }

  fs::path data_;
  ImageWriter& out_;
  KeyTableBuilder<PartPhraseRow> phrases_;
  std::set<std::pair<std::string, int>> seen_;
};

}  // namespace

Result<void> parts(const fs::path& data, ImageWriter& out) { return Parts(data, out).run(); }

}  // namespace isnad::compile
