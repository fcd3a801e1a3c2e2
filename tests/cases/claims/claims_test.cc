// Sentences with the claims that must come out; see attribution.tsv.

#include "claims/claims.h"

#include <gtest/gtest.h>

#include <map>

#include "base/tsv.h"
#include "base/utf8.h"

namespace isnad {
namespace {

class Claims : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto image = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(image) << image.error().message;
    image_ = new Image(std::move(*image));
    lexicon_ = new Lexicon(*Lexicon::open(*image_));
    entities_ = new EntityReader(*EntityReader::open(*image_));
    syntax_ = new SyntaxReader(*SyntaxReader::open(*image_));
    auto reader = ClaimReader::open(*image_);
    ASSERT_TRUE(reader) << reader.error().message;
    reader_ = new ClaimReader(std::move(*reader));
  }
  static void TearDownTestSuite() {
    delete reader_;
    delete syntax_;
    delete entities_;
    delete lexicon_;
    delete image_;
  }

  static std::vector<ClaimReading> read(const std::u32string& document) {
    Analyser analyser(*lexicon_);
    const TextView text = read_text(document);
    const std::vector<Word> words = analyse_words(text, analyser);
    const EntityIndex index = entities_->entities(text, words);
    const Syntax syntax = syntax_->syntax(text, words, index, {}, {});
    const Actors actors(text, words, index, syntax, entities_->gazetteer(), *image_);
    return reader_->claims(text, words, index, syntax, actors);
  }

  static Image* image_;
  static Lexicon* lexicon_;
  static EntityReader* entities_;
  static SyntaxReader* syntax_;
  static ClaimReader* reader_;
};

Image* Claims::image_ = nullptr;
Lexicon* Claims::lexicon_ = nullptr;
EntityReader* Claims::entities_ = nullptr;
SyntaxReader* Claims::syntax_ = nullptr;
ClaimReader* Claims::reader_ = nullptr;

std::string unescape(std::string s) {
  for (size_t at = s.find("\\n"); at != std::string::npos; at = s.find("\\n", at)) {
    s.replace(at, 2, "\n");
  }
  return s;
}

TEST_F(Claims, SentencesWithTheirClaims) {
  const std::filesystem::path folder =
      std::filesystem::path(ISNAD_SOURCE_DIR) / "tests" / "cases" / "claims";
  auto file = TsvFile::read(folder / "attribution.tsv");
  ASSERT_TRUE(file) << file.error().message;
  for (const TsvRow& row : file->rows()) {
    auto document = decode_utf8(unescape(row.fields[0]));
    ASSERT_TRUE(document);
    auto found = read(*document);
    std::erase_if(found, [](const ClaimReading& r) { return r.act; });
    const auto part = [&](Span s) {
      return encode_utf8(std::u32string_view(*document).substr(s.begin, s.length()));
    };
    std::string all;
    bool matched = false;
    for (const ClaimReading& r : found) {
      std::string via;
      for (const std::string& v : r.claim.via) via += (via.empty() ? "" : ";") + v;
      const std::vector<std::string> got = {r.claim.source, part(r.claim.cue_span),
                                            part(r.claim.span), r.claim.direct ? "yes" : "no", via};
      bool same = true;
      for (size_t i = 0; i < got.size(); ++i) {
        same = same && got[i] == row.fields[i + 1];
        all += got[i] + " | ";
      }
      all += r.claim.rule + "\n";
      matched = matched || same;
    }
    if (row.fields[1] == "-") {
      EXPECT_TRUE(found.empty()) << file->name() << ":" << row.line << ": " << all;
    } else {
      EXPECT_TRUE(matched) << file->name() << ":" << row.line << ": found\n" << all;
    }
  }
}

TEST_F(Claims, EveryClaimLiesInTheTextAndNamesItsRule) {
  auto document = decode_utf8(
      "\xD9\x82\xD8\xA7\xD9\x84: \"\xD9\x82\xD8\xA7\xD9\x84\" \xD8\xA5\xD9\x86 \xD8\xA5\xD9\x86, "
      "\xD9\x88\xD9\x81\xD9\x82\xD8\xA7 \xD9\x84");
  ASSERT_TRUE(document);
  for (size_t length = 0; length <= document->size(); ++length) {
    const std::u32string text = document->substr(0, length);
    for (const ClaimReading& r : read(text)) {
      EXPECT_LE(r.claim.span.end, length);
      EXPECT_LE(r.claim.source_span.end, length);
      EXPECT_LT(r.claim.span.begin, r.claim.span.end);
      EXPECT_EQ(r.claim.rule.rfind("claims/", 0), 0u);
    }
  }
}

}  // namespace
}  // namespace isnad
