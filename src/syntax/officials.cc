// Whoever holds a title: for whom he acts, and whom a title without a name means.

#include <algorithm>

#include "syntax/actors.h"

namespace isnad {

namespace {

constexpr std::string_view kOtherLevel = "other";  // of data/gazetteers/offices.tsv
constexpr std::string_view kDelegateLevel = "delegate";
constexpr std::string_view kPartyLevel = "party";
constexpr std::string_view kOfOffice[] = {" of ", " to ", " for "};
constexpr uint8_t kLesserRank = 3;  // of offices.tsv: below the ministers
constexpr uint32_t kTitleComplement =
    10;  // tokens of a title's complement before its holder's name

std::string_view last_word(std::string_view words) { return words.substr(words.rfind(' ') + 1); }

// The head of an office's English words: minister, president, secretary-general (of the UN).
std::string_view head_of_office(std::string_view office) {
  for (const std::string_view of : kOfOffice) office = office.substr(0, office.find(of));
  return last_word(office);
}

}  // namespace

// Organisations and armed groups whose people act for them; companies and media do not make
// politics through whoever works there.
bool Actors::acts_for(const std::string& organisation) const {
  const uint32_t lex = organisation.empty() ? UINT32_MAX : gazetteer_.by_id(organisation);
  if (lex == UINT32_MAX) return false;
  const std::string_view sort = gazetteer_.str(gazetteer_.lex(lex).extra);
  return sort != "company" && sort != "media" && sort != "agency_media";
}

// "The Iraqi analyst", "the Syrian dissident": the nisba says where he comes from, not for whom he
// acts. Titles of a party or body say for whom.
bool Actors::is_calling(const OfficeMention& office) const {
  if (!gazetteer_.is_state(office.at)) return false;
  const std::string_view level = gazetteer_.str(gazetteer_.lex(office.lex).extra);
  // "The ambassador X", "the member of parliament Y" without a state: whose is a guess.
  const bool guess = office.guessed && office.rank >= kLesserRank;
  const uint32_t end =
      office.person >= 0 && office.person_first > office.first ? office.person_first : office.last;
  return level == kOtherLevel || level == kDelegateLevel || level == kPartyLevel || guess ||
         heads_private_body(office, end);
}

bool Actors::has_private_calling(uint32_t token) const {
  const auto rows = private_.find(words_[token].best().lemma);
  if (rows.empty() || rows[0].kind != static_cast<uint8_t>(PrivateKind::calling)) return false;
  const Hit* role = entities_.role(token);
  return !role || (gazetteer_.kind(role->lex) == LexKind::office && !(role->flags & kPlural));
}

Participant Actors::from_entity(uint32_t entity, const EntityMention& m) const {
  const Entity& e = entities_.entities[entity];
  Participant p;
  p.code = e.id;
  p.kind = e.kind;
  p.span = m.span;
  p.token = m.first;
  if (e.kind == EntityKind::person) {
    p.person = e.id;
    // A person who acts for a state or an organisation is that in events, by the title that the
    // document gives him first; others stand for themselves.
    const auto titled = affiliation_.find(entity);
    const std::string& of = titled != affiliation_.end() ? titled->second : e.of.value_or("");
    const std::string_view body = state_of_body(of);
    const bool of_state = gazetteer_.is_state(of);
    // Whoever held an office acts for himself.
    const bool left = of_state && titled == affiliation_.end() && has_left(entity);
    if (!left && (of_state || acts_for(of))) p.code = body.empty() ? of : std::string(body);
  }
  if (e.kind == EntityKind::place) p.code.clear();
  if (e.kind == EntityKind::organization) {
    const uint32_t lex = gazetteer_.by_id(e.id);
    const std::string_view sort =
        lex == UINT32_MAX ? std::string_view{} : gazetteer_.str(gazetteer_.lex(lex).extra);
    p.media = sort == "media" || sort == "agency_media";
    if (const std::string_view state = state_of_body(e.id); !state.empty()) {
      p.code = state;
      if (gazetteer_.is_state(state)) p.organ = "body";
    }
  }
  return p;
}

// A state's parliament, agency or corps acts for the state, as its ministers do, and the executive
// of a union for the union: that state or union; empty for any other organisation.
std::string_view Actors::state_of_body(const std::string& id) const {
  const uint32_t lex = id.empty() ? UINT32_MAX : gazetteer_.by_id(id);
  if (lex == UINT32_MAX || gazetteer_.kind(lex) != LexKind::organization) return {};
  const LexRow& row = gazetteer_.lex(lex);
  const std::string_view sort = gazetteer_.str(row.extra);
  const bool body = sort == "legislature" || sort == "agency" || sort == "military" ||
                    sort == "ministry" || sort == "court";
  const std::string_view of = gazetteer_.str(row.of);
  const bool part = !of.empty() && !gazetteer_.is_state(of) && gazetteer_.by_id(of) != UINT32_MAX;
  return part || (body && gazetteer_.is_state(of)) ? of : std::string_view{};
}

Participant Actors::from_office(const OfficeMention& office) const {
  Participant p;
  p.kind = EntityKind::person;
  p.span = office.span;
  p.token = office.first;
  p.organ = "official";
  const std::string_view body = state_of_body(office.at);
  p.code = body.empty() ? office.at : std::string(body);
  const bool in_own_name = has_private_calling(office.first);
  const bool calling = office.person >= 0 && is_calling(office);
  if (in_own_name) {
    p.organ.clear();
    p.code.clear();
  }
  if (office.person >= 0) {
    const Entity& e = entities_.entities[static_cast<size_t>(office.person)];
    p.person = e.id;
    if (calling) {
      // Whom the gazetteer knows as a state's own stays that.
      const uint32_t lex = gazetteer_.by_id(e.id);
      const std::string_view of =
          lex == UINT32_MAX ? std::string_view{} : gazetteer_.str(gazetteer_.lex(lex).of);
      const bool acts = gazetteer_.is_state(of) && !has_left(static_cast<uint32_t>(office.person));
      p.code = acts ? std::string(of) : e.id;
      if (!acts) p.organ.clear();
    } else if (in_own_name || office.former) {
      p.code = e.id;
    } else if (p.code.empty()) {
      // A title that names its state or organisation speaks for that, whatever the holder's own.
      p.code = e.of && gazetteer_.is_state(*e.of) ? *e.of : e.id;
    }
  }
  return p;
}

const EntityMention* Actors::holder_behind(uint32_t last) const {
  if (last >= text_.tokens.size() || syntax_.phrase_of[last] < 0) return nullptr;
  const std::string& prep = syntax_.phrases[static_cast<size_t>(syntax_.phrase_of[last])].prep;
  if (prep != preposition::kLi && prep != preposition::kBi) return nullptr;
  const uint32_t end =
      std::min(text_.sentences[text_.tokens[last].sentence].last, last + kTitleComplement);
  for (uint32_t i = last; i < end; ++i) {
    const Analysis& a = words_[i].best();
    if (text_.tokens[i].kind == TokenKind::punct || syntax_.finite_verb[i]) return nullptr;
    if (a.word_class == WordClass::preposition) return nullptr;
    if (i == last) continue;
    const EntityMention* m = entities_.mention(i);
    const bool person = m && entities_.entities[m->entity].kind == EntityKind::person;
    if (person) return a.conj == Conj::none && a.prep == PrepClitic::none ? m : nullptr;
  }
  return nullptr;
}

// The title of the holder of office `k` that may be `office` by its English head. An honorific
// ("doctor") does not say what its bearer is: another title of his near it may; nullptr if that is
// a different one.
const OfficeMention* Actors::alike(const OfficeMention& office, size_t k) const {
  const OfficeMention& o = entities_.offices[k];
  const auto level = [&](const OfficeMention& of) {
    return gazetteer_.str(gazetteer_.lex(of.lex).extra);
  };
  // "The secretary-general" may be that of the UN, the president is not that of a committee.
  const auto same = [&](const OfficeMention& other) {
    const bool head = head_of_office(other.office) == head_of_office(office.office);
    return head &&
           (last_word(other.office) == last_word(office.office) || level(other) == level(office));
  };
  if (!o.office.empty()) return same(o) ? &o : nullptr;
  const OfficeMention* found = &o;
  const auto look = [&](const OfficeMention& other) {
    if (other.person != o.person || other.office.empty()) return false;
    found = same(other) ? &other : nullptr;
    return true;
  };
  for (size_t j = k + 1; j < entities_.offices.size(); ++j) {
    if (entities_.offices[j].first > office.first) break;
    if (look(entities_.offices[j])) return found;
  }
  for (size_t j = k; j-- > 0 && o.first - entities_.offices[j].first < kFarReach;) {
    if (look(entities_.offices[j])) return found;
  }
  return found;
}

// "The Malian minister" after "the Malian foreign minister Abdoulaye Diop": the person named last
// who holds an office of that state.
std::optional<Participant> Actors::person_of_office(const OfficeMention& office) const {
  for (size_t k = entities_.offices_before(office.first); k-- > 0;) {
    const OfficeMention& o = entities_.offices[k];
    if (o.person < 0) continue;
    if (office.first - o.first > kFarReach) break;
    if (!office.at.empty() && o.at != office.at) continue;
    const OfficeMention* held = office.office.empty() ? &o : alike(office, k);
    if (!held) continue;
    Participant p = from_office(*held);
    p.span = office.span;
    p.token = office.first;
    return p;
  }
  return std::nullopt;
}

// "Journalists", "a Syrian activist": a title of no office that names nobody is the unnamed group
// that the same words name.
std::optional<Participant> Actors::group_of_calling(uint32_t token, uint32_t first,
                                                    uint32_t last) const {
  const Hit* role = entities_.role(token);
  if (!role || role->first != token || role->group == UINT32_MAX) return std::nullopt;
  const std::string_view level = gazetteer_.str(gazetteer_.lex(role->lex).extra);
  if (level != kOtherLevel && level != kDelegateLevel && level != kPartyLevel) return std::nullopt;
  Hit as_group = *role;
  as_group.lex = role->group;
  Participant p;
  p.token = token;
  p.span = {text_.tokens[token].span.begin, text_.tokens[role->last - 1].span.end};
  return group(as_group, p, first, last);
}

}  // namespace isnad
