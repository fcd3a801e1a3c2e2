// Titles beside names: "the Russian foreign minister Sergei Lavrov", "X, director of the Y
// institute", "his Malian counterpart Z" -> who holds which office where.

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "entities/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxTitleTokens = 14;
constexpr uint8_t kMemberRank = 4;  // of offices.tsv: members and prominent figures
constexpr std::string_view kStateLevel = "state";
constexpr std::string_view kBodyLevel = "organisation";
constexpr std::string_view kMilitaryLevel = "military";
constexpr std::string_view kHead = "head";
constexpr std::string_view kDeputyHead = "deputy head";
constexpr std::string_view kVicePresident = "vice president";
constexpr std::string_view kPartyLevel = "party";
constexpr std::string_view kOtherLevel = "other";
constexpr std::string_view kLocalLevel = "local";
constexpr std::string_view kDelegateLevel = "delegate";
constexpr uint8_t kCallingRank = 5;     // of offices.tsv: words that introduce a name
constexpr uint32_t kDelegateReach = 4;  // tokens
constexpr std::string_view kIn = "fy";
constexpr std::string_view kOver = "Ely";
constexpr std::string_view kResident = "ldy";  // "at, to" of ambassadors
constexpr size_t kOfficesBack = 64;
constexpr uint32_t kSideReach = 60;
constexpr std::string_view kSides[] = {"jAnb", "wfd"};  // side, delegation
constexpr std::string_view kCounterpart = "=";          // offices.tsv: the office named last

}  // namespace

// Reads what follows a title word: whose it is (nisba, genitive, "in X"), adjectives (former,
// interim). Returns one past the last token taken.
uint32_t EntityPass::skip_titles(uint32_t token, OfficeMention& office) const {
  const Gazetteer& g = impl_.gazetteer;
  // "the minister" is complete; "minister of ..." goes on.
  const bool construct = !out_.roles[static_cast<size_t>(out_.role_at[office.first])].article;
  const uint32_t first = office.first;
  std::string prefix;
  uint32_t i = token;
  while (same_sentence(first, i) && i - first < kMaxTitleTokens) {
    const Token& t = text_.tokens[i];
    if (const auto rows = impl_.modifiers.find(t.key); !rows.empty()) {
      const std::string_view p = impl_.image->str(rows[0].prefix);
      if (!p.empty() && !rows[0].former) prefix = std::string(p) + " ";
      office.former = office.former || rows[0].former;
      ++i;
      continue;
    }
    // The body in quotation marks or parentheses, or its short name after the full one.
    if ((t.is(kOpen) || t.is(kQuoteOpen)) && same_sentence(first, i + 2)) {
      const Hit* inner = name_hit(i + 1);
      if (inner && inner->first == i + 1 && same_sentence(first, inner->last) &&
          (text_.tokens[inner->last].is(kClose) || text_.tokens[inner->last].is(kQuoteClose)) &&
          g.kind(inner->lex) != LexKind::person && g.kind(inner->lex) != LexKind::state) {
        if (office.at.empty()) office.at = whose(*inner);
        i = inner->last + 1;
        continue;
      }
    }
    // The body's name ended in the quotation.
    if (!office.at.empty() && t.is(kQuoteClose) && name_hit(i - 1)) {
      ++i;
      continue;
    }
    // "The leader of the movement 'X'": a body that no list holds.
    if (i == token && office.at.empty() && t.is(kQuoteOpen) && same_sentence(first, i + 1) &&
        out_.mention_at[i + 1] >= 0) {
      const EntityMention& m = out_.mentions[static_cast<size_t>(out_.mention_at[i + 1])];
      const EntityKind kind = out_.entities[m.entity].kind;
      const bool body = kind == EntityKind::organization || kind == EntityKind::armed_group;
      if (body && m.first == i + 1 && same_sentence(first, m.last) &&
          text_.tokens[m.last].is(kQuoteClose)) {
        office.at = out_.entities[m.entity].id;
        i = m.last + 1;
        continue;
      }
    }
    const Hit* h = name_hit(i);
    uint32_t at_token = i;
    // "zaim tanzim Da'ish": the body's name may begin with the title's last word.
    if (h && i == token && h->first > first && h->first < i) {
      at_token = h->first;
      // "The head of the committee" is then the head of what the name says.
      if (i == first + 2 && g.str(g.lex(office.lex).extra) == kBodyLevel &&
          g.kind(h->lex) == LexKind::organization) {
        office.office = kHead;
      }
    }
    // "in Mali", "of the United States" (li-): the preposition word or clitic stands before.
    if (!h && t.key == kIn && i + 1 < text_.tokens.size() && same_sentence(first, i + 1) &&
        office.at.empty()) {
      h = name_hit(i + 1);
      at_token = i + 1;
      if (h && h->first != i + 1) h = nullptr;
      // Only after a body that is itself unnamed (the council in Mali), or the body of a member.
      const std::string_view level = g.str(g.lex(office.lex).extra);
      const bool member =
          office.rank >= kMemberRank && (level == kPartyLevel || level == kOtherLevel);
      // "The high representative in the EU X": the name shows that the title ends with the body.
      const bool official = h && level == kBodyLevel && begins_person(h->last);
      if (h && g.kind(h->lex) != LexKind::state && !member && !official) h = nullptr;
    }
    if (h && h->first == at_token && g.kind(h->lex) != LexKind::person && office.at.empty()) {
      const Analysis& a = words_[at_token].best();
      if (a.conj != Conj::none && h->proclitics > 0) break;
      // "the spokesman of the government" is complete: a name after the article is no genitive.
      const bool genitive =
          h->form != NameForm::demonym && at_token == i && i > first && a.prep == PrepClitic::none;
      if (genitive && words_[i - 1].best().definite &&
          text_.tokens[i - 1].kind == TokenKind::word && g.kind(h->lex) == LexKind::state) {
        break;
      }
      office.at = whose(*h);
      i = h->last;
      continue;
    }
    // "ambassador of Egypt to the Kingdom": the state of residence is no holder's state.
    if (t.key == kResident && !office.at.empty() && same_sentence(first, i + 1)) {
      const Hit* host = name_hit(i + 1);
      if (host && host->first == i + 1 && g.kind(host->lex) != LexKind::person) {
        const std::string_view to = g.str(g.lex(host->lex).en);
        if (g.kind(host->lex) == LexKind::organization && !to.empty()) {
          office.office += " to the " + std::string(to);
        }
        i = host->last;
        continue;
      }
    }
    // A further noun of the title that the list does not hold ("minister of X and Y"): definite
    // nouns and adjectives only, and only while nothing has been said of the state.
    const Analysis& a = words_[i].best();
    const bool title_word = construct && t.kind == TokenKind::word && a.definite &&
                            a.pos != Pos::verb && out_.role_at[i] < 0 &&
                            a.prep == PrepClitic::none && office.at.empty() &&
                            impl_.gazetteer.latin(t.key).empty();
    // "chief of the Hashemite royal court, Dr X": whatever agrees before a rank or honorific.
    const bool before_honorific = t.kind == TokenKind::word && a.definite && a.pos == Pos::adj &&
                                  a.prep == PrepClitic::none && a.conj == Conj::none &&
                                  out_.role_at[i] < 0 && out_.mention_at[i] < 0 &&
                                  same_sentence(first, i + 1) && !text_.tokens[i + 1].is(kComma) &&
                                  name_after_titles(i + 1) > i + 1;
    // "Leader of the "X" movement, the separatist (adjective) Y". Behind a quotation mark a
    // participle is one too, though the lexicon calls it a noun ("the opposition").
    const bool describes = a.pos == Pos::adj || (text_.tokens[i - 1].is(kQuoteClose) &&
                                                 a.derivation == Derivation::active_participle);
    const bool of_body = !office.at.empty() && t.kind == TokenKind::word && a.definite && a.known &&
                         describes && a.prep == PrepClitic::none && a.conj == Conj::none &&
                         out_.mention_at[i] < 0 && !g.is_state(office.at) &&
                         same_sentence(first, i + 1) && begins_person(i + 1);
    if ((title_word && a.known) || before_honorific || of_body) {
      ++i;
      continue;
    }
    break;
  }
  if (!prefix.empty()) office.office = prefix + office.office;
  if (construct && i == token && office.at.empty() && same_sentence(first, i) &&
      owned_noun(i, office)) {
    ++i;
  }
  // "The leader of the movement": the body named before.
  if (office.at.empty() && g.str(g.lex(office.lex).extra) != kStateLevel) {
    // "The supervisor of (over) the centre."
    const bool over =
        same_sentence(first, i) && (text_.tokens[i].key == kIn || text_.tokens[i].key == kOver);
    const uint32_t end = i + (over ? 2 : 1);
    for (uint32_t k = std::max(first + 1, token - 1); k < end && same_sentence(first, k); ++k) {
      office.at = body_before(k);
      if (office.at.empty()) continue;
      i = std::max(i, k + 1);
      break;
    }
  }
  return complement_end(i, office);
}

// What the words of the title itself say: "the German chancellor" names the state, and the deputy
// head of a state is its vice president.
void EntityPass::finish_title(const Hit& role, OfficeMention& office) const {
  for (uint32_t k = role.first + 1; k < role.last && office.at.empty(); ++k) {
    const Hit* h = name_hit(k);
    if (h && h->first == k && impl_.gazetteer.kind(h->lex) == LexKind::state) office.at = whose(*h);
  }
  if (office.office == kDeputyHead && impl_.gazetteer.is_state(office.at)) {
    office.office = kVicePresident;
  }
}

// "Representative of the king", "the resident representative to (li-) X": whose, by a genitive or
// preposition. "The French representative" alone may be an actor: the word is one in Arabic.
bool EntityPass::says_whose(const Hit& role) const {
  for (uint32_t i = role.last; i < role.last + kDelegateReach && same_sentence(role.first, i);
       ++i) {
    const Analysis& a = words_[i].best();
    if (text_.tokens[i].key == kResident || a.prep == PrepClitic::li) return true;
    const Hit* name = name_hit(i);
    const bool nisba = name && name->first == i && name->form == NameForm::demonym;
    if (nisba || a.pos == Pos::adj) continue;
    const bool noun = name || a.pos == Pos::noun || a.pos == Pos::propn;
    return i == role.last && !role.article && noun && a.prep == PrepClitic::none &&
           a.conj == Conj::none && !(name && impl_.gazetteer.kind(name->lex) == LexKind::person);
  }
  return false;
}

// Reads a title at `token` and the name after it. False if the word there is no title.
bool EntityPass::read_office(uint32_t token, OfficeMention& office) {
  const Gazetteer& g = impl_.gazetteer;
  const Hit* role =
      out_.role_at[token] < 0 ? nullptr : &out_.roles[static_cast<size_t>(out_.role_at[token])];
  if (!role || role->first != token) return false;
  const LexKind kind = g.kind(role->lex);
  if (kind != LexKind::office && kind != LexKind::rank && kind != LexKind::honorific) return false;
  if (role->flags & (kPlural | kDual))
    return false;  // ministers, officers: a group, not somebody's title
  const LexRow& row = g.lex(role->lex);
  office.first = token;
  office.lex = role->lex;
  office.rank = row.rank;
  if (kind == LexKind::office) office.office = std::string(g.str(row.en));
  office.span = stem_span(*role);
  if (g.str(row.extra) == kDelegateLevel && !says_whose(*role)) office.rank = kCallingRank;
  uint32_t i = kind == LexKind::office ? skip_titles(role->last, office) : role->last;
  if (kind == LexKind::office) finish_title(*role, office);
  if (role->enclitic > 0 && office.at.empty() && office.office != kCounterpart) {
    office.at = owner_before(office);
  }
  office.last = i;

  if (take_holder(i, *role, office)) return true;
  // Of a state's offices only the bare "head of", which may be of anything.
  const bool of_state = g.str(row.extra) == kStateLevel;
  if (kind == LexKind::office && office.at.empty() && (!of_state || office.rank <= 1)) {
    std::string where;
    if (const uint32_t behind = behind_body(*role, &where); behind > 0) {
      if (g.str(row.extra) == kLocalLevel) office.at = where;
      if (of_state) office.office.clear();  // no state's president
      if (take_holder(behind, *role, office)) return true;
    }
  }
  // The body of a member who is not named here is no part of the title.
  if (office.rank >= kMemberRank && kind == LexKind::office) {
    office.last = std::min(office.last, std::max(role->last, token + 1));
  }
  return true;
}

// The name behind a title that ends before `token`; ranks, honorifics and further titles may stand
// between. False: nobody is named there.
bool EntityPass::take_holder(uint32_t token, const Hit& role, OfficeMention& office) {
  const uint32_t name = name_after_titles(token);
  if (!same_sentence(office.first, name)) return false;
  const bool comma = name > token && text_.tokens[token].is(kComma);
  uint32_t last = name;
  const Analysis& a = words_[name].best();
  // After a comma only a well-formed name is taken; a conjunction or preposition begins anew.
  if (a.conj != Conj::none && out_.mention_at[name] < 0 && !name_hit(name)) return false;
  if (comma && !name_hit(name) && name_end(name, 6) - name < 2) return false;
  if (const Hit* h = name_hit(name); h && h->proclitics > 0) return false;
  // "king of Aragon", "head of X": one unknown word after a bare title is whose the office is.
  const bool bare = impl_.gazetteer.kind(role.lex) == LexKind::office && !role.article &&
                    name == role.last && role.last - role.first == 1;
  if (bare && !name_hit(name) && name_end(name, kMaxTitleTokens) - name < 2) return false;
  // "The minister's cable": a preposition before what might be a name begins something else.
  if (out_.mention_at[name] < 0 && !name_hit(name) && clitic_before_name(name) > 0) return false;
  const uint32_t person = person_at(name, &last);
  if (person == UINT32_MAX) return false;
  office.person = static_cast<int32_t>(person);
  office.person_first = name;
  office.person_last = last;
  office.last = last;
  office.span.end = text_.tokens[last - 1].span.end;
  return true;
}

void EntityPass::find_offices() {
  for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
    if (read_group_title(i)) continue;
    OfficeMention office;
    if (!read_office(i, office)) continue;
    if (office.office.empty() && office.person < 0) continue;
    office.span.end = text_.tokens[std::max(office.last, office.first + 1) - 1].span.end;
    for (uint32_t k = office.first; k < office.last; ++k) {
      if (out_.office_at[k] < 0) out_.office_at[k] = static_cast<int32_t>(out_.offices.size());
    }
    const bool named = office.person >= 0;
    const uint32_t next = named ? office.person_first : office.last;
    out_.offices.push_back(std::move(office));
    // Titles come in rows (crown prince, deputy prime minister, minister of interior + name): go on
    // right after this title so that each is read.
    const Hit* role = &out_.roles[static_cast<size_t>(out_.role_at[i])];
    i = std::max(std::min(next, role->last), i + 1) - 1;
  }
  find_inner_offices();
  // A title without a name right before another title takes that one's person.
  for (size_t k = out_.offices.size(); k-- > 1;) {
    OfficeMention& a = out_.offices[k - 1];
    const OfficeMention& b = out_.offices[k];
    if (a.person >= 0 || b.person < 0 || a.office.empty() || b.first < a.last) continue;
    if (b.first - a.last > 1 || !same_sentence(a.first, b.first)) continue;
    if (words_[b.first].best().conj != Conj::none) continue;
    if (words_[b.first].best().prep != PrepClitic::none) continue;
    if (b.first > a.last && text_.tokens[a.last].kind == TokenKind::word) continue;
    a.person = b.person;
    a.person_first = b.person_first;
    a.person_last = b.person_last;
    a.span.end = b.span.end;
    a.last = b.last;
  }
}

// "The office of the prime minister X": X is the prime minister.
void EntityPass::find_inner_offices() {
  for (const Hit& hit : inner_) {
    if (!same_sentence(hit.first, hit.last)) continue;
    OfficeMention office;
    const Hit* whose_it_is = name_hit(hit.last);
    const bool nisba =
        whose_it_is && whose_it_is->first == hit.last && whose_it_is->form == NameForm::demonym;
    if (nisba) office.at = whose(*whose_it_is);
    const uint32_t name = name_after_titles(nisba ? whose_it_is->last : hit.last);
    if (!same_sentence(hit.first, name) || !begins_person(name)) continue;
    office.first = hit.first;
    office.lex = hit.lex;
    office.rank = impl_.gazetteer.lex(hit.lex).rank;
    office.office = std::string(impl_.gazetteer.str(impl_.gazetteer.lex(hit.lex).en));
    office.span = stem_span(hit);
    uint32_t last = name;
    const uint32_t person = person_at(name, &last);
    const std::string at = office.at;
    if (person != UINT32_MAX) add_holder(std::move(office), at, person, name, last);
  }
}

// Does a person whom the gazetteer knows serve another state than this?
bool EntityPass::serves_another(const Entity& person, const std::string& at) const {
  const Gazetteer& g = impl_.gazetteer;
  const uint32_t lex = g.by_id(person.id);
  if (lex == UINT32_MAX || !g.is_state(at)) return false;
  const std::string_view of = g.str(g.lex(lex).of);
  return g.is_state(of) && of != at;
}

// Titles after the name: "Bakary Sambe, director of the Timbuktu Institute".
void EntityPass::attach_following_titles() {
  const OfficeMention* previous = nullptr;
  for (OfficeMention& o : out_.offices) {
    const OfficeMention* before_this = std::exchange(previous, &o);
    if (o.person >= 0 || o.first == 0 || o.office.empty()) continue;
    // Titles in a row after a name: crown prince, deputy prime minister, minister of interior.
    if (before_this && before_this->person >= 0 && before_this->last == o.first &&
        before_this->person_last <= before_this->first &&
        words_[o.first].best().prep == PrepClitic::none &&
        words_[o.first].best().conj == Conj::none) {
      o.person = before_this->person;
      o.person_first = before_this->person_first;
      o.person_last = before_this->person_last;
      continue;
    }
    uint32_t before = o.first;
    if (text_.tokens[before - 1].is(kComma) || text_.tokens[before - 1].is(kClose)) --before;
    if (before == 0 || !same_sentence(before - 1, o.first)) continue;
    if (words_[o.first].best().conj != Conj::none ||
        words_[o.first].best().prep != PrepClitic::none) {
      continue;
    }
    int32_t m = out_.mention_at[before - 1];
    // A name that no list holds, before the comma and a title with its body.
    if (m < 0 && before < o.first && !o.at.empty()) {
      for (uint32_t words = 4; words >= 2 && m < 0; --words) {
        if (before < words || !same_sentence(before - words, before)) continue;
        const uint32_t start = before - words;
        if (out_.mention_at[start] >= 0 || name_end(start, words) != before) continue;
        uint32_t end = start;
        if (person_at(start, &end) != UINT32_MAX) m = out_.mention_at[start];
      }
    }
    if (m < 0) continue;
    const EntityMention& mention = out_.mentions[static_cast<size_t>(m)];
    const Entity& named = out_.entities[mention.entity];
    if (named.kind != EntityKind::person) continue;
    // "X met Shoukry's deputy" ("Shoukry, his deputy"): not he himself.
    const Hit* role = out_.role(o.first);
    if (before == o.first && role && role->enclitic > 0) continue;
    // "Kerry met the Russian foreign minister": without a comma another state's title is another's.
    if (before == o.first && serves_another(named, o.at)) continue;
    o.person = static_cast<int32_t>(mention.entity);
    o.person_first = mention.first;
    o.person_last = mention.last;
    o.span.begin = mention.span.begin;
  }
}

// "X and his counterpart": X's office; else the office of a state named last. The counterpart's
// state is his own.
void EntityPass::inherit_counterparts() {
  std::string last;
  for (size_t k = 0; k < out_.offices.size(); ++k) {
    OfficeMention& o = out_.offices[k];
    if (!o.office.empty() && o.office.back() == kCounterpart.front()) {
      o.office = last;
      // Whose counterpart he is, is a guess from here on; the list may know his office.
      if (o.person >= 0 && !o.at.empty()) {
        const Entity& person = out_.entities[static_cast<size_t>(o.person)];
        const uint32_t lex = impl_.gazetteer.by_id(person.id);
        const bool holds =
            lex != UINT32_MAX &&
            impl_.gazetteer.str(impl_.gazetteer.lex(lex).extra).find(last + "@" + o.at) !=
                std::string_view::npos;
        if (std::string known = listed_office(person, o.at); !holds && !known.empty()) {
          o.office = std::move(known);
        }
      }
      const int32_t m = o.first > 0 ? out_.mention_at[o.first - 1] : -1;
      if (m < 0 || !same_sentence(o.first - 1, o.first)) continue;
      const auto beside = static_cast<int32_t>(out_.mentions[static_cast<size_t>(m)].entity);
      for (size_t j = k; j-- > 0 && k - j <= kOfficesBack;) {
        const OfficeMention& held = out_.offices[j];
        if (held.person != beside || held.office.empty()) continue;
        o.office = held.office;
        break;
      }
    } else if (!o.office.empty() &&
               impl_.gazetteer.str(impl_.gazetteer.lex(o.lex).extra) == kStateLevel) {
      last = o.office;
    }
  }
}

// The office of the list that the person holds in this state; empty if there is none.
std::string EntityPass::listed_office(const Entity& person, const std::string& at) const {
  const Gazetteer& g = impl_.gazetteer;
  const uint32_t lex = g.by_id(person.id);
  if (lex == UINT32_MAX || at.empty()) return {};
  const std::string_view roles = g.str(g.lex(lex).extra);
  const size_t end = roles.find("@" + at);
  if (end == std::string_view::npos) return {};
  const size_t begin = roles.rfind(';', end);
  return std::string(roles.substr(begin == std::string_view::npos ? 0 : begin + 1,
                                  end - (begin == std::string_view::npos ? 0 : begin + 1)));
}

// The state on whose side the people told of are ("on the American side", "a Sudanese delegation"),
// if the sentence says so before `token`.
std::string EntityPass::side_before(uint32_t token) const {
  for (uint32_t k = token; k-- > 1 && token - k <= kSideReach && same_sentence(k, token);) {
    const int32_t m = out_.mention_at[k];
    if (m < 0 || !same_sentence(k - 1, k)) continue;
    const EntityMention& mention = out_.mentions[static_cast<size_t>(m)];
    if (mention.form != MentionForm::demonym || mention.first != k) continue;
    const std::string_view head = words_[k - 1].best().lemma;
    if (std::find(std::begin(kSides), std::end(kSides), head) == std::end(kSides)) continue;
    const Entity& e = out_.entities[mention.entity];
    if (e.kind == EntityKind::state) return e.id;
  }
  return {};
}

// An office whose state the text does not give right there: the person's own, if the list knows
// it; else the state named most often so far.
void EntityPass::default_states() {
  const Gazetteer& g = impl_.gazetteer;
  // Writers leave out the state of their own officials: where a full title stands without one
  // beside a listed minister, other titles without one are his state's.
  std::map<std::string, int> home;
  std::vector<OfficeMention*> open;
  for (OfficeMention& o : out_.offices) {
    // "The managing director of the IMF": whose office it is, whatever else its holder was.
    if (const auto body = impl_.office_bodies.find(o.office); o.at.empty() && !body.empty()) {
      o.at = std::string(impl_.image->str(body[0].body));
    }
    if (!o.at.empty() || o.office.empty() || o.person < 0) continue;
    const std::string& id = out_.entities[static_cast<size_t>(o.person)].id;
    const uint32_t lex = g.by_id(id);
    const LexRow& title = g.lex(o.lex);
    const std::string_view level = g.str(title.extra);
    if (lex != UINT32_MAX) {
      const std::string_view of = g.str(g.lex(lex).of);
      // A minister is a state's: a namesake of the list who is a party's man is somebody else.
      const bool minister = level == kStateLevel && title.rank > 1;
      // A member of a state's parliament is the state's too.
      const uint32_t body = of.empty() ? UINT32_MAX : g.by_id(std::string(of));
      const bool of_body = body != UINT32_MAX && g.kind(body) == LexKind::organization &&
                           g.is_state(g.str(g.lex(body).of));
      if (minister && of_body) {
        o.at = std::string(g.str(g.lex(body).of));
      } else if (!minister || g.is_state(of)) {
        o.at = std::string(of);
      }
      const Hit* role = out_.role(o.first);
      if (minister && g.is_state(of) && role && role->last > role->first + 1) ++home[o.at];
    }
    if (!o.at.empty()) continue;
    const bool army = level == kMilitaryLevel && title.rank <= 2;
    if (level != kStateLevel && level != kLocalLevel && !army) continue;
    // Heads of state are known; an unknown "president" without a state heads a club or a firm.
    if (title.rank <= 1 && lex == UINT32_MAX) continue;
    open.push_back(&o);
  }
  std::vector<const EntityMention*> states;
  for (const EntityMention& m : out_.mentions) {
    if (out_.entities[m.entity].kind == EntityKind::state) states.push_back(&m);
  }
  std::stable_sort(states.begin(), states.end(),
                   [](const auto* a, const auto* b) { return a->first < b->first; });
  std::map<std::string, int> named;
  size_t next = 0;
  for (OfficeMention* o : open) {
    while (next < states.size() && (states[next]->first <= o->first || named.empty())) {
      ++named[out_.entities[states[next++]->entity].id];
    }
    o->at = side_before(o->first);
    if (!o->at.empty()) continue;
    // "In Berlin, the minister of economy X protested": the one state of the sentence so far.
    std::set<std::string> here;
    for (size_t k = next; k-- > 0 && same_sentence(states[k]->first, o->first);) {
      if (states[k]->first < o->first) here.insert(out_.entities[states[k]->entity].id);
    }
    if (here.size() == 1 && home.empty()) {
      o->at = *here.begin();
      o->guessed = true;
      continue;
    }
    const std::map<std::string, int>& counts = home.empty() ? named : home;
    const auto best =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best == counts.end()) continue;
    o->at = best->first;
    o->guessed = true;
  }
}

}  // namespace isnad
