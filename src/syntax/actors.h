#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "entities/entities.h"
#include "syntax/participant.h"
#include "syntax/prepositions.h"
#include "syntax/syntax.h"
#include "text/fold.h"

// From phrases to participants: names, organs of states, unnamed groups, people who act for a
// state, pronouns and "the three states".

namespace isnad {

// Resolves phrases of one document. Reads only; cheap to make. Not thread safe.
class Actors {
 public:
  Actors(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
         const Syntax& syntax, const Gazetteer& gazetteer, const Image& image,
         const std::optional<std::string>& published = std::nullopt);

  // Who speaks in stretches of direct speech (code points), for "we"; later ones inside others win.
  struct Speech {
    Span span;
    std::string code;    // state, organisation or person
    std::string person;  // entity id, if a person speaks
  };
  void set_speech(std::vector<Speech> speech);

  // Is this an adjective by which whoever stands behind it takes no part in what the one before it
  // does: "backed by X", "loyal to X" if the phrase names somebody (data/syntax/loyalty.tsv)?
  bool affiliates(uint32_t token) const;

  bool is_state(std::string_view code) const { return gazetteer_.is_state(code); }

  // Whom a mention names: a person who acts for a state is the state; places have no code.
  Participant named(const EntityMention& m) const { return from_entity(m.entity, m); }

  // Who speaks in the innermost direct speech around `token`; empty if nobody does.
  std::vector<Participant> speaker(uint32_t token) const { return speech_at(token); }

  // All participants of a phrase and of the phrases coordinated with it. Empty if it names none.
  std::vector<Participant> phrase(int32_t phrase) const;

  // The same for a stretch of tokens inside one phrase (a genitive, say).
  std::vector<Participant> range(uint32_t first, uint32_t last) const;

  // Whom a possessive or object pronoun on `token` means (its form from the morphology).
  std::vector<Participant> pronoun(uint32_t token) const;

  // The subject of a verb without a subject phrase: whom the discourse supplies.
  std::vector<Participant> dropped_subject(uint32_t verb) const;

  // The subject of a verb, wherever it comes from.
  std::vector<Participant> subject(uint32_t verb) const;

  // The subject of an active participle that describes a clause ("..., accusing").
  std::vector<Participant> participle_subject(uint32_t participle) const;

  // As pronoun(), but a relative clause's takes up the antecedent.
  std::vector<Participant> relative_pronoun(uint32_t token) const;

  bool is_local_group(const Hit& role) const {
    return lex_kind(role) == LexKind::group && gazetteer_.lex(role.lex).rank == kLocalGroup;
  }

  // Does its own noun or conjunct decide whom the pronoun on `token` means?
  bool is_bound(uint32_t token) const { return bound_pronoun(token).has_value(); }

  // Does its possessive point at the subject of its clause ("for his part")?
  bool hosts_own(uint32_t token) const { return host_kind(token) == HostKind::own; }

  LexKind lex_kind(const Hit& role) const { return gazetteer_.kind(role.lex); }
  // Its dictionary form as a folded key.
  std::string surface(const Hit& role) const {
    return fold_key(gazetteer_.str(gazetteer_.lex(role.lex).ar));
  }
  // REQUIRES: lex_kind(role) is organ.
  OrganSort organ_sort(const Hit& role) const {
    return static_cast<OrganSort>(gazetteer_.lex(role.lex).rank);
  }

  // "The Grand Mufti of (li-) Jerusalem Sheikh So-and-so": the person whose name follows the
  // complement of a title that ends before `last`; nullptr if none does.
  const EntityMention* holder_behind(uint32_t last) const;

  // Did the document say before whose this organ or group is?
  bool has_earlier_owner(const Hit& role) const { return earlier_owner(role).has_value(); }
  // "The states", "the parties".
  bool is_list(uint32_t token) const { return anaphor_row(token).kind == AnaphorKind::many; }
  // "The country", "his country".
  bool is_country(uint32_t token) const { return anaphor_row(token).kind == AnaphorKind::country; }

  // Is this a noun that stands for somebody named before (data/syntax/anaphors.tsv)?
  bool is_anaphor(uint32_t token) const;

  // States named before a token, latest first, without repeats.
  std::vector<Participant> last_states(uint32_t before, size_t count) const;

  // Nisba adjectives in [first, last) that name a state or organisation ("Russian support").
  std::vector<Participant> adjectives(uint32_t first, uint32_t last) const;

 private:
  // One question to the discourse, with what it leads to: bounded in work, so that texts made of
  // pronouns and verbs alone end as fast as others. Ordinary questions look at fewer than 50
  // phrases.
  class Question {
   public:
    explicit Question(const Actors& actors) : actors_(actors) {
      if (actors_.questions_++ == 0) actors_.work_ = kWork;
      --actors_.work_;
    }
    ~Question() { --actors_.questions_; }
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;
    bool may_go_on() const { return actors_.work_ > 0; }

   private:
    static constexpr int kWork = 400;
    const Actors& actors_;
  };
  static constexpr uint32_t kFarReach = 20000;  // tokens back that somebody named may stand
  static constexpr uint32_t kReach = 160;       // tokens back that a pronoun may point
  static constexpr int kMaxDepth = 3;           // pronouns may point at phrases with pronouns

  // Appends unless the same code for the same person is there.
  static void add_unique(std::vector<Participant>& out, Participant p);

  HostKind host_kind(uint32_t token) const;
  AnaphorRow anaphor_row(uint32_t token) const;
  bool is_affiliate(const EntityMention& m) const;
  bool may_be_called(const EntityMention& m, uint32_t token, std::string_view sorts) const;
  bool has_private_calling(uint32_t token) const;
  std::optional<Participant> at(uint32_t token, uint32_t first, uint32_t last) const;
  std::vector<Participant> anaphor(uint32_t token, uint32_t last) const;
  bool is_no_dual(uint32_t token, uint32_t last) const;
  std::vector<Participant> described_by(int32_t phrase) const;
  std::vector<Participant> speech_at(uint32_t token) const;
  std::vector<Participant> last_list(uint32_t before) const;
  std::vector<Participant> last_pair(uint32_t before, bool groups) const;
  std::vector<Participant> last_organisations(uint32_t token, std::string_view sorts,
                                              size_t count) const;
  void shorter_organ(uint32_t token, std::vector<Participant>& out) const;
  std::optional<Participant> earlier_owner(const Hit& role) const;
  std::optional<Participant> own_force(const Hit& role) const;
  std::optional<Participant> owner_of(uint32_t token, uint32_t first, uint32_t last) const;
  std::optional<Participant> body_in(uint32_t token, const Phrase& where) const;
  Participant group(const Hit& role, Participant words, uint32_t first, uint32_t last) const;
  std::optional<Participant> named_one(const Hit& role) const;
  std::optional<Participant> located_in(uint32_t token) const;
  bool acts_for(const std::string& organisation) const;
  const std::string& home_state() const;
  const std::string& settled_home() const;
  bool is_digest() const;
  bool same_paragraph(uint32_t before, uint32_t token) const;
  std::optional<Participant> state_of_place(const EntityMention& m) const;
  Participant from_entity(uint32_t entity, const EntityMention& m) const;
  Participant from_office(const OfficeMention& office) const;
  const OfficeMention* alike(const OfficeMention& office, size_t k) const;
  std::optional<Participant> person_of_office(const OfficeMention& office) const;
  std::vector<Participant> sayer(uint32_t token) const;
  std::vector<Participant> salient(uint32_t before, Gender gender, Number number,
                                   bool possessive) const;
  std::optional<std::vector<Participant>> bound_pronoun(uint32_t token) const;
  std::optional<std::vector<Participant>> first_conjunct(uint32_t token) const;

  std::vector<Speech> speech_;
  std::vector<int32_t> speech_of_;  // token -> the innermost stretch of speech, -1 if none
  // To whom the adjective that ends before `last` says that a force is loyal.
  std::optional<Participant> loyal_to(uint32_t first, uint32_t last) const;
  bool is_calling(const OfficeMention& office) const;
  bool heads_private_body(const OfficeMention& office, uint32_t last) const;
  bool introduced_as(const EntityMention& m, std::string_view titles) const;
  std::set<uint32_t> introduced_before(uint32_t token, std::string_view titles) const;
  std::optional<Participant> group_of_calling(uint32_t token, uint32_t first, uint32_t last) const;
  bool is_bystander(const EntityMention& m) const;
  std::vector<Participant> read_phrase(int32_t phrase) const;
  // A noun for states ("the states of the Union").
  bool states_of(uint32_t token) const;
  std::string_view state_of_body(const std::string& id) const;
  // Whether a person's offices had all ended at publication, by the text or the gazetteer.
  bool has_left(uint32_t entity) const;

  std::set<uint32_t> former_;                    // people whom a title calls former
  std::map<uint32_t, std::string> affiliation_;  // person's entity -> whom the first title names
  // Answers of phrase() by depth, as long as the same people speak.
  mutable std::array<std::vector<std::optional<std::vector<Participant>>>, kMaxDepth + 1> phrases_;
  mutable std::vector<std::optional<AnaphorRow>> anaphor_rows_;  // by token
  mutable std::string home_, settled_home_;
  mutable bool home_known_ = false;
  mutable bool digest_ = false;
  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Syntax& syntax_;
  const Gazetteer& gazetteer_;
  const Image& image_;
  KeyTable<AnaphorRow> anaphors_;
  KeyTable<WordKindRow> private_;
  KeyTable<WordKindRow> pronoun_hosts_;
  KeyTable<WordKindRow> place_nouns_;
  KeyTable<WordKindRow> borders_;         // data/syntax/borders.tsv
  KeyTable<WordKindRow> loyalty_;         // data/syntax/loyalty.tsv
  std::optional<std::string> published_;  // EDTF
  mutable int work_ = 0;                  // phrases that the question in hand may still look at
  mutable int questions_ = 0;
  mutable int depth_ = 0;  // at most kMaxDepth
};

}  // namespace isnad
