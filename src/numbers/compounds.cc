// What is made of several numerals (decimals, ratios), and ordinals that are no word of their own.

#include <algorithm>
#include <cmath>

#include "numbers/builder.h"
#include "numbers/grammar.h"

namespace isnad {

namespace {

constexpr std::string_view kEvery = "kl";
constexpr double kFirstYear = 1900;  // digits from here on are rather a year than "of N"
constexpr double kLastYear = 2100;
constexpr double kLeastDefinite = 11;  // "the thirtieth" has no form but "the thirty"

bool is_power_of_ten(double v) {
  while (v >= 10 && std::fmod(v, 10) == 0) v /= 10;
  return v == 1;
}

bool is_whole(double v) { return v == std::floor(v); }

bool is_percent(const PhraseHit& hit) {
  return hit.kind == static_cast<uint32_t>(UnitWord::percent);
}

bool key_is(const NumeralText& in, uint32_t i, uint32_t sentence, std::string_view key) {
  return inside(in, i, sentence) && in.text.tokens[i].key == key;
}

std::optional<Numeral> plain_cardinal(const NumeralText& in, uint32_t i, uint32_t sentence) {
  if (!inside(in, i, sentence)) return std::nullopt;
  const auto n = read_core(in, i, hits_at(in, i, sentence), kMaxDepth);
  if (!n || n->ordinal || n->list || n->vague || n->fraction || n->conj || n->skip != 0) {
    return std::nullopt;
  }
  return n;
}

// "203 parts of a hundred" is said of 200 and 3 hundredths: the parts are fewer than the whole.
double parts_of(double parts, double whole) {
  const double rest = std::fmod(parts, whole);
  if (parts > whole && is_power_of_ten(whole) && rest != 0) return parts - rest + rest / whole;
  return parts / whole;
}

// Makes `n` the ratio that begins with it: one of three, one of every four people, 1 in 21, 100
// over 35, 20 parts of 25.
void read_ratio(const NumeralText& in, Numeral& n, uint32_t sentence) {
  uint32_t k = n.last;
  const auto part = hit_of(hits_at(in, k, sentence), NumberWord::part);
  const bool parts = part && part->skip == 0 && !part->definite;
  if (parts) k = part->last;
  const bool of = key_is(in, k, sentence, "mn");
  const bool over = key_is(in, k, sentence, "Ely");
  const bool among = key_is(in, k, sentence, "fy");
  if (!of && !over && !among) return;
  if (parts && !of) return;
  const bool each = of && key_is(in, k + 1, sentence, kEvery);
  if (each) ++k;
  if (among) {  // "20 in the hundred" is a percentage
    const auto units = in.units.find(in.text, k);
    if (!units.empty() && is_percent(units[0])) return;
  }
  const auto whole = plain_cardinal(in, k + 1, sentence);
  if (!whole || !is_whole(whole->value) || whole->value < 2) return;
  if (parts) {
    n.value = parts_of(n.value, whole->value);
  } else {
    if (each && n.value >= whole->value) return;
    if (!over && !each) {
      // Something counted after it shows that the second number is not what the first is taken of.
      const bool counted = counted_noun_at(in, whole->last, sentence);
      const bool year = whole->digits && whole->value >= kFirstYear && whole->value <= kLastYear;
      if (!is_whole(n.value) || n.value < 1 || n.value >= whole->value || year) return;
      if (counted && !(of && n.value == 1)) return;
    }
    n.value /= whole->value;
  }
  n.fraction = true;
  n.last = whole->last;
}

// "part of 105".
std::optional<Numeral> read_part(const NumeralText& in, const PhraseHit& part, uint32_t sentence) {
  if (part.definite || !key_is(in, part.last, sentence, "mn")) return std::nullopt;
  const auto whole = plain_cardinal(in, part.last + 1, sentence);
  if (!whole || !is_whole(whole->value) || whole->value < 2) return std::nullopt;
  if (counted_noun_at(in, whole->last, sentence) &&
      !hit_of(hits_at(in, whole->last, sentence), NumberWord::part)) {
    return std::nullopt;
  }
  Numeral n;
  n.skip = part.skip;
  n.conj = part.conj;
  n.fraction = true;
  n.value = 1 / whole->value;
  n.last = whole->last;
  return n;
}

// The last, the last but one, the next, the present one.
std::optional<Numeral> read_relative(const NumeralText& in, uint32_t i, const Hits& hits,
                                     uint32_t sentence) {
  const auto nominal = [&](uint32_t k, Pos pos) {
    return inside(in, k, sentence) && k < in.words.size() &&
           in.text.tokens[k].kind == TokenKind::word && in.words[k].best().pos == pos;
  };
  for (const PhraseHit& hit : hits) {
    const auto kind = kind_of(hit);
    const bool construct = kind == NumberWord::last_construct;
    if (construct) {
      // After a noun without the article it says "another".
      const bool after = i > 0 && (nominal(i - 1, Pos::noun) || nominal(i - 1, Pos::adj));
      const bool another = after && !in.words[i - 1].best().definite;
      if (hit.definite || another || !nominal(hit.last, Pos::noun)) continue;
    } else if (kind == NumberWord::relative_last || kind == NumberWord::relative_current) {
      if (!hit.definite && hit.last == i + 1) continue;
    } else {
      continue;
    }
    Numeral n;
    n.ordinal = true;
    n.relative = kind == NumberWord::relative_current ? 2 : 1;
    n.value = hit.value;
    n.skip = hit.skip;
    n.conj = hit.conj;
    n.last = hit.last;
    return n;
  }
  return std::nullopt;
}

// The numeral of "the thirtieth book" has the form of a cardinal: it follows a definite noun in the
// singular. With no noun before or after it a definite numeral of tens is an ordinal too.
bool is_definite_ordinal(const NumeralText& in, uint32_t i, const Numeral& n, uint32_t sentence) {
  if (n.digits || n.fraction || n.vague || n.skip != 0 || !n.definite) return false;
  if (n.value < kLeastDefinite || counted_noun_at(in, n.last, sentence)) return false;
  if (i == 0 || in.text.tokens[i - 1].sentence != sentence) {
    return !is_power_of_ten(n.value);  // those are nouns too: the hundred
  }
  if (i - 1 >= in.words.size() || in.text.tokens[i - 1].kind != TokenKind::word) return false;
  const Analysis& a = in.words[i - 1].best();
  return a.pos == Pos::noun && a.definite && a.number == Number::sing;
}

// "the hundred and twenty-fifth": an ordinal closes a cardinal with the article.
void close_with_ordinal(const NumeralText& in, Numeral& n, uint32_t sentence) {
  if (!n.definite || n.digits || n.fraction || n.vague || std::fmod(n.value, 100) != 0) return;
  const Hits hits = next_hits(in, n.last, sentence);
  const auto next = numeral_word(hits);
  if (!next || !next->conj || !next->definite || kind_of(*next) != NumberWord::ordinal) return;
  const uint32_t at = in.text.tokens[n.last].key == "w" ? n.last + 1 : n.last;
  const auto ordinal = read_core(in, at, hits_at(in, at, sentence), kMaxDepth);
  if (!ordinal || !ordinal->ordinal || ordinal->relative != 0) return;
  n.value += ordinal->value;
  n.last = ordinal->last;
  n.ordinal = true;
}

// "one" as a pronoun: which one, every one, one of them.
bool is_pronoun(const NumeralText& in, uint32_t i, const Numeral& n, uint32_t sentence) {
  if (!n.single) return false;
  if (key_is(in, n.last, sentence, "mn")) return true;
  return i > 0 && hit_of(hits_at(in, i - 1, sentence), NumberWord::pronoun_after).has_value();
}

// The word for nought is a month beside digits: 11 Safar, Safar 1437.
bool is_month(const NumeralText& in, uint32_t i, const Numeral& n, uint32_t sentence) {
  if (n.value != 0 || n.digits || n.ordinal) return false;
  const auto digits = [&](uint32_t k) {
    return inside(in, k, sentence) && in.text.tokens[k].kind == TokenKind::number;
  };
  return digits(n.last) || (i > 0 && digits(i - 1));
}

std::optional<Numeral> read_full(const NumeralText& in, uint32_t i, const Hits& hits) {
  const uint32_t sentence = in.text.tokens[i].sentence;
  if (const auto phrase = hit_of(hits, NumberWord::no_number)) {
    Numeral none;
    none.list = true;  // nothing of it is a number
    none.last = phrase->last;
    return none;
  }
  if (auto relative = read_relative(in, i, hits, sentence)) return relative;
  if (const auto part = hit_of(hits, NumberWord::part)) return read_part(in, *part, sentence);
  auto n = read_core(in, i, hits, 0);
  if (!n || n->ordinal || n->list) return n;
  close_with_ordinal(in, *n, sentence);
  if (n->ordinal) return n;
  if (!n->vague && !n->fraction) read_ratio(in, *n, sentence);
  if (is_pronoun(in, i, *n, sentence) || is_month(in, i, *n, sentence)) return std::nullopt;
  n->ordinal = is_definite_ordinal(in, i, *n, sentence);
  return n;
}

}  // namespace

Numeral with_decimals(const NumeralText& in, const Numeral& n, uint32_t at, uint32_t sentence) {
  // Noughts before the decimals: "five point nought three".
  double places = 0;
  uint32_t k = at;
  for (;; ++k) {
    const auto zero = word_at(in, k, sentence);
    if (!zero || kind_of(*zero) != NumberWord::zero || zero->skip != 0) break;
    ++places;
  }
  const auto read = plain_cardinal(in, k, sentence);
  if (!read || !is_whole(read->value) || read->value < 0 || read->value > 1e15) return n;
  Numeral out = n;
  double decimals = read->value;
  double scale = 1;
  if (read->scale > 1 && std::fmod(decimals, read->scale) == 0) {
    scale = read->scale;
    decimals /= scale;
  }
  out.last = read->last;
  const auto whole = key_is(in, read->last, sentence, "mn")
                         ? plain_cardinal(in, read->last + 1, sentence)
                         : std::nullopt;
  if (whole && whole->value > decimals && is_power_of_ten(whole->value)) {
    decimals /= whole->value;
    out.last = whole->last;
  } else {
    const size_t digits = in.text.tokens[k].kind == TokenKind::number
                              ? in.text.tokens[k].key.size()
                              : std::to_string(static_cast<uint64_t>(decimals)).size();
    decimals /= std::pow(10, places + static_cast<double>(digits));
  }
  out.value = (out.value < 0 ? out.value - decimals : out.value + decimals) * scale;
  out.scale = scale;
  return out;
}

bool counted_noun_at(const NumeralText& in, uint32_t i, uint32_t sentence) {
  if (!inside(in, i, sentence) || i >= in.words.size()) return false;
  if (in.text.tokens[i].kind != TokenKind::word) return false;
  const Analysis& a = in.words[i].best();
  if ((a.pos != Pos::noun && a.pos != Pos::propn) || a.definite || a.conj != Conj::none ||
      a.prep != PrepClitic::none) {
    return false;
  }
  const auto& all = in.words[i].all;
  return std::none_of(all.begin(), all.end(),
                      [](const Analysis& x) { return x.word_class != WordClass::none; });
}

std::optional<Numeral> read_numeral(const NumeralText& in, uint32_t i) {
  const Token& t = in.text.tokens[i];
  if (t.kind != TokenKind::word) {
    if (t.kind != TokenKind::number && !t.is(kDash) && !t.is(kStop)) return std::nullopt;
    return in.scope == NumberScope::full ? read_full(in, i, {}) : read_core(in, i, {}, 0);
  }
  const Hits hits = in.table.find(in.text, i);
  if (hits.empty()) return std::nullopt;
  if (in.scope == NumberScope::full) return read_full(in, i, hits);
  const auto n = read_core(in, i, hits, 0);
  // Nought in words is a month and a zero point too; it counts where it is a share.
  if (n && n->value == 0 && !n->ordinal) {
    const auto share = inside(in, n->last, t.sentence) ? in.units.find(in.text, n->last) : Hits();
    if (share.empty() || !is_percent(share[0])) return std::nullopt;
  }
  return n;
}

}  // namespace isnad
