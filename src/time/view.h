#pragma once
#include <optional>
#include <string>
#include <vector>

#include "numbers/phrases.h"
#include "time/calendar.h"
#include "time/time.h"

// The token-class view on which the time grammar works, and the grammar's rules.

namespace isnad {

// What the grammar finds at one place. An empty value swallows the tokens without a mention.
struct TimeMatch {
  uint32_t first = 0;
  uint32_t last = 0;
  uint8_t skip = 0;  // bytes of the first token that are no part of the expression
  TimeType type = TimeType::date;
  std::string value;
  Date date;        // as far as the value names one
  int weekday = 0;  // 1..7 where the expression is a weekday
  bool bare_today = false;
};

struct TimeContext {
  Date today;                // publication, as far as known
  int today_weekday = 0;     // the weekday named beside "today"
  std::optional<Date> last;  // the last date told in this paragraph
  std::optional<Date> told;  // the last date told at all
  HijriCalendar hijri;

  bool day_known() const { return today.full(); }
};

// A cardinal or ordinal at a token.
struct TimeNumber {
  uint32_t last = 0;
  double value = 0;
  bool ordinal = false;
  bool digits = false;
  uint8_t skip = 0;
  bool conj = false;
  bool is_int(int from, int to) const {
    return value >= from && value <= to && value == static_cast<int>(value);
  }
  int as_int() const { return static_cast<int>(value); }
};

class TimeView {
 public:
  TimeView(const TextView& text, const std::vector<Word>& words,
           const std::vector<NumberMention>& numbers, const PhraseTable& table,
           const PhraseTable& units);

  uint32_t size() const { return static_cast<uint32_t>(hits_.size()); }
  const Token& token(uint32_t i) const { return text_->tokens[i]; }
  const TextView& text() const { return *text_; }
  // True if `i` is a token of the same sentence as `of`.
  bool inside(uint32_t i, uint32_t of) const {
    return i < size() && text_->tokens[i].sentence == text_->tokens[of].sentence;
  }
  bool punct(uint32_t i, char c) const { return i < size() && token(i).is(c); }
  bool key(uint32_t i, std::string_view k) const { return i < size() && token(i).key == k; }
  // The longest reading of class `c` at `i`, or null. `bare` wants no conjunction or preposition.
  const PhraseHit* hit(uint32_t i, TimeWord c, bool bare = false) const;
  // A reading of class `c` that ends right before token `i` of the same sentence.
  const PhraseHit* hit_before(uint32_t i, TimeWord c) const;
  std::optional<TimeNumber> number(uint32_t i) const;
  // A four-digit year in [from, to] written in digits at `i`.
  std::optional<int> year_digits(uint32_t i, int from = 1000, int to = 2099) const;
  bool counted_noun(uint32_t i) const;  // a unit of data/numbers stands at `i`
  bool future_near(uint32_t i) const;   // the sentence looks ahead at `i`
  bool adjective(uint32_t i) const;

 private:
  const TextView* text_;
  const std::vector<Word>* words_;
  const std::vector<NumberMention>* numbers_;
  const PhraseTable* units_;
  std::vector<std::vector<PhraseHit>> hits_;
  std::vector<int32_t> number_at_;
};

// The part of an expression before the date: [day name, part of day, part of a period] words.
struct Lead {
  uint32_t next = 0;
  uint8_t skip = 0;
  bool any = false;
  bool dayname = false;
  bool daypart = false;
  bool part = false;
};
Lead read_lead(const TimeView& v, uint32_t i, bool days, bool parts);
TimeMatch start_match(uint32_t first, uint8_t skip, uint32_t last);

enum class Modifier : uint8_t { none, last, next, current };
struct ModifierHit {
  Modifier modifier = Modifier::none;
  bool weak = false;  // former, recent, following: fewer readings
  uint32_t last = 0;
};
ModifierHit read_modifier(const TimeView& v, uint32_t i);

// The grammar's rules: each reads one kind of expression at token `i`.
using Match = std::optional<TimeMatch>;
using Rule = Match (*)(const TimeView&, const TimeContext&, uint32_t);
Match match_numeric_date(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_month_date(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_year(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_weekday(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_deictic(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_period(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_duration(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_clock(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_set(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_named(const TimeView& v, const TimeContext& c, uint32_t i);

}  // namespace isnad
