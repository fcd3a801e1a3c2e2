// rules.txt beside this file: articles of our own, read by the engine, and the state that they
// make.

#include <fstream>
#include <set>

#include "base/utf8.h"
#include "engine/engine.h"
#include "reports.h"
#include "world/impl.h"

namespace isnad::world_test {
namespace {

struct Case {
  std::string name;
  uint32_t line = 0;
  std::vector<RawDocument> articles;
  std::vector<std::string> expected;
};

RawDocument document(const std::string& head, const std::string& text, size_t number) {
  const size_t space = head.find(' ');
  RawDocument doc;
  doc.uri = std::to_string(number);
  doc.text_utf8 = text;
  doc.text = decode_utf8(text).value();
  doc.published = head.substr(0, space);
  doc.outlet = head.substr(space + 1);
  return doc;
}

std::vector<Case> read_cases(const std::string& path) {
  std::vector<Case> out;
  std::ifstream in(path);
  std::string head, text;
  bool expects = false;
  uint32_t number = 0;
  const auto flush = [&] {
    if (!head.empty()) {
      out.back().articles.push_back(document(head, text, out.back().articles.size()));
    }
    head.clear();
    text.clear();
  };
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("#")) continue;
    if (line.starts_with("== ")) {
      out.push_back({line.substr(3), number, {}, {}});
      expects = false;
    } else if (line.starts_with("@ ")) {
      flush();
      head = line.substr(2);
    } else if (line == "--") {
      flush();
      expects = true;
    } else if (expects && !line.empty()) {
      out.back().expected.push_back(line);
    } else if (!expects) {
      text += line + "\n";
    }
  }
  return out;
}

TEST(Rules, EveryRuleOnArticlesOfOurOwn) {
  auto image = Image::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(image) << image.error().message;
  const auto rules = WorldRules::open(*image);
  ASSERT_TRUE(rules) << rules.error().message;
  const auto engine = Engine::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(engine) << engine.error().message;
  const std::string path = std::string(ISNAD_SOURCE_DIR) + "/tests/cases/world/rules.txt";
  const std::vector<Case> cases = read_cases(path);
  ASSERT_GT(cases.size(), 15u);
  std::set<RuleId> used;
  for (const Case& c : cases) {
    SCOPED_TRACE("rules.txt:" + std::to_string(c.line) + ": " + c.name);
    std::vector<Record> records;
    for (const RawDocument& a : c.articles) records.push_back(engine->extract(a));
    const Corpus corpus = corpus_of(records);
    const World world(corpus, *rules);
    const State state = world.state();
    const std::string shown = show(state, corpus);
    EXPECT_FALSE(c.expected.empty());
    for (const std::string& line : c.expected) {
      const bool absent = line.starts_with("! ");
      const std::string wanted = "\n" + (absent ? line.substr(2) : line + "\n");
      EXPECT_EQ(("\n" + shown).find(wanted) == std::string::npos, absent) << line << "\n" << shown;
    }
    for (const FluentEvidence& e : world.evidence()) used.insert(e.rule);
    for (const History& h : state.all()) {
      for (const Period& p : h.periods) {
        for (const Reason& r : p.reasons) used.insert(r.rule);
        for (const Reason& r : p.end_reasons) used.insert(r.rule);
      }
    }
  }
  for (RuleId r = 0; r < rules->size(); ++r) {
    EXPECT_TRUE(used.contains(r)) << rules->name(r) << ": no case in rules.txt: " << rules->says(r);
  }
}

}  // namespace
}  // namespace isnad::world_test
