#include "serve/static_files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>

#include "base/sha256.h"
#include "serve/gzip.h"

namespace isnad {

namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kMostBytes = 64 << 20;  // of all files

std::string type_of(const fs::path& path) {
  static const std::map<std::string, std::string> kTypes = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"}};
  const auto at = kTypes.find(path.extension().string());
  return at == kTypes.end() ? "application/octet-stream" : at->second;
}

Result<std::string> bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) return fail(ErrorCode::unreadable, path.string() + ": cannot be read");
  return out.str();
}

}  // namespace

Result<StaticFiles> StaticFiles::read(const fs::path& folder) {
  StaticFiles out;
  std::error_code error;
  uintmax_t total = 0;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (!at->is_regular_file() || at->path().extension() == ".gz") continue;
    total += at->file_size();
    if (total > kMostBytes) {
      return fail(ErrorCode::too_large, folder.string() + ": is no built page: over 64 MB");
    }
    Result<std::string> bytes = bytes_of(at->path());
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    StaticFile file;
    file.type = type_of(at->path());
    if (file.type.compare(0, 5, "font/") != 0 && file.type.compare(0, 9, "image/png") != 0) {
      std::string packed = gzipped(*bytes, 9);
      if (!packed.empty()) file.gzip = std::make_shared<const std::string>(std::move(packed));
    }
    file.tag = '"' + sha256_hex(*bytes).substr(0, 24) + '"';
    file.bytes = std::make_shared<const std::string>(std::move(*bytes));
    const std::string name = '/' + fs::relative(at->path(), folder).generic_string();
    file.hashed = name.compare(0, 8, "/assets/") == 0;
    out.files_.emplace(name, std::move(file));
  }
  if (error) return fail(ErrorCode::not_found, folder.string() + ": " + error.message());
  if (out.files_.count("/index.html") == 0) {
    return fail(ErrorCode::not_found,
                folder.string() + ": is no built page: index.html is missing (./dev ui builds it)");
  }
  return out;
}

const StaticFile* StaticFiles::find(const std::string& path) const {
  const auto at = files_.find(path == "/" ? "/index.html" : path);
  return at == files_.end() ? nullptr : &at->second;
}

std::optional<fs::path> find_page() {
  if (const char* named = std::getenv("ISNAD_UI"); named && *named) return named;
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& path : {self / "ui", self.parent_path() / "share" / "isnad" / "ui"}) {
    if (fs::exists(path / "index.html", error)) return path;
  }
  return std::nullopt;
}

}  // namespace isnad
