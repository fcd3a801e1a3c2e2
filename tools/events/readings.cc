// Prints every reading of a frame that the engine made, before any was refused, with the features
// that its models saw: what tools/events/train.py learns from.
//
// usage: event_readings IMAGE INPUT...
//
// The first line names the features: {"features": {"actor": [...], "recipient": [...],
// "accept": [...]}}. Then one line a document: {"uri", "names": {entity: English name}, "readings":
// [{"token", "trigger": [begin, end], "type", "frame", "actor", "recipient", "features", "words",
// "sides": [{"model", "codes", "features", "words"}]}], "attributes": [{"model", "type",
// "triggers", "options": [{"codes", "features", "words"}]}]}. Spans are code points; "words" are
// names of word features (src/events/words.h); "attributes" are the times and claims asked for each
// event of the record, with the day or the speakers that they would give.

#include <cstdio>

#include <nlohmann/json.hpp>

#include "engine/engine.h"

namespace {

using namespace isnad;
using nlohmann::json;

json to_json(const std::vector<SideTrace>& options) {
  json out = json::array();
  for (const SideTrace& s : options) {
    out.push_back({{"model", event_model_name(s.model)},
                   {"codes", s.codes},
                   {"features", s.features},
                   {"words", s.words}});
  }
  return out;
}

json to_json(const AttributeTrace& a, const Event& e) {
  json triggers = json::array();
  for (const Span& t : e.triggers) triggers.push_back({t.begin, t.end});
  return {{"model", event_model_name(a.model)},
          {"type", event_type_name(e.type)},
          {"triggers", std::move(triggers)},
          {"confidence", e.confidence},
          {"actor", e.actor},
          {"recipient", e.recipient},
          {"options", to_json(a.options)}};
}

json to_json(const ReadingTrace& r) {
  return {{"token", r.token},
          {"trigger", {r.trigger.begin, r.trigger.end}},
          {"type", event_type_name(r.type)},
          {"frame", r.frame},
          {"actor", r.actor},
          {"recipient", r.recipient},
          {"features", r.features},
          {"words", r.words},
          {"sides", to_json(r.sides)}};
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
    Record record;
    const EventTrace trace = engine->readings(*item->document, &record);
    for (const ReadingTrace& r : trace.readings) readings.push_back(to_json(r));
    json attributes = json::array();
    for (const AttributeTrace& a : trace.attributes) {
      const auto& told = a.model == EventModel::same ? trace.accepted : record.events;
      attributes.push_back(to_json(a, told[a.event]));
    }
    json spelt = json::object();
    for (const Entity& e : record.entities) {
      if (!e.name_en.empty()) spelt[e.id] = e.name_en;
    }
    const json line{{"uri", item->uri},
                    {"names", std::move(spelt)},
                    {"readings", std::move(readings)},
                    {"attributes", std::move(attributes)}};
    std::printf("%s\n", line.dump().c_str());
  }
  return 0;
}
