#pragma once
// Private to the reader of frame files.

#include <toml++/toml.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compile/frame_file.h"

namespace isnad::compile {

// A string of the file with its place.
struct Item {
  std::string text;
  Place place;
};

// "; did you mean "X"?" with the nearest of `known`; empty if none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

// Reads one [[frame]] and notes its faults.
class OneFrame {
 public:
  OneFrame(const SourceText& source, const toml::table& table, const FrameFacts& facts,
           FrameWords& words, std::vector<Fault>& faults)
      : source_(source), table_(table), facts_(facts), words_(words), faults_(faults) {}

  FrameEntry run(const std::string& file, std::map<std::string, std::string>& ids);

 private:
  void fault(const Place& place, std::string message) {
    faults_.push_back({place, std::move(message), false});
  }
  Place place(const toml::source_region& where) const;
  Place key_place(const toml::table& table, std::string_view key) const;
  Place head() const { return {place(table_.source()).line, 1, 9}; }  // [[frame]]

  void keys(const toml::table& table, const std::vector<FrameKey>& known, const std::string& of);
  std::optional<Item> string(std::string_view key);
  std::vector<Item> strings(const toml::table& table, std::string_view key);
  bool flag(const toml::table& table, std::string_view key) const;
  void repeated(const std::vector<Item>& items, std::string_view key, bool folded);

  bool written_well(const Item& item, std::string_view key);
  std::vector<std::string> words(const toml::table& table, std::string_view key);
  void known(const Item& item, FrameUse use);
  void predicates(FrameEntry& entry);
  void names(Frame& f);
  void codes(Frame& f);
  std::vector<Position> positions(std::string_view key);
  std::string preposition_of(const Item& item, std::string_view written, std::string_view key);
  Constraint constraint(std::string_view key);
  uint8_t kinds(std::string_view key);
  void light(Frame& f);
  void requirements(Frame& f);
  void sentences(const FrameEntry& entry);

  const SourceText& source_;
  const toml::table& table_;
  const FrameFacts& facts_;
  FrameWords& words_;
  std::vector<Fault>& faults_;
};

}  // namespace isnad::compile
