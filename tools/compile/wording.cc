// data/export/wording.tsv -> export.wording.

#include "base/tsv.h"
#include "compile/compile.h"
#include "export/wording_rows.h"
#include "record/record.h"
#include "world/fluent.h"

namespace isnad::compile {

Result<void> wording(const std::filesystem::path& data, ImageWriter& out) {
  const auto file = TsvFile::read(data / "export/wording.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"what", "type", "mode", "phrase", "alone"});
  if (!at) return tl::unexpected(at.error());
  const auto bad = [&](const TsvRow& r, size_t column, const std::string& message) {
    return tl::unexpected(file->error(r, (*at)[column], message));
  };
  KeyTableBuilder<WordingRow> table;
  for (const TsvRow& r : file->rows()) {
    const auto field = [&](size_t column) -> const std::string& { return r.fields[(*at)[column]]; };
    const bool act = field(0) == "act";
    if (!act && field(0) != "fact") return bad(r, 0, "neither act nor fact");
    const bool known = act ? event_type_from_name(field(1)).has_value()
                           : fluent_kind_from_name(field(1)).has_value();
    if (!known) return bad(r, 1, act ? "no type of events" : "no relation or fluent");
    if (field(3).empty()) return bad(r, 3, "no phrase");
    const std::string key = field(0) + ' ' + field(1) + ' ' + field(2);
    if (table.contains(key)) return bad(r, 2, "given twice");
    table.add(key, {out.str(field(3)), out.str(field(4))});
  }
  for (int i = 0; i < kEventTypeCount; ++i) {
    const std::string name(event_type_name(static_cast<EventType>(i)));
    if (!table.contains("act " + name + ' ')) {
      return fail(ErrorCode::bad_format, file->name() + ": no line without mode for act " + name);
    }
  }
  for (int i = 0; i < kFluentKindCount; ++i) {
    const std::string name(fluent_kind_name(static_cast<FluentKind>(i)));
    if (!table.contains("fact " + name + ' ')) {
      return fail(ErrorCode::bad_format, file->name() + ": no line for fact " + name);
    }
  }
  table.write(out, "export.wording");
  return {};
}

}  // namespace isnad::compile
