#include <simdjson.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/lines.h"
#include "ingest/streams.h"

namespace isnad {

namespace {

// What a line says of one field.
struct Field {
  explicit Field(const char* called) : name(called) {}
  const char* name;
  bool there = false;  // and not null
  bool is_string = false;
  std::string value;
};

// The fields that are read of an object; of several with one name the last counts.
class Fields {
 public:
  // False if the line is no JSON. The quick parser refuses some numbers and depths that are JSON,
  // so what it refuses is asked of the other one; and it keeps memory for the longest line.
  bool parse(const std::string& line) {
    simdjson::dom::element whole;
    if (line.size() > kQuick || parser_.parse(line).get(whole) != simdjson::SUCCESS) {
      return parse_slowly(line);
    }
    simdjson::dom::object object;
    is_object_ = whole.get(object) == simdjson::SUCCESS;
    reset();
    if (!is_object_) return true;
    for (const auto& [key, value] : object) {
      Field* field = find(key);
      if (!field) continue;
      std::string_view text;
      field->there = !value.is_null();
      field->is_string = value.get(text) == simdjson::SUCCESS;
      field->value = text;
    }
    return true;
  }
  bool is_object() const { return is_object_; }

  Result<std::optional<std::string>> text(std::string_view name, bool required,
                                          const std::string& where) {
    Field& field = *find(name);
    if (!field.there) {
      if (!required) return std::optional<std::string>{};
      return fail(ErrorCode::missing_field, where + ": no field \"" + field.name + "\"");
    }
    if (!field.is_string) {
      return fail(ErrorCode::bad_format, where + ": field \"" + field.name + "\" is no string");
    }
    return std::optional<std::string>(std::move(field.value));
  }

 private:
  bool parse_slowly(const std::string& line) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (object.is_discarded()) return false;
    is_object_ = object.is_object();
    reset();
    for (Field& field : fields_) {
      if (!is_object_) break;
      const auto it = object.find(field.name);
      if (it == object.end()) continue;
      field.there = !it->is_null();
      field.is_string = it->is_string();
      if (field.is_string) field.value = it->get<std::string>();
    }
    return true;
  }
  void reset() {
    for (Field& field : fields_) field.there = field.is_string = false;
  }
  Field* find(std::string_view name) {
    for (Field& field : fields_) {
      if (field.name == name) return &field;
    }
    return nullptr;
  }

  static constexpr size_t kQuick = 1 << 20;  // bytes
  simdjson::dom::parser parser_;
  bool is_object_ = false;
  std::array<Field, 8> fields_{Field("uri"),    Field("text"),      Field("url"),
                               Field("outlet"), Field("published"), Field("title"),
                               Field("author"), Field("fetched")};
};

Result<RawDocument> document_of(Fields& fields, const std::string& where,
                                const IngestOptions& options) {
  if (!fields.is_object()) return fail(ErrorCode::bad_format, where + ": not a JSON object");
  RawDocument doc;
  std::optional<std::string> text;
  std::optional<std::string> uri;
  const std::pair<const char*, std::optional<std::string>*> wanted[] = {
      {"uri", &uri},
      {"text", &text},
      {"url", &doc.url},
      {"outlet", &doc.outlet},
      {"published", &doc.published},
      {"title", &doc.title}};
  for (const auto& [key, target] : wanted) {
    auto value = fields.text(key, target == &uri || target == &text, where);
    if (!value) return tl::unexpected(value.error());
    *target = std::move(*value);
  }
  // Lists of authors are about as common as one; whoever has no plain name loses nothing else.
  if (auto author = fields.text("author", false, where)) doc.author = std::move(*author);
  doc.uri = *uri;
  if (doc.published && !is_edtf_day_month_or_year(*doc.published)) {
    return fail(ErrorCode::bad_format, where + ": published \"" + *doc.published +
                                           "\" is no date (2025-04-04, 2025-04 or 2025)");
  }
  auto decoded = decode_text(*text, where);
  if (!decoded) return tl::unexpected(decoded.error());
  doc.text = std::move(decoded->text);
  doc.text_utf8 = encode_utf8(doc.text);
  apply_options(doc, options);
  return doc;
}

class JsonLines : public DocumentStream {
 public:
  JsonLines(std::unique_ptr<ByteSource> source, std::string uri, Intake& intake)
      : lines_(std::move(source)), name_(std::move(uri)), intake_(intake) {}

  std::optional<IngestItem> next() override {
    std::string line;
    while (!done_) {
      const LineReader::Status status = lines_.next(line);
      if (status == LineReader::Status::end) break;
      const std::string where = name_ + ":" + std::to_string(lines_.line_number());
      if (status == LineReader::Status::failed) {
        done_ = true;
        return IngestItem{where, tl::unexpected(lines_.error())};
      }
      if (status == LineReader::Status::too_long) {
        return IngestItem{where,
                          fail(ErrorCode::too_large, where + ": line longer than " +
                                                         std::to_string(kMaxDocumentBytes >> 20) +
                                                         " MB; skipped")};
      }
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      return item(line, where);
    }
    return std::nullopt;
  }

 private:
  IngestItem item(std::string& line, const std::string& where) {
    // A parser takes a NUL byte for the end and would drop what follows.
    if (line.find('\0') != std::string::npos || !fields_.parse(line)) {
      return {where, fail(ErrorCode::bad_format,
                          where + ": broken JSON; each line must be one whole JSON object")};
    }
    auto doc = document_of(fields_, where, intake_.options);
    if (!doc) return {where, tl::unexpected(doc.error())};
    Evidence evidence;
    evidence.sha256 = sha256_hex(line);
    evidence.size = line.size();
    evidence.media_type = "application/json";
    evidence.url = doc->url;
    if (auto fetched = fields_.text("fetched", false, where)) {
      evidence.fetched = std::move(*fetched);
    }
    if (intake_.options.keep_raw) evidence.raw = std::move(line);
    doc->evidence = std::move(evidence);
    std::string uri = doc->uri;
    return {std::move(uri), std::move(*doc)};
  }

  LineReader lines_;
  std::string name_;
  Intake& intake_;
  Fields fields_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> json_lines(std::unique_ptr<ByteSource> source, std::string uri,
                                           Intake& intake) {
  return std::make_unique<JsonLines>(std::move(source), std::move(uri), intake);
}

}  // namespace isnad
