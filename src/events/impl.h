#pragma once
// Private to the events stage.

#include <deque>
#include <optional>
#include <set>

#include "base/span_index.h"
#include "events/events.h"
#include "events/frame_table.h"
#include "events/model.h"
#include "events/parties.h"
#include "events/predicate.h"
#include "events/reading.h"
#include "syntax/prepositions.h"

namespace isnad {

struct EventReader::Impl {
  const Image* image = nullptr;
  KeyTable<FrameRow> index;
  KeyTable<LightRow> light;
  KeyTable<TopicRow> topics;
  KeyTable<NoActRow> no_acts;
  KeyTable<OperatorRow> operators;
  KeyTable<uint32_t> extents;  // units of what counts nothing: kilometres, degrees
  EventWeights weights;
  std::optional<FrameTable> opened;  // set by EventReader::open
  const FrameTable& frames() const { return *opened; }

  // Operator of this lemma and part of speech (0 verb, 1 noun, 2 adjective), or null.
  const OperatorRow* op(std::string_view lemma, uint8_t pos) const;
};

// The stem of a token: its key without proclitics and pronouns.
std::string_view stem(const Token& token, const Analysis& analysis);

// A list where only one side was read is both sides.
void split_symmetric(Reading& r);

std::vector<std::string> codes_of(const std::vector<Participant>& list);

inline constexpr uint32_t kCountReach =
    60;  // code points behind a predicate in which its number is

// Nobody acts on himself: whoever acts is not taken as the recipient too.
void drop_actors(Reading& r);

// Whom the words around an attack say that it hit; empty for other acts. `above`: the verb above
// the predicate, or kNone, with what stands around it.
std::vector<Participant> victims_of(const EventReader::Impl& impl, const EventInput& in,
                                    const Parties& parties, const Predicate& p, const Frame& f,
                                    uint32_t above, const VerbArguments& above_arguments);

// What the models see of a side: kind of its first participant, an unlisted name, or nobody.
size_t kind_value(const std::vector<Participant>& side);

// Answers to "which act is above", beside the types.
constexpr size_t kUnframed = 16;
constexpr size_t kNothingAbove = 17;

class FrameMatcher {
 public:
  // `trace` may be null.
  FrameMatcher(const EventReader::Impl& impl, const EventInput& in, EventTrace* trace);
  std::vector<Reading> run();
  const Parties& parties() const { return parties_; }

 private:
  void token(uint32_t i);
  void try_rows(uint32_t i, std::string_view key, std::vector<Reading>& found);
  // `rest`: the further lemmas of an expression.
  bool describes(uint32_t i, std::string_view rest, uint32_t* last) const;
  // no_acts.cc
  void mark_no_acts();
  void mark_no_act(uint32_t i, std::string_view key);
  void note_causes(Predicate& p) const;
  std::optional<Predicate> predicate(uint32_t i, uint32_t last, const Frame& frame,
                                     FrameUse use) const;
  const std::optional<Predicate>& predicate_for(uint32_t i, uint32_t last, const Frame& frame,
                                                FrameUse use);
  // `swapped`: the subject of `p` was taken for its object. `why`, if given, says what came of it.
  std::optional<Reading> match(const Predicate& p, const Frame& frame, std::string* why,
                               bool swapped = false);
  bool constraints_hold(const Predicate& p, const Frame& f, Reading& r, std::string* why) const;
  void read_sides(const Predicate& p, const Frame& f, Reading& r) const;
  void read_symmetric_sides(const Predicate& p, const Frame& f, Reading& r) const;
  bool settle_coup(const Predicate& p, const Frame& f, Reading& r) const;
  Span trigger_of(const Predicate& p) const;
  bool genitive_is_goal(const Predicate& p, const Frame& f) const;
  bool genitive_is_object(const Predicate& p, const Frame& f) const;
  // sides.cc
  void find_sides(const Predicate& p, const Frame& f, bool swapped, Reading& r);
  void complete(const Predicate& p, const Frame& f, Reading& r);
  void complete_side(const Predicate& p, const Frame& f, bool actor, Reading& r);
  // A party that is asked whether it fills a side.
  struct Candidate {
    const NamedParty* party = nullptr;
    const std::vector<Participant>* who = nullptr;  // those of the party that are meant
    double odds = 0;
    size_t rule = 0;
  };
  void ask(const Predicate& p, const Frame& f, bool actor, const Reading& r, Candidate candidate);
  void side_features(const Predicate& p, const Frame& f, bool actor, const Reading& r,
                     const Candidate& candidate, Features& out) const;
  size_t position_value(const Frame& f, EventModel model, const NamedParty& party) const;
  double word_score(const Predicate& p, const Frame& f, EventModel model,
                    const Candidate& candidate, std::vector<std::string>* names) const;
  size_t governed_by_verb(const NamedParty& party) const;
  size_t where_of(const Predicate& p, const NamedParty& party) const;
  std::vector<int32_t> closed_pair(const Predicate& p, const Frame& f) const;
  size_t slot_of(const Predicate& p, const Frame& f, const NamedParty& party) const;
  size_t type_above(const Predicate& p, uint32_t verb) const;
  bool names_act(uint32_t token) const;
  bool takes_a_stand(uint32_t token) const;
  bool grieves(uint32_t token) const;
  uint32_t condemnation(const Predicate& p) const;
  std::vector<std::string> innocent(const Predicate& p, const Frame& f,
                                    const std::vector<Participant>& ruled) const;
  size_t asker_of(const Predicate& p) const;
  size_t form_of(const NamedParty& party) const;
  size_t subject_of(const Predicate& p, const NamedParty& party) const;
  size_t genitive_of(const Predicate& p, const NamedParty& party) const;
  uint32_t parties_since(const NamedParty& party, uint32_t sentence) const;
  uint32_t parties_between(const Predicate& p, const NamedParty& party) const;
  size_t last_event(const Frame& f, const std::string& code) const;
  static size_t rule_value(const std::vector<Participant>& ruled,
                           const std::vector<Participant>& who);
  void find_governor(const Predicate& p);
  // accept.cc
  void count_topics();
  Features accept_features(const Predicate& p, const Reading& r) const;
  double act_score(const Predicate& p, const Frame& f, std::vector<std::string>* names) const;
  std::vector<Participant> speaker_of(const Predicate& p) const;
  std::vector<Participant> position(const Predicate& p, const Frame& frame,
                                    const Position& where) const;
  std::vector<Participant> noun_subject(const Predicate& p, const Frame& frame) const;
  std::vector<Participant> noun_object(const Predicate& p, const Frame& frame) const;
  std::vector<Participant> controlled_subject(const Predicate& p) const;
  std::vector<Participant> control_noun_subject(const Predicate& p) const;
  std::vector<Participant> described_parties(const Predicate& p) const;
  std::vector<Participant> doers_of_object(const Predicate& p, const Frame& f) const;
  uint32_t adjective_count(const Predicate& p) const;
  bool predicative(uint32_t i) const;
  int32_t second_object(const Predicate& p) const;
  bool phrase_fits(int32_t phrase, const std::vector<std::string>& heads) const;
  void note_object(const Predicate& p, const Frame& f, Reading& r) const;
  // manner.cc
  void note_words(uint32_t i, const std::vector<Reading>& found, Reading& chosen);
  void drop_consumed();
  std::vector<Participant> able_to_act(std::vector<Participant> list, const Frame& f) const;
  void find_light_relative(Predicate& p, const Frame& frame) const;
  bool names_a_body(uint32_t i) const;
  bool opens_name(uint32_t i) const;
  std::vector<Participant> country_of_place(const Predicate& p, const Frame& f,
                                            const std::vector<Participant>& actor) const;
  bool object_fits(const Predicate& p, const std::vector<std::string>& heads) const;
  bool complement_fits(const Predicate& p, const Constraint& c) const;
  bool ruled_out(const Predicate& p, const Frame& f, std::string* why) const;
  bool phrase_has_head(uint32_t first, uint32_t last, const std::vector<std::string>& heads) const;
  int32_t complement(const Predicate& p, std::string_view prep) const;
  std::optional<std::string> place_of(const Predicate& p, const Frame& frame) const;
  std::vector<Participant> allowed(std::vector<Participant> list, uint8_t kinds) const;
  bool is_to_come(const TimeExpression& x) const;
  void settle_time(Reading& r) const;
  void settle_count(Reading& r, const Predicate& p) const;

  const EventReader::Impl& impl_;
  const EventInput& in_;
  EventTrace* trace_;
  Parties parties_;
  SpanIndex claims_;                    // of in_.claims
  std::optional<Predicate> predicate_;  // read last, for the word, end and use of `seen_`
  std::array<uint32_t, 3> seen_ = {kNone, kNone, kNone};
  // Sides found for `predicate_` by frames that ask alike.
  struct FoundSides {
    std::array<uint32_t, 2> asked;  // group of the frame; what else tells its question
    Sides sides;
    std::vector<SideTrace> trace;
  };
  std::vector<FoundSides> found_;
  VerbArguments governor_;  // of the verb above the predicate in hand, see find_governor
  uint32_t governor_verb_ = kNone;
  uint64_t governor_word_ = 0;
  uint64_t predicate_word_ = 0;
  // What the document told of a party so far: types (a bit each) and acts (mode, else code).
  struct Told {
    uint16_t types = 0;
    std::set<std::string> acts;
  };
  struct ToldSides {
    Told actor;
    Told recipient;
  };
  std::map<std::string, ToldSides> told_;
  bool governor_speaks_ = false;
  std::vector<Participant> victims_;   // of the predicate in hand, see victims_of
  Features features_;                  // of the candidate in hand
  std::string speaker_;                // code of whoever speaks where the predicate in hand stands
  std::vector<Candidate> candidates_;  // of the side in hand
  std::deque<NamedParty> made_;        // parties that stand for others there
  std::deque<std::vector<Participant>> chosen_;  // parts of parties
  size_t above_ = kNothingAbove;                 // type of the act above the predicate in hand
  std::array<uint32_t, kTopicCount> topics_{};   // words of each in the document, in each sentence
  std::vector<std::array<uint8_t, kTopicCount>> topics_of_;
  uint32_t word_count_ = 0;
  std::vector<bool> idiom_;                        // tokens of expressions that are no act
  std::vector<bool> cause_;                        // first tokens of causes that nobody is behind
  std::vector<std::array<uint32_t, 3>> consumed_;  // tokens of objects of frames; their predicate
  std::vector<SideTrace> sides_;                   // of the reading in hand, if traced
  std::vector<Reading> out_;
};

// How sure the document is of the act that this word names, by its clause and what governs it.
Factuality factuality_at(const EventReader::Impl& impl, const EventInput& in, uint32_t token,
                         bool verbal);

// When an event was if `x` is its time: what was done is not to come, what is planned not past.
std::optional<std::string> date_for(const EventInput& in, Factuality factuality,
                                    const TimeExpression& x);

// Readings -> events: one for each act, whatever the number of tellings. `trace` may be null.
std::vector<Event> merge_readings(const EventReader::Impl& impl, const EventInput& in,
                                  const Parties& parties, const std::vector<Reading>& readings,
                                  EventTrace* trace);

}  // namespace isnad
