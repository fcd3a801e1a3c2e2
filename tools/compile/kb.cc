// data/kb/*.tsv -> lexemes and names of ent.* sections.

#include "compile/names.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

// One row of a table, the columns that every table has.
struct EntityRow {
  std::string id, kind, en, ar, aliases, demonyms, of, wikidata;
};

class KnowledgeBase {
 public:
  KnowledgeBase(fs::path folder, NameTable& table) : folder_(std::move(folder)), table_(table) {}

  Result<void> states();
  // organisations, media, companies, armed_groups, weapons, regions
  Result<void> bodies(const char* file, LexKind kind);
  Result<void> people();
  Result<void> places(const char* file);

 private:
  // Calls row(EntityRow, further fields by the order of `more`) for each line.
  template <class F>
  Result<void> each(const char* file, std::vector<const char*> more, F row);
  // Adds the entity and its names.
  uint32_t add(LexKind kind, const EntityRow& e, const std::string& extra, uint8_t flags = 0);

  fs::path folder_;
  NameTable& table_;
};

template <class F>
Result<void> KnowledgeBase::each(const char* file, std::vector<const char*> more, F row) {
  auto tsv = TsvFile::read(folder_ / file);
  if (!tsv) return tl::unexpected(tsv.error());
  std::vector<const char*> names = {"id",      "kind",     "en", "ar",
                                    "aliases", "demonyms", "of", "wikidata"};
  names.insert(names.end(), more.begin(), more.end());
  std::vector<size_t> at;
  for (const char* n : names) {
    auto c = tsv->column(n);
    if (!c) return tl::unexpected(c.error());
    at.push_back(*c);
  }
  for (const TsvRow& r : tsv->rows()) {
    for (size_t k = 0; k < 4; ++k) {
      if (r.fields[at[k]].empty()) {
        return tl::unexpected(tsv->error(r, at[k], "must not be empty"));
      }
    }
    std::vector<std::string> f;
    for (size_t c : at) f.push_back(r.fields[c]);
    row(EntityRow{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]},
        std::vector<std::string>(f.begin() + 8, f.end()));
  }
  return {};
}

uint32_t KnowledgeBase::add(LexKind kind, const EntityRow& e, const std::string& extra,
                            uint8_t flags) {
  const uint32_t lex = table_.add_lex(kind, e.id, e.ar, e.en, e.of, extra, 0, e.wikidata);
  table_.add_id(e.id, lex);
  table_.add_surface(e.ar, lex, NameForm::name, flags);
  for (const auto& a : split_list(e.aliases)) {
    const bool surname = kind == LexKind::person && a.find(' ') == std::string::npos;
    table_.add_surface(a, lex, NameForm::name, surname ? kShortName : flags);
  }
  for (const auto& d : split_list(e.demonyms)) table_.add_demonym(d, lex);
  return lex;
}

Result<void> KnowledgeBase::states() {
  return each("states.tsv", {"capital_ar", "capital_en", "metonyms"},
              [&](EntityRow e, const std::vector<std::string>& more) {
                e.of = e.id;
                const uint32_t lex = add(LexKind::state, e, more[1]);
                for (const auto& c : split_list(more[0])) {
                  table_.add_surface(c, lex, NameForm::capital);
                }
                for (const auto& m : split_list(more[2])) {
                  table_.add_surface(m, lex, NameForm::metonym);
                }
              });
}

Result<void> KnowledgeBase::bodies(const char* file, LexKind kind) {
  return each(file, {},
              [&](const EntityRow& e, const std::vector<std::string>&) { add(kind, e, e.kind); });
}

Result<void> KnowledgeBase::people() {
  return each("people.tsv", {"roles"},
              [&](const EntityRow& e, const std::vector<std::string>& more) {
                add(LexKind::person, e, more[0]);
              });
}

Result<void> KnowledgeBase::places(const char* file) {
  return each(file, {"cue"}, [&](EntityRow e, const std::vector<std::string>& more) {
    // A capital's name stands for its state (states.tsv); its row holds where it lies.
    if (e.kind == "capital") return;
    add(LexKind::place, e, e.kind, more[0] == "place" ? kNeedsHead : uint8_t{0});
  });
}

}  // namespace

// Of two things with one written form and no better reason the earlier wins.
Result<void> knowledge_base(const fs::path& data, NameTable& table) {
  KnowledgeBase kb(data / "kb", table);
  if (auto ok = kb.states(); !ok) return ok;
  for (const char* file : {"organisations.tsv", "media.tsv", "companies.tsv"}) {
    if (auto ok = kb.bodies(file, LexKind::organization); !ok) return ok;
  }
  if (auto ok = kb.bodies("armed_groups.tsv", LexKind::armed_group); !ok) return ok;
  if (auto ok = kb.people(); !ok) return ok;
  if (auto ok = kb.bodies("weapons.tsv", LexKind::weapon); !ok) return ok;
  if (auto ok = kb.bodies("regions.tsv", LexKind::region); !ok) return ok;
  for (const char* file : {"places.tsv", "divisions.tsv"}) {
    if (auto ok = kb.places(file); !ok) return ok;
  }
  return {};
}

}  // namespace isnad::compile
