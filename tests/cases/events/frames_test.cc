// The sentences of data/frames/*.toml, read by the whole engine: every `yes` sentence must be read
// as the act, no `no` sentence give an event of the frame. frames.xfail lists the known failures;
// one that passes again breaks the test, so that the list shrinks. ISNAD_WRITE_XFAIL=FILE writes
// the list anew.

#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "base/utf8.h"
#include "engine/engine.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ISNAD_SOURCE_DIR;
const char* const kXfail = "tests/cases/events/frames.xfail";

std::vector<std::string> toml_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(kRoot / "data/frames")) {
    if (entry.path().extension() == ".toml") out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool listed(const toml::array* list, std::string_view word) {
  if (!list) return false;
  for (const toml::node& item : *list) {
    if (item.value_or(std::string_view()) == word) return true;
  }
  return false;
}

// Known failures: "id<TAB>yes|no<TAB>index<TAB>reason" -> reason.
std::map<std::string, std::string> known_failures() {
  std::map<std::string, std::string> out;
  std::ifstream in(kRoot / kXfail);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const size_t tab = line.rfind('\t');
    out[line.substr(0, tab)] = tab == std::string::npos ? "" : line.substr(tab + 1);
  }
  return out;
}

struct Tally {
  int passed = 0;
  int all = 0;
  std::string text() const {
    return std::to_string(passed) + " of " + std::to_string(all) + " (" +
           std::to_string(all ? 100 * passed / all : 0) + "%)";
  }
};

class Frames : public ::testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    auto engine = Engine::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(engine) << engine.error().message;
    engine_ = std::make_unique<Engine>(std::move(*engine));
    known_ = known_failures();
    if (const char* path = std::getenv("ISNAD_WRITE_XFAIL")) {
      std::ofstream out(path, std::ios::app);
      if (out.tellp() == 0) {
        out << "# Sentences of data/frames/*.toml that are known not to pass yet.\n"
               "# Columns: frame, yes or no, index from 0, reason. Licence: CC0 (isnad).\n";
      }
    }
  }
  static void TearDownTestSuite() {
    EXPECT_GE(3 * accepted_, yes_.all) << "the model refuses most examples of a file";
    std::cout << "frames: accepted " << accepted_ << ", yes sentences " << yes_.text()
              << ", no sentences " << no_.text() << '\n';
    engine_.reset();
  }

  static RawDocument document(const std::string& sentence) {
    RawDocument d;
    d.uri = "sentence";
    d.published = "2024-04-10";
    d.text_utf8 = sentence;
    auto text = decode_utf8(sentence);
    EXPECT_TRUE(text) << sentence;
    if (text) d.text = std::move(*text);
    return d;
  }

  // Empty if the sentence yields what it must; else what is wrong. A `yes` sentence must be read as
  // the act; whether a reading without an article around it is sure enough is the model's matter,
  // of which at least a third a file must be. A `no` sentence must give no event of the frame.
  static std::string fault(const toml::table& frame, const std::string& rule, bool yes,
                           const std::string& sentence) {
    const RawDocument d = document(sentence);
    if (!yes) {
      for (const Event& e : engine_->extract(d).events) {
        if (e.rule == rule) return "fires";
      }
      return {};
    }
    for (const Event& e : engine_->extract(d).events) {
      if (event_type_name(e.type) != frame["type"].value_or(std::string_view())) continue;
      ++accepted_;
      break;
    }
    const toml::array* require = frame["require"].as_array();
    std::string seen;
    for (const ReadingTrace& r : engine_->readings(d).readings) {
      const bool act = r.frame == frame["id"].value_or(std::string()) ||
                       event_type_name(r.type) == frame["type"].value_or(std::string_view());
      if (act && (!r.actor.empty() || !listed(require, "actor")) &&
          (!r.recipient.empty() || !listed(require, "recipient"))) {
        return {};
      }
      seen += (seen.empty() ? "" : ", ") + std::string(event_type_name(r.type)) + " by " + r.frame;
    }
    return seen.empty() ? "no reading" : "reads " + seen;
  }

  void check(const toml::table& frame, const std::string& rule, bool yes, Tally& tally) {
    const std::string kind = yes ? "yes" : "no";
    const toml::array* list = frame[kind].as_array();
    if (!list) return;
    for (size_t i = 0; i < list->size(); ++i) {
      const std::string sentence = (*list)[i].value_or(std::string());
      const std::string key =
          frame["id"].value_or(std::string()) + '\t' + kind + '\t' + std::to_string(i);
      const std::string wrong = fault(frame, rule, yes, sentence);
      ++tally.all;
      if (wrong.empty()) ++tally.passed;
      const auto known = known_.find(key);
      if (const char* path = std::getenv("ISNAD_WRITE_XFAIL"); path && !wrong.empty()) {
        std::ofstream(path, std::ios::app)
            << key << '\t' << (known == known_.end() ? wrong : known->second) << '\n';
      }
      if (known == known_.end()) {
        EXPECT_EQ(wrong, "") << rule << ' ' << key << ": " << sentence;
      } else {
        EXPECT_NE(wrong, "") << key << " passes now: take it out of " << kXfail;
        seen_.insert(key);
      }
    }
  }

  static std::unique_ptr<Engine> engine_;
  static std::map<std::string, std::string> known_;
  static std::set<std::string> seen_;
  static Tally yes_;
  static Tally no_;
  static int accepted_;  // yes sentences that give an event of their type
};
std::unique_ptr<Engine> Frames::engine_;
std::map<std::string, std::string> Frames::known_;
std::set<std::string> Frames::seen_;
Tally Frames::yes_;
Tally Frames::no_;
int Frames::accepted_ = 0;

TEST_P(Frames, SentencesReadAsDeclared) {
  const toml::parse_result doc = toml::parse_file((kRoot / "data/frames" / GetParam()).string());
  ASSERT_TRUE(doc["frame"].is_array());
  std::set<std::string> ids;
  for (const toml::node& node : *doc["frame"].as_array()) {
    const toml::table& frame = *node.as_table();
    const std::string rule =
        "frames/" + GetParam() + ":" + std::to_string(frame.source().begin.line);
    ids.insert(frame["id"].value_or(std::string()));
    for (bool yes : {true, false}) {
      EXPECT_TRUE(frame[yes ? "yes" : "no"].is_array()) << rule << " lacks a sentence";
      check(frame, rule, yes, yes ? yes_ : no_);
    }
  }
  // Entries of frames.xfail for this file's frames must name sentences that exist.
  for (const auto& [key, reason] : known_) {
    if (ids.count(key.substr(0, key.find('\t')))) {
      EXPECT_TRUE(seen_.count(key)) << key << " is in " << kXfail << " but names no sentence";
    }
  }
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  return fs::path(info.param).stem().string();
}

INSTANTIATE_TEST_SUITE_P(Data, Frames, ::testing::ValuesIn(toml_files()), test_name);

}  // namespace
}  // namespace isnad
