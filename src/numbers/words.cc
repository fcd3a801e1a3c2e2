#include <cmath>

#include "numbers/builder.h"
#include "numbers/grammar.h"

namespace isnad {

// The first reading as part of a numeral.
std::optional<PhraseHit> numeral_word(const Hits& hits) {
  for (const PhraseHit& hit : hits) {
    if (kind_of(hit) <= NumberWord::ordinal_teen) return hit;
  }
  return std::nullopt;
}

std::optional<PhraseHit> hit_of(const Hits& hits, NumberWord kind) {
  for (const PhraseHit& hit : hits) {
    if (kind_of(hit) == kind) return hit;
  }
  return std::nullopt;
}

bool inside(const NumeralText& in, uint32_t i, uint32_t sentence) {
  return i < in.text.tokens.size() && in.text.tokens[i].sentence == sentence;
}

Hits hits_at(const NumeralText& in, uint32_t i, uint32_t sentence) {
  return inside(in, i, sentence) ? in.table.find(in.text, i) : Hits();
}

std::optional<PhraseHit> word_at(const NumeralText& in, uint32_t i, uint32_t sentence) {
  return numeral_word(hits_at(in, i, sentence));
}

// The readings at `i` as a continuation; a conjunction may stand apart before the word.
Hits next_hits(const NumeralText& in, uint32_t i, uint32_t sentence) {
  if (!inside(in, i, sentence)) return {};
  if (in.text.tokens[i].key != "w") return in.table.find(in.text, i);
  Hits hits = hits_at(in, i + 1, sentence);
  for (PhraseHit& hit : hits) hit.conj = true;
  return hits;
}

namespace {

// Consumes the words that continue the numeral from token `k`; returns one past the last.
class Continuation {
 public:
  Continuation(const NumeralText& in, NumeralBuilder& b, uint32_t sentence, bool from_digits)
      : in_(in), b_(b), sentence_(sentence), from_digits_(from_digits) {}

  bool fraction = false;  // the whole became one

  uint32_t read(uint32_t k) {
    uint32_t end = k;
    while (step(end)) {
    }
    return end;
  }

 private:
  bool step(uint32_t& k) {
    const Hits hits = next_hits(in_, k, sentence_);
    const auto hit = numeral_word(hits);
    if (!hit) return join_digits(k);
    const auto kind = kind_of(*hit);
    if (kind == NumberWord::zero) return false;
    if (kind == NumberWord::fraction_plural) return multiply(*hit, k);
    if (from_digits_ && b_.last() == NumberWord::hundreds && !is_scale(kind) &&
        kind != NumberWord::hundred && kind != NumberWord::dozen && kind != NumberWord::fraction) {
      return false;
    }
    const auto next = word_at(in_, hit->last, sentence_);
    const bool next_bare = next && !next->conj && !next->prep;
    if (kind == NumberWord::unit_teen) {
      if (!hit->conj || !next || kind_of(*next) != NumberWord::ten) return false;
      b_.add_teen();
      k = next->last;
      return true;
    }
    if (kind == NumberWord::unit && next_bare) {
      if (hit->conj && !hit->prep && kind_of(*next) == NumberWord::fraction_plural) {
        b_.add_part(hit->value * next->value);
        k = next->last;
        return true;
      }
      // "four thousand, three hundred" without a conjunction.
      if (!hit->conj && b_.after_scale() && kind_of(*next) == NumberWord::hundred) {
        PhraseHit joined = *hit;
        joined.conj = true;
        if (!b_.add(joined)) return false;
        k = hit->last;
        return true;
      }
    }
    if (!b_.add(*hit)) return read_fraction_too(hits, kind, k);
    k = hit->last;
    return true;
  }

  bool multiply(const PhraseHit& hit, uint32_t& k) {
    if (hit.conj || hit.prep || b_.last() == NumberWord::fraction) return false;
    b_.multiply(hit.value);
    fraction = true;
    k = hit.last;
    const auto scale = word_at(in_, k, sentence_);
    if (scale && !scale->conj && !scale->prep && is_scale(kind_of(*scale))) {
      b_.multiply(scale->value);
      fraction = false;
      k = scale->last;
    }
    return false;
  }

  // A word that cannot be a cardinal here may be a fraction: "three and a fifth", "21 fifths".
  bool read_fraction_too(const Hits& hits, NumberWord kind, uint32_t& k) {
    if (in_.scope != NumberScope::full || b_.last() == NumberWord::fraction) return false;
    const auto hit = hit_of(hits, NumberWord::fraction_too);
    if (!hit || hit->prep || hit->definite || b_.value() == 0) return false;
    if (hit->conj) {
      if (kind == NumberWord::unit && counted_noun_at(in_, hit->last, sentence_)) return false;
      b_.add_part(hit->value);
    } else {
      if (b_.value() <= 10) return false;
      b_.multiply(hit->value);
      fraction = true;
    }
    k = hit->last;
    return false;
  }

  // "a thousand and 200": the conjunction stands alone before digits.
  bool join_digits(uint32_t& k) {
    const TextView& text = in_.text;
    if (!inside(in_, k, sentence_)) return false;
    const bool conj = text.tokens[k].key == "w";
    const uint32_t at = conj ? k + 1 : k;
    if (!inside(in_, at, sentence_) || text.tokens[at].kind != TokenKind::number) return false;
    const auto run = read_digits(text, at, in_.scope);
    if (!run || run->list || run->fraction || in_digit_chain(text, at)) return false;
    double value = run->value;
    if (value != std::floor(value)) return false;
    const auto next = word_at(in_, run->last, sentence_);
    const bool hundreds =
        next && !next->conj && !next->prep && kind_of(*next) == NumberWord::hundred && value < 10;
    if (hundreds) value *= 100;
    if ((!conj && !(hundreds && b_.after_scale())) || !b_.can_join_digits(value)) return false;
    // A number with a larger scale of its own is another number.
    const bool scaled = next && !next->conj && is_scale(kind_of(*next));
    if (scaled && (next->value >= b_.scale() || value >= 1000)) return false;
    if (next && !next->conj && kind_of(*next) == NumberWord::ten) return false;
    b_.join_digits(value, hundreds ? NumberWord::hundred : NumberWord::hundreds);
    k = hundreds ? next->last : run->last;
    return true;
  }

  const NumeralText& in_;
  NumeralBuilder& b_;
  uint32_t sentence_;
  bool from_digits_;
};

Numeral finish(NumeralBuilder& b, Numeral n) {
  n.value = b.value();
  n.scale = b.scale();
  n.vague = b.vague;
  return n;
}

std::optional<Numeral> read_ordinal(const NumeralText& in, uint32_t i, const PhraseHit& hit) {
  const uint32_t sentence = in.text.tokens[i].sentence;
  const bool full = in.scope == NumberScope::full;
  Numeral n;
  n.ordinal = true;
  n.skip = hit.skip;
  n.conj = hit.conj;
  n.definite = hit.definite;
  n.value = hit.value;
  n.last = hit.last;
  const bool teen_only = kind_of(hit) == NumberWord::ordinal_teen;
  if (const auto next = numeral_word(next_hits(in, n.last, sentence))) {
    const auto kind = kind_of(*next);
    if (kind == NumberWord::ten && !next->conj) {
      n.value += 10;
      n.last = next->last;
      return n;
    }
    // Without its article the ten is a number of something else if a noun follows (minutes).
    if (kind == NumberWord::tens && next->conj &&
        (next->definite || (full && !counted_noun_at(in, next->last, sentence)))) {
      n.value += next->value;
      n.last = next->last;
      return n;
    }
  }
  if (teen_only) return std::nullopt;
  if (full && n.definite && inside(in, n.last, sentence) &&
      in.text.tokens[n.last].key == "Aly") {  // "second to last"
    const auto end = hit_of(hits_at(in, n.last + 1, sentence), NumberWord::relative_last);
    if (end && end->definite && end->value == 0) {
      n.value = 1 - n.value;
      n.relative = 1;
      n.last = end->last;
    }
  }
  return n;
}

// A fraction before a number: half a million, a fifth of the twenty. Alone it is a number only for
// readers of numbers.
std::optional<Numeral> read_fraction(const NumeralText& in, uint32_t i, const PhraseHit& hit,
                                     bool sure, int depth) {
  const uint32_t sentence = in.text.tokens[i].sentence;
  const bool full = in.scope == NumberScope::full;
  Numeral n;
  n.skip = hit.skip;
  n.conj = hit.conj;
  n.definite = hit.definite;
  const Hits after = hits_at(in, hit.last, sentence);
  const auto next = numeral_word(after);
  if (sure && next && !next->conj &&
      (is_scale(kind_of(*next)) || kind_of(*next) == NumberWord::dozen)) {
    NumeralBuilder b;
    b.start_fraction(hit.value, next->value);
    n.last = next->last;
    return finish(b, n);
  }
  if (!full || depth >= kMaxDepth) return std::nullopt;
  n.fraction = true;
  const bool too = hit_of(after, NumberWord::fraction_too) || (next && next->definite);
  if (!hit.definite && too && next && !next->conj && !next->prep) {
    const auto of = read_core(in, hit.last, after, depth + 1);
    if (of && !of->ordinal && (of->fraction || of->definite)) {
      n.value = hit.value * of->value;
      n.last = of->last;
      return n;
    }
  }
  if (!sure) return std::nullopt;
  if (next &&
      (kind_of(*next) == NumberWord::ordinal || kind_of(*next) == NumberWord::ordinal_teen)) {
    return std::nullopt;  // the first quarter
  }
  n.value = hit.value;
  n.last = hit.last;
  return n;
}

// "a fifth of the pie": the word for five before a definite noun in the singular.
bool fraction_of_noun(const NumeralText& in, const PhraseHit& hit, uint32_t sentence) {
  if (hit.definite || !inside(in, hit.last, sentence) || hit.last >= in.words.size()) return false;
  if (in.text.tokens[hit.last].kind != TokenKind::word) return false;
  const Analysis& a = in.words[hit.last].best();
  const bool nominal = a.pos == Pos::noun || a.pos == Pos::adj || a.pos == Pos::propn;
  return nominal && a.definite && a.conj == Conj::none && a.prep == PrepClitic::none &&
         a.number != Number::plur && a.number != Number::dual;
}

std::optional<Numeral> read_word_numeral(const NumeralText& in, uint32_t i, const Hits& hits,
                                         int depth) {
  const Token& t = in.text.tokens[i];
  const auto hit = numeral_word(hits);
  if (!hit) return std::nullopt;
  const auto kind = kind_of(*hit);
  if (kind == NumberWord::ordinal || kind == NumberWord::ordinal_teen) {
    return read_ordinal(in, i, *hit);
  }
  Numeral n;
  n.skip = hit->skip;
  n.conj = hit->conj;
  n.definite = hit->definite;
  NumeralBuilder b;
  const auto next = word_at(in, hit->last, t.sentence);
  uint32_t k = hit->last;
  if (kind == NumberWord::unit_teen) {
    if (!next || kind_of(*next) != NumberWord::ten || next->conj) return std::nullopt;
    b.add_teen();
    k = next->last;
  } else if (kind == NumberWord::fraction) {
    return read_fraction(in, i, *hit, true, depth);
  } else if (kind == NumberWord::fraction_plural) {
    return std::nullopt;
  } else {
    if (const auto too = hit_of(hits, NumberWord::fraction_too);
        too && in.scope == NumberScope::full) {
      const bool sure = fraction_of_noun(in, *too, t.sentence);
      if (const auto fraction = read_fraction(in, i, *too, sure, depth)) return fraction;
    }
    if (hit->definite && kind == NumberWord::unit && hit->value == 2) {  // Monday
      const auto joined = numeral_word(next_hits(in, hit->last, t.sentence));
      const bool compound = joined && joined->conj && kind_of(*joined) == NumberWord::tens;
      if (in.scope != NumberScope::full || !compound) return std::nullopt;
    }
    PhraseHit first = *hit;
    // "alfa" at the start is the dual in construct (two thousand soldiers), not the accusative.
    const bool noun_follows =
        inside(in, hit->last, t.sentence) && in.text.tokens[hit->last].kind == TokenKind::word &&
        in.text.tokens[hit->last].key[0] != 'w' && in.text.tokens[hit->last].key != "mn";
    if (kind == NumberWord::scale && t.key.ends_with('A') && noun_follows) {
      first.kind = static_cast<uint32_t>(NumberWord::scale_dual);
      first.value *= 2;
    }
    if (!b.add(first)) return std::nullopt;
    n.single = kind == NumberWord::unit && hit->value == 1;
  }
  Continuation rest(in, b, t.sentence, false);
  n.last = rest.read(k);
  n.fraction = rest.fraction;
  n.single = n.single && n.last == hit->last;
  return finish(b, n);
}

std::optional<Numeral> read_digit_numeral(const NumeralText& in, uint32_t i) {
  const Token& t = in.text.tokens[i];
  Numeral n;
  n.digits = true;
  NumeralBuilder b;
  if (t.kind == TokenKind::number && in_digit_chain(in.text, i)) {
    const auto value = digits_value(t.key);
    n.list = true;
    n.last = i + 1;
    if (value) n.value = *value;
    return n;
  }
  const auto run = read_digits(in.text, i, in.scope);
  if (!run) return std::nullopt;
  n.list = run->list;
  n.last = run->last;
  n.fraction = run->fraction;
  if (n.list) return n;
  b.start_digits(std::fabs(run->value));
  // A decimal point at the start is taken for the end of a sentence.
  Continuation rest(in, b, in.text.tokens[run->last - 1].sentence, true);
  n.last = rest.read(run->last);
  n.fraction = n.fraction || rest.fraction;
  n = finish(b, n);
  if (run->value < 0) n.value = -n.value;
  return n;
}

}  // namespace

std::optional<Numeral> read_core(const NumeralText& in, uint32_t i, const Hits& hits, int depth) {
  const Token& t = in.text.tokens[i];
  std::optional<Numeral> n;
  if (t.kind != TokenKind::word) {
    n = read_digit_numeral(in, i);
  } else if (const auto sign = hit_of(hits, NumberWord::sign)) {
    if (depth >= kMaxDepth || !inside(in, sign->last, t.sentence)) return std::nullopt;
    n = read_core(in, sign->last, hits_at(in, sign->last, t.sentence), kMaxDepth);
    if (!n || n->ordinal || n->conj || n->skip != 0 || n->list) return std::nullopt;
    n->value = -n->value;
    n->skip = sign->skip;
    n->conj = sign->conj;
    return n;
  } else {
    n = read_word_numeral(in, i, hits, depth);
  }
  if (!n || n->ordinal || n->list || n->fraction || n->value != std::floor(n->value)) return n;
  const auto point = hit_of(hits_at(in, n->last, t.sentence), NumberWord::point);
  if (!point || point->skip != 0 || !inside(in, point->last, t.sentence)) return n;
  return with_decimals(in, *n, point->last, t.sentence);
}

}  // namespace isnad
