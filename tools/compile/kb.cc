// data/kb/*.tsv -> lexemes and names of ent.* sections.

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "compile/names.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

// One row of a table, the columns that every table has.
struct EntityRow {
  std::string id, kind, en, ar, aliases, demonyms, of, wikidata;
};

std::vector<std::string> surfaces(const EntityRow& e) {
  std::vector<std::string> out = split_list(e.aliases);
  out.insert(out.begin(), e.ar);
  return out;
}

uint8_t cue_flags(const std::string& cue) {
  return cue == "noun" ? kNeedsHead : cue == "in" ? kNeedsCue : uint8_t{0};
}

class KnowledgeBase {
 public:
  KnowledgeBase(fs::path folder, NameTable& table) : folder_(std::move(folder)), table_(table) {}

  Result<void> states();
  // organisations, media, companies, armed_groups, weapons, regions
  Result<void> bodies(const char* file, LexKind kind);
  Result<void> bodies_of_states();
  Result<void> people();
  Result<void> places();
  Result<void> divisions();  // REQUIRES: after places()

 private:
  // Calls row(EntityRow, further fields by the order of `more`) for each line.
  template <class F>
  Result<void> each(const char* file, std::vector<std::string_view> more, F row);
  // Adds the entity and its names.
  uint32_t add(LexKind kind, const EntityRow& e, const std::string& extra, uint8_t flags = 0);

  fs::path folder_;
  NameTable& table_;
  std::set<std::pair<std::string, std::string>> towns_;  // folded name, state
};

template <class F>
Result<void> KnowledgeBase::each(const char* file, std::vector<std::string_view> more, F row) {
  auto tsv = TsvFile::read(folder_ / file);
  if (!tsv) return tl::unexpected(tsv.error());
  std::vector<std::string_view> names = {"id",      "kind",     "en", "ar",
                                         "aliases", "demonyms", "of", "wikidata"};
  names.insert(names.end(), more.begin(), more.end());
  const auto at = tsv->columns(names);
  if (!at) return tl::unexpected(at.error());
  for (const TsvRow& r : tsv->rows()) {
    for (size_t k = 0; k < 4; ++k) {
      if (r.fields[(*at)[k]].empty()) {
        return tl::unexpected(tsv->error(r, (*at)[k], "must not be empty"));
      }
    }
    std::vector<std::string> f;
    f.reserve(at->size());
    for (size_t c : *at) f.push_back(r.fields[c]);
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

// They have no names of their own: an organ beside its state names them (EntityPass::add_bodies).
Result<void> KnowledgeBase::bodies_of_states() {
  return each("bodies.tsv", {}, [&](const EntityRow& e, const std::vector<std::string>&) {
    table_.add_id(
        e.id, table_.add_lex(LexKind::organization, e.id, e.ar, e.en, e.of, e.kind, 0, e.wikidata));
  });
}

Result<void> KnowledgeBase::people() {
  return each("people.tsv", {"roles"},
              [&](const EntityRow& e, const std::vector<std::string>& more) {
                add(LexKind::person, e, more[0]);
              });
}

// The more populous place of a name comes first.
Result<void> KnowledgeBase::places() {
  struct Place {
    EntityRow row;
    uint8_t flags;
    uint64_t people;
  };
  std::vector<Place> places;
  auto ok = each("places.tsv", {"cue", "population"},
                 [&](const EntityRow& e, const std::vector<std::string>& f) {
                   if (f[0].empty()) {
                     for (const std::string& name : surfaces(e))
                       towns_.emplace(fold_key(name), e.of);
                   }
                   // A capital's name stands for its state (states.tsv); its row says where it
                   // lies.
                   if (e.kind == "capital") return;
                   places.push_back({e, cue_flags(f[0]), std::strtoull(f[1].c_str(), nullptr, 10)});
                 });
  if (!ok) return ok;
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.people > b.people; });
  std::map<std::string, uint32_t> last;  // of a folded name
  for (const Place& p : places) {
    const uint32_t lex = add(LexKind::place, p.row, p.row.kind, p.flags);
    const auto [it, fresh] = last.emplace(fold_key(p.row.ar), lex);
    if (fresh) continue;
    table_.add_namesake(it->second, lex);
    it->second = lex;
  }
  return {};
}

// A name that a town of the same state has is the town's, if that is known by its name alone. A
// division that needs no clue is looked at like a region, unless a town elsewhere has its name.
Result<void> KnowledgeBase::divisions() {
  return each("divisions.tsv", {"cue"}, [&](const EntityRow& e, const std::vector<std::string>& f) {
    bool plain = f[0].empty();
    std::vector<std::string> names;
    for (const std::string& name : surfaces(e)) {
      const std::string key = fold_key(name);
      if (towns_.count({key, e.of}) != 0) continue;
      const auto town = towns_.lower_bound({key, std::string()});
      plain = plain && (town == towns_.end() || town->first != key);
      names.push_back(name);
    }
    const LexKind kind = plain ? LexKind::region : LexKind::place;
    const uint32_t lex = table_.add_lex(kind, e.id, e.ar, e.en, e.of, e.kind, 0, e.wikidata);
    table_.add_id(e.id, lex);
    for (const std::string& name : names) {
      table_.add_surface(name, lex, NameForm::name, cue_flags(f[0]));
    }
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
  if (auto ok = kb.bodies_of_states(); !ok) return ok;
  if (auto ok = kb.bodies("armed_groups.tsv", LexKind::armed_group); !ok) return ok;
  if (auto ok = kb.people(); !ok) return ok;
  if (auto ok = kb.bodies("weapons.tsv", LexKind::weapon); !ok) return ok;
  if (auto ok = kb.bodies("regions.tsv", LexKind::region); !ok) return ok;
  if (auto ok = kb.places(); !ok) return ok;
  return kb.divisions();
}

}  // namespace isnad::compile
