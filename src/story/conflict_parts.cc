#include "story/conflict_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "story/same_act.h"

namespace isnad {

constexpr double kThousand = 1000;
// "Wednesday" in a text that is printed on Tuesday is taken for that of last week.
constexpr Day kWeekday = 4;
constexpr Day kMonth = 31;

Stated stated_number(const Report& r, uint32_t number) {
  const auto [least, most] = bounds_of(r);
  const std::string bound = r.count_bound == '=' ? "" : std::string(1, r.count_bound);
  const std::string unit = r.count_unit.empty() ? "" : " " + r.count_unit;
  return {least, most, fmt::format("{}{}{}", bound, r.count.value_or(0), unit), number};
}

Stated stated_day(const Corpus& corpus, uint32_t number) {
  const EventReport& e = corpus.events[number];
  const auto& published = corpus.articles[e.article].published;
  const bool news = published && e.days->overlaps({published->first - 7, published->last + 7});
  const Day slack = news || e.date_from == DateFrom::relative ? kWeekday : 0;
  return {static_cast<double>(e.days->first - slack), static_cast<double>(e.days->last + slack),
          e.date, number};
}

namespace {

// 340.000 and 340 thousand: a point between thousands that was read as one of decimals.
bool same_figures(const Stated& a, const Stated& b) {
  const double low = std::min(a.least, b.least);
  return low > 0 && std::isfinite(low) && std::max(a.least, b.least) == kThousand * low;
}

}  // namespace

std::vector<std::vector<Stated>> apart(std::vector<Stated> list) {
  std::sort(list.begin(), list.end(), [](const Stated& a, const Stated& b) {
    return std::tuple(a.most - a.least, a.least, a.report) <
           std::tuple(b.most - b.least, b.least, b.report);
  });
  struct Group {
    double least;
    double most;
    std::vector<Stated> members;
  };
  std::vector<Group> groups;
  for (Stated& s : list) {
    Group* home = nullptr;
    size_t fits = 0;
    for (Group& g : groups) {
      if ((s.least > g.most || g.least > s.most) && !same_figures(s, g.members.front())) continue;
      ++fits;
      home = &g;
    }
    if (fits > 1) continue;
    if (fits == 0) home = &groups.emplace_back(Group{s.least, s.most, {}});
    home->least = std::max(home->least, s.least);
    home->most = std::min(home->most, s.most);
    home->members.push_back(std::move(s));
  }
  std::sort(groups.begin(), groups.end(),
            [](const Group& a, const Group& b) { return a.least < b.least; });
  std::vector<std::vector<Stated>> out;
  for (Group& g : groups) out.push_back(std::move(g.members));
  return out;
}

bool long_ago(const Corpus& corpus, const std::vector<uint32_t>& events) {
  return std::all_of(events.begin(), events.end(), [&](uint32_t i) {
    const EventReport& e = corpus.events[i];
    const auto& published = corpus.articles[e.article].published;
    return e.days && published && e.days->last < published->first - kMonth;
  });
}

std::vector<ConflictSide> sides_of(const std::vector<std::vector<Stated>>& groups) {
  std::vector<ConflictSide> out;
  for (const auto& g : groups) {
    ConflictSide& side = out.emplace_back();
    side.value = g.front().value;
    for (const Stated& s : g) side.reports.push_back(s.report);
  }
  return out;
}

}  // namespace isnad
