#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace isnad {

namespace {

struct Block4 {
  uint32_t first;
  int bits;
  AddressKind kind;
};

constexpr uint32_t ip4(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// The first block that holds an address decides.
constexpr std::array<Block4, 18> kBlocks4 = {{
    {ip4(0, 0, 0, 0), 8, AddressKind::never},
    {ip4(10, 0, 0, 0), 8, AddressKind::local},
    {ip4(100, 100, 100, 200), 32, AddressKind::never},  // metadata service of a cloud
    {ip4(100, 64, 0, 0), 10, AddressKind::local},       // carrier-grade NAT
    {ip4(127, 0, 0, 0), 8, AddressKind::local},
    {ip4(169, 254, 0, 0), 16, AddressKind::never},  // link-local
    {ip4(172, 16, 0, 0), 12, AddressKind::local},
    {ip4(192, 0, 0, 0), 24, AddressKind::never},
    {ip4(192, 0, 2, 0), 24, AddressKind::never},  // documentation
    {ip4(192, 31, 196, 0), 24, AddressKind::never},
    {ip4(192, 52, 193, 0), 24, AddressKind::never},
    {ip4(192, 88, 99, 0), 24, AddressKind::never},
    {ip4(192, 168, 0, 0), 16, AddressKind::local},
    {ip4(198, 18, 0, 0), 15, AddressKind::local},    // benchmarks
    {ip4(198, 51, 100, 0), 24, AddressKind::never},  // documentation
    {ip4(203, 0, 113, 0), 24, AddressKind::never},   // documentation
    {ip4(224, 0, 0, 0), 4, AddressKind::never},      // multicast
    {ip4(240, 0, 0, 0), 4, AddressKind::never},      // reserved, broadcast
}};

AddressKind kind4(uint32_t address) {
  for (const Block4& b : kBlocks4) {
    const uint32_t mask = b.bits == 32 ? ~0u : ~(~0u >> b.bits);
    if ((address & mask) == b.first) return b.kind;
  }
  return AddressKind::global;
}

using Bytes6 = std::array<uint8_t, 16>;

struct Block6 {
  Bytes6 first;
  int bits;
  AddressKind kind;
};

constexpr std::array<Block6, 9> kBlocks6 = {{
    {{0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}, 128, AddressKind::never},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, AddressKind::local},
    {{0xFC}, 7, AddressKind::local},                                 // unique local
    {{0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01}, 48, AddressKind::local},  // local NAT64
    {{0x20, 0x01, 0x0D, 0xB8}, 32, AddressKind::never},              // documentation
    {{0x20, 0x01, 0x00, 0x00}, 23, AddressKind::never},  // Teredo, ORCHID and other protocols
    {{0x3F, 0xFF, 0x00, 0x00}, 20, AddressKind::never},  // documentation
    {{0x5F, 0x00}, 16, AddressKind::never},
    {{0x20}, 3, AddressKind::global},  // global unicast; what is left is never
}};

bool inside(const Bytes6& address, const Bytes6& first, int bits) {
  const auto whole = static_cast<size_t>(bits / 8);
  if (!std::equal(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(whole),
                  address.begin())) {
    return false;
  }
  const int rest = bits % 8;
  if (rest == 0) return true;
  const int mask = 0xFF << (8 - rest) & 0xFF;
  return (address[whole] & mask) == (first[whole] & mask);
}

uint32_t ip4_in(const Bytes6& a, size_t at) { return ip4(a[at], a[at + 1], a[at + 2], a[at + 3]); }

AddressKind kind6(const Bytes6& a) {
  static constexpr Bytes6 kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  static constexpr Bytes6 kNat64 = {0x00, 0x64, 0xFF, 0x9B};
  static constexpr Bytes6 k6to4 = {0x20, 0x02};
  if (inside(a, kMapped, 96) || inside(a, kNat64, 96)) return kind4(ip4_in(a, 12));
  if (inside(a, k6to4, 16)) return kind4(ip4_in(a, 2));
  for (const Block6& b : kBlocks6) {
    if (inside(a, b.first, b.bits)) return b.kind;
  }
  return AddressKind::never;
}

}  // namespace

AddressKind address_kind(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    return kind4(ntohl(in.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    Bytes6 bytes;
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return kind6(bytes);
  }
  return AddressKind::never;
}

std::string address_text(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "?";
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    inet_ntop(AF_INET6, &in.sin6_addr, text, sizeof text);
  }
  return text;
}

}  // namespace isnad
