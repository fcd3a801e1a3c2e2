#pragma once
// The rules of data/relations as the image holds them. Private to the relations stage.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/archive.h"
#include "record/record.h"

namespace isnad {

// Where a side of a relation stands; the names are explained in data/relations/patterns.tsv.
struct RelationSide {
  enum Where : uint8_t {
    subj,
    obj,
    subjnisba,
    objnisba,
    gen,
    nisba,
    pron,
    complement,
    adjacent,
    topic,
    name,
    list,
    after,
    before,
    later,
    brackets,
    genname,
    near,
    around,
    among,
    owner,
    agent,
    objname,
    described,
    bearer,
    theme,
    adjnisba,
    founders,
    agentname,
    asked,
    ownland,
    keeper,
    host,
    insentence,
    self
  };
  Where where = subj;
  std::string prep;     // folded canonical preposition, for complement and adjacent
  bool joined = false;  // adds to what the position before it gave
};

// A set of words that must occur at a position.
struct RelationNeed {
  enum Where : uint8_t {
    here,
    next,
    prev,
    governor,
    subj,
    obj,
    complement,
    head,
    soon,
    agent,
    self
  };
  Where where = here;
  bool absent = false;  // none of the words may stand there
  std::string prep;
  std::vector<std::string> words;  // folded
};

inline constexpr uint8_t kRelationStart = 1;
inline constexpr uint8_t kRelationEnd = 2;
inline constexpr uint8_t kRelationCount = 4;
inline constexpr uint8_t kRelationMany = 8;
inline constexpr uint8_t kRelationPair = 16;
inline constexpr uint8_t kRelationNamed = 32;
inline constexpr uint8_t kRelationEach = 64;
inline constexpr uint8_t kRelationPlan = 128;

// The end of what is over, where the text gives no date of it: an EDTF year of which nothing is
// known.
inline constexpr std::string_view kEnded = "XXXX";

struct RelationPattern {
  RelationKind rel = RelationKind::member_of;
  std::vector<std::string> self;  // folded prepositions of the noun's phrase; empty: any
  std::vector<RelationNeed> needs;
  std::vector<RelationSide> subject;
  std::vector<RelationSide> object;
  std::string subject_kinds;
  std::string object_kinds;
  uint8_t flags = 0;
  uint32_t line = 0;

  void write(ArchiveWriter& out) const;
  static RelationPattern read(ArchiveReader& in);
};

// Keys "v " + lemma, "n " + lemma, "c " + lemma (copulas); "name" for patterns of named bodies.
struct RelationIndexRow {
  uint32_t pattern = 0;
};

struct OfficeRule {
  std::string level;  // empty: any
  bool body = false;
  uint8_t max_rank = 5;
  std::vector<std::string> words;  // empty: any
  bool none = false;
  bool drop = false;    // its words do not belong to an office's name
  bool opens = false;   // governs the title that follows it
  bool told = false;    // the text must say whose it is
  bool seated = false;  // the text must say whose it is or name a parliament
  bool open = false;  // for titles that name no state or body but a thing of the state (words.tsv)
  RelationKind rel = RelationKind::holds_office;
  uint32_t line = 0;
};

struct EventRule {
  EventType type = EventType::mobilize;
  std::string mode;                 // empty: any
  std::vector<std::string> frames;  // as rules of events name them; empty: any
  RelationKind rel = RelationKind::forces_in;
  bool object_is_place = true;
  std::string subject_kinds;
  std::string object_kinds;
  uint8_t flags = 0;
  uint32_t line = 0;
};

// data/relations/agreements.tsv.
struct AgreementWords {
  std::vector<std::pair<std::string, std::string>> heads;  // folded word, English
  std::vector<std::pair<std::string, std::string>> kinds;
  std::vector<std::string> begin;
  std::vector<std::string> end;
  std::vector<std::string> suspend;  // of `end`
  std::vector<std::string> signed_words;
  uint32_t line = 0;  // of the first head
};

}  // namespace isnad
