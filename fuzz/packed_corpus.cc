// The column that holds a case's view of the world -> corpus -> what holds when.

#include "store/packed_corpus.h"
#include "base/image.h"
#include "fuzz.h"
#include "world/world.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Image image = Image::open(ISNAD_IMAGE_FILE).value();
  static const WorldRules rules = WorldRules::open(image).value();
  const auto corpus = corpus_from(fuzz::view(data, size));
  if (!corpus) {
    fuzz::require(!corpus.error().message.empty(), "an error has a message");
    return 0;
  }
  const std::string bytes = bytes_of(*corpus);
  const auto again = corpus_from(bytes);
  fuzz::require(again.has_value(), "a packed corpus can be read");
  fuzz::require(bytes_of(*again) == bytes, "a corpus survives packing");
  const World world(*corpus, rules);
  const State state = world.state();
  fuzz::require(state.at(0).size() <= state.all().size(), "no fluent holds twice");
  return 0;
}
