// An image that has not one weight a feature is refused, as a whole.

#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/image.h"
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

Result<EventWeights> open(const std::optional<std::string>& section) {
  ImageWriter out;
  if (section) out.add("evt.weights", *section);
  auto image = Image::from_bytes(out.finish());
  EXPECT_TRUE(image) << image.error().message;
  return EventWeights::open(*image);
}

void refused(const std::optional<std::string>& section, const std::string& why) {
  const auto opened = open(section);
  ASSERT_FALSE(opened) << why;
  EXPECT_EQ(opened.error().code, ErrorCode::corrupt) << why;
  EXPECT_NE(opened.error().message.find("event"), std::string::npos) << opened.error().message;
}

TEST(EventWeightsTest, OpensWithOneWeightAFeature) {
  const auto opened = open(weights());
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

}  // namespace
}  // namespace isnad
