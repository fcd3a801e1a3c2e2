#include "numbers/numbers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <optional>

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

// The opened stage, and one text through the stages before it.
class Numbers : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(opened) << opened.error().message;
    image_.emplace(std::move(*opened));
    auto lexicon = Lexicon::open(*image_);
    ASSERT_TRUE(lexicon);
    lexicon_.emplace(std::move(*lexicon));
    analyser_.emplace(*lexicon_);
    auto reader = NumberReader::open(*image_);
    ASSERT_TRUE(reader);
    reader_.emplace(std::move(*reader));
  }

  void read(const std::string& utf8) {
    text_ = *decode_utf8(utf8);
    view_ = read_text(text_);
    words_ = analyse_words(view_, *analyser_);
  }

  std::string words_of(Span span) const {
    return encode_utf8(std::u32string_view(text_).substr(span.begin, span.length()));
  }

  // Each row's text is read, and `shown` must give what the row expects.
  template <class Shown>
  void check_table(const std::string& name, const Shown& shown) {
    const auto file = TsvFile::read(std::string(ISNAD_SOURCE_DIR) + "/tests/cases/numbers/" + name);
    ASSERT_TRUE(file) << file.error().message;
    ASSERT_FALSE(file->rows().empty());
    for (const TsvRow& row : file->rows()) {
      read(row.fields[0]);
      EXPECT_EQ(shown(), row.fields[1]) << name << ":" << row.line << ": " << row.fields[0];
    }
  }

  std::optional<Image> image_;
  std::optional<Lexicon> lexicon_;
  std::optional<Analyser> analyser_;
  std::optional<NumberReader> reader_;
  std::u32string text_;
  TextView view_;
  std::vector<Word> words_;
};

TEST_F(Numbers, ExpressionTable) {
  check_table("expressions.tsv", [this] {
    std::string found;
    for (const NumberExpression& e : reader_->expressions(view_, words_)) {
      found += found.empty() ? "" : " ; ";
      found += words_of(e.span) + "|" + std::string(number_kind_name(e.kind)) + "|";
      found += value_text(e) + "|" + bounds_text(e) + "|" + e.unit;
    }
    return found;
  });
}

// Long runs of what joins numbers give finite numbers in spans that do not overlap.
TEST_F(Numbers, HostileRuns) {
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
    read(bytes);
    uint32_t end = 0;
    for (const NumberExpression& e : reader_->expressions(view_, words_)) {
      EXPECT_TRUE(std::isfinite(e.value)) << unit;
      EXPECT_GE(e.span.begin, end) << unit;
      EXPECT_GT(e.span.end, e.span.begin) << unit;
      EXPECT_LE(e.span.end, text_.size()) << unit;
      end = e.span.end;
    }
    for (const NumberMention& m : reader_->numbers(view_, words_)) {
      EXPECT_TRUE(std::isfinite(m.value)) << unit;
    }
  }
}

TEST_F(Numbers, QuantityTable) {
  check_table("quantities.tsv", [this] {
    std::string found;
    const auto numbers = reader_->numbers(view_, words_);
    for (const Quantity& q : reader_->quantities(view_, words_, numbers, {})) {
      found += found.empty() ? "" : "; ";
      found += words_of(q.span) + "|" + q.bound + "|" + number_text(q.value);
      if (q.upper) found += "-" + number_text(*q.upper);
      found += "|" + q.unit;
    }
    return found;
  });
}

TEST(Digits, Value) {
  EXPECT_EQ(digits_value("1,000"), 1000);
  EXPECT_EQ(digits_value("2.5"), 2.5);
  EXPECT_FALSE(digits_value("1.2.3"));
}

}  // namespace
}  // namespace isnad
