#include <algorithm>

#include "morph/lexicon.h"

// Choice among a word's analyses by its neighbours: the best path through a sentence, where a
// step costs what data/lexicon/neighbours.tsv says about the two words' classes plus the
// agreement and spelling rules below.

namespace isnad {

namespace morph {

namespace {

constexpr size_t kCandidates = 8;

bool verb(const Analysis& a) { return a.pos == Pos::verb || a.pos == Pos::aux; }
bool bare_noun(const Analysis& a) {
  return a.pos == Pos::noun && !a.definite && a.enclitic.length == 0;
}

// An adjective follows a noun of the same definiteness, gender and number (a plural of things
// counts as feminine singular).
float agreement(const Analysis& left, const Analysis& right) {
  if (right.pos != Pos::adj ||
      (left.pos != Pos::noun && left.pos != Pos::adj && left.pos != Pos::propn)) {
    return 0;
  }
  if (right.conj != Conj::none || right.prep != PrepClitic::none) return 0;
  // An indefinite noun has no definite adjective: what follows is its possessor.
  if (bare_noun(left) && right.definite) return -3.0F;
  if (left.pos != Pos::propn && left.enclitic.length == 0 && left.definite != right.definite &&
      right.definite == false) {
    return -1.5F;
  }
  const bool things =
      left.number == Number::plur && right.gender == Gender::fem && right.number == Number::sing;
  const bool same =
      left.gender == right.gender && (left.number == right.number || left.number == Number::none);
  if (things || same) return 1.0F;
  return left.gender == Gender::none || right.gender == Gender::none ? 0.0F : -0.7F;
}

// A verb before its subject agrees in gender with it and stands in the singular.
float subject(const Analysis& left, const Analysis& right) {
  if (!verb(left) || left.person != 3) return 0;
  const bool nominal = (right.pos == Pos::noun || right.pos == Pos::propn) &&
                       right.prep == PrepClitic::none && right.conj == Conj::none;
  if (!nominal) return 0;
  if (left.voice == Voice::passive && right.definite) return -0.3F;
  if (right.gender == Gender::none || left.number != Number::sing) return 0;
  if (left.gender == right.gender) return 0.3F;
  // A plural of things takes a feminine verb.
  return right.number == Number::plur && left.gender == Gender::fem ? 0.2F : -0.4F;
}

float link(const Lexicon::Impl& lexicon, const Analysis& left, Tag left_tag, const Analysis& right,
           Tag right_tag) {
  float s =
      lexicon.neighbours[static_cast<size_t>(left_tag) * kTags + static_cast<size_t>(right_tag)];
  s += agreement(left, right) + subject(left, right);
  // "Was doing": the copula takes a second finite verb.
  if (left.word_class == WordClass::copula && verb(right) && right.conj == Conj::none) s += 3.0F;
  // "The opening was done": tamma and jara take a masdar.
  if (left.word_class == WordClass::passive_light && verb(right)) s -= 3.0F;
  if (left_tag == Tag::neg_ma && right.word_class == WordClass::continuing) s += 4.0F;
  // A conjunction opens a new conjunct: what the left word governs does not reach over it, except
  // that conjuncts are of one kind.
  if (right.conj != Conj::none) {
    s *= 0.4F;
    if (left.pos == right.pos) s += 0.3F;
  }
  return s;
}

// The alef at byte `at` of the token's key as the text writes it; unknown if no alef stands there.
Alef written_alef(const TextView& text, const Token& token, size_t at) {
  if (at >= token.key.size() || token.key[at] != 'A') return Alef::unknown;
  switch (text.text[text.folded.origin[token.folded_begin + at]]) {
    case U'\x0623':
      return Alef::above;
    case U'\x0625':
      return Alef::below;
    case U'\x0622':
      return Alef::madda;
    default:
      return Alef::bare;
  }
}

// Letter of the token's first alef with hamza or madda from `from` on; the key's size if none.
size_t hamza_after(const TextView& text, const Token& token, size_t from) {
  size_t at = from;
  while (at < token.key.size() && written_alef(text, token, at) <= Alef::bare) ++at;
  return at;
}

bool inflects(const Analysis& a) {
  return a.pos == Pos::noun || a.pos == Pos::adj || a.pos == Pos::propn || verb(a);
}

// The hamza on alef, which folding hides. Left out, it says little at the beginning and more inside
// a word; written, it says which word it is.
float hamza(const TextView& text, const Token& token, const Analysis& a) {
  float s = 0;
  const Alef first = written_alef(text, token, a.proclitic_length);
  if (first > Alef::bare && a.alef != Alef::unknown && a.alef != first) {
    s += a.alef == Alef::bare ? -2.0F : -4.0F;
  }
  if (first == Alef::bare && a.alef == Alef::madda) s -= 1.0F;
  if (a.stem == nullptr || a.variant) return s;
  const size_t end = token.key.size() - a.enclitic.length;
  if (a.inner_at != 0 && a.inner != Alef::unknown) {
    const Alef written = written_alef(text, token, a.proclitic_length + size_t{a.inner_at});
    if (written != Alef::unknown && written != a.inner) s -= written == Alef::bare ? 2.0F : 3.0F;
  } else if (a.inner_at == 0) {
    // The last letter may be an ending's, if the word has endings.
    const size_t at = hamza_after(text, token, a.proclitic_length + size_t{1});
    if (at + (inflects(a) ? 1 : 0) < end) s -= 4.0F;
  }
  return s;
}

// What the token shows of its last letter: alef maqsura and ya are one after folding.
float last_letter(const Token& token, const Analysis& a) {
  if (token.key.back() != 'y') return 0;
  if (a.enclitic.length != 0 && token.alef_maqsura) return -4.0F;
  // Some papers write a final ya without dots; the reverse is rare.
  if (token.alef_maqsura && !a.final_maqsura && a.known) return -3.0F;
  if (!token.alef_maqsura && a.final_maqsura) return -4.5F;
  return 0;
}

struct Path {
  float score[kCandidates];
  uint8_t from[kCandidates];
  Tag tag[kCandidates];
  size_t count = 0;
};

}  // namespace

void choose(const Lexicon::Impl& lexicon, const TextView& text, std::span<const Token> tokens,
            std::span<Word> words) {
  std::vector<Path> paths(words.size());
  Analysis edge;
  edge.pos = Pos::punct;
  for (size_t i = 0; i < words.size(); ++i) {
    Path& p = paths[i];
    p.count = std::min(words[i].all.size(), kCandidates);
    const bool has_alef = tokens[i].key.find('A') != std::string_view::npos;
    for (size_t k = 0; k < p.count; ++k) {
      const Analysis& a = words[i].all[k];
      p.tag[k] = tag_of(a);
      float best = -1e30F;
      if (i == 0) {
        best = link(lexicon, edge, Tag::edge, a, p.tag[k]);
        p.from[k] = 0;
      } else {
        const Path& left = paths[i - 1];
        for (size_t j = 0; j < left.count; ++j) {
          const float s =
              left.score[j] + link(lexicon, words[i - 1].all[j], left.tag[j], a, p.tag[k]);
          if (s > best) {
            best = s;
            p.from[k] = static_cast<uint8_t>(j);
          }
        }
      }
      p.score[k] = best + a.score;
      if (tokens[i].kind == TokenKind::word) {
        p.score[k] += last_letter(tokens[i], a);
        if (has_alef) p.score[k] += hamza(text, tokens[i], a);
      }
    }
  }
  if (words.empty()) return;
  const Path& last = paths.back();
  size_t best = 0;
  float best_score = -1e30F;
  for (size_t k = 0; k < last.count; ++k) {
    const float s = last.score[k] + lexicon.neighbours[static_cast<size_t>(last.tag[k]) * kTags];
    if (s > best_score) {
      best_score = s;
      best = k;
    }
  }
  for (size_t i = words.size(); i-- > 0;) {
    words[i].chosen = static_cast<uint32_t>(best);
    best = paths[i].from[best];
  }
}

}  // namespace morph

namespace {

// Does this word begin a new proposition, so that a verb may follow?
bool opens_proposition(const Token& token, const Analysis& a) {
  if (token.kind == TokenKind::punct || a.conj != Conj::none) return true;
  switch (a.word_class) {
    case WordClass::that_clause:
    case WordClass::relative:
    case WordClass::subordinator:
    case WordClass::conditional:
    case WordClass::conjunction:
    case WordClass::question:
      return true;
    default:
      return false;
  }
}

// "suspended the government the broadcasting of": two finite verbs do not stand in one proposition.
// A form that may be a noun and follows a definite noun behind the verb is that noun. (After an
// indefinite noun it may open a relative clause.)
void settle_second_verbs(const TextView& text, const Sentence& s, std::vector<Word>& words) {
  bool has_verb = false;
  for (uint32_t i = s.first; i < s.last; ++i) {
    const Analysis& a = words[i].best();
    if (opens_proposition(text.tokens[i], a)) has_verb = false;
    if (a.pos != Pos::verb) continue;
    const bool bare = a.aspect == Aspect::perfective && a.person == 3 && a.gender == Gender::masc &&
                      a.number == Number::sing && a.conj == Conj::none && a.enclitic.length == 0;
    if (has_verb && bare && i > s.first) {
      const Analysis& before = words[i - 1].best();
      const bool definite = before.pos == Pos::propn ||
                            (before.pos == Pos::noun && before.definite) ||
                            (before.pos == Pos::adj && before.definite);
      for (uint32_t k = 0; definite && k < words[i].all.size(); ++k) {
        const Analysis& other = words[i].all[k];
        if (other.pos != Pos::noun || !other.known) continue;
        words[i].chosen = k;
        break;
      }
    }
    const Analysis& chosen = words[i].best();
    if (chosen.pos == Pos::verb && chosen.word_class == WordClass::none) has_verb = true;
  }
}

// "The minister X had asked (kana talaba)": behind the copula and a name a bare noun that may be a
// verb is that verb.
void settle_pluperfect(const TextView& text, const Sentence& s, std::vector<Word>& words) {
  const Analysis* copula = nullptr;
  for (uint32_t i = s.first; i < s.last; ++i) {
    const Analysis& a = words[i].best();
    if (text.tokens[i].kind == TokenKind::punct && !text.tokens[i].is(kQuoteOpen) &&
        !text.tokens[i].is(kQuoteClose)) {
      copula = nullptr;
    }
    if (a.word_class == WordClass::copula) {
      copula = a.aspect == Aspect::perfective ? &a : nullptr;
      continue;
    }
    if (a.pos == Pos::verb || a.word_class != WordClass::none) copula = nullptr;
    if (copula == nullptr || a.pos != Pos::noun || a.definite || a.conj != Conj::none ||
        a.prep != PrepClitic::none || a.enclitic.length > 0 ||
        words[i - 1].best().pos != Pos::propn) {
      continue;
    }
    for (uint32_t k = 0; k < words[i].all.size(); ++k) {
      const Analysis& other = words[i].all[k];
      if (other.pos != Pos::verb || other.aspect != Aspect::perfective || other.person != 3 ||
          other.number != Number::sing || other.gender != copula->gender || !other.known ||
          other.conj != Conj::none || other.enclitic.length > 0) {
        continue;
      }
      words[i].chosen = k;
      copula = nullptr;
      break;
    }
  }
}

// ", demanding (mutalibatan) that": the feminine participle of form III is written like the verbal
// noun. Behind a comma, after a feminine verb, it says in what state its subject acts.
void settle_states(const TextView& text, const Sentence& s, std::vector<Word>& words) {
  bool feminine = false;
  bool state = false;  // one stands before: "..., rejecting X and demanding Y"
  for (uint32_t i = s.first; i + 1 < s.last; ++i) {
    const Analysis& a = words[i].best();
    if (a.pos == Pos::verb) feminine = feminine || a.gender == Gender::fem;
    const bool apart = i > s.first && text.tokens[i - 1].is(kComma);
    if (!feminine || a.gender != Gender::fem || a.definite || a.prep != PrepClitic::none ||
        a.enclitic.length > 0 || text.tokens[i + 1].kind == TokenKind::punct) {
      continue;
    }
    if (apart && a.derivation == Derivation::active_participle) state = true;
    const bool opens = a.conj == Conj::none ? apart : state && a.conj == Conj::wa;
    if (!opens || a.pos != Pos::noun || a.derivation != Derivation::masdar) continue;
    for (uint32_t k = 0; k < words[i].all.size(); ++k) {
      const Analysis& other = words[i].all[k];
      if (other.derivation != Derivation::active_participle || other.gender != Gender::fem ||
          other.number != Number::sing || other.conj != a.conj || other.prep != a.prep ||
          other.definite || other.enclitic.length > 0 || !other.known) {
        continue;
      }
      words[i].chosen = k;
      state = true;
      break;
    }
  }
}

}  // namespace

std::vector<Word> analyse_words(const TextView& text, Analyser& analyser) {
  std::vector<Word> words(text.tokens.size());
  for (size_t i = 0; i < words.size(); ++i) words[i].all = analyser.analyse(text.tokens[i].key);
  for (const Sentence& s : text.sentences) {
    if (s.first >= s.last || s.last > words.size()) continue;
    morph::choose(analyser.lexicon(), text,
                  std::span(text.tokens).subspan(s.first, s.last - s.first),
                  std::span(words).subspan(s.first, s.last - s.first));
    settle_second_verbs(text, s, words);
    settle_states(text, s, words);
    settle_pluperfect(text, s, words);
  }
  return words;
}

}  // namespace isnad
