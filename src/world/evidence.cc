#include "world/evidence.h"

#include <algorithm>
#include <array>

#include "world/impl.h"

namespace isnad {

namespace {

constexpr std::array<std::string_view, 4> kEffectNames = {"shows", "begins", "ends", "interrupts"};

// Works out the evidence of one corpus. What it finds out about codes and rules it keeps.
class Finder {
 public:
  Finder(const Corpus& corpus, const WorldRules& rules)
      : corpus_(corpus), rules_(rules), impl_(rules.impl()) {
    kinds_.resize(corpus.symbols.size(), 0);
    by_rule_.resize(corpus.symbols.size());
    bounds_.resize(corpus.symbols.size(), kUnasked);
    states_.resize(corpus.symbols.size(), kUnaskedState);
  }

  std::vector<FluentEvidence> run() {
    out_.reserve(corpus_.relations.size() + corpus_.events.size() / 4);
    for (uint32_t i = 0; i < corpus_.relations.size(); ++i) relation(i);
    for (uint32_t i = 0; i < corpus_.events.size(); ++i) event(i);
    return std::move(out_);
  }

 private:
  static constexpr uint8_t kUnasked = 0xFF;
  static constexpr Symbol kUnaskedState = UINT32_MAX - 1;

  const std::optional<Days>& published(const Report& r) const {
    return corpus_.articles[r.article].published;
  }

  // When it happened at the latest, if only the article's day is known.
  Days until_published(const Report& r) const {
    const auto& day = published(r);
    return {kFirstDay, day ? day->last : kLastDay};
  }

  void add(FluentEvidence e, FluentKind kind, Symbol subject, Symbol object) {
    if (subject == object || subject == kNoSymbol || object == kNoSymbol) return;
    if (is_symmetric(kind) && corpus_.symbols.name(object) < corpus_.symbols.name(subject)) {
      std::swap(subject, object);
    }
    e.fluent = {kind, subject, object};
    out_.push_back(std::move(e));
  }

  uint8_t bound(Symbol rule) {
    if (rule == kNoSymbol) return 0;
    uint8_t& b = bounds_[rule];
    if (b == kUnasked) {
      const auto found = impl_.bounds.find(corpus_.symbols.name(rule));
      b = found == impl_.bounds.end() ? uint8_t{0} : found->second;
    }
    return b;
  }

  void relation(uint32_t index) {
    const RelationReport& r = corpus_.relations[index];
    read_relation(index, fluent_of(r.rel), r.subject, r.object, kNoRule);
    if (r.rule == kNoSymbol) return;
    for (uint32_t number : rules_of(r)) {
      const EvidenceRule& rule = impl_.evidence[number];
      if (!rule.of_relation || rule.relation != r.rel) continue;
      if (!(rule.subject_kinds & kind_bit(r.subject)) ||
          !(rule.object_kinds & kind_bit(r.object))) {
        continue;
      }
      read_relation(index, rule.fluent, r.subject, r.object, rule.id);
      if (rule.both) read_relation(index, rule.fluent, r.object, r.subject, rule.id);
    }
  }

  void read_relation(uint32_t index, FluentKind kind, Symbol subject, Symbol object, RuleId rule) {
    const RelationReport& r = corpus_.relations[index];
    FluentEvidence e;
    e.factuality = r.factuality;
    e.report = {true, index};
    e.rule = rule;
    e.dated = true;
    if (r.from_days) {
      e.effect = Effect::begins;
      e.when = *r.from_days;
      add(e, kind, subject, object);
    }
    if (r.to_days) {
      e.effect = Effect::ends;
      e.dated = *r.to_days != Days{};  // "XXXX": over, nobody says since when
      e.when = e.dated ? *r.to_days : until_published(r);
      const std::optional<Days> told = published(r);
      const bool to_come = told && (bound(r.rule) & kBoundPlan && told->first <= e.when.last);
      if (e.dated && told && (to_come || told->last < e.when.first) &&
          r.factuality == Factuality::actual) {
        // An end to come is a plan: until then it holds.
        e.when.first = std::max(e.when.first, told->first);
        e.factuality = Factuality::planned;
        add(e, kind, subject, object);
        e.factuality = r.factuality;
        e.effect = Effect::shows;
        e.dated = false;
        e.when = *told;
      }
      add(e, kind, subject, object);
    }
    if (r.from_days || r.to_days) return;
    e.dated = false;
    // Who only plans to leave, or has left in part, is there: a record says so where it is over.
    e.effect = bound(r.rule) & kBoundStart ? Effect::begins : Effect::shows;
    e.when = e.effect == Effect::shows ? published(r).value_or(Days{}) : until_published(r);
    add(e, kind, subject, object);
  }

  uint16_t kind_bit(Symbol s) {
    uint16_t& k = kinds_[s];
    if (k == 0) {
      k = static_cast<uint16_t>(1u << static_cast<unsigned>(rules_.kind(corpus_.symbols.name(s))));
    }
    return k;
  }

  // The state in which a place lies, where the corpus has its code; else the place.
  Symbol state_at(Symbol place) {
    Symbol& s = states_[place];
    if (s == kUnaskedState) {
      const std::string_view state = rules_.state_of(corpus_.symbols.name(place));
      s = state.empty() ? place : corpus_.symbols.find(state);
    }
    return s;
  }

  void parties(const EventReport& e, EventPart part, uint16_t kinds, std::vector<Symbol>& out) {
    out.clear();
    const auto take = [&](const std::vector<Symbol>& list) {
      for (Symbol s : list) {
        if (kinds & kind_bit(s)) out.push_back(s);
      }
    };
    switch (part) {
      case EventPart::actor:
        return take(e.actor);
      case EventPart::recipient:
        return take(e.recipient);
      case EventPart::party:
        take(e.actor);
        return take(e.recipient);
      case EventPart::place:
        if (e.place == kNoSymbol) return;
        if (kinds & kind_bit(e.place)) {
          out.push_back(e.place);
        } else if (const Symbol s = state_at(e.place); s != kNoSymbol && kinds & kind_bit(s)) {
          out.push_back(s);
        }
        return;
    }
  }

  const std::vector<uint32_t>& rules_of(const Report& e) {
    static const std::vector<uint32_t> kNone;
    if (e.rule == kNoSymbol) return kNone;
    auto& known = by_rule_[e.rule];
    if (!known) {
      known.emplace();
      const std::string& name = corpus_.symbols.name(e.rule);
      for (uint32_t i = 0; i < impl_.evidence.size(); ++i) {
        const EvidenceRule& r = impl_.evidence[i];
        if (r.frames.empty() || std::find(r.frames.begin(), r.frames.end(), name) != r.frames.end())
          known->push_back(i);
      }
    }
    return *known;
  }

  bool fits(const EvidenceRule& rule, const EventReport& e) const {
    if (rule.of_relation || rule.type != e.type ||
        e.confidence < static_cast<double>(rule.confidence))
      return false;
    if (!rule.any_mode) {
      const bool same =
          e.mode == kNoSymbol ? rule.mode.empty() : corpus_.symbols.name(e.mode) == rule.mode;
      if (!same) return false;
    }
    return rule.contexts.empty() ||
           std::any_of(e.contexts.begin(), e.contexts.end(), [&](Symbol c) {
             return std::find(rule.contexts.begin(), rule.contexts.end(),
                              corpus_.symbols.name(c)) != rule.contexts.end();
           });
  }

  void event(uint32_t index) {
    const EventReport& e = corpus_.events[index];
    for (uint32_t number : rules_of(e)) {
      const EvidenceRule& rule = impl_.evidence[number];
      if (!fits(rule, e)) continue;
      FluentEvidence out;
      out.effect = rule.effect;
      out.factuality = e.factuality;
      out.dated = e.days.has_value();
      out.repeats = rule.repeats;
      out.presumes = rule.presumes;
      out.rule = rule.id;
      out.report = {false, index};
      const bool act = rule.effect != Effect::shows || is_momentary(rule.fluent);
      out.when = e.days ? *e.days : act ? until_published(e) : published(e).value_or(Days{});
      parties(e, rule.subject, rule.subject_kinds, subjects_);
      parties(e, rule.object, rule.object_kinds, objects_);
      const bool once = rule.subject == EventPart::party && is_symmetric(rule.fluent);
      for (size_t s = 0; s < subjects_.size(); ++s) {
        for (size_t o = once ? s + 1 : 0; o < objects_.size(); ++o) {
          add(out, rule.fluent, subjects_[s], objects_[o]);
          if (rule.both) add(out, rule.fluent, objects_[o], subjects_[s]);
        }
      }
    }
  }

  const Corpus& corpus_;
  const WorldRules& rules_;
  const WorldRules::Impl& impl_;
  std::vector<uint16_t> kinds_;  // by symbol; 0: not asked yet
  std::vector<std::optional<std::vector<uint32_t>>> by_rule_;
  std::vector<uint8_t> bounds_;
  std::vector<Symbol> states_;
  std::vector<Symbol> subjects_;
  std::vector<Symbol> objects_;
  std::vector<FluentEvidence> out_;
};

}  // namespace

std::string_view effect_name(Effect effect) { return kEffectNames[static_cast<size_t>(effect)]; }

std::vector<FluentEvidence> evidence_of(const Corpus& corpus, const WorldRules& rules) {
  return Finder(corpus, rules).run();
}

}  // namespace isnad
