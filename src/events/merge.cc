// Repeated tellings of one act become one event with all its triggers.

#include <algorithm>
#include <set>

#include "events/attributes.h"
#include "events/impl.h"

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

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) {
    return std::find(b.begin(), b.end(), x) != b.end();
  });
}

bool dates_agree(const std::optional<std::string>& a, const std::optional<std::string>& b) {
  if (!a || !b) return true;
  const size_t n = std::min(a->size(), b->size());
  return a->compare(0, n, *b, 0, n) == 0;
}

bool symmetric_type(EventType t) {
  return t == EventType::consult || t == EventType::agree || t == EventType::support ||
         t == EventType::cooperate || t == EventType::assault;
}

std::set<std::string> parties(const Event& e) {
  std::set<std::string> out(e.actor.begin(), e.actor.end());
  out.insert(e.recipient.begin(), e.recipient.end());
  return out;
}

// One telling may leave parties out, but if it names two or more it must not name others.
bool parties_agree(const Event& a, const Event& b) {
  const auto x = parties(a);
  const auto y = parties(b);
  const auto& small = x.size() <= y.size() ? x : y;
  const auto& large = x.size() <= y.size() ? y : x;
  return !small.empty() && std::includes(large.begin(), large.end(), small.begin(), small.end()) &&
         (small.size() == large.size() || small.size() < 2);
}

bool equal_or_untold(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.empty() || b.empty() ||
         std::set<std::string>(a.begin(), a.end()) == std::set<std::string>(b.begin(), b.end());
}

bool same_act(const Event& a, const Event& b) {
  if (a.type != b.type || a.factuality != b.factuality || !dates_agree(a.date, b.date))
    return false;
  if (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode) return false;
  // Thanks and a signature are both support, but two acts: without modes the code tells.
  if ((a.mode.empty() || b.mode.empty()) && a.type != EventType::assault && a.cameo != b.cameo) {
    return false;
  }
  // Talks are held during a visit, but they are not the visit.
  if (a.type == EventType::consult && a.mode != b.mode) return false;
  if (a.place && b.place && *a.place != *b.place) return false;
  // An echo that names nobody ("the suicide attack") is the act of that mode told before.
  if (!a.mode.empty() && a.mode == b.mode && parties(b).empty()) return true;
  if (symmetric_type(a.type) && a.type != EventType::assault) return parties_agree(a, b);
  return equal_or_untold(a.actor, b.actor) && equal_or_untold(a.recipient, b.recipient) &&
         (overlap(a.actor, b.actor) || overlap(a.recipient, b.recipient));
}

void unite(std::vector<std::string>& into, const std::vector<std::string>& from) {
  if (into.empty()) into = from;
}

}  // namespace

std::vector<Event> merge_readings(const EventInput& in, std::vector<Reading> readings) {
  (void)in;
  std::vector<Event> out;
  for (Reading& r : readings) {
    Event e;
    e.type = r.frame->type;
    e.mode = r.frame->mode;
    e.contexts = r.frame->contexts;
    e.cameo = r.frame->cameo;
    e.actor = codes(r.actor, false);
    e.recipient = codes(r.recipient, befalls(e.type));
    e.place = r.place;
    e.date = r.date;
    e.date_from = r.date_from;
    e.factuality = r.factuality;
    e.count = r.count;
    e.triggers = {r.trigger};
    e.rule = r.frame->rule;
    e.confidence = r.confidence;
    Event* same = nullptr;
    for (Event& have : out) {
      if (same_act(have, e)) {
        same = &have;
        break;
      }
    }
    if (!same) {
      if (!r.echo && !parties(e).empty()) out.push_back(std::move(e));
      continue;
    }
    unite(same->actor, e.actor);
    unite(same->recipient, e.recipient);
    std::erase_if(same->recipient, [&](const std::string& code) {
      return std::find(same->actor.begin(), same->actor.end(), code) != same->actor.end();
    });
    if (!same->place) same->place = e.place;
    if (!same->date || (e.date && e.date->size() > same->date->size())) {
      if (e.date) {
        same->date = e.date;
        same->date_from = e.date_from;
      }
    }
    if (!same->count) same->count = e.count;
    if (same->mode.empty()) same->mode = e.mode;
    if (e.confidence > same->confidence) {
      same->confidence = e.confidence;
      same->rule = e.rule;
      same->cameo = e.cameo;
    }
    same->triggers.push_back(e.triggers.front());
  }
  return out;
}

namespace {

// Frames of one group find the same sides around a word.
uint32_t group_of(const Frame& f, std::map<std::string, uint32_t>& groups) {
  ArchiveWriter key;
  key.num(static_cast<uint8_t>(f.type));
  key.str(act_of(f));
  for (const auto* list : {&f.actor, &f.recipient}) {
    key.num(static_cast<uint32_t>(list->size()));
    for (const Position& p : *list) {
      key.num(static_cast<uint8_t>(p.kind));
      key.str(p.preposition);
    }
  }
  for (const bool flag : {f.idafa_is_subject, f.symmetric, f.statement, f.coup}) key.num(flag);
  key.num(f.actor_kinds);
  key.num(f.recipient_kinds);
  return groups.emplace(key.take(), static_cast<uint32_t>(groups.size())).first->second;
}

}  // namespace

Result<EventReader> EventReader::open(const Image& image) {
  auto impl = std::make_unique<Impl>();
  impl->image = &image;
  ArchiveReader in(image.section("frm.frames"));
  const auto n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) impl->frames.push_back(Frame::read(in));
  if (!in.ok() || impl->frames.empty()) return fail(ErrorCode::corrupt, "image has no frames");
  impl->index = KeyTable<FrameRow>::open(image, "frm.index");
  impl->light = KeyTable<LightRow>::open(image, "frm.light");
  impl->topics = KeyTable<TopicRow>::open(image, "frm.topics");
  impl->no_acts = KeyTable<NoActRow>::open(image, "frm.no_acts");
  impl->operators = KeyTable<OperatorRow>::open(image, "frm.operators");
  auto weights = EventWeights::open(image);
  if (!weights) return tl::unexpected(weights.error());
  impl->weights = std::move(*weights);
  std::map<std::string, uint32_t> groups;
  for (const Frame& f : impl->frames) {
    impl->frame_weights.push_back(impl->weights.of_frame(f.id));
    impl->side_groups.push_back(group_of(f, groups));
  }
  return EventReader(std::move(impl));
}

EventReader::EventReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EventReader::EventReader(EventReader&&) noexcept = default;
EventReader::~EventReader() = default;

std::vector<Event> EventReader::events(const EventInput& in, EventTrace* trace,
                                       std::vector<int32_t>* told_by) const {
  FrameMatcher matcher(*impl_, in, trace);
  std::vector<Event> out = merge_readings(in, matcher.run());
  std::vector<ToldEvent> told;
  for (const Event& e : out) told.push_back(told_event(in, e));
  settle_dates(*impl_, in, matcher.parties(), told, out, trace);
  auto tellers = settle_sources(*impl_, in, matcher.parties(), told, out, trace);
  if (told_by) *told_by = std::move(tellers);
  return out;
}

}  // namespace isnad
