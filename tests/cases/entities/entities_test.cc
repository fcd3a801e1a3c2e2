// Sentences with the names that must be found; see mentions.tsv.

#include "entities/entities.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/tsv.h"
#include "base/utf8.h"

namespace isnad {
namespace {

class Entities : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto image = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(image) << image.error().message;
    image_ = new Image(std::move(*image));
    lexicon_ = new Lexicon(*Lexicon::open(*image_));
    auto reader = EntityReader::open(*image_);
    ASSERT_TRUE(reader) << reader.error().message;
    reader_ = new EntityReader(std::move(*reader));
  }
  static void TearDownTestSuite() {
    delete reader_;
    delete lexicon_;
    delete image_;
  }

  static EntityIndex read(const std::u32string& document) {
    Analyser analyser(*lexicon_);
    const TextView text = read_text(document);
    return reader_->entities(text, analyse_words(text, analyser));
  }

  static Image* image_;
  static Lexicon* lexicon_;
  static EntityReader* reader_;
};

Image* Entities::image_ = nullptr;
Lexicon* Entities::lexicon_ = nullptr;
EntityReader* Entities::reader_ = nullptr;

TEST_F(Entities, SentencesWithTheirNames) {
  const std::filesystem::path folder =
      std::filesystem::path(ISNAD_SOURCE_DIR) / "tests" / "cases" / "entities";
  auto file = TsvFile::read(folder / "mentions.tsv");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_GE(file->rows().size(), 80u);
  for (const TsvRow& row : file->rows()) {
    auto document = decode_utf8(row.fields[0]);
    ASSERT_TRUE(document);
    const EntityIndex index = read(*document);
    std::vector<std::pair<std::string, std::string>> found;
    std::string all;
    for (const EntityMention& m : index.mentions) {
      const std::u32string_view part(*document);
      found.emplace_back(encode_utf8(part.substr(m.span.begin, m.span.length())),
                         index.entities[m.entity].id);
      all += found.back().first + "=" + found.back().second + "; ";
    }
    for (const std::string& want : split_list(row.fields[1])) {
      const size_t equals = want.find('=');
      ASSERT_NE(equals, std::string::npos) << file->name() << ":" << row.line;
      const std::pair<std::string, std::string> pair{want.substr(0, equals),
                                                     want.substr(equals + 1)};
      EXPECT_NE(std::find(found.begin(), found.end(), pair), found.end())
          << file->name() << ":" << row.line << ": no " << want << " in " << all;
    }
    for (const std::string& none : split_list(row.fields[2])) {
      EXPECT_TRUE(
          std::none_of(found.begin(), found.end(), [&](const auto& f) { return f.first == none; }))
          << file->name() << ":" << row.line << ": " << none << " is none: " << all;
    }
  }
}

// Weapons and the bodies of a state are entities of the record only: no mention of theirs is in the
// index, so that nothing makes them act.
TEST_F(Entities, RecordHasWeaponsAndBodiesThatNeverAct) {
  const std::filesystem::path folder =
      std::filesystem::path(ISNAD_SOURCE_DIR) / "tests" / "cases" / "entities";
  auto file = TsvFile::read(folder / "record_only.tsv");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_FALSE(file->rows().empty());
  for (const TsvRow& row : file->rows()) {
    auto document = decode_utf8(row.fields[0]);
    ASSERT_TRUE(document);
    const EntityIndex index = read(*document);
    const uint32_t e = index.entity(row.fields[2]);
    ASSERT_NE(e, UINT32_MAX) << file->name() << ":" << row.line;
    const Entity& entity = index.entities[e];
    EXPECT_EQ(entity_kind_name(entity.kind), row.fields[3]) << row.line;
    EXPECT_EQ(entity.of.value_or(""), row.fields[4]) << row.line;
    ASSERT_EQ(entity.mentions.size(), 1u) << row.line;
    const Span& span = entity.mentions[0].span;
    EXPECT_EQ(encode_utf8(std::u32string_view(*document).substr(span.begin, span.length())),
              row.fields[1])
        << row.line;
    for (const EntityMention& m : index.mentions) EXPECT_NE(m.entity, e) << row.line;
  }
}

TEST_F(Entities, StatesHaveTheirWikidataItem) {
  auto document = decode_utf8("\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7");  // Russia
  ASSERT_TRUE(document);
  const EntityIndex index = read(*document);
  ASSERT_EQ(index.entities.size(), 1u);
  EXPECT_EQ(index.entities[0].id, "RUS");
  EXPECT_EQ(index.entities[0].wikidata.value_or(""), "Q159");
}

// Whatever the text, mentions stand in order, do not overlap and lie inside it.
TEST_F(Entities, MentionsDoNotOverlap) {
  const std::filesystem::path folder =
      std::filesystem::path(ISNAD_SOURCE_DIR) / "tests" / "cases" / "entities";
  auto file = TsvFile::read(folder / "mentions.tsv");
  ASSERT_TRUE(file);
  for (const TsvRow& row : file->rows()) {
    auto document = decode_utf8(row.fields[0]);
    ASSERT_TRUE(document);
    for (size_t length = 0; length <= document->size(); length += 3) {
      const EntityIndex index = read(document->substr(0, length));
      uint32_t end = 0;
      for (const EntityMention& m : index.mentions) {
        EXPECT_LE(end, m.span.begin) << row.line;
        EXPECT_LT(m.span.begin, m.span.end) << row.line;
        EXPECT_LE(m.span.end, length) << row.line;
        EXPECT_LT(m.entity, index.entities.size()) << row.line;
        end = m.span.end;
      }
      for (const OfficeMention& o : index.offices) {
        EXPECT_LT(o.person, static_cast<int32_t>(index.entities.size())) << row.line;
      }
      for (const Entity& e : index.entities) EXPECT_FALSE(e.mentions.empty()) << row.line;
    }
  }
}

}  // namespace
}  // namespace isnad
