#include "answer/overview.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "record/json_parts.h"

namespace isnad {

namespace {

void append_or_null(const std::string& s, std::string& out) {
  append_json_string_or_null(s.empty() ? std::nullopt : std::optional(s), out);
}

// Praise and accusation are SUPPORT and ACCUSE; types that nobody tells are left out.
void append_voice(const char* what, const VoiceRow& voice, std::string& out) {
  const auto acts = [&](EventType type) { return voice.types[static_cast<size_t>(type)]; };
  out += std::string("{\"") + what + "\":";
  append_or_null(voice.name, out);
  out += fmt::format(",\"reports\":{},\"praise\":{},\"accusation\":{},\"types\":{{", voice.acts,
                     acts(EventType::support), acts(EventType::accuse));
  for (int i = 0; i < kEventTypeCount; ++i) {
    const auto type = static_cast<EventType>(i);
    if (acts(type) == 0) continue;
    if (out.back() != '{') out += ',';
    out += fmt::format("\"{}\":{}", event_type_name(type), acts(type));
  }
  out += "}}";
}

}  // namespace

void append_attention(const Attention& attention, std::string& out) {
  out += fmt::format("{{\"by\":\"{}\",\"dates\":", attention_unit_name(attention.unit));
  append_json_strings(attention.dates, out);
  out += ",\"series\":[";
  for (const AttentionSeries& s : attention.series) {
    out += out.back() == '[' ? "{\"outlet\":" : ",{\"outlet\":";
    append_json_string_or_null(s.outlet, out);
    out += fmt::format(",\"rest\":{},\"counts\":[{}]}}", s.rest, fmt::join(s.counts, ","));
  }
  out += fmt::format("],\"undated\":{}}}", attention.undated);
}

void append_voices(const Voices& voices, std::string& out) {
  out += "{\"outlets\":[";
  for (const VoiceRow& v : voices.outlets) {
    if (out.back() != '[') out += ',';
    append_voice("outlet", v, out);
  }
  out += "],\"speakers\":[";
  for (const VoiceRow& v : voices.speakers) {
    if (out.back() != '[') out += ',';
    append_voice("source", v, out);
  }
  out += "]}";
}

void collect_codes(const Voices& voices, std::vector<std::string>& codes) {
  for (const VoiceRow& v : voices.speakers) codes.push_back(v.name);
}

}  // namespace isnad
