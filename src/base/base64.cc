#include "base/base64.h"

#include <openssl/evp.h>

#include <climits>

namespace isnad {

namespace {

// Of one call of OpenSSL, whose lengths are of type int.
constexpr size_t kMostText = size_t{INT_MAX} / 4 * 4;

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  size_t done = 0;
  constexpr size_t kBlock = kMostText / 4 * 3;
  for (size_t at = 0; at < bytes.size(); at += kBlock) {
    const std::string_view part = bytes.substr(at, kBlock);
    done += static_cast<size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data() + done),
                                                reinterpret_cast<const unsigned char*>(part.data()),
                                                static_cast<int>(part.size())));
  }
  out.resize(done);
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0 || text.size() > kMostText) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  if (text.empty()) return out;
  // OpenSSL passes over spaces around the text, which to_base64 never writes.
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return std::nullopt;
  const size_t pad = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  if (text.substr(0, text.size() - pad).find('=') != std::string_view::npos) return std::nullopt;
  const int n = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                reinterpret_cast<const unsigned char*>(text.data()),
                                static_cast<int>(text.size()));
  if (n < 0) return std::nullopt;
  out.resize(static_cast<size_t>(n) - pad);
  return out;
}

}  // namespace isnad
