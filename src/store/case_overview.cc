#include <algorithm>
#include <chrono>

#include "store/overview_rows.h"
#include "store/query.h"

namespace isnad {

namespace {

namespace chrono = std::chrono;

constexpr size_t kMostTimes = 400;  // of a step that is chosen for the reader

struct DayCount {
  std::string day;
  std::optional<std::string> outlet;
  int64_t articles = 0;
};

// REQUIRES: an ISO day.
chrono::sys_days days_of_iso(const std::string& day) {
  const auto part = [&](size_t at, size_t n) { return std::atoi(day.substr(at, n).c_str()); };
  return chrono::year_month_day(chrono::year(part(0, 4)),
                                chrono::month(static_cast<unsigned>(part(5, 2))),
                                chrono::day(static_cast<unsigned>(part(8, 2))));
}

std::string iso_of(chrono::sys_days day) {
  const chrono::year_month_day d(day);
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(d.year()),
                static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
  return out;
}

// The first day of the step that the day is in.
chrono::sys_days begin_of(chrono::sys_days day, TimeStep step) {
  const chrono::year_month_day d(day);
  switch (step) {
    case TimeStep::day:
      return day;
    case TimeStep::week:
      return day - (chrono::weekday(day) - chrono::Monday);
    case TimeStep::month:
      return chrono::sys_days(d.year() / d.month() / 1);
    case TimeStep::year:
      return chrono::sys_days(d.year() / chrono::January / 1);
  }
  return day;
}

chrono::sys_days next_of(chrono::sys_days begin, TimeStep step) {
  const chrono::year_month_day d(begin);
  switch (step) {
    case TimeStep::day:
      return begin + chrono::days(1);
    case TimeStep::week:
      return begin + chrono::days(7);
    case TimeStep::month:
      return chrono::sys_days((d.year() / d.month() / 1) + chrono::months(1));
    case TimeStep::year:
      return chrono::sys_days((d.year() + chrono::years(1)) / chrono::January / 1);
  }
  return begin + chrono::days(1);
}

std::string time_name(chrono::sys_days begin, TimeStep step) {
  const std::string day = iso_of(begin);
  if (step == TimeStep::month) return day.substr(0, 7);
  if (step == TimeStep::year) return day.substr(0, 4);
  return day;
}

size_t times_between(chrono::sys_days first, chrono::sys_days last, TimeStep step) {
  const auto days = static_cast<size_t>((last - first).count()) + 1;
  switch (step) {
    case TimeStep::day:
      return days;
    case TimeStep::week:
      return days / 7 + 2;
    case TimeStep::month:
      return days / 28 + 2;
    case TimeStep::year:
      return days / 365 + 2;
  }
  return days;
}

TimeStep step_for(chrono::sys_days first, chrono::sys_days last) {
  for (const TimeStep s : {TimeStep::day, TimeStep::week, TimeStep::month}) {
    if (times_between(first, last, s) <= kMostTimes) return s;
  }
  return TimeStep::year;
}

std::vector<Teller> voices_of(std::map<std::string, Teller> by_name) {
  std::vector<Teller> out;
  for (auto& [name, voice] : by_name) {
    voice.name = name;
    out.push_back(std::move(voice));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Teller& a, const Teller& b) { return a.reports > b.reports; });
  return out;
}

}  // namespace

const char* time_step_name(TimeStep step) {
  static constexpr const char* kNames[] = {"day", "week", "month", "year"};
  return kNames[static_cast<size_t>(step)];
}

std::optional<TimeStep> time_step_from_name(const std::string& name) {
  for (const TimeStep s : {TimeStep::day, TimeStep::week, TimeStep::month, TimeStep::year}) {
    if (name == time_step_name(s)) return s;
  }
  return std::nullopt;
}

Result<Attention> CaseFile::attention(const Filter& f, std::optional<TimeStep> step,
                                      size_t outlets) const {
  const Snapshot snapshot(*impl_);
  // An article counts for the outlet of the place where it stands first.
  Query q("SELECT d.published_first, d.published_last, d.outlet, count(*) FROM document d");
  if (f.actor) {
    q.where("d.id IN (SELECT document FROM entity WHERE " + Query::is_code("code") + ")",
            Query::code_values(*f.actor));
  }
  q.outlet(f, "d.id");
  if (auto r = q.days(f, "d.published_first", "d.published_last", "d.days"); !r) {
    return tl::unexpected<Error>(r.error());
  }
  q.order("GROUP BY d.published_first, d.published_last, d.outlet ORDER BY 1, 2, 3", 0);
  struct Group {
    std::string first;
    std::string last;
    std::optional<std::string> outlet;
    int64_t articles;
  };
  const auto groups = collect<Group>(q, impl_->db, [](const Statement& s) {
    return Group{s.optional_text(0).value_or(""), s.optional_text(1).value_or(""),
                 s.optional_text(2), s.integer(3)};
  });
  if (!groups) return tl::unexpected<Error>(groups.error());
  Attention out;
  std::optional<chrono::sys_days> first;
  std::optional<chrono::sys_days> last;
  std::map<std::optional<std::string>, int64_t> by_outlet;
  for (const Group& g : *groups) {
    by_outlet[g.outlet] += g.articles;
    if (g.first.empty() || g.first != g.last) continue;
    const chrono::sys_days day = days_of_iso(g.first);
    if (!first || day < *first) first = day;
    if (!last || *last < day) last = day;
  }
  out.step = step ? *step : first ? step_for(*first, *last) : TimeStep::month;
  std::map<chrono::sys_days, size_t> at;
  if (first) {
    // What is asked for by name is given whole up to a bound, then in the next longer step.
    while (out.step != TimeStep::year && times_between(*first, *last, out.step) > 10 * kMostTimes) {
      out.step = static_cast<TimeStep>(static_cast<int>(out.step) + 1);
    }
    const chrono::sys_days end = begin_of(*last, out.step);
    for (auto t = begin_of(*first, out.step); t <= end; t = next_of(t, out.step)) {
      at.emplace(t, out.times.size());
      out.times.push_back(time_name(t, out.step));
    }
  }
  std::vector<std::pair<std::optional<std::string>, int64_t>> order(by_outlet.begin(),
                                                                    by_outlet.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::map<std::optional<std::string>, size_t> series;
  for (const auto& [outlet, n] : order) {
    if (out.series.size() < outlets) {
      series[outlet] = out.series.size();
      out.series.push_back({outlet, false, std::vector<int64_t>(out.times.size())});
    } else {
      if (out.series.size() == outlets) {
        out.series.push_back({std::nullopt, true, std::vector<int64_t>(out.times.size())});
      }
      series[outlet] = outlets;
    }
  }
  for (const Group& g : *groups) {
    if (g.first.empty()) {
      out.undated += g.articles;
      continue;
    }
    const chrono::sys_days begin = begin_of(days_of_iso(g.first), out.step);
    const auto place = at.find(begin);
    if (place == at.end() || begin_of(days_of_iso(g.last), out.step) != begin) {
      out.undated += g.articles;
    } else {
      out.series[series[g.outlet]].counts[place->second] += g.articles;
    }
  }
  return out;
}

Result<Voices> CaseFile::voices(const std::string& code, const Filter& f) const {
  const Snapshot snapshot(*impl_);
  const auto ask = [&](const std::string& select, const std::string& more,
                       const std::string& group) -> Result<std::vector<Teller>> {
    Query q("SELECT " + select +
            ", e.type, count(DISTINCT e.id) FROM event_party p JOIN event e ON "
            "e.id = p.event JOIN document d ON d.id = e.document" +
            more);
    q.where("p.role = 'recipient' AND p.code = ?", {code});
    if (auto r = q.days(f, "e.first_day", "e.last_day", "e.valid"); !r) {
      return tl::unexpected<Error>(r.error());
    }
    q.order("GROUP BY " + group + ", e.type ORDER BY 1, 2", 0);
    std::map<std::string, Teller> by_name;
    const auto rows = collect<int>(q, impl_->db, [&](const Statement& s) {
      Teller& v = by_name[s.optional_text(0).value_or("")];
      v.types[s.text(1)] += s.integer(2);
      v.reports += s.integer(2);
      return 0;
    });
    if (!rows) return tl::unexpected<Error>(rows.error());
    return voices_of(std::move(by_name));
  };
  auto outlets = ask("d.outlet", "", "d.outlet");
  if (!outlets) return tl::unexpected<Error>(outlets.error());
  auto speakers =
      ask("s.code", " JOIN event_party s ON s.event = e.id AND s.role = 'source'", "s.code");
  if (!speakers) return tl::unexpected<Error>(speakers.error());
  return Voices{std::move(*outlets), std::move(*speakers)};
}

}  // namespace isnad
