// data/gazetteers/*.tsv and data/names/tokens.tsv -> ent.* sections.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/tsv.h"
#include "compile/compile.h"
#include "entities/gazetteer.h"
#include "entities/impl.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_of(const std::string& folded) { return split_list(folded, ' '); }

std::string join(const std::vector<std::string>& words, size_t from) {
  std::string out;
  for (size_t i = from; i < words.size(); ++i) out += (i > from ? " " : "") + words[i];
  return out;
}

bool ends_with(const std::string& s, char c) { return !s.empty() && s.back() == c; }

// Inflected forms of a nisba or agent noun: feminine, dual, sound plurals.
std::vector<std::string> inflect_adjective(const std::string& base) {
  const std::string stem = ends_with(base, 'p') ? base.substr(0, base.size() - 1) : base;
  return {base,         stem + "p",  stem + "An", stem + "yn", stem + "tAn",
          stem + "tyn", stem + "wn", stem + "At", stem + "A"};
}

// Inflected forms of a role noun: dual, sound plurals, construct forms before a genitive.
std::vector<std::pair<std::string, uint8_t>> inflect_noun(const std::string& base) {
  const bool fem = ends_with(base, 'p');
  const std::string stem = fem ? base.substr(0, base.size() - 1) : base;
  const std::string t = fem ? stem + "t" : stem;
  std::vector<std::pair<std::string, uint8_t>> out = {
      {base, 0},
      {t + "An", kDual},
      {t + "yn", static_cast<uint8_t>(fem ? kDual : kPlural)},
      {t + "A", kDual}};
  out.push_back({stem + "At", kPlural});
  if (!fem) {
    out.push_back({stem + "wn", kPlural});
    out.push_back({stem + "w", kPlural});
    out.push_back({stem + "y", kPlural});
    out.push_back({stem + "p", 0});
    out.push_back({stem + "wA", kPlural});
  }
  return out;
}

class Builder {
 public:
  Builder(const fs::path& data, ImageWriter& out) : data_(data / "gazetteers"), out_(out) {}

  Result<void> run();

 private:
  struct Columns {
    std::vector<size_t> at;
  };
  // Reads a file and calls row(fields by the order of `names`) for each line.
  template <class F>
  Result<void> each(const char* file, std::initializer_list<const char*> names, F row);

  uint32_t add_lex(LexKind kind, const std::string& id, const std::string& ar,
                   const std::string& en, const std::string& of = "", const std::string& extra = "",
                   uint8_t rank = 0) {
    LexRow r;
    r.id = out_.str(id);
    r.ar = out_.str(ar);
    r.en = out_.str(en);
    r.of = out_.str(of);
    r.extra = out_.str(extra);
    r.kind = static_cast<uint8_t>(kind);
    r.rank = rank;
    lex_.push_back(r);
    return static_cast<uint32_t>(lex_.size() - 1);
  }
  void add_id(const std::string& id, uint32_t lex);
  void add_name(const std::string& folded, uint32_t lex, NameForm form, uint8_t flags);
  void add_surface(const std::string& ar, uint32_t lex, NameForm form = NameForm::name,
                   uint8_t flags = 0) {
    add_name(fold_key(ar), lex, form, flags);
  }
  void add_demonym(const std::string& ar, uint32_t lex, bool regular);
  void add_role(const std::string& singular, const std::string& plurals, uint32_t lex);

  Result<void> states();
  Result<void> organisations();
  Result<void> people();
  Result<void> regions();
  Result<void> places();
  Result<void> roles();
  Result<void> ambiguous();
  Result<void> tokens();
  Result<void> small_words();
  Result<void> name_words();
  Result<void> heads();
  Result<void> doubles();

  fs::path data_;
  ImageWriter& out_;
  std::vector<LexRow> lex_;
  struct IdRow {
    uint32_t lex;
  };
  KeyTableBuilder<IdRow> ids_;
  struct Name {
    std::string key;
    NameRow row;
  };
  std::vector<Name> names_;
  std::set<std::tuple<std::string, uint32_t, NameForm>> seen_;
  std::set<std::string> ambiguous_;
};

template <class F>
Result<void> Builder::each(const char* file, std::initializer_list<const char*> names, F row) {
  auto tsv = TsvFile::read(data_ / file);
  if (!tsv) return tl::unexpected(tsv.error());
  std::vector<size_t> at;
  for (const char* n : names) {
    auto c = tsv->column(n);
    if (!c) return tl::unexpected(c.error());
    at.push_back(*c);
  }
  for (const TsvRow& r : tsv->rows()) {
    std::vector<std::string> f;
    for (size_t c : at) f.push_back(r.fields[c]);
    if (f[0].empty()) return tl::unexpected(tsv->error(r, at[0], "must not be empty"));
    row(f);
  }
  return {};
}

void Builder::add_id(const std::string& id, uint32_t lex) {
  if (!ids_.contains(id)) ids_.add(id, {lex});
}

void Builder::add_name(const std::string& folded, uint32_t lex, NameForm form, uint8_t flags) {
  const auto words = words_of(folded);
  if (words.empty() || words.size() > 12) return;
  if (!seen_.insert({folded, lex, form}).second) return;
  if (ambiguous_.count(folded)) flags |= kAmbiguous;
  NameRow row;
  row.lex = lex;
  row.rest = out_.str(join(words, 1));
  row.words = static_cast<uint16_t>(words.size());
  row.form = static_cast<uint8_t>(form);
  row.flags = flags;
  names_.push_back({words[0], row});
}

void Builder::add_demonym(const std::string& ar, uint32_t lex, bool regular) {
  const auto words = words_of(fold_key(ar));
  if (words.empty()) return;
  if (!regular) {
    add_name(join(words, 0), lex, NameForm::demonym, kAllowArticle);
    return;
  }
  std::vector<std::vector<std::string>> forms;
  for (const auto& w : words) forms.push_back(inflect_adjective(w));
  for (size_t k = 0; k < forms[0].size(); ++k) {
    std::string plain;
    std::string definite;
    for (size_t w = 0; w < forms.size(); ++w) {
      plain += (w ? " " : "") + forms[w][k];
      definite += (w ? " Al" : "Al") + forms[w][k];
    }
    add_name(plain, lex, NameForm::demonym, kAllowArticle);
    if (words.size() > 1) add_name(definite, lex, NameForm::demonym, 0);
  }
}

void Builder::add_role(const std::string& singular, const std::string& plurals, uint32_t lex) {
  auto add_forms = [&](const std::string& ar, bool plural) {
    const auto words = words_of(fold_key(ar));
    if (words.empty()) return;
    const std::string rest = join(words, 1);
    std::vector<std::pair<std::string, uint8_t>> heads;
    if (plural) {
      heads = {{words[0], kPlural}};
      // Sound plurals lose their n before a genitive.
      if (words[0].size() > 4 && (words[0].substr(words[0].size() - 2) == "wn" ||
                                  words[0].substr(words[0].size() - 2) == "yn")) {
        heads.push_back({words[0].substr(0, words[0].size() - 1), kPlural});
        heads.push_back({words[0].substr(0, words[0].size() - 2) + "yn", kPlural});
        heads.push_back({words[0].substr(0, words[0].size() - 2) + "y", kPlural});
      }
    } else {
      heads = inflect_noun(words[0]);
    }
    for (const auto& [head, flag] : heads) {
      const uint8_t flags = static_cast<uint8_t>(flag | (words.size() == 1 ? kAllowArticle : 0));
      add_name(rest.empty() ? head : head + " " + rest, lex, NameForm::name, flags);
      if (words.size() == 1) continue;
      // Adjective phrases take the article on every word (al-majlis al-askari).
      bool adjectives = true;
      std::string definite = "Al" + head;
      for (size_t w = 1; w < words.size(); ++w) {
        adjectives = adjectives && words[w].substr(0, 2) != "Al" && words[w].size() > 2;
        definite += " Al" + words[w];
      }
      if (adjectives) add_name(definite, lex, NameForm::name, flag);
      // ... or on the adjective before a fixed complement too (al-mumaththil al-a'la lil-siyasa),
      if (words.size() > 2 && words[1].substr(0, 2) != "Al") {
        add_name("Al" + head + " Al" + rest, lex, NameForm::name, flag);
      }
      // ... or the title with the article before a fixed complement (al-mutahaddith bi-ism).
      add_name("Al" + head + " " + rest, lex, NameForm::name, flag);
    }
  };
  add_forms(singular, false);
  for (const auto& p : split_list(plurals)) add_forms(p, true);
}

Result<void> Builder::states() {
  return each("states.tsv",
              {"id", "en", "ar", "aliases", "demonym", "capital_ar", "capital_en", "metonyms"},
              [&](const std::vector<std::string>& f) {
                const uint32_t lex = add_lex(LexKind::state, f[0], f[2], f[1], f[0], f[6]);
                add_id(f[0], lex);
                add_surface(f[2], lex);
                for (const auto& a : split_list(f[3])) add_surface(a, lex);
                bool regular = true;
                for (const auto& d : split_list(f[4])) {
                  const std::string k = fold_key(d);
                  regular = ends_with(k, 'y') || ends_with(k, 'p');
                  add_demonym(d, lex, regular);
                }
                for (const auto& c : split_list(f[5])) add_surface(c, lex, NameForm::capital);
                for (const auto& m : split_list(f[7])) add_surface(m, lex, NameForm::metonym);
              });
}

Result<void> Builder::organisations() {
  return each("organisations.tsv", {"id", "kind", "en", "ar", "aliases", "of"},
              [&](const std::vector<std::string>& f) {
                const LexKind kind =
                    f[1] == "armed_group" ? LexKind::armed_group : LexKind::organization;
                const uint32_t lex = add_lex(kind, f[0], f[3], f[2], f[5], f[1]);
                add_id(f[0], lex);
                add_surface(f[3], lex);
                for (const auto& a : split_list(f[4])) add_surface(a, lex);
              });
}

Result<void> Builder::people() {
  return each("people.tsv", {"en", "ar", "aliases", "of", "roles"},
              [&](const std::vector<std::string>& f) {
                const uint32_t lex = add_lex(LexKind::person, f[0], f[1], f[0], f[3], f[4]);
                add_id(f[0], lex);
                add_surface(f[1], lex);
                for (const auto& a : split_list(f[2])) {
                  add_surface(a, lex, NameForm::name,
                              a.find(' ') == std::string::npos ? kShortName : uint8_t{0});
                }
              });
}

Result<void> Builder::regions() {
  return each("regions.tsv", {"surface", "aliases", "en", "state"},
              [&](const std::vector<std::string>& f) {
                const uint32_t lex = add_lex(LexKind::region, f[2], f[0], f[2], f[3]);
                add_id(f[2], lex);
                add_surface(f[0], lex);
                for (const auto& a : split_list(f[1])) add_surface(a, lex);
              });
}

Result<void> Builder::places() {
  return each("places.tsv", {"ar", "en", "state", "kind"}, [&](const std::vector<std::string>& f) {
    const uint32_t lex = add_lex(LexKind::place, f[1], f[0], f[1], f[2], f[3]);
    add_id(f[1], lex);
    add_surface(f[0], lex);
  });
}

Result<void> Builder::roles() {
  auto ok = each("organs.tsv", {"surface", "plural", "kind", "en", "is"},
                 [&](const std::vector<std::string>& f) {
                   add_role(f[0], f[1], add_lex(LexKind::organ, f[2], f[0], f[3], "", f[4]));
                 });
  if (!ok) return ok;
  std::map<std::string, std::string> organ_of;
  ok = each("state_groups.tsv", {"kind", "organ"},
            [&](const std::vector<std::string>& f) { organ_of[f[0]] = f[1]; });
  if (!ok) return ok;
  ok = each("groups.tsv", {"surface", "plurals", "kind", "role", "local"},
            [&](const std::vector<std::string>& f) {
              const auto organ = organ_of.find(f[2]);
              const uint8_t local = f[4] == "yes" ? 1 : 0;
              const std::string state = organ == organ_of.end() ? std::string() : organ->second;
              add_role(f[0], f[1], add_lex(LexKind::group, f[2], f[0], f[2], state, f[3], local));
            });
  if (!ok) return ok;
  return each("offices.tsv", {"surface", "office_en", "level", "rank"},
              [&](const std::vector<std::string>& f) {
                const LexKind kind = f[2] == "rank"        ? LexKind::rank
                                     : f[2] == "honorific" ? LexKind::honorific
                                                           : LexKind::office;
                const uint8_t rank = f[3].empty() ? 9 : static_cast<uint8_t>(std::stoi(f[3]));
                add_role(f[0], "", add_lex(kind, f[1], f[0], f[1], "", f[2], rank));
              });
}

Result<void> Builder::ambiguous() {
  return each("ambiguous.tsv", {"surface"}, [&](const std::vector<std::string>& f) {
    const std::string k = fold_key(f[0]);
    ambiguous_.insert(k);
    for (const auto& form : inflect_adjective(k)) {
      if (form != k + "A") ambiguous_.insert(form);  // the accusative of one is another's name
    }
  });
}

Result<void> Builder::tokens() {
  struct TokenRow {
    StrRef latin;
    uint32_t count;
  };
  KeyTableBuilder<TokenRow> table;
  auto tsv = TsvFile::read(data_.parent_path() / "names" / "tokens.tsv");
  if (!tsv) return tl::unexpected(tsv.error());
  for (const TsvRow& r : tsv->rows()) {
    if (r.fields.size() < 3) continue;
    table.add(fold_key(r.fields[0]),
              {out_.str(r.fields[1]), static_cast<uint32_t>(std::stoul(r.fields[2]))});
  }
  auto ok = each("../names/connectors.tsv", {"token", "latin"}, [&](const auto& f) {
    if (!f[1].empty()) table.add(fold_key(f[0]), {out_.str(f[1]), UINT32_MAX});
  });
  if (!ok) return ok;
  table.write(out_, "ent.tokens");
  return {};
}

Result<void> Builder::small_words() {
  KeyTableBuilder<ModifierRow> modifiers;
  auto ok = each("office_modifiers.tsv", {"surface", "prefix", "former"},
                 [&](const std::vector<std::string>& f) {
                   for (const auto& form : inflect_adjective(fold_key(f[0]))) {
                     const ModifierRow row{out_.str(f[1]), uint8_t{f[2] == "1"}, {}};
                     modifiers.add(form, row);
                     modifiers.add("Al" + form, row);
                   }
                 });
  if (!ok) return ok;
  modifiers.write(out_, "ent.modifiers");
  KeyTableBuilder<ConfusableRow> confusable;
  ok = each("confusable.tsv", {"surface", "id", "other"},
            [&](const std::vector<std::string>& f) { confusable.add(f[1], {out_.str(f[2])}); });
  if (!ok) return ok;
  confusable.write(out_, "ent.confusable");
  KeyTableBuilder<LetterRow> letters;
  const auto spelling = [&](const std::string& f) { return out_.str(f == "-" ? "" : f); };
  ok = each("../names/letters.tsv", {"letter", "first", "inside", "last", "arabic"},
            [&](const std::vector<std::string>& f) {
              letters.add(fold_key(f[0]), {spelling(f[1]), spelling(f[2]),
                                           spelling(f[3].empty() ? f[2] : f[3]), spelling(f[4])});
            });
  if (!ok) return ok;
  letters.write(out_, "ent.letters");
  KeyTableBuilder<ConnectorRow> connectors;
  ok = each("../names/connectors.tsv", {"token", "kind"}, [&](const std::vector<std::string>& f) {
    const uint8_t kind = f[1] == "open" ? kOpensName : f[1] == "close" ? kClosesName : kJoinsNames;
    connectors.add(fold_key(f[0]), {kind, {}});
  });
  if (!ok) return ok;
  connectors.write(out_, "ent.connectors");
  return {};
}

Result<void> Builder::name_words() {
  KeyTableBuilder<GivenRow> given;
  auto ok = each("../names/given.tsv", {"token", "strength"}, [&](const auto& f) {
    given.add(fold_key(f[0]), {f[1] == "strong" ? kGivenStrong : kGivenCommon, {}});
  });
  if (!ok) return ok;
  ok = each("../lexicon/proper.tsv", {"stem", "paradigm", "kind"}, [&](const auto& f) {
    if (f[2] != "person" || f[1].substr(0, 5) != "p:reg") return;
    given.add(fold_key(f[0]), {kNameListed, {}});
  });
  if (!ok) return ok;
  given.write(out_, "ent.given");
  std::map<std::string, uint8_t> stop;
  ok =
      each("../names/stop.tsv", {"token"}, [&](const auto& f) { stop.emplace(fold_key(f[0]), 0); });
  if (!ok) return ok;
  ok = each("../time/months.tsv", {"calendar", "forms", "weak"}, [&](const auto& f) {
    if (f[0] != "gregorian") return;
    for (const std::string& list : {f[1], f[2]}) {
      for (const std::string& form : split_list(list)) {
        const auto words = words_of(fold_key(form));
        if (!words.empty()) stop[words[0]] = 1;
      }
    }
  });
  if (!ok) return ok;
  KeyTableBuilder<StopRow> table;
  for (const auto& [key, month] : stop) table.add(key, {month, {}});
  table.write(out_, "ent.stop");
  return {};
}

Result<void> Builder::heads() {
  KeyTableBuilder<HeadRow> table;
  auto ok = each("../names/heads.tsv", {"head", "kind", "reach"}, [&](const auto& f) {
    const HeadKind kind = f[1] == "organization"  ? HeadKind::organization
                          : f[1] == "armed_group" ? HeadKind::armed_group
                          : f[1] == "place"       ? HeadKind::place
                                                  : HeadKind::thing;
    const uint8_t reach = f[2] == "one"        ? kReachOne
                          : f[2] == "definite" ? kReachDefinite
                                               : kReachQuoted;
    table.add(fold_key(f[0]), {static_cast<uint8_t>(kind), reach, {}});
  });
  if (!ok) return ok;
  table.write(out_, "ent.heads");
  return {};
}

Result<void> Builder::doubles() {
  KeyTableBuilder<ShortFormRow> short_forms;
  auto ok = each("short_forms.tsv", {"surface", "candidates", "beside"}, [&](const auto& f) {
    const auto beside = split_list(f[2]);
    size_t at = 0;
    for (const auto& id : split_list(f[1])) {
      const std::string ids = at < beside.size() ? "," + beside[at] + "," : std::string();
      short_forms.add(fold_key(f[0]), {out_.str(id), out_.str(ids)});
      ++at;
    }
  });
  if (!ok) return ok;
  short_forms.write(out_, "ent.short_forms");
  KeyTableBuilder<HomonymRow> homonyms;
  ok = each("homonyms.tsv", {"surface", "id", "rule", "beside", "other", "form"},
            [&](const auto& f) {
              const NameForm form = f[5] == "capital" ? NameForm::capital : NameForm::name;
              for (const auto& beside : split_list(f[3])) {
                homonyms.add(fold_key(f[0]), {out_.str(f[1]),
                                              out_.str(f[4]),
                                              out_.str(beside),
                                              static_cast<uint8_t>(form),
                                              uint8_t{f[2] == "only_if"},
                                              {}});
              }
            });
  if (!ok) return ok;
  homonyms.write(out_, "ent.homonyms");
  return {};
}

Result<void> Builder::run() {
  for (auto step :
       {&Builder::ambiguous, &Builder::states, &Builder::organisations, &Builder::people,
        &Builder::regions, &Builder::places, &Builder::roles, &Builder::tokens,
        &Builder::small_words, &Builder::name_words, &Builder::heads, &Builder::doubles}) {
    if (auto ok = (this->*step)(); !ok) return ok;
  }
  KeyTableBuilder<NameRow> table;
  for (const Name& n : names_) table.add(n.key, n.row);
  table.write(out_, "ent.names");
  ids_.write(out_, "ent.ids");
  out_.add_rows("ent.lex", lex_);
  return {};
}

}  // namespace

Result<void> gazetteers(const fs::path& data, ImageWriter& out) { return Builder(data, out).run(); }

}  // namespace isnad::compile
