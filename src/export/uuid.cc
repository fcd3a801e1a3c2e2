#include "export/uuid.h"

#include <openssl/evp.h>

#include <array>

namespace isnad {

namespace {

// e99f3e83-41a6-42cd-9238-07b3065dd257: drawn at random once, for this program.
constexpr std::array<unsigned char, 16> kNamespace = {
    0xe9, 0x9f, 0x3e, 0x83, 0x41, 0xa6, 0x42, 0xcd, 0x92, 0x38, 0x07, 0xb3, 0x06, 0x5d, 0xd2, 0x57};

}  // namespace

std::string uuid5(std::string_view name) {
  std::string bytes(reinterpret_cast<const char*>(kNamespace.data()), kNamespace.size());
  bytes += name;
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, EVP_sha1(), nullptr);
  hash[6] = static_cast<unsigned char>((hash[6] & 0x0F) | 0x50);
  hash[8] = static_cast<unsigned char>((hash[8] & 0x3F) | 0x80);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[hash[i] >> 4];
    out += kHex[hash[i] & 15];
  }
  return out;
}

}  // namespace isnad
