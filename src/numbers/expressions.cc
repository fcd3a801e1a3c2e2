// Numbers as a text states them, with bounds, unit and what is counted.

#include <algorithm>

#include "numbers/bounds.h"
#include "numbers/grammar.h"
#include "numbers/scan.h"

namespace isnad {

namespace {

// An expression with the tokens that it was read from.
struct Stated {
  NumberExpression e;
  uint32_t first = 0;      // of the number
  uint32_t unit_last = 0;  // one past the number and its unit
  uint32_t bound_first = 0;
  uint32_t bound_last = 0;
  bool before = false;  // bounded by words or signs before it
};

class ExpressionReader {
 public:
  ExpressionReader(const NumeralText& in, const PhraseTable& bounds, const Image& image)
      : in_(in), bounds_(bounds), image_(image) {}

  std::vector<NumberExpression> read() {
    uint32_t done = 0;
    for (const FoundNumber& found : scan_numbers(in_)) {
      if (is_counted(found)) continue;
      Stated s = state(found, done);
      done = std::max(s.unit_last, s.bound_last);
      if (!all_.empty() && join(all_.back(), s)) continue;
      all_.push_back(std::move(s));
    }
    std::vector<NumberExpression> out;
    out.reserve(all_.size());
    for (Stated& s : all_) out.push_back(std::move(s.e));
    return out;
  }

 private:
  bool inside(uint32_t i, uint32_t of) const {
    return isnad::inside(in_, i, in_.text.tokens[of].sentence);
  }
  const Token& token(uint32_t i) const { return in_.text.tokens[i]; }

  // An indefinite ordinal right after a number is the noun that it counts: 20 seconds.
  bool is_counted(const FoundNumber& found) {
    if (!found.low.ordinal || found.low.definite || found.low.conj || found.low.relative != 0 ||
        all_.empty()) {
      return false;
    }
    Stated& counting = all_.back();
    const bool is_noun = counting.e.noun && found.last == counting.unit_last;
    if (is_noun && counting.e.kind != NumberKind::ordinal) return true;
    if (counting.e.kind == NumberKind::ordinal || counting.unit_last != found.first ||
        counting.e.noun) {
      return false;
    }
    counting.e.noun = token(found.first).span;
    counting.unit_last = found.last;
    return true;
  }

  Stated state(const FoundNumber& found, uint32_t done) const {
    Stated s;
    s.first = found.first;
    s.unit_last = found.last;
    s.bound_first = found.first;
    s.bound_last = found.last;
    NumberExpression& e = s.e;
    e.span = number_span(in_.text, found);
    e.value = found.low.value;
    e.kind = found.low.fraction ? NumberKind::fraction : NumberKind::cardinal;
    if (found.low.ordinal) {
      e.kind = NumberKind::ordinal;
      if (found.low.relative != 0) {
        e.from = found.low.relative == 1 ? NumberExpression::From::last
                                         : NumberExpression::From::current;
        return s;
      }
    } else if (found.dual) {
      e.dual = true;
      e.unit = image_.str(found.dual->text);
      e.noun = e.span;
    } else if (!found.low.list) {
      read_unit(found, done, s);
    }
    if (found.high) {
      e.kind = NumberKind::range;
      e.upper = found.high->value;
    }
    read_bounds(found, s);
    return s;
  }

  // The percent sign or words, or what is counted.
  void read_unit(const FoundNumber& found, uint32_t done, Stated& s) const {
    NumberExpression& e = s.e;
    uint32_t at = found.last;
    const auto percent = [&] {
      e.unit = "percent";
      if (e.kind != NumberKind::range) e.kind = NumberKind::percent;
    };
    if (inside(at, found.first) && token(at).is(kPercent)) {
      percent();
      e.span.end = token(at).span.end;
      s.unit_last = at + 1;
      return;
    }
    if (found.first > done && inside(found.first - 1, found.first) &&
        token(found.first - 1).is(kPercent)) {
      percent();
      e.span.begin = token(found.first - 1).span.begin;
      s.first = s.bound_first = found.first - 1;
      return;
    }
    if (read_percent_before(found, done, s)) {
      percent();
      return;
    }
    if (inside(at, found.first) && token(at).key == "mn") ++at;
    if (!inside(at, found.first)) return;
    for (const PhraseHit& hit : in_.units.find(in_.text, at)) {
      if (hit.skip != 0 || is_unit(hit, UnitWord::dual)) continue;
      if (is_unit(hit, UnitWord::percent)) {
        if (at != found.last) continue;
        percent();
        e.span.end = token(hit.last - 1).span.end;
      } else {
        e.noun = Span{token(at).span.begin, token(hit.last - 1).span.end};
      }
      e.unit = image_.str(hit.text);
      s.unit_last = hit.last;
      return;
    }
    const auto sentence = token(found.first).sentence;
    const bool counted = at > found.last ? plural_at(at) : counted_noun_at(in_, at, sentence);
    if (!counted) return;
    e.noun = token(at).span;
    s.unit_last = at + 1;
  }

  // After "of" what is counted stands in the plural; "article 7 of the law" counts nothing.
  bool plural_at(uint32_t i) const {
    return i < in_.words.size() && token(i).kind == TokenKind::word &&
           in_.words[i].best().pos == Pos::noun && in_.words[i].best().number == Number::plur;
  }

  // "per cent 10", and "a share of 10" of nothing that is counted.
  bool read_percent_before(const FoundNumber& found, uint32_t done, Stated& s) const {
    for (uint32_t back = 1; back <= 2 && back <= found.first; ++back) {
      const uint32_t at = found.first - back;
      if (at < done || !inside(at, found.first)) return false;
      for (const PhraseHit& hit : in_.units.find(in_.text, at)) {
        if (hit.last != found.first || !is_unit(hit, UnitWord::percent)) continue;
        s.first = s.bound_first = at;
        s.e.span.begin = token(at).span.begin;
        return true;
      }
    }
    if (found.first == 0 || !inside(found.first - 1, found.first)) return false;
    if (!hit_of(in_.table.find(in_.text, found.first - 1), NumberWord::share)) return false;
    const uint32_t sentence = token(found.first).sentence;
    if (counted_noun_at(in_, found.last, sentence)) return false;
    if (inside(found.last, found.first)) {
      const Token& next = token(found.last);
      if (next.is(kPercent) || next.key == "Aly" || next.is(kColon)) return false;
      if (!in_.units.find(in_.text, found.last).empty()) return false;
    }
    s.first = s.bound_first = found.first - 1;
    s.e.span.begin = token(found.first - 1).span.begin;
    return true;
  }

  void read_bounds(const FoundNumber& found, Stated& s) const {
    NumberExpression& e = s.e;
    const auto stated = found.low.list
                            ? std::nullopt
                            : stated_bound(in_, bounds_, found.first, found.last, s.unit_last);
    if (stated) {
      s.bound_first = std::min(s.bound_first, stated->first);
      s.bound_last = stated->last;
      s.before = stated->first < found.first;
    }
    if (!stated && !found.high && !found.low.vague) return;
    NumberBounds b;
    b.sign = stated ? stated->sign : '=';
    if (found.high) {
      b.lower = e.value;
      b.upper = found.high->value;
      b.lower_inclusive = b.upper_inclusive = true;
      const uint32_t before = found.first > 0 ? found.first - 1 : 0;
      const bool from = found.first > 0 && inside(before, found.first) &&
                        (found.between || token(before).key == "mn" || token(before).key == "wmn");
      if (from) s.bound_first = std::min(s.bound_first, before);
    } else if (b.sign == '=' && found.low.vague) {
      b.sign = '~';
    } else if (b.sign != '~') {
      if (b.sign != '<') b.lower = e.value;
      if (b.sign != '>') b.upper = e.value;
      b.lower_inclusive = b.lower && (b.sign == '=' || stated->inclusive);
      b.upper_inclusive = b.upper && (b.sign == '=' || stated->inclusive);
    }
    const Token& lead = token(s.bound_first);
    const bool words = stated && s.bound_first == stated->first && s.before;
    uint32_t begin =
        words ? in_.text.part_of(lead, stated->skip, lead.key.size()).begin : lead.span.begin;
    if (s.bound_first == s.first) begin = e.span.begin;
    b.span = {begin, std::max(e.span.end, token(std::max(s.bound_last, s.first + 1) - 1).span.end)};
    e.bounds = b;
  }

  // Makes `a` the range "more than 10 and less than 20" where `s` closes it.
  bool join(Stated& a, const Stated& s) const {
    if (!a.before || !s.before || !a.e.bounds || !s.e.bounds || !inside(s.first, a.first)) {
      return false;
    }
    const NumberBounds& x = *a.e.bounds;
    const NumberBounds& y = *s.e.bounds;
    const bool rising = x.sign == '>' && y.sign == '<';
    if (!rising && !(x.sign == '<' && y.sign == '>')) return false;
    const uint32_t end = std::max(a.bound_last, a.unit_last);
    const bool apart = s.bound_first == end + 1 && token(end).key == "w";
    if (!apart && !(s.bound_first == end && token(end).key[0] == 'w')) return false;
    const NumberExpression& low = rising ? a.e : s.e;
    const NumberExpression& high = rising ? s.e : a.e;
    if (low.value >= high.value) return false;
    NumberBounds b;
    b.span = {x.span.begin, y.span.end};
    b.lower = low.value;
    b.upper = high.value;
    b.lower_inclusive = low.bounds->lower_inclusive;
    b.upper_inclusive = high.bounds->upper_inclusive;
    NumberExpression e = a.e;
    e.kind = NumberKind::range;
    e.joined = true;
    e.span = {a.e.span.begin, s.e.span.end};
    e.value = low.value;
    e.upper = high.value;
    e.bounds = b;
    if (e.unit.empty()) e.unit = s.e.unit;
    if (!e.noun) e.noun = s.e.noun;
    a.e = std::move(e);
    a.before = false;
    a.unit_last = s.unit_last;
    a.bound_last = s.bound_last;
    return true;
  }

  const NumeralText& in_;
  const PhraseTable& bounds_;
  const Image& image_;
  std::vector<Stated> all_;
};

}  // namespace

std::string_view number_kind_name(NumberKind kind) {
  switch (kind) {
    case NumberKind::cardinal:
      return "cardinal";
    case NumberKind::ordinal:
      return "ordinal";
    case NumberKind::fraction:
      return "fraction";
    case NumberKind::percent:
      return "percent";
    case NumberKind::range:
      return "range";
  }
  return "";
}

std::vector<NumberExpression> NumberReader::expressions(const TextView& text,
                                                        const std::vector<Word>& words) const {
  const NumeralText in{text, words, impl_->words, impl_->units, NumberScope::full};
  return ExpressionReader(in, impl_->bounds, *impl_->image).read();
}

}  // namespace isnad
