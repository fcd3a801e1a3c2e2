#pragma once
#include <cstdint>
#include <string_view>

namespace isnad {

// FNV-1a, 64 bits, mostly folded to 32 (Fowler, Noll, Vo: draft-eastlake-fnv). The same on every
// machine and in every version: hashes are kept in case files.
class Fnv {
 public:
  void add(unsigned char byte) {
    state_ ^= byte;
    state_ *= 0x100000001b3ULL;
  }
  void add(std::string_view bytes) {
    for (const char c : bytes) add(static_cast<unsigned char>(c));
  }
  uint64_t wide() const { return state_; }
  uint32_t value() const { return static_cast<uint32_t>(state_ ^ (state_ >> 32)); }

 private:
  uint64_t state_ = 0xcbf29ce484222325ULL;
};

inline uint32_t hash_of(std::string_view bytes) {
  Fnv h;
  h.add(bytes);
  return h.value();
}

}  // namespace isnad
