#include "answer/overview.h"
#include "answer/types.h"
#include "record/json_parts.h"
#include "serve/context.h"

// What is in the case, and the lists that a page chooses from.

namespace isnad {

namespace {

Answer<ApiResponse> root(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto found = c.api.pool().digest(*c.desk);
  if (!found) return faulty(found.error());
  const Digest& digest = **found;
  const auto unseen = c.api.pool().refresh_due(*c.desk);
  if (!unseen) return faulty(unseen.error());
  std::string b = "{\"isnad\":";
  append_json_string(c.api.version(), b);
  b += ",\"api\":1,\"case\":";
  append_json_string(c.api.pool().title(), b);
  b += ",\"state\":";
  append_json_string(c.desk->version, b);
  b += c.api.pool().writable() ? ",\"writes\":true" : ",\"writes\":false";
  b += *unseen ? ",\"refresh_due\":true" : ",\"refresh_due\":false";
  b += ",\"documents\":" + std::to_string(digest.documents) + ",\"last_published\":";
  append_json_string_or_null(digest.last_published, b);
  return json_response(b + '}');
}

Answer<ApiResponse> digest(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto found = c.api.pool().digest(*c.desk);
  if (!found) return faulty(found.error());
  const Digest& d = **found;
  std::string b = "{\"documents\":" + std::to_string(d.documents) +
                  ",\"appearances\":" + std::to_string(d.appearances) +
                  ",\"events\":" + std::to_string(d.events) +
                  ",\"claims\":" + std::to_string(d.claims) +
                  ",\"relations\":" + std::to_string(d.relations) +
                  ",\"entities\":" + std::to_string(d.entities);
  const auto counts = [&](const char* name, const std::vector<Count>& list) {
    b += std::string(",\"") + name + "\":[";
    for (const Count& k : list) {
      b += b.back() == '[' ? "{\"name\":" : ",{\"name\":";
      append_json_string_or_null(k.name.empty() ? std::nullopt : std::optional(k.name), b);
      b += ",\"count\":" + std::to_string(k.count) + '}';
    }
    b += ']';
  };
  counts("outlets", d.outlets);
  counts("actors", d.actors);
  b += ",\"first_published\":";
  append_json_string_or_null(d.first_published, b);
  b += ",\"last_published\":";
  append_json_string_or_null(d.last_published, b);
  std::vector<std::string> codes;
  for (const Count& k : d.actors) codes.push_back(k.name);
  b += ",\"names\":";
  append_names(c, codes, b);
  return json_response(b + '}');
}

Answer<ApiResponse> attention(Context& c) {
  Filter f;
  const auto by = c.params.one_of("by", {"day", "week", "month", "year"});
  const size_t outlets = c.params.number("outlets", 8, 0, 100);
  f.actor = c.params.text("actor");
  read_dates(c.params, f);
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto found =
      c.desk->file.attention(f, by ? attention_unit_from_name(*by) : std::nullopt, outlets);
  if (!found) return faulty(found.error());
  ApiResponse out;
  append_attention(*found, out.body);
  return out;
}

Answer<ApiResponse> voices(Context& c) {
  Filter f;
  f.from = c.params.date("from");
  f.to = c.params.date("to");
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto found = c.desk->file.voices(c.slots[0], f);
  if (!found) return faulty(found.error());
  ApiResponse out;
  append_voices(*found, out.body);
  out.body.pop_back();
  std::vector<std::string> codes = {c.slots[0]};
  collect_codes(*found, codes);
  out.body += ",\"names\":";
  append_names(c, codes, out.body);
  out.body += '}';
  return out;
}

Answer<ApiResponse> vocabulary(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  std::string b = "{\"event_types\":";
  append_json_strings(event_types(), b);
  b += ",\"relations\":";
  append_json_strings(relation_kinds(), b);
  b += ",\"fluents\":";
  append_json_strings(fluent_kinds(), b);
  b += ",\"entity_kinds\":";
  append_json_strings(entity_kinds(), b);
  b += ",\"factualities\":";
  append_json_strings({"actual", "planned", "denied", "possible"}, b);
  b += ",\"conflict_kinds\":";
  append_json_strings(conflict_kinds(), b);
  b += ",\"facets\":";
  append_json_strings(search_facets(), b);
  std::vector<std::string> fields;
  for (int i = 1; i <= static_cast<int>(SearchField::entity); ++i) {
    fields.emplace_back(search_field_name(static_cast<SearchField>(i)));
  }
  b += ",\"search_fields\":";
  append_json_strings(fields, b);
  return json_response(b + '}');
}

Answer<ApiResponse> openapi(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  return json_response(std::string(Api::description()));
}

}  // namespace

std::vector<Route> overview_routes() {
  return {{"", root},
          {"openapi.json", openapi},
          {"digest", digest},
          {"attention", attention},
          {"actors/{code}/voices", voices},
          {"vocabulary", vocabulary}};
}

}  // namespace isnad
