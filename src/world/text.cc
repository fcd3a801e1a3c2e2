#include "world/text.h"

#include <string_view>

namespace isnad {

std::string days_text(const Days& days) {
  if (days.first == kFirstDay && days.last == kLastDay) return "..";
  if (days.first == kFirstDay) return ".." + day_name(days.last);
  if (days.last == kLastDay) return day_name(days.first) + "..";
  const std::string first = day_name(days.first);
  if (days.first == days.last) return first;
  for (const size_t length : {size_t{4}, size_t{7}}) {
    const std::string shorter = first.substr(0, length);
    if (days_of(shorter) == days) return shorter;
  }
  return first + ".." + day_name(days.last);
}

std::string fluent_text(const Symbols& symbols, const Fluent& fluent) {
  std::string out = fluent.subject == kNoSymbol ? "?" : symbols.name(fluent.subject);
  out += ' ';
  out += fluent_kind_name(fluent.kind);
  out += ' ';
  out += fluent.object == kNoSymbol ? "?" : symbols.name(fluent.object);
  return out;
}

std::string period_text(const Period& period) {
  std::string out = "from " + days_text(period.begin);
  out += period.goes_on() ? " on" : " to " + days_text(period.end);
  std::string marks;
  const auto mark = [&](bool is, std::string_view name) {
    if (!is) return;
    if (!marks.empty()) marks += ", ";
    marks += name;
  };
  mark(period.possible, "possible");
  mark(period.sure_until != kLastDay,
       "possible after " + days_text({period.sure_until, period.sure_until}));
  mark(period.interrupted, "interrupted");
  mark(period.begin_disputed, "begin disputed");
  mark(period.end_disputed, "end disputed");
  mark(period.derived, "derived");
  mark(period.end_derived, "end derived");
  if (!marks.empty()) out += " (" + marks + ")";
  return out;
}

namespace {

constexpr size_t kMonthLength = 7;  // of "2023-09"
constexpr size_t kYearLength = 4;

bool covers(std::string_view edtf, const Days& days) { return days_of(edtf) == days; }

}  // namespace

std::string date_of(const Days& days) {
  const std::string first = day_name(days.first);
  if (days.first == days.last) return first;
  for (const size_t length : {kMonthLength, kYearLength}) {
    const std::string whole = first.substr(0, length);
    if (covers(whole, days)) return whole;
  }
  return first + '/' + day_name(days.last);
}

std::string since(const Period& p) {
  return p.begin_known() ? date_of(p.begin) : "by " + day_name(p.begin.last);
}

std::string until(const Period& p) {
  if (p.goes_on()) return {};
  // Its last day is known to lie before one and no more.
  if (p.end.first == kFirstDay) return "by " + day_name(p.end.last);
  return p.end.last == kLastDay ? "after " + day_name(p.end.first) : date_of(p.end);
}

}  // namespace isnad
