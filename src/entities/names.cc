// How much a word looks like part of a person's name, and where a name ends.

#include <algorithm>

#include "entities/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kCommonName = 3;     // seen at least so often as a name token
constexpr uint32_t kUsualName = 10;     // ... often enough where the word is no common word
constexpr uint32_t kFrequentName = 60;  // ... even if it is one

constexpr std::string_view kOr = "Am";
constexpr std::string_view kFatherOf = "Abw";

}  // namespace

// Fabio is no "and my father": a listed name wins over a reading with a clitic.
bool EntityPass::common_word(std::string_view key, const Analysis& a) const {
  if (!a.known || a.pos == Pos::propn) return false;
  uint32_t count = 0;
  impl_.gazetteer.latin(key, &count);
  return !(a.proclitic_length > 0 && !a.definite && count >= kUsualName);
}

// 3 a given name, 2 a name that the lists hold, 1 a word that no lexicon holds, 0 a common word.
int EntityPass::evidence_of(std::string_view key, const Analysis& a) const {
  if (is_servant_name(key)) return 3;
  const auto given = impl_.given.find(key);
  uint8_t strength = 0;
  for (const GivenRow& row : given) strength = std::max(strength, row.strength);
  if (strength == kGivenStrong) return 3;
  uint32_t count = 0;
  impl_.gazetteer.latin(key, &count);
  const bool common = common_word(key, a);
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
  return evidence_of(t.key.substr(clitic_before_name(token)), words_[token].best());
}

// "wa-Salih", "li-Muhammad": a clitic stands before a given name. Letters of the clitic, 0 if none.
uint32_t EntityPass::clitic_before_name(uint32_t token) const {
  const std::string_view key = text_.tokens[token].key;
  if (key.size() < 4 || (key[0] != 'w' && key[0] != 'l' && key[0] != 'b')) return 0;
  const auto strength = [&](std::string_view k) {
    uint8_t best = is_servant_name(k) ? kGivenStrong : uint8_t{0};
    for (const GivenRow& row : impl_.given.find(k)) best = std::max(best, row.strength);
    return best;
  };
  if (strength(key) >= kGivenCommon) return 0;
  if (strength(key.substr(1)) >= (key[0] == 'w' ? kGivenCommon : kGivenStrong)) return 1;
  if (key[0] == 'w' && key.size() > 4 && (key[1] == 'l' || key[1] == 'b') &&
      strength(key.substr(2)) == kGivenStrong) {
    return 2;
  }
  return 0;
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

// "Muhammad al-Masri", "Abu Faraj al-Libi": a nationality word with the article that ends a name
// which is made of given names.
bool EntityPass::nisba_may_be_name(const Hit& hit, uint32_t position) const {
  if (hit.form != NameForm::demonym || hit.last != hit.first + 1 || position == 0 || !hit.article ||
      hit.proclitics > 2) {
    return false;
  }
  const Analysis& a = words_[hit.first].best();
  if (a.gender == Gender::fem || a.number == Number::plur || a.number == Number::dual) return false;
  const bool kunya = hit.first >= 2 && text_.tokens[hit.first - 2].key == kFatherOf;
  if (!kunya && !after_given_name(hit.first)) return false;
  // "Of Saudi nationality": a nisba with a genitive of its own.
  if (!same_sentence(hit.first, hit.last)) return true;
  const Analysis& next = words_[hit.last].best();
  return !(next.pos == Pos::noun && next.definite && next.prep == PrepClitic::none &&
           next.conj == Conj::none && out_.role_at[hit.last] < 0);
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
  if (impl_.connectors.contains(t.key)) return !t.alef_maqsura;  // Abi, and not aba "refused"
  if (impl_.stop.contains(t.key)) return false;
  const bool clitic = clitic_before_name(token) > 0;
  if (clitic && position > 0) return false;
  const int strength = evidence(token);
  if (const Hit* h = name_hit(token)) {
    // Inside a longer name even a word that names a place may be a surname, but not one that
    // starts a phrase of its own.
    const bool person = impl_.gazetteer.kind(h->lex) == LexKind::person;
    const bool surname = nisba_may_be_name(*h, position);
    if (!person && !surname && !place_may_be_name(token)) return false;
    if (!person && position == 0 && !impl_.given.contains(t.key)) return false;
    if (person && position > 0 && h->proclitics > 0) return false;
  } else if (out_.mention_at[token] >= 0) {
    return false;
  }
  const Analysis& a = words_[token].best();
  // Musa and Mustafa end like verbs do; other words that do are hardly names.
  if (t.alef_maqsura && strength < 3 && a.pos != Pos::propn) return false;
  if (is_function_word(token)) {
    // Ali is written like the preposition ala in some papers.
    if (strength < 3) return false;
    if (position > 0 && evidence(token - 1) < 3 &&
        !impl_.connectors.contains(text_.tokens[token - 1].key)) {
      return false;
    }
  }
  if (t.alef_maqsura && a.word_class == WordClass::preposition) return false;  // ala, ila
  if (const int32_t r = out_.role_at[token]; r >= 0) {
    const Hit& role = out_.roles[static_cast<size_t>(r)];
    const LexKind kind = impl_.gazetteer.kind(role.lex);
    // A title of several words that begins here ends the name before it (wali al-ahd).
    const bool title = kind == LexKind::office && role.first == token && role.last - role.first > 1;
    // Al-Khatib may be a surname right after a given name.
    const bool surname = role.last - role.first == 1 && position > 0 && after_given_name(token);
    if (title || (role.article && strength < 2 && !surname)) return false;
    // A title before the next name, not a surname.
    if (position > 0 && role.article && same_sentence(token, token + 1) &&
        evidence(token + 1) >= 2 && clitic_before_name(token + 1) == 0) {
      return false;
    }
    // "X, commander of (qa'id) the group": a title with its genitive.
    if (position > 0 && strength < 3 && !role.article && same_sentence(token, token + 1)) {
      const Analysis& next = words_[token + 1].best();
      const bool title_word = kind == LexKind::office || kind == LexKind::rank;
      if (title_word && next.known && next.pos == Pos::noun && next.proclitic_length <= 2 &&
          next.conj == Conj::none && evidence(token + 1) < 2) {
        return false;
      }
    }
    if (strength < 3 && (position == 0 || (strength < 2 && !surname))) return false;
  }
  if (has_article(t.key)) {
    if (position == 0) return impl_.given.contains(t.key);
    if (a.prep != PrepClitic::none || a.conj != Conj::none) return false;
    if (!a.known || a.pos == Pos::propn) return true;
    if (a.pos == Pos::verb || is_definite_surname(token - 1)) return false;
    if (impl_.gazetteer.latin(t.key, nullptr).size() > 1) return true;
    // Surnames by nisba (al-Jubeir, al-Sahrawi) and, right after a given name, any noun.
    if (t.key.back() == 'y' && position <= 2) return true;
    return (position == 1 && after_given_name(token)) || in_lineage(token);
  }
  const bool surname =
      position > 0 && after_given_name(token) && !impl_.gazetteer.latin(t.key).empty();
  if (a.pos == Pos::verb && a.known && strength < 2 && !surname) return false;
  // A clitic before a word that the lexicon holds begins a phrase of its own.
  if (strength < 2 && a.known && a.proclitic_length > 0 && !surname) return false;
  if (strength < 2 && position > 0 && t.key[0] == 'w' && t.key.size() > 3 &&
      impl_.gazetteer.latin(t.key).empty()) {
    return false;
  }
  if (strength > 0 || surname) return true;
  // Family names that are common words; an accusative or a feminine is none.
  return position == 1 && (a.pos == Pos::adj || a.pos == Pos::noun) && t.key.size() > 2 &&
         t.key.back() != 'A' && t.key.back() != 'p' && a.proclitic_length == 0 &&
         a.enclitic.length == 0 && out_.role_at[token] < 0 && after_given_name(token);
}

bool EntityPass::opens_name(uint32_t token) const {
  const auto c = impl_.connectors.find(text_.tokens[token].key);
  return !c.empty() && c[0].kind == kOpensName;
}

bool EntityPass::given_name(uint32_t token) const {
  if (evidence(token) == 3) return true;
  const auto rows = impl_.given.find(text_.tokens[token].key);
  return std::any_of(rows.begin(), rows.end(),
                     [](const GivenRow& row) { return row.strength != kNameListed; });
}

bool EntityPass::after_given_name(uint32_t token) const {
  if (token == 0 || !same_sentence(token - 1, token)) return false;
  const auto c = impl_.connectors.find(text_.tokens[token - 1].key);
  if (!c.empty()) return c[0].kind == kClosesName;
  // After a title or after Abu even a given name that is a common word as well is surely one.
  const bool opened = token > 1 && same_sentence(token - 2, token - 1) && opens_name(token - 2);
  if (token - 1 == titled_ || opened) {
    const std::string_view key = text_.tokens[token].key;
    return evidence(token - 1) == 3 || (given_name(token - 1) && key.back() != 'p');
  }
  return evidence(token - 1) == 3 && !is_function_word(token - 1);
}

// The word with the article after a given name has been taken as the surname.
bool EntityPass::is_definite_surname(uint32_t token) const {
  return has_article(text_.tokens[token].key);
}

// "X bin Y" stands right before: what follows Y with the article is the family's name.
bool EntityPass::in_lineage(uint32_t token) const {
  if (token < 2 || !same_sentence(token - 2, token)) return false;
  const auto c = impl_.connectors.find(text_.tokens[token - 2].key);
  return !c.empty() && c[0].kind == kJoinsNames && evidence(token - 1) >= 2;
}

// A name may follow "bin", whatever the lexicon knows of the word.
bool EntityPass::after_bin(uint32_t token) const {
  const Token& t = text_.tokens[token];
  const Analysis& a = words_[token].best();
  if (impl_.given.contains(t.key)) return true;
  return t.kind == TokenKind::word && t.key.size() > 2 && !impl_.stop.contains(t.key) &&
         (a.pos == Pos::noun || a.pos == Pos::adj || a.pos == Pos::propn) &&
         a.prep == PrepClitic::none && a.conj == Conj::none && out_.role_at[token] < 0 &&
         !name_hit(token);
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
      const auto next = impl_.connectors.find(text_.tokens[i + 1].key);
      const Analysis& b = words_[i + 1].best();
      if (next.empty() &&
          (impl_.stop.contains(text_.tokens[i + 1].key) || is_function_word(i + 1) ||
           (b.pos == Pos::verb && text_.tokens[i].key != kFatherOf))) {
        break;
      }
      // "Umm" is "or" as well: it takes a given name.
      if (next.empty() && text_.tokens[i].key == kOr && evidence(i + 1) < 3) break;
      if (!next.empty() && next[0].kind == kOpensName) {  // Abu Abd Allah
        ++i;
        continue;
      }
      ++count;
      i += 2;
      continue;
    }
    // A joining word stands between two names; at either end it is none.
    if (count == 0) break;
    // Nasr Allah is a compound, a surname with the article is none.
    if (c[0].kind == kClosesName && has_article(text_.tokens[i - 1].key)) break;
    if (c[0].kind != kClosesName &&
        (!same_sentence(first, i + 1) || !(name_like(i + 1, 1) || after_bin(i + 1)) ||
         (impl_.connectors.contains(text_.tokens[i + 1].key) &&
          impl_.connectors.find(text_.tokens[i + 1].key)[0].kind == kClosesName))) {
      break;
    }
    ++i;
    if (c[0].kind != kClosesName && !name_like(i, 1)) {
      ++count;
      ++i;
    }
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
  uint32_t hard = 0;  // words that are nothing but names
  uint32_t strong = 0;
  uint32_t listed = 0;
  bool joined = false;
  bool unknown = true;
  const auto common = [&](uint32_t i) {
    return is_function_word(i) || common_word(text_.tokens[i].key, words_[i].best());
  };
  for (uint32_t i = first; i < last; ++i) {
    const auto c = impl_.connectors.find(text_.tokens[i].key);
    if (!c.empty() && c[0].kind == kJoinsNames) joined = true;
    if (!c.empty()) continue;
    ++words;
    const int e = evidence(i);
    const bool word = common(i);
    strong += e == 3 && !is_function_word(i);
    uint32_t seen = 0;
    impl_.gazetteer.latin(text_.tokens[i].key, &seen);
    const bool surname = has_article(text_.tokens[i].key) && seen > 0;
    const bool given = impl_.given.contains(text_.tokens[i].key);
    hard +=
        i > first && ((e == 3 && !is_function_word(i)) || (e >= 1 && (!word || given)) || surname);
    listed += e >= 2 && (e == 3 || !word);
    unknown = unknown && e >= 1 && (e == 3 || !word);
  }
  const auto head = impl_.connectors.find(text_.tokens[first].key);
  const bool compound = !head.empty() && head[0].kind == kOpensName;
  if (compound) ++words;
  if (words < 2) return false;
  const int lead = compound ? 3 : evidence(first);
  if (joined && (listed > 0 || lead >= 2)) return true;
  if (lead == 3 && !is_function_word(first)) return true;
  if (lead == 3) return hard > 0;
  if (lead == 2 && common(first)) {
    // A given name that is a common word as well needs a name after it.
    const bool given = impl_.given.contains(text_.tokens[first].key);
    return given ? hard > 0 : strong > 0;
  }
  if (lead == 2) return listed >= 2 || unknown;
  return unknown && listed >= 1;
}

}  // namespace isnad
