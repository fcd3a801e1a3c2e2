// Bytes of a file that claims to be a compiled image: header and checksum as they come.

#include "base/image.h"

#include "fuzz.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto image = Image::from_bytes(std::string(fuzz::view(data, size)));
  if (!image) {
    fuzz::require(!image.error().message.empty(), "an error has a message");
    return 0;
  }
  fuzz::require(image->section("").size() <= size, "sections lie in the file");
  fuzz::require(image->section("strings").size() <= size, "sections lie in the file");
  return 0;
}
