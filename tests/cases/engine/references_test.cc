// Whom pronouns, nouns and unnamed groups mean in whole records; see references.tsv.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "base/tsv.h"
#include "base/utf8.h"
#include "engine/engine.h"

namespace isnad {
namespace {

std::u32string document_of(std::string text) {
  for (size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) {
    text.replace(at, 2, "\n");
  }
  return *decode_utf8(text);
}

// Ids of the mentions without a name inside a word.
std::string meant(const Record& record, const Span& word) {
  std::set<std::string> ids;
  for (const Entity& e : record.entities) {
    for (const Mention& m : e.mentions) {
      const bool unnamed = m.form == MentionForm::nominal || m.form == MentionForm::pronoun;
      if (unnamed && m.span.overlaps(word)) ids.insert(e.id);
    }
  }
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : "+") + id;
  return out.empty() ? "-" : out;
}

TEST(References, WordsWithoutNames) {
  auto engine = Engine::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(engine) << engine.error().message;
  auto file =
      TsvFile::read(std::filesystem::path(ISNAD_SOURCE_DIR) / "tests/cases/engine/references.tsv");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_GE(file->rows().size(), 30u);
  for (const TsvRow& row : file->rows()) {
    RawDocument document;
    document.text = document_of(row.fields[0]);
    document.text_utf8 = encode_utf8(document.text);
    const auto word = decode_utf8(row.fields[1]);
    const size_t at = document.text.find(*word);
    ASSERT_NE(at, std::u32string::npos) << file->name() << ":" << row.line;
    const Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + word->size())};
    const std::string found = meant(engine->extract(document), span);
    const bool known_failure = !row.fields[3].empty();
    EXPECT_EQ(found == row.fields[2], !known_failure)
        << file->name() << ":" << row.line << ": " << row.fields[1] << " means " << row.fields[2]
        << ", found " << found << (known_failure ? " (a failure declared as known)" : "") << "\n"
        << row.fields[0];
  }
}

}  // namespace
}  // namespace isnad
