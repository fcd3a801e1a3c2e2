#include "store/text_index.h"

#include "store/kept_rows.h"
#include "store/steps.h"

namespace isnad {

std::unique_ptr<TextIndex> text_index(CaseFile::Impl& impl) {
  return impl.db.is_server() ? server_text_index(impl) : fts5_index(impl);
}

Result<void> index_document(CaseFile::Impl& impl, int64_t document,
                            const std::optional<std::string>& title, const SearchWords& words,
                            bool fresh) {
  const std::unique_ptr<TextIndex> index = text_index(impl);
  const int64_t digest = Digest64().add(words.text.forms).add(words.text.lemmas).value();
  bool here = false;
  bool same = false;
  std::optional<int64_t> round;
  Steps steps;
  const auto look = [&] {
    return impl.each(
        "SELECT digest, round FROM searched WHERE document = ?",
        [&](const Statement& row) {
          here = true;
          same = row.integer(0) == digest;
          round = row.optional_integer(1);
        },
        document);
  };
  if (!fresh) steps.then(look);
  if (here && !same) {
    steps.then([&] {
      return impl.run("UPDATE searched SET document = NULL, stale = 0 WHERE document = ?",
                      document);
    });
  }
  if (!same) {
    int64_t row = 0;
    steps.then([&] { return impl.give_id("searched", row); });
    steps.then([&] {
      return impl.run(
          "INSERT INTO searched (id, document, digest, words, round) VALUES (?,?,?,?,?)", row,
          document, digest, words.text.count, round);
    });
    steps.then([&] { return index->add(row, words.text); });
  }
  if (title) steps.then([&] { return index->add_title(document, *title, words.title, fresh); });
  if (fresh) return steps.result();
  steps.then([&] { return index->drop_old_titles(document); });
  steps.then(
      [&] { return impl.run("UPDATE searched SET stale = 1 WHERE document = ?", document); });
  return steps.result();
}

}  // namespace isnad
