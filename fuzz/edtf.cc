// Dates of a case file: EDTF -> days.

#include "record/edtf.h"

#include "fuzz.h"
#include "ingest/ingest.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = fuzz::view(data, size);
  const auto days = edtf_days(text);
  if (is_edtf_day_month_or_year(text)) {
    fuzz::require(days.has_value(), "a date that a document may carry has days");
  }
  if (!days) return 0;
  for (const std::string& day : {days->first, days->last}) {
    fuzz::require(is_edtf_day_month_or_year(day) && day.size() == 10, "both ends are days");
  }
  fuzz::require(days->first <= days->last, "the first day is not after the last");
  return 0;
}
