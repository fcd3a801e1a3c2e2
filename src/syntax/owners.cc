// Whose an organ or a group is, and whether a person still holds an office.

#include <algorithm>

#include "syntax/actors.h"

namespace isnad {

namespace {

constexpr size_t kDigestStates = 6;     // states that a digest names at least
constexpr uint32_t kDigestShare = 4;    // the most named has less than one in so many of the names
constexpr uint32_t kOwnerReach = 1200;  // tokens back that a repeated organ may stand

constexpr uint32_t kTitleReach = 8;  // tokens of a title in which the body that it heads stands
constexpr std::string_view kStateLevel = "state";       // of data/gazetteers/offices.tsv
constexpr std::string_view kDiplomatic = "diplomatic";  // of data/gazetteers/organs.tsv
constexpr std::string_view kVictim = "victim";          // of data/gazetteers/groups.tsv

}  // namespace

// The state that most of the document's names lie in or belong to; empty if there are none.
const std::string& Actors::home_state() const {
  if (home_known_) return home_;
  home_known_ = true;
  std::map<std::string, uint32_t> counts;
  std::map<std::string, uint32_t> places;
  for (const EntityMention& m : entities_.mentions) {
    const Entity& e = entities_.entities[m.entity];
    if (e.kind == EntityKind::state) {
      ++counts[e.id];
    } else if (e.of && gazetteer_.is_state(*e.of)) {
      ++counts[*e.of];
      if (e.kind == EntityKind::place) ++places[*e.of];
    }
  }
  uint32_t most = 0;
  uint32_t all = 0;
  for (const auto& [code, n] : counts) {
    if (n > most) home_ = code;
    most = std::max(most, n);
    all += n;
  }
  digest_ = counts.size() >= kDigestStates && most * kDigestShare < all;
  const auto here = places.find(home_);
  const bool lies_there =
      here != places.end() && std::all_of(places.begin(), places.end(), [&](const auto& place) {
        return place.second < here->second || place.first == home_;
      });
  if (lies_there && !digest_) settled_home_ = home_;
  return home_;
}

// The same if most places that the document names lie there too: whoever is told of without a word
// of where is there.
const std::string& Actors::settled_home() const {
  home_state();
  return settled_home_;
}

// "On this day", news in brief: many states, none of which the document is about. What one
// paragraph tells of says nothing of the next.
bool Actors::is_digest() const {
  home_state();
  return digest_;
}

bool Actors::same_paragraph(uint32_t before, uint32_t token) const {
  for (uint32_t s = text_.tokens[token].sentence; s > text_.tokens[before].sentence; --s) {
    if (text_.sentences[s].paragraph_start) return false;
  }
  return true;
}

bool Actors::has_left(uint32_t entity) const {
  if (former_.contains(entity)) return true;
  const uint32_t lex = gazetteer_.by_id(entities_.entities[entity].id);
  if (lex == UINT32_MAX || !published_) return false;
  // "office@STATE[from/to];...", see data/kb/people.tsv.
  std::string_view roles = gazetteer_.str(gazetteer_.lex(lex).extra);
  if (roles.empty()) return false;
  while (!roles.empty()) {
    const std::string_view role = roles.substr(0, roles.find(';'));
    roles.remove_prefix(std::min(roles.size(), role.size() + 1));
    const size_t open = role.find('[');
    const size_t slash = role.find('/', open);
    if (open == std::string_view::npos || slash == std::string_view::npos) return false;
    const std::string_view to = role.substr(slash + 1, role.size() - slash - 2);
    const size_t n = std::min(to.size(), published_->size());
    if (n < 4 || to.substr(0, n) >= std::string_view(*published_).substr(0, n)) return false;
  }
  return true;
}

// "The head of the Yemeni community", "the editor of a Turkish newspaper": the nisba is that of
// what he heads, which does not act for the state.
bool Actors::heads_private_body(const OfficeMention& office, uint32_t last) const {
  const bool minister = gazetteer_.str(gazetteer_.lex(office.lex).extra) == kStateLevel;
  if (minister && office.rank > 1) return false;
  const uint32_t end =
      std::min({last, office.first + kTitleReach, static_cast<uint32_t>(text_.tokens.size())});
  for (uint32_t i = office.first + 1; i < end; ++i) {
    const EntityMention* m = entities_.mention(i);
    if (m && m->form != MentionForm::demonym) return false;
    const auto rows = private_.find(words_[i].best().lemma);
    if (!rows.empty() && rows[0].kind == static_cast<uint8_t>(PrivateKind::body)) return true;
  }
  return false;
}

// A state that only says where or whose something is: "near the border with Pakistan", "the
// American consulate"; one by whose nationality somebody or something is described that the text
// brings in: "wounded a Nepalese officer". The army and the police that are told of next are not
// its.
bool Actors::is_bystander(const EntityMention& m) const {
  const int32_t own = syntax_.phrase_of[m.first];
  if (m.form == MentionForm::demonym && own >= 0 && !words_[m.first].best().definite) {
    const uint32_t head = syntax_.phrases[static_cast<size_t>(own)].head;
    if (head < m.first && !entities_.role(head) && !entities_.office(head)) return true;
  }
  if (m.first == 0 || text_.tokens[m.first - 1].sentence != text_.tokens[m.first].sentence) {
    return false;
  }
  uint32_t left = m.first - 1;
  if (left > 0 && words_[left].best().lemma == preposition::kWith) --left;
  if (borders_.contains(words_[left].best().lemma)) return true;
  const Hit* role = entities_.role(left);
  return m.form == MentionForm::demonym && role && role->last == m.first &&
         lex_kind(*role) == LexKind::organ && organ_sort(*role) == OrganSort::body &&
         gazetteer_.str(gazetteer_.lex(role->lex).id) == kDiplomatic;
}

bool Actors::affiliates(uint32_t token) const {
  const Analysis& a = words_[token].best();
  const auto rows = a.pos == Pos::adj ? loyalty_.find(a.lemma) : std::span<const WordKindRow>{};
  if (rows.empty()) return false;
  if (rows[0].kind == static_cast<uint8_t>(LoyaltyKind::against)) return true;
  const int32_t own = syntax_.phrase_of[token];
  if (own < 0) return false;
  for (uint32_t i = syntax_.phrases[static_cast<size_t>(own)].first; i < token; ++i) {
    const EntityMention* m = entities_.mention(i);
    if (m && m->form != MentionForm::demonym) return true;
  }
  return false;
}

bool Actors::states_of(uint32_t token) const {
  const Hit* role = entities_.role(token);
  return role && gazetteer_.kind(role->lex) == LexKind::group &&
         gazetteer_.lex(role->lex).rank == kGroupOfStates;
}

std::optional<Participant> Actors::loyal_to(uint32_t first, uint32_t last) const {
  if (depth_ >= kMaxDepth || last <= first + 1 || last >= text_.tokens.size()) return std::nullopt;
  const auto rows = loyalty_.find(words_[last - 1].best().lemma);
  const int32_t index = syntax_.phrase_of[last];
  if (rows.empty() || index < 0 || rows[0].kind == static_cast<uint8_t>(LoyaltyKind::against)) {
    return std::nullopt;
  }
  const Phrase& next = syntax_.phrases[static_cast<size_t>(index)];
  if (next.first != last || next.prep != preposition::kLi) return std::nullopt;
  ++depth_;
  const auto who = range(next.first, next.last);
  --depth_;
  if (who.empty() || who[0].code.compare(0, 4, "GEN:") == 0) return std::nullopt;
  // "Militias loyal to Iran" are not Iran's.
  const EntityMention* m = entities_.mention(next.head);
  const bool state = m && entities_.entities[m->entity].kind == EntityKind::state;
  if (state && rows[0].kind == static_cast<uint8_t>(LoyaltyKind::loyal)) return std::nullopt;
  return who[0];
}

// "Experts in the United Nations", "a source in the Algerian ministry": people who speak or act for
// the body in which they are. Whoever suffers something may be there by chance.
std::optional<Participant> Actors::body_in(uint32_t token, const Phrase& where) const {
  const Hit* role = entities_.role(token);
  if (!where.body || !role) return std::nullopt;
  const bool people = lex_kind(*role) == LexKind::group
                          ? gazetteer_.str(gazetteer_.lex(role->lex).extra) != kVictim
                      : lex_kind(*role) == LexKind::organ
                          ? organ_sort(*role) == OrganSort::person
                          : lex_kind(*role) == LexKind::office && !has_private_calling(token);
  if (!people) return std::nullopt;
  ++depth_;
  auto who = range(where.first, where.last);
  --depth_;
  if (who.size() != 1 || who[0].owner || who[0].code.substr(0, 4) == "GEN:") return std::nullopt;
  const bool body = who[0].kind == EntityKind::organization ||
                    who[0].kind == EntityKind::armed_group || !who[0].organ.empty();
  return body ? std::optional(std::move(who[0])) : std::nullopt;
}

// Whose organ or group it is: a nisba, a genitive name, "in X", or a possessive pronoun.
std::optional<Participant> Actors::owner_of(uint32_t token, uint32_t first, uint32_t last) const {
  (void)first;
  for (uint32_t i = token; i < last; ++i) {
    const EntityMention* m = entities_.mention(i);
    if (!m || m->first != i) continue;
    const Entity& e = entities_.entities[m->entity];
    if (e.kind == EntityKind::person) {
      // "The supporters of Nasrallah", "the forces of Haftar": of whom he leads.
      Participant p = from_entity(m->entity, *m);
      if (p.code != e.id || (e.of && gazetteer_.is_state(*e.of))) return p;
      continue;
    }
    if (e.kind == EntityKind::place) {
      if (auto state = state_of_place(*m)) return state;
      continue;
    }
    return from_entity(m->entity, *m);
  }
  // "Fighters of the movement" are the movement's.
  for (uint32_t i = token + 1; i < last && depth_ < kMaxDepth; ++i) {
    if (entities_.mention(i) || !is_anaphor(i)) continue;
    ++depth_;
    auto list = anaphor(i, last);
    --depth_;
    if (list.size() == 1 && !list[0].code.empty()) return list[0];
  }
  const int32_t own = syntax_.phrase_of[token];
  const uint32_t own_last = own < 0 ? last : syntax_.phrases[static_cast<size_t>(own)].last;
  if (auto who = loyal_to(token, own_last)) return who;
  // "The forces backed by X" are not X's.
  if (own_last > token + 1) {
    const auto rows = loyalty_.find(words_[own_last - 1].best().lemma);
    if (!rows.empty() && rows[0].kind == static_cast<uint8_t>(LoyaltyKind::against)) {
      return std::nullopt;
    }
  }
  // "Its forces from Syria" are its forces.
  if (words_[token].best().enclitic.length > 0) {
    auto who = pronoun(token);
    if (!who.empty()) return who.front();
  }
  // "Instructors from Russia", "the council in Mali", "the president of the United States" (li-).
  if (last < text_.tokens.size() && syntax_.phrase_of[token] >= 0) {
    const auto index = static_cast<size_t>(syntax_.phrase_of[token]);
    if (index + 1 < syntax_.phrases.size()) {
      const Phrase& next = syntax_.phrases[index + 1];
      const uint32_t gap = next.first - syntax_.phrases[index].last;
      const bool of = next.prep == preposition::kIn || next.prep == preposition::kLi ||
                      next.prep == preposition::kFrom || next.prep == preposition::kBi;
      if (of && gap <= 1 && syntax_.phrases[index].last == last) {
        const EntityMention* m = entities_.mention(next.first);
        if (m && entities_.entities[m->entity].kind == EntityKind::state) {
          return from_entity(m->entity, *m);
        }
        if (m && next.prep == preposition::kIn) {
          if (auto state = state_of_place(*m)) return state;
        }
        if (next.prep == preposition::kIn && depth_ < kMaxDepth) {
          if (auto body = body_in(token, next)) return body;
        }
        // "Members of (min) the Turkish police", "ministers of (bi-) the states of the Union".
        // ... but not "a protester by (bi-) the bullets of the police".
        const bool by = next.prep == preposition::kBi;
        const bool stands_for =
            m || place_nouns_.contains(words_[next.head].best().lemma) || states_of(next.head);
        if ((next.prep == preposition::kFrom || (by && stands_for)) && depth_ < kMaxDepth) {
          ++depth_;
          const auto who = range(next.first, next.last);
          --depth_;
          if (who.size() == 1 && (!who[0].owner || next.prep == preposition::kBi) &&
              who[0].code.substr(0, 4) != "GEN:") {
            return who[0];
          }
        }
      }
    }
  }
  return std::nullopt;
}

// Whose the same organ or group was when the document named it before ("Russian instructors ...
// the instructors").
std::optional<Participant> Actors::earlier_owner(const Hit& role) const {
  const Question question(*this);
  if (!question.may_go_on()) return {};
  if (depth_ >= kMaxDepth) return std::nullopt;
  ++depth_;
  std::optional<Participant> out;
  for (size_t k = entities_.roles_before(role.first); k-- > 0 && !out;) {
    const Hit& r = entities_.roles[k];
    if (role.first - r.first > kOwnerReach) break;
    const std::string_view lemma = words_[role.first].best().lemma;
    const bool same =
        r.lex == role.lex || (!lemma.empty() && words_[r.first].best().lemma == lemma);
    if (!same) continue;
    const int32_t index = syntax_.phrase_of[r.first];
    if (index < 0) continue;
    const Phrase& p = syntax_.phrases[static_cast<size_t>(index)];
    out = owner_of(r.first, p.first, p.last);
    // "instructors from Russia": the origin stands behind a preposition.
    const auto next = static_cast<size_t>(index) + 1;
    if (!out && next < syntax_.phrases.size() && syntax_.phrases[next].prep == preposition::kFrom) {
      out = owner_of(syntax_.phrases[next].first, syntax_.phrases[next].first,
                     syntax_.phrases[next].last);
    }
  }
  --depth_;
  return out;
}

// "Seven soldiers", nobody says whose: those of the army that the sentence names before, else of
// the state where it says that they are, else of the army named before in the paragraph. Soldiers
// of another state are called by its name; "soldiers" without a number may be mutineers.
std::optional<Participant> Actors::own_force(const Hit& role) const {
  const bool counted = (role.flags & kDual) != 0 ||
                       (role.first > 0 && (text_.tokens[role.first - 1].kind == TokenKind::number ||
                                           words_[role.first - 1].best().pos == Pos::num));
  if (!counted) return std::nullopt;
  const uint32_t sentence = text_.tokens[role.first].sentence;
  const std::string_view force = gazetteer_.str(gazetteer_.lex(role.lex).id);
  std::optional<Participant> place;
  bool looked = false;
  for (size_t k = entities_.roles_before(role.first); k-- > 0;) {
    const Hit& r = entities_.roles[k];
    if (text_.tokens[r.first].sentence != sentence) {
      if (!looked) place = located_in(role.first);
      looked = true;
      if (place || !same_paragraph(r.first, role.first)) break;
    }
    if (lex_kind(r) != LexKind::organ || organ_sort(r) != OrganSort::body) continue;
    const int32_t index = syntax_.phrase_of[r.first];
    if (index < 0 || gazetteer_.str(gazetteer_.lex(r.lex).id) != force) continue;
    const Phrase& p = syntax_.phrases[static_cast<size_t>(index)];
    auto owner = owner_of(r.first, p.first, p.last);
    if (owner && gazetteer_.is_state(owner->code)) return owner;
  }
  if (!looked) place = located_in(role.first);
  return place && gazetteer_.is_state(place->code) ? place : std::nullopt;
}

}  // namespace isnad
