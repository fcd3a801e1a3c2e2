// An image that has not one weight a feature is refused, as a whole; so is one whose frames are not
// all there.

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "base/archive.h"
#include "base/image.h"
#include "events/frame_table.h"
#include "events/model.h"

namespace isnad {
namespace {

// The section as isnad-compile writes it, but that `model` has `more` weights than features.
std::string weights(size_t model = 0, int more = 0) {
  ArchiveWriter out;
  for (size_t m = 0; m < kEventModelCount; ++m) {
    const size_t features = feature_names(static_cast<EventModel>(m)).size();
    const auto count = static_cast<uint32_t>(features + static_cast<size_t>(m == model ? more : 0));
    out.num(0.25F);
    out.num(count);
    for (uint32_t i = 0; i < count; ++i) out.num(i == 1 ? 2.0F : 0.0F);
    out.num(uint32_t{0});
  }
  out.num(uint32_t{1});
  out.str("attack");
  out.num(0.5F);
  return out.take();
}

// An image of one section, or none.
Image image_of(const char* name, const std::optional<std::string>& section) {
  ImageWriter out;
  if (section) out.add(name, *section);
  auto image = Image::from_bytes(out.finish());
  EXPECT_TRUE(image) << image.error().message;
  return std::move(*image);
}

void refused(const std::optional<std::string>& section, const std::string& why) {
  const Image image = image_of("evt.weights", section);
  const auto opened = EventWeights::open(image);
  ASSERT_FALSE(opened) << why;
  EXPECT_EQ(opened.error().code, ErrorCode::corrupt) << why;
  EXPECT_NE(opened.error().message.find("event"), std::string::npos) << opened.error().message;
}

TEST(EventWeightsTest, OpensWithOneWeightAFeature) {
  const Image image = image_of("evt.weights", weights());
  const auto opened = EventWeights::open(image);
  ASSERT_TRUE(opened) << opened.error().message;
  for (size_t m = 0; m < kEventModelCount; ++m) {
    const auto model = static_cast<EventModel>(m);
    EXPECT_EQ(opened->threshold(model), 0.25);
    EXPECT_EQ(opened->score(model, {0, 1, 2}), 2.0);
  }
  EXPECT_EQ(opened->of_frame("attack"), 0.5);
  EXPECT_EQ(opened->of_frame("visit"), 0.0);
}

TEST(EventWeightsTest, RefusesAnImageWithoutWeights) {
  refused(std::nullopt, "no section");
  refused("", "an empty section");
}

TEST(EventWeightsTest, RefusesOtherNumbersOfFeatures) {
  for (size_t m = 0; m < kEventModelCount; ++m) {
    const std::string name = event_model_name(static_cast<EventModel>(m));
    refused(weights(m, -1), name + " with a weight too few");
    refused(weights(m, 1), name + " with a weight too many");
  }
}

TEST(EventWeightsTest, RefusesASectionThatEndsTooEarly) {
  const std::string whole = weights();
  for (const size_t lost : {size_t{1}, sizeof(float), whole.size() / 2, whole.size() - 1}) {
    refused(whole.substr(0, whole.size() - lost), std::to_string(lost) + " bytes lost");
  }
}

// The section of frames with these ids, as isnad-compile writes it.
std::string frames(const std::vector<std::string>& ids) {
  ArchiveWriter out;
  std::string packed;
  out.num(static_cast<uint32_t>(ids.size()));
  for (const std::string& id : ids) {
    out.num(static_cast<uint32_t>(packed.size()));
    Frame frame;
    frame.id = id;
    ArchiveWriter one;
    frame.write(one);
    packed += one.take();
  }
  return out.take() + packed;
}

TEST(FrameTableTest, ThreadsUnpackAFrameOnce) {
  const Image models = image_of("evt.weights", weights());
  const auto opened = EventWeights::open(models);
  const Image image = image_of("frm.frames", frames({"visit", "attack", "aid"}));
  const auto table = FrameTable::open(image, *opened);
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->size(), 3U);
  std::array<const Frame*, 8> seen{};
  std::vector<std::thread> threads;
  for (const Frame*& place : seen) threads.emplace_back([&] { place = &(*table)[1]; });
  for (std::thread& t : threads) t.join();
  for (const Frame* f : seen) EXPECT_EQ(f, seen[0]);
  EXPECT_EQ(seen[0]->id, "attack");
  EXPECT_EQ(seen[0]->weight, 0.5);
  EXPECT_EQ((*table)[0].id, "visit");
  EXPECT_EQ((*table)[0].weight, 0.0);
  EXPECT_EQ((*table)[2].id, "aid");
}

TEST(FrameTableTest, RefusesFramesThatAreNotThere) {
  const Image models = image_of("evt.weights", weights());
  const auto opened = EventWeights::open(models);
  const std::string whole = frames({"visit", "attack"});
  const size_t starts = 3 * sizeof(uint32_t);
  for (const std::string& bytes : {std::string(), frames({}), whole.substr(0, starts),
                                   whole.substr(0, starts - 1), whole.substr(0, starts + 4)}) {
    const Image image = image_of("frm.frames", bytes);
    const auto table = FrameTable::open(image, *opened);
    ASSERT_FALSE(table) << bytes.size();
    EXPECT_EQ(table.error().code, ErrorCode::corrupt);
  }
}

}  // namespace
}  // namespace isnad
