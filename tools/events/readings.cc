// Prints every reading of a frame that the engine made, before any was refused, with the features
// that its models saw: what tools/events/train.py learns from.
//
// usage: event_readings IMAGE INPUT...
//
// The first line names the features: {"features": {"actor": [...], "recipient": [...],
// "accept": [...]}}. Then one line a document: {"uri", "names": {entity: English name}, "readings":
// [{"token", "trigger": [begin, end], "type", "frame", "actor", "recipient", "features", "words",
// "sides": [{"model", "codes", "features", "words"}]}]}. Spans are code points; "words" are names
// of word features (src/events/words.h).

#include <cstdio>

#include <nlohmann/json.hpp>

#include "engine/engine.h"

namespace {

using namespace isnad;
using nlohmann::json;

json to_json(const ReadingTrace& r) {
  json sides = json::array();
  for (const SideTrace& s : r.sides) {
    sides.push_back({{"model", event_model_name(s.model)},
                     {"codes", s.codes},
                     {"features", s.features},
                     {"words", s.words}});
  }
  return {{"token", r.token},
          {"trigger", {r.trigger.begin, r.trigger.end}},
          {"type", event_type_name(r.type)},
          {"frame", r.frame},
          {"actor", r.actor},
          {"recipient", r.recipient},
          {"features", r.features},
          {"words", r.words},
          {"sides", std::move(sides)}};
}

int fail(const Error& e) {
  std::fprintf(stderr, "event_readings: %s\n", e.message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: event_readings IMAGE INPUT...\n", stderr);
    return 2;
  }
  const auto engine = Engine::open(argv[1]);
  if (!engine) return fail(engine.error());
  auto input = Ingest::open({argv + 2, argv + argc}, {});
  if (!input) return fail(input.error());
  json names;
  for (size_t m = 0; m < kEventModelCount; ++m) {
    const auto model = static_cast<EventModel>(m);
    names[event_model_name(model)] = feature_names(model);
  }
  std::printf("%s\n", json{{"features", names}}.dump().c_str());
  while (auto item = input->next()) {
    if (!item->document) {
      std::fprintf(stderr, "event_readings: %s\n", item->document.error().message.c_str());
      continue;
    }
    json readings = json::array();
    for (const ReadingTrace& r : engine->readings(*item->document)) readings.push_back(to_json(r));
    json spelt = json::object();
    for (const Entity& e : engine->extract(*item->document).entities) {
      if (!e.name_en.empty()) spelt[e.id] = e.name_en;
    }
    const json line{
        {"uri", item->uri}, {"names", std::move(spelt)}, {"readings", std::move(readings)}};
    std::printf("%s\n", line.dump().c_str());
  }
  return 0;
}
