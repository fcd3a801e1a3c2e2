#include "story/conflicts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "story/accusations.h"
#include "story/conflict_parts.h"
#include "story/fact_conflicts.h"
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
constexpr Day kWeek = 7;
// News of one act is told within these days.
constexpr Day kNewsDays = 3;

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
    }
    for (FactConflict& c : fact_conflicts(corpus_, facts_, rules_)) {
      add(c.kind, true, std::move(c.about), std::move(c.facts), std::move(c.sides));
    }
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
  // apart, and others in one town.
  void denied_acts() {
    using Key = std::tuple<uint32_t, Symbol, Symbol>;  // story, town, frame
    std::map<Key, std::vector<uint32_t>> told;
    std::vector<std::pair<uint32_t, Key>> denied;
    for (uint32_t i = 0; i < corpus_.events.size(); ++i) {
      const EventReport& e = corpus_.events[i];
      const Act& act = same_.act(i);
      if (e.rule == kNoSymbol || act.sort == ActSort::generic) continue;
      const bool one = act.sort >= ActSort::single || act.actor;
      if (!one && !in_town(e)) continue;
      const Key key{one ? story_of(e.article) : kNoArticle, one ? kNoSymbol : e.place, e.rule};
      if (e.factuality == Factuality::denied && party_denies(e)) denied.emplace_back(i, key);
      if (e.factuality == Factuality::actual) told[key].push_back(i);
    }
    for (const auto& [d, key] : denied) {
      ConflictSide done{"actual", {}, 0};
      for (const uint32_t i : told[key]) {
        if (std::get<0>(key) == kNoArticle && same_.recipients(i, d).named == 0) continue;
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
      for (const auto& g : groups) {
        for (const Stated& s : g) counted_.insert(counted(s));
      }
      if (!of_parts(groups))
        add(ConflictKind::number, false, "", subjects(groups), sides_of(groups));
    }
  }

  // Three counts of which one is several times another are of parts and of the whole.
  bool of_parts(const std::vector<std::vector<Stated>>& groups) const {
    constexpr int64_t kTimes = 3;
    int64_t least = INT64_MAX;
    int64_t most = 0;
    for (const auto& g : groups) {
      for (const Stated& s : g) {
        least = std::min(least, *corpus_.events[s.report].count);
        most = std::max(most, *corpus_.events[s.report].count);
      }
    }
    return groups.size() > 2 && most > least * kTimes;
  }

  // Its article and number: an article may tell the same dead again, as another act.
  std::pair<uint32_t, int64_t> counted(const Stated& s) const {
    const EventReport& e = corpus_.events[s.report];
    return {e.article, *e.count};
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
                           [&](const Stated& s) { return counted_.count(counted(s)) > 0; });
      });
      if (known) continue;
      add(ConflictKind::number, false, "", {h}, sides_of(groups));
    }
  }

  // Are two reports that differ in the number one act even so, not by way of a third? Arrivals
  // that two stories tell are two arrivals.
  bool surely_one(const std::vector<std::vector<Stated>>& groups) const {
    for (size_t g = 1; g < groups.size(); ++g) {
      for (const Stated& x : groups[g - 1]) {
        for (const Stated& y : groups[g]) {
          const auto gap = shared_.gap(first_telling(corpus_.events[x.report]),
                                       first_telling(corpus_.events[y.report]));
          if (gap && *gap <= kSamePlace) return true;
          const auto score = same_.score(x.report, y.report);
          const bool arrival = corpus_.events[x.report].type == EventType::consult;
          if (arrival && !same_.same_story(x.report, y.report)) continue;
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
    std::map<Key, std::vector<uint32_t>> undone;  // of one story, those that are still planned too
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
        if (act.planned && any_named(e.actor) && any_named(e.recipient) && !in_town(e)) {
          undone[{act.kind, std::to_string(story_of(e.article)), names(e.actor),
                  names(e.recipient)}]
              .push_back(i);
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
    for (const auto& [key, reports] : undone) planned_after(reports);
    for (const auto& [key, reports] : doers) act_doers(reports);
  }

  bool in_town(const EventReport& e) const {
    return e.place != kNoSymbol && !rules_.is_state(name(e.place));
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
    return isnad::one_tells_both(corpus_.events, groups);
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

  // Done some weeks before it was told, and told as still to come: whoever left a country will not
  // leave it.
  void planned_after(const std::vector<uint32_t>& reports) {
    std::vector<Stated> done;
    std::vector<Stated> planned;
    for (const uint32_t i : reports) {
      const EventReport& e = corpus_.events[i];
      const auto& published = corpus_.articles[e.article].published;
      if (!published || published->open()) continue;
      if (e.factuality == Factuality::planned && (!e.days || e.days->last >= published->first)) {
        planned.push_back({static_cast<double>(published->first),
                           static_cast<double>(published->last),
                           "after " + day_name(published->first), i});
      }
      const bool stated = e.days && !e.days->open() && e.date_from != DateFrom::inherited;
      if (e.factuality != Factuality::actual || !stated) continue;
      if (e.days->last < published->first - 2 * kWeek) done.push_back(stated_day(corpus_, i));
    }
    std::erase_if(planned, [&](const Stated& p) {
      return std::none_of(done.begin(), done.end(),
                          [&](const Stated& d) { return d.most < p.least - 2 * kWeek; });
    });
    const auto acts = apart(done);
    if (acts.size() != 1 || planned.empty()) return;  // which of several was planned again?
    const std::vector<std::vector<Stated>> groups = {acts.front(), planned};
    if (!same_words(groups)) {
      add(ConflictKind::date, false, "planned", subjects(groups), sides_of(groups));
    }
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

  const Across& across_;
  const Corpus& corpus_;
  const std::vector<Happening>& happenings_;
  const std::vector<Fact>& facts_;
  const StoryRules& rules_;
  SameAct same_;
  IsnadReader isnad_;
  SharedWords shared_;
  std::map<uint32_t, uint32_t> happening_of_;
  std::set<uint32_t> contradicted_;                 // happenings that some deny
  std::set<std::pair<uint32_t, int64_t>> counted_;  // of contradictions between tolls
  std::vector<Conflict> found_;
};

}  // namespace

std::string_view conflict_kind_name(ConflictKind kind) { return kNames[static_cast<size_t>(kind)]; }

std::vector<Conflict> conflicts_of(const Across& across, const std::vector<Happening>& happenings,
                                   const std::vector<Fact>& facts, const StoryRules& rules) {
  return Finder(across, happenings, facts, rules).run();
}

}  // namespace isnad
