// Repeated tellings of one act become one event with all its triggers.

#include <algorithm>

#include "events/attributes.h"
#include "events/impl.h"
#include "events/same.h"

namespace isnad {

namespace {

// Codes of a side. Whoever is hurt, held or tried does not act for anybody: a named person stands
// there beside the state or group that he acts for.
std::vector<std::string> codes(const std::vector<Participant>& list, bool undergoes) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& code) {
    if (std::find(out.begin(), out.end(), code) == out.end()) out.push_back(code);
  };
  for (const Participant& p : list) {
    add(p.code);
    if (undergoes && !p.person.empty() && p.kind == EntityKind::person) add(p.person);
  }
  return out;
}

bool befalls(EventType t) { return t == EventType::assault || t == EventType::coerce; }

Event event_of(const Reading& r) {
  Event e;
  e.type = r.frame->type;
  const Frame& said = r.manner ? *r.manner : *r.frame;
  e.mode = said.mode;
  e.contexts = said.contexts;
  e.cameo = said.cameo;
  SideCodes sides = side_codes(r);
  e.actor = std::move(sides.actor);
  e.recipient = std::move(sides.recipient);
  e.place = r.place;
  e.date = r.date;
  e.date_from = r.date_from;
  e.factuality = r.factuality;
  e.count = r.count;
  e.triggers = {r.trigger};
  e.rule = r.frame->rule;
  e.confidence = r.confidence;
  return e;
}

// How far a telling is believed about who took part: one that names one side alone a little less.
double weight_of(const Event& e) {
  constexpr double kOneSide = 0.8;
  return e.confidence * (e.actor.empty() || e.recipient.empty() ? kOneSide : 1.0);
}

// Does the second of two tellings, which stands behind the first, rather say what the act was and
// who took part? The surer one; of two that agree on who took part, the one that counts, so that
// its frame says what is counted: the nearer one before a number that both have found.
bool tells_better(const Event& e, const Event& telling) {
  const bool agree = e.actor == telling.actor && e.recipient == telling.recipient;
  if (agree && e.count.has_value() != telling.count.has_value()) return telling.count.has_value();
  const uint32_t end = e.triggers.back().end;
  if (agree && e.count && e.count == telling.count &&
      telling.triggers.front().begin < end + kCountReach) {
    return telling.mode.empty() || telling.mode == e.mode;
  }
  return weight_of(telling) > weight_of(e);
}

// One more telling of `e`: what it tells of the act, if nothing was told so far.
void add_telling(Event& e, Event telling) {
  if (tells_better(e, telling)) {
    std::swap(e.rule, telling.rule);
    std::swap(e.cameo, telling.cameo);
    std::swap(e.mode, telling.mode);
    std::swap(e.actor, telling.actor);
    std::swap(e.recipient, telling.recipient);
  }
  e.confidence = std::max(e.confidence, telling.confidence);
  if (e.mode.empty() && !telling.mode.empty()) {
    e.mode = telling.mode;
    e.cameo = telling.cameo;
  }
  if (e.actor.empty()) e.actor = telling.actor;
  if (e.recipient.empty()) e.recipient = telling.recipient;
  std::erase_if(e.recipient, [&](const std::string& code) {
    return std::find(e.actor.begin(), e.actor.end(), code) != e.actor.end();
  });
  if (!e.place) e.place = telling.place;
  if (telling.date && (!e.date || telling.date->size() > e.date->size())) {
    e.date = telling.date;
    e.date_from = telling.date_from;
  }
  if (!e.count) e.count = telling.count;
  e.triggers.push_back(telling.triggers.front());
}

}  // namespace

SideCodes side_codes(const Reading& r) {
  return {codes(r.actor, false), codes(r.recipient, befalls(r.frame->type))};
}

std::vector<Event> merge_readings(const EventReader::Impl& impl, const EventInput& in,
                                  const Parties& parties, const std::vector<Reading>& readings,
                                  EventTrace* trace) {
  const std::vector<uint32_t> act = acts_told(impl, in, parties, readings, trace);
  constexpr size_t kUntold = SIZE_MAX;
  std::vector<size_t> event_at(readings.size(), kUntold);  // act -> its number in `out`
  std::vector<Event> out;
  for (size_t k = 0; k < readings.size(); ++k) {
    Event e = event_of(readings[k]);
    if (trace) trace->accepted.push_back(e);
    size_t& at = event_at[act[k]];
    if (at != kUntold) {
      add_telling(out[at], std::move(e));
      continue;
    }
    // Too unsure for an act of its own, or nobody takes part: a later telling may know more.
    if (readings[k].weak || (e.actor.empty() && e.recipient.empty())) continue;
    at = out.size();
    out.push_back(std::move(e));
  }
  return out;
}

Result<EventReader> EventReader::open(const Image& image) {
  auto impl = std::make_unique<Impl>();
  impl->image = &image;
  impl->index = KeyTable<FrameRow>::open(image, "frm.index");
  impl->light = KeyTable<LightRow>::open(image, "frm.light");
  impl->topics = KeyTable<TopicRow>::open(image, "frm.topics");
  impl->no_acts = KeyTable<NoActRow>::open(image, "frm.no_acts");
  impl->operators = KeyTable<OperatorRow>::open(image, "frm.operators");
  impl->extents = KeyTable<uint32_t>::open(image, "num.extents");
  auto weights = EventWeights::open(image);
  if (!weights) return tl::unexpected(weights.error());
  impl->weights = std::move(*weights);
  auto frames = FrameTable::open(image, impl->weights);
  if (!frames) return tl::unexpected(frames.error());
  impl->opened.emplace(std::move(*frames));
  return EventReader(std::move(impl));
}

EventReader::EventReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EventReader::EventReader(EventReader&&) noexcept = default;
EventReader::~EventReader() = default;

std::vector<Event> EventReader::events(const EventInput& in, EventTrace* trace,
                                       std::vector<int32_t>* told_by) const {
  FrameMatcher matcher(*impl_, in, trace);
  std::vector<Event> out = merge_readings(*impl_, in, matcher.parties(), matcher.run(), trace);
  std::vector<ToldEvent> told;
  for (const Event& e : out) told.push_back(told_event(in, e));
  settle_dates(*impl_, in, matcher.parties(), told, out, trace);
  auto tellers = settle_sources(*impl_, in, matcher.parties(), told, out, trace);
  if (told_by) *told_by = std::move(tellers);
  return out;
}

}  // namespace isnad
