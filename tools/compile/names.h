#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/tsv.h"
#include "entities/gazetteer.h"

// What the files of data/kb and data/gazetteers become: lexemes with an id, and the written forms
// that name them.

namespace isnad::compile {

// The words of a folded text, and back.
std::vector<std::string> words_of(const std::string& folded);
std::string join(const std::vector<std::string>& words, size_t from);

// Inflected forms of a nisba or agent noun: feminine, dual, sound plurals.
std::vector<std::string> inflect_adjective(const std::string& base);

// Reads a TSV file and calls row(fields in the order of `names`) for each line; a line whose first
// such field is empty is an error.
template <class F>
Result<void> each_row(const std::filesystem::path& file,
                      std::initializer_list<std::string_view> names, F row) {
  auto tsv = TsvFile::read(file);
  if (!tsv) return tl::unexpected(tsv.error());
  const auto at = tsv->columns(names);
  if (!at) return tl::unexpected(at.error());
  for (const TsvRow& r : tsv->rows()) {
    std::vector<std::string> f;
    f.reserve(at->size());
    for (size_t c : *at) f.push_back(r.fields[c]);
    if (f[0].empty()) return tl::unexpected(tsv->error(r, at->front(), "must not be empty"));
    row(f);
  }
  return {};
}

class NameTable {
 public:
  explicit NameTable(ImageWriter& out) : out_(out) {}

  // A surface that is also a common word, with its inflected forms. REQUIRES: before the names.
  void mark_ambiguous(const std::string& ar, bool inflected);
  // A surface that is no regular form of a role word. REQUIRES: before the names.
  void mark_unformed(const std::string& ar);

  uint32_t add_lex(LexKind kind, const std::string& id, const std::string& ar,
                   const std::string& en, const std::string& of = "", const std::string& extra = "",
                   uint8_t rank = 0, const std::string& wikidata = "");
  // Makes the lexeme findable by its id; the first of several with one id is kept.
  void add_id(const std::string& id, uint32_t lex);
  // `next` has the usual name of `lex` too.
  void add_namesake(uint32_t lex, uint32_t next) { lex_[lex].namesake = next + 1; }
  // A written form; `ar` is not folded yet.
  void add_surface(const std::string& ar, uint32_t lex, NameForm form = NameForm::name,
                   uint8_t flags = 0);
  void add_demonym(const std::string& ar, uint32_t lex);
  // A role word with its dual, plural and definite forms; `plurals`: irregular ones, ';' between.
  void add_role(const std::string& singular, const std::string& plurals, uint32_t lex);

  // -> ent.lex, ent.ids, ent.names
  void write();

 private:
  void add_name(const std::string& folded, uint32_t lex, NameForm form, uint8_t flags);

  struct IdRow {
    uint32_t lex;
  };
  struct Name {
    std::string key;
    NameRow row;
  };
  ImageWriter& out_;
  std::vector<LexRow> lex_;
  KeyTableBuilder<IdRow> ids_;
  std::vector<Name> names_;
  std::set<std::tuple<std::string, uint32_t, NameForm>> seen_;
  std::set<std::string> unformed_;
  std::set<std::string> ambiguous_;
  std::set<std::string> of_people_;  // of them those that are names of people
};

// data/kb -> lexemes and names of states, organisations, people, places, weapons.
Result<void> knowledge_base(const std::filesystem::path& data, NameTable& table);

}  // namespace isnad::compile
