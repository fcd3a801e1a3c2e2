#pragma once
// The sample articles and the lines of their .expected files (format: samples/README.md).

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "ingest/ingest.h"

namespace isnad::testing {

inline std::filesystem::path samples_folder() {
  return std::filesystem::path(ISNAD_SOURCE_DIR) / "samples";
}

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Names of the samples ("01-moscow-defence-ministers"), sorted.
inline std::vector<std::string> sample_names() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(samples_folder())) {
    if (entry.path().extension() == ".expected") out.push_back(entry.path().stem().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

inline RawDocument document_of(std::u32string text, std::string uri = "test") {
  RawDocument out;
  out.uri = std::move(uri);
  out.text_utf8 = encode_utf8(text);
  out.text = std::move(text);
  return out;
}

// The sample with the outlet and the date that metadata.jsonlines gives; nothing if either is
// missing.
inline std::optional<RawDocument> sample(const std::string& name) {
  const std::string uri = name + ".txt";
  auto text = decode_utf8(read_bytes(samples_folder() / uri));
  if (!text || text->empty()) return std::nullopt;
  std::ifstream index(samples_folder() / "metadata.jsonlines");
  for (std::string line; std::getline(index, line);) {
    const auto entry = nlohmann::json::parse(line, nullptr, false);
    if (!entry.is_object() || entry.value("uri", "") != uri) continue;
    RawDocument out = document_of(std::move(*text), uri);
    out.outlet = entry.at("outlet").get<std::string>();
    if (entry.at("published").is_string()) out.published = entry.at("published");
    return out;
  }
  return std::nullopt;
}

// What a line declares about itself.
enum class Mark { none, xfail, xfail_attr };

inline constexpr std::string_view kXfail = "xfail ";
inline constexpr std::string_view kXfailAttr = "xfail-attr ";

struct Line {
  int number = 0;    // from 1
  std::string text;  // as it stands in the file, without its mark
  Mark mark = Mark::none;
  std::string kind;                 // published, event, ...; empty: a comment or an empty line
  std::vector<std::string> fields;  // after the kind, trimmed
};

inline std::string trimmed(std::string_view s) {
  const size_t from = s.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return std::string(s.substr(from, s.find_last_not_of(' ') - from + 1));
}

// The parts of a comma-separated field; "-" has none.
inline std::vector<std::string> codes_of(const std::string& field) {
  std::vector<std::string> out;
  if (field == "-") return out;
  for (size_t at = 0; at <= field.size();) {
    const size_t comma = std::min(field.find(',', at), field.size());
    out.push_back(trimmed(std::string_view(field).substr(at, comma - at)));
    at = comma + 1;
  }
  return out;
}

inline Line parse_line(std::string_view s, int number) {
  Line out;
  out.number = number;
  if (s.starts_with(kXfailAttr)) {
    out.mark = Mark::xfail_attr;
    s.remove_prefix(kXfailAttr.size());
  } else if (s.starts_with(kXfail)) {
    out.mark = Mark::xfail;
    s.remove_prefix(kXfail.size());
  }
  out.text = s;
  if (trimmed(s).empty() || s[0] == '#') return out;
  if (s.starts_with("published ")) {
    out.kind = "published";
    out.fields = {trimmed(s.substr(10))};
    return out;
  }
  for (size_t at = 0; at <= s.size();) {
    const size_t bar = std::min(s.find('|', at), s.size());
    out.fields.push_back(trimmed(s.substr(at, bar - at)));
    at = bar + 1;
  }
  out.kind = out.fields.front();
  out.fields.erase(out.fields.begin());
  return out;
}

inline std::vector<Line> expectations(const std::string& name) {
  std::vector<Line> out;
  std::ifstream in(samples_folder() / (name + ".expected"));
  for (std::string line; std::getline(in, line);) {
    out.push_back(parse_line(line, static_cast<int>(out.size()) + 1));
  }
  return out;
}

}  // namespace isnad::testing
