// Writes data/time/hijri_umalqura.tsv: the first day of each month of the Umm al-Qura calendar,
// AH 1300-1500, as ICU computes it. Run by hand when ICU's tables change:
//   g++ -std=c++20 build_hijri.cc -licui18n -licuuc -o build_hijri && ./build_hijri > FILE

#include <unicode/calendar.h>

#include <cstdio>
#include <memory>

int main() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
      *icu::TimeZone::getGMT(), icu::Locale("ar@calendar=islamic-umalqura"), status));
  if (U_FAILURE(status)) return 1;
  std::puts(
      "# First days of the months of the Umm al-Qura calendar (AH 1300-1500; AH 1501 month 1 "
      "closes\n"
      "# the table). Columns: year, then days since 1970-01-01 of the first day of months 1 to "
      "12.\n"
      "# Source: computed with ICU (islamic-umalqura) by tools/time/build_hijri.cc; Unicode "
      "licence.\n"
      "year\tm1\tm2\tm3\tm4\tm5\tm6\tm7\tm8\tm9\tm10\tm11\tm12");
  for (int year = 1300; year <= 1501; ++year) {
    std::printf("%d", year);
    for (int month = 0; month < 12; ++month) {
      calendar->clear();
      calendar->set(UCAL_EXTENDED_YEAR, year);
      calendar->set(UCAL_MONTH, month);
      calendar->set(UCAL_DATE, 1);
      const double ms = calendar->getTime(status);
      if (U_FAILURE(status)) return 1;
      std::printf("\t%ld", static_cast<long>(ms / 86400000.0));
      if (year == 1501) break;
    }
    std::printf("\n");
  }
  return 0;
}
