// data/lexicon/*.tsv -> morph.* sections (rows in src/morph/rows.h).

#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include "base/tsv.h"
#include "base/utf8.h"
#include "compile/compile.h"
#include "compile/lexicon_parts.h"
#include "morph/rows.h"

namespace isnad::compile {

namespace {

using namespace morph;
namespace fs = std::filesystem;

constexpr float kUnseen = -9.0F;     // weight of a combination that weights.tsv does not list
constexpr double kPriorFloor = 0.3;  // count given to entries without one

template <class E, size_t N>
bool name_of(const std::string& text, const std::array<std::string_view, N>& names, E& out) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == text) {
      out = static_cast<E>(i);
      return true;
    }
  }
  return false;
}

constexpr std::array<std::string_view, 3> kNeeds = {"no", "any", "must"};
constexpr std::array<std::string_view, 5> kDerivations = {"-", "masdar", "active_participle",
                                                          "passive_participle", "nisba"};
constexpr std::array<std::string_view, 16> kPos = {"noun", "propn", "adj",   "verb", "aux", "adv",
                                                   "adp",  "cconj", "sconj", "pron", "det", "num",
                                                   "part", "intj",  "punct", "x"};

// Reads a file and hands each row's fields over in the order of `names`.
class Reader {
 public:
  static Result<Reader> open(const fs::path& path, std::initializer_list<std::string_view> names) {
    auto file = TsvFile::read(path);
    if (!file) return tl::unexpected(file.error());
    Reader r;
    auto at = file->columns(names);
    if (!at) return tl::unexpected(at.error());
    r.at_ = std::move(*at);
    r.file_ = std::move(*file);
    return r;
  }
  const std::vector<TsvRow>& rows() const { return file_.rows(); }
  const std::string& get(const TsvRow& row, size_t i) const { return row.fields[at_[i]]; }
  tl::unexpected<Error> bad(const TsvRow& row, size_t i, const std::string& message) const {
    return tl::unexpected<Error>(file_.error(row, at_[i], message));
  }

 private:
  TsvFile file_;
  std::vector<size_t> at_;
};

class LexiconBuilder {
 public:
  LexiconBuilder(const fs::path& data, ImageWriter& out) : dir_(data / "lexicon"), out_(out) {}

  Result<void> run() {
    for (auto step :
         {&LexiconBuilder::priors, &LexiconBuilder::paradigms, &LexiconBuilder::verbs,
          &LexiconBuilder::nominals, &LexiconBuilder::proper, &LexiconBuilder::additions,
          &LexiconBuilder::function_words, &LexiconBuilder::names, &LexiconBuilder::weights,
          static_cast<Result<void> (LexiconBuilder::*)()>(&LexiconBuilder::neighbours)}) {
      if (auto ok = (this->*step)(); !ok) return ok;
    }
    write();
    return {};
  }

 private:
  // A prior is shared by all stems of a lemma with the same part of speech.
  Result<void> priors() {
    auto r = Reader::open(dir_ / "priors.tsv", {"lemma", "pos", "count"});
    if (!r) return tl::unexpected(r.error());
    for (const TsvRow& row : r->rows()) {
      const double n = std::strtod(r->get(row, 2).c_str(), nullptr);
      if (n < 0) return r->bad(row, 2, "a count is not negative");
      priors_[{fold_key(r->get(row, 0)), r->get(row, 1)}] += n;
      total_ += n;
    }
    auto rare = Reader::open(dir_ / "rare.tsv", {"lemma", "pos", "weight"});
    if (!rare) return tl::unexpected(rare.error());
    for (const TsvRow& row : rare->rows()) {
      rare_[{rare->get(row, 0), rare->get(row, 1)}] =
          std::strtof(rare->get(row, 2).c_str(), nullptr);
    }
    return {};
  }
  // `lemma` as data/lexicon spells it: counts are of folded lemmas, rare.tsv tells hamzas apart.
  float prior(const std::string& lemma, const std::string& pos) const {
    const auto it = priors_.find({fold_key(lemma), pos});
    const auto rare = rare_.find({lemma, pos});
    return static_cast<float>(
        std::log(((it == priors_.end() ? 0.0 : it->second) + kPriorFloor) / (total_ + 1)) +
        (rare == rare_.end() ? 0.0 : rare->second));
  }

  Result<void> paradigms() {
    auto r =
        Reader::open(dir_ / "paradigms.tsv", {"paradigm", "prefix", "suffix", "pronoun", "article",
                                              "person", "gender", "number", "mood", "weight"});
    if (!r) return tl::unexpected(r.error());
    for (const TsvRow& row : r->rows()) {
      const std::string& name = r->get(row, 0);
      CellRow c{};
      const std::string prefix = r->get(row, 1) == "-" ? "" : fold_key(r->get(row, 1));
      const std::string suffix = r->get(row, 2) == "-" ? "" : fold_key(r->get(row, 2));
      if (prefix.size() > 3) return r->bad(row, 1, "at most 3 letters");
      if (suffix.size() > 6) return r->bad(row, 2, "at most 6 letters");
      std::memcpy(c.prefix, prefix.data(), prefix.size());
      std::memcpy(c.suffix, suffix.data(), suffix.size());
      if (!name_of(r->get(row, 3), kNeeds, c.pronoun)) return r->bad(row, 3, "no, any or must");
      if (!name_of(r->get(row, 4), kNeeds, c.article)) return r->bad(row, 4, "no, any or must");
      c.person = r->get(row, 5) == "-" ? 0 : static_cast<uint8_t>(r->get(row, 5)[0] - '0');
      if (c.person > 3) return r->bad(row, 5, "1, 2, 3 or -");
      if (!name_of(r->get(row, 6), kGenders, c.gender)) return r->bad(row, 6, "masc, fem or -");
      if (!name_of(r->get(row, 7), kNumbers, c.number)) return r->bad(row, 7, "no such number");
      if (!name_of(r->get(row, 8), kMoods, c.mood)) return r->bad(row, 8, "no such mood");
      c.weight =
          static_cast<int8_t>(std::lround(std::strtof(r->get(row, 9).c_str(), nullptr) * 10));
      c.maqsura = ends_in_maqsura(r->get(row, 2));
      cell(name, c);
    }
    return {};
  }

  void cell(const std::string& name, const CellRow& c) {
    cells_[name].push_back(c);
    if (c.prefix[0] != '\0') affixes_.insert("<" + std::string(c.prefix_view()));
    if (c.suffix[0] != '\0') affixes_.insert(">" + std::string(c.suffix_view()));
  }

  static Group group_of(const std::string& paradigm) {
    switch (paradigm[0]) {
      case 'p':
        return paradigm[1] == 'v' ? Group::perfective : Group::propn;
      case 'i':
        return Group::imperfective;
      case 'c':
        return Group::imperative;
      case 'f':
        return Group::function;
      default:
        return Group::noun;
    }
  }

  // Index of a paradigm; adjectives use the nominal cells under their own weights.
  Result<uint16_t> paradigm(const std::string& name, bool adjective) {
    if (!cells_.contains(name)) return fail(ErrorCode::bad_format, "no such paradigm: " + name);
    const std::string key = (adjective ? "adj " : "") + name;
    const auto [it, fresh] = paradigm_ids_.emplace(key, paradigm_ids_.size());
    if (fresh) {
      ParadigmRow p;
      p.group = adjective ? Group::adj : group_of(name);
      p.first = static_cast<uint32_t>(cell_rows_.size());
      p.count = static_cast<uint16_t>(cells_[name].size());
      if (p.group == Group::function) {
        p.proclitics =
            static_cast<uint8_t>((name.find('p', 1) != std::string::npos ? morph::kTakesPrep : 0) |
                                 (name.find('a', 1) != std::string::npos ? kTakesArticle : 0) |
                                 (name.find('b', 1) != std::string::npos ? kNoConjunction : 0));
      }
      for (const CellRow& c : cells_[name]) cell_rows_.push_back(reweighed(c, p.group, name));
      paradigm_rows_.push_back(p);
    }
    return static_cast<uint16_t>(it->second);
  }

  struct Entry {
    std::string stem, lemma, paradigm, pos;
    StemRow row;
    float weight = 0;
    std::string ud = {};
  };

  Result<void> add(Entry e) {
    const std::string stem = fold_key(e.stem);
    const std::string lemma = fold_key(e.lemma);
    auto id = paradigm(e.paradigm, e.pos == "adj" && e.paradigm[0] == 'n');
    if (!id) return tl::unexpected(id.error());
    e.row.paradigm = *id;
    e.row.lemma = out_.str(lemma);
    e.row.spelled = out_.str(e.lemma);
    e.row.ud = out_.str(e.ud);
    e.row.prior = prior(e.lemma, e.pos == "aux" ? "verb" : e.pos) + e.weight;
    e.row.maqsura = ends_in_maqsura(e.stem);
    name_of(e.pos, kPos, e.row.pos);
    e.row.alef = first_alef(e.stem);
    inner_alef(e.stem, e.row);
    const std::string rest = '\t' + e.paradigm + '\t' + e.pos + '\t' +
                             std::string(word_class_name(e.row.word_class)) +
                             static_cast<char>('0' + static_cast<int>(e.row.number));
    // An entry without hamza repeats one with it; entries with different hamzas are two words.
    const bool bare = e.row.alef <= Alef::bare && e.row.inner_at == 0;
    const bool repeated =
        seen_.contains(bare ? stem + '\t' + lemma + rest : e.stem + '\t' + e.lemma + rest);
    seen_.insert(stem + '\t' + lemma + rest);
    seen_.insert(e.stem + '\t' + e.lemma + rest);
    if (repeated) return {};
    if (e.pos != "propn") common_.insert(stem);
    stems_.add(stem, e.row);
    return {};
  }

  // The class of a word that function_words.tsv lists and the nominal tables as well.
  void take_class(Entry& e) const {
    const auto it = nominal_classes_.find(e.stem + '\t' + e.lemma + '\t' + e.pos);
    if (it != nominal_classes_.end()) e.row.word_class = it->second;
  }

  Result<void> verbs() {
    // Classes that function_words.tsv gives to all forms of a verb.
    auto f = Reader::open(dir_ / "function_words.tsv", {"word", "pos", "class", "lemma", "takes"});
    if (!f) return tl::unexpected(f.error());
    for (const TsvRow& row : f->rows()) {
      WordClass c;
      if (!word_class(f->get(row, 2), c)) return f->bad(row, 2, "no such class");
      if (f->get(row, 4).find("lemma") == std::string::npos) {
        const std::string& word = f->get(row, 0);
        const std::string& lemma = f->get(row, 3).empty() ? word : f->get(row, 3);
        if (c != WordClass::none) {
          nominal_classes_[word + '\t' + lemma + '\t' + f->get(row, 1)] = c;
        }
        continue;
      }
      verb_classes_[fold_key(f->get(row, 0))] = {c, f->get(row, 1)};
    }
    auto r = Reader::open(dir_ / "verbs.tsv", {"stem", "paradigm", "lemma", "passive"});
    if (!r) return tl::unexpected(r.error());
    for (const TsvRow& row : r->rows()) {
      Entry e{r->get(row, 0), r->get(row, 2), r->get(row, 1), "verb", {}, 0};
      const std::string& passive = r->get(row, 3);
      e.row.passive = passive == "is"     ? PassiveMark::is
                      : passive == "same" ? PassiveMark::same
                                          : PassiveMark::none;
      if (const auto it = verb_classes_.find(fold_key(e.lemma)); it != verb_classes_.end()) {
        e.row.word_class = it->second.first;
        e.pos = it->second.second;
      }
      if (auto ok = add(e); !ok) return r->bad(row, 1, ok.error().message);
    }
    return {};
  }

  static bool word_class(const std::string& name, WordClass& out) {
    for (int i = 0; i <= static_cast<int>(WordClass::continuing); ++i) {
      out = static_cast<WordClass>(i);
      if (word_class_name(out) == name) return true;
    }
    return false;
  }

  Result<void> nominals() {
    auto r = Reader::open(dir_ / "nominals.tsv", {"stem", "paradigm", "lemma", "pos", "derivation",
                                                  "gender", "number", "weight"});
    if (!r) return tl::unexpected(r.error());
    auto plurals = Reader::open(dir_ / "additions.tsv", {"plurals"});
    if (!plurals) return tl::unexpected(plurals.error());
    Homographs homographs;
    for (const TsvRow& row : plurals->rows()) {
      for (const std::string& p : split_list(plurals->get(row, 0))) homographs.add_plural(p);
    }
    const auto nominal = [&](const TsvRow& row) {
      return NominalRow{r->get(row, 0), r->get(row, 1), r->get(row, 2), r->get(row, 3),
                        r->get(row, 4), r->get(row, 6), r->get(row, 7)};
    };
    for (const TsvRow& row : r->rows()) homographs.add(nominal(row));
    for (const TsvRow& row : r->rows()) {
      Entry e{r->get(row, 0), r->get(row, 2), r->get(row, 1), r->get(row, 3), {}, 0};
      e.weight = homographs.weight(nominal(row));
      if (!name_of(r->get(row, 4), kDerivations, e.row.derivation)) {
        return r->bad(row, 4, "no such derivation");
      }
      if (!name_of(r->get(row, 5), kGenders, e.row.gender)) return r->bad(row, 5, "no such gender");
      if (!name_of(r->get(row, 6), kNumbers, e.row.number)) return r->bad(row, 6, "no such number");
      e.weight += std::strtof(r->get(row, 7).c_str(), nullptr);
      take_class(e);
      if (auto ok = add(e); !ok) return r->bad(row, 1, ok.error().message);
    }
    return {};
  }

  Result<void> proper() {
    auto r = Reader::open(dir_ / "proper.tsv", {"stem", "paradigm", "lemma", "gender"});
    if (!r) return tl::unexpected(r.error());
    for (const TsvRow& row : r->rows()) {
      Entry e{r->get(row, 0), r->get(row, 2), r->get(row, 1), "propn", {}, 0};
      e.row.number = Number::sing;
      if (!name_of(r->get(row, 3), kGenders, e.row.gender)) return r->bad(row, 3, "no such gender");
      if (auto ok = add(e); !ok) return r->bad(row, 1, ok.error().message);
    }
    return {};
  }

  Result<void> additions();
  Result<void> addition(const Reader& r, const TsvRow& row);
  Result<void> function_words();
  Result<void> name(const std::string& word);
  Result<void> names();
  Result<void> weights();
  Result<void> neighbours();
  Result<void> neighbours(const char* name);

  void write() {
    KeyTableBuilder<uint32_t> affixes;
    for (const std::string& a : affixes_) affixes.add(a, 1);
    affixes.write(out_, "morph.affixes");
    stems_.write(out_, "morph.stems");
    out_.add_rows("morph.paradigms", paradigm_rows_);
    out_.add_rows("morph.cells", cell_rows_);
    out_.add_rows("morph.weights", std::vector<Weights>{*weights_});
    out_.add_rows("morph.neighbours", neighbours_);
  }

  fs::path dir_;
  ImageWriter& out_;
  std::map<std::pair<std::string, std::string>, double> priors_;
  std::map<std::pair<std::string, std::string>, double> rare_;
  double total_ = 1;
  std::map<std::string, std::vector<CellRow>> cells_;
  std::map<std::string, size_t> paradigm_ids_;
  std::vector<ParadigmRow> paradigm_rows_;
  std::vector<CellRow> cell_rows_;
  std::set<std::string> affixes_;
  std::set<std::string> seen_;
  std::set<std::string> common_;  // stems that are no names
  std::map<std::string, std::pair<WordClass, std::string>> verb_classes_;
  std::map<std::string, WordClass> nominal_classes_;
  KeyTableBuilder<StemRow> stems_;
  std::unique_ptr<Weights> weights_ = std::make_unique<Weights>();
  std::vector<float> neighbours_;
};

// Columns: word, pos, derivation, plurals, gender. A plural "+un", "+at" is sound; others are
// broken plurals written out.
Result<void> LexiconBuilder::additions() {
  auto r = Reader::open(dir_ / "additions.tsv", {"word", "pos", "derivation", "plurals", "gender"});
  if (!r) return tl::unexpected(r.error());
  for (const TsvRow& row : r->rows()) {
    if (auto ok = addition(*r, row); !ok) return ok;
  }
  return {};
}

Result<void> LexiconBuilder::addition(const Reader& r, const TsvRow& row) {
  const std::string& word = r.get(row, 0);
  const std::string& pos = r.get(row, 1);
  Entry e{"", word, "", pos, {}, 0};
  if (!r.get(row, 2).empty() && !name_of(r.get(row, 2), kDerivations, e.row.derivation)) {
    return r.bad(row, 2, "no such derivation");
  }
  if (!r.get(row, 4).empty() && !name_of(r.get(row, 4), kGenders, e.row.gender)) {
    return r.bad(row, 4, "no such gender");
  }
  Pos known;
  if (!name_of(pos, kPos, known)) return r.bad(row, 1, "no such part of speech");
  e.row.number = Number::sing;
  if (pos == "propn") {
    const bool article = word.starts_with("\xD8\xA7\xD9\x84");  // alef lam
    e.stem = article ? word.substr(4) : word;
    e.lemma = e.stem;
    e.paradigm = article ? "p:reg:MS,al" : "p:reg:MS";
    if (auto ok = add(e); !ok) return r.bad(row, 0, ok.error().message);
    return {};
  }
  if (pos == "adv") {
    e.stem = word;
    e.paradigm = "f:";
    cells_.try_emplace("f:", std::vector<CellRow>{CellRow{}});
    if (auto ok = add(e); !ok) return r.bad(row, 0, ok.error().message);
    return {};
  }
  const Ending end = ending_of(word, true);
  const std::vector<std::string> plurals = split_list(r.get(row, 3));
  bool sound_masc = false, sound_fem = false;
  std::vector<std::string> broken;
  for (const std::string& p : plurals) {
    if (p == "-") continue;
    if (p == "+un")
      sound_masc = true;
    else if (p == "+at")
      sound_fem = true;
    else
      broken.push_back(p);
  }
  std::string set;
  if (end.feminine)
    set = sound_fem ? "FS,FD,FP" : "FS,FD";
  else if (pos == "adj")
    set = "MS,MD,MP,FS,FD,FP";
  else if (sound_masc && sound_fem)
    set = "MS,MD,MP,FS,FD,FP";
  else if (sound_masc)
    set = "MS,MD,MP";
  else
    set = sound_fem ? "MS,MD,FP" : "MS,MD";
  e.stem = end.stem;
  e.paradigm = "n:" + end.kind + ":" + set;
  if (e.row.gender == Gender::none) e.row.gender = end.feminine ? Gender::fem : Gender::masc;
  if (auto ok = add(e); !ok) return r.bad(row, 0, ok.error().message);
  for (const std::string& p : broken) {
    const Ending pe = ending_of(p, false);
    Entry plural = e;
    plural.stem = pe.stem;
    plural.paradigm = "n:" + pe.kind + (pe.feminine ? ":FS" : ":MS");
    if (pe.kind == "Ap") plural.paradigm = "n:Ap:FS";
    plural.row.number = Number::plur;
    if (auto ok = add(plural); !ok) return r.bad(row, 3, ok.error().message);
  }
  return {};
}

// takes: any of pron, pron! (always with one), prep, al, bare (no conjunction before it), lemma
// (the class of all forms of that verb; the word itself is no entry).
Result<void> LexiconBuilder::function_words() {
  auto r = Reader::open(
      dir_ / "function_words.tsv",
      {"word", "pos", "class", "lemma", "takes", "person", "gender", "number", "weight", "ud"});
  if (!r) return tl::unexpected(r.error());
  for (const TsvRow& row : r->rows()) {
    const std::string& takes = r->get(row, 4);
    if (takes.find("lemma") != std::string::npos) continue;
    Entry e{r->get(row, 0), r->get(row, 3), "f:", r->get(row, 1), {}, 0};
    if (e.lemma.empty()) e.lemma = e.stem;
    Pos known;
    if (!name_of(e.pos, kPos, known)) return r->bad(row, 1, "no such part of speech");
    if (!word_class(r->get(row, 2), e.row.word_class)) return r->bad(row, 2, "no such class");
    CellRow c{};
    for (const std::string& t : split_list(takes, ' ')) {
      if (t == "pron")
        c.pronoun = Need::any, e.paradigm += 'n';
      else if (t == "pron!")
        c.pronoun = Need::must, e.paradigm += 'm';
      else if (t == "prep")
        e.paradigm += 'p';
      else if (t == "al")
        c.article = Need::any, e.paradigm += 'a';
      else if (t == "bare")
        e.paradigm += 'b';
      else if (t != "-")
        return r->bad(row, 4, "pron, pron!, prep, al, bare, lemma or -");
    }
    const std::string& person = r->get(row, 5);
    if (!person.empty() && person != "-") {
      c.person = static_cast<uint8_t>(person[0] - '0');
      e.paradigm += person[0];
    }
    if (!r->get(row, 6).empty() && !name_of(r->get(row, 6), kGenders, e.row.gender)) {
      return r->bad(row, 6, "masc, fem or -");
    }
    if (!r->get(row, 7).empty() && !name_of(r->get(row, 7), kNumbers, e.row.number)) {
      return r->bad(row, 7, "sing, dual, plur or -");
    }
    cells_.try_emplace(e.paradigm, std::vector<CellRow>{c});
    e.weight = std::strtof(r->get(row, 8).c_str(), nullptr);
    if (r->get(row, 9) != "-") e.ud = r->get(row, 9);
    if (auto ok = check_ud_words(e.ud); !ok) return r->bad(row, 9, ok.error().message);
    if (auto ok = add(e); !ok) return r->bad(row, 0, ok.error().message);
  }
  return {};
}

// A name that other data files know: it counts as if seen often. Where it is a common word as well
// (mali, "financial"), it gets no more weight than its count gives.
Result<void> LexiconBuilder::name(const std::string& word) {
  constexpr double kCount = 50;
  const bool article = word.starts_with("\xD8\xA7\xD9\x84");  // alef lam
  Entry e{
      article ? word.substr(4) : word, "", article ? "p:reg:MS,al" : "p:reg:MS", "propn", {}, 0};
  e.lemma = e.stem;
  e.row.number = Number::sing;
  if (!common_.contains(fold_key(e.stem))) {
    const float counted = prior(e.lemma, e.pos);
    e.weight = std::max(0.0F, static_cast<float>(std::log(kCount / (total_ + 1))) - counted);
  }
  return add(e);
}

// States and capitals of one word; given names.
Result<void> LexiconBuilder::names() {
  const fs::path data = dir_.parent_path();
  auto r = Reader::open(data / "kb" / "states.tsv", {"ar", "aliases", "capital_ar"});
  if (!r) return tl::unexpected(r.error());
  for (const TsvRow& row : r->rows()) {
    for (size_t column = 0; column < 3; ++column) {
      for (const std::string& word : split_list(r->get(row, column))) {
        if (word.find(' ') != std::string::npos) continue;
        if (auto ok = name(word); !ok) return r->bad(row, column, ok.error().message);
      }
    }
  }
  auto given = Reader::open(data / "names" / "given.tsv", {"token"});
  if (!given) return tl::unexpected(given.error());
  for (const TsvRow& row : given->rows()) {
    if (auto ok = name(given->get(row, 0)); !ok) return given->bad(row, 0, ok.error().message);
  }
  return {};
}

Result<void> LexiconBuilder::weights() {
  for (size_t g = 0; g < kGroups; ++g) {
    for (float& w : weights_->proclitic[g]) w = kUnseen;
    for (float& w : weights_->inflection[g]) w = kUnseen;
    for (float& w : weights_->pronoun[g]) w = kUnseen;
  }
  auto r = Reader::open(dir_ / "weights.tsv", {"kind", "group", "feature", "weight"});
  if (!r) return tl::unexpected(r.error());
  const auto names = feature_names();
  for (const TsvRow& row : r->rows()) {
    size_t group = 0;
    while (group < kGroups && group_name(static_cast<Group>(group)) != r->get(row, 1)) ++group;
    if (group == kGroups) return r->bad(row, 1, "no such group");
    const std::string& kind = r->get(row, 0);
    const auto found = names.find({kind, fold_key(r->get(row, 2))});
    if (found == names.end()) return r->bad(row, 2, "no such feature of " + kind);
    const size_t at = found->second;
    const float value = std::strtof(r->get(row, 3).c_str(), nullptr);
    if (kind == "proclitic") weights_->proclitic[group][at] = value;
    if (kind == "inflection") weights_->inflection[group][at] = value;
    if (kind == "pronoun") weights_->pronoun[group][at] = value;
  }
  return {};
}

Result<void> LexiconBuilder::neighbours() {
  neighbours_.assign(kTags * kTags, 0.0F);
  // Rules by hand and figures by count add up.
  for (const char* name : {"neighbours.tsv", "pairs.tsv"}) {
    if (auto ok = neighbours(name); !ok) return ok;
  }
  return {};
}

Result<void> LexiconBuilder::neighbours(const char* name) {
  auto r = Reader::open(dir_ / name, {"left", "right", "weight"});
  if (!r) return tl::unexpected(r.error());
  auto tags = [](const std::string& names) {
    std::vector<size_t> out;
    for (const std::string& n : split_list(names, ' ')) {
      size_t t = 0;
      while (t < kTags && tag_name(static_cast<Tag>(t)) != n && n != "*") ++t;
      if (n == "*") {
        for (size_t i = 0; i < kTags; ++i) out.push_back(i);
      } else {
        out.push_back(t);
      }
    }
    return out;
  };
  for (const TsvRow& row : r->rows()) {
    for (size_t left : tags(r->get(row, 0))) {
      for (size_t right : tags(r->get(row, 1))) {
        if (left >= kTags) return r->bad(row, 0, "no such class");
        if (right >= kTags) return r->bad(row, 1, "no such class");
        neighbours_[left * kTags + right] += std::strtof(r->get(row, 2).c_str(), nullptr);
      }
    }
  }
  return {};
}

}  // namespace

Result<void> lexicon(const std::filesystem::path& data, ImageWriter& out) {
  return LexiconBuilder(data, out).run();
}

}  // namespace isnad::compile
