#include "numbers/numbers.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "base/tsv.h"
#include "base/utf8.h"
#include "numbers/words.h"

namespace isnad {
namespace {

std::string number_text(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.10g", value);
  return buffer;
}

TEST(Numbers, QuantityTable) {
  const auto image = Image::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(image) << image.error().message;
  const auto lexicon = Lexicon::open(*image);
  ASSERT_TRUE(lexicon);
  Analyser analyser(*lexicon);
  const auto reader = NumberReader::open(*image);
  ASSERT_TRUE(reader);
  const auto file =
      TsvFile::read(std::string(ISNAD_SOURCE_DIR) + "/tests/cases/numbers/quantities.tsv");
  ASSERT_TRUE(file) << file.error().message;
  for (const TsvRow& row : file->rows()) {
    const std::u32string text = *decode_utf8(row.fields[0]);
    const TextView view = read_text(text);
    const auto words = analyse_words(view, analyser);
    std::string found;
    for (const Quantity& q : reader->quantities(view, words, reader->numbers(view, words), {})) {
      found += found.empty() ? "" : "; ";
      found += encode_utf8(std::u32string_view(text).substr(q.span.begin, q.span.length()));
      found += std::string("|") + q.bound + "|" + number_text(q.value);
      if (q.upper) found += "-" + number_text(*q.upper);
      found += "|" + q.unit;
    }
    EXPECT_EQ(found, row.fields[1]) << "quantities.tsv:" << row.line << ": " << row.fields[0];
  }
}

TEST(Numbers, Digits) {
  EXPECT_EQ(digits_value("1,000"), 1000);
  EXPECT_EQ(digits_value("2.5"), 2.5);
  EXPECT_FALSE(digits_value("1.2.3"));
}

}  // namespace
}  // namespace isnad
