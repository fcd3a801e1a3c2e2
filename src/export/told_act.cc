#include "export/told_act.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <tuple>

namespace isnad {

namespace {

// How narrow a place is; larger is narrower.
int narrowness(const PlaceTable* places, const std::string& place) {
  const auto found = places ? places->find(place) : std::nullopt;
  if (!found) return 0;
  switch (found->level) {
    case PlaceLevel::town:
      return 4;
    case PlaceLevel::division:
      return 3;
    case PlaceLevel::region:
      return 1;
    case PlaceLevel::state:
      return 2;
  }
  return 0;
}

// The value with the highest rank, then the one that occurs most, then the earliest.
template <class T, class Rank>
const T* best(const std::vector<const T*>& values, Rank rank) {
  const T* chosen = nullptr;
  std::pair<int64_t, int64_t> top;
  for (const T* v : values) {
    const std::pair<int64_t, int64_t> points = {
        rank(*v),
        std::count_if(values.begin(), values.end(), [&](const T* o) { return *o == *v; })};
    if (!chosen || points > top) {
      chosen = v;
      top = points;
    }
  }
  return chosen;
}

int weight(const Event& e) {
  return 8 * !e.actor.empty() + 4 * !e.recipient.empty() + 2 * e.date.has_value() +
         e.place.has_value();
}

Factuality factuality_of(const std::vector<EventRow>& reports) {
  std::map<Factuality, int> told;
  for (const EventRow& r : reports) ++told[r.event.factuality];
  if (told.count(Factuality::actual) != 0) return Factuality::actual;
  Factuality most = reports.front().event.factuality;
  for (const auto& [factuality, n] : told) {
    if (n > told[most]) most = factuality;
  }
  return most;
}

std::optional<std::chrono::sys_days> calendar_day(std::string_view day) {
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') return std::nullopt;
  int y = 0;
  unsigned m = 0;
  unsigned d = 0;
  const char* s = day.data();
  if (std::from_chars(s, s + 4, y).ptr != s + 4 || std::from_chars(s + 5, s + 7, m).ptr != s + 7 ||
      std::from_chars(s + 8, s + 10, d).ptr != s + 10) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(y), std::chrono::month(m),
                                         std::chrono::day(d)};
  if (y < 1 || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

void set_published(ToldAct& act) {
  for (const EventRow& r : act.row->reports) {
    if (!r.where.published) continue;
    const auto days = edtf_days(*r.where.published);
    if (!days || length_of(*days) == 0) continue;
    if (act.first_published.empty() || days->first < act.first_published) {
      act.first_published = days->first;
    }
    act.last_published = std::max(act.last_published, days->first);
  }
}

void announce(ToldAct& act, const Codings& codings) {
  if (act.factuality != Factuality::planned) return;
  const PloverCodes& codes = codings.plover(act.type, act.mode);
  if (!codes.planned_type) return;
  act.announced = true;
  act.type = *codes.planned_type;
  act.mode = codes.planned_mode;
  act.cameo = codes.planned_cameo;
}

}  // namespace

const EventRow& lead_of(const HappeningRow& row) {
  const auto same_sides = [](const EventRow& a, const EventRow& b) {
    return a.event.actor == b.event.actor && a.event.recipient == b.event.recipient;
  };
  const EventRow* lead = nullptr;
  std::tuple<int64_t, int, bool> top;
  for (const EventRow& r : row.reports) {
    const std::tuple<int64_t, int, bool> points = {
        std::count_if(row.reports.begin(), row.reports.end(),
                      [&](const EventRow& o) { return same_sides(o, r); }),
        weight(r.event), !r.event.mode.empty()};
    if (!lead || points > top) {
      lead = &r;
      top = points;
    }
  }
  return *lead;
}

Event told_event(const HappeningRow& row, const PlaceTable* places) {
  Event told = lead_of(row).event;
  told.factuality = factuality_of(row.reports);
  std::vector<const std::string*> where;
  std::vector<const std::string*> when;
  told.count.reset();
  for (const EventRow& r : row.reports) {
    if (r.event.place) where.push_back(&*r.event.place);
    if (r.event.date) when.push_back(&*r.event.date);
    if (r.event.count && (!told.count || *r.event.count < *told.count)) told.count = r.event.count;
  }
  if (const auto* p = best(where, [&](const std::string& s) { return narrowness(places, s); })) {
    told.place = *p;
  }
  const auto shortness = [](const std::string& edtf) -> int64_t {
    const auto days = edtf_days(edtf);
    const int64_t n = days ? length_of(*days) : 0;
    return n > 0 ? -n : INT64_MIN;
  };
  if (const auto* d = best(when, shortness)) told.date = *d;
  return told;
}

std::optional<DayRange> days_of_act(const Event& told) {
  return told.date ? edtf_days(*told.date) : std::nullopt;
}

ToldAct told_act(const HappeningRow& row, const PlaceTable& places, const Codings& codings) {
  Event told = told_event(row, &places);
  ToldAct act;
  act.row = &row;
  act.lead = &lead_of(row);
  act.days = days_of_act(told);
  if (act.days && length_of(*act.days) == 0) act.days.reset();
  act.type = told.type;
  act.mode = std::move(told.mode);
  act.cameo = std::move(told.cameo);
  act.contexts = std::move(told.contexts);
  act.actor = std::move(told.actor);
  act.recipient = std::move(told.recipient);
  act.place = std::move(told.place);
  act.factuality = told.factuality;
  act.count = told.count;
  set_published(act);
  announce(act, codings);
  return act;
}

std::optional<int64_t> day_number(std::string_view day) {
  const auto date = calendar_day(day);
  if (!date) return std::nullopt;
  return date->time_since_epoch().count();
}

int64_t length_of(const DayRange& days) {
  if (days.first == kOpenBegin || days.last == kOpenEnd) return 0;
  const auto first = day_number(days.first);
  const auto last = day_number(days.last);
  return first && last && *last >= *first ? *last - *first + 1 : 0;
}

std::string middle_of(const DayRange& days) {
  const auto first = day_number(days.first);
  const auto last = day_number(days.last);
  if (!first || !last) return {};
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(*first + (*last - *first) / 2))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace isnad
