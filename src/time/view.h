#pragma once
#include <optional>
#include <string>
#include <vector>

#include "numbers/phrases.h"
#include "time/calendar.h"
#include "time/resolve.h"
#include "time/time.h"

// The token-class view on which the time grammar works, and the grammar's rules.

namespace isnad {

// A time of day as it was told. A clock hour without morning or evening is ambiguous; it is kept as
// it stands (seven is 07:00).
struct Clock {
  int32_t seconds = -1;  // of the day; -1: none
  uint8_t parts = 0;     // 1 hour, 2 minutes, 3 seconds were told
  bool settled = false;  // morning or evening is known
  uint8_t part = 0;      // part of the day, as below; 0: none
  bool any() const { return seconds >= 0; }
};
inline constexpr int kMorning = 1;
inline constexpr int kAfternoon = 2;
inline constexpr int kEvening = 3;
inline constexpr int kNight = 4;
inline constexpr int kNoon = 5;
// Makes an ambiguous hour one of a part of the day: eight in the evening is 20:00.
void settle_clock(Clock& clock, int part);
// TMO, TAF, TEV, TNI.
std::string_view part_code(int part);

// What the grammar finds at one place. An empty value swallows the tokens without a mention.
struct TimeMatch {
  uint32_t first = 0;
  uint32_t last = 0;
  uint8_t skip = 0;  // bytes of the first token that are no part of the expression
  TimeType type = TimeType::date;
  std::string value;
  Date date;        // as far as the value names one
  int weekday = 0;  // 1..7 where the expression is a weekday
  // For readings:
  StrRef rule;  // data file and line
  TimeMod mod = TimeMod::none;
  bool hijri = false;
  bool chosen = false;  // the year, week or day was chosen, not told
  bool weak = false;    // a word that is also a common word
  bool contradiction = false;
  bool relation = false;     // the value comes from counting: "three days ago"
  Moment from, to, counted;  // if they are not what the value says
  Clock clock;
  int bare = 0;            // a number that may be a day or an hour; the value is empty
  bool bare_hour = false;  // ... an hour unless something says otherwise
  bool stated = false;     // a year stands there
  bool named = false;      // the name of a revolution or a town: no date
};

struct TimeContext {
  TimeGenre genre = TimeGenre::news;
  Date today;                      // publication, as far as known
  int32_t now = -1;                // its time of day in seconds, if known
  int today_weekday = 0;           // the weekday named beside "today"
  bool tells_yesterday = false;    // "yesterday" stands in the text
  std::optional<Date> last;        // the last date told in this paragraph
  std::optional<Date> told;        // the last date told at all
  std::optional<Date> last_month;  // the last one of it with a month
  uint32_t last_sentence = 0;
  bool last_stated = false;  // with its year
  uint32_t named_last = 0;   // one past a date that was a name: "the revolutions of ..."
  int line_year = 0;         // the year that opens this line of a list
  HijriCalendar hijri;
  std::span<const DateFormat> formats;
  StrRef year_rule;   // of a year in figures that stands alone
  StrRef clock_rule;  // of a clock time in figures
  StrRef day_rule;    // of a number that is a day or an hour by its place

  bool day_known() const { return today.full(); }
  bool note() const { return genre == TimeGenre::note; }
  // "The year 1436" of a paper that counts so: within a lifetime before the publication.
  bool is_current_hijri(int year) const {
    if (note() || today.year == 0) return false;
    const int now = hijri.year_of(days_of({today.year, 7, 1}));
    return year >= now - 60 && year <= now + 5;
  }
};

// A cardinal or ordinal at a token.
struct TimeNumber {
  uint32_t last = 0;
  double value = 0;
  bool ordinal = false;
  bool digits = false;
  uint8_t skip = 0;
  bool conj = false;
  int upper = 0;  // of a range in words ("two thousand to two thousand and four"); 0: none
  bool is_int(int from, int to) const {
    return value >= from && value <= to && value == static_cast<int>(value);
  }
  int as_int() const { return static_cast<int>(value); }
};

// Whether a sentence looks ahead: by its future or a word for it, or by an imperfective verb of
// what is planned ("the conference opens on Sunday").
enum class Ahead : uint8_t { no, scheduled, yes };

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
  // No expression begins with this word: it is in no table, tells no number and is no particle,
  // which rules ask for by its letters.
  bool inert(uint32_t i) const;
  // A four-digit year in [from, to] written in digits at `i`.
  std::optional<int> year_digits(uint32_t i, int from = 1000, int to = 2099) const;
  bool counting_word(uint32_t i) const;  // an indefinite numeral in words (million) stands at `i`
  bool counted_noun(uint32_t i) const;   // a unit of data/numbers stands at `i`
  Ahead ahead_near(uint32_t i) const;    // the sentence looks ahead at `i`
  bool future_near(uint32_t i) const { return ahead_near(i) != Ahead::no; }
  bool past_near(uint32_t i) const;  // ... tells what was: its verb before `i` is perfective
  bool adjective(uint32_t i) const;
  bool verb(uint32_t i) const;

 private:
  bool denied_before(uint32_t i) const;
  bool wished(uint32_t i) const;

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
  uint8_t day_part = 0;  // as in Clock
};
Lead read_lead(const TimeView& v, uint32_t i, bool days, bool parts);
TimeMatch start_match(uint32_t first, uint8_t skip, uint32_t last);

enum class Modifier : uint8_t { none, last, next, current, after_next, before_last };
// Periods from today: -1 last, 1 next, 2 the one after next, -2 the one before last.
int delta_of(Modifier m);
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
Match match_within(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_duration(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_clock(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_set(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_named(const TimeView& v, const TimeContext& c, uint32_t i);

// `value` units right before or after today ("the last two weeks"): a duration with its days.
Match anchored_duration(const TimeContext& c, const TimeMatch& start, TimeUnit unit, double value,
                        Modifier modifier);

// Parts of the day that stand alone and numbers that may be a day or an hour: in notes only.
Match match_day_part(const TimeView& v, const TimeContext& c, uint32_t i);
Match match_bare_number(const TimeView& v, const TimeContext& c, uint32_t i);

// "from 2 October to 22 October": two days with "from", "to" or "between" as one range.
void join_day_ranges(const TimeView& v, std::vector<TimeMatch>& matches);

// Joins what stands beside each other to one expression (a date, a part of the day, a clock time, a
// range of them), settles bare numbers as days or hours and drops the others.
void join_matches(const TimeView& v, const TimeContext& c, std::vector<TimeMatch>& matches);

}  // namespace isnad
