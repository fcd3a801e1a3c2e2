#include "compile/frame_file.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include "cli/bidi.h"
#include "compile/frame_one.h"

namespace isnad::compile {

namespace {

std::optional<toml::table> parsed(std::string_view bytes, std::vector<Fault>& faults) {
  if (const auto bare = letter_outside_strings(bytes)) {
    faults.push_back({*bare, kBareLetter});
    return std::nullopt;
  }
  try {
    return toml::parse(bytes);
  } catch (const toml::parse_error& e) {
    faults.push_back(
        {{e.source().begin.line, e.source().begin.column, 1}, safe_line(e.description())});
  }
  return std::nullopt;
}

// The file's tables. A file that is no TOML is read frame by frame, each with the line numbers that
// it has in the file, so that one slip hides no other fault.
std::vector<toml::table> tables(const SourceText& source, std::vector<Fault>& faults) {
  std::vector<toml::table> out;
  std::vector<Fault> whole;
  if (auto table = parsed(source.bytes(), whole)) {
    out.push_back(std::move(*table));
    return out;
  }
  const size_t before = faults.size();
  std::string part;
  std::istringstream lines(source.bytes());
  std::string blank;
  const auto flush = [&] {
    if (part.find_first_not_of('\n') == std::string::npos) return;
    if (auto table = parsed(part, faults)) out.push_back(std::move(*table));
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("[[frame]]")) {
      flush();
      part = blank;
    }
    part += line + '\n';
    blank += '\n';
  }
  flush();
  if (faults.size() == before) faults.insert(faults.end(), whole.begin(), whole.end());
  return out;
}

}  // namespace

const std::vector<FrameKey>& frame_keys() {
  static const std::vector<FrameKey> kKeys = {{"id", ValueKind::string, true},
                                              {"type", ValueKind::string, true},
                                              {"mode", ValueKind::string, true},
                                              {"contexts", ValueKind::strings, true},
                                              {"cameo", ValueKind::string, true},
                                              {"gloss", ValueKind::string, false},
                                              {"verb", ValueKind::strings, false},
                                              {"masdar", ValueKind::strings, false},
                                              {"noun", ValueKind::strings, false},
                                              {"participle", ValueKind::strings, false},
                                              {"phrase", ValueKind::strings, false},
                                              {"light", ValueKind::strings, false},
                                              {"object", ValueKind::constraint, false},
                                              {"complement", ValueKind::constraint, false},
                                              {"not_object", ValueKind::strings, false},
                                              {"not_complement", ValueKind::strings, false},
                                              {"actor", ValueKind::strings, true},
                                              {"recipient", ValueKind::strings, true},
                                              {"place", ValueKind::strings, false},
                                              {"idafa", ValueKind::string, false},
                                              {"require", ValueKind::strings, false},
                                              {"actor_kind", ValueKind::strings, false},
                                              {"recipient_kind", ValueKind::strings, false},
                                              {"symmetric", ValueKind::boolean, false},
                                              {"statement", ValueKind::boolean, false},
                                              {"coup", ValueKind::boolean, false},
                                              {"in_name", ValueKind::boolean, false},
                                              {"stateless", ValueKind::boolean, false},
                                              {"negated", ValueKind::boolean, false},
                                              {"confidence", ValueKind::number, false},
                                              {"yes", ValueKind::strings, true},
                                              {"no", ValueKind::strings, true}};
  return kKeys;
}

const std::vector<FrameKey>& constraint_keys() {
  static const std::vector<FrameKey> kKeys = {{"prep", ValueKind::string, false},
                                              {"head", ValueKind::strings, false},
                                              {"required", ValueKind::boolean, false}};
  return kKeys;
}

std::string_view value_kind_name(ValueKind kind) {
  switch (kind) {
    case ValueKind::string:
      return "string";
    case ValueKind::strings:
      return "list";
    case ValueKind::number:
      return "number";
    case ValueKind::boolean:
      return "true or false";
    default:
      return "table";
  }
}

std::vector<FrameEntry> FrameReader::read(const SourceText& source, const std::string& name,
                                          std::vector<Fault>& faults) {
  std::vector<FrameEntry> out;
  if (const auto bad = source.bad_utf8()) {
    faults.push_back({*bad, "bytes that are no UTF-8"});
    return out;
  }
  const size_t first = faults.size();
  bool any = false;
  for (const toml::table& table : tables(source, faults)) {
    for (const auto& [key, node] : table) {
      const toml::source_region& where = key.source();
      const Place at{where.begin.line, where.begin.column, where.end.column - where.begin.column};
      if (key.str() != "frame") {
        faults.push_back({at, "unknown key " + in_quotes(key.str()) + " outside a [[frame]]" +
                                  did_you_mean(key.str(), {"frame"})});
        continue;
      }
      any = true;
      const toml::array* list = node.as_array();
      if (!list) {
        faults.push_back({at, "each frame begins with [[frame]]"});
        continue;
      }
      for (const toml::node& one : *list) {
        const toml::table* t = one.as_table();
        if (!t) {
          faults.push_back({at, "each frame begins with [[frame]]"});
          break;
        }
        out.push_back(OneFrame(source, *t, facts_, words_, faults).run(name, ids_));
      }
    }
  }
  if (!any && faults.size() == first) faults.push_back({{1, 1, 0}, "no [[frame]]"});
  std::stable_sort(faults.begin() + static_cast<std::ptrdiff_t>(first), faults.end(),
                   [](const Fault& a, const Fault& b) {
                     return std::pair(a.place.line, a.place.column) <
                            std::pair(b.place.line, b.place.column);
                   });
  return out;
}

}  // namespace isnad::compile
