#include "cli/query.h"

#include <algorithm>

#include "record/edtf.h"

namespace isnad {

void QueryOptions::declare(Options& o, const char* actor_help, const char* type_help,
                           const char* date_help, const char* end_help) {
  declare_dates(o, date_help, end_help);
  o.text("--actor", filter.actor, "CODE", actor_help);
  o.text("--type", filter.type, "TYPE", type_help);
  o.text("--source", filter.source, "CODE", "Who says so: a code or a name");
}

void QueryOptions::declare_filter(Options& o, const char* actor_help, const char* type_help,
                                  const char* date_help, const char* end_help) {
  o.text("--from", filter.from, "DATE", date_help);
  end_option = "--until";
  o.text("--until", filter.to, "DATE", end_help);
  o.text("--outlet", filter.outlet, "NAME", "Where it was published");
  o.text("--actor", filter.actor, "CODE", actor_help);
  o.text("--type", filter.type, "TYPE", type_help);
  o.text("--source", filter.source, "CODE", "Who says so: a code or a name");
}

void QueryOptions::declare_dates(Options& o, const char* date_help, const char* end_help) {
  o.required_text("-d,--case", file, "CASE", "The case file (isnad read makes one)");
  o.text("--from", filter.from, "DATE", date_help);
  o.text("--to", filter.to, "DATE", end_help);
  o.text("--outlet", filter.outlet, "NAME", "Where it was published");
  o.number("--limit", filter.limit, "At most so many rows");
  o.flag("--json", json, "One JSON object a row");
  o.flag("--csv", csv, "Comma-separated values with a header");
}

Result<void> QueryOptions::check(const std::vector<std::string>& types) const {
  if (json && csv) return fail(ErrorCode::bad_argument, "--json and --csv: give one of them");
  for (const auto& [name, date] :
       {std::pair{"--from", &filter.from}, std::pair{end_option, &filter.to}}) {
    if (*date && !edtf_days(**date)) {
      return fail(ErrorCode::bad_argument, std::string(name) + ' ' + **date +
                                               ": is no date: write 2025, 2025-04, 2025-04-04 or a "
                                               "range 2024/2025");
    }
  }
  if (!filter.type) return {};
  const auto wanted = [&](const std::string& t) { return same_word(t, *filter.type); };
  if (std::any_of(types.begin(), types.end(), wanted)) return {};
  return fail(ErrorCode::bad_argument,
              "--type " + *filter.type + ": is none of " + joined(types, ", "));
}

}  // namespace isnad
