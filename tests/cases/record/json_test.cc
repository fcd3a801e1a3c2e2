#include "record/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "record/json_parts.h"

namespace isnad {
namespace {

Record full_record(const std::string& s) {
  Record r;
  r.doc = {s + "id", s, s, s, s, "2024-04", DocumentInfo::PublishedFrom::option, "ar", 99};
  r.sentences = {{0, 10}, {11, 99}};
  r.entities = {{"RUS",
                 EntityKind::state,
                 s,
                 "Russia",
                 "Q0",
                 std::nullopt,
                 std::nullopt,
                 {{{0, 3}, MentionForm::demonym}}},
                {s, EntityKind::person, s, s, std::nullopt, "RUS", "minister", {}}};
  r.times = {{{1, 2}, TimeType::duration, "P2M", std::nullopt},
             {{3, 4}, TimeType::date, s, "2020/2023", "islamic-umalqura"}};
  r.quantities = {{{5, 6}, 1000, '>', std::nullopt, "person"}, {{5, 6}, 70.25, '~', 80, "USD"}};
  Event e;
  e.id = s;
  e.type = EventType::assault;
  e.mode = "aerial";
  e.contexts = {"military", s};
  e.cameo = "195";
  e.actor = {"RUS", s};
  e.place = s;
  e.date = "2024-04-01";
  e.date_from = DateFrom::relative;
  e.factuality = Factuality::denied;
  e.source = {s};
  e.count = -3;
  e.triggers = {{7, 9}, {8, 20}};
  e.rule = "events/x.tsv:3";
  e.confidence = 0.899;
  r.events = {e, Event{}};
  Relation rel;
  rel.id = "r1";
  rel.subject = s;
  rel.rel = RelationKind::at_odds_with;
  rel.object = s;
  rel.to = "2021";
  rel.span = {4, 8};
  rel.confidence = 1;
  r.relations = {rel};
  r.claims = {{"c1", s, {1, 2}, {2, 3}, {3, 9}, true, {"REUTERS"}, {"e1"}, {}, "claims/x.tsv:4"}};
  return r;
}

std::string json_string(std::string_view s) {
  std::string out;
  append_json_string(s, out);
  return out;
}

std::string written(const Record& r) {
  std::string out;
  write_json(r, out);
  return out;
}

TEST(Json, KeysStandInTheOrderOfTheContract) {
  const std::string line = written(full_record("x"));
  size_t at = 0;
  for (const char* key : {"isnad",       "doc",        "id",
                          "uri",         "url",        "outlet",
                          "title",       "published",  "published_from",
                          "lang",        "length",     "sentences",
                          "entities",    "kind",       "name",
                          "wikidata",    "of",         "role",
                          "mentions",    "times",      "value",
                          "date",        "quantities", "bound",
                          "unit",        "upper",      "events",
                          "type",        "mode",       "contexts",
                          "cameo",       "actor",      "recipient",
                          "place",       "date",       "factuality",
                          "source",      "count",      "triggers",
                          "rule",        "confidence", "date_from",
                          "relations",   "subject",    "rel",
                          "object",      "from",       "to",
                          "count",       "factuality", "source",
                          "span",        "claims",     "source",
                          "source_span", "cue_span",   "span",
                          "direct",      "via",        "events",
                          "relations",   "rule"}) {
    const size_t found = line.find('"' + std::string(key) + "\":", at);
    ASSERT_NE(found, std::string::npos) << key << " after " << line.substr(at, 60);
    at = found;
  }
  EXPECT_EQ(line.back(), '\n');
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_NE(line.find("\"confidence\":0.90"), std::string::npos);
  EXPECT_NE(line.find("\"value\":1000,"), std::string::npos);
}

TEST(Json, ReadsBackWhatItWrote) {
  const std::string hostile[] = {
      "",
      "plain",
      "\"quoted\" \\ back/slash",
      std::string("nul\0inside", 10),
      "\x01\x1f\t\r\n\b\f\x7f",
      "\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7",
      "\xE2\x80\xA8\xE2\x80\xAE\xF0\x9F\x98\x80",
      "</script><!--",
  };
  for (const std::string& s : hostile) {
    const std::string once = written(full_record(s));
    const Result<Record> back = read_json(once);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->doc.title, s);
    EXPECT_EQ(back->events[0].actor[1], s);
    EXPECT_EQ(written(*back), once);
  }
}

TEST(Json, AnyBytesGiveALegalLine) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string s;
    for (int i = 0; i < 20; ++i)
      s += static_cast<char>(random() % 4 ? 0x80 + random() % 128 : random());
    const std::string once = written(full_record(s));
    const Result<Record> back = read_json(once);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(written(*back), once);
  }
}

TEST(Json, NumbersThatJsonCannotSayAreHarmless) {
  Record r = full_record("x");
  r.events[0].confidence = std::numeric_limits<double>::quiet_NaN();
  r.quantities[0].value = std::numeric_limits<double>::infinity();
  r.quantities[1].value = 1.5e300;
  const Result<Record> back = read_json(written(r));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->events[0].confidence, 0);
  EXPECT_EQ(back->quantities[1].value, 1.5e300);
}

TEST(Json, EveryCutLineIsRefused) {
  const std::string line = written(full_record("x"));
  for (size_t n = 0; n + 2 < line.size(); ++n) {
    EXPECT_FALSE(read_json(std::string_view(line).substr(0, n))) << n;
  }
}

TEST(Json, FaultsNameTheirPlace) {
  const auto message = [](std::string line, const std::string& from, const std::string& to) {
    const size_t at = line.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    line.replace(at, from.size(), to);
    const Result<Record> r = read_json(line);
    return r ? std::string("read") : r.error().message;
  };
  const std::string line = written(full_record("x"));
  EXPECT_EQ(message(line, "\"ASSAULT\"", "\"FIGHT\""),
            "events[0].type: has an unknown value \"FIGHT\"");
  EXPECT_EQ(message(line, "\"mode\":", "\"moda\":"), "events[0].mode: is missing");
  EXPECT_EQ(message(line, "[7,9]", "[9,7]"),
            "events[0].triggers[0]: is a span that ends before it begins");
  EXPECT_EQ(message(line, "[7,9]", "[7,-9]"), "events[0].triggers[0]: is no position in a text");
  EXPECT_EQ(message(line, "\"isnad\":1", "\"isnad\":2"),
            "a record of version 2, this program reads version 1");
  EXPECT_EQ(message(line, "\"lang\":\"ar\"", "\"lang\":7"), "lang: is no string");
}

TEST(Json, ErrorRecord) {
  std::string out;
  write_error_json("a \"b\".txt", {ErrorCode::bad_encoding, "a.txt: not UTF-8 at byte 3"}, out);
  EXPECT_EQ(
      out,
      "{\"isnad\":1,\"doc\":{\"uri\":\"a \\\"b\\\".txt\"},\"error\":{\"code\":\"bad_encoding\","
      "\"message\":\"a.txt: not UTF-8 at byte 3\"}}\n");
  EXPECT_FALSE(read_json(out));
}

TEST(RecordJson, NothingInItSteersATerminal) {
  EXPECT_EQ(json_string("\x1b[31m\x7f"), "\"\\u001b[31m\\u007f\"");
  // C1 controls, direction, what is not seen: as escapes, so that nothing is lost.
  EXPECT_EQ(json_string("\xC2\x80\xC2\x9B\xC2\x9F\xC2\xA0"), "\"\\u0080\\u009b\\u009f\xC2\xA0\"");
  EXPECT_EQ(json_string("\xD8\x9C\xD8\x9B"), "\"\\u061c\xD8\x9B\"");
  EXPECT_EQ(json_string("\xE2\x80\x8B\xE2\x80\x8C\xE2\x80\x8F\xE2\x80\xA8\xE2\x80\xAE\xE2\x80\xAF"),
            "\"\\u200b\xE2\x80\x8C\\u200f\\u2028\\u202e\xE2\x80\xAF\"");
  EXPECT_EQ(json_string("\xE2\x81\x9F\xE2\x81\xA0\xE2\x81\xA9\xE2\x81\xAF\xE2\x81\xB0"),
            "\"\xE2\x81\x9F\\u2060\\u2069\\u206f\xE2\x81\xB0\"");
  EXPECT_EQ(json_string("\xC2\xAD\xE1\xA0\x8E\xE1\xA0\x8F"), "\"\\u00ad\\u180e\xE1\xA0\x8F\"");
  EXPECT_EQ(json_string("\xEF\xBB\xBF\xEF\xBB\xBE"), "\"\\ufeff\xEF\xBB\xBE\"");
  EXPECT_EQ(json_string("\xF3\xA0\x80\x80\xF3\xA0\x81\xBF\xF3\xA0\x82\x80"),
            "\"\\udb40\\udc00\\udb40\\udc7f\xF3\xA0\x82\x80\"");
  // The same of what a library wrote.
  EXPECT_EQ(with_safe_strings("{\"a\":\"\x7f\xE2\x80\xAE\xD9\x85\"}"),
            "{\"a\":\"\\u007f\\u202e\xD9\x85\"}");
}

}  // namespace
}  // namespace isnad
