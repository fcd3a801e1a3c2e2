// data/gazetteers/*.tsv, data/names/*.tsv and, through kb.cc, data/kb/*.tsv -> ent.* sections.

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "compile/compile.h"
#include "compile/names.h"
#include "entities/impl.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

constexpr char32_t kFirstSign = 0x064B;  // the vowel signs, shadda and sukun
constexpr char32_t kLastSign = 0x0652;

// The sign that `spelling` writes and the letter before it.
void set_sign(HomonymRow& row, const std::string& spelling) {
  uint32_t letters = 0;
  for (const char32_t c : decode_utf8(spelling).value_or(std::u32string())) {
    if (c >= kFirstSign && c <= kLastSign && letters > 0) {
      row.sign = static_cast<uint16_t>(c);
      row.sign_at = letters - 1;
      return;
    }
    ++letters;
  }
}

class GazetteerBuilder {
 public:
  GazetteerBuilder(const fs::path& data, ImageWriter& out)
      : root_(data), data_(data / "gazetteers"), out_(out), table_(out) {}

  Result<void> run();

 private:
  template <class F>
  Result<void> each(const char* file, std::initializer_list<std::string_view> names, F row) {
    return each_row(data_ / file, names, row);
  }

  Result<void> entities() { return knowledge_base(root_, table_); }
  Result<void> roles();
  Result<void> ambiguous();
  Result<void> tokens();
  Result<void> small_words();
  Result<void> name_words();
  Result<void> heads();
  Result<void> doubles();

  fs::path root_;
  fs::path data_;
  ImageWriter& out_;
  NameTable table_;
};

Result<void> GazetteerBuilder::roles() {
  std::map<std::string, std::string> body_of;  // organ -> suffix of the body's id
  auto ok = each("../kb/body_patterns.tsv", {"suffix", "organs"}, [&](const auto& f) {
    for (const auto& organ : split_list(f[1])) body_of[organ] = f[0];
  });
  if (!ok) return ok;
  ok = each("organs.tsv", {"surface", "plural", "kind", "en", "is"},
            [&](const std::vector<std::string>& f) {
              const auto body = body_of.find(f[0]);
              const std::string suffix = body == body_of.end() ? std::string() : body->second;
              const OrganSort sort = f[4] == "body"      ? OrganSort::body
                                     : f[4] == "person"  ? OrganSort::person
                                     : f[4] == "machine" ? OrganSort::machine
                                                         : OrganSort::other;
              table_.add_role(f[0], f[1],
                              table_.add_lex(LexKind::organ, f[2], f[0], f[3], "", suffix,
                                             static_cast<uint8_t>(sort)));
            });
  if (!ok) return ok;
  std::map<std::string, std::string> organ_of;
  ok = each("state_groups.tsv", {"kind", "organ"},
            [&](const std::vector<std::string>& f) { organ_of[f[0]] = f[1]; });
  if (!ok) return ok;
  ok = each("groups.tsv", {"surface", "plurals", "kind", "role", "local"},
            [&](const std::vector<std::string>& f) {
              const auto organ = organ_of.find(f[2]);
              const uint8_t local = f[4] == "yes"      ? kLocalGroup
                                    : f[4] == "states" ? kGroupOfStates
                                                       : uint8_t{0};
              // Any other word is the state of all of them, wherever they are.
              const bool state = f[4] != "yes" && f[4] != "no" && f[4] != "states";
              const std::string of = organ != organ_of.end() ? organ->second : state ? f[4] : "";
              table_.add_role(f[0], f[1],
                              table_.add_lex(LexKind::group, f[2], f[0], f[2], of, f[3], local));
            });
  if (!ok) return ok;
  return each("offices.tsv", {"surface", "office_en", "level", "rank"},
              [&](const std::vector<std::string>& f) {
                const LexKind kind = f[2] == "rank"        ? LexKind::rank
                                     : f[2] == "honorific" ? LexKind::honorific
                                                           : LexKind::office;
                const uint8_t rank = f[3].empty() ? 9 : static_cast<uint8_t>(std::stoi(f[3]));
                table_.add_role(f[0], "", table_.add_lex(kind, f[1], f[0], f[1], "", f[2], rank));
              });
}

Result<void> GazetteerBuilder::ambiguous() {
  auto ok = each("no_forms.tsv", {"surface"},
                 [&](const std::vector<std::string>& f) { table_.mark_unformed(f[0]); });
  if (!ok) return ok;
  return each("ambiguous.tsv", {"surface", "forms"}, [&](const std::vector<std::string>& f) {
    table_.mark_ambiguous(f[0], f[1] != "bare");
  });
}

Result<void> GazetteerBuilder::tokens() {
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

Result<void> GazetteerBuilder::small_words() {
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

Result<void> GazetteerBuilder::name_words() {
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

Result<void> GazetteerBuilder::heads() {
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

Result<void> GazetteerBuilder::doubles() {
  KeyTableBuilder<ShortFormRow> short_forms;
  std::map<std::string, uint32_t> longest;  // first word -> words of the longest form
  auto ok = each("short_forms.tsv", {"surface", "candidates", "beside"}, [&](const auto& f) {
    const auto beside = split_list(f[2]);
    size_t at = 0;
    for (const auto& id : split_list(f[1])) {
      const std::string ids = at < beside.size() ? "," + beside[at] + "," : std::string();
      const std::string key = fold_key(f[0]);
      short_forms.add(key, {out_.str(id), out_.str(ids)});
      uint32_t& words = longest[key.substr(0, key.find(' '))];
      words = std::max(words, static_cast<uint32_t>(1 + std::count(key.begin(), key.end(), ' ')));
      ++at;
    }
  });
  if (!ok) return ok;
  short_forms.write(out_, "ent.short_forms");
  KeyTableBuilder<uint32_t> short_starts;
  for (const auto& [word, words] : longest) short_starts.add(word, words);
  short_starts.write(out_, "ent.short_starts");
  KeyTableBuilder<HomonymRow> homonyms;
  ok = each(
      "homonyms.tsv", {"surface", "id", "rule", "beside", "other", "form"}, [&](const auto& f) {
        HomonymRow row{};
        row.id = out_.str(f[1]);
        row.other = out_.str(f[4]);
        row.form = static_cast<uint8_t>(f[5] == "capital" ? NameForm::capital : NameForm::name);
        row.rule = f[2] == "only_if"      ? HomonymRule::only_if
                   : f[2] == "written"    ? HomonymRule::written
                   : f[2] == "not_before" ? HomonymRule::not_before
                   : f[2] == "quoted"     ? HomonymRule::quoted
                                          : HomonymRule::other_if;
        if (row.rule == HomonymRule::quoted) homonyms.add(fold_key(f[0]), row);
        for (const auto& beside : split_list(f[3])) {
          if (row.rule == HomonymRule::written) {
            set_sign(row, beside);
          } else {
            row.beside = out_.str(row.rule == HomonymRule::not_before ? fold_key(beside) : beside);
          }
          homonyms.add(fold_key(f[0]), row);
        }
      });
  if (!ok) return ok;
  homonyms.write(out_, "ent.homonyms");
  return {};
}

Result<void> GazetteerBuilder::run() {
  for (auto step :
       {&GazetteerBuilder::ambiguous, &GazetteerBuilder::entities, &GazetteerBuilder::roles,
        &GazetteerBuilder::tokens, &GazetteerBuilder::small_words, &GazetteerBuilder::name_words,
        &GazetteerBuilder::heads, &GazetteerBuilder::doubles}) {
    if (auto ok = (this->*step)(); !ok) return ok;
  }
  table_.write();
  return {};
}

}  // namespace

Result<void> gazetteers(const fs::path& data, ImageWriter& out) {
  return GazetteerBuilder(data, out).run();
}

}  // namespace isnad::compile
