#include "numbers/numbers.h"

#include <gtest/gtest.h>

#include <cmath>
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

std::string value_text(const NumberExpression& e) {
  std::string s;
  if (e.from != NumberExpression::From::start) {
    s = e.from == NumberExpression::From::last ? "last" : "current";
    if (e.value >= 0) s += '+';
  }
  s += number_text(e.value);
  if (e.upper) s += "-" + number_text(*e.upper);
  return s;
}

std::string bounds_text(const NumberExpression& e) {
  if (!e.bounds) return {};
  const NumberBounds& b = *e.bounds;
  if (e.kind == NumberKind::range) {
    return (b.lower_inclusive ? "[" : "(") + number_text(*b.lower) + "," + number_text(*b.upper) +
           (b.upper_inclusive ? "]" : ")");
  }
  return std::string(1, b.sign) + (b.lower_inclusive || b.upper_inclusive ? "=" : "");
}

TEST(Numbers, ExpressionTable) {
  const auto image = Image::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(image) << image.error().message;
  const auto lexicon = Lexicon::open(*image);
  ASSERT_TRUE(lexicon);
  Analyser analyser(*lexicon);
  const auto reader = NumberReader::open(*image);
  ASSERT_TRUE(reader);
  const auto file =
      TsvFile::read(std::string(ISNAD_SOURCE_DIR) + "/tests/cases/numbers/expressions.tsv");
  ASSERT_TRUE(file) << file.error().message;
  for (const TsvRow& row : file->rows()) {
    const std::u32string text = *decode_utf8(row.fields[0]);
    const TextView view = read_text(text);
    const auto words = analyse_words(view, analyser);
    std::string found;
    for (const NumberExpression& e : reader->expressions(view, words)) {
      found += found.empty() ? "" : " ; ";
      found += encode_utf8(std::u32string_view(text).substr(e.span.begin, e.span.length()));
      found += "|" + std::string(number_kind_name(e.kind)) + "|" + value_text(e);
      found += "|" + bounds_text(e) + "|" + e.unit;
    }
    EXPECT_EQ(found, row.fields[1]) << "expressions.tsv:" << row.line << ": " << row.fields[0];
  }
}

// Long runs of what joins numbers are read in a time that grows with their length alone.
TEST(Numbers, HostileRuns) {
  const auto image = Image::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(image) << image.error().message;
  const auto lexicon = Lexicon::open(*image);
  ASSERT_TRUE(lexicon);
  Analyser analyser(*lexicon);
  const auto reader = NumberReader::open(*image);
  ASSERT_TRUE(reader);
  const char* const units[] = {"1,",
                               "1.2.",
                               "1-",
                               "1/",
                               "1 111 ",
                               "9^9^",
                               "9e9",
                               "--1",
                               "< ",
                               "%5",
                               ".5.",
                               "1 \u0645\u0646 ",
                               "\u062E\u0645\u0633 ",
                               "\u0633\u0627\u0644\u0628 ",
                               "\u0646\u0635\u0641 ",
                               "\u0623\u0644\u0641 ",
                               "\u062C\u0632\u0621 \u0645\u0646 "};
  for (const char* unit : units) {
    std::string bytes;
    while (bytes.size() < 100000) bytes += unit;
    const std::u32string text = *decode_utf8(bytes);
    const TextView view = read_text(text);
    const auto words = analyse_words(view, analyser);
    const auto found = reader->expressions(view, words);
    uint32_t end = 0;
    for (const NumberExpression& e : found) {
      EXPECT_TRUE(std::isfinite(e.value)) << unit;
      EXPECT_GE(e.span.begin, end) << unit;
      EXPECT_GT(e.span.end, e.span.begin) << unit;
      EXPECT_LE(e.span.end, text.size()) << unit;
      end = e.span.end;
    }
    reader->numbers(view, words);
  }
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
