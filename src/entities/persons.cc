// People that no list holds: sequences of name-like words, and how such names are spelt in Latin.

#include <algorithm>

#include "base/utf8.h"
#include "entities/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxNameWords = 6;
constexpr uint32_t kCommonName = 3;  // seen at least so often as a name token

// Letter by letter, vowels unknown: a rough but pronounceable spelling.
std::string spell(std::string_view folded) {
  std::string out;
  for (size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const bool first = i == 0;
    switch (c) {
      case '\'':
      case '}':
        break;
      case 'A':
        out += 'a';
        break;
      case 'p':
        out += 'a';
        break;
      case 'v':
        out += "th";
        break;
      case 'H':
        out += 'h';
        break;
      case 'x':
        out += "kh";
        break;
      case '*':
        out += "dh";
        break;
      case '$':
        out += "sh";
        break;
      case 'S':
        out += 's';
        break;
      case 'D':
        out += 'd';
        break;
      case 'T':
        out += 't';
        break;
      case 'Z':
        out += 'z';
        break;
      case 'E':
        out += first ? "a" : "";
        break;
      case 'g':
        out += 'g';
        break;
      case '_':
        break;
      case '&':
        out += 'o';
        break;
      case 'w':
        out += first ? "w" : "o";
        break;
      case 'y':
        out += first ? "y" : "i";
        break;
      case 'P':
        out += 'p';
        break;
      case 'J':
        out += "ch";
        break;
      case 'V':
        out += 'v';
        break;
      case 'G':
        out += 'g';
        break;
      default:
        if (is_latin_byte(c)) {
          out += latin_letter(c);
        } else {
          out += c;
        }
    }
  }
  return out;
}

std::string capitalised(std::string s) {
  if (!s.empty() && s[0] >= 'a' && s[0] <= 'z') s[0] = static_cast<char>(s[0] - 'a' + 'A');
  return s;
}

}  // namespace

std::string romanise(const Gazetteer& gazetteer, const std::vector<std::string>& folded_tokens) {
  std::string out;
  for (const std::string& token : folded_tokens) {
    std::string word(gazetteer.latin(token));
    std::string article;
    if (word.empty() && token.size() > 4 && token.substr(0, 2) == "Al") {
      article = "al-";
      word = std::string(gazetteer.latin(token.substr(2)));
      if (word.empty()) word = spell(token.substr(2));
    }
    if (word.empty()) word = spell(token);
    if (!out.empty()) out += ' ';
    out += article + capitalised(word);
  }
  return out;
}

// Could this word be part of a personal name? `position` counts the words of the name before it.
bool EntityPass::name_like(uint32_t token, uint32_t position) const {
  const Token& t = text_.tokens[token];
  if (t.kind != TokenKind::word || t.key.size() < 2) return false;
  if (const Hit* h = name_hit(token)) {
    // Inside a longer name even a word that names a state or a place may be a surname, but not one
    // that starts a phrase of its own.
    if (impl_.gazetteer.kind(h->lex) != LexKind::person) return false;
    if (h->proclitics > 0 && position > 0) return false;  // "and Goita" is somebody else
  }
  const Analysis& a = words_[token].best();
  if (a.word_class != WordClass::none && impl_.connectors.find(t.key).empty()) return false;
  if (const int32_t r = out_.role_at[token]; r >= 0) {
    const Hit& role = out_.roles[static_cast<size_t>(r)];
    // A title of several words that begins here ends the name before it (wali al-ahd).
    const bool title = impl_.gazetteer.kind(role.lex) == LexKind::office && role.first == token &&
                       role.last - role.first > 1;
    if (position == 0 || title) return false;
  }
  uint32_t count = 0;
  const bool listed = !impl_.gazetteer.latin(t.key, &count).empty();
  if (!impl_.connectors.find(t.key).empty()) return true;
  const bool article = t.key.size() > 4 && t.key.substr(0, 2) == "Al";
  if (article) {
    if (position == 0) return false;
    const bool stem_listed = !impl_.gazetteer.latin(t.key.substr(2)).empty();
    // Surnames by nisba (al-Jubeir, al-Sahrawi); adjectives after a name are none.
    return listed || stem_listed || !a.known || a.pos == Pos::propn;
  }
  if (a.pos == Pos::verb && a.known && !(listed && count >= 20)) return false;
  if (listed && (count >= kCommonName || !a.known)) return true;
  if (a.pos == Pos::propn) return true;
  return !a.known && a.conj == Conj::none;
}

// One past the last token of the name that starts at `first`; `first` if there is none.
uint32_t EntityPass::name_end(uint32_t first, uint32_t max_words) const {
  uint32_t i = first;
  uint32_t count = 0;
  while (count < max_words && same_sentence(first, i) && name_like(i, count)) {
    const auto c = impl_.connectors.find(text_.tokens[i].key);
    if (c.empty() || c[0].kind == kOpensName) {
      ++count;
      ++i;
      if (!c.empty()) --count;  // Abd and Abu bind the next word
      continue;
    }
    // A joining word stands between two names; at either end it is none.
    if (count == 0) break;
    if (c[0].kind != kClosesName && !same_sentence(first, i + 1)) break;
    if (c[0].kind != kClosesName && !name_like(i + 1, count)) break;
    ++i;
  }
  while (i > first) {  // drop joining words left at the end
    const auto c = impl_.connectors.find(text_.tokens[i - 1].key);
    if (c.empty() || c[0].kind == kClosesName) break;
    --i;
  }
  return i;
}

uint32_t EntityPass::add_person(uint32_t first, uint32_t last) {
  std::vector<std::string> tokens;
  for (uint32_t i = first; i < last; ++i) {
    if (text_.tokens[i].kind == TokenKind::word) tokens.emplace_back(text_.tokens[i].key);
  }
  const std::string ar = arabic(first, last, 0);
  return add_entity("ar:" + ar, EntityKind::person, ar, romanise(impl_.gazetteer, tokens), "");
}

// The person named at `token`: from the gazetteer, or a name-like sequence. UINT32_MAX if none.
uint32_t EntityPass::person_at(uint32_t token, uint32_t* last) {
  if (token >= text_.tokens.size()) return UINT32_MAX;
  if (out_.mention_at[token] >= 0) {
    const EntityMention& m = out_.mentions[static_cast<size_t>(out_.mention_at[token])];
    if (out_.entities[m.entity].kind != EntityKind::person || m.first != token) return UINT32_MAX;
    *last = m.last;
    return m.entity;
  }
  const Hit* h = name_hit(token);
  // The list may hold the name with its honorific (al-amir Muhammad), which the title reader took.
  const bool from_honorific = h && h->first < token && out_.role_at[h->first] >= 0;
  if (h && (h->first == token || from_honorific) &&
      impl_.gazetteer.kind(h->lex) == LexKind::person) {
    const uint32_t e = entity_of_lex(h->lex);
    // The text may give more of the name than the list (bin Abdulaziz Al Saud).
    const uint32_t end = name_end(token, kMaxNameWords);
    *last = std::max(h->last, end);
    Span span = stem_span(*h);
    span.end = text_.tokens[*last - 1].span.end;
    add_mention(token, *last, span, e, MentionForm::name);
    return e;
  }
  const uint32_t end = name_end(token, kMaxNameWords);
  if (end == token) return UINT32_MAX;
  if (end - token == 1 && words_[token].best().known && words_[token].best().pos != Pos::propn) {
    return UINT32_MAX;
  }
  const uint32_t e = add_person(token, end);
  add_mention(token, end, {text_.tokens[token].span.begin, text_.tokens[end - 1].span.end}, e,
              MentionForm::name);
  *last = end;
  return e;
}

// People of the gazetteer without a title, and sequences of at least two listed or unknown words
// of which one is a common name.
void EntityPass::find_untitled_people() {
  for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
    if (out_.mention_at[i] >= 0) continue;
    uint32_t last = i;
    const Hit* h = name_hit(i);
    if (h && h->first == i) {
      if (impl_.gazetteer.kind(h->lex) == LexKind::person) person_at(i, &last);
      continue;
    }
    if (!name_like(i, 0)) continue;
    const uint32_t end = name_end(i, kMaxNameWords);
    if (end - i < 2) continue;
    uint32_t listed = 0;
    uint32_t unknown = 0;
    for (uint32_t k = i; k < end; ++k) {
      uint32_t count = 0;
      const bool known = words_[k].best().known && words_[k].best().pos != Pos::propn;
      if (!impl_.gazetteer.latin(text_.tokens[k].key, &count).empty() && count >= 10) {
        listed += known ? 0 : 1;
      }
      unknown += known ? 0 : 1;
    }
    if (listed == 0 || unknown < 2) continue;
    const uint32_t e = add_person(i, end);
    add_mention(i, end, {text_.tokens[i].span.begin, text_.tokens[end - 1].span.end}, e,
                MentionForm::name);
    i = end - 1;
  }
}

}  // namespace isnad
