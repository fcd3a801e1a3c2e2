#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "record/record.h"

// All articles of a case side by side, as the stages across documents see them: what their records
// tell, without the words, with every code and name a number.

namespace isnad {

// A code, outlet, place, mode or rule, as a number of Symbols.
using Symbol = uint32_t;
inline constexpr Symbol kNoSymbol = UINT32_MAX;

// Strings as numbers, in the order in which they came.
class Symbols {
 public:
  Symbol add(std::string_view name);
  // kNoSymbol if it was never added.
  Symbol find(std::string_view name) const;
  const std::string& name(Symbol s) const { return names_[s]; }
  size_t size() const { return names_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, Symbol, Hash, std::equal_to<>> numbers_;
};

// Days since 1970-01-01 (proleptic Gregorian).
using Day = int32_t;
inline constexpr Day kFirstDay = -719528;  // 0000-01-01
inline constexpr Day kLastDay = 2932896;   // 9999-12-31

// The days that a date covers, both ends included. kFirstDay and kLastDay are open ends.
struct Days {
  Day first = kFirstDay;
  Day last = kLastDay;

  bool open() const { return first == kFirstDay || last == kLastDay; }
  bool overlaps(const Days& o) const { return first <= o.last && o.first <= last; }
  bool contains(const Days& o) const { return first <= o.first && o.last <= last; }
  auto operator<=>(const Days&) const = default;
};

// Nothing for what is no EDTF date.
std::optional<Days> days_of(std::string_view edtf);
// "2025-04-04"; REQUIRES: kFirstDay <= day <= kLastDay.
std::string day_name(Day day);

struct Article {
  std::string id;   // SHA-256 of the text, hex
  std::string uri;  // where it was read first
  Symbol outlet = kNoSymbol;
  std::optional<Days> published;
  std::string published_as;  // EDTF as the record has it, or empty
  std::string title;         // or empty
  uint32_t words = 0;        // as the finder of copies counts them
  // Agencies and papers that byline and dateline credit, ascending.
  std::vector<Symbol> credits;
};

// An event or relation as one article tells it.
struct Report {
  uint32_t article = 0;
  std::string id;  // in the record
  Factuality factuality = Factuality::actual;
  std::vector<Symbol> source;  // last speaker first; empty: the article's own voice
  std::vector<Symbol> via;     // who passes it on, by the claims that tell it
  std::optional<int64_t> count;
  char count_bound = '=';   // of the quantity that the count was read from: '=', '>', '<', '~'
  std::string count_unit;   // of that quantity: "person", "soldier"; empty if none was found
  Symbol rule = kNoSymbol;  // "frames/agree.toml:12", "relations/patterns.tsv:40"
  std::vector<Span> spans;  // triggers, or the words of the relation
  double confidence = 0;
};

struct EventReport : Report {
  EventType type = EventType::agree;
  Symbol mode = kNoSymbol;
  std::vector<Symbol> contexts;
  std::vector<Symbol> actor;  // in the record's order
  std::vector<Symbol> recipient;
  Symbol place = kNoSymbol;
  std::string date;  // EDTF, or empty
  DateFrom date_from = DateFrom::none;
  std::optional<Days> days;
};

struct RelationReport : Report {
  RelationKind rel = RelationKind::member_of;
  Symbol subject = kNoSymbol;
  Symbol object = kNoSymbol;
  std::string from;  // EDTF, or empty
  std::string to;
  std::optional<Days> from_days;
  std::optional<Days> to_days;
};

struct Corpus {
  Symbols symbols;
  // By id: whatever the order in which they came, a corpus of the same articles is the same but for
  // the numbers of symbols, which decide nothing.
  std::vector<Article> articles;
  std::vector<EventReport> events;        // by article, then in the record's order
  std::vector<RelationReport> relations;  // the same
};

// The quantity that an event or relation has its number from: the nearest of that value in the
// sentence of one of its spans; null if there is none.
const Quantity* counted_quantity(const Record& record, const std::optional<int64_t>& count,
                                 const std::vector<Span>& spans);

// The corpus of some records, for tests and for pipes; the store has its own way to make one.
// `words` and `credits` stay empty.
Corpus corpus_of(const std::vector<Record>& records);

}  // namespace isnad
