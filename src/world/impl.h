#pragma once
// Private to the stage.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/archive.h"
#include "entities/gazetteer.h"
#include "entities/place_rows.h"
#include "world/world.h"

namespace isnad {

inline constexpr uint16_t kAnyParty = 0xFFFF;  // bit per PartyKind

enum class EventPart : uint8_t { actor, recipient, place, party };

// Which event or relation is evidence of what.
struct EvidenceRule {
  RuleId id = 0;
  // Of a relation: it shows, begins or ends the fluent as it does its own; `frames` are the
  // patterns that read it, subject and object its own. All conditions on events are void.
  bool of_relation = false;
  RelationKind relation = RelationKind::member_of;
  EventType type = EventType::agree;
  bool any_mode = true;
  std::string mode;
  std::vector<std::string> frames;    // rules of events: "frames/agree.toml:12"; none: all
  std::vector<std::string> contexts;  // one of them; none: all
  Effect effect = Effect::shows;
  FluentKind fluent = FluentKind::member_of;
  EventPart subject = EventPart::actor;
  EventPart object = EventPart::recipient;
  uint16_t subject_kinds = kAnyParty;
  uint16_t object_kinds = kAnyParty;
  float confidence = 0;
  bool repeats = false;
  bool presumes = true;
  bool both = false;  // the other way round too

  void write(ArchiveWriter& out) const;
  void read(ArchiveReader& in);
};

// One holder at a time.
struct ExclusionRule {
  RuleId id = 0;
  FluentKind fluent = FluentKind::holds_office;
  std::vector<std::string> offices;  // what stands before '@' in the object; none: every object
  uint16_t object_kinds = kAnyParty;
  bool begins_only = false;  // only a reported begin ends the time of the one before

  void write(ArchiveWriter& out) const;
  void read(ArchiveReader& in);
};

// KIND ?x ?y. Variables are numbers from 0.
struct Pattern {
  enum class Part : uint8_t { holds, begins, ends, known };
  Part part = Part::holds;
  FluentKind fluent = FluentKind::member_of;
  std::string known;  // name of the list
  uint8_t subject = 0;
  uint8_t object = 0;

  void write(ArchiveWriter& out) const;
  void read(ArchiveReader& in);
  // Gives the time from which the conclusion is so.
  bool trigger() const {
    return part == Part::begins || part == Part::ends ||
           (part == Part::holds && is_momentary(fluent));
  }
};

inline constexpr size_t kMaxVariables = 6;

struct ConsequenceRule {
  RuleId id = 0;
  std::vector<Pattern> when;
  enum class How : uint8_t { holds, begins, ends };
  How how = How::holds;
  Pattern then;
  std::vector<uint16_t> kinds;  // of each variable
  bool possible = false;        // what follows may be so, no more

  void write(ArchiveWriter& out) const;
  void read(ArchiveReader& in);
};

struct KnownPair {
  std::string list;
  std::string first;
  std::string second;
};

inline constexpr uint8_t kBoundStart = 1;
inline constexpr uint8_t kBoundEnd = 2;
inline constexpr uint8_t kBoundPlan = 4;  // the end that it tells is to come

struct RuleText {
  std::string name;
  std::string says;
};

struct WorldRules::Impl {
  Gazetteer gazetteer;
  const Image* image = nullptr;
  KeyTable<MapRow> places;      // only names of the gazetteer have ids
  std::vector<RuleText> texts;  // by RuleId
  std::vector<EvidenceRule> evidence;
  std::vector<ExclusionRule> exclusions;
  std::vector<ConsequenceRule> consequences;
  std::vector<KnownPair> known;
  // Rules of relations that tell of a begin or an end: "relations/patterns.tsv:40" -> kBound bits.
  std::unordered_map<std::string, uint8_t> bounds;
};

// Evidence of one fluent as some Viewpoint sees it -> its periods and what stands beside them.
// `numbers`: of evidence of that fluent, ascending.
void build_history(const std::vector<FluentEvidence>& evidence,
                   const std::vector<uint32_t>& numbers, History& out);

// The last day on which reports show it to hold, at least in part.
Day last_shown(const std::vector<FluentEvidence>& evidence, const Period& period);

// Names of symbols as numbers in the order of bytes.
class NameOrder {
 public:
  // `known`: what rules may conclude about though no report does.
  NameOrder(const Symbols& symbols, const std::vector<FluentEvidence>& evidence,
            const std::vector<KnownPair>& known);
  uint32_t operator()(Symbol s) const { return s == kNoSymbol ? 0 : ranks_[s]; }
  bool less(const Fluent& a, const Fluent& b) const;

 private:
  std::vector<uint32_t> ranks_;
};

// Ends what excludes each other, then adds what follows. `histories` stay in the order of names.
void apply_exclusions(const World& world, std::vector<History>& histories);
void apply_consequences(const World& world, const NameOrder& order,
                        std::vector<History>& histories);

}  // namespace isnad
