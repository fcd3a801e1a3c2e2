#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compile/frame_facts.h"
#include "compile/source.h"
#include "events/frames.h"

// Frame files as text -> frames, with every fault in them. docs/frames.md is their format,
// docs/frame.schema.json its keys.

namespace isnad::compile {

enum class ValueKind : uint8_t { string, strings, number, boolean, constraint };

struct FrameKey {
  std::string_view name;
  ValueKind kind;
  bool required;
};

// The keys of a [[frame]], and those of object and complement.
const std::vector<FrameKey>& frame_keys();
const std::vector<FrameKey>& constraint_keys();
// "string", "list", "number", "true/false", "table".
std::string_view value_kind_name(ValueKind kind);

struct FrameEntry {
  Frame frame;
  std::vector<std::pair<FrameUse, std::string>> predicates;  // folded
  std::vector<std::string> written;                          // the same as the file writes them
};

class FrameReader {
 public:
  FrameReader(const FrameFacts& facts, FrameWords& words) : facts_(facts), words_(words) {}

  // The frames of a file whose name in rules is `name` ("accuse.toml"), and its faults by place.
  // Frames of a file with faults are of no use. Ids are compared over all files read so far.
  std::vector<FrameEntry> read(const SourceText& source, const std::string& name,
                               std::vector<Fault>& faults);

 private:
  const FrameFacts& facts_;
  FrameWords& words_;
  std::map<std::string, std::string> ids_;  // id -> rule
};

}  // namespace isnad::compile
