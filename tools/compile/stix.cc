// data/export/stix.tsv -> export.stix.

#include <set>

#include "base/tsv.h"
#include "compile/compile.h"
#include "export/stix_rows.h"
#include "record/record.h"

namespace isnad::compile {

Result<void> stix(const std::filesystem::path& data, ImageWriter& out) {
  const auto file = TsvFile::read(data / "export/stix.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"what", "type", "object", "class", "reason"});
  if (!at) return tl::unexpected(at.error());
  std::set<std::string> wanted = {"entity unknown"};
  for (int i = 0; i <= static_cast<int>(EntityKind::generic); ++i) {
    wanted.insert("entity " + std::string(entity_kind_name(static_cast<EntityKind>(i))));
  }
  for (int i = 0; i < kEventTypeCount; ++i) {
    wanted.insert("act " + std::string(event_type_name(static_cast<EventType>(i))));
  }
  for (int i = 0; i < kRelationKindCount; ++i) {
    wanted.insert("fact " + std::string(relation_kind_name(static_cast<RelationKind>(i))));
  }
  const std::set<std::string> objects = {"-", "identity", "location", "incident", "related-to"};
  const std::set<std::string> classes = {"individual",   "group", "system",
                                         "organization", "class", "unspecified"};
  KeyTableBuilder<StixRow> table;
  for (const TsvRow& r : file->rows()) {
    const auto field = [&](size_t column) -> const std::string& { return r.fields[(*at)[column]]; };
    const auto bad = [&](size_t column, const std::string& message) {
      return tl::unexpected(file->error(r, (*at)[column], message));
    };
    const std::string key = field(0) + ' ' + field(1);
    if (wanted.erase(key) == 0) return bad(1, "unknown, or given twice");
    const bool entity = field(0) == "entity";
    const bool thing = field(2) == "identity" || field(2) == "location";
    if (objects.count(field(2)) == 0)
      return bad(2, "none of -, identity, location, incident, related-to");
    if (field(2) != "-" && entity != thing) return bad(2, "not for this");
    if ((field(2) == "identity") != (classes.count(field(3)) > 0)) {
      return bad(3, "identities, and they alone, have an identity_class of STIX");
    }
    if (field(4).empty()) return bad(4, "no reason");
    table.add(key, {out.str(field(2) == "-" ? "" : field(2)), out.str(field(3))});
  }
  if (!wanted.empty()) {
    return fail(ErrorCode::bad_format, file->name() + ": no line for " + *wanted.begin());
  }
  table.write(out, "export.stix");
  return {};
}

}  // namespace isnad::compile
