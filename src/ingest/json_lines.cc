#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/lines.h"
#include "ingest/streams.h"

namespace isnad {

namespace {

using Json = nlohmann::json;

Result<std::optional<std::string>> text_field(const Json& object, const char* key, bool required,
                                              const std::string& where) {
  auto it = object.find(key);
  if (it == object.end() || it->is_null()) {
    if (required) {
      return fail(ErrorCode::missing_field, where + ": no field \"" + std::string(key) + "\"");
    }
    return std::optional<std::string>{};
  }
  if (!it->is_string()) {
    return fail(ErrorCode::bad_format, where + ": field \"" + std::string(key) + "\" is no string");
  }
  return std::optional<std::string>(it->get<std::string>());
}

Result<RawDocument> document_of(const Json& object, const std::string& where,
                                const IngestOptions& options) {
  if (!object.is_object()) return fail(ErrorCode::bad_format, where + ": not a JSON object");
  RawDocument doc;
  std::optional<std::string> text;
  std::optional<std::string> uri;
  const std::pair<const char*, std::optional<std::string>*> fields[] = {
      {"uri", &uri},
      {"text", &text},
      {"url", &doc.url},
      {"outlet", &doc.outlet},
      {"published", &doc.published},
      {"title", &doc.title}};
  for (const auto& [key, target] : fields) {
    auto value = text_field(object, key, target == &uri || target == &text, where);
    if (!value) return tl::unexpected(value.error());
    *target = std::move(*value);
  }
  // Lists of authors are about as common as one; whoever has no plain name loses nothing else.
  if (auto author = text_field(object, "author", false, where)) doc.author = std::move(*author);
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
  IngestItem item(std::string& line, const std::string& where) const {
    const Json object = Json::parse(line, nullptr, false);
    // The parser takes a NUL byte for the end and would drop what follows.
    if (object.is_discarded() || line.find('\0') != std::string::npos) {
      return {where, fail(ErrorCode::bad_format,
                          where + ": broken JSON; each line must be one whole JSON object")};
    }
    auto doc = document_of(object, where, intake_.options);
    if (!doc) return {where, tl::unexpected(doc.error())};
    Evidence evidence;
    evidence.sha256 = sha256_hex(line);
    evidence.size = line.size();
    evidence.media_type = "application/json";
    evidence.url = doc->url;
    if (auto fetched = text_field(object, "fetched", false, where)) {
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
  bool done_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> json_lines(std::unique_ptr<ByteSource> source, std::string uri,
                                           Intake& intake) {
  return std::make_unique<JsonLines>(std::move(source), std::move(uri), intake);
}

}  // namespace isnad
