#include "story/rules.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/archive.h"
#include "entities/gazetteer.h"
#include "story/rule_rows.h"

namespace isnad {

struct StoryRules::Impl {
  explicit Impl(Gazetteer g) : gazetteer(std::move(g)) {}

  struct Place {
    enum Level : uint8_t { unknown, town, division, region, state } level = unknown;
    std::string_view of;  // code of the state
  };

  Place place(std::string_view name) const {
    if (const auto capital = capitals.find(name); capital != capitals.end()) {
      return {Place::town, capital->second};
    }
    const uint32_t i = gazetteer.by_id(name);
    if (i == UINT32_MAX) return {};
    const LexRow& row = gazetteer.lex(i);
    const LexKind kind = gazetteer.kind(i);
    if (kind == LexKind::state) return {Place::state, gazetteer.str(row.id)};
    if (kind != LexKind::region && kind != LexKind::place) return {};
    const std::string_view what = gazetteer.str(row.extra);
    if (what == "region") return {Place::region, gazetteer.str(row.of)};
    const bool town = what == "city" || what == "seat";
    return {town ? Place::town : Place::division, gazetteer.str(row.of)};
  }

  Gazetteer gazetteer;
  std::vector<ActRow> acts;
  std::map<std::string, ChargePart, std::less<>> charges;    // by rule
  std::vector<std::string> deaths;                           // rules, ascending
  std::map<std::string, uint32_t, std::less<>> people;       // unit -> kind
  std::vector<std::string> offices;                          // ascending
  std::map<std::string, std::string, std::less<>> capitals;  // -> state
};

Result<StoryRules> StoryRules::open(const Image& image) {
  auto gazetteer = Gazetteer::open(image);
  if (!gazetteer) return tl::unexpected<Error>(gazetteer.error());
  auto impl = std::make_unique<Impl>(std::move(*gazetteer));
  ArchiveReader in(image.section("story.rules"));
  for (auto n = in.num<uint32_t>(); n > 0 && in.ok(); --n) impl->acts.push_back(ActRow::read(in));
  for (auto n = in.num<uint32_t>(); n > 0 && in.ok(); --n) {
    const auto part = static_cast<ChargePart>(in.num<uint8_t>());
    impl->charges.emplace(in.str(), part);
  }
  impl->deaths = in.strings();
  const auto kinds = in.num<uint32_t>();
  for (uint32_t kind = 1; kind <= kinds && in.ok(); ++kind) {
    for (std::string& unit : in.strings()) impl->people.emplace(std::move(unit), kind);
  }
  impl->offices = in.strings();
  const std::vector<std::string> capitals = in.strings();
  for (size_t i = 0; i + 1 < capitals.size(); i += 2) {
    impl->capitals.emplace(capitals[i], capitals[i + 1]);
  }
  if (!in.ok()) {
    return fail(ErrorCode::corrupt, "section story.rules of the image is cut short");
  }
  return StoryRules(std::move(impl));
}

StoryRules::StoryRules(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StoryRules::StoryRules(StoryRules&&) noexcept = default;
StoryRules::~StoryRules() = default;

Act StoryRules::act(EventType type, std::string_view mode, std::string_view rule) const {
  for (const ActRow& row : impl_->acts) {
    if (row.type != type || (row.mode != "*" && row.mode != mode)) continue;
    if (!row.rules.empty() &&
        std::find(row.rules.begin(), row.rules.end(), rule) == row.rules.end()) {
      continue;
    }
    Act out = row.act;
    out.kind = static_cast<uint32_t>(&row - impl_->acts.data()) + 1;
    return out;
  }
  return {};
}

ChargePart StoryRules::charge_part(std::string_view rule) const {
  const auto found = impl_->charges.find(rule);
  return found == impl_->charges.end() ? ChargePart::none : found->second;
}

bool StoryRules::tells_deaths(std::string_view rule) const {
  return std::binary_search(impl_->deaths.begin(), impl_->deaths.end(), rule);
}

uint32_t StoryRules::people(std::string_view unit) const {
  const auto found = impl_->people.find(unit);
  return found == impl_->people.end() ? 0 : found->second;
}

bool StoryRules::one_holder(std::string_view office) const {
  return std::binary_search(impl_->offices.begin(), impl_->offices.end(), office);
}

PlaceRelation StoryRules::places(std::string_view a, std::string_view b) const {
  if (a == b) return PlaceRelation::same;
  const Impl::Place x = impl_->place(a);
  const Impl::Place y = impl_->place(b);
  if (!x.of.empty() && !y.of.empty() && x.of != y.of) return PlaceRelation::apart;
  if (x.level == y.level && (x.level == Impl::Place::town || x.level == Impl::Place::division)) {
    return PlaceRelation::apart;
  }
  const bool inside = x.level == Impl::Place::state || y.level == Impl::Place::state;
  if (inside && !x.of.empty() && x.of == y.of) return PlaceRelation::inside;
  return PlaceRelation::open;
}

bool StoryRules::is_state(std::string_view code) const { return impl_->gazetteer.is_state(code); }

std::string_view StoryRules::state_of(std::string_view place) const {
  return impl_->place(place).of;
}

}  // namespace isnad
