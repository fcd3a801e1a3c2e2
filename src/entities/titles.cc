// Whose a title is when no name stands right behind it ("the head of the movement", "its envoy to
// X"), and titles of several people at once ("the presidents of X, A, and of Y, B").

#include <algorithm>

#include "entities/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxComplement = 9;  // words between a title and its holder's name
constexpr uint32_t kBodyReach = 600;    // words back to the body that a noun takes up
constexpr uint32_t kOwnerReach = 16;
constexpr uint32_t kMaxHolders = 6;
constexpr uint8_t kMinisterRank = 2;
constexpr std::string_view kStateLevel = "state";
// Prepositions of an envoy's or a director's field: to, at, in, for, on.
constexpr std::string_view kField[] = {"Aly", "ldy", "fy", "En", "Ely"};

bool is_field(std::string_view key) {
  return std::find(std::begin(kField), std::end(kField), key) != std::end(kField);
}

}  // namespace

// Does a person's name surely begin here, without a clitic?
bool EntityPass::begins_person(uint32_t token) const {
  if (const Hit* h = name_hit(token); h && h->first == token) {
    return impl_.gazetteer.kind(h->lex) == LexKind::person && h->proclitics == 0;
  }
  if (text_.tokens[token].kind != TokenKind::word || clitic_before_tagged(token) > 0) return false;
  return tagged_at(token, NameKind::person) || sounds_like_person(token, name_end(token, 6));
}

// The state or body that a name says; towns say their state.
std::string EntityPass::whose(const Hit& hit) const {
  const Gazetteer& g = impl_.gazetteer;
  const LexKind kind = g.kind(hit.lex);
  if (kind == LexKind::person) return {};
  const bool place = kind == LexKind::place || kind == LexKind::region;
  return std::string(g.str(place ? g.lex(hit.lex).of : g.lex(hit.lex).id));
}

// The body named last whose name the definite noun at `token` heads: "the movement".
std::string EntityPass::body_before(uint32_t token) const {
  const Analysis& noun = words_[token].best();
  if (!noun.definite || noun.lemma.empty() || noun.pos == Pos::verb) return {};
  for (uint32_t k = token; k-- > 0 && token - k <= kBodyReach;) {
    if (out_.mention_at[k] < 0) continue;
    const EntityMention& m = out_.mentions[static_cast<size_t>(out_.mention_at[k])];
    const EntityKind kind = out_.entities[m.entity].kind;
    if (m.first != k || m.form == MentionForm::demonym ||
        (kind != EntityKind::organization && kind != EntityKind::armed_group)) {
      continue;
    }
    const bool inside = words_[k].best().lemma == noun.lemma && m.last > k + 1;
    const bool before = k > 0 && same_sentence(k - 1, k) &&
                        words_[k - 1].best().lemma == noun.lemma && !words_[k - 1].best().definite;
    if (inside || before) return out_.entities[m.entity].id;
  }
  return {};
}

// Whose "its envoy" is: the state (of an office at a body: the state or body) named last before it
// in the sentence.
std::string EntityPass::owner_before(const OfficeMention& office) const {
  // "The committee and its head": the noun right before it, if it is no state's name.
  if (office.first > 0 && words_[office.first].best().conj != Conj::none &&
      same_sentence(office.first - 1, office.first) && !name_hit(office.first - 1) &&
      words_[office.first - 1].best().definite && out_.role_at[office.first - 1] < 0 &&
      words_[office.first - 1].best().pos == Pos::noun) {
    return body_before(office.first - 1);
  }
  const bool states = impl_.gazetteer.str(impl_.gazetteer.lex(office.lex).extra) == kStateLevel;
  for (uint32_t k = office.first; k-- > 0 && office.first - k <= kOwnerReach;) {
    if (!same_sentence(k, office.first)) break;
    const Hit* h = name_hit(k);
    if (!h || h->last != k + 1) continue;
    const LexKind kind = impl_.gazetteer.kind(h->lex);
    const bool body = kind == LexKind::organization || kind == LexKind::armed_group;
    if (kind != LexKind::state && (states || !body)) continue;
    if (std::string id = whose(*h); !id.empty()) return id;
  }
  return {};
}

// "The spokesman of its foreign ministry": the possessive right behind a title's first words.
bool EntityPass::owned_noun(uint32_t token, OfficeMention& office) const {
  const Analysis& a = words_[token].best();
  if (a.enclitic.length == 0 || a.pos == Pos::verb || a.prep != PrepClitic::none ||
      a.conj != Conj::none || out_.mention_at[token] >= 0) {
    return false;
  }
  office.at = owner_before(office);
  return !office.at.empty();
}

// What the title says of its field between itself and the name: "to Libya", "for combating
// terrorism and mediation". Returns where the name or the next title begins; `token` if none does.
uint32_t EntityPass::complement_end(uint32_t token, OfficeMention& office) const {
  if (!same_sentence(office.first, token) || begins_person(token)) return token;
  const Analysis& opening = words_[token].best();
  const bool field = is_field(text_.tokens[token].key);
  const bool clitic = opening.prep != PrepClitic::none;
  const bool further = opening.conj != Conj::none && opening.definite;
  if (!field && !clitic && !further) return token;
  // Heads of state and ministers have no field abroad: "in X" is where they are.
  if (field && office.rank <= kMinisterRank) return token;
  std::string at = office.at;
  for (uint32_t k = token; same_sentence(token, k) && k - token < kMaxComplement;) {
    if (k > token && begins_person(k)) {
      // "an official in the administration of X" holds no office of X's name.
      const Analysis& before = words_[k - 1].best();
      if (!name_hit(k - 1) && before.pos == Pos::noun && !before.definite) break;
      office.at = at;
      return k;
    }
    const Analysis& a = words_[k].best();
    // "minister of X abroad, Mr Y"
    if (k > token && text_.tokens[k].is(kComma) && same_sentence(token, k + 1)) {
      const uint32_t name = name_after_titles(k);
      if (same_sentence(token, name) && begins_person(name)) {
        office.at = at;
        return k;
      }
    }
    if (text_.tokens[k].kind != TokenKind::word || a.pos == Pos::verb) break;
    if (const Hit* role = out_.role(k); role && role->first == k) {
      const LexKind kind = impl_.gazetteer.kind(role->lex);
      if (kind == LexKind::office || kind == LexKind::rank || kind == LexKind::honorific) {
        if (k == token || role->proclitics > 0 || (role->flags & (kPlural | kDual))) break;
        office.at = at;
        return k;
      }
    }
    if (const Hit* h = name_hit(k); h && h->first == k) {
      const std::string id = whose(*h);
      if (id.empty()) break;
      // The field of an envoy is not whose envoy he is.
      if (at.empty() && !field) at = id;
      k = h->last;
      continue;
    }
    if (k > token && is_field(text_.tokens[k].key) && office.rank <= kMinisterRank) break;
    ++k;
  }
  return token;
}

// "The head of the chamber of the eastern province Abdulrahman Alotaishan": a title of a body that
// no list holds, in a chain of genitives, and then its holder's name. Returns where that begins,
// ranks and honorifics included; 0 if no surely read name does.
// `where`: the state of a place in the chain.
uint32_t EntityPass::behind_body(const Hit& role, std::string* where) const {
  if (role.article || (role.flags & (kPlural | kDual)) != 0) return 0;
  // "The minister of labour, engineer X": what is definite ends the title or describes its holder.
  if (!same_sentence(role.first, role.last) || words_[role.last].best().definite) return 0;
  bool closed = false;  // what was read so far may end the chain
  for (uint32_t k = role.last; same_sentence(role.first, k) && k - role.last < kMaxComplement;) {
    if (const Hit* inner = out_.role(k); inner && inner->first == k) {
      const LexKind kind = impl_.gazetteer.kind(inner->lex);
      if (kind == LexKind::organ) return 0;  // "the head of the regime": a state's
      const bool before_name = kind == LexKind::rank || kind == LexKind::honorific;
      const uint32_t name = before_name ? name_after_titles(k) : k;
      if (closed && name > k && same_sentence(k, name) &&
          (begins_person(name) || name_end(name, kMaxComplement) >= name + 2)) {
        return k;
      }
      if (before_name || kind == LexKind::office) return 0;
    }
    const uint32_t quoted = text_.tokens[k].is(kQuoteOpen) ? 1 : 0;
    if (closed && same_sentence(k, k + quoted) && begins_person(k + quoted)) return k;
    const Analysis& a = words_[k].best();
    if (const Hit* h = name_hit(k); h && h->first == k) {
      if (impl_.gazetteer.kind(h->lex) == LexKind::person) return 0;
      if (a.conj != Conj::none && h->proclitics > 0) return 0;
      if (where->empty()) *where = whose(*h);
      closed = true;
      k = h->last;
      continue;
    }
    const bool joined = k > role.last && a.definite;  // "of culture and arts", "in the city"
    const bool word = text_.tokens[k].kind == TokenKind::word && a.known &&
                      (a.pos == Pos::noun || a.pos == Pos::adj) && a.enclitic.length == 0;
    if (!word || ((a.conj != Conj::none || a.prep != PrepClitic::none) && !joined)) return 0;
    closed = a.definite;
    ++k;
  }
  return 0;
}

// Past commas, ranks and honorifics.
uint32_t EntityPass::name_after_titles(uint32_t token) const {
  uint32_t name = token;
  for (int guard = 0; guard < 4 && same_sentence(token, name); ++guard) {
    if (text_.tokens[name].is(kComma) || text_.tokens[name].is(kOpen) ||
        text_.tokens[name].is(kQuoteOpen)) {
      ++name;
      continue;
    }
    const Hit* next = out_.role(name);
    if (next && next->first == name &&
        (impl_.gazetteer.kind(next->lex) == LexKind::rank ||
         impl_.gazetteer.kind(next->lex) == LexKind::honorific)) {
      name = next->last;
      continue;
    }
    // "the lawyer, the general X": words for whoever acts that stand before a name as ranks do.
    if (next && next->first == name && next->last == name + 1 && next->article &&
        next->proclitics == 0 && (next->flags & (kPlural | kDual)) == 0 &&
        (impl_.gazetteer.kind(next->lex) == LexKind::organ ||
         impl_.gazetteer.kind(next->lex) == LexKind::group) &&
        same_sentence(token, next->last) &&
        (begins_person(next->last) || name_end(next->last, 6) >= next->last + 2)) {
      name = next->last;
      continue;
    }
    break;
  }
  return name;
}

void EntityPass::add_holder(OfficeMention title, const std::string& at, uint32_t entity,
                            uint32_t first, uint32_t last) {
  title.at = at;
  title.person = static_cast<int32_t>(entity);
  title.person_first = first;
  title.person_last = last;
  title.last = last;
  title.span.end = text_.tokens[last - 1].span.end;
  for (uint32_t k = title.first; k < title.last; ++k) {
    if (out_.office_at[k] < 0) out_.office_at[k] = static_cast<int32_t>(out_.offices.size());
  }
  out_.offices.push_back(std::move(title));
}

// Is there an "and the French" within the next words?
bool EntityPass::state_follows(uint32_t token) const {
  for (uint32_t k = token + 1; k <= token + kMaxComplement && same_sentence(token, k); ++k) {
    const Hit* h = name_hit(k);
    if (h && h->first == k && impl_.gazetteer.kind(h->lex) == LexKind::state) {
      return words_[k].best().conj != Conj::none || text_.tokens[k - 1].is(kComma);
    }
  }
  return false;
}

// "The presidents, the Russian A and the French B"; "the foreign ministers of X, A, and Y, B".
bool EntityPass::group_of_named(const OfficeMention& title, uint32_t from) {
  struct Holder {
    std::string at;
    uint32_t entity, first, last;
  };
  std::vector<Holder> holders;
  for (uint32_t i = from; same_sentence(title.first, i) && holders.size() < kMaxHolders;) {
    if (!holders.empty() && text_.tokens[i].is(kComma)) ++i;
    const Hit* h = same_sentence(title.first, i) ? name_hit(i) : nullptr;
    if (!h || h->first != i || impl_.gazetteer.kind(h->lex) != LexKind::state) break;
    if (!holders.empty() && h->proclitics == 0 && !text_.tokens[i - 1].is(kComma)) break;
    const uint32_t name = name_after_titles(h->last);
    if (!same_sentence(title.first, name)) break;
    uint32_t last = name;
    // person_at leaves a mention behind: only where another state's name follows.
    if (!begins_person(name) || (holders.empty() && !state_follows(name))) break;
    const uint32_t person = person_at(name, &last);
    if (person == UINT32_MAX) break;
    holders.push_back({whose(*h), person, name, last});
    i = last;
    if (same_sentence(title.first, i) && text_.tokens[i].is(kClose)) ++i;
  }
  if (holders.size() < 2) return false;
  for (const Holder& x : holders) add_holder(title, x.at, x.entity, x.first, x.last);
  return true;
}

// "The deputy foreign ministers, the Syrian and the Turkish, A and B": as many names as states.
bool EntityPass::group_of_states(const OfficeMention& title, uint32_t from) {
  std::vector<std::string> states;
  uint32_t i = from;
  while (same_sentence(title.first, i) && states.size() < kMaxHolders) {
    const Hit* h = name_hit(i);
    if (!h || h->first != i || impl_.gazetteer.kind(h->lex) != LexKind::state) break;
    if (!states.empty() && h->proclitics == 0) break;
    states.push_back(whose(*h));
    i = h->last;
  }
  if (states.size() < 2 || !same_sentence(title.first, i)) return false;
  if (text_.tokens[i].is(kComma)) ++i;
  // The names: each but the first begins with "and".
  std::vector<std::pair<uint32_t, uint32_t>> names;
  uint32_t skip = 0;
  while (same_sentence(title.first, i) && names.size() < states.size()) {
    // The "and" before a name hides its first word from the reader of names.
    const bool word = skip > 0 && same_sentence(i, i + 1) &&
                      text_.tokens[i + 1].kind == TokenKind::word && !is_function_word(i + 1);
    const uint32_t rest = word ? std::max(name_end(i + 1, 5), i + 2) : i + 1;
    const uint32_t end = std::max(name_end(i, 6), rest);
    uint32_t stop = end;
    for (uint32_t k = i + 1; k < end; ++k) {
      const std::string_view key = text_.tokens[k].key;
      if (key.size() > 2 && key[0] == 'w' && !impl_.given.contains(key) &&
          names.size() + 1 < states.size()) {
        stop = k;
        break;
      }
    }
    if (stop < i + 2) return false;
    names.emplace_back(i, stop);
    i = stop;
    if (names.size() == states.size()) break;
    if (!same_sentence(title.first, i) || text_.tokens[i].key[0] != 'w') return false;
    skip = 1;
  }
  if (names.size() != states.size()) return false;
  for (size_t k = 0; k < names.size(); ++k) {
    const auto [first, last] = names[k];
    uint32_t entity = UINT32_MAX;
    if (out_.mention_at[first] >= 0) {
      const EntityMention& m = out_.mentions[static_cast<size_t>(out_.mention_at[first])];
      if (out_.entities[m.entity].kind != EntityKind::person) return false;
      entity = m.entity;
    } else {
      entity = add_person(first, last, k == 0 ? 0 : skip);
      Span span{text_.tokens[first].span.begin, text_.tokens[last - 1].span.end};
      if (k > 0) span.begin += 1;
      add_mention(first, last, span, entity, MentionForm::name);
    }
    add_holder(title, states[k], entity, first, last);
  }
  return true;
}

// A title with several states and names: "the presidents, the Russian A and the French B", or short
// for two titles: "the Russian president A and the French B".
bool EntityPass::read_group_title(uint32_t token) {
  const Hit* role = out_.role(token);
  if (!role || role->first != token) return false;
  if (impl_.gazetteer.kind(role->lex) != LexKind::office) return false;
  const LexRow& row = impl_.gazetteer.lex(role->lex);
  if (impl_.gazetteer.str(row.extra) != kStateLevel) return false;
  OfficeMention title;
  title.first = token;
  title.lex = role->lex;
  title.rank = row.rank;
  title.office = std::string(impl_.gazetteer.str(row.en));
  title.span = stem_span(*role);
  return !title.office.empty() &&
         (group_of_named(title, role->last) || group_of_states(title, role->last));
}

}  // namespace isnad
