#pragma once
#include <filesystem>
#include <map>
#include <string>

namespace isnad::compile {

// id of a frame -> "frames/coerce.toml:1646", as rules of records name it. The stage of the frames
// has read the same files before and refused whatever is no frame.
std::map<std::string, std::string> frame_rules(const std::filesystem::path& folder);

}  // namespace isnad::compile
