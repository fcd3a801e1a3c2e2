#pragma once
// Private to the entities stage.

#include <string>
#include <string_view>
#include <vector>

#include "entities/entities.h"

namespace isnad {

// A word that changes a title: former, interim, ousted ...
struct ModifierRow {
  StrRef prefix;  // put before the English office, may be empty
  uint8_t former;
  uint8_t pad[3];
};

// Small words inside names: bin, al, abu, abd, de, van ...
inline constexpr uint8_t kJoinsNames = 1;  // stands between two names: bin
inline constexpr uint8_t kOpensName = 2;   // binds the next word: abd, abu
inline constexpr uint8_t kClosesName = 3;  // ends a compound: Allah, al-Din
struct ConnectorRow {
  uint8_t kind;
  uint8_t pad[3];
};

// A state whose nationality word is mixed up with that of `other`.
struct ConfusableRow {
  StrRef other;
};

struct EntityReader::Impl {
  const Image* image = nullptr;
  Gazetteer gazetteer;
  KeyTable<ModifierRow> modifiers;
  KeyTable<ConnectorRow> connectors;
  KeyTable<ConfusableRow> confusable;
};

// Work in progress of one document.
class EntityPass {
 public:
  EntityPass(const EntityReader::Impl& impl, const TextView& text, const std::vector<Word>& words);
  EntityIndex run();

 private:
  // entities.cc
  bool accept_ambiguous(const Hit& hit, const std::vector<Hit>& hits) const;
  void settle_confusable();
  void add_name_hits();
  uint32_t add_entity(const std::string& id, EntityKind kind, std::string ar, std::string en,
                      std::string of);
  uint32_t entity_of_lex(uint32_t lex);
  void add_mention(uint32_t first, uint32_t last, Span span, uint32_t entity, MentionForm form);
  void find_short_names();
  void finish();

  // persons.cc
  bool name_like(uint32_t token, uint32_t position) const;
  uint32_t name_end(uint32_t first, uint32_t max_words) const;
  uint32_t person_at(uint32_t token, uint32_t* last);  // entity of the person named at token
  uint32_t add_person(uint32_t first, uint32_t last);
  void find_untitled_people();

  // offices.cc
  void find_offices();
  bool read_office(uint32_t token, OfficeMention& office);
  uint32_t skip_titles(uint32_t token, OfficeMention& office) const;
  void attach_following_titles();
  void inherit_counterparts();
  void default_states();

  Span stem_span(const Hit& hit) const;
  const Hit* name_hit(uint32_t token) const {
    return name_hit_at_[token] < 0 ? nullptr
                                   : &name_hits_[static_cast<size_t>(name_hit_at_[token])];
  }
  bool same_sentence(uint32_t a, uint32_t b) const {
    return b < text_.tokens.size() && text_.tokens[a].sentence == text_.tokens[b].sentence;
  }
  std::string arabic(uint32_t first, uint32_t last, uint32_t skip) const;

  const EntityReader::Impl& impl_;
  const TextView& text_;
  const std::vector<Word>& words_;
  EntityIndex out_;
  std::vector<Hit> name_hits_;
  std::vector<int32_t> name_hit_at_;
};

}  // namespace isnad
