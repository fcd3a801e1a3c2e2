#pragma once
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "entities/gazetteer.h"
#include "morph/morph.h"
#include "record/record.h"
#include "text/text.h"

// The entities stage: names in the text -> linked entities with their mentions; people with their
// offices; role words (organs of a state, unnamed groups) that syntax turns into actors.

namespace isnad {

struct EntityMention {
  Span span;           // without clitics
  uint32_t first = 0;  // tokens [first, last)
  uint32_t last = 0;
  uint32_t entity = 0;  // index in EntityIndex::entities
  MentionForm form = MentionForm::name;
  bool capital = false;  // a capital or a seat of power that stands for its state
  std::string place;     // English name of the capital, if it is one
};

// A title beside a name, or alone ("the Russian foreign minister").
struct OfficeMention {
  Span span;
  uint32_t first = 0;  // tokens of title and name
  uint32_t last = 0;
  std::string office;         // English, "foreign minister"; empty for a bare rank
  std::string at;             // state or organisation; empty if the text does not say
  int32_t person = -1;        // entity; -1 if no name stands beside it
  uint32_t person_first = 0;  // tokens of the name
  uint32_t person_last = 0;
  bool former = false;
  bool guessed = false;  // `at` is the state that the text names most, as it says none beside it
  uint8_t rank = 9;
  uint32_t lex = 0;
};

struct EntityIndex {
  std::vector<Entity> entities;
  std::vector<EntityMention> mentions;  // in text order, not overlapping
  std::vector<OfficeMention> offices;   // in text order
  std::vector<Hit> roles;               // organs, groups, offices, in text order
  std::vector<int32_t> mention_at;      // token -> index in mentions, -1 if none
  std::vector<int32_t> role_at;         // token -> index in roles, -1 if none
  std::vector<int32_t> office_at;       // token -> index in offices, -1 if none

  const EntityMention* mention(uint32_t token) const {
    return mention_at[token] < 0 ? nullptr : &mentions[static_cast<size_t>(mention_at[token])];
  }
  const Hit* role(uint32_t token) const {
    return role_at[token] < 0 ? nullptr : &roles[static_cast<size_t>(role_at[token])];
  }
  const OfficeMention* office(uint32_t token) const {
    return office_at[token] < 0 ? nullptr : &offices[static_cast<size_t>(office_at[token])];
  }
  // How many mentions, roles, offices begin before a token: those that look back start there.
  size_t mentions_before(uint32_t token) const { return before(mentions, token); }
  size_t offices_before(uint32_t token) const { return before(offices, token); }
  size_t roles_before(uint32_t token) const { return before(roles, token); }
  // Index of the entity with this id, added if new.
  uint32_t entity(const std::string& id) const;  // UINT32_MAX if absent

 private:
  template <class T>
  static size_t before(const std::vector<T>& all, uint32_t token) {
    const auto at = std::partition_point(all.begin(), all.end(),
                                         [&](const T& one) { return one.first < token; });
    return static_cast<size_t>(at - all.begin());
  }
};

class EntityReader {
 public:
  static Result<EntityReader> open(const Image& image);
  ~EntityReader();
  EntityReader(EntityReader&&) noexcept;

  EntityIndex entities(const TextView& text, const std::vector<Word>& words) const;
  const Gazetteer& gazetteer() const;

  struct Impl;

 private:
  explicit EntityReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Spelling in Latin letters of an Arabic name that no list holds: token list first, then letter by
// letter. "name" is UTF-8 Arabic.
std::string romanise(const Gazetteer& gazetteer, const std::vector<std::string>& folded_tokens);

}  // namespace isnad
