#include "numbers/digits.h"

#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "base/ascii.h"

namespace isnad {

namespace {

constexpr size_t kMaxDigits = 18;  // beyond that it is no number that anybody counts with
constexpr size_t kMaxGroups = 8;   // groups of digits in one number
constexpr double kMaxDenominator = 1000;

uint32_t size_of(const TextView& text) { return static_cast<uint32_t>(text.tokens.size()); }

bool is_number(const TextView& text, uint32_t i) {
  return i < size_of(text) && text.tokens[i].kind == TokenKind::number;
}

// Nothing stands between the tokens, of whatever sentences they are.
bool touches_next(const TextView& text, uint32_t i) {
  if (i + 1 >= size_of(text)) return false;
  const Token& a = text.tokens[i];
  return a.folded_begin + a.key.size() == text.tokens[i + 1].folded_begin;
}

// A single space of those that set digit groups apart stands between the tokens.
bool spaced_to_next(const TextView& text, uint32_t i) {
  if (i + 1 >= size_of(text)) return false;
  const Token& a = text.tokens[i];
  const Token& b = text.tokens[i + 1];
  const size_t end = a.folded_begin + a.key.size();
  if (a.sentence != b.sentence || end + 1 != b.folded_begin) return false;
  const char32_t c = text.text[text.folded.origin[end]];
  return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0x2007;
}

std::optional<double> to_double(const std::string& plain) {
  double value = 0;
  if (plain.empty() || plain.size() > kMaxDigits + 1) return std::nullopt;
  const auto r = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (r.ec != std::errc() || r.ptr != plain.data() + plain.size()) return std::nullopt;
  return value;
}

struct Group {
  std::string_view digits;
  char before = 0;  // the separator before it
};

// Digits with their separators from byte `at` on.
struct Run {
  std::vector<Group> groups;
  size_t end = 0;
};

Run split_run(std::string_view s, size_t at) {
  Run run;
  char before = 0;
  if (s[at] == kStop) {
    before = kStop;
    ++at;
  }
  for (;;) {
    size_t end = at;
    while (end < s.size() && is_ascii_digit(s[end])) ++end;
    run.groups.push_back({s.substr(at, end - at), before});
    run.end = end;
    if (end + 1 >= s.size() || (s[end] != kComma && s[end] != kStop) ||
        !is_ascii_digit(s[end + 1]) || run.groups.size() > kMaxGroups) {
      return run;
    }
    before = s[end];
    at = end + 1;
  }
}

// How the separators of a run are meant. Groups of three after a comma are thousands; so are they
// after two or more stops; one other separator, or a last one after thousands, is the decimal.
std::optional<double> run_value(const Run& run) {
  const auto& g = run.groups;
  const size_t n = g.size();
  if (n > kMaxGroups) return std::nullopt;
  std::string plain;
  size_t decimal = n;  // the group after the decimal separator
  if (g[0].before == kStop) {
    if (n > 1) return std::nullopt;
    decimal = 0;
  } else if (n == 2) {
    const bool years = g[0].digits.size() == 4 && g[1].digits.size() == 4;
    const bool thousands = g[1].before == kComma && g[1].digits.size() == 3 &&
                           g[0].digits.size() <= 3 && g[0].digits[0] != '0';
    if (years) return std::nullopt;
    if (!thousands) decimal = 1;
  } else if (n > 2) {
    if (g[0].digits.size() > 3 || g[0].digits[0] == '0') return std::nullopt;
    for (size_t k = 1; k + 1 < n; ++k) {
      if (g[k].digits.size() != 3 || g[k].before != g[1].before) return std::nullopt;
    }
    if (g[n - 1].before != g[1].before || (g[n - 1].digits.size() != 3 && g[1].before == kComma)) {
      decimal = n - 1;
    } else if (g[n - 1].digits.size() != 3) {
      return std::nullopt;
    }
  }
  for (size_t k = 0; k < n; ++k) {
    if (k == decimal) plain += '.';
    plain += g[k].digits;
  }
  if (plain[0] == '.') plain.insert(plain.begin(), '0');
  return to_double(plain);
}

uint32_t token_after(const TextView& text, uint32_t i, size_t end) {
  while (i < size_of(text) && text.tokens[i].folded_begin < end) ++i;
  return i;
}

// 1 234 567: groups of three set apart by single spaces, the last of them may have decimals. A
// number before or after them in the same manner shows that they are a list or a telephone number.
std::optional<DigitRun> spaced_groups(const TextView& text, uint32_t i) {
  const Token& head = text.tokens[i];
  if (head.key.size() > 3 || head.key[0] == '0' || !spaced_to_next(text, i)) return std::nullopt;
  if (i > 0 && (is_number(text, i - 1) || text.tokens[i - 1].key == "byn")) return std::nullopt;
  std::string plain(head.key);
  uint32_t k = i;
  while (spaced_to_next(text, k) && is_number(text, k + 1)) {
    const std::string_view key = text.tokens[k + 1].key;
    const bool decimals = key.size() > 4 && (key[3] == kStop || key[3] == kComma) &&
                          key.find_first_not_of("0123456789", 4) == std::string_view::npos;
    if (key.size() != 3 && !decimals) return std::nullopt;
    if (key.find_first_not_of("0123456789") < 3) return std::nullopt;
    plain += key;
    ++k;
    if (decimals) {
      plain[plain.size() - (key.size() - 3)] = '.';
      break;
    }
    if (plain.size() > kMaxDigits) return std::nullopt;
  }
  if (k == i || is_number(text, k + 1)) return std::nullopt;
  const auto value = to_double(plain);
  if (!value) return std::nullopt;
  return DigitRun{k + 1, *value};
}

// The whole number at `i`, or nullopt.
std::optional<double> whole(const TextView& text, uint32_t i) {
  if (!is_number(text, i)) return std::nullopt;
  return to_double(std::string(text.tokens[i].key));
}

bool is_proper_fraction(const TextView& text, uint32_t i, double* value) {
  if (i + 2 >= size_of(text) || !text.tokens[i + 1].is(kSlash) || !joined_to_next(text, i) ||
      !joined_to_next(text, i + 1) || in_digit_chain(text, i)) {
    return false;
  }
  const auto above = whole(text, i);
  const auto below = whole(text, i + 2);
  if (!above || !below || *above < 1 || *above >= *below || *below > kMaxDenominator) return false;
  *value = *above / *below;
  return true;
}

// Sets the value of a base with an exponent after it: 1.1^23, 2.5^-1, 12e-1, 12e+14.
bool read_power(const TextView& text, DigitRun& run) {
  const uint32_t n = size_of(text);
  uint32_t k = run.last;
  if (k >= n || !joined_to_next(text, k - 1)) return false;
  bool negative = false;
  std::optional<double> exponent;
  bool ten = false;
  const Token& t = text.tokens[k];
  auto signs = [&] {
    while (k + 1 < n && joined_to_next(text, k) &&
           (text.tokens[k + 1].is(kDash) || symbol_at(text, k + 1) == '+')) {
      negative ^= text.tokens[k + 1].is(kDash);
      ++k;
    }
    if (joined_to_next(text, k)) exponent = whole(text, k + 1);
    k += 2;
  };
  if (symbol_at(text, k) == '^') {
    signs();
  } else if (t.kind == TokenKind::latin && latin_letter(t.key[0]) == 'e') {
    ten = true;
    if (t.key.size() == 1) {
      signs();
    } else {
      size_t from = 1;
      negative = t.key[1] == kDash;
      from += negative;
      exponent = to_double(std::string(t.key.substr(from)));
      ++k;
    }
  }
  if (!exponent) return false;
  const double e = negative ? -*exponent : *exponent;
  const double value = ten ? run.value * std::pow(10, e) : std::pow(run.value, e);
  if (!std::isfinite(value)) return false;
  run.value = value;
  run.last = k;
  return true;
}

// A minus stands before a number, and after nothing that it could join to it.
bool is_minus(const TextView& text, uint32_t i, NumberScope scope) {
  if (!text.tokens[i].is(kDash) || !joined_to_next(text, i)) return false;
  const bool point = text.tokens[i + 1].is(kStop);
  if (!is_number(text, i + 1) && !(point && is_number(text, i + 2))) return false;
  const bool opens = i == 0 || text.tokens[i - 1].sentence != text.tokens[i].sentence;
  if (opens) return scope == NumberScope::full && !in_digit_chain(text, i + 1);
  const Token& before = text.tokens[i - 1];
  if (before.kind == TokenKind::number) return false;
  if (joined_to_next(text, i - 1) && !before.is(kOpen) && !before.is(kOther)) return false;
  return !in_digit_chain(text, i + 1);
}

bool is_minus_apart(const TextView& text, uint32_t i, NumberScope scope) {
  const Token& t = text.tokens[i];
  return scope == NumberScope::full && t.is(kDash) && spaced_to_next(text, i) &&
         is_number(text, i + 1) && i == text.sentences[t.sentence].first;
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
  if (stops > 1 || plain.size() > kMaxDigits) return std::nullopt;
  const auto result = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (result.ec != std::errc()) return std::nullopt;
  return value;
}

bool joined_to_next(const TextView& text, uint32_t i) {
  return touches_next(text, i) && text.tokens[i].sentence == text.tokens[i + 1].sentence;
}

bool in_digit_chain(const TextView& text, uint32_t i) {
  auto link = [&](uint32_t at) {
    return (text.tokens[at].is(kDash) || text.tokens[at].is(kSlash)) &&
           joined_to_next(text, at - 1) && joined_to_next(text, at);
  };
  int numbers = 1;
  for (uint32_t k = i; numbers < 3 && k >= 2 && is_number(text, k - 2) && link(k - 1); k -= 2) {
    ++numbers;
  }
  for (uint32_t k = i; numbers < 3 && is_number(text, k + 2) && link(k + 1); k += 2) ++numbers;
  return numbers >= 3;
}

std::optional<DigitRun> read_digits(const TextView& text, uint32_t i, NumberScope scope) {
  if (is_minus(text, i, scope) || is_minus_apart(text, i, scope)) {
    auto run = read_digits(text, i + 1, scope);
    if (run) run->value = -run->value;
    // A dash apart opens an item of a list, unless the number is all that there is.
    if (run && !joined_to_next(text, i) &&
        run->last != text.sentences[text.tokens[i].sentence].last) {
      return std::nullopt;
    }
    return run;
  }
  const Token& t = text.tokens[i];
  const bool point = t.is(kStop) && is_number(text, i + 1) && touches_next(text, i) &&
                     (i == 0 || !touches_next(text, i - 1) || text.tokens[i - 1].is(kDash));
  if (t.kind != TokenKind::number && !point) return std::nullopt;
  if (scope == NumberScope::full) {
    double part = 0;
    if (is_proper_fraction(text, i, &part)) return DigitRun{i + 3, part, true, false};
    if (spaced_to_next(text, i) && is_proper_fraction(text, i + 1, &part)) {
      if (const auto base = whole(text, i)) return DigitRun{i + 4, *base + part, true, false};
    }
  }
  if (const auto spaced = spaced_groups(text, i)) return spaced;
  const Run digits = split_run(text.folded.bytes, t.folded_begin);
  const auto value = run_value(digits);
  if (!value) return DigitRun{token_after(text, i, digits.end), 0, false, true};
  DigitRun run{token_after(text, i, digits.end), *value};
  read_power(text, run);
  return run;
}

char32_t symbol_at(const TextView& text, uint32_t i) {
  const Token& t = text.tokens[i];
  return t.is(kOther) ? text.text[t.span.begin] : 0;
}

}  // namespace isnad
