#pragma once
// Rows of the image that the claims stage reads; tools/compile/claims.cc writes them.

#include <cstdint>

#include "base/image.h"

namespace isnad {

// What a verb of saying takes as its content; bits of CueRow::takes.
inline constexpr uint16_t kTakesThat = 1;
inline constexpr uint16_t kTakesQuote = 2;
inline constexpr uint16_t kTakesObject = 4;
inline constexpr uint16_t kTakesBi = 8;
inline constexpr uint16_t kTakesLi = 16;
inline constexpr uint16_t kTakesAn = 32;  // `an
inline constexpr uint16_t kTakesIla = 64;
inline constexpr uint16_t kTakesAla = 128;
inline constexpr uint16_t kTakesFi = 256;
inline constexpr uint16_t kTakesMin = 512;
inline constexpr uint16_t kTakesPrep = 8 | 16 | 32 | 64 | 128 | 256 | 512;

inline constexpr uint8_t kContinue = 1;
inline constexpr uint8_t kReport = 2;
inline constexpr uint8_t kRelay = 4;
inline constexpr uint8_t kPatient = 8;
inline constexpr uint8_t kVerbal = 16;
inline constexpr uint8_t kAct = 32;
inline constexpr uint8_t kImpersonal = 64;
inline constexpr uint8_t kNames = 128;

// A verb of saying, its participle or its masdar: keys "v ", "p ", "m " + folded lemma.
struct CueRow {
  StrRef name;            // class
  StrRef requires_lemma;  // lemmas split by ';', one must stand in the content; may be empty
  uint32_t line = 0;
  uint16_t takes = 0;
  uint8_t flags = 0;
  uint8_t pad = 0;
};

enum class PhraseUse : uint8_t { source, relay, text, skip, mouth, follows };

// A phrase that attributes, keyed by its first word.
struct AttributionRow {
  StrRef rest;    // further words, space-joined
  StrRef clitic;  // letters that the next word must begin with, may be empty
  uint32_t line = 0;
  PhraseUse use = PhraseUse::source;
  uint8_t words = 1;
  uint8_t pad[2] = {0, 0};
};

inline constexpr uint8_t kIfSaid = 2;  // flag of a boundary: only if somebody speaks behind it
// Words keyed by their first one: connectors (flag: strict), boundaries (flag: after a comma).
struct WordsRow {
  StrRef rest;
  uint8_t words = 1;
  uint8_t flag = 0;
  uint8_t pad[2] = {0, 0};
};

// What a nominal source is; `time` is no source but a day beside the verb, `quantity` a number of
// those whom the noun behind it names, `deed` what the speaker does to whoever stands behind it;
// `declared` comes to be by being announced and names no source at all.
enum class SourceSort : uint8_t { text, person, media, body, time, quantity, deed, said, declared };

struct SourceRow {
  StrRef kind;
  SourceSort sort = SourceSort::text;
  uint8_t work = 0;      // 1: a study, a book: a nisba tells where it was made, not who says so
  uint16_t governs = 0;  // bits of a preposition that belongs to the noun: "supervisor of"
};

}  // namespace isnad
