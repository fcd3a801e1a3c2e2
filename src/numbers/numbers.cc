#include "numbers/numbers.h"

#include <algorithm>

#include "base/span_index.h"
#include "numbers/bounds.h"
#include "numbers/scan.h"

namespace isnad {

NumberReader::NumberReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NumberReader::~NumberReader() = default;
NumberReader::NumberReader(NumberReader&&) noexcept = default;

Result<NumberReader> NumberReader::open(const Image& image) {
  auto impl = std::make_unique<Impl>();
  impl->image = &image;
  impl->words = PhraseTable::open(image, "num.words");
  impl->bounds = PhraseTable::open(image, "num.bounds");
  impl->units = PhraseTable::open(image, "num.units");
  return NumberReader(std::move(impl));
}

std::vector<NumberMention> NumberReader::numbers(const TextView& text,
                                                 const std::vector<Word>& words) const {
  const NumeralText in{text, words, impl_->words, impl_->units, NumberScope::record};
  std::vector<NumberMention> out;
  for (const FoundNumber& found : scan_numbers(in)) {
    NumberMention m;
    m.first = found.first;
    m.bound_first = found.first;
    m.last = found.last;
    m.span = number_span(text, found);
    m.value = found.low.value;
    if (found.high) m.upper = found.high->value;
    m.ordinal = found.low.ordinal;
    m.fraction = found.low.fraction;
    if (!m.ordinal) {
      m.bound = bound_around(text, impl_->bounds, m.first, m.last, &m.bound_first);
      if (m.bound == '=' && found.low.vague) m.bound = '~';
    }
    out.push_back(m);
  }
  return out;
}

std::vector<Quantity> NumberReader::quantities(const TextView& text, const std::vector<Word>&,
                                               const std::vector<NumberMention>& numbers,
                                               const std::vector<TimeExpression>& times) const {
  std::vector<Quantity> out;
  const uint32_t n = static_cast<uint32_t>(text.tokens.size());
  const SpanIndex in_time(times, [](const TimeExpression& t) { return t.span; });
  for (const NumberMention& m : numbers) {
    if (m.ordinal || m.fraction || in_time.overlaps_any(m.span)) continue;
    Quantity q;
    q.span = m.span;
    q.value = m.value;
    q.upper = m.upper;
    q.bound = m.bound;
    const uint32_t sentence = text.tokens[m.first].sentence;
    // "one of every four people", "for each 100 people": a rate.
    if (m.first > 0 && text.tokens[m.first - 1].sentence == sentence) {
      const std::string_view before = text.tokens[m.first - 1].key;
      if (before == "kl" || before == "lkl") continue;
    }
    auto inside = [&](uint32_t k) { return k < n && text.tokens[k].sentence == sentence; };
    const auto own = impl_->units.find(text, m.first);
    if (!own.empty() && is_unit(own[0], UnitWord::dual)) {
      q.unit = impl_->image->str(own[0].text);
      out.push_back(std::move(q));
      continue;
    }
    bool countable = false;
    uint32_t at = m.last;
    if (inside(at) && text.tokens[at].is(kPercent)) {
      q.unit = "percent";
      q.span.end = text.tokens[at].span.end;
    } else if (m.first > 0 && inside(m.first - 1) && text.tokens[m.first - 1].is(kPercent)) {
      q.unit = "percent";
      q.span.begin = text.tokens[m.first - 1].span.begin;
    } else {
      if (inside(at) && text.tokens[at].key == "mn") ++at;
      if (!inside(at)) continue;
      for (const PhraseHit& hit : impl_->units.find(text, at)) {
        const bool percent = is_unit(hit, UnitWord::percent);
        if (hit.skip != 0 || (percent && at != m.last)) continue;
        if (is_unit(hit, UnitWord::dual)) continue;
        q.unit = impl_->image->str(hit.text);
        countable = is_unit(hit, UnitWord::noun);
        q.span.end = text.tokens[hit.last - 1].span.end;
        if (q.bound == '=') q.bound = bound_after(text, impl_->bounds, hit.last, sentence);
        break;
      }
    }
    if (q.unit.empty()) continue;
    // Nobody counts fewer than none: the minus before counted things is a dash.
    if (q.value < 0 && countable) {
      q.value = -q.value;
      q.span.begin = text.tokens[m.first + 1].span.begin;
    }
    out.push_back(std::move(q));
  }
  return out;
}

}  // namespace isnad
