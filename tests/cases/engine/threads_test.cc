// One Engine serves many threads. Plain threads, not TBB: ThreadSanitizer sees their hand-overs, so
// that in the tsan preset this test finds a race in the engine and nothing else.

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "engine/engine.h"
#include "ingest/ingest.h"
#include "record/json.h"

namespace isnad {
namespace {

TEST(Threads, ShareOneEngine) {
  const auto engine = Engine::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(engine) << engine.error().message;
  auto ingest = Ingest::open({ISNAD_SOURCE_DIR "/samples"}, {});
  ASSERT_TRUE(ingest) << ingest.error().message;
  std::vector<RawDocument> documents;
  while (auto item = ingest->next()) {
    if (item->document) documents.push_back(std::move(*item->document));
  }
  ASSERT_GE(documents.size(), 12U);

  constexpr size_t kThreads = 4;
  std::vector<std::string> out(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::string& lines : out) {
      threads.emplace_back([&] {
        for (const RawDocument& d : documents) write_json(engine->extract(d), lines);
      });
    }
  }
  for (const std::string& lines : out) EXPECT_EQ(lines, out[0]);
}

}  // namespace
}  // namespace isnad
