#pragma once
#include <cstdint>
#include <string>

struct sockaddr;

// Which addresses a program that follows other people's links may connect to.

namespace isnad {

enum class AddressKind : uint8_t {
  global,  // on the public internet
  local,   // loopback and private networks: only if the user allows them
  never    // link-local (with the metadata services of clouds), multicast, reserved, unspecified
};

// By the IANA registries of special-purpose addresses (RFC 6890 and its updates). IPv6 addresses
// that hold one of IPv4 (mapped, NAT64, 6to4) are of its kind; families that are neither are never.
AddressKind address_kind(const sockaddr* address);

// "192.0.2.1", "2001:db8::1"; "?" for other families.
std::string address_text(const sockaddr* address);

}  // namespace isnad
