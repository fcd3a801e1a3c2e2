// models/events.tsv -> evt.weights.

#include <charconv>
#include <map>
#include <optional>

#include "base/archive.h"
#include "base/tsv.h"
#include "compile/compile.h"
#include "events/model.h"

namespace isnad::compile {

namespace {

constexpr std::string_view kThreshold = "threshold";

std::optional<float> number(std::string_view s) {
  float value = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), value);
  if (r.ec != std::errc() || r.ptr != s.data() + s.size()) return std::nullopt;
  return value;
}

}  // namespace

Result<void> events(const std::filesystem::path& data, ImageWriter& out) {
  auto tsv = TsvFile::read(data.parent_path() / "models/events.tsv");
  if (!tsv) return tl::unexpected(tsv.error());
  const auto columns = tsv->columns({"model", "feature", "weight"});
  if (!columns) return tl::unexpected(columns.error());
  const size_t model = (*columns)[0];
  const size_t name = (*columns)[1];
  const size_t weight = (*columns)[2];
  ArchiveWriter archive;
  size_t used = 0;
  for (size_t m = 0; m < kEventModelCount; ++m) {
    const auto kind = static_cast<EventModel>(m);
    std::map<std::string, size_t> ids;
    const std::vector<std::string> names = feature_names(kind);
    for (size_t i = 0; i < names.size(); ++i) ids.emplace(names[i], i);
    std::vector<float> weights(names.size(), 0.0F);
    float threshold = 0;
    for (const TsvRow& r : tsv->rows()) {
      if (r.fields[model] != event_model_name(kind)) continue;
      const auto value = number(r.fields[weight]);
      if (!value) return tl::unexpected(tsv->error(r, weight, "not a number"));
      ++used;
      if (r.fields[name] == kThreshold) {
        threshold = *value;
        continue;
      }
      const auto id = ids.find(r.fields[name]);
      if (id == ids.end()) {
        return tl::unexpected(tsv->error(r, name, "no such feature (src/events/model.cc)"));
      }
      weights[id->second] = *value;
    }
    archive.num(threshold);
    archive.num(static_cast<uint32_t>(weights.size()));
    for (const float w : weights) archive.num(w);
  }
  if (used != tsv->rows().size()) {
    for (const TsvRow& r : tsv->rows()) {
      const std::string& m = r.fields[model];
      if (m != "actor" && m != "recipient" && m != "accept") {
        return tl::unexpected(tsv->error(r, model, "actor, recipient or accept"));
      }
    }
  }
  out.add("evt.weights", archive.take());
  return {};
}

}  // namespace isnad::compile
