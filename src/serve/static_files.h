#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

// The built page (ui/dist), held in memory.

namespace isnad {

struct StaticFile {
  std::string type;
  std::shared_ptr<const std::string> bytes;
  std::shared_ptr<const std::string> gzip;  // the same compressed; null where it is not shorter
  std::string tag;                          // entity tag, by the bytes
  bool hashed = false;  // its name changes with its bytes: it may be kept for ever
};

class StaticFiles {
 public:
  // Reads the folder. Nothing outside of it is ever served: what is asked for is looked up in this
  // list, never on the disk. Errors: not_found, unreadable, too_large.
  static Result<StaticFiles> read(const std::filesystem::path& folder);

  // The file at a path like "/assets/a.js"; "/" is index.html. Nullptr: none.
  const StaticFile* find(const std::string& path) const;
  // What answers for the page's own addresses.
  const StaticFile* index() const { return find("/"); }

 private:
  std::map<std::string, StaticFile> files_;
};

// Where the built page lies: $ISNAD_UI, else ui beside the program, else ../share/isnad/ui from
// there. Nothing where there is none.
std::optional<std::filesystem::path> find_page();

}  // namespace isnad
