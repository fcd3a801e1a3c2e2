#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "world/text.h"

// Hand-made corpora. A line an article:
//   DAY OUTLET: REPORT; REPORT
// DAY is EDTF or '-'. A report is "SUBJECT REL OBJECT" or "TYPE MODE FRAME_RULE ACTOR > RECIPIENT",
// then any of from=, to=, at= (date of an event), rule=, as=FACTUALITY, by=SPEAKER, place=.

namespace isnad::world_test {

inline std::vector<std::string> split(const std::string& s, char separator) {
  std::vector<std::string> out;
  std::istringstream in(s);
  for (std::string part; std::getline(in, part, separator);) out.push_back(part);
  return out;
}

inline void read_report(const std::string& text, Record& record) {
  std::istringstream in(text);
  std::vector<std::string> words;
  Relation r;
  Event e;
  r.factuality = e.factuality = Factuality::actual;
  for (std::string w; in >> w;) {
    const size_t equals = w.find('=');
    if (equals == std::string::npos) {
      words.push_back(w);
      continue;
    }
    const std::string key = w.substr(0, equals), value = w.substr(equals + 1);
    if (key == "from")
      r.from = value;
    else if (key == "to")
      r.to = value;
    else if (key == "at")
      e.date = value;
    else if (key == "rule")
      r.rule = value;
    else if (key == "place")
      e.place = value;
    else if (key == "as")
      r.factuality = e.factuality = factuality_from_name(value).value();
    else if (key == "by")
      r.source = e.source = {value};
    else
      ADD_FAILURE() << "no such key: " << w;
  }
  if (words.empty()) return;
  if (const auto type = event_type_from_name(words[0])) {
    ASSERT_GE(words.size(), 5u) << text;
    e.id = "e" + std::to_string(record.events.size());
    e.type = *type;
    e.mode = words[1] == "-" ? "" : words[1];
    e.rule = words[2];
    e.actor = {words[3]};
    if (words.size() > 5) e.recipient = {words[5]};
    e.contexts = {"military"};
    e.confidence = 0.9;
    e.triggers = {{0, 1}};
    record.events.push_back(e);
    return;
  }
  ASSERT_EQ(words.size(), 3u) << text;
  const auto kind = relation_kind_from_name(words[1]);
  ASSERT_TRUE(kind) << text;
  r.id = "r" + std::to_string(record.relations.size());
  r.subject = words[0];
  r.rel = *kind;
  r.object = words[2];
  r.span = {0, 1};
  record.relations.push_back(r);
}

// Ids of articles are a, b, c ... in the order of the lines.
inline std::vector<Record> records_of(const std::string& text) {
  std::vector<Record> out;
  for (const std::string& line : split(text, '\n')) {
    const size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    Record& record = out.emplace_back();
    record.doc.id = std::string(1, static_cast<char>('a' + out.size() - 1));
    std::istringstream head(line.substr(0, colon));
    std::string day, outlet;
    head >> day >> outlet;
    if (day != "-") record.doc.published = day;
    if (!outlet.empty()) record.doc.outlet = outlet;
    // Rules of relations are written with a colon: relations/patterns.tsv:40.
    for (const std::string& report : split(line.substr(colon + 1), ';'))
      read_report(report, record);
  }
  return out;
}

inline Day day(const std::string& iso) { return days_of(iso).value().first; }

// Everything that a State holds, a line a period or a fluent without one.
inline std::string show(const State& state, const Corpus& corpus) {
  std::string out;
  for (const History& h : state.all()) {
    const std::string name = fluent_text(corpus.symbols, h.fluent);
    for (const Period& p : h.periods) out += name + " " + period_text(p) + "\n";
    if (h.periods.empty()) out += name + " -\n";
  }
  return out;
}

class WorldCases : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto image = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(image) << image.error().message;
    image_ = new Image(std::move(*image));
    auto rules = WorldRules::open(*image_);
    ASSERT_TRUE(rules) << rules.error().message;
    rules_ = new WorldRules(std::move(*rules));
  }
  static void TearDownTestSuite() {
    delete rules_;
    delete image_;
    rules_ = nullptr;
    image_ = nullptr;
  }
  static const WorldRules& rules() { return *rules_; }

  // The whole state by a text of articles.
  static std::string state_of(const std::string& text, const Viewpoint& view = {}) {
    const Corpus corpus = corpus_of(records_of(text));
    const World world(corpus, rules());
    return show(world.state(view), corpus);
  }
  // The same without what rules make of it.
  static std::string told(const std::string& text) {
    Viewpoint view;
    view.consequences = false;
    return state_of(text, view);
  }

  inline static Image* image_ = nullptr;
  inline static WorldRules* rules_ = nullptr;
};

}  // namespace isnad::world_test
