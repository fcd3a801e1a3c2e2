#pragma once
// Private to the relations stage.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/archive.h"
#include "events/frames.h"
#include "relations/relations.h"
#include "relations/rules.h"
#include "syntax/prepositions.h"

namespace isnad {

struct RelationReader::Impl {
  Impl(Gazetteer names, const Image* source) : gazetteer(names), image(source) {}

  Gazetteer gazetteer;
  std::vector<RelationPattern> patterns;
  KeyTable<RelationIndexRow> index;
  KeyTable<OperatorRow> operators;
  std::vector<OfficeRule> offices;
  KeyTable<OfficeBodyRow> office_bodies;
  std::vector<EventRule> events;
  std::vector<std::string> place_words;
  std::vector<std::string> parliaments;  // words for parliaments inside titles
  std::vector<std::string> presided_words;
  std::vector<std::string> unfinished_words;  // "began", "plan": no leaving that is over
  std::vector<std::string> begun_words;       // of these, "began": a date tells no end
  std::vector<std::string> among_words;       // "among them", "the most prominent of them"
  std::vector<std::string> title_links;       // prepositions inside long titles
  std::vector<std::string> public_words;      // what a title names that is the state's
  std::vector<std::string> private_words;     // ... that is nobody's but its owners'
  std::vector<std::string> alliance_words;    // what has members
  std::vector<std::string> founding_words;
  std::vector<std::string> sports_words;
  std::vector<std::string> department_words;  // parts of a body, whose heads do not lead it
  std::vector<std::string> beside_preps;      // "near", "towards"
  std::vector<std::string> beside_words;      // "the borders of"
  std::vector<std::string> region_words;      // "(the) region"
  std::vector<std::string> forces_words;      // "soldiers", "trainers"
  std::vector<std::string> being_words;       // "there is", "has", "sent": what makes a thing be
  std::vector<std::string> making_words;      // "setting up": what is not there before it
  std::vector<std::string> denial_words;      // "denied": of what would last
  std::vector<std::string> chance_words;      // "the likelihood of"
  std::vector<std::string> lasting_preps;     // "after": what follows is a fact
  std::vector<std::string> done_words;        // "was done", "completed"
  std::vector<std::string> host_words;        // "hosts"
  std::vector<std::string> land_words;        // "land", "territory"
  // Regions of several states in which forces can be, and the states that surely lie there.
  std::vector<std::pair<std::string, std::vector<std::string>>> regions;
  std::multimap<std::string, std::string> homes;  // armed group -> states where it is at home
  AgreementWords agreements;
  const Image* image = nullptr;

  bool at_home(const std::string& group, std::string_view state) const {
    const auto [first, last] = homes.equal_range(group);
    return std::any_of(first, last, [&](const auto& home) { return home.second == state; });
  }

  bool is_region(std::string_view id) const { return states_in(id) != nullptr; }
  const std::vector<std::string>* states_in(std::string_view region) const {
    for (const auto& [id, states] : regions) {
      if (id == region) return &states;
    }
    return nullptr;
  }
  bool lies_in(const std::string& state, std::string_view region) const {
    const auto* in = states_in(region);
    return in && std::find(in->begin(), in->end(), state) != in->end();
  }
};

// The document as the stage reads it.
struct RelationInput {
  const TextView& text;
  const std::vector<Word>& words;
  const EntityIndex& entities;
  const Syntax& syntax;
  const Actors& actors;
  const std::vector<TimeExpression>& times;
  const std::vector<Quantity>& quantities;
  const std::vector<Event>& events;
  bool sports = false;  // a text about sports: trainers and sides are no forces
};

// One side of a relation.
struct Party {
  std::string code;
  Span span;
  uint32_t token = 0;
  bool anaphoric = false;  // from a pronoun or a definite noun
};

// The patterns over one document.
class PatternMatcher {
 public:
  PatternMatcher(const RelationReader::Impl& impl, const RelationInput& in)
      : impl_(impl), in_(in) {}
  std::vector<Relation> run();
  // Does the text deny the act that the noun names ("no plans to send ...")?
  bool denies(uint32_t noun) const { return of_making(noun) == Factuality::denied; }

 private:
  // A word that may assert relations, with what stands around it.
  struct Trigger {
    uint32_t token = 0;
    uint32_t last = 0;  // one past the phrase (noun) or the word
    bool verbal = false;
    VerbArguments verb;
    NounArguments noun;
    int32_t phrase = -1;
    const std::vector<int32_t>& complements() const {
      return verbal ? verb.complements : noun.complements;
    }
  };

  // patterns.cc
  void token(uint32_t i);
  bool apply(const RelationPattern& p, const Trigger& t);
  bool needs_met(const RelationPattern& p, const Trigger& t) const;
  bool has_word(uint32_t first, uint32_t last, const std::vector<std::string>& words) const;
  bool is_word(uint32_t token, std::string_view word) const;  // by its lemma or its letters
  void emit(const RelationPattern& p, const Trigger& t, const Party& subject, const Party& object);
  void set_time(const RelationPattern& p, const Trigger& t, uint32_t until, Relation& r) const;
  void set_count(const RelationPattern& p, const Trigger& t, uint32_t until, Relation& r) const;
  bool beside(const Trigger& t, const std::vector<std::string>& words) const;
  bool names_person(uint32_t first, uint32_t last) const;
  std::optional<std::string> date_of_event(Span word) const;

  // factuality.cc
  Factuality factuality(const Trigger& t, bool lasting) const;
  std::optional<Factuality> particles(uint32_t verb) const;
  Factuality of_making(uint32_t making) const;
  std::optional<Factuality> operator_at(uint32_t token, uint8_t pos) const;

  // agreements.cc
  void agreement(uint32_t i);
  bool signed_agreement(uint32_t i, const std::string& called);
  void emit_agreement(const RelationPattern& p, const Trigger& t, uint32_t head,
                      const std::string& called, const std::vector<Party>& parties);
  uint32_t act_on(uint32_t i, const NounArguments& n) const;

  // forces.cc
  int32_t governor_subject(const Trigger& t) const;
  std::vector<Party> whose(int32_t phrase, const std::string& kinds) const;
  std::vector<Party> asked(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> own_land(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> keeper(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> host(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> in_sentence(const Trigger& t, const std::string& kinds) const;
  std::optional<Party> country_meant(const Party& told) const;
  bool names_forces(uint32_t token) const;
  bool at_border(uint32_t token) const;

  // positions.cc
  std::vector<Party> side(const RelationSide& where, const Trigger& t,
                          const std::string& kinds) const;
  std::vector<Party> phrase_parties(int32_t phrase, const std::string& kinds) const;
  std::vector<Party> mentions(uint32_t first, uint32_t last, const std::string& kinds,
                              bool demonyms) const;
  std::vector<Party> topic(const Trigger& t, const std::string& kinds) const;
  std::optional<Party> region_meant(int32_t phrase) const;
  std::vector<Party> quarrel(const Party& told) const;
  std::vector<Party> owner(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> body_name(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> taken_up(const Trigger& t, const std::string& prep,
                              const std::string& kinds) const;
  std::vector<Party> among(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> described(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> bearer(const Trigger& t, const std::string& kinds) const;
  uint32_t described_first(const Trigger& t) const;
  std::vector<Party> founders(const std::string& kinds) const;
  std::vector<Party> theme(const Trigger& t, const std::string& kinds) const;
  std::vector<Party> run_of_names(uint32_t from, uint32_t reach, bool over_prepositions,
                                  const std::string& kinds) const;
  bool names_place(uint32_t first, const EntityMention& m) const;
  bool owner_told(const Participant& p) const;
  int32_t complement(const Trigger& t, const std::string& prep, bool adjacent) const;
  std::optional<Party> mention_party(const EntityMention& m, const std::string& kinds) const;
  void keep(std::vector<Party>& out, const std::vector<Participant>& found,
            const std::string& kinds) const;
  bool fits(const std::string& code, EntityKind kind, const std::string& kinds) const;
  uint32_t list_end(int32_t phrase) const;

  const Analysis& best(uint32_t token) const { return in_.words[token].best(); }
  const Sentence& sentence_of(uint32_t token) const {
    return in_.text.sentences[in_.text.tokens[token].sentence];
  }

  const RelationReader::Impl& impl_;
  const RelationInput& in_;
  std::vector<Relation> out_;
  std::pair<std::string, std::string> quarrel_;  // the pair last told to be at odds
  std::string key_;                              // of the index, asked for at every word
};

// The titles of the document, those joined to their names that the entities stage could not join.
class TitleReader {
 public:
  TitleReader(const RelationReader::Impl& impl, const RelationInput& in) : impl_(impl), in_(in) {}
  std::vector<OfficeMention> run();
  // The state whose office the title is by its words, though no body or state is named; "": none.
  std::string state_of(const OfficeMention& o) const;
  // The state of the parliament that the text names nearest to a member.
  std::string parliament_near(uint32_t token) const;
  std::string party_of(const OfficeMention& o) const;
  bool known_to_hold(const OfficeMention& o) const;
  bool one_word(const OfficeMention& o) const;
  std::string movement_home(const OfficeMention& o, const std::string& body) const;
  std::string own_body(const OfficeMention& o) const;
  std::string own_state(const OfficeMention& o) const;
  bool presided(const OfficeMention& o) const;
  // Is it the office of a part of the body ("director of public relations of X")?
  bool department(const OfficeMention& o) const;
  // Is it "deputy" before another title rather than a member of parliament?
  bool deputy_of_title(const OfficeMention& o) const;
  // Does the name stand behind another country ("the embassy of the king in X, Y")?
  bool name_apart(const OfficeMention& o) const;

 private:
  bool in_set(uint32_t token, const std::vector<std::string>& words) const;
  bool given_to_next(const OfficeMention& o) const;
  void give_back(size_t k);
  void find_name(OfficeMention& o) const;
  void take_owner(const EntityMention& m, OfficeMention& o) const;
  bool inside_title(uint32_t k) const;
  bool same_sentence(uint32_t a, uint32_t b) const;
  uint32_t title_end(const OfficeMention& o) const;
  uint32_t words_end(const OfficeMention& o) const;
  std::string home(uint32_t token) const;
  bool known_to_lead(uint32_t lex) const;

  const RelationReader::Impl& impl_;
  const RelationInput& in_;
  std::vector<OfficeMention> titles_;
};

// Relations from titles beside names.
std::vector<Relation> office_relations(const RelationReader::Impl& impl, const RelationInput& in);

// Relations that events begin or end.
std::vector<Relation> event_relations(const RelationReader::Impl& impl, const RelationInput& in);

}  // namespace isnad
