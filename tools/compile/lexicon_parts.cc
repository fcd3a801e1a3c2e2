#include "compile/lexicon_parts.h"

#include "base/tsv.h"
#include "morph/rows.h"
#include "text/fold.h"

namespace isnad::compile {

using namespace morph;

Alef first_alef(const std::string& utf8) {
  static constexpr std::string_view kAlefs[] = {"\xD8\xA7", "\xD8\xA3", "\xD8\xA5", "\xD8\xA2"};
  for (size_t i = 0; i < std::size(kAlefs); ++i) {
    if (utf8.starts_with(kAlefs[i])) return static_cast<Alef>(i + 1);
  }
  return Alef::unknown;
}

void inner_alef(const std::string& utf8, StemRow& row) {
  for (size_t i = 2; i + 1 < utf8.size(); i += 2) {
    const Alef alef = first_alef(utf8.substr(i, 2));
    if (alef <= Alef::bare) continue;
    row.inner = alef;
    row.inner_at = static_cast<uint8_t>(i / 2);
    return;
  }
}

bool ends_in_maqsura(const std::string& utf8) { return utf8.ends_with("\xD9\x89"); }

Ending ending_of(const std::string& word, bool nisba) {
  // Final letters in UTF-8, longest first.
  static constexpr struct {
    const char* letters;
    const char* kind;
    bool feminine;
  } kEndings[] = {
      {"\xD8\xA7\xD8\xA9", "Ap", true},   // alef + ta marbuta
      {"\xD8\xA9", "reg", true},          // ta marbuta
      {"\xD9\x89", "aY", false},          // alef maqsura
      {"\xD8\xA7\xD8\xA1", "A'", false},  // alef + hamza
      {"\xD8\xA1", "o'", false},          // hamza
      {"\xD8\xA3", "a>", false},          // hamza on alef
      {"\xD8\xA4", "u&", false},          // hamza on waw
      {"\xD8\xA6", "i}", false},          // hamza on ya
      {"\xD8\xA7", "aA", false},          // alef
  };
  for (const auto& e : kEndings) {
    const std::string_view letters = e.letters;
    if (word.ends_with(letters)) {
      return {word.substr(0, word.size() - letters.size()), e.kind, e.feminine};
    }
  }
  if (!nisba && word.ends_with("\xD9\x8A")) return {word.substr(0, word.size() - 2), "iy", false};
  return {word, "reg", false};
}

CellRow reweighed(CellRow c, Group group, const std::string& paradigm) {
  int tenths = 0;
  if (group == Group::noun && c.gender == Gender::fem && c.number != Number::plur &&
      paradigm.find(",MP,FS") != std::string::npos) {
    // As a noun, the feminine of a word for people is rarer than a feminine noun with the same
    // letters (musaa'id-a "helper" and musaa'ada "help").
    tenths = 15;
  } else if (group == Group::noun && c.gender == Gender::fem && c.number == Number::plur &&
             paradigm.find("MS,MD,FP") != std::string::npos) {
    // A feminine noun with the same letters (umlat "currencies") is likelier than a plural in -at
    // of a masculine one, which the tables do not list but assume.
    tenths = 15;
  } else if (group == Group::perfective && c.number == Number::dual && c.suffix_view() == "A") {
    // A dual verb in -a looks like the indefinite accusative of its masdar, which is commoner.
    tenths = 20;
  }
  c.weight = static_cast<int8_t>(c.weight - tenths);
  return c;
}

void Homographs::add(const NominalRow& row) {
  if (row.number == "plur") {
    plurals_.insert(row.stem + row.paradigm.substr(0, 5));
    folded_plurals_.insert(fold_key(row.stem));
  }
  if (row.paradigm.starts_with("n:reg:FS") && row.pos == "noun" && row.weight == "0") {
    feminines_.insert(row.stem);
  }
  if (row.paradigm.starts_with("n:iy")) defective_.insert(row.stem);
}

void Homographs::add_plural(const std::string& word) { folded_plurals_.insert(fold_key(word)); }

float Homographs::weight(const NominalRow& row) const {
  float w = 0;
  const bool participle = row.derivation.ends_with("_participle");
  // What looks like a participle is rather the broken plural of a listed noun (masadir, "sources").
  if (participle && row.number == "sing" &&
      plurals_.contains(row.stem + row.paradigm.substr(0, 5))) {
    w -= 3;
  }
  // A participle is a rarer word than the feminine noun that looks like its feminine (asima,
  // "capital"; muqawama, "resistance").
  if (participle && row.pos == "adj" && feminines_.contains(row.stem)) w -= 2;
  // Without its hamza a masdar is rather the plural of the same letters (ifrad, afrad).
  if (row.derivation == "masdar" && folded_plurals_.contains(fold_key(row.stem))) w -= 1.5F;
  // A word without its final ya is no lemma of its own (qadin).
  if (row.paradigm.starts_with("n:reg") && row.lemma == row.stem && defective_.contains(row.stem)) {
    w -= 4;
  }
  return w;
}

Result<void> check_ud_words(const std::string& ud) {
  for (const std::string& word : split_list(ud, '+')) {
    const std::vector<std::string> parts = split_list(word, ':');
    const std::string& tag = parts[parts.size() > 1 ? 1 : 0];
    bool known = false;
    for (int i = 0; i <= static_cast<int>(Pos::x); ++i)
      known |= pos_name(static_cast<Pos>(i)) == tag;
    if (!known || parts.size() > 3) {
      return fail(ErrorCode::bad_format, "TAG, letters:TAG or letters:TAG:lemma, joined by +");
    }
  }
  return {};
}

std::map<std::pair<std::string, std::string>, size_t> feature_names() {
  std::map<std::pair<std::string, std::string>, size_t> out;
  for (size_t i = 0; i < kProclitics; ++i) {
    static constexpr const char* kConj[] = {"", "w", "f"};
    static constexpr const char* kPrep[] = {"", "b", "l", "k"};
    std::string name;
    for (const char* part :
         {kConj[i / 16], kPrep[i / 4 % 4], i & 2 ? "s" : "", i & 1 ? "Al" : ""}) {
      if (*part != '\0') name += (name.empty() ? "" : "\x04") + std::string(part);
    }
    out[{"proclitic", name.empty() ? "-" : name}] = i;
  }
  for (uint8_t p = 0; p < 4; ++p) {
    for (size_t g = 0; g < kGenders.size(); ++g) {
      for (size_t n = 0; n < kNumbers.size(); ++n) {
        for (size_t m = 0; m < kMoods.size(); ++m) {
          const std::string name = (p == 0 ? "-" : std::to_string(p)) + "/" +
                                   std::string(kGenders[g]) + "/" + std::string(kNumbers[n]) + "/" +
                                   std::string(kMoods[m]);
          out[{"inflection", fold_key(name)}] = inflection_index(
              p, static_cast<Gender>(g), static_cast<Number>(n), static_cast<Mood>(m));
        }
      }
    }
  }
  out[{"pronoun", "-"}] = 0;
  for (size_t k = 0; k < kPronouns.size(); ++k) {
    out[{"pronoun", std::string(kPronouns[k].letters)}] = k + 1;
  }
  return out;
}

}  // namespace isnad::compile
