#include "serve/gzip.h"

#include <libdeflate.h>

#include <memory>

namespace isnad {

std::string gzipped(const std::string& bytes, int level) {
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(
      libdeflate_alloc_compressor(level), libdeflate_free_compressor);
  if (!compressor || bytes.empty()) return {};
  std::string out(bytes.size(), '\0');
  const size_t n = libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(),
                                            out.data(), out.size());
  out.resize(n);  // 0: it would not fit, so it is not shorter
  return out;
}

}  // namespace isnad
