// Writes the manual pages and the completions of shells into a folder, as they are installed:
//   isnad-manual FOLDER VERSION

#include <filesystem>
#include <fstream>
#include <iostream>

#include "manual/pages.h"

namespace {

bool write(const std::filesystem::path& path, const std::string& text) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (out) return true;
  std::cerr << "isnad-manual: " << path.string() << ": cannot be written\n";
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: isnad-manual FOLDER VERSION\n";
    return 2;
  }
  namespace manual = isnad::manual;
  const std::filesystem::path folder = argv[1];
  const std::string version = argv[2];
  const auto pages = manual::read_pages();
  bool good = write(folder / "man/man1/isnad.1", manual::man_overview(pages, version));
  for (const manual::Page& page : pages) {
    good = write(folder / "man/man1" / ("isnad-" + page.name + ".1"),
                 manual::man_page(page, version)) &&
           good;
  }
  good =
      write(folder / "bash-completion/completions/isnad", manual::bash_completion(pages)) && good;
  good = write(folder / "zsh/vendor-completions/_isnad", manual::zsh_completion(pages)) && good;
  good = write(folder / "fish/vendor_completions.d/isnad.fish", manual::fish_completion(pages)) &&
         good;
  return good ? 0 : 1;
}
