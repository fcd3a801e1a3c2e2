#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// What the words around a candidate, or a reading, say of it: features of the models whose values
// are lemmas, besides those of events/model.h. Names of people, places and bodies are never looked
// at: they count as one word. "Attack ... against (Dd) X" tells a recipient whoever X is.

namespace isnad {

enum class WordBlock : uint8_t {
  head,                // of the party's phrase
  type_head,           // and the frame's type
  preposition,         // of its phrase
  type_preposition,    // and the type
  governs,             // word that the phrase depends on
  type_governs,        // and the type
  verb,                // above the predicate, and what the party is to it
  type_verb,           // and the type
  predicate,           // the predicate, and where the party stands to it
  predicate_prep,      // the predicate, where the party stands to it, its preposition
  predicate_position,  // the predicate, and whose preposition that is
  predicate_kind,      // the predicate, and the kind of the party
  predicate_rule,      // the predicate, what the rules say, and its sentence or an earlier one
  previous,            // word before the party
  type_previous,       // and the type
  // Of a reading:
  act,         // the predicate, and the type
  act_before,  // word before the predicate
  act_after,   // word after it
  act_above,   // verb above it, and the type
  act_inside,  // head of its own phrase, and the type
  act_object,  // head of its object or genitive, and the type
  // Of a time that may be an event's:
  time_before,  // word before it
  time_first,   // its first word
  time_last,    // its last word
  time_verb,    // verb before it, and where the time stands
  time_act,     // first word of the event's telling, and where the time stands
  time_type,    // its first word, and the type
  // Of a claim whose speaker may be an event's source:
  cue,         // word of saying
  type_cue,    // and the type
  where_cue,   // and where the claim stands
  source_act,  // first word of the event's telling, and where the claim stands
  speaker,     // head of the words that name the speaker
  count
};

inline constexpr std::string_view kNameWord = "*";  // stands for every name

// Hash of a feature: block, its word, and the number of the answers beside it, see word_feature_of.
uint64_t word_feature(WordBlock block, std::string_view word, uint32_t with = 0);
// The same by the word's hash.
uint64_t word_feature_of(WordBlock block, uint64_t word, uint32_t with = 0);
uint64_t word_hash(std::string_view word);

// The number of two answers.
inline uint32_t with_both(size_t first, size_t second) {
  return static_cast<uint32_t>(first * 64 + second + 1);
}
inline uint32_t with_one(size_t answer) { return static_cast<uint32_t>(answer + 1); }

// As models/events.tsv writes it: "type_head=WORD.ACCUSE", "verb=WORD.subject". Bytes of the folded
// word outside printable ASCII are written \xHH.
std::string word_feature_name(WordBlock block, std::string_view word, uint32_t with = 0);
// Reads such a name; nothing if it is none.
std::optional<uint64_t> named_word_feature(std::string_view name);

// Weights by such hashes, as the image stores them: an open table of slots of four bytes, the upper
// three a check, the last the weight in steps.
inline constexpr float kWordStep = 1.0F / 32;
inline uint32_t word_check(uint64_t hash) {
  const auto check = static_cast<uint32_t>(hash & 0xFFFFFFu);
  return check == 0 ? 1 : check;
}
inline size_t word_slot(uint64_t hash, size_t capacity) {
  return static_cast<size_t>(((hash >> 32) * capacity) >> 32);
}

}  // namespace isnad
