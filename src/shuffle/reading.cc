#include "shuffle/reading.h"

#include <simdjson.h>

#include "base/base64.h"
#include "record/json.h"
#include "record/json_parts.h"
#include "story/packed.h"

namespace isnad {

namespace {

using simdjson::dom::element;

// No string of JSON holds it, as a quotation mark inside one has a backslash before it.
constexpr std::string_view kReadingKey = ",\"reading\":";

void append_column(std::string_view name, const SearchColumn& column, std::string& out) {
  out += ",\"";
  out += name;
  out += "\":{\"count\":" + std::to_string(column.count) + ",\"forms\":";
  append_json_string(column.forms, out);
  out += ",\"lemmas\":";
  append_json_string(column.lemmas, out);
  out += '}';
}

void append_evidence(const Evidence& evidence, std::string& out) {
  out += ",\"evidence\":{\"sha256\":";
  append_json_string(evidence.sha256, out);
  out += ",\"size\":" + std::to_string(evidence.size) + ",\"media_type\":";
  append_json_string(evidence.media_type, out);
  out += ",\"url\":";
  append_json_string_or_null(evidence.url, out);
  out += ",\"fetched\":";
  append_json_string_or_null(evidence.fetched, out);
  out += ",\"headers\":[";
  for (size_t i = 0; i < evidence.headers.size(); ++i) {
    if (i > 0) out += ',';
    append_json_strings({evidence.headers[i].first, evidence.headers[i].second}, out);
  }
  out += "]}";
}

std::string text_at(const element& object, const char* key) {
  std::string_view v;
  if (object[key].get(v) != simdjson::SUCCESS) return {};
  return std::string(v);
}

std::optional<std::string> optional_at(const element& object, const char* key) {
  std::string_view v;
  if (object[key].get(v) != simdjson::SUCCESS) return std::nullopt;
  return std::string(v);
}

uint64_t number_at(const element& object, const char* key) {
  uint64_t v = 0;
  return object[key].get(v) == simdjson::SUCCESS ? v : 0;
}

SearchColumn column_at(const element& object, const char* key) {
  element c;
  if (object[key].get(c) != simdjson::SUCCESS) return {};
  return {text_at(c, "forms"), text_at(c, "lemmas"), static_cast<uint32_t>(number_at(c, "count"))};
}

std::optional<Evidence> evidence_at(const element& object) {
  element e;
  if (object["evidence"].get(e) != simdjson::SUCCESS) return std::nullopt;
  Evidence out;
  out.sha256 = text_at(e, "sha256");
  out.size = number_at(e, "size");
  out.media_type = text_at(e, "media_type");
  out.url = optional_at(e, "url");
  out.fetched = optional_at(e, "fetched");
  simdjson::dom::array headers;
  if (e["headers"].get(headers) != simdjson::SUCCESS) return out;
  for (const element pair : headers) {
    std::string_view name;
    std::string_view value;
    if (pair.at(0).get(name) == simdjson::SUCCESS && pair.at(1).get(value) == simdjson::SUCCESS) {
      out.headers.emplace_back(name, value);
    }
  }
  return out;
}

}  // namespace

void write_reading(const WholeReading& reading, std::string& out) {
  write_json(reading.record, out);
  out.resize(out.size() - 2);  // the closing brace and the newline
  const Fingerprint& f = reading.fingerprint;
  out += kReadingKey;
  out += "{\"engine\":";
  append_json_string(reading.engine, out);
  out += ",\"words\":" + std::to_string(f.words);
  out += ",\"prints\":\"" + to_base64(bytes_of(f.prints)) + '"';
  out += ",\"terms\":\"" + to_base64(bytes_of(f.terms)) + "\",\"credits\":";
  append_json_strings(f.credits, out);
  out += ",\"text\":";
  append_json_string(reading.text, out);
  append_column("search_text", f.search.text, out);
  append_column("search_title", f.search.title, out);
  if (reading.evidence) append_evidence(*reading.evidence, out);
  out += "}}\n";
}

Result<WholeReading> read_reading(std::string_view line, bool whole) {
  Result<Record> record = read_json(line);
  if (!record) return tl::unexpected<Error>(record.error());
  WholeReading out;
  out.record = std::move(*record);
  simdjson::dom::parser parser;
  element root;
  element reading;
  if (parser.parse(line.data(), line.size()).get(root) ||
      root["reading"].get(reading) != simdjson::SUCCESS || !reading.is_object()) {
    return fail(ErrorCode::bad_format,
                "a record without its fingerprint: isnad extract --fingerprints writes both");
  }
  const auto prints = from_base64(text_at(reading, "prints"));
  const auto terms = from_base64(text_at(reading, "terms"));
  std::string_view text;
  if (!prints || !terms || prints->size() % 8 != 0 || terms->size() % 8 != 0 ||
      reading["text"].get(text) != simdjson::SUCCESS) {
    return fail(ErrorCode::bad_format, "reading: its prints, terms or text are damaged");
  }
  out.engine = text_at(reading, "engine");
  out.text = text;
  Fingerprint& f = out.fingerprint;
  f.words = static_cast<uint32_t>(number_at(reading, "words"));
  f.prints = prints_from(*prints);
  f.terms = terms_from(*terms);
  if (!whole) return out;
  simdjson::dom::array credits;
  if (reading["credits"].get(credits) == simdjson::SUCCESS) {
    for (const element c : credits) {
      std::string_view code;
      if (c.get(code) == simdjson::SUCCESS) f.credits.emplace_back(code);
    }
  }
  f.search = {column_at(reading, "search_text"), column_at(reading, "search_title")};
  out.evidence = evidence_at(reading);
  return out;
}

}  // namespace isnad
