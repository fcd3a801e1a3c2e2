#include "export/jsonl.h"

#include "record/json.h"

namespace isnad {

Result<void> export_jsonl(Export& e) {
  Result<std::unique_ptr<Output>> out = e.outputs.open("records.jsonl");
  if (!out) return tl::unexpected<Error>(out.error());
  std::string line;
  auto done = e.file.each_document(e.options.filter, [&](const StoredDocument& d) -> Result<void> {
    line.clear();
    write_json(d.record, line);
    e.tally.wrote("articles");
    return (*out)->write(line);
  });
  if (!done) return done;
  return (*out)->finish();
}

}  // namespace isnad
