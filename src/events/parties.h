#pragma once
// Private to the events stage: whom the text around a predicate names.

#include <array>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "events/events.h"

namespace isnad {

// Is he of one of these kinds (a bit each), and a party at all?
bool is_allowed(const Participant& p, uint8_t kinds);
// Victims and media act as little as reports do, except with words.
bool can_act(const Participant& q, const Frame& f);

// Somebody whom one phrase names, with those coordinated with him: a candidate for a side that the
// clause of a predicate leaves open.
struct NamedParty {
  enum class Function : uint8_t { subject, object, bare, prep, nested };
  std::vector<Participant> who;  // never empty
  uint32_t token = 0;            // head of the phrase, or the name inside it
  uint32_t clause = 0;
  uint32_t sentence = 0;
  int32_t phrase = -1;
  Function function = Function::bare;
  bool affiliated = false;  // behind "loyal to", "backed by", "hostile to"
  bool topic = false;       // first phrase without preposition of its sentence
  // Of the first of `who`: see Parties::rank and in_headline.
  uint32_t rank = UINT32_MAX;
  bool headline = false;
  // Words of its phrase for the models (events/words.h): their hashes.
  uint64_t head_word = 0;
  uint64_t preposition_word = 0;
  uint64_t governor_word = 0;  // 0: it depends on none
  uint64_t previous_word = 0;  // 0: it opens the sentence
};

// The parties of one document, sentence by sentence, read when first asked for. Not thread safe.
class Parties {
 public:
  explicit Parties(const EventInput& in);

  // Those of a sentence in text order.
  const std::vector<NamedParty>& of(uint32_t sentence) const;

  // Notes what the document and the phrase tell of it. REQUIRES: party.phrase >= 0, party.who is
  // not empty.
  void note(NamedParty& party) const;

  // A token as events/words.h sees it: its lemma, or that it is a name.
  std::string_view word(uint32_t token) const;

  // Share of the document's mentions that mean this code: 0 to 1.
  double share(const std::string& code) const;
  // 0: the code that the document names most; its number in that order.
  uint32_t rank(const std::string& code) const;
  bool in_headline(const std::string& code) const;
  // Are the places that a sentence, or the document for the most part, names in this state?
  // A state or capital behind "in" is such a place.
  enum class Ground : uint8_t { none, own, other };
  Ground ground(uint32_t sentence, std::string_view state) const;
  Ground ground(std::string_view state) const;
  // How many states, organisations and armed groups the document names.
  uint32_t variety() const { return static_cast<uint32_t>(count_.size()); }

 private:
  struct Count {
    uint32_t mentions = 0;
    uint32_t rank = 0;
    bool headline = false;
  };
  std::vector<NamedParty> read(uint32_t sentence) const;

  void find_grounds();

  const EventInput& in_;
  // In text order: sentence, state; views of codes that the entities hold.
  std::vector<std::pair<uint32_t, std::string_view>> grounds_;
  std::string_view most_ground_;
  std::map<std::string, Count> count_;
  uint32_t total_ = 0;
  std::vector<uint32_t> first_phrase_;  // sentence -> its first phrase; one more than sentences
  mutable std::vector<std::vector<NamedParty>> cache_;
  mutable std::vector<bool> read_;
};

}  // namespace isnad
