// People that no list holds: sequences of name-like words, and how such names are spelt in Latin.

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "entities/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxNameWords = 6;
constexpr size_t kLeastRespelt = 5;              // letters of a surname that may be spelt otherwise
constexpr uint32_t kSureSpelling = 10;           // seen at least so often
constexpr uint32_t kFixedSpelling = UINT32_MAX;  // bin, Al: written as the list has it
constexpr std::string_view kServant = "Ebd";
constexpr std::string_view kServantOfGod = "EbdAllh";

bool is_vowel(char c) { return c == 'a' || c == 'i' || c == 'o' || c == 'u' || c == 'e'; }

// Letter by letter; between consonants that open a syllable or close the word goes an a: rough but
// readable. `arabic`: the word has the article.
std::string spell(const Gazetteer& gazetteer, std::string_view folded, bool arabic) {
  std::vector<std::string> sounds;
  for (size_t i = 0; i < folded.size(); ++i) {
    std::string s = gazetteer.sound(folded[i], i == 0, i + 1 == folded.size(), arabic);
    if (s.empty()) continue;
    // Two vowels of which the first was only guessed, or the same twice.
    if (!sounds.empty() && s == "a" && sounds.back() == "a") continue;
    sounds.push_back(std::move(s));
  }
  std::string out;
  bool after_vowel = false;
  for (size_t i = 0; i < sounds.size(); ++i) {
    const bool vowel = is_vowel(sounds[i][0]);
    out += sounds[i];
    const bool next_consonant = i + 1 < sounds.size() && !is_vowel(sounds[i + 1][0]);
    const bool closes = i + 2 == sounds.size() && i > 0;
    if (!vowel && next_consonant && (!after_vowel || closes) &&
        !is_latin_byte(folded[std::min(i, folded.size() - 1)])) {
      out += 'a';
      after_vowel = true;
      continue;
    }
    after_vowel = vowel;
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
  bool servant = false;  // Abd + a name of God, written in two words
  for (const std::string& token : folded_tokens) {
    uint32_t count = 0;
    std::string word(gazetteer.latin(token, &count));
    std::string article;
    const bool definite = has_article(token);
    const bool one_word = is_servant_name(token);
    if (one_word && count < kSureSpelling) {
      const std::string rest = token.substr(5);
      std::string name(gazetteer.latin(rest));
      if (name.empty()) name = spell(gazetteer, rest, true);
      if (token == kServantOfGod) name = "lah";
      word = "Abdul" + name;
    } else if (definite && servant) {
      word = std::string(gazetteer.latin(token.substr(2)));
      if (word.empty()) word = spell(gazetteer, token.substr(2), true);
    } else if (word.empty() && definite) {
      article = "al-";
      word = std::string(gazetteer.latin(token.substr(2)));
      if (word.empty()) word = spell(gazetteer, token.substr(2), true);
    }
    if (word.empty()) word = spell(gazetteer, token, false);
    servant = token == kServant;
    if (!out.empty()) out += ' ';
    out += count == kFixedSpelling ? word : article + capitalised(word);
  }
  return out;
}

// "Badr bin Abdulrahman al-Samhan" is Badr al-Samhan in English: father and grandfather are left
// out where a family name ends the name.
std::vector<std::string> EntityPass::press_form(const std::vector<std::string>& tokens) const {
  const size_t n = tokens.size();
  const auto joins = [&](size_t i) {
    const auto rows = impl_.connectors.find(tokens[i]);
    return !rows.empty() && rows[0].kind == kJoinsNames;
  };
  if (n < 4 || !has_article(tokens.back()) || joins(n - 2)) return tokens;
  for (size_t k = 1; k + 2 < n; ++k) {
    if (!joins(k)) continue;
    std::vector<std::string> out(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(k));
    out.push_back(tokens.back());
    return out;
  }
  return tokens;
}

uint32_t EntityPass::add_person(uint32_t first, uint32_t last, uint32_t skip) {
  std::vector<std::string> tokens;
  for (uint32_t i = first; i < last; ++i) {
    if (text_.tokens[i].kind != TokenKind::word) continue;
    tokens.emplace_back(text_.tokens[i].key.substr(i == first ? skip : 0));
  }
  const uint32_t listed = listed_person(tokens);
  if (listed != UINT32_MAX) return entity_of_lex(listed);
  if (const uint32_t longer = named_by_end(tokens); longer != UINT32_MAX) return longer;
  const std::string ar = arabic(first, last, skip);
  if (const uint32_t before = same_person(tokens); before != UINT32_MAX) {
    // The longest form names the person.
    for (Named& p : people_) {
      if (p.entity != before || p.tokens.size() >= tokens.size()) continue;
      Entity& e = out_.entities[before];
      e.id = "ar:" + ar;
      e.name_ar = ar;
      e.name_en = romanise(impl_.gazetteer, press_form(tokens));
      p.tokens = std::move(tokens);
      break;
    }
    return before;
  }
  const uint32_t e = add_entity("ar:" + ar, EntityKind::person, ar,
                                romanise(impl_.gazetteer, press_form(tokens)), "");
  people_.push_back({std::move(tokens), e});
  return e;
}

// Arabic names differ by their vowels (Salim, Salem) and are spelt in one way; names that Arabic
// borrows are spelt by ear.
bool EntityPass::foreign(std::string_view word) const {
  return !impl_.given.contains(word) && !has_article(word) && !is_servant_name(word) &&
         !impl_.connectors.contains(word);
}

// Equal, or two spellings of one borrowed name.
bool EntityPass::same_name(std::string_view a, std::string_view b) const {
  return a == b || (foreign(a) && foreign(b) && impl_.spelling.respelt(a, b));
}

// The listed person of whose first and last name these are other spellings; UINT32_MAX if none or
// several.
uint32_t EntityPass::respelt_person(const std::vector<std::string>& tokens) const {
  const Gazetteer& g = impl_.gazetteer;
  if (tokens.size() < 2) return UINT32_MAX;
  const std::string_view first = tokens.front();
  const std::string_view last = tokens.back();
  uint32_t found = UINT32_MAX;
  for (const std::string& key : impl_.spelling.keys({tokens.front(), tokens.back()})) {
    for (const RespeltRow& row : impl_.respelt.find(key)) {
      const std::string_view name = impl_.image->str(row.name);
      const size_t space = name.find(' ');
      const std::string_view listed_first = name.substr(0, space);
      const std::string_view listed_last = name.substr(space + 1);
      // As the list has both, but with other names between: a cousin.
      if (first == listed_first && last == listed_last) continue;
      if (!same_name(first, listed_first) || !same_name(last, listed_last)) continue;
      const uint32_t lex = g.by_id(impl_.image->str(row.id));
      if (lex == UINT32_MAX || lex == found || g.kind(lex) != LexKind::person) continue;
      if (found != UINT32_MAX) return UINT32_MAX;
      found = lex;
    }
  }
  return found;
}

// A listed person whose two names stand here in other spellings, where no list knows the words:
// what is read as a name need not look like one. UINT32_MAX if none.
uint32_t EntityPass::respelt_at(uint32_t token) const {
  const auto unknown = [&](uint32_t i) {
    const Analysis& a = words_[i].best();
    return text_.tokens[i].kind == TokenKind::word && (!a.known || a.pos == Pos::propn) &&
           out_.mention_at[i] < 0 && !blocked_[i] && name_hit_at_[i] < 0;
  };
  if (!same_sentence(token, token + 1) || !unknown(token) || !unknown(token + 1)) return UINT32_MAX;
  const uint32_t skip = clitic_before_name(token);
  return respelt_person({std::string(text_.tokens[token].key.substr(skip)),
                         std::string(text_.tokens[token + 1].key)});
}

// The person named before with these words, or with some of the names between the first and the
// last left out. UINT32_MAX if none.
uint32_t EntityPass::same_person(const std::vector<std::string>& tokens) const {
  for (const Named& p : people_) {
    if (p.tokens == tokens) return p.entity;
    if (tokens.size() < 2 || p.tokens.size() < 2) continue;
    if (!same_name(p.tokens.front(), tokens.front()) ||
        !same_name(p.tokens.back(), tokens.back())) {
      continue;
    }
    if (p.tokens.size() == tokens.size() && tokens.size() == 2) return p.entity;
    const auto& longer = p.tokens.size() > tokens.size() ? p.tokens : tokens;
    const auto& shorter = p.tokens.size() > tokens.size() ? tokens : p.tokens;
    size_t at = 0;
    for (const std::string& w : longer) at += at < shorter.size() && shorter[at] == w;
    if (at == shorter.size() && longer.size() > shorter.size()) return p.entity;
  }
  return UINT32_MAX;
}

// The listed person whose name the text gives with more of the lineage (bin Abdulaziz Al Saud) or
// with the names between the first and the last.
uint32_t EntityPass::listed_person(const std::vector<std::string>& tokens) const {
  const auto lookup = [&](const std::vector<std::string>& words) {
    std::string rest;
    for (size_t i = 1; i < words.size(); ++i) rest += (i > 1 ? " " : "") + words[i];
    const uint32_t lex = impl_.gazetteer.exact(words[0], rest);
    const bool person = lex != UINT32_MAX && impl_.gazetteer.kind(lex) == LexKind::person;
    return person ? lex : UINT32_MAX;
  };
  for (size_t n = tokens.size(); n >= 2; --n) {
    // A prefix counts only where lineage goes on after it.
    if (n < tokens.size()) {
      const auto c = impl_.connectors.find(tokens[n]);
      if (c.empty() || c[0].kind != kJoinsNames) continue;
    }
    const uint32_t lex = lookup({tokens.begin(), tokens.begin() + static_cast<int64_t>(n)});
    if (lex != UINT32_MAX) return lex;
  }
  // With other names between, if the last is a family's: of three given names the third is the
  // grandfather's, and the bearer somebody else.
  if (tokens.size() > 2 && !impl_.given.contains(tokens.back()) &&
      !is_servant_name(tokens.back())) {
    const uint32_t lex = lookup({tokens.front(), tokens.back()});
    if (lex != UINT32_MAX) return lex;
  }
  return respelt_person(tokens);
}

// The person of this document who is meant by one name alone; UINT32_MAX if nobody or several.
uint32_t EntityPass::named_before(std::string_view name, uint32_t token) const {
  uint32_t by_last = UINT32_MAX;
  uint32_t by_first = UINT32_MAX;
  bool several = false;
  for (const EntityMention& m : out_.mentions) {
    if (m.first >= token || m.last - m.first < 2) continue;
    if (out_.entities[m.entity].kind != EntityKind::person) continue;
    if (text_.tokens[m.last - 1].key == name) by_last = m.entity;  // the latest
    if (text_.tokens[m.first].key == name) {
      several = several || (by_first != UINT32_MAX && by_first != m.entity);
      by_first = m.entity;
    }
  }
  if (by_last != UINT32_MAX) return by_last;
  return several ? UINT32_MAX : by_first;
}

// The person named at `token`: from the gazetteer, or a name-like sequence. UINT32_MAX if none.
uint32_t EntityPass::person_at(uint32_t token, uint32_t* last) {
  if (token >= text_.tokens.size() || blocked_[token]) return UINT32_MAX;
  titled_ = token;
  uint32_t end = name_end(token, kMaxNameWords);
  titled_ = UINT32_MAX;
  end = std::max(end, tagged_person_end(token));
  if (out_.mention_at[token] >= 0) {
    const EntityMention& m = out_.mentions[static_cast<size_t>(out_.mention_at[token])];
    const EntityKind kind = out_.entities[m.entity].kind;
    if (m.first != token) return UINT32_MAX;
    if (kind == EntityKind::person) {
      *last = m.last;
      return m.entity;
    }
    if (kind != EntityKind::place || end <= m.last) return UINT32_MAX;
  }
  const Hit* h = name_hit(token);
  // The list may hold the name with its honorific (al-amir Muhammad), which the title reader took.
  const bool from_honorific = h && h->first < token && out_.role_at[h->first] >= 0;
  if (h && (h->first == token || from_honorific) &&
      impl_.gazetteer.kind(h->lex) == LexKind::person) {
    // A surname of the list inside another person's name is that person's.
    // So is "X bin Y" with a family's name that the list does not give.
    const bool more = end > h->last && h->proclitics == 0;
    const bool family = more && h->last - h->first >= 3 && is_definite_surname(h->last) &&
                        impl_.connectors.contains(text_.tokens[h->last - 2].key);
    const bool other = family || (more && (h->flags & kShortName) && evidence(h->last) >= 2);
    // A surname of the list is first of all that of somebody whom this text has named in full.
    const uint32_t bearer = (h->flags & kShortName) && h->last == h->first + 1
                                ? named_before(text_.tokens[h->first].key, h->first)
                                : UINT32_MAX;
    const uint32_t known =
        out_.entity(std::string(impl_.image->str(impl_.gazetteer.lex(h->lex).id)));
    if (!other && bearer != UINT32_MAX && known == UINT32_MAX) {
      *last = h->last;
      add_mention(token, *last, token == h->first ? stem_span(*h) : text_.tokens[token].span,
                  bearer, MentionForm::name);
      return bearer;
    }
    if (!other) {
      const uint32_t e = entity_of_lex(h->lex);
      *last = lineage_end(h->last);
      // The title is none of the name.
      uint32_t first = token;
      for (const Hit* role = out_.role(first);
           role && first + 1 < h->last && text_.tokens[first].key.substr(0, 2) == "Al" &&
           impl_.gazetteer.kind(role->lex) >= LexKind::office &&
           impl_.gazetteer.kind(role->lex) != LexKind::group;
           role = out_.role(first)) {
        ++first;
      }
      Span span = first == h->first ? stem_span(*h) : text_.tokens[first].span;
      span.end = text_.tokens[*last - 1].span.end;
      add_mention(first, *last, span, e, MentionForm::name);
      return e;
    }
  }
  if (const uint32_t lex = end - token < 2 ? respelt_at(token) : UINT32_MAX; lex != UINT32_MAX) {
    const uint32_t e = entity_of_lex(lex);
    *last = token + 2;
    add_mention(token, *last, {text_.tokens[token].span.begin, text_.tokens[token + 1].span.end}, e,
                MentionForm::name);
    return e;
  }
  if (end == token || (out_.mention_at[token] < 0 && tagged_as_thing(token, end))) {
    return UINT32_MAX;
  }
  if (end - token == 1) {
    const uint32_t before = named_before(text_.tokens[token].key, token);
    const Analysis& a = words_[token].best();
    const bool common = a.known && a.pos != Pos::propn && evidence(token) < 3;
    if (before == UINT32_MAX && common) return UINT32_MAX;
    if (before != UINT32_MAX) {
      add_mention(token, end, text_.tokens[token].span, before, MentionForm::name);
      *last = end;
      return before;
    }
  }
  const uint32_t e = add_person(token, end, clitic_before_name(token));
  add_mention(token, end, {text_.tokens[token].span.begin, text_.tokens[end - 1].span.end}, e,
              MentionForm::name);
  *last = end;
  return e;
}

// Lineage that the text gives after a listed name: bin Abdulaziz Al Saud.
uint32_t EntityPass::lineage_end(uint32_t last) const {
  uint32_t i = last;
  while (same_sentence(last - 1, i) && same_sentence(last - 1, i + 1)) {
    const auto c = impl_.connectors.find(text_.tokens[i].key);
    if (c.empty() || c[0].kind != kJoinsNames) break;
    uint32_t next = i + 1;
    const auto open = impl_.connectors.find(text_.tokens[next].key);
    if (!open.empty() && open[0].kind == kOpensName) ++next;
    if (!same_sentence(last - 1, next) || !name_like(next, 1)) break;
    i = next + 1;
  }
  return i;
}

bool EntityPass::ends_a_name(std::string_view key) const {
  return std::any_of(people_.begin(), people_.end(),
                     [&](const Named& p) { return p.tokens.size() > 1 && p.tokens.back() == key; });
}

// People of the gazetteer without a title, and sequences of words that look like a name.
void EntityPass::find_untitled_people() {
  for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
    const int32_t m = out_.mention_at[i];
    if (m >= 0 && !place_may_be_name(i)) continue;
    if (blocked_[i]) continue;
    uint32_t last = i;
    const Hit* h = name_hit(i);
    if (h && h->first == i && impl_.gazetteer.kind(h->lex) == LexKind::person) {
      person_at(i, &last);
      i = std::max(last, i + 1) - 1;
      continue;
    }
    if (m < 0 && h && impl_.gazetteer.kind(h->lex) != LexKind::place) continue;
    if (const uint32_t lex = respelt_at(i); lex != UINT32_MAX) {
      const Span head =
          text_.part_of(text_.tokens[i], clitic_before_name(i), text_.tokens[i].key.size());
      add_mention(i, i + 2, {head.begin, text_.tokens[i + 1].span.end}, entity_of_lex(lex),
                  MentionForm::name);
      ++i;
      continue;
    }
    uint32_t end = i;
    // A surname alone, and then something else.
    if (name_like(i, 0) && !(evidence(i) < 3 && ends_a_name(text_.tokens[i].key))) {
      end = name_end(i, kMaxNameWords);
      if (!sounds_like_person(i, end) || tagged_as_thing(i, end)) end = i;
    }
    uint32_t skip = clitic_before_name(i);
    // A tagged word alone may be a short name: find_short_names comes first.
    if (const uint32_t tagged = tagged_person_end(i); tagged > end && tagged - i > 1) {
      end = tagged;
      skip = clitic_before_tagged(i);
    }
    if (end == i || (m >= 0 && end <= out_.mentions[static_cast<size_t>(m)].last)) continue;
    const uint32_t e = add_person(i, end, skip);
    const Span head = text_.part_of(text_.tokens[i], skip, text_.tokens[i].key.size());
    add_mention(i, end, {head.begin, text_.tokens[end - 1].span.end}, e, MentionForm::name);
    i = end - 1;
  }
}

// "The coach Donis" before or after "Georgios Donis": who is named by the end of one full name of
// the text alone is its bearer.
void EntityPass::join_short_people() {
  for (const Named& p : people_) {
    // One name alone, with the small words that belong to it.
    const auto small = [&](const std::string& w) { return impl_.connectors.contains(w); };
    if (std::count_if(p.tokens.begin(), p.tokens.end(), small) + 1 !=
        static_cast<std::ptrdiff_t>(p.tokens.size())) {
      continue;
    }
    uint32_t bearer = UINT32_MAX;
    bool several = false;
    for (const EntityMention& m : out_.mentions) {
      if (m.entity == p.entity || out_.entities[m.entity].kind != EntityKind::person) continue;
      std::vector<std::string_view> full;
      for (uint32_t i = m.first; i < m.last; ++i) {
        if (text_.tokens[i].kind == TokenKind::word) full.push_back(text_.tokens[i].key);
      }
      if (full.size() <= p.tokens.size() ||
          !std::equal(p.tokens.rbegin(), p.tokens.rend(), full.rbegin())) {
        continue;
      }
      // "Al al-Shaykh" is no "al-Shaykh", and Abu Zayd no Zayd.
      const std::string_view before = full[full.size() - p.tokens.size() - 1];
      several = several || impl_.connectors.contains(before) ||
                (bearer != UINT32_MAX && bearer != m.entity);
      bearer = m.entity;
    }
    if (bearer == UINT32_MAX || several) continue;
    for (EntityMention& m : out_.mentions) {
      if (m.entity == p.entity) m.entity = bearer;
    }
    for (OfficeMention& o : out_.offices) {
      if (o.person == static_cast<int32_t>(p.entity)) o.person = static_cast<int32_t>(bearer);
    }
  }
}

// Later mentions shorten: the last word of a full name, where it is no common word. Of several
// people with this name the one named last before is meant.
void EntityPass::find_short_names() {
  struct Full {
    uint32_t at;
    uint32_t entity;
    uint32_t last;
  };
  std::map<std::string, std::vector<Full>, std::less<>> last_words;
  for (const EntityMention& m : out_.mentions) {
    if (out_.entities[m.entity].kind != EntityKind::person || m.last - m.first < 2) continue;
    // "Al al-Shaykh" is no "al-Shaykh".
    if (impl_.connectors.contains(text_.tokens[m.last - 2].key)) continue;
    std::string key(text_.tokens[m.last - 1].key);
    if (key.size() >= 3) last_words[std::move(key)].push_back({m.first, m.entity, m.last});
  }
  if (last_words.empty()) return;
  for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
    if (out_.mention_at[i] >= 0 || blocked_[i] || text_.tokens[i].kind != TokenKind::word) continue;
    for (const Variant& v : Variants(text_.tokens[i].key, Enclitic{})) {
      auto it = last_words.find(v.key);
      const Analysis& a = words_[i].best();
      if (it == last_words.end() && !a.known && v.key.size() >= kLeastRespelt) {
        it = std::find_if(last_words.begin(), last_words.end(),
                          [&](const auto& full) { return same_name(full.first, v.key); });
      }
      if (it == last_words.end() || v.article) continue;
      const bool common = a.known && a.pos != Pos::propn && a.pos != Pos::x;
      // A common word must be in quotation marks, be listed as a name, or stand where a verb or a
      // title wants its subject.
      if (common && !text_.tokens[i].quoted) {
        const bool listed = !impl_.gazetteer.latin(v.key).empty();
        const bool subject = i > 0 && same_sentence(i - 1, i) && v.proclitics == 0 &&
                             words_[i - 1].best().pos == Pos::verb;
        // "Said Salih", not "the eldest (kabir) of the negotiators said".
        const Pos next = same_sentence(i, i + 1) ? words_[i + 1].best().pos : Pos::punct;
        const bool alone = has_article(v.key) || (next != Pos::noun && next != Pos::adj);
        if (!(alone && subject) && !(listed && v.proclitics <= 1)) continue;
      }
      if (a.word_class != WordClass::none || impl_.stop.contains(v.key)) continue;
      Full full = it->second.front();
      for (const Full& f : it->second) {
        if (f.at < i) full = f;
      }
      Hit h;
      h.first = i;
      h.last = i + 1;
      h.proclitics = v.proclitics;
      // The words before it may be the rest of the full name, where nothing told that they are one.
      uint32_t k = full.last - 1;
      while (v.proclitics == 0 && k > full.at && h.first > 0 && same_sentence(h.first - 1, i) &&
             out_.mention_at[h.first - 1] < 0 && !blocked_[h.first - 1] &&
             text_.tokens[h.first - 1].key == text_.tokens[k - 1].key) {
        --k;
        --h.first;
      }
      add_mention(h.first, i + 1, stem_span(h), full.entity, MentionForm::name);
      break;
    }
  }
}

}  // namespace isnad
