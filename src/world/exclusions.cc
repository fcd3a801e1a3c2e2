// One holder at a time: who takes over ends the time of the one before.

#include <algorithm>
#include <map>
#include <set>

#include "world/impl.h"

namespace isnad {

namespace {

// A title read wrongly, or of old days, stands in one article; who holds an office is told again.
constexpr size_t kFewestArticles = 2;

struct Tenure {
  History* history;
  size_t period;
  Day known_from;
  Day known_to;
  size_t articles;  // that tell of it

  Period& time() const { return history->periods[period]; }
};

size_t articles_of(const World& world, const Period& period) {
  std::set<uint32_t> articles;
  for (const auto* list : {&period.opened, &period.shown}) {
    for (uint32_t n : *list) {
      articles.insert(report_of(world.corpus(), world.evidence()[n].report).article);
    }
  }
  return articles.size();
}

bool is_office(std::string_view object, const std::vector<std::string>& offices) {
  const std::string_view office = object.substr(0, object.find('@'));
  return offices.empty() || std::find(offices.begin(), offices.end(), office) != offices.end();
}

void exclude(RuleId rule, bool begins_only, std::vector<Tenure>& tenures) {
  std::stable_sort(tenures.begin(), tenures.end(),
                   [&](const Tenure& a, const Tenure& b) { return a.known_from < b.known_from; });
  for (size_t i = 0; i < tenures.size(); ++i) {
    Period& held = tenures[i].time();
    if (!held.goes_on() || !held.closed.empty()) continue;
    const Tenure* next = nullptr;
    bool disputed = false;  // somebody is told to hold it in the same days
    for (size_t j = i + 1; j < tenures.size() && !next; ++j) {
      if (tenures[j].history == tenures[i].history) continue;
      if (tenures[j].known_from > tenures[i].known_to)
        next = &tenures[j];
      else
        disputed = true;
    }
    if (!next) continue;
    // The successor must not be told of before: then both are, and which is wrong no rule can say.
    for (size_t j = 0; j < i; ++j) disputed |= tenures[j].history == next->history;
    if (disputed) continue;
    const Period& after = next->time();
    const bool begins = after.begin_known() && !after.opened.empty();
    if (!begins && (begins_only || next->articles < kFewestArticles)) continue;
    held.end = {std::max(tenures[i].known_to, after.begin_known() ? after.begin.first : kFirstDay),
                after.begin.last};
    held.end_derived = true;
    held.end_reasons.push_back(
        {rule, {Support{next->history->fluent, {after.begin.last, after.begin.last}}}});
  }
}

}  // namespace

void apply_exclusions(const World& world, std::vector<History>& histories) {
  const Symbols& names = world.corpus().symbols;
  for (const ExclusionRule& rule : world.rules().impl().exclusions) {
    std::map<std::string_view, std::vector<Tenure>> by_object;
    for (History& h : histories) {
      if (h.fluent.kind != rule.fluent) continue;
      const std::string& object = names.name(h.fluent.object);
      if (!is_office(object, rule.offices)) continue;
      if (rule.object_kinds != kAnyParty) {
        const auto kind = static_cast<unsigned>(world.rules().kind(object));
        if (!(rule.object_kinds & (1u << kind))) continue;
      }
      for (size_t i = 0; i < h.periods.size(); ++i) {
        const Period& t = h.periods[i];
        if (t.possible) continue;
        by_object[object].push_back({&h, i, t.begin.last,
                                     std::max(t.begin.last, last_shown(world.evidence(), t)),
                                     articles_of(world, t)});
      }
    }
    for (auto& [object, tenures] : by_object) exclude(rule.id, rule.begins_only, tenures);
  }
}

}  // namespace isnad
