// The public interface as an embedding program uses it: nothing internal is included.

#include <gtest/gtest.h>

#include <isnad/engine.h>
#include <isnad/version.h>

namespace {

using isnad::api::Document;
using isnad::api::Engine;
using isnad::api::Failure;

Engine open_engine() {
  auto engine = Engine::open(ISNAD_IMAGE_FILE);
  EXPECT_TRUE(std::holds_alternative<Engine>(engine));
  return std::get<Engine>(std::move(engine));
}

// "Mali cut relations with Ukraine", in escapes: sources are ASCII.
constexpr const char* kSentence =
    "\u0642\u0637\u0639\u062A \u0645\u0627\u0644\u064A "
    "\u0639\u0644\u0627\u0642\u0627\u062A\u0647\u0627 "
    "\u0627\u0644\u062F\u0628\u0644\u0648\u0645\u0627\u0633\u064A\u0629 \u0645\u0639 "
    "\u0623\u0648\u0643\u0631\u0627\u0646\u064A\u0627 \u0641\u064A 4 "
    "\u0623\u063A\u0633\u0637\u0633 2024.";

TEST(Api, RecordOfASentence) {
  const Engine engine = open_engine();
  Document document;
  document.uri = "api/1";
  document.text = kSentence;
  const std::string line = engine.extract(document);
  EXPECT_EQ(line, engine.extract(document));
  EXPECT_EQ(line.back(), '\n');
  EXPECT_NE(line.find("\"isnad\":" + std::to_string(isnad::api::kRecordVersion)),
            std::string::npos);
  EXPECT_NE(line.find("\"SANCTION\""), std::string::npos) << line;
  EXPECT_NE(line.find("\"2024-08-04\""), std::string::npos) << line;
}

TEST(Api, FailuresAreValues) {
  const auto missing = Engine::open("/no/such/image");
  ASSERT_TRUE(std::holds_alternative<Failure>(missing));
  EXPECT_EQ(std::get<Failure>(missing).code, "not_found");

  const Engine engine = open_engine();
  Document document;
  document.uri = "api/2";
  document.text = "\xFF\xFF\xFF";
  EXPECT_NE(engine.extract(document).find("\"error\""), std::string::npos);
  document.text = kSentence;
  const auto explained = engine.explain(document, 99);
  ASSERT_TRUE(std::holds_alternative<Failure>(explained));
  EXPECT_EQ(std::get<Failure>(explained).code, "bad_argument");
}

}  // namespace
