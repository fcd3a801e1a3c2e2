#include "numbers/numbers.h"

#include <algorithm>

#include "numbers/rows.h"
#include "numbers/words.h"

namespace isnad {

struct NumberReader::Impl {
  const Image* image = nullptr;
  PhraseTable words;
  PhraseTable bounds;
  PhraseTable units;
};

namespace {

constexpr uint32_t kBoundTokens = 4;  // longest phrase before a number

// The bound stated at token `at` ("... at least"); '=' if there is none.
char bound_after(const TextView& text, const PhraseTable& bounds, uint32_t at, uint32_t sentence) {
  if (at >= text.tokens.size() || text.tokens[at].sentence != sentence) return '=';
  for (const PhraseHit& hit : bounds.find(text, at)) {
    if (hit.kind == static_cast<uint32_t>(BoundWord::after)) return static_cast<char>(hit.value);
  }
  return '=';
}

// The bound stated right before token `i` or right after `last`; '=' if there is none.
// `first` becomes the first token of the words before it.
char bound_around(const TextView& text, const PhraseTable& bounds, uint32_t i, uint32_t last,
                  uint32_t* first) {
  const uint32_t sentence = text.tokens[i].sentence;
  for (uint32_t back = kBoundTokens; back >= 1; --back) {
    if (back > i || text.tokens[i - back].sentence != sentence) continue;
    for (const PhraseHit& hit : bounds.find(text, i - back)) {
      if (hit.last == i && hit.kind == static_cast<uint32_t>(BoundWord::before)) {
        *first = i - back;
        return static_cast<char>(hit.value);
      }
    }
  }
  return bound_after(text, bounds, last, sentence);
}

// Reads the upper end of a range whose lower end is [.., low.last): a dash, "to" or "and" (the
// last only after "between").
std::optional<Numeral> read_upper(const TextView& text, const PhraseTable& words, uint32_t first,
                                  const Numeral& low) {
  const uint32_t n = static_cast<uint32_t>(text.tokens.size());
  const uint32_t sentence = text.tokens[first].sentence;
  if (low.ordinal || low.last >= n || text.tokens[low.last].sentence != sentence) {
    return std::nullopt;
  }
  const Token& link = text.tokens[low.last];
  const std::string_view before = first > 0 ? text.tokens[first - 1].key : std::string_view();
  const bool between = before == "byn" || before == "wbyn" || before == "fymAbyn";
  if (low.last + 1 < n && text.tokens[low.last + 1].sentence == sentence &&
      (link.is(kDash) || link.key == "Aly" || (between && link.key == "w"))) {
    const auto high = read_numeral(text, words, low.last + 1);
    if (high && !high->ordinal && !high->conj) return high;
    return std::nullopt;
  }
  if (between && link.kind == TokenKind::word) {
    const auto high = read_numeral(text, words, low.last);
    if (high && !high->ordinal && high->conj) return high;
  }
  return std::nullopt;
}

NumberMention mention(const TextView& text, uint32_t first, uint32_t last, uint8_t skip) {
  NumberMention m;
  m.first = first;
  m.bound_first = first;
  m.last = last;
  const Token& t = text.tokens[first];
  m.span = {text.part_of(t, skip, t.key.size()).begin, text.tokens[last - 1].span.end};
  return m;
}

}  // namespace

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
                                                 const std::vector<Word>&) const {
  std::vector<NumberMention> out;
  const uint32_t n = static_cast<uint32_t>(text.tokens.size());
  for (uint32_t i = 0; i < n;) {
    const auto low = read_numeral(text, impl_->words, i);
    if (!low) {
      const auto hits = impl_->units.find(text, i);
      // A definite dual ("the two countries") names known things; it counts nothing.
      const bool dual = !hits.empty() && !hits[0].definite &&
                        hits[0].kind == static_cast<uint32_t>(UnitWord::dual);
      if (dual) {
        out.push_back(mention(text, i, hits[0].last, hits[0].skip));
        out.back().value = 2;
        out.back().bound =
            bound_around(text, impl_->bounds, i, hits[0].last, &out.back().bound_first);
      }
      i = dual ? hits[0].last : i + 1;
      continue;
    }
    uint32_t last = low->last;
    double value = low->value;
    std::optional<double> upper;
    if (const auto high = read_upper(text, impl_->words, i, *low)) {
      const double scaled = low->scale == 1 && high->scale > 1 && low->value < 1000
                                ? low->value * high->scale
                                : low->value;
      if (scaled < high->value) {
        value = scaled;
        upper = high->value;
        last = high->last;
      }
    }
    NumberMention m = mention(text, i, last, low->skip);
    m.value = value;
    m.upper = upper;
    m.ordinal = low->ordinal;
    if (!m.ordinal) {
      m.bound = bound_around(text, impl_->bounds, i, last, &m.bound_first);
      if (m.bound == '=' && low->vague) m.bound = '~';
    }
    out.push_back(m);
    i = last;
    // The hundred of "in the hundred" is no number of its own.
    if (i < n && text.tokens[i].kind == TokenKind::word) {
      const auto hits = impl_->units.find(text, i);
      if (!hits.empty() && hits[0].kind == static_cast<uint32_t>(UnitWord::percent)) {
        i = hits[0].last;
      }
    }
  }
  return out;
}

std::vector<Quantity> NumberReader::quantities(const TextView& text, const std::vector<Word>&,
                                               const std::vector<NumberMention>& numbers,
                                               const std::vector<TimeExpression>& times) const {
  std::vector<Quantity> out;
  const uint32_t n = static_cast<uint32_t>(text.tokens.size());
  auto in_time = [&](Span s) {
    return std::any_of(times.begin(), times.end(),
                       [&](const TimeExpression& t) { return t.span.overlaps(s); });
  };
  for (const NumberMention& m : numbers) {
    if (m.ordinal || in_time(m.span)) continue;
    Quantity q;
    q.span = m.span;
    q.value = m.value;
    q.upper = m.upper;
    q.bound = m.bound;
    const uint32_t sentence = text.tokens[m.first].sentence;
    auto inside = [&](uint32_t k) { return k < n && text.tokens[k].sentence == sentence; };
    const auto own = impl_->units.find(text, m.first);
    if (!own.empty() && own[0].kind == static_cast<uint32_t>(UnitWord::dual)) {
      q.unit = impl_->image->str(own[0].text);
      out.push_back(std::move(q));
      continue;
    }
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
        const bool percent = hit.kind == static_cast<uint32_t>(UnitWord::percent);
        if (hit.skip != 0 || (percent && at != m.last)) continue;
        if (hit.kind == static_cast<uint32_t>(UnitWord::dual)) continue;
        q.unit = impl_->image->str(hit.text);
        q.span.end = text.tokens[hit.last - 1].span.end;
        if (q.bound == '=') q.bound = bound_after(text, impl_->bounds, hit.last, sentence);
        break;
      }
    }
    if (!q.unit.empty()) out.push_back(std::move(q));
  }
  return out;
}

}  // namespace isnad
