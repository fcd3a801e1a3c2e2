// data/story/*.tsv and the capitals of data/kb -> story.rules.

#include <algorithm>
#include <map>

#include "base/tsv.h"
#include "compile/compile.h"
#include "compile/frame_ids.h"
#include "story/rule_rows.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

Result<std::vector<ActRow>> acts(const fs::path& data) {
  static const std::map<std::string, ActSort> kSorts = {{"generic", ActSort::generic},
                                                        {"plain", ActSort::plain},
                                                        {"single", ActSort::single},
                                                        {"unique", ActSort::unique}};
  auto file = TsvFile::read(data / "story" / "acts.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"type", "mode", "frames", "sort", "differs"});
  if (!at) return tl::unexpected(at.error());
  const auto rules = frame_rules(data / "frames");
  std::vector<ActRow> out;
  for (const TsvRow& r : file->rows()) {
    const auto field = [&](size_t i) -> const std::string& { return r.fields[(*at)[i]]; };
    const auto bad = [&](size_t i, const std::string& message) {
      return tl::unexpected(file->error(r, (*at)[i], message));
    };
    ActRow row;
    const auto type = event_type_from_name(field(0));
    if (!type) return bad(0, "no such event type");
    row.type = *type;
    row.mode = field(1) == "-" ? "" : field(1);
    if (field(2) != "*") {
      for (const std::string& id : split_list(field(2))) {
        const auto rule = rules.find(id);
        if (rule == rules.end()) return bad(2, "no frame in data/frames has the id " + id);
        row.rules.push_back(rule->second);
      }
    }
    const auto sort = kSorts.find(field(3));
    if (sort == kSorts.end()) return bad(3, "want generic, plain, single or unique");
    row.act.sort = sort->second;
    for (const std::string& d : split_list(field(4))) {
      if (d == "date") {
        row.act.date = true;
      } else if (d == "place") {
        row.act.place = true;
      } else if (d == "actor") {
        row.act.actor = true;
      } else if (d == "planned") {
        row.act.planned = true;
      } else {
        return bad(4, "want date, place, actor or planned");
      }
    }
    if ((row.act.date || row.act.place) && row.act.sort < ActSort::single) {
      return bad(4, "acts that are repeated differ in date and place");
    }
    out.push_back(std::move(row));
  }
  return out;
}

using Charges = std::map<std::string, ChargePart>;  // by rule

Result<Charges> charges(const fs::path& data) {
  static const std::map<std::string, ChargePart> kParts = {{"charge", ChargePart::charge},
                                                           {"answer", ChargePart::answer},
                                                           {"denial", ChargePart::denial},
                                                           {"reply", ChargePart::reply},
                                                           {"refusal", ChargePart::refusal}};
  auto file = TsvFile::read(data / "story" / "charges.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"part", "frames"});
  if (!at) return tl::unexpected(at.error());
  const auto rules = frame_rules(data / "frames");
  Charges out;
  for (const TsvRow& r : file->rows()) {
    const auto bad = [&](size_t i, const std::string& message) {
      return tl::unexpected(file->error(r, i, message));
    };
    const auto part = kParts.find(r.fields[at->front()]);
    if (part == kParts.end())
      return bad(at->front(), "want charge, answer, denial, reply or refusal");
    for (const std::string& id : split_list(r.fields[at->back()])) {
      const auto rule = rules.find(id);
      if (rule == rules.end()) return bad(at->back(), "no frame in data/frames has the id " + id);
      if (!out.emplace(rule->second, part->second).second)
        return bad(at->back(), id + " stands twice");
    }
  }
  return out;
}

struct TollRules {
  std::vector<std::string> deaths;
  std::vector<std::vector<std::string>> people;
};

Result<TollRules> tolls(const fs::path& data) {
  auto file = TsvFile::read(data / "story" / "tolls.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"part", "names"});
  if (!at) return tl::unexpected(at.error());
  const auto rules = frame_rules(data / "frames");
  TollRules out;
  for (const TsvRow& r : file->rows()) {
    const std::string& part = r.fields[at->front()];
    const std::vector<std::string> names = split_list(r.fields[at->back()]);
    if (part == "people") {
      out.people.push_back(names);
      continue;
    }
    if (part != "frame") return tl::unexpected(file->error(r, at->front(), "want frame or people"));
    for (const std::string& id : names) {
      const auto rule = rules.find(id);
      if (rule == rules.end()) {
        return tl::unexpected(
            file->error(r, at->back(), "no frame in data/frames has the id " + id));
      }
      out.deaths.push_back(rule->second);
    }
  }
  std::sort(out.deaths.begin(), out.deaths.end());
  return out;
}

Result<std::vector<std::string>> offices(const fs::path& data) {
  auto file = TsvFile::read(data / "story" / "offices.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"office"});
  if (!at) return tl::unexpected(at.error());
  std::vector<std::string> out;
  for (const TsvRow& r : file->rows()) out.push_back(r.fields[at->front()]);
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::vector<std::string>> capitals(const fs::path& data) {
  auto file = TsvFile::read(data / "kb" / "places.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"id", "kind", "of"});
  if (!at) return tl::unexpected(at.error());
  std::vector<std::string> out;
  for (const TsvRow& r : file->rows()) {
    if (r.fields[(*at)[1]] != "capital") continue;
    out.push_back(r.fields[(*at)[0]]);
    out.push_back(r.fields[(*at)[2]]);
  }
  return out;
}

}  // namespace

Result<void> story(const fs::path& data, ImageWriter& out) {
  const auto rows = acts(data);
  if (!rows) return tl::unexpected(rows.error());
  const auto parts = charges(data);
  if (!parts) return tl::unexpected(parts.error());
  const auto counts = tolls(data);
  if (!counts) return tl::unexpected(counts.error());
  const auto single = offices(data);
  if (!single) return tl::unexpected(single.error());
  const auto towns = capitals(data);
  if (!towns) return tl::unexpected(towns.error());
  ArchiveWriter body;
  body.num(static_cast<uint32_t>(rows->size()));
  for (const ActRow& row : *rows) row.write(body);
  body.num(static_cast<uint32_t>(parts->size()));
  for (const auto& [rule, part] : *parts) {
    body.num(static_cast<uint8_t>(part));
    body.str(rule);
  }
  body.strings(counts->deaths);
  body.num(static_cast<uint32_t>(counts->people.size()));
  for (const auto& units : counts->people) body.strings(units);
  body.strings(*single);
  body.strings(*towns);
  out.add("story.rules", body.take());
  return {};
}

}  // namespace isnad::compile
