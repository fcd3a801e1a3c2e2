// Titles beside names, and events that begin or end a relation.

#include <algorithm>
#include <set>
#include <utility>

#include "relations/impl.h"

namespace isnad {

namespace {

constexpr std::string_view kStateLevel = "state";
constexpr std::string_view kPresident = "president";
constexpr std::string_view kHead = "head";     // whose title is "president" of what is no state
constexpr std::string_view kResident = "ldy";  // "to": the office at which another one sits
constexpr uint32_t kSinceReach = 6;            // tokens
constexpr std::string_view kUnion = "EU";
constexpr std::string_view kAgreement = "agreement";  // sort of a body in the knowledge base
constexpr std::string_view kCounterpart = "=";        // as in data/gazetteers/offices.tsv

std::set<std::string, std::less<>> words_of(std::string_view s) {
  std::set<std::string, std::less<>> out;
  size_t at = 0;
  while (at <= s.size()) {
    size_t end = s.find(' ', at);
    if (end == std::string_view::npos) end = s.size();
    if (end > at) out.emplace(s.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// "foreign" before "minister" says more than "minister" alone.
bool less_specific(const std::string& a, const std::string& b) {
  const auto x = words_of(a), y = words_of(b);
  return x.size() <= y.size() && std::includes(y.begin(), y.end(), x.begin(), x.end());
}

enum class Owner : uint8_t { state, body, open };

const OfficeRule* rule_of(const RelationReader::Impl& impl, const OfficeMention& o, Owner owner,
                          bool guessed) {
  const std::string_view level = impl.gazetteer.str(impl.gazetteer.lex(o.lex).extra);
  const auto words = words_of(o.office);
  for (const OfficeRule& r : impl.offices) {
    if (r.opens || r.drop || r.open != (owner == Owner::open) || (r.told && !guessed) ||
        (!r.level.empty() && r.level != level))
      continue;
    if (r.body != (owner == Owner::body) || o.rank > r.max_rank) continue;
    if (!r.words.empty() && std::none_of(r.words.begin(), r.words.end(),
                                         [&](const auto& w) { return words.count(w) != 0; })) {
      continue;
    }
    return r.none || r.told ? nullptr : &r;
  }
  return nullptr;
}

std::string without_prefixes(const RelationReader::Impl& impl, std::string office) {
  for (const OfficeRule& r : impl.offices) {
    if (!r.drop) continue;
    for (const std::string& w : r.words) {
      if (office.size() > w.size() + 1 && office.compare(0, w.size() + 1, w + " ") == 0) {
        office.erase(0, w.size() + 1);
      }
    }
  }
  return office;
}

// Does the title right before `o` wait for a genitive ("envoy of"), or o hang on a preposition?
bool hangs(const RelationReader::Impl& impl, const RelationInput& in, const OfficeMention& o) {
  if (o.first == 0) return false;
  if (in.words[o.first].best().prep != PrepClitic::none) return true;
  // "Secretary of state to (lada) the minister of the interior".
  if (in.text.tokens[o.first - 1].key == kResident) return true;
  const Hit* before = in.entities.role(o.first - 1);
  return before && before->last == o.first && impl.gazetteer.kind(before->lex) == LexKind::office &&
         !in.words[o.first - 1].best().definite;
}

bool opens(const RelationReader::Impl& impl, const OfficeMention& o) {
  const auto words = words_of(o.office);
  return std::any_of(impl.offices.begin(), impl.offices.end(), [&](const OfficeRule& r) {
    return r.opens && std::any_of(r.words.begin(), r.words.end(),
                                  [&](const auto& w) { return words.count(w) != 0; });
  });
}

// The state whose organ the body is (an agency, a ministry), else the body.
std::string state_of_organ(const RelationReader::Impl& impl, const std::string& at) {
  static constexpr std::string_view kOrgans[] = {"agency", "ministry", "legislature", "court",
                                                 "military"};
  const uint32_t lex = impl.gazetteer.by_id(at);
  if (lex == UINT32_MAX) return at;
  const LexRow& row = impl.gazetteer.lex(lex);
  const std::string_view of = impl.gazetteer.str(row.of);
  const std::string_view sort = impl.gazetteer.str(row.extra);
  const bool organ = std::find(std::begin(kOrgans), std::end(kOrgans), sort) != std::end(kOrgans);
  return organ && impl.gazetteer.is_state(of) ? std::string(of) : at;
}

// "The adviser of his majesty the king X": the office is a genitive in X's title.
bool governed(const RelationReader::Impl& impl, const RelationInput& in, const OfficeMention& o) {
  if (o.rank > 1 || o.first == 0) return false;
  const Hit* before = in.entities.role(o.first - 1);
  if (!before || before->last != o.first || before->article) return false;
  // Who is listed as holding the office himself is named by his own title.
  const Entity& person = in.entities.entities[static_cast<size_t>(o.person)];
  if (const uint32_t lex = impl.gazetteer.by_id(person.id); lex != UINT32_MAX) {
    const std::string_view roles = impl.gazetteer.str(impl.gazetteer.lex(lex).extra);
    if (roles.find(o.office + "@") != std::string_view::npos) return false;
  }
  return impl.gazetteer.kind(before->lex) == LexKind::office &&
         impl.gazetteer.lex(before->lex).rank > o.rank && !in.words[o.first - 1].best().definite &&
         in.text.tokens[before->first].sentence == in.text.tokens[o.first].sentence;
}

const LexRow* listed(const RelationReader::Impl& impl, const RelationInput& in,
                     const OfficeMention& o) {
  const Entity& person = in.entities.entities[static_cast<size_t>(o.person)];
  const uint32_t lex = impl.gazetteer.by_id(person.id);
  return lex == UINT32_MAX ? nullptr : &impl.gazetteer.lex(lex);
}

// The minister's office that the person holds in the state by the knowledge base, if he does not
// hold `office` too.
std::string listed_office(const RelationReader::Impl& impl, const RelationInput& in,
                          const OfficeMention& o, const std::string& office,
                          const std::string& at) {
  const LexRow* row = listed(impl, in, o);
  if (!row) return {};
  const std::string_view roles = impl.gazetteer.str(row->extra);
  if (roles.find(office + "@" + at) != std::string_view::npos) return {};
  const size_t end = roles.find("minister@" + at);
  if (end == std::string_view::npos) return {};
  const size_t begin = roles.rfind(';', end);
  const size_t from = begin == std::string_view::npos ? 0 : begin + 1;
  return std::string(roles.substr(from, roles.find('@', from) - from));
}

// False only where the body is the listed person's own and the list knows him as no head of it.
bool serves_as_head(const RelationReader::Impl& impl, const RelationInput& in,
                    const OfficeMention& o, const std::string& body) {
  const LexRow* row = listed(impl, in, o);
  return !row || impl.gazetteer.str(row->of) != body ||
         impl.gazetteer.str(row->extra).find("@" + body) != std::string_view::npos;
}

// Does the office serve the one that the person is listed to hold ("adviser of the president X")?
bool serves(const RelationReader::Impl& impl, const RelationInput& in, const OfficeMention& o,
            const std::string& state) {
  const LexRow* row = listed(impl, in, o);
  if (!row) return false;
  const std::string_view roles = impl.gazetteer.str(row->extra);
  static constexpr std::string_view kHeads[] = {"president", "king", "emir", "prime minister"};
  return std::any_of(std::begin(kHeads), std::end(kHeads), [&](std::string_view head) {
    return o.office.find(head) != std::string::npos &&
           roles.find(std::string(head) + "@" + state) != std::string_view::npos;
  });
}

struct Held {
  Relation relation;
  std::string office;
  std::string at;
  uint32_t name_words = 0;
};

// What the title says of its person.
Relation relation_of(const RelationInput& in, const OfficeMention& o, RelationKind rel,
                     const std::string& object, uint32_t line) {
  const std::string& id = in.entities.entities[static_cast<size_t>(o.person)].id;
  Relation r;
  r.subject = id;
  r.rel = rel;
  r.object = object;
  r.span = o.span;
  if (o.person_last > o.person_first) {
    r.span.begin = std::min(r.span.begin, in.text.tokens[o.person_first].span.begin);
    r.span.end = std::max(r.span.end, in.text.tokens[o.person_last - 1].span.end);
  }
  r.rule = "relations/offices.tsv:" + std::to_string(line);
  r.confidence = id.compare(0, 3, "ar:") != 0 ? 0.9 : 0.75;
  if (o.former) r.to = kEnded;
  return r;
}

}  // namespace

std::vector<Relation> office_relations(const RelationReader::Impl& impl, const RelationInput& in) {
  std::vector<Held> held;
  const OfficeMention* previous = nullptr;
  TitleReader reader(impl, in);
  const std::vector<OfficeMention> titles = reader.run();
  for (const OfficeMention& o : titles) {
    const OfficeMention* before = std::exchange(previous, &o);
    if (o.person < 0 || o.office.empty()) continue;
    const Entity& person = in.entities.entities[static_cast<size_t>(o.person)];
    if (person.kind != EntityKind::person) continue;
    const bool known = person.id.compare(0, 3, "ar:") != 0;
    if (!known && person.id.find(' ') == std::string::npos) continue;  // one word is no full name
    std::string at = o.at;
    std::string office = without_prefixes(impl, o.office);
    const auto named = impl.office_bodies.find(office);
    if (!named.empty()) {
      at = std::string(impl.image->str(named[0].body));
    }
    // A title that names no body of the lists, but a thing of the state.
    if (at.empty()) at = reader.own_body(o);
    const bool open = at.empty();
    if (open) {
      at = reader.state_of(o);
      const bool bare = o.rank <= 1 && reader.one_word(o);
      if (bare && !reader.known_to_hold(o) && !reader.presided(o)) office = kHead;
    }
    if (const OfficeRule* seat = rule_of(impl, o, Owner::state, false); seat && seat->seated) {
      // "Member of the senate": of the state whose organ it is.
      const std::string state = at.empty() ? at : state_of_organ(impl, at);
      if (impl.gazetteer.is_state(state)) at = state;
      if (const std::string party = reader.party_of(o); !party.empty()) {
        Held member;
        member.at = party;
        member.relation = relation_of(in, o, RelationKind::member_of, party, seat->line);
        held.push_back(std::move(member));
      }
    }
    if (at.empty() || at.compare(0, 4, "GEN:") == 0) continue;
    // "The envoy of the secretary-general X": X is the envoy.
    if (before && before->person == o.person && before->first < o.first && o.first < before->last &&
        opens(impl, *before) && hangs(impl, in, o)) {
      continue;
    }
    // "Abd al-Malik al-Houthi" is no king.
    const EntityMention* inside = in.entities.mention(o.first);
    if (inside && inside->first < o.first &&
        in.entities.entities[inside->entity].kind == EntityKind::person) {
      continue;
    }
    if (governed(impl, in, o)) continue;
    // "His deputy X" sits in no parliament: words that say an office by themselves alone.
    if (o.rank >= 4 && in.words[o.first].best().enclitic.length > 0 &&
        impl.gazetteer.str(impl.gazetteer.lex(o.lex).extra) == kStateLevel) {
      continue;
    }
    // "Its president X": of a body that the entities stage could not name, so `at` is a guess.
    const bool counterpart = impl.gazetteer.str(impl.gazetteer.lex(o.lex).en) == kCounterpart;
    if (!counterpart && !known && o.guessed && in.words[o.first].best().enclitic.length > 0) {
      continue;
    }
    // "Its ambassador X": whose, is a guess where the list knows the man's own state.
    if (known && !counterpart && in.words[o.first].best().enclitic.length > 0 &&
        impl.gazetteer.is_state(at)) {
      if (const std::string own = reader.own_state(o); !own.empty()) at = own;
    }
    // Some papers call prime ministers "the president X": the list knows better.
    if (known && o.rank <= 1 && office.ends_with(kPresident) && !open && reader.one_word(o) &&
        impl.gazetteer.is_state(at)) {
      if (std::string other = listed_office(impl, in, o, office, at); !other.empty()) {
        office = std::move(other);
      }
    }
    // "The prime minister X" of a movement's man: of the state that the text is about.
    if (known && !open && o.rank <= 2 && !impl.gazetteer.is_state(at) &&
        impl.gazetteer.str(impl.gazetteer.lex(o.lex).extra) == kStateLevel && named.empty()) {
      if (std::string home = reader.movement_home(o, at); !home.empty()) at = std::move(home);
    }
    const Owner owner = open                          ? Owner::open
                        : impl.gazetteer.is_state(at) ? Owner::state
                                                      : Owner::body;
    const OfficeRule* rule = rule_of(impl, o, owner, o.guessed && named.empty());
    if (!rule) continue;
    // "Deputy adviser", "director of public relations of X", "the embassy of the king in X, Y".
    if (rule->seated && reader.deputy_of_title(o)) continue;
    if (rule->rel == RelationKind::leads && reader.department(o)) continue;
    if (o.rank <= 1 && reader.name_apart(o)) continue;
    // UEFA is called as the union is.
    if (in.sports && rule->rel == RelationKind::leads && at == kUnion) continue;
    // "The adviser of president X", where X is known as the head of the state.
    if (known && o.person_first > o.first && opens(impl, o) && serves(impl, in, o, at)) continue;
    // A member whose state the text does not say sits in the parliament that it names elsewhere.
    if (rule->seated && o.guessed && named.empty()) {
      at = reader.parliament_near(o.first);
      if (at.empty()) continue;
    }
    // "The committee and its head X": whom else X serves, says nothing of the committee.
    if (rule->rel == RelationKind::leads && known && o.first > 0 &&
        in.words[o.first].best().enclitic.length > 0 && !serves_as_head(impl, in, o, at)) {
      continue;
    }
    if (rule->rel == RelationKind::holds_office) at = state_of_organ(impl, at);
    Held h;
    h.office = office;
    h.at = at;
    h.name_words = o.person_last - o.person_first;
    const std::string object = rule->rel == RelationKind::holds_office ? office + "@" + at : at;
    h.relation = relation_of(in, o, rule->rel, object, rule->line);
    Relation& r = h.relation;

    // One relation for a person and an office: the fuller title, the fuller name.
    bool told = false;
    for (Held& k : held) {
      if (k.relation.subject != r.subject || k.relation.rel != r.rel || k.at != h.at) continue;
      if (r.rel != RelationKind::holds_office || less_specific(h.office, k.office)) {
        told = true;
        // "The former president X", "president X": the word that says more counts.
        if (h.office == k.office && r.to && !k.relation.to) k.relation.to = r.to;
        if (h.office == k.office && k.name_words < 2 && h.name_words >= 2) k = h;
        break;
      }
      if (less_specific(k.office, h.office)) {
        k = h;
        told = true;
        break;
      }
    }
    if (!told) held.push_back(std::move(h));
  }
  std::vector<Relation> out;
  for (Held& h : held) out.push_back(std::move(h.relation));
  return out;
}

std::vector<Relation> event_relations(const RelationReader::Impl& impl, const RelationInput& in) {
  std::vector<Relation> out;
  const auto allowed = [&](const std::string& code, const std::string& kinds) {
    if (impl.gazetteer.is_state(code)) return kinds.find_first_of("st") != std::string::npos;
    const uint32_t e = in.entities.entity(code);
    if (e == UINT32_MAX) return false;
    switch (in.entities.entities[e].kind) {
      case EntityKind::organization:
        // Out of an agreement is no membership that ends.
        if (const uint32_t lex = impl.gazetteer.by_id(code); lex != UINT32_MAX) {
          if (impl.gazetteer.str(impl.gazetteer.lex(lex).extra) == kAgreement) return false;
        }
        return kinds.find('o') != std::string::npos;
      case EntityKind::armed_group:
        return kinds.find('a') != std::string::npos;
      default:
        return false;
    }
  };
  const auto one_of = [](std::string_view w, const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), w) != words.end();
  };
  // Tokens of the trigger's sentence, and the trigger itself.
  const auto sentence = [&](const Event& e, uint32_t* trigger) -> const Sentence* {
    if (e.triggers.empty()) return nullptr;
    const auto& tokens = in.text.tokens;
    const auto at = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) {
      return t.span.end <= e.triggers.front().begin;
    });
    if (at == tokens.end()) return nullptr;
    *trigger = static_cast<uint32_t>(at - tokens.begin());
    return &in.text.sentences[at->sentence];
  };
  // "Near X", "at the borders of X" is not in X.
  const auto beside = [&](const Event& e, const std::string& place) {
    uint32_t trigger = 0;
    const Sentence* s = sentence(e, &trigger);
    bool found = false;
    for (uint32_t i = s ? s->first : 0; s && i < s->last; ++i) {
      const EntityMention* m = in.entities.mention(i);
      if (!m || m->first != i || in.entities.entities[m->entity].id != place || m->capital) {
        continue;
      }
      const int32_t q = in.syntax.phrase_of[i];
      if (q < 0) continue;
      const Phrase& at = in.syntax.phrases[static_cast<size_t>(q)];
      bool border = one_of(at.prep, impl.beside_preps);
      for (uint32_t k = at.first; k < i; ++k) {
        border = border || one_of(in.words[k].best().lemma, impl.beside_words);
      }
      if (!border) return false;
      found = true;
    }
    return found;
  };
  // "Began to leave" is not gone.
  const auto begun = [&](const Event& e) {
    uint32_t trigger = 0;
    const Sentence* s = sentence(e, &trigger);
    if (!s) return false;
    for (uint32_t i = std::max(s->first + 3, trigger) - 3; i < std::min(s->last, trigger + 2);
         ++i) {
      if (one_of(in.words[i].best().lemma, impl.unfinished_words)) return true;
    }
    return false;
  };
  // "Since then X has left": after the date that is told.
  const auto since = [&](const Event& e) {
    uint32_t trigger = 0;
    const Sentence* s = sentence(e, &trigger);
    if (!s) return false;
    for (uint32_t i = s->first; i < trigger; ++i) {
      if (i + kSinceReach >= trigger && in.text.tokens[i].key.ends_with(preposition::kSince)) {
        return true;
      }
    }
    return false;
  };
  const PatternMatcher matcher(impl, in);
  for (const Event& e : in.events) {
    for (const EventRule& rule : impl.events) {
      if (rule.type != e.type || (!rule.mode.empty() && rule.mode != e.mode) ||
          (!rule.frames.empty() && !one_of(e.rule, rule.frames))) {
        continue;
      }
      std::vector<std::string> objects = e.recipient;
      if (rule.object_is_place) {
        objects.clear();
        if (e.place) objects.push_back(*e.place);
      }
      for (const std::string& s : e.actor) {
        for (const std::string& o : objects) {
          if (s == o || !allowed(s, rule.subject_kinds) || !allowed(o, rule.object_kinds)) continue;
          if (rule.object_is_place && beside(e, o)) continue;
          if (rule.rel == RelationKind::forces_in && impl.at_home(s, o)) continue;
          Relation r;
          r.subject = s;
          r.rel = rule.rel;
          r.object = o;
          const bool dated = e.date_from != DateFrom::inherited;
          if (dated && (rule.flags & kRelationStart)) r.from = e.date;
          if (rule.flags & kRelationEnd) {
            r.to = dated && e.date && !since(e) ? e.date : std::string(kEnded);
          }
          r.count = e.count;
          r.factuality = e.factuality;
          uint32_t trigger = 0;
          if (sentence(e, &trigger) && r.factuality == Factuality::actual &&
              matcher.denies(trigger)) {
            r.factuality = Factuality::denied;
          }
          // Forces that are to leave are still there.
          if ((rule.flags & kRelationEnd) && (e.factuality != Factuality::actual || begun(e))) {
            r.factuality = Factuality::actual;
            r.to.reset();
          }
          if (!e.triggers.empty()) r.span = e.triggers.front();
          r.rule = "relations/events.tsv:" + std::to_string(rule.line);
          r.confidence = 0.6;
          out.push_back(std::move(r));
        }
      }
    }
  }
  return out;
}

}  // namespace isnad
