// The tagger on own sentences (names.tsv), its invariants on any text, and the model's file format.

#include "tagger/tagger.h"

#include <gtest/gtest.h>

#include <random>

#include "base/tsv.h"
#include "base/utf8.h"
#include "tagger/features.h"

namespace isnad {
namespace {

class Tagger : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto image = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(image) << image.error().message;
    image_ = std::make_unique<Image>(std::move(*image));
    lexicon_ = std::make_unique<Lexicon>(*Lexicon::open(*image_));
    auto tagger = NameTagger::open(*image_);
    ASSERT_TRUE(tagger) << tagger.error().message;
    tagger_ = std::make_unique<NameTagger>(std::move(*tagger));
  }
  static void TearDownTestSuite() {
    tagger_.reset();
    lexicon_.reset();
    image_.reset();
  }

  // Names of a text, checked for what holds of any text.
  static std::vector<TaggedName> names(const TextView& text, std::vector<NameHint> hints = {}) {
    Analyser analyser(*lexicon_);
    const std::vector<Word> words = analyse_words(text, analyser);
    std::vector<TaggedName> out = tagger_->tag(text, words, hints);
    uint32_t free = 0;
    for (const TaggedName& n : out) {
      EXPECT_LT(n.first, n.last);
      EXPECT_LE(n.last, text.tokens.size());
      EXPECT_GE(n.first, free);
      EXPECT_EQ(text.tokens[n.first].sentence, text.tokens[n.last - 1].sentence);
      EXPECT_GE(n.margin, 0);
      free = n.last;
    }
    return out;
  }

  static std::unique_ptr<Image> image_;
  static std::unique_ptr<Lexicon> lexicon_;
  static std::unique_ptr<NameTagger> tagger_;
};
std::unique_ptr<Image> Tagger::image_;
std::unique_ptr<Lexicon> Tagger::lexicon_;
std::unique_ptr<NameTagger> Tagger::tagger_;

TEST_F(Tagger, FindsNamesThatNoListHolds) {
  auto file =
      TsvFile::read(std::filesystem::path(ISNAD_SOURCE_DIR) / "tests/cases/tagger/names.tsv");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_GE(file->rows().size(), 10u);
  for (const TsvRow& row : file->rows()) {
    const auto decoded = decode_utf8(row.fields[0]);
    ASSERT_TRUE(decoded);
    const TextView text = read_text(*decoded);
    std::string found;
    for (const TaggedName& n : names(text)) {
      if (n.kind == NameKind::other) continue;
      const uint32_t begin = text.tokens[n.first].span.begin;
      const uint32_t end = text.tokens[n.last - 1].span.end;
      if (!found.empty()) found += ';';
      found += std::string(name_kind(n.kind)) + ':' +
               encode_utf8(std::u32string_view(*decoded).substr(begin, end - begin));
    }
    const std::string where = file->name() + ':' + std::to_string(row.line);
    if (row.fields[2].empty()) {
      EXPECT_EQ(found, row.fields[1]) << where;
    } else {
      EXPECT_NE(found, row.fields[1]) << where << ": declared to fail, but it passes";
    }
  }
}

TEST_F(Tagger, AnyTextIsSafe) {
  std::mt19937 random(7);
  const std::u32string letters = U"\u0627\u0628\u062A\u0644\u0645\u0648\u064A ab19.,:\"()\n\n";
  for (int round = 0; round < 200; ++round) {
    std::u32string text;
    for (uint32_t n = random() % 400; n > 0; --n) text += letters[random() % letters.size()];
    const TextView view = read_text(text);
    std::vector<NameHint> hints;
    for (int h = 0; h < 5; ++h) {
      const auto first = static_cast<uint32_t>(random() % 200);
      hints.push_back({first, first + static_cast<uint32_t>(random() % 9),
                       static_cast<HintKind>(random() % 12), random() % 2 == 0});
    }
    names(view, hints);
  }
  EXPECT_TRUE(names(read_text(U"")).empty());
}

TEST_F(Tagger, TheSameTextGivesTheSameNames) {
  const std::u32string text =
      U"\u0642\u0627\u0644 \u0645\u0627\u0631\u0643 \u0633\u062A\u0648\u0646 "
      U"\u0645\u0646 \u0644\u064A\u0648\u0646";
  const TextView view = read_text(text);
  const auto once = names(view);
  const auto twice = names(view);
  ASSERT_EQ(once.size(), twice.size());
  for (size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].first, twice[i].first);
    EXPECT_EQ(once[i].margin, twice[i].margin);
  }
}

TEST(TaggerFeatures, FileAndTextGiveOneHash) {
  using namespace tagger;
  EXPECT_EQ(named_feature("word-1", "mAly"),
            feature_hash(Template::word, -1, text_part("mAly").hash));
  EXPECT_EQ(
      named_feature("words", "mAly w"),
      feature_hash(Template::words, 0, join_parts(text_part("mAly").hash, text_part("w").hash)));
  EXPECT_EQ(named_feature("lists+2", "16"), feature_hash(Template::lists, 2, number_part(16).hash));
  EXPECT_NE(named_feature("lists+2", "16"), named_feature("lists+1", "16"));
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"nothing", "x"},
                                                        {"word+3", "x"},
                                                        {"word", ""},
                                                        {"word", "a b"},
                                                        {"words", "a"},
                                                        {"lists", "x"},
                                                        {"lists", "99999999999"},
                                                        {"classes", "1 2 3"}}) {
    EXPECT_FALSE(named_feature(name, value)) << name << ' ' << value;
  }
}

TEST(TaggerFeatures, FormsSeenElsewhereAreNoted) {
  using namespace tagger;
  std::vector<Facts> facts(4);
  for (size_t i = 0; i < facts.size(); ++i) facts[i].bare = text_part(i == 1 ? "b" : "a");
  mark_seen(std::vector<uint8_t>{1, 0, 0, 3}, facts);  // a as PERS, as nothing, as LOC
  EXPECT_EQ(facts[1].seen, 0u);
  EXPECT_NE(facts[0].seen, 0u);
  EXPECT_NE(facts[0].seen, facts[3].seen);
  mark_seen(std::vector<uint8_t>{1, 1, 0, 0}, facts);
  EXPECT_EQ(facts[0].seen, 1u);  // elsewhere no name
  EXPECT_EQ(facts[1].seen, 0u);  // nowhere else
}

TEST(TaggerImage, WithoutATaggerIsCorrupt) {
  ImageWriter writer;
  writer.str("x");
  auto image = Image::from_bytes(writer.finish());
  ASSERT_TRUE(image);
  const auto tagger = NameTagger::open(*image);
  ASSERT_FALSE(tagger);
  EXPECT_EQ(tagger.error().code, ErrorCode::corrupt);
}

}  // namespace
}  // namespace isnad
