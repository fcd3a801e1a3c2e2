#include "numbers/words.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "numbers/rows.h"

namespace isnad {

namespace {

std::optional<PhraseHit> word_at(const TextView& text, const PhraseTable& table, uint32_t i,
                                 uint32_t sentence) {
  if (i >= text.tokens.size() || text.tokens[i].sentence != sentence) return std::nullopt;
  const auto hits = table.find(text, i);
  if (hits.empty()) return std::nullopt;
  return hits.front();
}

// Adds one word after another; each `add` says whether the word continues the numeral.
class Builder {
 public:
  bool add(const PhraseHit& hit) {
    const auto kind = static_cast<NumberWord>(hit.kind);
    const bool start = !any_;
    const bool joined = any_ && hit.conj && !hit.prep;
    if (any_ && hit.prep) return false;
    bool ok = false;
    switch (kind) {
      case NumberWord::unit:
        ok = (start || joined) && std::fmod(group_, 100) == 0 && whole();
        if (ok) group_ += hit.value;
        break;
      case NumberWord::unit_teen:
        ok = false;  // read with the word that follows, see add_teen
        break;
      case NumberWord::ten:
        ok = !joined && !start && last_ == NumberWord::unit && std::fmod(group_, 100) < 10;
        ok = ok || ((start || joined) && std::fmod(group_, 100) == 0);
        if (ok) group_ += 10;
        break;
      case NumberWord::tens:
        ok = start || (joined && std::fmod(group_, 100) < 10 && last_ != NumberWord::ten);
        if (ok) group_ += hit.value;
        break;
      case NumberWord::hundred:
        if (!start && !joined && last_ == NumberWord::unit && group_ >= 3 && group_ <= 9) {
          group_ *= 100;
          ok = true;
        } else if ((start || joined) && group_ == 0) {
          group_ = 100;
          ok = true;
        }
        break;
      case NumberWord::hundreds:
        ok = (start || joined) && group_ == 0;
        if (ok) group_ = hit.value;
        break;
      case NumberWord::scale:
      case NumberWord::scale_plural:
        ok = add_scale(hit, kind, start, joined);
        break;
      case NumberWord::scale_dual:
        ok = (start || joined) && group_ == 0 && hit.value / 2 < scale_;
        if (ok) {
          total_ += hit.value;
          scale_ = hit.value / 2;
        }
        break;
      case NumberWord::vague:
        ok = start;
        if (ok) {
          group_ = hit.value;
          vague = true;
        }
        break;
      case NumberWord::fraction:
        if (joined && group_ > 0) {
          group_ += hit.value;
          ok = true;
        } else if (joined && total_ > 0) {
          total_ += hit.value * scale_;
          ok = true;
        }
        break;
      default:
        break;
    }
    if (ok) {
      any_ = true;
      last_ = kind;
    }
    return ok;
  }

  void add_teen() {
    group_ += 11;
    any_ = true;
    last_ = NumberWord::ten;
  }
  void start_digits(double value) {
    group_ = value;
    any_ = true;
    last_ = NumberWord::hundreds;
  }
  // A fraction before its scale: half a million.
  void start_fraction(double fraction, double scale) {
    total_ = fraction * scale;
    scale_ = 1;  // nothing smaller may follow
    any_ = true;
    last_ = NumberWord::fraction;
  }
  bool can_join_digits(double value) const { return group_ == 0 && total_ > 0 && value < scale_; }
  void join_digits(double value) {
    group_ += value;
    last_ = NumberWord::hundreds;
  }
  double value() const { return total_ + group_; }
  double scale() const { return std::isfinite(scale_) ? scale_ : 1; }
  bool any() const { return any_; }
  NumberWord last() const { return last_; }
  bool vague = false;

 private:
  bool whole() const { return last_ != NumberWord::fraction; }
  bool add_scale(const PhraseHit& hit, NumberWord kind, bool start, bool joined) {
    // "a million and half a million": the scale named again after its fraction.
    if (last_ == NumberWord::fraction && !joined && hit.value == scale_ && group_ == 0) return true;
    if (hit.value >= scale_ && !vague) return false;
    if (!start && !joined && group_ > 0) {
      total_ += group_ * hit.value;
      group_ = 0;
    } else if (!start && !joined && group_ == 0 && total_ > 0 && vague) {
      total_ *= hit.value;
    } else if ((start || joined) && group_ == 0) {
      total_ += hit.value;
      vague = vague || (start && kind == NumberWord::scale_plural);
    } else {
      return false;
    }
    scale_ = hit.value;
    return true;
  }

  double total_ = 0;
  double group_ = 0;
  double scale_ = std::numeric_limits<double>::infinity();
  bool any_ = false;
  NumberWord last_ = NumberWord::scale;
};

// Consumes the words that continue the numeral from token `k`; returns one past the last.
uint32_t continue_words(const TextView& text, const PhraseTable& table, Builder& b, uint32_t k,
                        uint32_t sentence, bool from_digits) {
  for (;;) {
    const auto hit = word_at(text, table, k, sentence);
    if (hit) {
      const auto kind = static_cast<NumberWord>(hit->kind);
      if (from_digits && b.last() == NumberWord::hundreds && kind != NumberWord::scale &&
          kind != NumberWord::scale_plural && kind != NumberWord::fraction) {
        return k;
      }
      if (kind == NumberWord::unit_teen) {
        const auto next = word_at(text, table, k + 1, sentence);
        if (!hit->conj || !next || static_cast<NumberWord>(next->kind) != NumberWord::ten) {
          return k;
        }
        b.add_teen();
        k += 2;
        continue;
      }
      if (!b.add(*hit)) return k;
      k = hit->last;
      continue;
    }
    // "a thousand and 200": the conjunction stands alone before digits.
    if (!from_digits && k + 1 < text.tokens.size() && text.tokens[k].key == "w" &&
        text.tokens[k + 1].kind == TokenKind::number && text.tokens[k + 1].sentence == sentence) {
      const auto value = digits_value(text.tokens[k + 1].key);
      if (!value || !b.can_join_digits(*value)) return k;
      b.join_digits(*value);
      k += 2;
      continue;
    }
    return k;
  }
}

std::optional<Numeral> read_ordinal(const TextView& text, const PhraseTable& table, uint32_t i,
                                    const PhraseHit& hit) {
  const uint32_t sentence = text.tokens[i].sentence;
  Numeral n;
  n.ordinal = true;
  n.skip = hit.skip;
  n.conj = hit.conj;
  n.value = hit.value;
  n.last = hit.last;
  const bool teen_only = static_cast<NumberWord>(hit.kind) == NumberWord::ordinal_teen;
  if (const auto next = word_at(text, table, n.last, sentence)) {
    const auto kind = static_cast<NumberWord>(next->kind);
    if (kind == NumberWord::ten && !next->conj) {
      n.value += 10;
      n.last = next->last;
      return n;
    }
    if (kind == NumberWord::tens && next->conj && next->definite) {
      n.value += next->value;
      n.last = next->last;
      return n;
    }
  }
  if (teen_only) return std::nullopt;
  return n;
}

}  // namespace

std::optional<double> digits_value(std::string_view key) {
  std::string plain;
  int stops = 0;
  for (const char c : key) {
    if (c == kComma) continue;
    stops += c == kStop;
    plain += c;
  }
  double value = 0;
  if (stops > 1 || plain.size() > 18) return std::nullopt;
  const auto result = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (result.ec != std::errc()) return std::nullopt;
  return value;
}

std::optional<Numeral> read_numeral(const TextView& text, const PhraseTable& table, uint32_t i) {
  const Token& t = text.tokens[i];
  Numeral n;
  Builder b;
  if (t.kind == TokenKind::number) {
    const auto value = digits_value(t.key);
    if (!value) return std::nullopt;
    b.start_digits(*value);
    n.digits = true;
    n.last = continue_words(text, table, b, i + 1, t.sentence, true);
  } else {
    const auto hit = word_at(text, table, i, t.sentence);
    if (!hit) return std::nullopt;
    n.skip = hit->skip;
    n.conj = hit->conj;
    const auto kind = static_cast<NumberWord>(hit->kind);
    const auto next = word_at(text, table, hit->last, t.sentence);
    const auto next_kind = next ? static_cast<NumberWord>(next->kind) : NumberWord::ordinal;
    const bool next_scale = next_kind == NumberWord::scale || next_kind == NumberWord::scale_plural;
    if (kind == NumberWord::ordinal || kind == NumberWord::ordinal_teen) {
      return read_ordinal(text, table, i, *hit);
    }
    if (kind == NumberWord::unit_teen) {
      if (next_kind != NumberWord::ten || !next || next->conj) return std::nullopt;
      b.add_teen();
      n.last = continue_words(text, table, b, next->last, t.sentence, false);
    } else if (kind == NumberWord::fraction) {
      if (!next_scale || next->conj) return std::nullopt;
      b.start_fraction(hit->value, next->value);
      n.last = next->last;
    } else {
      if (hit->definite && kind == NumberWord::unit && hit->value == 2) return std::nullopt;
      PhraseHit first = *hit;
      // "alfa" at the start is the dual in construct (two thousand soldiers), not the accusative.
      const bool noun_follows =
          hit->last < text.tokens.size() && text.tokens[hit->last].sentence == t.sentence &&
          text.tokens[hit->last].kind == TokenKind::word && text.tokens[hit->last].key[0] != 'w' &&
          text.tokens[hit->last].key != "mn";
      if (kind == NumberWord::scale && t.key.ends_with('A') && noun_follows) {
        first.kind = static_cast<uint32_t>(NumberWord::scale_dual);
        first.value *= 2;
      }
      if (!b.add(first)) return std::nullopt;
      n.last = continue_words(text, table, b, hit->last, t.sentence, false);
    }
  }
  n.value = b.value();
  n.scale = b.scale();
  n.vague = b.vague;
  return n;
}

}  // namespace isnad
