// How much a word looks like part of a person's name, and where a name ends.

#include <algorithm>

#include "entities/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kCommonName = 3;   // seen at least so often as a name token
constexpr uint32_t kUsualName = 10;   // ... often enough where the word is no common word
constexpr uint32_t kFrequentName = 60;  // ... even if it is one

bool has_article(std::string_view key) { return key.size() > 4 && key.substr(0, 2) == "Al"; }

// Abdullah, Abdulaziz written in one word.
bool is_servant_name(std::string_view key) {
  return key.size() >= 7 && key.substr(0, 3) == "Ebd" && key.substr(3, 2) == "Al";
}

}  // namespace

// 3 a given name, 2 a name that the lists hold, 1 a word that no lexicon holds, 0 a common word.
int EntityPass::evidence_of(std::string_view key, const Analysis& a) const {
  if (is_servant_name(key)) return 3;
  const auto given = impl_.given.find(key);
  uint8_t strength = 0;
  for (const GivenRow& row : given) strength = std::max(strength, row.strength);
  if (strength == kGivenStrong) return 3;
  uint32_t count = 0;
  impl_.gazetteer.latin(key, &count);
  const bool common = a.known && a.pos != Pos::propn;
  if (strength == kGivenCommon) return 2;
  if (strength == kNameListed && !common) return 2;
  if (count >= kFrequentName || (count >= kUsualName && !common)) return 2;
  if (!common || count >= kCommonName) return 1;
  return 0;
}

int EntityPass::evidence(uint32_t token) const {
  const Token& t = text_.tokens[token];
  if (t.kind != TokenKind::word) return 0;
  const Hit* h = name_hit(token);
  if (h && impl_.gazetteer.kind(h->lex) == LexKind::person) return 2;
  const std::string_view key = conjunction_before_name(token) ? t.key.substr(1) : t.key;
  return evidence_of(key, words_[token].best());
}

// "wa-Salih": the conjunction stands before a given name that is followed by more of a name.
bool EntityPass::conjunction_before_name(uint32_t token) const {
  const std::string_view key = text_.tokens[token].key;
  if (key.size() < 4 || key[0] != 'w') return false;
  const auto strong = [&](std::string_view k) {
    for (const GivenRow& row : impl_.given.find(k)) {
      if (row.strength == kGivenStrong || row.strength == kGivenCommon) return true;
    }
    return is_servant_name(k);
  };
  return !strong(key) && strong(key.substr(1));
}

// A place's name that may be a surname or a given name.
bool EntityPass::place_may_be_name(uint32_t token) const {
  const int32_t m = out_.mention_at[token];
  if (m < 0) return false;
  const EntityMention& mention = out_.mentions[static_cast<size_t>(m)];
  if (out_.entities[mention.entity].kind != EntityKind::place) return false;
  const Hit* h = name_hit(token);
  if (!h || h->last - h->first != 1 || h->proclitics > 0) return false;
  if (impl_.gazetteer.kind(h->lex) != LexKind::place) return false;
  uint32_t count = 0;
  impl_.gazetteer.latin(text_.tokens[token].key, &count);
  return count >= kCommonName || !impl_.given.find(text_.tokens[token].key).empty();
}

// Words of grammar, whatever their clitics (lahu, minha).
bool EntityPass::is_function_word(uint32_t token) const {
  const std::span<const Analysis> all = words_[token].all;
  return std::any_of(all.begin(), all.end(), [&](const Analysis& a) {
    return a.known && (a.word_class != WordClass::none || a.pos == Pos::adp || a.pos == Pos::pron ||
                       a.pos == Pos::cconj || a.pos == Pos::sconj || a.pos == Pos::det);
  });
}

// Could this word be part of a personal name? `position` counts the words of the name before it.
bool EntityPass::name_like(uint32_t token, uint32_t position) const {
  const Token& t = text_.tokens[token];
  if (t.kind != TokenKind::word || t.key.size() < 2) return false;
  if (impl_.stop.contains(t.key)) return false;
  const bool connector = impl_.connectors.contains(t.key);
  if (connector) return true;
  const bool conjunction = conjunction_before_name(token);
  if (conjunction && position > 0) return false;
  const int strength = evidence(token);
  if (const Hit* h = name_hit(token)) {
    // Inside a longer name even a word that names a place may be a surname, but not one that
    // starts a phrase of its own.
    const bool person = impl_.gazetteer.kind(h->lex) == LexKind::person;
    if (!person && !place_may_be_name(token)) return false;
    if (person && position > 0 && h->proclitics > 0) return false;
  } else if (out_.mention_at[token] >= 0) {
    return false;
  }
  const Analysis& a = words_[token].best();
  if (strength < 3 && is_function_word(token)) return false;
  if (t.alef_maqsura && a.word_class == WordClass::preposition) return false;  // ala, ila
  if (const int32_t r = out_.role_at[token]; r >= 0) {
    const Hit& role = out_.roles[static_cast<size_t>(r)];
    const LexKind kind = impl_.gazetteer.kind(role.lex);
    // A title of several words that begins here ends the name before it (wali al-ahd).
    const bool title = kind == LexKind::office && role.first == token && role.last - role.first > 1;
    if (title || (role.article && strength < 2)) return false;
    if (strength < 3 && (position == 0 || strength < 2)) return false;
  }
  if (has_article(t.key)) {
    if (position == 0) return false;
    uint32_t count = 0;
    const bool listed = !impl_.gazetteer.latin(t.key, &count).empty() ||
                        !impl_.gazetteer.latin(t.key.substr(2)).empty() ||
                        !impl_.given.find(t.key.substr(2)).empty();
    if (listed || !a.known || a.pos == Pos::propn) return true;
    // Surnames by nisba (al-Jubeir, al-Sahrawi) and, right after a given name, any noun.
    if (a.pos == Pos::verb) return false;
    return t.key.back() == 'y' ? position <= 2 : position == 1 && after_given_name(token);
  }
  if (a.pos == Pos::verb && a.known && strength < 2) return false;
  // A clitic before a word that the lexicon holds begins a phrase of its own.
  if (strength < 2 && a.known && a.proclitic_length > 0) return false;
  if (strength < 2 && position > 0 && t.key[0] == 'w' && a.conj != Conj::none) return false;
  if (strength > 0) return true;
  // Family names that are nisbas (Platini is made of platinum).
  return position == 1 && a.pos == Pos::adj && t.key.back() == 'y' && t.key.size() > 4 &&
         a.proclitic_length == 0 && after_given_name(token);
}

bool EntityPass::after_given_name(uint32_t token) const {
  if (token == 0 || !same_sentence(token - 1, token)) return false;
  return evidence(token - 1) == 3;
}

// One past the last token of the name that starts at `first`; `first` if there is none.
uint32_t EntityPass::name_end(uint32_t first, uint32_t max_words) const {
  uint32_t i = first;
  uint32_t count = 0;
  while (count < max_words && same_sentence(first, i) && name_like(i, count)) {
    const auto c = impl_.connectors.find(text_.tokens[i].key);
    if (c.empty()) {
      ++count;
      ++i;
      continue;
    }
    if (c[0].kind == kOpensName) {  // Abd and Abu bind the next word, whatever it is
      if (!same_sentence(first, i + 1) || text_.tokens[i + 1].kind != TokenKind::word) break;
      if (impl_.stop.contains(text_.tokens[i + 1].key) && !impl_.connectors.contains(
                                                              text_.tokens[i + 1].key)) {
        break;
      }
      ++count;
      i += 2;
      continue;
    }
    // A joining word stands between two names; at either end it is none.
    if (count == 0) break;
    if (c[0].kind != kClosesName &&
        (!same_sentence(first, i + 1) || !name_like(i + 1, 1) ||
         (impl_.connectors.contains(text_.tokens[i + 1].key) &&
          impl_.connectors.find(text_.tokens[i + 1].key)[0].kind == kClosesName))) {
      break;
    }
    ++i;
  }
  while (i > first) {  // drop joining words left at the end
    const auto c = impl_.connectors.find(text_.tokens[i - 1].key);
    if (c.empty() || c[0].kind == kClosesName) break;
    if (i >= first + 2) {  // part of a compound (Abu Ali)
      const auto before = impl_.connectors.find(text_.tokens[i - 2].key);
      if (!before.empty() && before[0].kind == kOpensName) break;
    }
    --i;
  }
  return i;
}

// Enough clues that [first, last) is a person without a title.
bool EntityPass::sounds_like_person(uint32_t first, uint32_t last) const {
  if (last - first < 2) return false;
  uint32_t words = 0;
  int strong = 0;
  int listed = 0;
  bool joined = false;
  bool unknown = true;
  for (uint32_t i = first; i < last; ++i) {
    const auto c = impl_.connectors.find(text_.tokens[i].key);
    if (!c.empty() && c[0].kind == kJoinsNames) joined = true;
    if (!c.empty()) continue;
    ++words;
    const int e = evidence(i);
    strong += e == 3;
    listed += e >= 2;
    unknown = unknown && e >= 1;
  }
  const auto head = impl_.connectors.find(text_.tokens[first].key);
  const bool compound = !head.empty() && head[0].kind == kOpensName;
  const int lead = compound ? 3 : evidence(first);
  if (compound) ++words;
  if (words < 2) return false;
  if (joined && (listed > 0 || lead >= 2)) return true;
  if (lead == 3) return true;
  if (lead == 2) return listed >= 2 || unknown;
  return unknown && strong + listed >= 1;
}

}  // namespace isnad
