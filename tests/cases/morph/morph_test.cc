// The analyser on single words (forms.tsv) and among neighbours (sentences.tsv).

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/image.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "morph/morph.h"

namespace isnad {
namespace {

const std::filesystem::path kCases = std::filesystem::path(ISNAD_SOURCE_DIR) / "tests/cases/morph";

class Morph : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto image = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(image) << image.error().message;
    image_ = std::make_unique<Image>(std::move(*image));
    auto lexicon = Lexicon::open(*image_);
    ASSERT_TRUE(lexicon) << lexicon.error().message;
    lexicon_ = std::make_unique<Lexicon>(std::move(*lexicon));
  }
  static void TearDownTestSuite() {
    lexicon_.reset();
    image_.reset();
  }
  static std::unique_ptr<Image> image_;
  static std::unique_ptr<Lexicon> lexicon_;
};
std::unique_ptr<Image> Morph::image_;
std::unique_ptr<Lexicon> Morph::lexicon_;

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

std::string proclitics(const Analysis& a) {
  std::string out;
  auto add = [&](const char* s) { out += (out.empty() ? "" : "+") + std::string(s); };
  if (a.conj != Conj::none) add(a.conj == Conj::wa ? "w" : "f");
  if (a.prep == PrepClitic::bi) add("b");
  if (a.prep == PrepClitic::li) add("l");
  if (a.prep == PrepClitic::ka) add("k");
  if (a.future) add("s");
  if (a.definite) add("Al");
  return out.empty() ? "-" : out;
}

// Aspect letter or "-", then person, gender and number as far as set.
std::string features(const Analysis& a) {
  std::string out(1, "-pic"[static_cast<int>(a.aspect)]);
  if (a.person != 0) out += " " + std::to_string(a.person);
  if (a.gender != Gender::none) out += a.gender == Gender::masc ? " m" : " f";
  if (a.number != Number::none) out += std::string(" ") + "-sdp"[static_cast<int>(a.number)];
  return out;
}

TEST_F(Morph, Forms) {
  Analyser analyser(*lexicon_);
  auto table = TsvFile::read(kCases / "forms.tsv");
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_GE(table->rows().size(), 60u);
  for (const TsvRow& row : table->rows()) {
    const auto& f = row.fields;
    const std::string form = fold_key(f[0]);
    const auto all = analyser.analyse(form);
    ASSERT_FALSE(all.empty());
    const Analysis& a = all[0];
    const std::string where = "forms.tsv:" + std::to_string(row.line) + " " + f[0];
    EXPECT_TRUE(a.known) << where;
    EXPECT_EQ(lower(pos_name(a.pos)), f[1]) << where;
    EXPECT_EQ(a.lemma, fold_key(f[2])) << where;
    EXPECT_EQ(proclitics(a), f[3]) << where;
    EXPECT_EQ(form.substr(form.size() - a.enclitic.length), f[4] == "-" ? "" : fold_key(f[4]))
        << where;
    if (f[5] != "-") {
      const std::string got = features(a);
      for (const std::string& part : split_list(f[5], ' ')) {
        EXPECT_NE(got.find(part), std::string::npos) << where << ": " << got;
      }
    }
  }
}

TEST_F(Morph, Sentences) {
  Analyser analyser(*lexicon_);
  auto table = TsvFile::read(kCases / "sentences.tsv");
  ASSERT_TRUE(table) << table.error().message;
  for (const TsvRow& row : table->rows()) {
    const auto& f = row.fields;
    const std::string where = "sentences.tsv:" + std::to_string(row.line) + " " + f[1];
    const auto text = decode_utf8(f[0]);
    ASSERT_TRUE(text) << where;
    const TextView view = read_text(*text);
    const auto words = analyse_words(view, analyser);
    const std::string key = fold_key(f[1]);
    const auto at = std::find_if(view.tokens.begin(), view.tokens.end(),
                                 [&](const Token& t) { return t.key == key; });
    ASSERT_NE(at, view.tokens.end()) << where;
    const Analysis& a = words[static_cast<size_t>(at - view.tokens.begin())].best();
    EXPECT_EQ(lower(pos_name(a.pos)), f[2]) << where;
    EXPECT_EQ(a.lemma, fold_key(f[3])) << where;
  }
}

// Any input gets at least one analysis, within bounds.
TEST_F(Morph, AnyForm) {
  Analyser analyser(*lexicon_);
  for (const char* form :
       {"", "A", "Al", "wAl", "ll", "wbAlxxxxxx", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "12", ".",
        "\x10", "bklmwAt", "h", "whm"}) {
    const auto all = analyser.analyse(form);
    ASSERT_FALSE(all.empty()) << form;
    for (const Analysis& a : all) {
      EXPECT_LE(static_cast<size_t>(a.proclitic_length) + a.enclitic.length,
                std::string_view(form).size());
    }
  }
}

// Spans stay where they are while other forms are analysed.
TEST_F(Morph, StableSpans) {
  Analyser analyser(*lexicon_);
  const auto first = analyser.analyse("wqAl");
  const Analysis* data = first.data();
  for (int i = 0; i < 5000; ++i) analyser.analyse("x" + std::to_string(i));
  EXPECT_EQ(analyser.analyse("wqAl").data(), data);
}

}  // namespace
}  // namespace isnad
