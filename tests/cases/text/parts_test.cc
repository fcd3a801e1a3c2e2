#include "text/parts.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "table.h"
#include "text/language.h"

namespace isnad {
namespace {

using test::Row;

const Image& parts_image() {
  static const Result<Image> loaded = Image::open(ISNAD_IMAGE_FILE);
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

class LanguageTable : public testing::TestWithParam<Row> {};
TEST_P(LanguageTable, Row) {
  const auto& f = GetParam().fields;
  EXPECT_EQ(detect_language(test::decoded(f[1]), parts_image()), f[0]) << f[1];
}
INSTANTIATE_TEST_SUITE_P(Table, LanguageTable, testing::ValuesIn(test::table("languages.tsv", 2)),
                         test::case_name);

TEST(Language, ReadsTheMiddleOfLongTexts) {
  std::u32string text = test::decoded("The minister said that the talks were over. ");
  while (text.size() < 4000) text += text;
  text.resize(4000);
  const std::u32string arabic = U"\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064A\u0631 ";
  for (int i = 0; i < 5000; ++i) text += arabic;
  EXPECT_EQ(detect_language(text, parts_image()),
            "en");  // the head is twice the sample of the middle
}

TEST(Language, ImageWithoutLanguages) {
  ImageWriter writer;
  auto empty = Image::from_bytes(writer.finish());
  ASSERT_TRUE(empty);
  EXPECT_EQ(detect_language(U"the the the", *empty), "und");
}

struct Document {
  std::string name;
  std::string place;
  std::string agency;
  std::string parts;  // one letter a line
  std::string text;
};
void PrintTo(const Document& d, std::ostream* out) { *out << d.name; }

std::vector<Document> documents() {
  std::vector<Document> out;
  std::ifstream in(std::string(ISNAD_SOURCE_DIR) + "/tests/cases/text/parts.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line.rfind("=== ", 0) == 0) {
      out.push_back({line.substr(4), "", "", "", ""});
    } else if (line.rfind("> ", 0) == 0) {
      const size_t bar = line.find(" | ");
      out.back().place = line.substr(2, bar - 2);
      out.back().agency = line.substr(bar + 3);
    } else {
      out.back().parts.push_back(line[0]);
      out.back().text += line.substr(2) + "\n";
    }
  }
  return out;
}

class Parts : public testing::TestWithParam<Document> {};
TEST_P(Parts, Document) {
  const Document& d = GetParam();
  auto reader = PartReader::open(parts_image());
  ASSERT_TRUE(reader);
  const std::u32string text = test::decoded(d.text);
  TextView view = read_text(text);
  reader->mark(view);
  std::string got;
  for (const Sentence& s : view.sentences) {
    const char letter = "HSBD.FN"[static_cast<int>(s.part)];
    if (s.paragraph_start) got.push_back(letter);
    EXPECT_EQ(got.back(), letter) << "a part changes inside a line";
  }
  EXPECT_EQ(got, d.parts) << d.text;
  const auto dateline = reader->dateline(view);
  EXPECT_EQ(dateline ? folded_to_ascii(dateline->place_key) : "",
            folded_to_ascii(fold_key(d.place)));
  EXPECT_EQ(dateline ? folded_to_ascii(dateline->agency_key) : "",
            folded_to_ascii(fold_key(d.agency)));
  if (dateline) {
    EXPECT_EQ(dateline->span.begin, view.tokens[dateline->first].span.begin);
    EXPECT_EQ(dateline->span.end, view.tokens[dateline->last - 1].span.end);
  }
}
INSTANTIATE_TEST_SUITE_P(File, Parts, testing::ValuesIn(documents()),
                         [](const auto& c) { return c.param.name; });

// "... Ams. rAbT Alxbr: x" in one paragraph: the link is furniture, the sentence is not.
TEST(PartReader, LinkAfterTheLastSentence) {
  auto reader = PartReader::open(parts_image());
  ASSERT_TRUE(reader);
  const std::u32string text =
      U"\u0648\u0635\u0644 \u0627\u0644\u0648\u0641\u062F \u0623\u0645\u0633. "
      U"\u0631\u0627\u0628\u0637 \u0627\u0644\u062E\u0628\u0631: \u0648\u0641\u062F";
  TextView view = read_text(text);
  reader->mark(view);
  ASSERT_EQ(view.sentences.size(), 2u);
  EXPECT_EQ(view.sentences[0].part, Part::body);
  EXPECT_EQ(view.sentences[1].part, Part::furniture);
}

TEST(PartReader, EmptyText) {
  auto reader = PartReader::open(parts_image());
  ASSERT_TRUE(reader);
  TextView view = read_text(U"");
  reader->mark(view);
  EXPECT_FALSE(reader->dateline(view));
}

TEST(PartReader, ImageWithoutParts) {
  ImageWriter writer;
  auto empty = Image::from_bytes(writer.finish());
  ASSERT_TRUE(empty);
  auto reader = PartReader::open(*empty);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::corrupt);
}

}  // namespace
}  // namespace isnad
