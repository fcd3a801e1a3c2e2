// A damaged image whose checksum holds: section table, key tables, strings and archives of random
// bytes must never lead a reader out of bounds. The input is the body; the header is made for it.

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/archive.h"
#include "base/image.h"
#include "fuzz.h"

using namespace isnad;

namespace {

// As src/base/image.cc lays it out.
struct Header {
  char magic[8] = {'I', 'S', 'N', 'A', 'D', 'I', 'M', 'G'};
  uint32_t version = 1;
  uint32_t section_count = 0;
  uint64_t checksum = 0;
  uint64_t size = 0;
};

struct Row {
  StrRef text;
  uint32_t number;
};

void look_up(const Image& image, std::string_view key) {
  const auto table = KeyTable<Row>::open(image, "t");
  for (const Row& row : table.find(key)) {
    uint64_t sum = row.number;
    for (const char c : image.str(row.text)) sum += static_cast<unsigned char>(c);
    fuzz::require(sum != UINT64_MAX, "every byte of a string can be read");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  std::string_view body = fuzz::view(data, size);
  Header header;
  header.section_count = static_cast<unsigned char>(body[0]) % 8;
  body.remove_prefix(1);
  header.size = sizeof header + body.size();
  header.checksum = XXH3_64bits_withSeed(body.data(), body.size(), header.section_count);
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
  bytes += body;
  const auto image = Image::from_bytes(std::move(bytes));
  if (!image) return 0;
  for (const std::string_view key : {"", "a", "b", "ktb", "Al"}) look_up(*image, key);

  ArchiveReader archive(image->section("a"));
  while (archive.ok()) {
    archive.num<uint8_t>();
    archive.str();
    for (const auto& s : archive.strings()) fuzz::require(s.size() <= body.size(), "bounded");
    archive.num<uint64_t>();
  }
  return 0;
}
