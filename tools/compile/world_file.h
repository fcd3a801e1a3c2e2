#pragma once
#include <toml++/toml.h>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "compile/source.h"
#include "world/impl.h"

// Rules of data/world as text -> rules, with every fault in them. docs/world.md is their format.

namespace isnad::compile {

// What the rules are compared with.
struct WorldFacts {
  struct KnownFrame {
    std::string rule;  // "frames/agree.toml:12"
    EventType type;
  };
  std::map<std::string, KnownFrame> frames;  // by id
  std::map<std::string, std::vector<std::string>> modes;
  std::vector<std::string> contexts;
  // Flags of the patterns of relations: flag -> "relations/patterns.tsv:40".
  std::map<std::string, std::vector<std::string>> flags;
  std::vector<std::string> offices;      // English
  std::map<std::string, uint8_t> codes;  // of organisations and states
  // Tables of data/world that [[known]] names: file -> its pairs.
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> tables;
};

struct WorldTables {
  std::vector<RuleText> texts;
  std::vector<EvidenceRule> evidence;
  std::vector<ExclusionRule> exclusions;
  std::vector<ConsequenceRule> consequences;
  std::vector<KnownPair> known;
};

struct WorldCheck {
  size_t rules = 0;
  size_t faults = 0;
  std::string report;  // the faults, as compilers show them
};

// Checks the rules of a folder against `data` and compiles nothing. Errors: what cannot be read.
Result<WorldCheck> check_world(const std::filesystem::path& data,
                               const std::filesystem::path& folder);

class WorldReader {
 public:
  WorldReader(const WorldFacts& facts, WorldTables& out) : facts_(facts), out_(out) {}

  // Adds the rules of a file whose name in rules is `name` ("world/defence.toml"). Rules of a file
  // with faults are of no use.
  void read(const SourceText& source, const std::string& name, std::vector<Fault>& faults);
  // What can be said only when all files are read: lists that no file gives.
  void finish(std::vector<std::pair<std::string, Fault>>& faults) const;

 private:
  struct Text {
    std::string text;
    Place place;
  };

  void fault(const Place& place, std::string message) {
    faults_->push_back({place, std::move(message), false});
  }
  Place place(const toml::source_region& where) const;
  Place head(const toml::table& t) const { return {place(t.source()).line, 1, 0}; }
  void keys(const toml::table& t, const std::vector<std::string>& known);
  std::optional<Text> string(const toml::table& t, std::string_view key, bool required);
  std::vector<Text> strings(const toml::table& t, std::string_view key);
  // One of `known`, by its place in it.
  std::optional<size_t> one_of(const std::optional<Text>& text, std::string_view what,
                               const std::vector<std::string>& known);
  bool flag(const toml::table& t, std::string_view key);
  uint16_t kinds(const std::vector<Text>& names);
  std::optional<FluentKind> fluent(const std::optional<Text>& text);
  RuleId begin_rule(const toml::table& t);
  std::optional<Pattern> pattern(const Text& text, std::vector<std::string>& variables,
                                 bool conclusion);

  void evidence(const toml::table& t);
  void of_event(const toml::table& t, EvidenceRule& rule);
  void of_relation(const toml::table& t, EvidenceRule& rule);
  void exclusion(const toml::table& t);
  void consequence(const toml::table& t);
  void known(const toml::table& t);

  const WorldFacts& facts_;
  WorldTables& out_;
  const SourceText* source_ = nullptr;
  std::string name_;
  std::vector<Fault>* faults_ = nullptr;
  std::map<std::string, std::string> ids_;  // id -> rule
  std::set<std::string> lists_;             // known by name
  struct Use {
    std::string file;
    Text text;
  };
  std::vector<Use> used_lists_;
};

}  // namespace isnad::compile
