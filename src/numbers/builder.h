#pragma once
#include <cmath>
#include <limits>

#include "numbers/phrases.h"
#include "numbers/rows.h"

// The value of a numeral, put together from its words.

namespace isnad {

inline NumberWord kind_of(const PhraseHit& hit) { return static_cast<NumberWord>(hit.kind); }
inline bool is_scale(NumberWord k) {
  return k == NumberWord::scale || k == NumberWord::scale_plural;
}

// Adds one word after another; each `add` says whether the word continues the numeral.
class NumeralBuilder {
 public:
  bool add(const PhraseHit& hit) {
    const auto kind = kind_of(hit);
    const bool start = !any_;
    const bool joined = any_ && hit.conj && !hit.prep;
    if (any_ && hit.prep) return false;
    bool ok = false;
    switch (kind) {
      case NumberWord::zero:
        ok = start;
        break;
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
        ok = ok || (!joined && !start && last_ == NumberWord::vague && group_ < 10);
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
        } else if (!start && !joined && group_ > 0 &&
                   (digits_ || (last_ == NumberWord::tens && group_ < 100))) {
          group_ *= 100;
          ok = true;
        } else if ((start || joined || after_scale()) && group_ == 0) {
          group_ = 100;
          ok = true;
        }
        break;
      case NumberWord::hundreds:
        ok = (start || joined || after_scale()) && group_ == 0;
        if (ok) group_ = hit.value;
        break;
      case NumberWord::dozen:
        ok = (start || joined) && std::fmod(group_, 100) == 0;
        if (ok) {
          group_ += hit.value;
        } else if (!start && !joined && group_ > 0 && last_ != kind) {
          group_ *= hit.value;
          ok = true;
        }
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
      digits_ = false;
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
    digits_ = true;
    last_ = NumberWord::hundreds;
  }
  // Three quarters; 21 fifths. Nothing smaller may follow.
  void multiply(double by) {
    total_ = value() * by;
    group_ = 0;
    scale_ = 1;
    last_ = NumberWord::fraction;
  }
  // ... and three fifths.
  void add_part(double part) {
    group_ += part;
    last_ = NumberWord::fraction;
  }
  // A fraction before its scale: half a million.
  void start_fraction(double fraction, double scale) {
    total_ = fraction * scale;
    scale_ = 1;  // nothing smaller may follow
    any_ = true;
    last_ = NumberWord::fraction;
  }
  bool can_join_digits(double value) const {
    if (!whole() || digits_) return false;
    if (last_ == NumberWord::hundred) return value < 100;
    return group_ == 0 && total_ > 0 && value < scale_;
  }
  void join_digits(double value, NumberWord as = NumberWord::hundreds) {
    group_ += value;
    last_ = as;
  }
  bool after_scale() const {
    return group_ == 0 && (is_scale(last_) || last_ == NumberWord::scale_dual) && any_;
  }
  // 268.4 million is a whole number, whatever the binary fraction of 268.4.
  double value() const {
    const double sum = total_ + group_;
    const double whole = std::nearbyint(sum);
    return std::abs(sum - whole) <= 4 * std::numeric_limits<double>::epsilon() * std::abs(sum)
               ? whole
               : sum;
  }
  double scale() const { return std::isfinite(scale_) ? scale_ : 1; }
  bool any() const { return any_; }
  NumberWord last() const { return last_; }
  bool vague = false;

 private:
  bool whole() const { return last_ != NumberWord::fraction; }
  bool add_scale(const PhraseHit& hit, NumberWord kind, bool start, bool joined) {
    // "a million and half a million": the scale named again after its fraction.
    if (last_ == NumberWord::fraction && !joined && hit.value == scale_ && group_ == 0) return true;
    // "a hundred thousand trillion", "three thousand million".
    if (!start && !joined && group_ == 0 && is_scale(last_) && scaled_ && hit.value > scale_) {
      total_ *= hit.value;
      scale_ = hit.value;
      return true;
    }
    if (hit.value >= scale_ && !vague) return false;
    if (!start && !joined && group_ > 0) {
      total_ += group_ * hit.value;
      scaled_ = total_ == group_ * hit.value;
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
  bool scaled_ = false;  // the whole is one number times its scale
  bool digits_ = false;  // the last part was written in digits
  NumberWord last_ = NumberWord::scale;
};

}  // namespace isnad
