#include "compile/frame_ids.h"

#include <fstream>

namespace isnad::compile {

std::map<std::string, std::string> frame_rules(const std::filesystem::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".toml") continue;
    std::ifstream in(file.path());
    std::string line;
    size_t head = 0;
    for (size_t number = 1; std::getline(in, line); ++number) {
      if (line.starts_with("[[frame]]")) head = number;
      if (!line.starts_with("id ") && !line.starts_with("id=")) continue;
      const size_t open = line.find('"');
      const size_t close = open == std::string::npos ? open : line.find('"', open + 1);
      if (close == std::string::npos) continue;
      out[line.substr(open + 1, close - open - 1)] =
          "frames/" + file.path().filename().string() + ":" + std::to_string(head);
    }
  }
  return out;
}

}  // namespace isnad::compile
