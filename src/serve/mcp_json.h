#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

// JSON as the MCP server sends it; included by src/serve/mcp*.cc alone.

namespace isnad {

// One line with its end. No byte in it that any reader takes for the end of a line: the line
// separators of Unicode are escaped.
std::string json_line(const nlohmann::ordered_json& message);

// Takes what a reader cannot see and a machine obeys out of a text: the controls of writing
// direction and the tag characters, which spell hidden ASCII.
std::string without_hidden(std::string_view utf8);
// The same of every text and name in the value.
void strip_hidden(nlohmann::ordered_json& value);

}  // namespace isnad
