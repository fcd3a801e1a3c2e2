#include "compile/frame_examples.h"

#include <toml++/toml.h>

#include <algorithm>

#include "base/utf8.h"

namespace isnad::compile {

namespace {

// In the middle of what the engine knows of the world; a sentence alone has no date.
constexpr const char* kPublished = "2024-04-10";

std::vector<std::string> strings(const toml::table& frame, std::string_view key) {
  std::vector<std::string> out;
  if (const toml::array* list = frame[key].as_array()) {
    for (const toml::node& item : *list) out.push_back(item.value_or(std::string()));
  }
  return out;
}

RawDocument document_of(const std::string& sentence) {
  RawDocument out;
  out.uri = "sentence";
  out.published = kPublished;
  out.text_utf8 = sentence;
  if (auto text = decode_utf8(sentence)) out.text = std::move(*text);
  return out;
}

bool requires_side(const FrameExamples& frame, std::string_view side) {
  return std::find(frame.require.begin(), frame.require.end(), side) != frame.require.end();
}

}  // namespace

Result<std::vector<FrameExamples>> read_examples(const std::filesystem::path& file) {
  std::error_code missing;
  if (!std::filesystem::is_regular_file(file, missing)) {
    return fail(ErrorCode::not_found, file.string() + ": no such file");
  }
  toml::table whole;
  try {
    whole = toml::parse_file(file.string());
  } catch (const toml::parse_error& e) {
    const auto at = e.source().begin;
    return fail(ErrorCode::bad_format, file.string() + ":" + std::to_string(at.line) + ":" +
                                           std::to_string(at.column) + ": " +
                                           std::string(e.description()));
  }
  std::vector<FrameExamples> out;
  const toml::array* frames = whole["frame"].as_array();
  if (!frames) return out;
  for (const toml::node& node : *frames) {
    const toml::table* frame = node.as_table();
    if (!frame) continue;
    FrameExamples& one = out.emplace_back();
    one.id = (*frame)["id"].value_or(std::string());
    one.type = (*frame)["type"].value_or(std::string());
    one.rule =
        "frames/" + file.filename().string() + ":" + std::to_string(frame->source().begin.line);
    one.require = strings(*frame, "require");
    for (const bool yes : {true, false}) {
      size_t index = 0;
      for (std::string& sentence : strings(*frame, yes ? "yes" : "no")) {
        one.examples.push_back({yes, index++, std::move(sentence)});
      }
    }
  }
  return out;
}

ExampleResult try_example(const Engine& engine, const FrameExamples& frame,
                          const FrameExample& example) {
  ExampleResult out;
  const RawDocument document = document_of(example.sentence);
  if (document.text.empty()) {
    out.fault = "no text";
    return out;
  }
  Record record;
  const EventTrace trace = engine.readings(document, &record);
  if (!example.yes) {
    for (const Event& e : record.events) {
      if (e.rule == frame.rule) out.fault = "fires";
    }
    return out;
  }
  out.accepted = std::any_of(record.events.begin(), record.events.end(),
                             [&](const Event& e) { return event_type_name(e.type) == frame.type; });
  std::string seen;
  for (const ReadingTrace& r : trace.readings) {
    const bool act = r.frame == frame.id || event_type_name(r.type) == frame.type;
    if (act && (!r.actor.empty() || !requires_side(frame, "actor")) &&
        (!r.recipient.empty() || !requires_side(frame, "recipient"))) {
      return out;
    }
    seen += (seen.empty() ? "" : ", ") + std::string(event_type_name(r.type)) + " by " + r.frame;
  }
  out.fault = seen.empty() ? "no reading" : "reads " + seen;
  return out;
}

}  // namespace isnad::compile
