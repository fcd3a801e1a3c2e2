#pragma once
// Private to the entities stage.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entities/doubles.h"
#include "entities/entities.h"
#include "entities/name_rows.h"
#include "entities/spelling.h"
#include "tagger/tagger.h"

namespace isnad {

struct EntityReader::Impl {
  const Image* image = nullptr;
  Gazetteer gazetteer;
  KeyTable<ModifierRow> modifiers;
  KeyTable<ConnectorRow> connectors;
  KeyTable<ConfusableRow> confusable;
  KeyTable<GivenRow> given;
  KeyTable<StopRow> stop;
  KeyTable<HeadRow> heads;
  KeyTable<ShortFormRow> short_forms;
  KeyTable<uint32_t> short_starts;  // their first words -> words of the longest
  KeyTable<HomonymRow> homonyms;
  KeyTable<RespeltRow> respelt;
  KeyTable<OfficeBodyRow> office_bodies;
  Spelling spelling;
  std::optional<NameTagger> tagger;  // there after open
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
  bool is_no_title(const Hit& hit) const;
  bool is_month(const Hit& hit) const;
  bool lacks_cue(const Hit& hit) const;
  void add_weapons();
  void add_bodies();
  void finish();
  void drop_unmentioned();

  // names.cc
  bool common_word(std::string_view key, const Analysis& a) const;
  int evidence_of(std::string_view key, const Analysis& a) const;
  int evidence(uint32_t token) const;
  uint32_t clitic_before_name(uint32_t token) const;
  bool place_may_be_name(uint32_t token) const;
  bool nisba_may_be_name(const Hit& hit, uint32_t position) const;
  bool is_function_word(uint32_t token) const;
  bool opens_name(uint32_t token) const;  // Abu, Abd
  bool given_name(uint32_t token) const;
  bool after_given_name(uint32_t token) const;
  bool is_definite_surname(uint32_t token) const;
  bool in_lineage(uint32_t token) const;
  bool after_bin(uint32_t token) const;
  bool name_like(uint32_t token, uint32_t position) const;
  uint32_t name_end(uint32_t first, uint32_t max_words) const;
  bool sounds_like_person(uint32_t first, uint32_t last) const;

  // persons.cc
  uint32_t person_at(uint32_t token, uint32_t* last);  // entity of the person named at token
  uint32_t add_person(uint32_t first, uint32_t last, uint32_t skip);  // skip: letters of clitics
  uint32_t listed_person(const std::vector<std::string>& tokens) const;
  bool foreign(std::string_view word) const;
  bool same_name(std::string_view a, std::string_view b) const;
  uint32_t respelt_person(const std::vector<std::string>& tokens) const;
  uint32_t respelt_at(uint32_t token) const;
  uint32_t same_person(const std::vector<std::string>& tokens) const;
  uint32_t named_before(std::string_view name, uint32_t token) const;
  uint32_t lineage_end(uint32_t last) const;
  bool ends_a_name(std::string_view key) const;
  void find_untitled_people();
  void join_short_people();
  void find_short_names();

  // things.cc
  const HeadRow* head_at(uint32_t token, uint32_t* skip = nullptr) const;
  bool foreign_word(uint32_t token) const;
  uint32_t add_thing(uint32_t first, uint32_t last, uint32_t skip, EntityKind kind,
                     uint32_t name_from);
  void block_name(uint32_t token);
  void find_things();
  void find_glosses();
  uint32_t weight_of(std::string_view id, std::string_view beside, bool several_words) const;
  uint32_t short_form_end(uint32_t token, std::string& key) const;
  uint32_t short_form_lex(std::string_view key, bool several_words) const;
  bool short_form_goes_on(uint32_t first, uint32_t last) const;
  void find_short_forms();
  const HomonymRow* settled_by_form(const Hit& hit, std::span<const HomonymRow> rows) const;
  const HomonymRow* settled_by_quotes(const Hit& hit) const;
  void settle_homonyms();
  void settle_namesakes();
  bool after_place_preposition(const Hit& hit) const;
  bool in_list_of_places(const Hit& hit) const;
  bool is_common_word(const Hit& hit) const;

  // shared_heads.cc
  uint32_t shared_name(std::string_view head, uint32_t token, uint32_t skip, uint32_t* lex) const;
  uint32_t add_shared(const std::vector<std::string>& heads, uint32_t token, bool conjunct);
  std::vector<std::string> heads_at(uint32_t token) const;
  void find_shared_heads();

  // surnames.cc
  bool may_be_surname(uint32_t token) const;
  void find_nisba_surnames();

  // tagged.cc
  void tag_names(const Gazetteer::Hits& hits);
  const TaggedName* tagged_at(uint32_t token, NameKind kind) const;
  uint32_t clitic_before_tagged(uint32_t token) const;
  bool is_free_name(const TaggedName& name) const;
  uint32_t tagged_person_end(uint32_t token) const;
  uint32_t named_by_end(const std::vector<std::string>& tokens) const;
  bool tagged_as_thing(uint32_t token, uint32_t end) const;
  void find_tagged_rest();

  // offices.cc
  void find_offices();
  bool says_whose(const Hit& role) const;
  bool read_office(uint32_t token, OfficeMention& office);
  bool take_holder(uint32_t token, const Hit& role, OfficeMention& office);
  uint32_t skip_titles(uint32_t token, OfficeMention& office) const;

  // titles.cc
  bool begins_person(uint32_t token) const;
  std::string whose(const Hit& hit) const;
  std::string body_before(uint32_t token) const;
  std::string owner_before(const OfficeMention& office) const;
  bool owned_noun(uint32_t token, OfficeMention& office) const;
  uint32_t complement_end(uint32_t token, OfficeMention& office) const;
  uint32_t behind_body(const Hit& role, std::string* where) const;
  uint32_t name_after_titles(uint32_t token) const;
  bool state_follows(uint32_t token) const;
  bool read_group_title(uint32_t token);
  bool group_of_named(const OfficeMention& title, uint32_t from);
  bool group_of_states(const OfficeMention& title, uint32_t from);
  void add_holder(OfficeMention title, const std::string& at, uint32_t entity, uint32_t first,
                  uint32_t last);

  // offices.cc
  std::vector<std::string> press_form(const std::vector<std::string>& tokens) const;
  bool serves_another(const Entity& person, const std::string& at) const;
  void attach_following_titles();
  void find_inner_offices();
  void inherit_counterparts();
  std::string listed_office(const Entity& person, const std::string& at) const;
  void finish_title(const Hit& role, OfficeMention& office) const;
  std::string side_before(uint32_t token) const;
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
  std::vector<Hit> inner_;  // offices inside other roles
  std::vector<int32_t> name_hit_at_;
  std::vector<Hit> weapons_;
  struct Named {
    std::vector<std::string> tokens;
    uint32_t entity;
  };
  std::vector<TaggedName> tagged_;  // what the tagger found, and where each begins
  std::vector<int32_t> tagged_at_;
  std::unordered_map<std::string_view, uint32_t> tagged_beginnings_;  // first form -> names with it
  std::vector<bool> listed_;      // tokens that a gazetteer holds, whatever became of it
  std::vector<Named> people_;     // people that no list holds, by their folded names
  uint32_t titled_ = UINT32_MAX;  // a title before this token says that it is a name
  std::vector<bool> blocked_;     // tokens where nobody is named: streets, cups
};

}  // namespace isnad
