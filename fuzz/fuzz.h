#pragma once
// What the fuzz targets share. A target is one LLVMFuzzerTestOneInput; it stops the program
// (by __builtin_trap) where the code under test breaks a promise of its header.

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace isnad::fuzz {

inline std::string_view view(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void require(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  __builtin_trap();
}

// A file of this process that holds the input, for parsers that read files. Removed at the end.
class InputFile {
 public:
  explicit InputFile(const std::string& ending)
      : path_((access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp") + std::string("/isnad_fuzz_") +
              std::to_string(getpid()) + ending) {}
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile() { unlink(path_.c_str()); }

  const std::string& hold(std::string_view bytes) {
    std::FILE* f = std::fopen(path_.c_str(), "wb");
    require(f && std::fwrite(bytes.data(), 1, bytes.size(), f) == bytes.size(), "scratch file");
    std::fclose(f);
    return path_;
  }

 private:
  std::string path_;
};

}  // namespace isnad::fuzz
