#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace isnad {

// Plain bytes of small tables inside an image section, written once and decoded at start.
class ArchiveWriter {
 public:
  template <class T>
  void num(T v) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&v), sizeof v);
  }
  void str(std::string_view s) {
    num(static_cast<uint32_t>(s.size()));
    bytes_ += s;
  }
  void strings(const std::vector<std::string>& list) {
    num(static_cast<uint32_t>(list.size()));
    for (const auto& s : list) str(s);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads in the order of writing. Never reads beyond the end: after a short read everything is zero
// or empty and ok() is false.
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  T num() {
    T v{};
    if (bytes_.size() < sizeof v) {
      ok_ = false;
      bytes_ = {};
      return v;
    }
    std::memcpy(&v, bytes_.data(), sizeof v);
    bytes_.remove_prefix(sizeof v);
    return v;
  }
  // n of them; fewer than that are none, and a short read.
  template <class T>
  std::vector<T> nums(size_t n) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (n > bytes_.size() / sizeof(T)) {
      ok_ = false;
      bytes_ = {};
      return {};
    }
    std::vector<T> out(n);
    if (n > 0) std::memcpy(out.data(), bytes_.data(), n * sizeof(T));
    bytes_.remove_prefix(n * sizeof(T));
    return out;
  }
  // As str(), where it stands.
  std::string_view view() {
    const auto n = num<uint32_t>();
    if (n > bytes_.size()) {
      ok_ = false;
      bytes_ = {};
      return {};
    }
    const std::string_view s = bytes_.substr(0, n);
    bytes_.remove_prefix(n);
    return s;
  }
  std::string str() { return std::string(view()); }
  // What is left.
  std::string_view rest() const { return bytes_; }
  std::vector<std::string> strings() {
    const auto n = num<uint32_t>();
    std::vector<std::string> out;
    out.reserve(std::min<size_t>(n, bytes_.size() / sizeof n));  // what can be there
    for (uint32_t i = 0; i < n && ok_; ++i) out.push_back(str());
    return out;
  }
  bool ok() const { return ok_; }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace isnad
