// Names of word features, as models/events.tsv writes them, give back the hash of the feature; the
// image's table finds each weight and no other.

#include "events/words.h"

#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/image.h"
#include "events/model.h"

namespace isnad {
namespace {

TEST(WordFeatures, AreNamedAndFoundAgain) {
  const std::string odd = std::string("w\xE5zyr") + "." + "\\";
  for (const std::string& word : {std::string("wzyr"), std::string(kNameWord), odd}) {
    const uint32_t type = with_one(15);
    const struct {
      WordBlock block;
      uint32_t with;
      std::string end;
    } cases[] = {{WordBlock::head, 0, ""},
                 {WordBlock::type_head, type, ".ASSAULT"},
                 {WordBlock::verb, with_one(1), ".subject"},
                 {WordBlock::type_verb, with_both(2, 8), ".object.ACCUSE"},
                 {WordBlock::predicate, with_one(1), ".nisba"},
                 {WordBlock::act, type, ".ASSAULT"}};
    for (const auto& c : cases) {
      const std::string name = word_feature_name(c.block, word, c.with);
      EXPECT_TRUE(name.ends_with(c.end)) << name;
      for (const char letter : name) EXPECT_TRUE(letter > ' ' && letter < 0x7F) << name;
      EXPECT_EQ(named_word_feature(name), word_feature(c.block, word, c.with)) << name;
    }
  }
}

TEST(WordFeatures, DifferByEveryPart) {
  const uint64_t one = word_feature(WordBlock::type_head, "wzyr", with_one(1));
  EXPECT_NE(one, word_feature(WordBlock::type_head, "wzyr", with_one(2)));
  EXPECT_NE(one, word_feature(WordBlock::type_head, "wzyrp", with_one(1)));
  EXPECT_NE(one, word_feature(WordBlock::type_preposition, "wzyr", with_one(1)));
}

TEST(WordFeatures, RefuseWhatIsNoName) {
  for (const char* name : {"", "head", "foot=wzyr", "type_head=wzyr", "type_head=wzyr.VISIT",
                           "type_verb=wzyr.ACCUSE", "head=\\xZZ", "head=\\x4"}) {
    EXPECT_FALSE(named_word_feature(name)) << name;
  }
}

TEST(WordFeatures, HaveTheirWeightsInTheImage) {
  const uint64_t known = word_feature(WordBlock::head, "wzyr");
  ArchiveWriter section;
  for (size_t m = 0; m < kEventModelCount; ++m) {
    section.num(0.5F);
    const auto features = feature_names(static_cast<EventModel>(m)).size();
    section.num(static_cast<uint32_t>(features));
    for (size_t i = 0; i < features; ++i) section.num(0.0F);
    std::vector<uint32_t> slots(7, 0);
    const auto steps = static_cast<uint8_t>(static_cast<int8_t>(-16));
    slots[word_slot(known, slots.size())] = word_check(known) << 8 | steps;
    section.num(static_cast<uint32_t>(slots.size()));
    for (const uint32_t slot : slots) section.num(slot);
  }
  section.num(uint32_t{0});
  ImageWriter out;
  out.add("evt.weights", section.take());
  auto image = Image::from_bytes(out.finish());
  ASSERT_TRUE(image) << image.error().message;
  const auto weights = EventWeights::open(*image);
  ASSERT_TRUE(weights) << weights.error().message;
  EXPECT_EQ(weights->of_word(EventModel::actor, known), -16 * static_cast<double>(kWordStep));
  EXPECT_EQ(weights->of_word(EventModel::actor, word_feature(WordBlock::head, "mdyr")), 0);
}

}  // namespace
}  // namespace isnad
