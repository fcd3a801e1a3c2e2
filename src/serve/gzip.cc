#include "serve/gzip.h"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace isnad {

std::string gzipped(const std::string& bytes, int level) {
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(
      libdeflate_alloc_compressor(level), libdeflate_free_compressor);
  if (!compressor || bytes.empty()) return {};
  std::string out(bytes.size(), '\0');
  const size_t n = libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(),
                                            out.data(), out.size());
  out.resize(n);  // 0: it would not fit, so it is not shorter
  out.shrink_to_fit();
  return out;
}

std::string ungzipped(const std::string& bytes, size_t size) {
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> unpacker(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  std::string out(size, '\0');
  size_t n = 0;
  if (!unpacker || libdeflate_gzip_decompress(unpacker.get(), bytes.data(), bytes.size(),
                                              out.data(), size, &n) != LIBDEFLATE_SUCCESS) {
    throw std::bad_alloc();  // nothing else can go wrong with bytes of our own
  }
  return out;
}

}  // namespace isnad
