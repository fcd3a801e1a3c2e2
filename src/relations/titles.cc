// Titles that the entities stage could not join to their name: whose body no list holds ("the
// commander of the border guard in X, Brigadier Y", "spokesman of the authority for Z"), and titles
// behind a name that were given to the next name of a list.

#include <algorithm>
#include <map>

#include "relations/impl.h"
#include "syntax/prepositions.h"

namespace isnad {

namespace {

constexpr uint32_t kTitleReach = 18;               // tokens between the title's word and the name
constexpr std::string_view kStateLevel = "state";  // levels of data/gazetteers/offices.tsv
constexpr std::string_view kLocalLevel = "local";
constexpr std::string_view kResident = "ldy";  // "to": at the court of
constexpr std::string_view kMilitaryLevel = "military";
constexpr std::string_view kPartyLevel = "party";
constexpr std::string_view kLegislature = "legislature";  // sort of a body in the knowledge base
constexpr std::string_view kPresident = "president";
constexpr std::string_view kVicePresident = "vice president";
constexpr std::string_view kMember = "member of parliament";  // "deputy", where a pronoun follows
constexpr uint32_t kParliamentAhead = 30;
constexpr int kMostly = 2;  // a state named as often as this against all others is the text's own

bool is_title(const Gazetteer& g, const Hit* h, uint32_t token, bool with_offices) {
  if (!h || h->first != token) return false;
  const LexKind kind = g.kind(h->lex);
  return kind == LexKind::rank || kind == LexKind::honorific ||
         (with_offices && kind == LexKind::office);
}

const Entity* person_at(const RelationInput& in, uint32_t token) {
  const EntityMention* m = in.entities.mention(token);
  if (!m || m->first != token) return nullptr;
  const Entity& e = in.entities.entities[m->entity];
  return e.kind == EntityKind::person ? &e : nullptr;
}

// "President X met his (first) deputy Y": Y is the vice president, a minister's deputy his deputy.
// The office is that of the last title of a state before it in the sentence.
void name_deputies(const Gazetteer& g, const RelationInput& in,
                   std::vector<OfficeMention>& titles) {
  for (size_t k = 1; k < titles.size(); ++k) {
    OfficeMention& o = titles[k];
    const Hit* role = in.entities.role(o.first);
    if (!role || role->enclitic == 0 || !o.office.ends_with(kMember)) continue;
    const OfficeMention* held = nullptr;
    for (size_t j = k; j-- > 0 && !held;) {
      if (in.text.tokens[titles[j].first].sentence != in.text.tokens[o.first].sentence) break;
      if (!titles[j].office.empty() && !titles[j].office.ends_with(kMember)) held = &titles[j];
    }
    if (!held || g.str(g.lex(held->lex).extra) != kStateLevel) continue;
    const std::string prefix = o.office.substr(0, o.office.size() - kMember.size());
    const bool head = held->office == kPresident;
    o.office = prefix + (head ? std::string(kVicePresident) : "deputy " + held->office);
    o.at = held->at;
    o.lex = held->lex;
    o.guessed = held->guessed;
    o.rank = static_cast<uint8_t>(held->rank + 1);
  }
}

}  // namespace

bool TitleReader::in_set(uint32_t token, const std::vector<std::string>& words) const {
  const Token& t = in_.text.tokens[token];
  const Analysis& a = in_.words[token].best();
  const size_t front = std::min<size_t>(a.proclitic_length, t.key.size());
  const size_t back = std::min<size_t>(a.enclitic.length, t.key.size() - front);
  const std::string_view stem = std::string_view(t.key).substr(front, t.key.size() - front - back);
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& w) { return w == a.lemma || w == stem || w == t.key; });
}

// "X, minister of interior, and His Highness Y": an honorific with "and" begins the next person.
bool TitleReader::given_to_next(const OfficeMention& o) const {
  const Hit* role = in_.entities.role(o.first);
  if (o.person < 0 || !role || o.person_first <= o.first) return false;
  for (uint32_t i = std::max(role->last, o.first + 1); i < o.person_first; ++i) {
    if (is_title(impl_.gazetteer, in_.entities.role(i), i, false) &&
        in_.words[i].best().conj != Conj::none) {
      return true;
    }
  }
  return in_.words[o.person_first].best().conj != Conj::none && o.person_first > o.first + 1 &&
         in_.text.tokens[o.person_first - 1].is(kComma);
}

// The person whom the row of titles that ends before `k` describes: right before its first title.
void TitleReader::give_back(size_t k) {
  OfficeMention& o = titles_[k];
  o.person = -1;
  o.last = title_end(o);
  uint32_t at = o.first;
  for (size_t j = k; j-- > 0 && at > 0;) {
    const OfficeMention& before = titles_[j];
    if (before.first + kTitleReach < at || !same_sentence(before.first, at)) break;
    if (before.office.empty() || before.person < 0 || before.person_first > before.first) continue;
    if (before.last > at) continue;
    if (before.last == at) {
      o.person = before.person;
      o.person_first = before.person_first;
      o.person_last = before.person_last;
      return;
    }
  }
  if (at > 0 && in_.text.tokens[at - 1].is(kComma)) --at;
  if (at == 0 || !same_sentence(at - 1, o.first) || in_.words[o.first].best().conj != Conj::none)
    return;
  const EntityMention* m = in_.entities.mention(at - 1);
  if (!m || in_.entities.entities[m->entity].kind != EntityKind::person) return;
  o.person = static_cast<int32_t>(m->entity);
  o.person_first = m->first;
  o.person_last = m->last;
  o.span = {m->span.begin, in_.text.tokens[title_end(o) - 1].span.end};
}

bool TitleReader::one_word(const OfficeMention& o) const { return title_end(o) == o.first + 1; }

uint32_t TitleReader::title_end(const OfficeMention& o) const {
  const Hit* role = in_.entities.role(o.first);
  return role ? std::max(role->last, o.first + 1) : o.first + 1;
}

bool TitleReader::same_sentence(uint32_t a, uint32_t b) const {
  return b < in_.text.tokens.size() && in_.text.tokens[a].sentence == in_.text.tokens[b].sentence;
}

// May the word stand inside a title: a noun, an adjective, a preposition of fields and places?
bool TitleReader::inside_title(uint32_t k) const {
  const Token& t = in_.text.tokens[k];
  const Analysis& a = in_.words[k].best();
  if (t.kind != TokenKind::word || in_.syntax.finite_verb[k] || a.enclitic.length > 0) return false;
  if (a.prep == PrepClitic::ka) return false;
  if (a.word_class == WordClass::preposition || a.pos == Pos::adp) {
    return a.conj == Conj::none && in_set(k, impl_.title_links);
  }
  if (a.word_class != WordClass::none) return false;
  return a.pos == Pos::noun || a.pos == Pos::adj || a.pos == Pos::propn;
}

// The state or body that the title names on its way to the name.
void TitleReader::take_owner(const EntityMention& m, OfficeMention& o) const {
  const Entity& e = in_.entities.entities[m.entity];
  if (e.kind == EntityKind::state) {
    if (o.at.empty() || !impl_.gazetteer.is_state(o.at)) o.at = e.id;
  } else if (o.at.empty() && e.of && impl_.gazetteer.is_state(*e.of)) {
    o.at = *e.of;
  }
}

// The name that follows the title with its body, field and place between them.
void TitleReader::find_name(OfficeMention& o) const {
  OfficeMention read = o;
  const uint32_t start = title_end(o);
  bool closed = in_.words[start - 1].best().definite || start > o.first + 1;
  bool ranked = false;
  for (uint32_t k = start; k < in_.text.tokens.size() && k - start < kTitleReach;) {
    if (!same_sentence(o.first, k)) return;
    if (const Entity* person = person_at(in_, k)) {
      const EntityMention& m = *in_.entities.mention(k);
      const bool known = person->id.compare(0, 3, "ar:") != 0;
      if (in_.words[k].best().conj != Conj::none || in_.words[k].best().prep != PrepClitic::none)
        return;
      if (k == start || (!closed && !ranked) || (!known && m.last - m.first < 2)) return;
      read.person = static_cast<int32_t>(m.entity);
      read.person_first = m.first;
      read.person_last = m.last;
      read.span.end = m.span.end;
      read.last = m.last;
      o = read;
      return;
    }
    if (const EntityMention* m = in_.entities.mention(k); m && m->first == k) {
      // "Ambassador to Australia and New Zealand".
      const EntityMention* before = k > start ? in_.entities.mention(k - 1) : nullptr;
      const auto where = [&](const EntityMention& x) {
        const EntityKind kind = in_.entities.entities[x.entity].kind;
        return kind == EntityKind::state || kind == EntityKind::place;
      };
      const bool list = before && where(*before) && where(*m);
      if (in_.words[k].best().conj != Conj::none && m->form != MentionForm::demonym && !list) {
        return;
      }
      closed = true;
      k = m->last;
      continue;
    }
    const Hit* role = in_.entities.role(k);
    if (is_title(impl_.gazetteer, role, k, true)) {
      if (impl_.gazetteer.kind(role->lex) == LexKind::office || role->proclitics > 2 ||
          in_.words[k].best().conj != Conj::none || (role->flags & (kPlural | kDual))) {
        return;
      }
      ranked = true;
      k = role->last;
      continue;
    }
    if (ranked) return;
    const Token& t = in_.text.tokens[k];
    if (t.kind == TokenKind::punct) {
      const bool person_next = k + 1 < in_.text.tokens.size() && person_at(in_, k + 1);
      const bool rank_next = k + 1 < in_.text.tokens.size() &&
                             is_title(impl_.gazetteer, in_.entities.role(k + 1), k + 1, false);
      if (!(t.is(kQuoteOpen) || t.is(kOpen) || t.is(kComma)) || !(person_next || rank_next)) return;
      // After a comma an unknown name may begin a list.
      if (t.is(kComma) && person_next && in_.words[k + 1].best().conj != Conj::none) return;
      closed = true;
      ++k;
      continue;
    }
    if (!inside_title(k) || in_set(k, impl_.private_words)) return;
    const Analysis& a = in_.words[k].best();
    closed = a.definite;
    ++k;
  }
}

// Whose state's officials the text tells of: the one that it guesses for its ministers, else the
// one that it names most up to there.
std::string TitleReader::home(uint32_t token) const {
  std::map<std::string, int> named;
  for (const OfficeMention& o : in_.entities.offices) {
    if (o.guessed && !o.at.empty()) return o.at;
  }
  for (const EntityMention& m : in_.entities.mentions) {
    if (m.first > token && !named.empty()) break;
    const Entity& e = in_.entities.entities[m.entity];
    if (e.kind == EntityKind::state) {
      ++named[e.id];
    } else if (e.kind == EntityKind::place && e.of && impl_.gazetteer.is_state(*e.of)) {
      ++named[*e.of];
    }
  }
  const auto best = std::max_element(
      named.begin(), named.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  int others = 0;
  for (const auto& [state, count] : named) others += count;
  if (best == named.end() || best->second * kMostly < others) return {};
  return best->first;
}

// One past the last word of a title: its name, or where it stops being a title.
uint32_t TitleReader::words_end(const OfficeMention& o) const {
  uint32_t k = title_end(o);
  if (o.person >= 0 && o.person_first >= k) return o.person_first;
  while (same_sentence(o.first, k) && k - o.first < kTitleReach) {
    const EntityMention* m = in_.entities.mention(k);
    if (m && in_.entities.entities[m->entity].kind != EntityKind::person) {
      k = std::max(m->last, k + 1);
      continue;
    }
    if (m || is_title(impl_.gazetteer, in_.entities.role(k), k, true) || !inside_title(k)) break;
    ++k;
  }
  return k;
}

std::string TitleReader::state_of(const OfficeMention& o) const {
  OfficeMention owned = o;
  owned.at.clear();
  const uint32_t end = words_end(o);
  const std::string_view level = impl_.gazetteer.str(impl_.gazetteer.lex(o.lex).extra);
  bool open = level == kLocalLevel;
  bool told = false;
  for (uint32_t k = o.first; k < end; ++k) {
    if (in_set(k, impl_.private_words)) return {};
    open = open || in_set(k, impl_.public_words);
    const EntityMention* m = in_.entities.mention(k);
    if (!m || m->first != k) continue;
    take_owner(*m, owned);
    told = told || in_.entities.entities[m->entity].kind == EntityKind::state;
  }
  // "Prime minister of the republic of X", "foreign minister of the kingdom": a state's by itself.
  if (level == kStateLevel && !(o.rank <= 1 && one_word(o))) {
    if (told) return owned.at;
    if (const std::string own = own_state(o); !own.empty()) return own;
  }
  if (!open) return {};
  if (owned.at.empty()) owned.at = own_state(o);
  return owned.at.empty() ? home(o.first) : owned.at;
}

// The state of a person whom the knowledge base holds; "" if it holds none.
std::string TitleReader::own_state(const OfficeMention& o) const {
  if (o.person < 0) return {};
  const Entity& person = in_.entities.entities[static_cast<size_t>(o.person)];
  const uint32_t lex = impl_.gazetteer.by_id(person.id);
  if (lex == UINT32_MAX) return {};
  const std::string_view of = impl_.gazetteer.str(impl_.gazetteer.lex(lex).of);
  return impl_.gazetteer.is_state(of) ? std::string(of) : std::string();
}

// The state that the text is about, if `body` is a party or movement; "" for other bodies.
std::string TitleReader::movement_home(const OfficeMention& o, const std::string& body) const {
  static constexpr std::string_view kParty = "party";
  const uint32_t lex = impl_.gazetteer.by_id(body);
  if (lex == UINT32_MAX) return {};
  const bool armed = impl_.gazetteer.kind(lex) == LexKind::armed_group;
  const bool party = impl_.gazetteer.str(impl_.gazetteer.lex(lex).extra) == kParty;
  return armed || party ? home(o.first) : std::string();
}

// The body that a listed person belongs to: "the commander of the rebels X" leads his own.
std::string TitleReader::own_body(const OfficeMention& o) const {
  if (o.person < 0) return {};
  const std::string_view level = impl_.gazetteer.str(impl_.gazetteer.lex(o.lex).extra);
  if (level != kMilitaryLevel && level != kPartyLevel) return {};
  const Entity& person = in_.entities.entities[static_cast<size_t>(o.person)];
  const uint32_t lex = impl_.gazetteer.by_id(person.id);
  if (lex == UINT32_MAX || !known_to_lead(lex)) return {};
  const std::string_view of = impl_.gazetteer.str(impl_.gazetteer.lex(lex).of);
  return impl_.gazetteer.is_state(of) ? std::string() : std::string(of);
}

// Is the person listed as the head of a body ("leader@BODY")?
bool TitleReader::known_to_lead(uint32_t lex) const {
  const std::string of(impl_.gazetteer.str(impl_.gazetteer.lex(lex).of));
  const std::string_view roles = impl_.gazetteer.str(impl_.gazetteer.lex(lex).extra);
  return !of.empty() && roles.find("@" + of) != std::string_view::npos;
}

// Does the title name a body whose head is called its president (a court)?
bool TitleReader::presided(const OfficeMention& o) const {
  for (uint32_t k = o.first; k < words_end(o); ++k) {
    if (in_set(k, impl_.presided_words)) return true;
  }
  return false;
}

bool TitleReader::department(const OfficeMention& o) const {
  for (uint32_t k = title_end(o); k < words_end(o); ++k) {
    if (in_.entities.mention(k)) return false;
    if (in_set(k, impl_.department_words)) return true;
  }
  return false;
}

bool TitleReader::deputy_of_title(const OfficeMention& o) const {
  const uint32_t next = title_end(o);
  if (in_.words[o.first].best().definite || !same_sentence(o.first, next)) return false;
  return is_title(impl_.gazetteer, in_.entities.role(next), next, true) &&
         in_.words[next].best().conj == Conj::none && !in_.words[next].best().definite;
}

bool TitleReader::name_apart(const OfficeMention& o) const {
  for (uint32_t k = title_end(o); k < o.person_first; ++k) {
    if (in_.text.tokens[k].key == kResident) return true;
  }
  return false;
}

// Does the knowledge base say that the person holds this office?
bool TitleReader::known_to_hold(const OfficeMention& o) const {
  const Entity& person = in_.entities.entities[static_cast<size_t>(o.person)];
  const uint32_t lex = impl_.gazetteer.by_id(person.id);
  if (lex == UINT32_MAX) return false;
  const std::string_view roles = impl_.gazetteer.str(impl_.gazetteer.lex(lex).extra);
  return roles.find(o.office + "@") != std::string_view::npos;
}

std::string TitleReader::parliament_near(uint32_t token) const {
  const Gazetteer& g = impl_.gazetteer;
  std::string found;
  uint32_t at = 0;
  const auto take = [&](uint32_t where, const std::string& state) {
    if (!g.is_state(state) || where > token + kParliamentAhead) return;
    if (found.empty() || (where < token && where > at)) {
      found = state;
      at = where;
    }
  };
  for (const EntityMention& m : in_.entities.mentions) {
    const Entity& e = in_.entities.entities[m.entity];
    const uint32_t lex = e.kind == EntityKind::organization ? g.by_id(e.id) : UINT32_MAX;
    if (lex != UINT32_MAX && e.of && g.str(g.lex(lex).extra) == kLegislature) take(m.first, *e.of);
  }
  // "The Kuwaiti parliament" as an organ of its state.
  for (const Hit& r : in_.entities.roles) {
    const bool organ = g.kind(r.lex) == LexKind::organ && g.str(g.lex(r.lex).id) == kLegislature;
    const int32_t p = organ ? in_.syntax.phrase_of[r.first] : -1;
    if (p < 0) continue;
    for (const Participant& who : in_.actors.phrase(p)) {
      if (!who.organ.empty()) take(r.first, who.code);
    }
  }
  // "The speaker of the Lebanese house": a title that names it.
  for (const OfficeMention& o : in_.entities.offices) {
    for (uint32_t k = o.first; k < title_end(o); ++k) {
      if (!o.guessed && in_set(k, impl_.parliaments)) take(o.first, o.at);
    }
  }
  return found;
}

// "The member of parliament for (an) the party of X": the party that seats the member.
std::string TitleReader::party_of(const OfficeMention& o) const {
  const uint32_t end = std::min<uint32_t>(words_end(o) + 1, o.first + kTitleReach);
  for (uint32_t k = o.first + 1; k < end && same_sentence(o.first, k + 1); ++k) {
    if (in_.text.tokens[k].key != preposition::kAbout) continue;
    for (uint32_t j = k + 1; j <= k + 2 && same_sentence(o.first, j); ++j) {
      const EntityMention* m = in_.entities.mention(j);
      if (!m) continue;
      const Entity& e = in_.entities.entities[m->entity];
      const bool body = e.kind == EntityKind::organization || e.kind == EntityKind::armed_group;
      return body ? e.id : std::string();
    }
  }
  return {};
}

std::vector<OfficeMention> TitleReader::run() {
  titles_ = in_.entities.offices;
  for (size_t k = 0; k < titles_.size(); ++k) {
    if (!titles_[k].office.empty() && given_to_next(titles_[k])) give_back(k);
  }
  for (OfficeMention& o : titles_) {
    if (o.person < 0 && !o.office.empty()) find_name(o);
  }
  // "Adviser of the president for military affairs, commander of operations, Major General X".
  for (size_t k = titles_.size(); k-- > 1;) {
    OfficeMention& a = titles_[k - 1];
    const OfficeMention& b = titles_[k];
    if (a.person >= 0 || a.office.empty() || b.person < 0 || b.person_first <= b.first) continue;
    if (!same_sentence(a.first, b.first) || words_end(a) != b.first) continue;
    const Analysis& opening = in_.words[b.first].best();
    if (opening.conj != Conj::none || opening.prep != PrepClitic::none) continue;
    if (!in_.words[b.first - 1].best().definite && !in_.entities.mention(b.first - 1)) continue;
    a.person = b.person;
    a.person_first = b.person_first;
    a.person_last = b.person_last;
    a.span.end = b.span.end;
  }
  name_deputies(impl_.gazetteer, in_, titles_);
  return std::move(titles_);
}

}  // namespace isnad
