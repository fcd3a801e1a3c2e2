// models/events.tsv -> evt.weights.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "base/archive.h"
#include "base/tsv.h"
#include "compile/compile.h"
#include "events/model.h"
#include "events/words.h"

namespace isnad::compile {

namespace {

constexpr std::string_view kThreshold = "threshold";
constexpr std::string_view kFrame = "frame=";

std::optional<float> real(std::string_view s) {
  float value = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), value);
  if (r.ec != std::errc() || r.ptr != s.data() + s.size()) return std::nullopt;
  return value;
}

// The open table of events/words.h, with a third of its slots empty.
std::vector<uint32_t> word_table(const std::map<uint64_t, float>& weights) {
  std::vector<uint32_t> slots(weights.empty() ? 0 : weights.size() * 3 / 2 + 1, 0);
  for (const auto& [hash, weight] : weights) {
    const float steps = std::clamp(std::round(weight / kWordStep), -127.0F, 127.0F);
    const auto value = static_cast<uint8_t>(static_cast<int8_t>(steps));
    size_t i = word_slot(hash, slots.size());
    while (slots[i] != 0) i = i + 1 == slots.size() ? 0 : i + 1;
    slots[i] = word_check(hash) << 8 | value;
  }
  return slots;
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
  // A frame that was taken away since the training may keep its weight: nobody asks for it.
  std::map<std::string, float> frames;
  size_t used = 0;
  for (size_t m = 0; m < kEventModelCount; ++m) {
    const auto kind = static_cast<EventModel>(m);
    std::map<std::string, size_t> ids;
    const std::vector<std::string> names = feature_names(kind);
    for (size_t i = 0; i < names.size(); ++i) ids.emplace(names[i], i);
    std::vector<float> weights(names.size(), 0.0F);
    float threshold = 0;
    std::map<uint64_t, float> words;
    for (const TsvRow& r : tsv->rows()) {
      if (r.fields[model] != event_model_name(kind)) continue;
      const auto value = real(r.fields[weight]);
      if (!value) return tl::unexpected(tsv->error(r, weight, "not a number"));
      ++used;
      if (r.fields[name] == kThreshold) {
        threshold = *value;
        continue;
      }
      if (kind == EventModel::accept && r.fields[name].starts_with(kFrame)) {
        frames[r.fields[name].substr(kFrame.size())] = *value;
        continue;
      }
      const auto id = ids.find(r.fields[name]);
      if (const auto word = named_word_feature(r.fields[name]); id == ids.end() && word) {
        words[*word] = *value;
        continue;
      }
      if (id == ids.end()) {
        return tl::unexpected(
            tsv->error(r, name, "no such feature (src/events/model.cc, words.cc)"));
      }
      weights[id->second] = *value;
    }
    archive.num(threshold);
    archive.num(static_cast<uint32_t>(weights.size()));
    for (const float w : weights) archive.num(w);
    const std::vector<uint32_t> table = word_table(words);
    archive.num(static_cast<uint32_t>(table.size()));
    for (const uint32_t slot : table) archive.num(slot);
  }
  if (used != tsv->rows().size()) {
    for (const TsvRow& r : tsv->rows()) {
      const std::string& m = r.fields[model];
      if (m != "actor" && m != "recipient" && m != "accept" && m != "same" && m != "date" &&
          m != "source") {
        return tl::unexpected(
            tsv->error(r, model, "actor, recipient, accept, same, date or source"));
      }
    }
  }
  archive.num(static_cast<uint32_t>(frames.size()));
  for (const auto& [id, weight_of_frame] : frames) {
    archive.str(id);
    archive.num(weight_of_frame);
  }
  out.add("evt.weights", archive.take());
  return {};
}

}  // namespace isnad::compile
