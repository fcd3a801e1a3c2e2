#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "story/corpus.h"
#include "world/fluent.h"

// The rules of data/world as the image holds them; docs/world.md says how they are written.

namespace isnad {

using RuleId = uint32_t;
inline constexpr RuleId kNoRule = UINT32_MAX;

// What sort of thing a code is, as far as the knowledge base or the code itself tells.
enum class PartyKind : uint8_t {
  state,
  organization,
  alliance,  // an alliance or an organisation of states
  agreement,
  armed_group,  // armed groups, companies of soldiers, armies
  person,
  place,
  generic,  // GEN: codes
  unknown   // ar: codes and what no list holds
};
std::string_view party_kind_name(PartyKind kind);

// Immutable; may be read by many threads.
class WorldRules {
 public:
  // `image` must outlive it. Errors: corrupt.
  static Result<WorldRules> open(const Image& image);
  ~WorldRules();
  WorldRules(WorldRules&&) noexcept;
  WorldRules& operator=(WorldRules&&) noexcept;

  // "world/defence.toml:12".
  std::string_view name(RuleId rule) const;
  // One English sentence that says what the rule holds to be so.
  std::string_view says(RuleId rule) const;
  size_t size() const;

  PartyKind kind(std::string_view code) const;
  // The code of the state in which a place lies; the state itself; empty if it is in none that the
  // knowledge base knows.
  std::string_view state_of(std::string_view place) const;

  // May an event of this type and frame be evidence of anything? A corpus without the events for
  // which this is false gives the same evidence, so a store need not read them.
  bool reads(EventType type, std::string_view frame_rule) const;

  struct Impl;
  const Impl& impl() const { return *impl_; }  // for this stage alone

 private:
  explicit WorldRules(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
