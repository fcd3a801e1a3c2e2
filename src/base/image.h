#pragma once
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

// The compiled image of data/: one file, mapped at start, shared by all threads, never written.
// Layout: header (magic, version, checksum, size), section table, sections aligned to 8 bytes.
// Reading never trusts an offset: every access is checked against its section's bounds.

namespace isnad {

// A string of the image's one string pool.
struct StrRef {
  uint32_t offset = 0;
  uint32_t length = 0;
};

class ImageWriter {
 public:
  // Adds a string to the pool (each distinct string once).
  StrRef str(std::string_view s);

  // Adds a section. REQUIRES: name is new and at most 23 bytes.
  void add(const std::string& name, std::string bytes);
  template <class T>
  void add_rows(const std::string& name, const std::vector<T>& rows) {
    static_assert(std::is_trivially_copyable_v<T>);
    add(name, std::string(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(T)));
  }

  // The whole image as bytes, the same for the same additions.
  std::string finish();

 private:
  std::string pool_;
  std::map<std::string, StrRef, std::less<>> interned_;
  std::map<std::string, std::string> sections_;
};

class Image {
 public:
  // Maps the file. Errors: not_found, unreadable, corrupt (magic, size, checksum), unsupported
  // (another version).
  static Result<Image> open(const std::filesystem::path& path);
  // The same without reading all of it: for who calls verify() beside other work, and believes
  // nothing that it read before the answer was there.
  static Result<Image> map(const std::filesystem::path& path);
  // Error corrupt if the contents are not those that the checksum was made of. Thread safe.
  Result<void> verify() const;
  static Result<Image> from_bytes(std::string bytes);

  Image(Image&&) noexcept;
  Image& operator=(Image&&) noexcept;
  ~Image();

  std::string_view section(const std::string& name) const;  // empty if absent
  template <class T>
  std::span<const T> rows(const std::string& name) const {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::string_view s = section(name);
    return {reinterpret_cast<const T*>(s.data()), s.size() / sizeof(T)};
  }
  std::string_view str(StrRef r) const {
    if (r.offset > strings_.size() || r.length > strings_.size() - r.offset) return {};
    return strings_.substr(r.offset, r.length);
  }
  // Checksum of the contents; the version of the rules, used in record ids.
  uint64_t checksum() const { return checksum_; }

 private:
  Image() = default;
  Result<void> parse(std::string_view bytes, const std::string& where);

  std::string_view bytes_;  // of the file
  std::string where_;

  struct Mapping;
  std::unique_ptr<Mapping> mapping_;
  std::map<std::string, std::string_view> sections_;
  std::string_view strings_;
  uint64_t checksum_ = 0;
};

uint64_t hash_bytes(std::string_view s);

// One slot of a KeyTable; key_length kNoKey marks an empty slot.
struct KeySlot {
  uint32_t key_offset;
  uint16_t key_length;
  uint16_t check;  // the upper bits of the key's hash: another key is seldom looked at
  uint32_t first_row;
  uint32_t row_count;
};

inline constexpr uint16_t kNoKey = 0xFFFF;
inline uint16_t check_of_key(uint64_t hash) { return static_cast<uint16_t>(hash >> 48); }

// From byte keys to one or more rows, hashed, probed in place in the mapped image.
template <class Row>
class KeyTable {
 public:
  static KeyTable open(const Image& image, const std::string& name) {
    KeyTable t;
    t.slots_ = image.rows<KeySlot>(name + ".slots");
    t.keys_ = image.section(name + ".keys");
    t.rows_ = image.rows<Row>(name + ".rows");
    return t;
  }
  std::span<const Row> find(std::string_view key) const {
    if (slots_.empty()) return {};
    const size_t mask = slots_.size() - 1;
    const uint64_t hash = hash_bytes(key);
    for (size_t i = hash & mask, n = 0; n < slots_.size(); i = (i + 1) & mask, ++n) {
      const KeySlot& s = slots_[i];
      if (s.key_length == kNoKey) return {};
      if (s.check != check_of_key(hash)) continue;
      if (s.key_length != key.size() || s.key_offset > keys_.size() ||
          s.key_length > keys_.size() - s.key_offset) {
        continue;
      }
      if (keys_.substr(s.key_offset, s.key_length) != key) continue;
      if (s.first_row > rows_.size() || s.row_count > rows_.size() - s.first_row) return {};
      return rows_.subspan(s.first_row, s.row_count);
    }
    return {};
  }
  bool contains(std::string_view key) const { return !find(key).empty(); }
  size_t size() const { return rows_.size(); }

 private:
  std::span<const KeySlot> slots_;
  std::string_view keys_;
  std::span<const Row> rows_;
};

template <class Row>
class KeyTableBuilder {
 public:
  // REQUIRES: a key of fewer than kNoKey bytes.
  void add(std::string_view key, const Row& row) { entries_[std::string(key)].push_back(row); }
  bool empty() const { return entries_.empty(); }
  bool contains(const std::string& key) const { return entries_.count(key) != 0; }
  void write(ImageWriter& out, const std::string& name) const {
    size_t capacity = 16;
    while (capacity < entries_.size() * 3 / 2) capacity *= 2;  // two thirds full at most
    std::vector<KeySlot> slots(capacity, KeySlot{0, kNoKey, 0, 0, 0});
    std::string keys;
    std::vector<Row> rows;
    for (const auto& [key, list] : entries_) {
      const uint64_t hash = hash_bytes(key);
      size_t i = hash & (capacity - 1);
      while (slots[i].key_length != kNoKey) i = (i + 1) & (capacity - 1);
      slots[i] = {static_cast<uint32_t>(keys.size()), static_cast<uint16_t>(key.size()),
                  check_of_key(hash), static_cast<uint32_t>(rows.size()),
                  static_cast<uint32_t>(list.size())};
      keys += key;
      rows.insert(rows.end(), list.begin(), list.end());
    }
    out.add_rows(name + ".slots", slots);
    out.add(name + ".keys", std::move(keys));
    out.add_rows(name + ".rows", rows);
  }

 private:
  std::map<std::string, std::vector<Row>> entries_;
};

}  // namespace isnad
