#include <cstdlib>

#include "engine/engine.h"

namespace isnad {

std::filesystem::path find_image() {
  namespace fs = std::filesystem;
  if (const char* named = std::getenv("ISNAD_IMAGE"); named && *named) return named;
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  const fs::path beside = self.parent_path() / "isnad.img";
  if (fs::exists(beside, error)) return beside;
  return self.parent_path().parent_path() / "share" / "isnad" / "isnad.img";
}

}  // namespace isnad
