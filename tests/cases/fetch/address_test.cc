#include "fetch/address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cstring>
#include <string>

namespace isnad {
namespace {

AddressKind kind(const std::string& text) {
  sockaddr_storage storage{};
  auto* any = reinterpret_cast<sockaddr*>(&storage);
  if (text.find(':') == std::string::npos) {
    auto* in = reinterpret_cast<sockaddr_in*>(any);
    in->sin_family = AF_INET;
    EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &in->sin_addr), 1) << text;
    EXPECT_EQ(address_text(any), text);
  } else {
    auto* in = reinterpret_cast<sockaddr_in6*>(any);
    in->sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &in->sin6_addr), 1) << text;
  }
  return address_kind(any);
}

TEST(Address, PublicOnes) {
  for (const char* a : {"1.1.1.1",          "9.255.255.255",   "11.0.0.0",    "100.63.255.255",
                        "100.128.0.0",      "126.255.255.255", "128.0.0.0",   "169.253.255.255",
                        "169.255.0.0",      "172.15.255.255",  "172.32.0.0",  "192.167.255.255",
                        "192.169.0.0",      "198.17.255.255",  "198.20.0.0",  "223.255.255.255",
                        "2606:4700::1111",  "2a00:1450::1",    "2001:200::1", "::ffff:8.8.8.8",
                        "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_EQ(kind(a), AddressKind::global) << a;
  }
}

TEST(Address, OfThisMachineAndPrivateNetworks) {
  for (const char* a : {"127.0.0.1", "127.255.255.255", "10.0.0.0", "10.255.255.255", "172.16.0.0",
                        "172.31.255.255", "192.168.0.1", "100.64.0.1", "198.18.0.1", "::1",
                        "fc00::1", "fdff::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3",
                        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:1::"}) {
    EXPECT_EQ(kind(a), AddressKind::local) << a;
  }
}

TEST(Address, NeverAllowed) {
  for (const char* a : {"0.0.0.0",
                        "0.255.255.255",
                        "169.254.169.254",
                        "169.254.0.1",
                        "192.0.0.1",
                        "192.0.2.1",
                        "198.51.100.1",
                        "203.0.113.1",
                        "224.0.0.1",
                        "239.255.255.255",
                        "240.0.0.1",
                        "255.255.255.255",
                        "100.100.100.200",
                        "::",
                        "fe80::1",
                        "fec0::1",
                        "ff02::1",
                        "2001:db8::1",
                        "2001::1",
                        "3fff::1",
                        "fd00:ec2::254",
                        "100::1",
                        "4000::1",
                        "::ffff:169.254.169.254",
                        "64:ff9b::a9fe:a9fe",
                        "2002:a9fe:a9fe::",
                        "::7f00:1"}) {
    EXPECT_EQ(kind(a), AddressKind::never) << a;
  }
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  EXPECT_EQ(address_kind(reinterpret_cast<const sockaddr*>(&local)), AddressKind::never);
}

}  // namespace
}  // namespace isnad
