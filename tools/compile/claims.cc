// data/claims/*.tsv -> clm.* sections.

#include <array>

#include "base/tsv.h"
#include "claims/impl.h"
#include "compile/compile.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

struct NamedBit {
  std::string_view name;
  uint16_t bit;
};

constexpr std::array<NamedBit, 10> kTakes = {{{"that", kTakesThat},
                                              {"quote", kTakesQuote},
                                              {"object", kTakesObject},
                                              {preposition::kBi, kTakesBi},
                                              {preposition::kLi, kTakesLi},
                                              {preposition::kAbout, kTakesAn},
                                              {preposition::kTo, kTakesIla},
                                              {preposition::kOn, kTakesAla},
                                              {preposition::kIn, kTakesFi},
                                              {preposition::kFrom, kTakesMin}}};
constexpr std::array<NamedBit, 8> kFlags = {{{"continue", kContinue},
                                             {"report", kReport},
                                             {"relay", kRelay},
                                             {"patient", kPatient},
                                             {"verbal", kVerbal},
                                             {"act", kAct},
                                             {"impersonal", kImpersonal},
                                             {"names", kNames}}};
constexpr std::array<std::string_view, 19> kClasses = {
    "neutral", "announce", "report",  "reveal", "insist", "claim", "believe",
    "predict", "describe", "express", "accuse", "deny",   "warn",  "threaten",
    "demand",  "promise",  "admit",   "praise", "doubt"};

class Claims {
 public:
  Claims(const fs::path& data, ImageWriter& out) : data_(data / "claims"), out_(out) {}

  Result<void> run() {
    if (auto r = cues(); !r) return r;
    if (auto r = attributions(); !r) return r;
    if (auto r = words("connectors.tsv", "strict", "clm.connectors"); !r) return r;
    if (auto r = words("boundaries.tsv", "after_comma", "clm.boundaries"); !r) return r;
    return sources();
  }

 private:
  // Reads a file and calls row(file, columns, fields) for each line.
  template <class F>
  Result<void> each(const char* name, std::initializer_list<std::string_view> names, F row) {
    auto file = TsvFile::read(data_ / name);
    if (!file) return tl::unexpected(file.error());
    const auto at = file->columns(names);
    if (!at) return tl::unexpected(at.error());
    for (const TsvRow& r : file->rows()) {
      if (auto ok = row(*file, r, *at); !ok) return ok;
    }
    return {};
  }

  template <size_t N>
  static bool bits(const std::string& list, const std::array<NamedBit, N>& names, uint16_t* out) {
    for (const std::string& item : split_list(list)) {
      bool found = false;
      const bool ascii = static_cast<unsigned char>(item[0]) < 0x80;
      const std::string folded = ascii ? item : fold_key(item);
      for (const NamedBit& n : names) {
        if (n.name == folded) {
          *out = static_cast<uint16_t>(*out | n.bit);
          found = true;
        }
      }
      if (!found) return false;
    }
    return true;
  }

  Result<void> cues() {
    KeyTableBuilder<CueRow> table;
    auto r = each(
        "cues.tsv", {"verb", "participle", "masdar", "class", "takes", "flags", "requires"},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          CueRow cue;
          uint16_t flags = 0;
          const std::string& name = row.fields[at[3]];
          bool known = false;
          for (std::string_view c : kClasses) known = known || c == name;
          if (!known) return tl::unexpected(f.error(row, at[3], "no such class"));
          if (!bits(row.fields[at[4]], kTakes, &cue.takes) || cue.takes == 0) {
            return tl::unexpected(f.error(row, at[4], "no such kind of content"));
          }
          if (!bits(row.fields[at[5]], kFlags, &flags)) {
            return tl::unexpected(f.error(row, at[5], "no such flag"));
          }
          cue.flags = static_cast<uint8_t>(flags);
          cue.line = row.line;
          cue.name = out_.str(name);
          std::string lemmas;
          for (const std::string& lemma : split_list(row.fields[at[6]])) {
            lemmas += (lemmas.empty() ? "" : ";") + fold_key(lemma);
          }
          cue.requires_lemma = out_.str(lemmas);
          const char* const kinds[3] = {"v ", "p ", "m "};
          for (size_t i = 0; i < 3; ++i) {
            const std::string& lemma = row.fields[at[i]];
            if (!lemma.empty()) table.add(kinds[i] + fold_key(lemma), cue);
          }
          return {};
        });
    if (r) table.write(out_, "clm.cues");
    return r;
  }

  Result<void> attributions() {
    KeyTableBuilder<AttributionRow> table;
    auto r = each(
        "attributions.tsv", {"phrase", "role"},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          std::vector<std::string> parts = split_list(fold_key(row.fields[at[0]]), ' ');
          if (parts.empty()) return tl::unexpected(f.error(row, at[0], "no words"));
          AttributionRow a;
          if (parts.size() > 1 && parts.back().size() == 1) {
            a.clitic = out_.str(parts.back());
            parts.pop_back();
          }
          const std::string& role = row.fields[at[1]];
          if (role == "source") {
            a.use = PhraseUse::source;
          } else if (role == "relay") {
            a.use = PhraseUse::relay;
          } else if (role == "text") {
            a.use = PhraseUse::text;
          } else if (role == "mouth") {
            a.use = PhraseUse::mouth;
          } else if (role == "follows") {
            a.use = PhraseUse::follows;
          } else if (role == "skip") {
            a.use = PhraseUse::skip;
          } else {
            return tl::unexpected(f.error(row, at[1], "no such role"));
          }
          a.line = row.line;
          a.words = static_cast<uint8_t>(parts.size());
          a.rest = out_.str(rest(parts));
          table.add(parts[0], a);
          return {};
        });
    if (r) table.write(out_, "clm.attributions");
    return r;
  }

  Result<void> words(const char* name, const char* flag, const char* section) {
    KeyTableBuilder<WordsRow> table;
    auto r = each(
        name, {"words", flag},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          const std::vector<std::string> parts = split_list(fold_key(row.fields[at[0]]), ' ');
          if (parts.empty()) return tl::unexpected(f.error(row, at[0], "no words"));
          WordsRow w;
          w.words = static_cast<uint8_t>(parts.size());
          w.rest = out_.str(rest(parts));
          w.flag = row.fields[at[1]] == "said" ? 2 : row.fields[at[1]] == "yes" ? 1 : 0;
          table.add(parts[0], w);
          return {};
        });
    if (r) table.write(out_, section);
    return r;
  }

  Result<void> sources() {
    KeyTableBuilder<SourceRow> table;
    auto r = each(
        "sources.tsv", {"noun", "sort", "kind", "governs"},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          SourceRow s;
          const std::string& sort = row.fields[at[1]];
          if (sort == "text" || sort == "work") {
            s.sort = SourceSort::text;
            s.work = sort == "work" ? 1 : 0;
          } else if (sort == "person") {
            s.sort = SourceSort::person;
          } else if (sort == "media") {
            s.sort = SourceSort::media;
          } else if (sort == "body") {
            s.sort = SourceSort::body;
          } else if (sort == "time") {
            s.sort = SourceSort::time;
          } else if (sort == "deed") {
            s.sort = SourceSort::deed;
          } else if (sort == "said") {
            s.sort = SourceSort::said;
          } else if (sort == "declared") {
            s.sort = SourceSort::declared;
          } else if (sort == "quantity") {
            s.sort = SourceSort::quantity;
          } else {
            return tl::unexpected(f.error(row, at[1], "no such sort"));
          }
          if (!bits(row.fields[at[3]], kTakes, &s.governs)) {
            return tl::unexpected(f.error(row, at[3], "no such preposition"));
          }
          s.kind = out_.str(row.fields[at[2]]);
          table.add(fold_key(row.fields[at[0]]), s);
          return {};
        });
    if (r) table.write(out_, "clm.sources");
    return r;
  }

  static std::string rest(const std::vector<std::string>& parts) {
    std::string out;
    for (size_t i = 1; i < parts.size(); ++i) out += (i > 1 ? " " : "") + parts[i];
    return out;
  }

  fs::path data_;
  ImageWriter& out_;
};

}  // namespace

Result<void> claims(const std::filesystem::path& data, ImageWriter& out) {
  return Claims(data, out).run();
}

}  // namespace isnad::compile
