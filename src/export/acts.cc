#include "export/acts.h"

#include <algorithm>

#include "text/bidi.h"

namespace isnad {

namespace {

template <class Row>
void by_id(std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
}

int weight(const Relation& r) { return 2 * r.from.has_value() + r.to.has_value(); }

}  // namespace

Result<std::vector<HappeningRow>> acts(const Export& e) {
  Filter filter = e.options.filter;
  filter.alone = true;
  std::vector<HappeningRow> rows;
  auto done = e.file.each_happening(filter, [&](const HappeningRow& row) -> Result<void> {
    if (!row.reports.empty()) rows.push_back(row);
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  by_id(rows);
  return rows;
}

Result<std::vector<FactRow>> facts(const Export& e) {
  Filter filter = e.options.filter;
  filter.alone = true;
  std::vector<FactRow> rows;
  auto done = e.file.each_fact(filter, [&](const FactRow& row) -> Result<void> {
    if (!row.reports.empty()) rows.push_back(row);
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  by_id(rows);
  return rows;
}

const RelationRow& fullest(const FactRow& row) {
  return *std::max_element(row.reports.begin(), row.reports.end(),
                           [](const RelationRow& a, const RelationRow& b) {
                             return weight(a.relation) < weight(b.relation);
                           });
}

std::string act_name(const Event& event) {
  std::string name(event_type_name(event.type));
  if (!event.mode.empty()) name += ' ' + event.mode;
  return name;
}

std::optional<DayRange> days_of_fact(const Relation& relation) {
  const auto from = relation.from ? edtf_days(*relation.from) : std::nullopt;
  const auto to = relation.to ? edtf_days(*relation.to) : std::nullopt;
  DayRange days{from ? from->first : std::string(kOpenBegin),
                to ? to->last : std::string(kOpenEnd)};
  if (days.first == kOpenBegin && days.last == kOpenEnd) return std::nullopt;
  return days;
}

Result<Directory> Directory::read(const CaseFile& file) {
  Result<std::vector<EntityRow>> rows = file.directory();
  if (!rows) return tl::unexpected<Error>(rows.error());
  Directory d;
  d.rows_ = std::move(*rows);
  return d;
}

const EntityRow* Directory::find(const std::string& code) const {
  const auto at =
      std::lower_bound(rows_.begin(), rows_.end(), code,
                       [](const EntityRow& r, const std::string& c) { return r.code < c; });
  return at == rows_.end() || at->code != code ? nullptr : &*at;
}

std::string Directory::name(const std::string& code) const {
  const EntityRow* row = find(code);
  if (const size_t at = code.find('@'); !row && at != std::string::npos) {
    return safe_line(code.substr(0, at)) + " of " + name(code.substr(at + 1));  // an office
  }
  if (!row && code.starts_with("GEN:")) {  // an unnamed group or writing: "reports (Mali)"
    const size_t end = code.find(':', 4);
    const std::string what = safe_line(code.substr(4, end == std::string::npos ? end : end - 4));
    return end == std::string::npos ? what : what + " (" + name(code.substr(end + 1)) + ')';
  }
  if (!row) return safe_line(code);
  return safe_line(!row->name_en.empty()   ? row->name_en
                   : !row->name_ar.empty() ? row->name_ar
                                           : code);
}

}  // namespace isnad
