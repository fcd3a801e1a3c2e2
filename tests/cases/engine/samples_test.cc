// The sample articles against their .expected files: every line must be found, unless it is marked
// as a declared failure, which breaks the test when it starts to pass.
//
// With ISNAD_MARK_SAMPLES=1 in the environment the marks are rewritten instead, and every line that
// is not found is listed with what is there in its place; see samples/README.md.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "engine/engine.h"
#include "judge.h"

namespace isnad::testing {
namespace {

bool marking() {
  const char* value = std::getenv("ISNAD_MARK_SAMPLES");
  return value != nullptr && *value != '\0' && std::string_view(value) != "0";
}

struct Count {
  int found = 0;
  int wrong_attribute = 0;
  int missed = 0;
};

class Samples : public ::testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    auto engine = Engine::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(engine) << engine.error().message;
    engine_ = new Engine(std::move(*engine));
  }
  static void TearDownTestSuite() {
    if (marking()) {
      for (const auto& [kind, n] : counts_) {
        std::cout << kind << ": " << n.found << " found, " << n.wrong_attribute
                  << " with a wrong attribute, " << n.missed << " missed\n";
      }
    }
    delete engine_;
    engine_ = nullptr;
  }

  static Engine* engine_;
  static std::map<std::string, Count> counts_;
};

Engine* Samples::engine_ = nullptr;
std::map<std::string, Count> Samples::counts_;

void rewrite(const std::string& name, const std::vector<Line>& lines,
             const std::vector<Verdict>& verdicts) {
  std::ofstream out(samples_folder() / (name + ".expected"), std::ios::binary);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (verdicts[i].found == Found::no) out << kXfail;
    if (verdicts[i].found == Found::wrong_attribute) out << kXfailAttr;
    out << lines[i].text << '\n';
  }
  ASSERT_TRUE(out.flush()) << "cannot write the marks of " << name;
}

// Empty if the line keeps what its mark declares.
std::string broken(const Line& line, const Verdict& verdict) {
  switch (line.mark) {
    case Mark::none:
      if (verdict.found == Found::yes) return {};
      return verdict.found == Found::no ? "not found; there is: " + verdict.why
                                        : "found, but with " + verdict.why;
    case Mark::xfail:
      if (verdict.found == Found::no) return {};
      return verdict.found == Found::yes ? "starts to pass: remove xfail"
                                         : "starts to be found: make it xfail-attr; " + verdict.why;
    case Mark::xfail_attr:
      if (verdict.found == Found::wrong_attribute) return {};
      return verdict.found == Found::yes ? "starts to pass: remove xfail-attr"
                                         : "no longer found; there is: " + verdict.why;
  }
  return {};
}

TEST_P(Samples, HoldWhatIsExpected) {
  const std::string& name = GetParam();
  const auto document = sample(name);
  ASSERT_TRUE(document) << name << ": no text, or no line in metadata.jsonlines";
  const std::vector<Line> lines = expectations(name);
  ASSERT_FALSE(lines.empty()) << name << ".expected is empty";
  const Record record = engine_->extract(*document);
  const std::vector<Verdict> verdicts = judge(lines, record, document->text);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].kind.empty()) continue;
    Count& count = counts_[lines[i].kind];
    ++(verdicts[i].found == Found::yes  ? count.found
       : verdicts[i].found == Found::no ? count.missed
                                        : count.wrong_attribute);
    if (marking() && verdicts[i].found != Found::yes) {
      std::cout << name << ".expected:" << lines[i].number << ": " << lines[i].text << "\n  "
                << (verdicts[i].found == Found::no ? "missed: " : "in part: ") << verdicts[i].why
                << '\n';
    }
    const std::string message = broken(lines[i], verdicts[i]);
    if (message.empty() || marking()) continue;
    ADD_FAILURE_AT(("samples/" + name + ".expected").c_str(), lines[i].number)
        << lines[i].text << "\n  " << message;
  }
  if (marking()) rewrite(name, lines, verdicts);
}

std::string test_name(const ::testing::TestParamInfo<std::string>& sample_name) {
  std::string name = sample_name.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, Samples, ::testing::ValuesIn(sample_names()), test_name);

}  // namespace
}  // namespace isnad::testing
