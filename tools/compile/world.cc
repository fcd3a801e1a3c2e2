// data/world/*.toml -> world.rules.

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/tsv.h"
#include "cli/bidi.h"
#include "compile/compile.h"
#include "compile/world_file.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> toml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  if (files.empty()) return fail(ErrorCode::not_found, folder.string() + ": no .toml files");
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::string> bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  if (!in) return fail(ErrorCode::unreadable, path.string() + ": cannot read");
  return std::move(bytes).str();
}

// Ids of frames. The frames themselves are checked elsewhere (frames.cc).
Result<void> read_frames(const fs::path& data, WorldFacts& facts) {
  const auto files = toml_files(data / "frames");
  if (!files) return tl::unexpected(files.error());
  for (const fs::path& path : *files) {
    const auto bytes = bytes_of(path);
    if (!bytes) return tl::unexpected(bytes.error());
    toml::table file;
    try {
      file = toml::parse(*bytes);
    } catch (const toml::parse_error& e) {
      return fail(ErrorCode::bad_format, path.string() + ": " + safe_line(e.description()));
    }
    const toml::array* frames = file["frame"].as_array();
    for (size_t i = 0; frames && i < frames->size(); ++i) {
      const toml::table* f = (*frames)[i].as_table();
      if (!f) continue;
      const auto id = (*f)["id"].value<std::string>();
      const auto type = event_type_from_name((*f)["type"].value<std::string>().value_or(""));
      if (!id || !type) continue;
      facts.frames[*id] = {
          "frames/" + path.filename().string() + ":" + std::to_string(f->source().begin.line),
          *type};
    }
  }
  return {};
}

Result<std::vector<std::string>> column(const fs::path& path, std::string_view name) {
  const auto file = TsvFile::read(path);
  if (!file) return tl::unexpected(file.error());
  const auto at = file->column(name);
  if (!at) return tl::unexpected(at.error());
  std::vector<std::string> out;
  for (const TsvRow& r : file->rows()) out.push_back(r.fields[*at]);
  return out;
}

// Regions and the states that lie in them: regions.tsv.
Result<void> read_regions(const fs::path& data, WorldFacts& facts) {
  const auto known = column(data / "kb/regions.tsv", "id");
  if (!known) return tl::unexpected(known.error());
  const auto file = TsvFile::read(data / "world/regions.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"region", "states"});
  if (!at) return tl::unexpected(at.error());
  auto& pairs = facts.tables["regions.tsv"];
  for (const TsvRow& r : file->rows()) {
    const std::string& region = r.fields[(*at)[0]];
    if (std::find(known->begin(), known->end(), region) == known->end()) {
      return tl::unexpected(file->error(r, (*at)[0], "no such region in data/kb/regions.tsv"));
    }
    for (const std::string& state : split_list(r.fields[(*at)[1]])) {
      if (state.size() != 3 || !facts.codes.contains(state)) {
        return tl::unexpected(file->error(r, (*at)[1], "no such state: " + state));
      }
      pairs.emplace_back(region, state);
    }
  }
  return {};
}

Result<WorldFacts> read_facts(const fs::path& data) {
  WorldFacts facts;
  if (auto ok = read_frames(data, facts); !ok) return tl::unexpected(ok.error());
  const auto types = column(data / "frames/modes.tsv", "type");
  const auto modes = column(data / "frames/modes.tsv", "mode");
  if (!types) return tl::unexpected(types.error());
  if (!modes) return tl::unexpected(modes.error());
  for (size_t i = 0; i < types->size(); ++i) facts.modes[(*types)[i]].push_back((*modes)[i]);
  auto contexts = column(data / "frames/contexts.tsv", "context");
  if (!contexts) return tl::unexpected(contexts.error());
  facts.contexts = std::move(*contexts);
  auto offices = column(data / "gazetteers/offices.tsv", "office_en");
  if (!offices) return tl::unexpected(offices.error());
  facts.offices = std::move(*offices);
  for (const char* table : {"kb/states.tsv", "kb/organisations.tsv"}) {
    const auto codes = column(data / table, "id");
    if (!codes) return tl::unexpected(codes.error());
    for (const std::string& c : *codes) facts.codes[c] = 1;
  }
  if (auto ok = read_regions(data, facts); !ok) return tl::unexpected(ok.error());
  return facts;
}

// Flags of the rules of relations, and which of them tell of a begin or an end.
Result<void> read_flags(const fs::path& data, WorldFacts& facts,
                        std::vector<std::pair<std::string, uint8_t>>& out) {
  for (const auto& [name, key] : {std::pair("patterns.tsv", "flags"), {"events.tsv", "bound"}}) {
    const auto file = TsvFile::read(data / "relations" / name);
    if (!file) return tl::unexpected(file.error());
    const auto at = file->column(key);
    if (!at) return tl::unexpected(at.error());
    for (const TsvRow& r : file->rows()) {
      uint8_t bits = 0;
      const std::string rule = "relations/" + std::string(name) + ":" + std::to_string(r.line);
      for (const std::string& flag : split_list(r.fields[*at])) {
        facts.flags[flag].push_back(rule);
        if (flag == "start") bits |= kBoundStart;
        if (flag == "end") bits |= kBoundEnd;
        if (flag == "plan") bits |= kBoundPlan;
      }
      if (bits)
        out.emplace_back("relations/" + std::string(name) + ":" + std::to_string(r.line), bits);
    }
  }
  return {};
}

template <class T>
void write_list(ArchiveWriter& out, const std::vector<T>& list) {
  out.num(static_cast<uint32_t>(list.size()));
  for (const T& t : list) t.write(out);
}

// Reads all rules of a folder.
Result<WorldCheck> read_world(const fs::path& folder, const WorldFacts& facts,
                              WorldTables& tables) {
  const auto files = toml_files(folder);
  if (!files) return tl::unexpected(files.error());
  WorldCheck check;
  WorldReader reader(facts, tables);
  std::vector<SourceText> sources;
  sources.reserve(files->size());
  for (const fs::path& path : *files) {
    auto bytes = bytes_of(path);
    if (!bytes) return tl::unexpected(bytes.error());
    const SourceText& source = sources.emplace_back(path.string(), std::move(*bytes));
    std::vector<Fault> faults;
    reader.read(source, "world/" + path.filename().string(), faults);
    check.faults += faults.size();
    for (const Fault& f : faults) check.report += source.show(f);
  }
  std::vector<std::pair<std::string, Fault>> late;
  reader.finish(late);
  check.faults += late.size();
  for (const auto& [name, fault] : late) {
    for (const SourceText& s : sources) {
      if (s.name() == name) check.report += s.show(fault);
    }
  }
  check.rules = tables.texts.size();
  return check;
}

}  // namespace

Result<void> world(const fs::path& data, ImageWriter& out) {
  auto facts = read_facts(data);
  if (!facts) return tl::unexpected(facts.error());
  std::vector<std::pair<std::string, uint8_t>> bounds;
  if (auto ok = read_flags(data, *facts, bounds); !ok) return ok;
  WorldTables tables;
  const auto check = read_world(data / "world", *facts, tables);
  if (!check) return tl::unexpected(check.error());
  if (check->faults > 0) {
    return fail(ErrorCode::bad_format, std::to_string(check->faults) +
                                           " fault(s) in data/world; nothing is compiled\n" +
                                           check->report);
  }
  ArchiveWriter body;
  body.num(static_cast<uint32_t>(tables.texts.size()));
  for (const RuleText& t : tables.texts) {
    body.str(t.name);
    body.str(t.says);
  }
  write_list(body, tables.evidence);
  write_list(body, tables.exclusions);
  write_list(body, tables.consequences);
  body.num(static_cast<uint32_t>(tables.known.size()));
  for (const KnownPair& k : tables.known) {
    body.str(k.list);
    body.str(k.first);
    body.str(k.second);
  }
  body.num(static_cast<uint32_t>(bounds.size()));
  for (const auto& [rule, bits] : bounds) {
    body.str(rule);
    body.num(bits);
  }
  out.add("world.rules", body.take());
  return {};
}

Result<WorldCheck> check_world(const fs::path& data, const fs::path& folder) {
  auto facts = read_facts(data);
  if (!facts) return tl::unexpected(facts.error());
  std::vector<std::pair<std::string, uint8_t>> bounds;
  if (auto ok = read_flags(data, *facts, bounds); !ok) return tl::unexpected(ok.error());
  WorldTables tables;
  return read_world(folder, *facts, tables);
}

}  // namespace isnad::compile
