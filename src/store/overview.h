#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

// What a case answers about many articles at once: how many there are over time, and who speaks
// about somebody. Plain values.

namespace isnad {

enum class AttentionUnit : uint8_t { day, week, month, year };
std::string_view attention_unit_name(AttentionUnit unit);
std::optional<AttentionUnit> attention_unit_from_name(std::string_view name);

// Points of a curve for which the unit is chosen, and at most.
inline constexpr size_t kAttentionPoints = 400;
inline constexpr size_t kMostAttentionPoints = 10000;

struct AttentionSeries {
  std::optional<std::string> outlet;  // nothing: no outlet is known, or `rest`
  bool rest = false;                  // all outlets that have no series of their own
  std::vector<int64_t> counts;        // articles, one number for each date
};

struct Attention {
  AttentionUnit unit = AttentionUnit::month;
  std::vector<std::string> dates;       // EDTF, without gaps; weeks by their Monday
  std::vector<AttentionSeries> series;  // the largest first, the rest last
  int64_t undated = 0;                  // articles whose day, week... of publication is not known
};

// How often one outlet or speaker tells of acts towards somebody.
struct VoiceRow {
  std::string name;  // of the outlet, "" where none is known; or the code of the speaker
  int64_t acts = 0;  // all of them
  int64_t types[kEventTypeCount] = {};  // by EventType
};

struct Voices {
  std::vector<VoiceRow> outlets;   // those that tell most first
  std::vector<VoiceRow> speakers;  // the same
};

}  // namespace isnad
