#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/archive.h"
#include "base/image.h"
#include "base/result.h"
#include "record/record.h"

// Frames of data/frames/*.toml: what a predicate means and where its participants stand. The
// schema is described in docs/frames.md.

namespace isnad {

// Where a participant stands around its predicate; `speaker`: whoever says the words that it
// stands in.
struct Position {
  enum Kind : uint8_t { subject, object, object_owner, prep, prep_owner, speaker };
  Kind kind = subject;
  std::string preposition;  // folded canonical form, for prep and prep_owner
};

struct Constraint {
  bool present = false;
  bool required = false;
  std::string prep;                // of a complement
  std::vector<std::string> heads;  // folded lemmas, sorted in the image; empty: any
};

enum class FrameUse : uint8_t { verb, masdar, noun, participle, phrase };

struct Frame {
  std::string id;
  EventType type = EventType::agree;
  std::string mode;
  std::vector<std::string> contexts;
  std::string cameo;
  std::string rule;                // "frames/visit.toml:12"
  std::vector<std::string> light;  // folded lemmas of further light verbs
  Constraint object;
  Constraint complement;
  std::vector<std::string> not_object;      // sorted in the image
  std::vector<std::string> not_complement;  // behind any preposition; sorted in the image
  std::vector<Position> actor;
  std::vector<Position> recipient;
  std::vector<Position> place;
  bool idafa_is_subject = true;
  bool idafa_goal = false;  // but the bare name of a state or place is where to
  bool require_actor = false;
  bool require_recipient = false;
  uint8_t actor_kinds = 0xFF;  // bit per EntityKind
  uint8_t recipient_kinds = 0xFF;
  bool symmetric = false;
  bool statement = false;
  bool coup = false;
  bool in_name = false;    // fires on names that begin with the noun, and nowhere else
  bool stateless = false;  // no state is taken for its actor unless the words name it there
  bool negated = false;    // the act is not to do what the words say: "does not recognise"
  float confidence = 0.7f;
  uint32_t side_group = 0;  // frames of one group find the same sides (side_key)
  double weight = 0;        // in the model of readings; set when it is unpacked

  // What tells acts of one type apart.
  const std::string& act() const { return mode.empty() ? cameo : mode; }
  // All that decides which sides are found around a word.
  std::string side_key() const;

  void write(ArchiveWriter& out) const;
  static Frame read(ArchiveReader& in);
};

// One way to reach a frame: by a lemma, or by a phrase that begins with it.
struct FrameRow {
  uint32_t frame = 0;
  StrRef rest;  // further lemmas of a phrase, space-joined
  uint8_t use = 0;
  uint8_t pad[3] = {};
};

// What an article is about where it is not politics (data/frames/topics.tsv).
enum class Topic : uint8_t { sport, business, culture, crime, civil };
inline constexpr size_t kTopicCount = 5;
inline constexpr const char* kTopicNames = "sport business culture crime civil";

struct TopicRow {
  uint8_t topic;
  uint8_t pad[3];
};

// Words that are no act though a frame knows them (data/frames/no_acts.tsv): idiom, an expression
// none of whose words is a predicate; cause, what happens by itself, so that nobody did what it
// does.
enum class NoAct : uint8_t { idiom, cause };
inline constexpr const char* kNoActNames = "idiom cause";

struct NoActRow {
  StrRef rest;  // further lemmas, space-joined
  uint8_t kind = 0;
  uint8_t pad[3] = {};
};

struct OperatorRow {
  uint8_t pos;         // 0 verb, 1 noun, 2 adjective
  uint8_t complement;  // Factuality, or 0xFF: same
  uint8_t control;     // 0 none, 1 subject, 2 object
  uint8_t told;        // 1: a noun of what is told: "report", "accusation"
};

struct LightRow {
  StrRef prep;      // folded, empty: direct object
  uint8_t subject;  // 0 none, 1 actor, 2 recipient, 3 place
  uint8_t mutual;   // 1: its several subjects do it to each other
  uint8_t pad[2];
};

}  // namespace isnad
