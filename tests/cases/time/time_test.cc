#include "time/time.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/tsv.h"
#include "base/utf8.h"
#include "text/parts.h"
#include "time/calendar.h"
#include "time/resolve.h"

namespace isnad {
namespace {

const std::string kCases = std::string(ISNAD_SOURCE_DIR) + "/tests/cases/time/";

class TimeTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(opened) << opened.error().message;
    image = std::make_unique<Image>(std::move(*opened));
    lexicon = std::make_unique<Lexicon>(*Lexicon::open(*image));
    analyser = std::make_unique<Analyser>(*lexicon);
    numbers = std::make_unique<NumberReader>(*NumberReader::open(*image));
    reader = std::make_unique<TimeReader>(*TimeReader::open(*image));
  }
  static void TearDownTestSuite() {
    reader.reset();
    numbers.reset();
    analyser.reset();
    lexicon.reset();
    image.reset();
  }
  static std::vector<TimeExpression> read(const std::u32string& text, const std::string& anchor) {
    const TextView view = read_text(text);
    const auto words = analyse_words(view, *analyser);
    Anchor a;
    if (!anchor.empty()) a.published = anchor;
    return reader->times(view, words, numbers->numbers(view, words), a);
  }

  static std::vector<TimeReading> readings(const std::u32string& text, const std::string& anchor,
                                           TimeGenre genre) {
    const TextView view = read_text(text);
    const auto words = analyse_words(view, *analyser);
    Anchor a;
    if (!anchor.empty()) a.published = anchor;
    return reader->read(view, words, numbers->numbers(view, words), a, genre);
  }
  static TimeReading only(const std::string& text, const std::string& anchor) {
    const std::u32string decoded = *decode_utf8(text);
    const auto all = readings(decoded, anchor, TimeGenre::news);
    EXPECT_EQ(all.size(), 1u) << text;
    return all.empty() ? TimeReading() : all[0];
  }

  static inline std::unique_ptr<Image> image;
  static inline std::unique_ptr<Lexicon> lexicon;
  static inline std::unique_ptr<Analyser> analyser;
  static inline std::unique_ptr<NumberReader> numbers;
  static inline std::unique_ptr<TimeReader> reader;
};

TEST_F(TimeTest, Table) {
  const auto file = TsvFile::read(kCases + "times.tsv");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_FALSE(file->rows().empty());
  for (const TsvRow& row : file->rows()) {
    const std::u32string text = *decode_utf8(row.fields[0]);
    std::string found;
    for (const TimeExpression& t : read(text, row.fields[1])) {
      found += found.empty() ? "" : "; ";
      found += encode_utf8(std::u32string_view(text).substr(t.span.begin, t.span.length()));
      found += "=" + t.value;
      if (t.date && *t.date != t.value) found += "@" + *t.date;
    }
    EXPECT_EQ(found, row.fields[2]) << "times.tsv:" << row.line << ": " << row.fields[0];
  }
}

TEST_F(TimeTest, Notes) {
  const auto file = TsvFile::read(kCases + "notes.tsv");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_FALSE(file->rows().empty());
  for (const TsvRow& row : file->rows()) {
    const std::u32string text = *decode_utf8(row.fields[0]);
    std::string found;
    for (const TimeReading& r : readings(text, row.fields[1], TimeGenre::note)) {
      const Span s = r.time.span;
      found += found.empty() ? "" : "; ";
      found += encode_utf8(std::u32string_view(text).substr(s.begin, s.length()));
      found += "=" + r.time.value;
      if (!r.from.empty()) found += "@" + r.from + (r.to == r.from ? "" : ".." + r.to);
    }
    EXPECT_EQ(found, row.fields[2]) << "notes.tsv:" << row.line << ": " << row.fields[0];
  }
}

// Each line: text, anchor, then rule's file, mod, link, calendar, from, to, counted.
TEST_F(TimeTest, Readings) {
  const auto file = TsvFile::read(kCases + "readings.tsv");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_FALSE(file->rows().empty());
  for (const TsvRow& row : file->rows()) {
    const TimeReading r = only(row.fields[0], row.fields[1]);
    const std::string where = "readings.tsv:" + std::to_string(row.line);
    EXPECT_EQ(r.rule.substr(0, r.rule.find(':')), row.fields[2]) << where;
    EXPECT_EQ(r.mod, row.fields[3]) << where;
    EXPECT_EQ(r.link, row.fields[4]) << where;
    EXPECT_EQ(r.time.calendar.value_or(""), row.fields[5]) << where;
    EXPECT_EQ(r.from, row.fields[6]) << where;
    EXPECT_EQ(r.to, row.fields[7]) << where;
    EXPECT_EQ(r.counted, row.fields[8]) << where;
  }
}

// Pairs of a text and one that says the same with less certainty.
TEST_F(TimeTest, ConfidenceFalls) {
  const auto file = TsvFile::read(kCases + "confidence.tsv");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_FALSE(file->rows().empty());
  for (const TsvRow& row : file->rows()) {
    const TimeReading sure = only(row.fields[1], row.fields[0]);
    const TimeReading less = only(row.fields[2], row.fields[0]);
    EXPECT_GT(sure.confidence, less.confidence) << "confidence.tsv:" << row.line;
    EXPECT_GT(less.confidence, 0.0) << "confidence.tsv:" << row.line;
  }
}

TEST_F(TimeTest, ReadingsOfNewsAreItsTimes) {
  const auto file = TsvFile::read(kCases + "times.tsv");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_FALSE(file->rows().empty());
  for (const TsvRow& row : file->rows()) {
    const std::u32string text = *decode_utf8(row.fields[0]);
    const auto times = read(text, row.fields[1]);
    const auto all = readings(text, row.fields[1], TimeGenre::news);
    ASSERT_EQ(times.size(), all.size()) << row.fields[0];
    for (size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(times[i].value, all[i].time.value);
      EXPECT_FALSE(all[i].rule.empty()) << row.fields[0];
    }
  }
}

TEST_F(TimeTest, Published) {
  const auto file = TsvFile::read(kCases + "published.tsv");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_FALSE(file->rows().empty());
  const auto parts = PartReader::open(*image);
  ASSERT_TRUE(parts) << parts.error().message;
  for (const TsvRow& row : file->rows()) {
    std::string bytes = row.fields[0];
    for (size_t at; (at = bytes.find("/n")) != std::string::npos;) bytes.replace(at, 2, "\n");
    const std::u32string text = *decode_utf8(bytes);
    TextView view = read_text(text);
    parts->mark(view);
    const auto words = analyse_words(view, *analyser);
    const auto date = reader->published(view, words, numbers->numbers(view, words));
    EXPECT_EQ(date ? date->date : "", row.fields[1]) << "published.tsv:" << row.line;
  }
}

TEST_F(TimeTest, EmptyAndHostileTexts) {
  for (const char* s :
       {"", "/", "//", "1/1/", "31/2/2015", "99/99/9999", "(((", "1436", ": : 10:"}) {
    const std::u32string text = *decode_utf8(s);
    for (const TimeExpression& t : read(text, "2015-07-25")) {
      EXPECT_LE(t.span.end, text.size());
    }
  }
}

// Measures, and only sets a floor: the specification also holds chat phrases that news lacks.
TEST_F(TimeTest, RecognizersRate) {
  const std::filesystem::path folder =
      std::string(ISNAD_SOURCE_DIR) + "/../shared/data/timex/recognizers";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  int all = 0;
  int extracted = 0;
  int resolved = 0;
  for (const char* name : {"DateParser", "DatePeriodParser", "DurationParser"}) {
    std::ifstream in(folder / (std::string(name) + ".json"));
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    for (const auto& item : nlohmann::json::parse(bytes)) {
      if (!item.contains("Results") || item["Results"].empty()) continue;
      const auto& value = item["Results"][0]["Value"];
      if (!value.is_object() || !value.contains("Timex")) continue;
      std::vector<std::string> right = {value["Timex"]};
      for (const char* side : {"PastResolution", "FutureResolution"}) {
        if (!value.contains(side)) continue;
        for (const auto& date : value[side]) right.push_back(date.get<std::string>());
      }
      std::string anchor;
      if (item.contains("Context")) {
        anchor = item["Context"]["ReferenceDateTime"].get<std::string>().substr(0, 10);
      }
      const auto times = read(*decode_utf8(item["Input"].get<std::string>()), anchor);
      ++all;
      extracted += !times.empty();
      bool hit = false;
      for (const TimeExpression& t : times) {
        for (const std::string& r : right) hit = hit || t.value == r || t.date == r;
      }
      resolved += hit;
    }
  }
  RecordProperty("all", all);
  RecordProperty("extracted", extracted);
  RecordProperty("resolved", resolved);
  EXPECT_GT(extracted * 10, all * 7);
  EXPECT_GT(resolved * 10, all * 3);
}

TEST(Resolve, Moments) {
  EXPECT_EQ(format(*parse_moment("2016-11-07T16:12:00")), "2016-11-07T16:12");
  EXPECT_EQ(format(*parse_moment("2016-11-07T16:12:30")), "2016-11-07T16:12:30");
  EXPECT_EQ(format(*parse_moment("2016-11-07")), "2016-11-07");
  for (const char* none : {"", "T", "2016-11", "2016-02-30", "2016-11-07T", "2016-11-07T25",
                           "2016-11-07T10:60", "2016-11-07T10:00:00Z", "T1"}) {
    EXPECT_FALSE(parse_moment(none)) << none;
  }
  EXPECT_EQ(format(shifted({{2016, 12, 31}, 86399}, 1)), "2017-01-01T00:00");
  EXPECT_EQ(format(shifted({{2016, 1, 1}, 0}, -1)), "2015-12-31T23:59:59");
  EXPECT_EQ(format(plus_months({2016, 1, 31}, 1)), "2016-02-29");
}

TEST(Resolve, Intervals) {
  const auto shown = [](const char* value, const char* mod) {
    const Interval i = interval_of(value, mod);
    return i.from + ".." + i.to;
  };
  EXPECT_EQ(shown("2016", ""), "2016-01-01..2016-12-31");
  EXPECT_EQ(shown("2016", "END"), "2016-07-01..2016-12-31");
  EXPECT_EQ(shown("2016-02", ""), "2016-02-01..2016-02-29");
  EXPECT_EQ(shown("2016-02", "MID"), "2016-02-10..2016-02-20");
  EXPECT_EQ(shown("2015-W53", ""), "2015-12-28..2016-01-03");
  EXPECT_EQ(shown("2016-W45-WE", ""), "2016-11-12..2016-11-13");
  EXPECT_EQ(shown("2016-Q4", ""), "2016-10-01..2016-12-31");
  EXPECT_EQ(shown("2016-H1", ""), "2016-01-01..2016-06-30");
  EXPECT_EQ(shown("199X", ""), "1990-01-01..1999-12-31");
  EXPECT_EQ(shown("19XX", ""), "1900-01-01..1999-12-31");
  EXPECT_EQ(shown("2014/2018-03", ""), "2014-01-01..2018-03-31");
  EXPECT_EQ(shown("2016-11-07TEV", ""), "2016-11-07T16:00..2016-11-07T20:00");
  EXPECT_EQ(shown("T07", ""), "T07:00..T07:00");
  for (const char* none : {"", "P3D", "PAST_REF", "XXXX", "XXXX-10-02", "XXXX-WXX-5", "2016-SU",
                           "2016-13", "2016-02-30", "2016-W", "2016-Q5", "0000", "T99", "/"}) {
    EXPECT_EQ(shown(none, ""), "..") << none;
  }
}

TEST(Anchor, WhatItMayBe) {
  for (const char* good : {"2016", "2016-11", "2016-11-07", "2016-11-07T16:12", "2016-11-07T16"}) {
    EXPECT_TRUE(is_anchor(good)) << good;
  }
  for (const char* bad : {"", "16", "2016-13", "2016-02-30", "yesterday", "2016-11T10", "T10",
                          "2016-11-07T24:61", "2016-11-07 16:12"}) {
    EXPECT_FALSE(is_anchor(bad)) << bad;
  }
}

TEST(Calendar, WeeksAndWeekdays) {
  EXPECT_EQ(weekday_of(0), 4);  // 1970-01-01 was a Thursday
  EXPECT_EQ(format_week(days_of({2016, 1, 1})), "2015-W53");
  EXPECT_EQ(format_week(days_of({2025, 7, 27})), "2025-W30");
  EXPECT_EQ(format(add_months({2015, 1, 31}, -1)), "2014-12");
  EXPECT_EQ(format(date_of(days_of({2024, 2, 28}) + 1)), "2024-02-29");
  EXPECT_FALSE(valid({2015, 2, 29}));
}

TEST(Calendar, EdtfOfValues) {
  EXPECT_EQ(edtf_of_value("2025-W30"), "2025-07-21/2025-07-27");
  EXPECT_EQ(edtf_of_value("2023-SU"), "2023-22");
  EXPECT_EQ(edtf_of_value("2015-07-26T23:59"), "2015-07-26");
  EXPECT_EQ(edtf_of_value("2020/2023"), "2020/2023");
  for (const char* none : {"P3D", "PAST_REF", "XXXX", "XXXX-08-10", "XXXX-WXX-5", "T10:00", ""}) {
    EXPECT_FALSE(edtf_of_value(none)) << none;
  }
}

}  // namespace
}  // namespace isnad
