#include "numbers/scan.h"

namespace isnad {

namespace {

// Reads the upper end of a range whose lower end is [.., low.last): a dash, "to", "until" (after
// "from") or "and" (after "between"). `before` is the key of the token before the range.
std::optional<Numeral> read_upper(const NumeralText& in, uint32_t first, const Numeral& low,
                                  std::string_view before, bool between) {
  const TextView& text = in.text;
  const auto n = static_cast<uint32_t>(text.tokens.size());
  const uint32_t sentence = text.tokens[first].sentence;
  const bool ordinal =
      low.ordinal && (in.scope != NumberScope::full || low.relative != 0 || !between);
  if (ordinal || low.list || low.last >= n || text.tokens[low.last].sentence != sentence) {
    return std::nullopt;
  }
  const Token& link = text.tokens[low.last];
  const bool tilde =
      in.scope == NumberScope::full && link.is(kOther) && text.text[link.span.begin] == '~';
  const bool until = link.key == "Hty" && (before == "mn" || before == "wmn");
  // "between the tenth and fifteen": the end says that the start is a number too.
  const bool from_ordinal = low.ordinal;
  const auto usable = [&](const std::optional<Numeral>& high) {
    return high && !high->ordinal && !high->list && !(from_ordinal && high->digits);
  };
  if (low.last + 1 < n && text.tokens[low.last + 1].sentence == sentence &&
      (link.is(kDash) || tilde || until || link.key == "Aly" || (between && link.key == "w"))) {
    const auto high = read_numeral(in, low.last + 1);
    if (usable(high) && !high->conj) return high;
    return std::nullopt;
  }
  if (between && link.kind == TokenKind::word) {
    const auto high = read_numeral(in, low.last);
    if (usable(high) && high->conj) return high;
  }
  return std::nullopt;
}

// One past the last token of an address on the network that begins at `i` (scheme://...); `i` if
// none does.
uint32_t address_end(const TextView& text, uint32_t i) {
  const auto n = static_cast<uint32_t>(text.tokens.size());
  if (i + 3 >= n || !text.tokens[i + 1].is(kColon) || !text.tokens[i + 2].is(kSlash) ||
      !text.tokens[i + 3].is(kSlash)) {
    return i;
  }
  uint32_t end = i + 1;
  while (end < n && text.tokens[end - 1].folded_begin + text.tokens[end - 1].key.size() ==
                        text.tokens[end].folded_begin) {
    ++end;
  }
  return end;
}

// The numbers in digits of the tokens [first, last), which are no one number: each by itself.
void split_list(const TextView& text, uint32_t first, uint32_t last, bool parts,
                std::vector<FoundNumber>& out) {
  for (uint32_t k = first; k < last; ++k) {
    const Token& t = text.tokens[k];
    if (t.kind != TokenKind::number) continue;
    FoundNumber found;
    found.first = k;
    found.last = k + 1;
    found.low.digits = true;
    found.low.list = true;
    found.low.last = k + 1;
    if (const auto value = digits_value(t.key)) {
      found.low.value = *value;
      out.push_back(found);
      continue;
    }
    for (size_t at = 0; parts && at < t.key.size();) {
      const size_t end = std::min(t.key.find_first_of(".,", at), t.key.size());
      if (const auto value = digits_value(t.key.substr(at, end - at))) {
        found.low.value = *value;
        found.part = text.part_of(t, at, end);
        out.push_back(found);
      }
      at = end + 1;
    }
  }
}

}  // namespace

bool is_unit(const PhraseHit& hit, UnitWord kind) {
  return hit.kind == static_cast<uint32_t>(kind);
}

Span number_span(const TextView& text, const FoundNumber& found) {
  if (found.part) return *found.part;
  const Token& t = text.tokens[found.first];
  return {text.part_of(t, found.low.skip, t.key.size()).begin,
          text.tokens[found.last - 1].span.end};
}

std::vector<FoundNumber> scan_numbers(const NumeralText& in) {
  std::vector<FoundNumber> out;
  const TextView& text = in.text;
  const auto n = static_cast<uint32_t>(text.tokens.size());
  for (uint32_t i = 0; i < n;) {
    const Token& t = text.tokens[i];
    if (t.kind == TokenKind::latin) {
      i = std::max(address_end(text, i), i + 1);
      continue;
    }
    const auto low = read_numeral(in, i);
    if (low && low->skip > 0 && t.kind == TokenKind::word) {
      const auto hits = in.units.find(text, i);  // "per cent 10"
      if (!hits.empty() && hits[0].skip == 0 && is_unit(hits[0], UnitWord::percent)) {
        i = hits[0].last;
        continue;
      }
    }
    if (!low) {
      if (t.kind != TokenKind::word) {
        ++i;
        continue;
      }
      const auto hits = in.units.find(text, i);
      // A definite dual ("the two countries") names known things; it counts nothing.
      const bool dual = !hits.empty() && !hits[0].definite && is_unit(hits[0], UnitWord::dual);
      if (dual) {
        FoundNumber found;
        found.first = i;
        found.last = hits[0].last;
        found.low.last = hits[0].last;
        found.low.skip = hits[0].skip;
        found.low.value = 2;
        found.dual = hits[0];
        out.push_back(found);
      }
      i = dual ? hits[0].last : i + 1;
      continue;
    }
    if (low->list) {
      split_list(text, i, low->last, in.scope == NumberScope::full, out);
      i = low->last;
      continue;
    }
    FoundNumber found;
    found.first = i;
    found.last = low->last;
    found.low = *low;
    const std::string_view before = i > 0 ? text.tokens[i - 1].key : std::string_view();
    const bool between = before == "byn" || before == "wbyn" || before == "fymAbyn";
    if (const auto high = read_upper(in, i, *low, before, between)) {
      const double scaled = low->scale == 1 && high->scale > 1 && low->value < 1000
                                ? low->value * high->scale
                                : low->value;
      if (scaled < high->value) {
        found.low.value = scaled;
        found.high = high;
        found.last = high->last;
        found.between = between;
      }
    }
    i = found.last;
    out.push_back(std::move(found));
    // The hundred of "in the hundred" is no number of its own.
    if (i < n && text.tokens[i].kind == TokenKind::word) {
      const auto hits = in.units.find(text, i);
      if (!hits.empty() && is_unit(hits[0], UnitWord::percent)) i = hits[0].last;
    }
  }
  return out;
}

}  // namespace isnad
