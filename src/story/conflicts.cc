#include "story/conflicts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "story/accusations.h"
#include "story/conflict_parts.h"
#include "story/origins.h"
#include "story/same_act.h"
#include "story/tolls.h"

namespace isnad {

namespace {

constexpr std::string_view kNames[] = {"polarity", "number", "date", "place", "actor", "office"};

// Whoever does what is done once in many years does it again after so many days.
constexpr Day kUniqueDays = 5 * 365;
// A plan that was carried out so many days later was carried out late, not another time.
constexpr Day kLateDays = 62;
// Letters between words of copies that are surely the same words.
constexpr uint32_t kSamePlace = 12;
// Dates no longer than this tell who came first.
constexpr Day kMonth = 31;
constexpr Day kWeek = 7;
// News of one act is told within these days.
constexpr Day kNewsDays = 3;
// Facts told within these days are told of one time.
constexpr Day kSameTime = 30;

class Finder {
 public:
  Finder(const Across& across, const std::vector<Happening>& happenings,
         const std::vector<Fact>& facts, const StoryRules& rules)
      : across_(across),
        corpus_(across.corpus),
        happenings_(happenings),
        facts_(facts),
        rules_(rules),
        same_(across, rules),
        isnad_(across),
        shared_(across) {}

  std::vector<Conflict> run() {
    for (uint32_t h = 0; h < happenings_.size(); ++h) {
      if (happenings_[h].reports.size() < 2) continue;
      polarity(happenings_[h].reports, corpus_.events, h, false);
    }
    repeated_acts();
    tolls();
    for (uint32_t h = 0; h < happenings_.size(); ++h) {
      if (happenings_[h].reports.size() > 1) act_numbers(h);
    }
    denied_acts();
    accusations();
    for (uint32_t f = 0; f < facts_.size(); ++f) {
      if (facts_[f].reports.size() < 2) continue;
      polarity(facts_[f].reports, corpus_.relations, f, true);
      fact_dates(f);
      fact_numbers(f);
    }
    offices();
    std::stable_sort(found_.begin(), found_.end(), [](const Conflict& a, const Conflict& b) {
      return std::tuple(a.kind, a.relations, a.sides.front().reports.front()) <
             std::tuple(b.kind, b.relations, b.sides.front().reports.front());
    });
    return std::move(found_);
  }

 private:
  const std::string& name(Symbol s) const { return corpus_.symbols.name(s); }

  std::string names(std::vector<Symbol> list) const {
    std::sort(list.begin(), list.end(), [&](Symbol a, Symbol b) { return name(a) < name(b); });
    std::string out;
    for (const Symbol s : list) out += (out.empty() ? "" : ";") + name(s);
    return out;
  }

  void add(ConflictKind kind, bool relations, std::string about, std::vector<uint32_t> subjects,
           std::vector<ConflictSide> sides) {
    if (sides.size() < 2) return;
    for (ConflictSide& s : sides) {
      std::sort(s.reports.begin(), s.reports.end());
      const Isnad isnad = relations ? isnad_.of_relations(s.reports) : isnad_.of_events(s.reports);
      s.origins = static_cast<uint32_t>(isnad.independent());
    }
    std::sort(sides.begin(), sides.end(), [](const ConflictSide& a, const ConflictSide& b) {
      return a.reports.front() < b.reports.front();
    });
    std::vector<std::string_view> parts = {conflict_kind_name(kind), about};
    for (const ConflictSide& s : sides) {
      const uint32_t i = s.reports.front();
      const Report& r =
          relations ? static_cast<const Report&>(corpus_.relations[i]) : corpus_.events[i];
      parts.push_back(corpus_.articles[r.article].id);
      parts.push_back(r.id);
    }
    std::sort(subjects.begin(), subjects.end());
    subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
    Conflict c;
    c.id = stable_id("cf-", parts);
    c.kind = kind;
    c.relations = relations;
    c.about = std::move(about);
    c.subjects = std::move(subjects);
    c.sides = std::move(sides);
    found_.push_back(std::move(c));
  }

  bool party_denies(const EventReport& e) const {
    // Who denies refuses: a frame of refusal that is denied is the denial itself, read once more.
    if (e.type == EventType::reject) return false;
    return speaks(e.source, e.actor) || speaks(e.source, e.recipient);
  }
  bool party_denies(const RelationReport& r) const {
    return speaks(r.source, {r.subject, r.object});
  }
  bool speaks(const std::vector<Symbol>& source, const std::vector<Symbol>& parties) const {
    return std::any_of(source.begin(), source.end(), [&](Symbol s) {
      return same_.named(s) && std::find(parties.begin(), parties.end(), s) != parties.end();
    });
  }

  // A party denies in the same kind of words what others tell as done. A negation by others is
  // mostly about another time or another doer.
  template <class R>
  void polarity(const std::vector<uint32_t>& reports, const std::vector<R>& all, uint32_t subject,
                bool relations) {
    ConflictSide done{"actual", {}, 0};
    ConflictSide denied{"denied", {}, 0};
    for (const uint32_t i : reports) {
      const R& r = all[i];
      if (r.factuality == Factuality::actual) done.reports.push_back(i);
      if (r.factuality == Factuality::denied && party_denies(r)) denied.reports.push_back(i);
    }
    bool same_kind = relations;
    for (const uint32_t i : done.reports) {
      for (const uint32_t j : denied.reports) {
        if (shared_.tell_both(all[i], all[j])) return;  // one text, read in two ways
        // Nobody contradicts himself, an article only where two speak.
        if (all[i].source == all[j].source) return;
        if (all[i].article == all[j].article && !any_named(all[i].source)) return;
        same_kind = same_kind || all[i].rule == all[j].rule;
      }
    }
    if (done.reports.empty() || denied.reports.empty() || !same_kind) return;
    if (!relations) contradicted_.insert(subject);
    add(ConflictKind::polarity, relations, "", {subject}, {std::move(done), std::move(denied)});
  }

  // What a party denies is told in the same story by the same frame, but was not surely one act
  // with the denial: who denies leaves out much of what he denies. Only acts that can be told
  // apart.
  void denied_acts() {
    std::map<std::pair<uint32_t, Symbol>, std::vector<uint32_t>> told;  // by story and frame
    std::vector<uint32_t> denied;
    for (uint32_t i = 0; i < corpus_.events.size(); ++i) {
      const EventReport& e = corpus_.events[i];
      const Act& act = same_.act(i);
      if (e.rule == kNoSymbol || !(act.sort >= ActSort::single || act.actor)) continue;
      if (e.factuality == Factuality::denied && party_denies(e)) denied.push_back(i);
      if (e.factuality == Factuality::actual) told[{story_of(e.article), e.rule}].push_back(i);
    }
    for (const uint32_t d : denied) {
      const EventReport& e = corpus_.events[d];
      ConflictSide done{"actual", {}, 0};
      for (const uint32_t i : told[{story_of(e.article), e.rule}]) {
        if (happening_of_.at(i) != happening_of_.at(d) && could_be_denied(i, d)) {
          done.reports.push_back(i);
        }
      }
      std::vector<uint32_t> acts = {happening_of_.at(d)};
      if (done.reports.empty() || contradicted_.count(acts.front())) continue;
      for (const uint32_t i : done.reports) acts.push_back(happening_of_.at(i));
      add(ConflictKind::polarity, false, "", std::move(acts),
          {std::move(done), {"denied", {d}, 0}});
    }
  }

  bool could_be_denied(uint32_t told, uint32_t denied) const {
    const EventReport& e = corpus_.events[told];
    const EventReport& d = corpus_.events[denied];
    if (e.mode != d.mode || same_.actors(told, denied).named == 0) return false;
    if (same_.recipients(told, denied).clash || same_.apart(told, denied)) return false;
    if (e.days && d.days && !e.days->overlaps(*d.days)) return false;
    if (speaks(d.source, e.source) || shared_.tell_both(e, d)) return false;
    if (e.article == d.article) return any_named(e.source);
    const auto days = same_.between(told, denied);
    return days && *days <= kNewsDays;
  }

  void accusations() {
    for (DeniedCharge& d : denied_charges(across_, same_, rules_)) {
      std::vector<uint32_t> acts;
      for (const uint32_t i : d.charges) acts.push_back(happening_of_.at(i));
      for (const uint32_t i : d.denials) acts.push_back(happening_of_.at(i));
      add(ConflictKind::polarity, false, "accusation", std::move(acts),
          {{"accused", std::move(d.charges), 0}, {"denied", std::move(d.denials), 0}});
    }
  }

  void tolls() {
    for (const Toll& toll : tolls_of(across_, same_, rules_)) {
      std::vector<Stated> list;
      for (const uint32_t i : toll) list.push_back(stated_number(corpus_.events[i], i));
      const auto groups = apart(list);
      if (groups.size() < 2) continue;
      if (!long_ago(corpus_, toll) && growth(corpus_, corpus_.events, groups)) continue;
      add(ConflictKind::number, false, "", subjects(groups), sides_of(groups));
      for (const auto& g : groups) {
        for (const Stated& s : g) counted_.insert(s.report);
      }
    }
  }

  // Numbers of the same thing that the same words count.
  void act_numbers(uint32_t h) {
    std::map<std::pair<std::string, std::string>, std::vector<Stated>> by_unit;
    for (const uint32_t i : happenings_[h].reports) {
      const EventReport& e = corpus_.events[i];
      if (!e.count || e.factuality != Factuality::actual || e.count_unit.empty()) continue;
      by_unit[{e.count_unit, e.rule == kNoSymbol ? "" : name(e.rule)}].push_back(
          stated_number(e, i));
    }
    for (const auto& [unit, list] : by_unit) {
      const auto groups = apart(list);
      if (groups.size() < 2 || growth(corpus_, corpus_.events, groups)) continue;
      if (!surely_one(groups)) continue;
      const bool known = std::all_of(groups.begin(), groups.end(), [&](const auto& g) {
        return std::any_of(g.begin(), g.end(),
                           [&](const Stated& s) { return counted_.count(s.report) > 0; });
      });
      if (known) continue;
      add(ConflictKind::number, false, "", {h}, sides_of(groups));
    }
  }

  // What is told in several places may have its number from another of them.
  static Report first_telling(const Report& r) {
    Report out = r;
    if (out.spans.size() > 1) out.spans.resize(1);
    return out;
  }

  // Are two reports that differ in the number one act even so, not by way of a third?
  bool surely_one(const std::vector<std::vector<Stated>>& groups) const {
    for (size_t g = 1; g < groups.size(); ++g) {
      for (const Stated& x : groups[g - 1]) {
        for (const Stated& y : groups[g]) {
          const auto gap = shared_.gap(first_telling(corpus_.events[x.report]),
                                       first_telling(corpus_.events[y.report]));
          if (gap && *gap <= kSamePlace) return true;
          const auto score = same_.score(x.report, y.report);
          if (score && *score >= SameAct::kJoined) return true;
        }
      }
    }
    return false;
  }

  // Acts that are done once, told with different days, places or doers.
  void repeated_acts() {
    using Key = std::tuple<uint32_t, std::string, std::string, std::string>;
    std::map<Key, std::vector<uint32_t>> once;  // reports by kind of act, parties and story
    std::map<Key, std::vector<uint32_t>> plans;
    std::map<Key, std::vector<uint32_t>> doers;
    for (uint32_t h = 0; h < happenings_.size(); ++h) {
      for (const uint32_t i : happenings_[h].reports) {
        happening_of_[i] = h;
        const EventReport& e = corpus_.events[i];
        const Act& act = same_.act(i);
        if (!any_named(e.actor) && !any_named(e.recipient)) continue;
        const std::string story =
            act.sort == ActSort::unique ? "" : std::to_string(story_of(e.article));
        if ((act.date || act.place) && e.factuality == Factuality::actual && !e.actor.empty() &&
            !e.recipient.empty()) {
          once[{act.kind, story, names(e.actor), names(e.recipient)}].push_back(i);
        }
        if (act.sort >= ActSort::single && !e.actor.empty() && !e.recipient.empty() && e.days) {
          plans[{act.kind, "", names(e.actor), names(e.recipient)}].push_back(i);
        }
        if (act.actor && e.factuality == Factuality::actual && e.days && no_state(e.actor) &&
            e.days->first == e.days->last && e.place != kNoSymbol &&
            !rules_.is_state(name(e.place))) {
          doers[{act.kind, story, day_name(e.days->first) + " " + name(e.place),
                 names(e.recipient) + " " + (e.rule == kNoSymbol ? "" : name(e.rule))}]
              .push_back(i);
        }
      }
    }
    for (const auto& [key, reports] : once) {
      act_dates(reports);
      act_places(reports);
    }
    for (const auto& [key, reports] : plans) late_plans(reports);
    for (const auto& [key, reports] : doers) act_doers(reports);
  }

  bool any_named(const std::vector<Symbol>& list) const {
    return std::any_of(list.begin(), list.end(), [&](Symbol s) { return same_.named(s); });
  }

  // A state suffers attacks; where one is read as the attacker, it mostly spoke about it.
  bool no_state(const std::vector<Symbol>& list) const {
    return any_named(list) && std::none_of(list.begin(), list.end(),
                                           [&](Symbol s) { return rules_.is_state(name(s)); });
  }

  uint32_t story_of(uint32_t article) const {
    return across_.story.empty() ? article : across_.story[article];
  }

  std::vector<uint32_t> subjects(const std::vector<std::vector<Stated>>& groups) const {
    std::vector<uint32_t> out;
    for (const auto& g : groups) {
      for (const Stated& s : g) out.push_back(happening_of_.at(s.report));
    }
    return out;
  }

  // Copied words that were read in two ways.
  bool same_words(const std::vector<std::vector<Stated>>& groups) const {
    for (size_t g = 1; g < groups.size(); ++g) {
      for (size_t h = 0; h < g; ++h) {
        for (const Stated& x : groups[g]) {
          for (const Stated& y : groups[h]) {
            if (shared_.tell_both(corpus_.events[x.report], corpus_.events[y.report])) return true;
          }
        }
      }
    }
    return false;
  }

  // Whoever tells both tells of two acts.
  bool one_tells_both(const std::vector<std::vector<Stated>>& groups) const {
    return one_tells_both(groups, corpus_.events);
  }
  template <class R>
  bool one_tells_both(const std::vector<std::vector<Stated>>& groups,
                      const std::vector<R>& all) const {
    std::map<uint32_t, size_t> group_of;
    for (size_t g = 0; g < groups.size(); ++g) {
      for (const Stated& s : groups[g]) {
        const auto [at, fresh] = group_of.try_emplace(all[s.report].article, g);
        if (!fresh && at->second != g) return true;
      }
    }
    return false;
  }

  void act_dates(const std::vector<uint32_t>& reports) {
    std::vector<Stated> list;
    for (const uint32_t i : reports) {
      const EventReport& e = corpus_.events[i];
      if (same_.act(i).date && e.days && e.date_from != DateFrom::inherited) {
        list.push_back(stated_day(corpus_, i));
      }
    }
    const auto groups = apart(list);
    if (groups.size() < 2 || one_tells_both(groups) || same_words(groups)) return;
    // "Yesterday" beside a day of last month: one of them is the date of something else.
    size_t news = 0;
    for (const uint32_t i : reports) news += fresh(corpus_.events[i]) ? 1 : 0;
    if (news > 0 && news < reports.size()) return;
    for (const auto& g : groups) {
      if (g.front().least - groups.front().front().most > kUniqueDays) return;
      if (groups.front().front().least - g.front().most > kUniqueDays) return;
    }
    add(ConflictKind::date, false, "", subjects(groups), sides_of(groups));
  }

  // Was it done within the week before it was told? Acts without a day are.
  bool fresh(const EventReport& e) const {
    const auto& published = corpus_.articles[e.article].published;
    return !e.days || !published || e.days->last >= published->first - kWeek;
  }

  bool told_together(const std::vector<Stated>& a, const std::vector<Stated>& b) const {
    return std::any_of(a.begin(), a.end(), [&](const Stated& x) {
      return std::any_of(b.begin(), b.end(),
                         [&](const Stated& y) { return same_.same_story(x.report, y.report); });
    });
  }

  // Planned for one time and done at a later one. A visit on another day than the one that was
  // announced is another visit, unless both are of one story.
  void late_plans(const std::vector<uint32_t>& reports) {
    std::vector<Stated> planned;
    std::vector<Stated> done;
    for (const uint32_t i : reports) {
      const EventReport& e = corpus_.events[i];
      if (e.date_from == DateFrom::inherited || e.days->last - e.days->first > 31) continue;
      const auto& published = corpus_.articles[e.article].published;
      if (e.factuality == Factuality::actual) done.push_back(stated_day(corpus_, i));
      if (e.factuality != Factuality::planned || !published) continue;
      if (e.days->first > published->last) planned.push_back(stated_day(corpus_, i));
    }
    const auto plan = apart(planned);
    const auto act = apart(done);
    if (plan.size() != 1 || act.size() != 1) return;  // which plan was it?
    const auto& day = corpus_.events[plan.front().front().report].days;
    if (day->first == day->last && !told_together(plan.front(), act.front())) return;
    const double late = act.front().front().least - plan.front().front().most;
    if (late <= 0 || late > kLateDays) return;
    const std::vector<std::vector<Stated>> groups = {plan.front(), act.front()};
    if (one_tells_both(groups)) return;
    add(ConflictKind::date, false, "planned", subjects(groups), sides_of(groups));
  }

  void act_places(const std::vector<uint32_t>& reports) {
    std::map<std::string, std::vector<Stated>> by_place;
    for (const uint32_t i : reports) {
      const EventReport& e = corpus_.events[i];
      if (!same_.act(i).place || e.place == kNoSymbol) continue;
      by_place[name(e.place)].push_back({0, 0, name(e.place), i});
    }
    std::vector<std::vector<Stated>> groups;
    for (auto& [place, list] : by_place) groups.push_back(std::move(list));
    for (size_t a = 0; a < groups.size(); ++a) {
      for (size_t b = a + 1; b < groups.size(); ++b) {
        const uint32_t x = groups[a].front().report;
        const uint32_t y = groups[b].front().report;
        const auto& d = corpus_.events[x].days;
        const auto& f = corpus_.events[y].days;
        if (!same_.apart(x, y) || (d && f && !d->overlaps(*f))) continue;
        const std::vector<std::vector<Stated>> two = {groups[a], groups[b]};
        if (one_tells_both(two) || same_words(two)) continue;
        add(ConflictKind::place, false, "", subjects(two), sides_of(two));
      }
    }
  }

  // The same was done at the same place on the same day, and different parties did it.
  void act_doers(const std::vector<uint32_t>& reports) {
    std::map<std::string, std::vector<Stated>> by_actor;
    for (const uint32_t i : reports) {
      const std::string who = names(corpus_.events[i].actor);
      by_actor[who].push_back({0, 0, who, i});
    }
    std::vector<std::vector<Stated>> groups;
    for (auto& [who, list] : by_actor) {
      const uint32_t y = list.front().report;
      const bool other = std::all_of(groups.begin(), groups.end(), [&](const auto& g) {
        return same_.actors(g.front().report, y).clash;
      });
      if (other) groups.push_back(std::move(list));
    }
    if (groups.size() < 2 || one_tells_both(groups) || same_words(groups)) return;
    add(ConflictKind::actor, false, "", subjects(groups), sides_of(groups));
  }

  static bool comes_and_goes(RelationKind rel) {
    return rel == RelationKind::forces_in || rel == RelationKind::controls ||
           rel == RelationKind::at_odds_with || rel == RelationKind::allied_with;
  }

  void fact_dates(uint32_t f) {
    for (const bool from : {true, false}) {
      std::vector<Stated> list;
      for (const uint32_t i : facts_[f].reports) {
        const RelationReport& r = corpus_.relations[i];
        const auto& days = from ? r.from_days : r.to_days;
        if (!days || r.factuality != Factuality::actual) continue;
        // In the news of a war or a crisis it is some of the forces that left, or an exit that was
        // feared: what has just begun or ended is not yet told as a lasting fact.
        const bool repeats = comes_and_goes(r.rel);
        const auto& published = corpus_.articles[r.article].published;
        const Day recent = repeats ? kMonth : 2 * kWeek;
        if (!published || days->last >= published->first - recent) continue;
        if (repeats && from) continue;
        list.push_back({static_cast<double>(days->first), static_cast<double>(days->last),
                        from ? r.from : r.to, i});
      }
      const auto groups = apart(list);
      if (groups.size() < 2 || one_tells_both(groups, corpus_.relations)) continue;
      add(ConflictKind::date, true, from ? "from" : "to", {f}, sides_of(groups));
    }
  }

  void fact_numbers(uint32_t f) {
    std::map<std::string, std::vector<Stated>> by_unit;
    for (const uint32_t i : facts_[f].reports) {
      const RelationReport& r = corpus_.relations[i];
      if (!r.count || r.factuality != Factuality::actual) continue;
      if (!corpus_.articles[r.article].published || !r.to.empty()) continue;
      by_unit[r.count_unit].push_back(stated_number(r, i));
    }
    for (const auto& [unit, list] : by_unit) {
      const auto groups = apart(list);
      if (groups.size() < 2 || growth(corpus_, corpus_.relations, groups)) continue;
      const auto [first, last] = told_days(groups);
      if (last - first > kSameTime) continue;
      add(ConflictKind::number, true, "", {f}, sides_of(groups));
    }
  }

  // REQUIRES: all are relations of articles with a date of publication.
  std::pair<Day, Day> told_days(const std::vector<std::vector<Stated>>& groups) const {
    std::pair<Day, Day> out{kLastDay, kFirstDay};
    for (const auto& g : groups) {
      for (const Stated& s : g) {
        const auto& p = corpus_.articles[corpus_.relations[s.report].article].published;
        out.first = std::min(out.first, p->first);
        out.second = std::max(out.second, p->last);
      }
    }
    return out;
  }

  // Two people who are said to have taken an office that one holds at a time on the same day, or
  // one while the other held it. Without stated dates who is named is mostly a predecessor.
  void offices() {
    std::map<std::string, std::vector<uint32_t>> holders;  // office -> reports
    std::map<uint32_t, uint32_t> fact_of;
    for (uint32_t f = 0; f < facts_.size(); ++f) {
      if (facts_[f].rel != RelationKind::holds_office) continue;
      const std::string& office = name(facts_[f].object);
      if (!rules_.one_holder(std::string_view(office).substr(0, office.find('@')))) continue;
      if (name(facts_[f].subject).starts_with("ar:")) continue;  // perhaps another spelling
      for (const uint32_t i : facts_[f].reports) {
        const RelationReport& r = corpus_.relations[i];
        if (r.factuality != Factuality::actual || !r.from_days) continue;
        holders[office].push_back(i);
        fact_of[i] = f;
      }
    }
    for (const auto& [office, list] : holders) {
      std::set<std::pair<uint32_t, uint32_t>> met;
      for (const uint32_t x : list) {
        for (const uint32_t y : list) {
          const auto both = std::minmax(fact_of[x], fact_of[y]);
          if (x >= y || both.first == both.second || !hold_together(x, y)) continue;
          if (!met.insert(both).second) continue;
          add(ConflictKind::office, true, "", {both.first, both.second},
              {side_of(both.first), side_of(both.second)});
        }
      }
    }
  }

  ConflictSide side_of(uint32_t fact) const {
    ConflictSide out{name(facts_[fact].subject), {}, 0};
    for (const uint32_t i : facts_[fact].reports) {
      const RelationReport& r = corpus_.relations[i];
      if (r.factuality == Factuality::actual && r.from_days) out.reports.push_back(i);
    }
    return out;
  }

  // Did both surely hold the office on some day?
  bool hold_together(uint32_t x, uint32_t y) const {
    const RelationReport& a = corpus_.relations[x];
    const RelationReport& b = corpus_.relations[y];
    if (a.article == b.article) return false;
    const auto within = [](const RelationReport& early, const RelationReport& late) {
      const Days& begun = *late.from_days;
      if (begun.last - begun.first > kMonth) return false;
      return early.to_days && early.from_days->last < begun.first &&
             begun.last < early.to_days->first;
    };
    const bool narrow = a.from_days->last - a.from_days->first <= kMonth &&
                        b.from_days->last - b.from_days->first <= kMonth;
    return (narrow && a.from_days->overlaps(*b.from_days)) || within(a, b) || within(b, a);
  }

  const Across& across_;
  const Corpus& corpus_;
  const std::vector<Happening>& happenings_;
  const std::vector<Fact>& facts_;
  const StoryRules& rules_;
  SameAct same_;
  IsnadReader isnad_;
  SharedWords shared_;
  std::map<uint32_t, uint32_t> happening_of_;
  std::set<uint32_t> contradicted_;  // happenings that some deny
  std::set<uint32_t> counted_;       // reports of contradictions between tolls
  std::vector<Conflict> found_;
};

}  // namespace

std::string_view conflict_kind_name(ConflictKind kind) { return kNames[static_cast<size_t>(kind)]; }

std::vector<Conflict> conflicts_of(const Across& across, const std::vector<Happening>& happenings,
                                   const std::vector<Fact>& facts, const StoryRules& rules) {
  return Finder(across, happenings, facts, rules).run();
}

}  // namespace isnad
