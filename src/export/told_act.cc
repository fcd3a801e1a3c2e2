#include "export/told_act.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>

namespace isnad {

namespace {

// An open end, as edtf_days writes it.
constexpr std::string_view kOpenFirst = "0000-01-01";
constexpr std::string_view kOpenLast = "9999-12-31";

// How narrow a place is; larger is narrower.
int narrowness(const PlaceTable& places, const std::string& place) {
  const auto found = places.find(place);
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

const EventRow& lead_of(const std::vector<EventRow>& reports) {
  const auto same_sides = [](const EventRow& a, const EventRow& b) {
    return a.event.actor == b.event.actor && a.event.recipient == b.event.recipient;
  };
  const EventRow* lead = &reports.front();
  std::pair<int64_t, bool> top;
  for (const EventRow& r : reports) {
    const std::pair<int64_t, bool> points = {
        std::count_if(reports.begin(), reports.end(),
                      [&](const EventRow& o) { return same_sides(o, r); }),
        !r.event.mode.empty()};
    if (points > top) {
      lead = &r;
      top = points;
    }
  }
  return *lead;
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

ToldAct told_act(const HappeningRow& row, const PlaceTable& places, const Codings& codings) {
  ToldAct act;
  act.row = &row;
  act.lead = &lead_of(row.reports);
  const Event& lead = act.lead->event;
  act.type = lead.type;
  act.mode = lead.mode;
  act.cameo = lead.cameo;
  act.contexts = lead.contexts;
  act.actor = lead.actor;
  act.recipient = lead.recipient;
  act.factuality = factuality_of(row.reports);
  std::vector<const std::string*> where;
  std::vector<const std::string*> when;
  for (const EventRow& r : row.reports) {
    if (r.event.place) where.push_back(&*r.event.place);
    if (r.event.date) when.push_back(&*r.event.date);
    if (r.event.count && (!act.count || *r.event.count < *act.count)) act.count = r.event.count;
  }
  if (const auto* p = best(where, [&](const std::string& s) { return narrowness(places, s); })) {
    act.place = *p;
  }
  const auto shortness = [](const std::string& edtf) -> int64_t {
    const auto days = edtf_days(edtf);
    const int64_t n = days ? length_of(*days) : 0;
    return n > 0 ? -n : INT64_MIN;
  };
  if (const auto* d = best(when, shortness)) {
    act.days = edtf_days(*d);
    if (act.days && length_of(*act.days) == 0) act.days.reset();
  }
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
  if (days.first == kOpenFirst || days.last == kOpenLast) return 0;
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
