#pragma once
#include <gtest/gtest.h>

#include <filesystem>

#include "base/image.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "morph/morph.h"

namespace isnad {

// Tests that need the lexicon of the compiled image.
class WithLexicon : public ::testing::Test {
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

  // The rows of a table beside the tests; none, with a failure, if it cannot be read.
  static std::vector<TsvRow> rows(const char* name) {
    auto table =
        TsvFile::read(std::filesystem::path(ISNAD_SOURCE_DIR) / "tests/cases/morph" / name);
    if (table) return table->rows();
    ADD_FAILURE() << table.error().message;
    return {};
  }

  static inline std::unique_ptr<Image> image_;
  static inline std::unique_ptr<Lexicon> lexicon_;
};

inline std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

// The names of the proclitics, joined by "+"; "-" if there are none.
inline std::string proclitics(const Analysis& a) {
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

}  // namespace isnad
