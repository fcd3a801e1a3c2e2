#include "export/ftm_entity.h"

#include <openssl/evp.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>

#include "export/cells.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

// The type of each property that is written (as the model names it); all others are strings.
std::string_view type_of(std::string_view property) {
  struct Typed {
    std::string_view property, type;
  };
  static constexpr Typed kTyped[] = {
      {"name", "name"},
      {"alias", "name"},
      {"country", "country"},
      {"wikidataId", "identifier"},
      {"startDate", "date"},
      {"endDate", "date"},
      {"date", "date"},
      {"publishedAt", "date"},
      {"sourceUrl", "url"},
      {"language", "language"},
      {"location", "address"},
      {"full", "address"},
      {"latitude", "number"},
      {"longitude", "number"},
      {"summary", "text"},
      {"description", "text"},
      {"notes", "text"},
      {"proof", "entity"},
      {"involved", "entity"},
      {"member", "entity"},
      {"organization", "entity"},
      {"holder", "entity"},
      {"post", "entity"},
      {"director", "entity"},
      {"subject", "entity"},
      {"object", "entity"},
      {"addressEntity", "entity"},
  };
  const auto* found = std::find_if(std::begin(kTyped), std::end(kTyped),
                                   [&](const Typed& t) { return t.property == property; });
  return found == std::end(kTyped) ? "string" : found->type;
}

// Types whose values have no language.
bool has_language(std::string_view type) {
  return type == "name" || type == "text" || type == "string" || type == "address";
}

std::string sha1(const std::string& bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha1(), nullptr);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < size; ++i) out += {kHex[digest[i] >> 4], kHex[digest[i] & 15]};
  return out;
}

// As Python's csv.unix_dialect has it: every cell quoted.
void append_row(const std::vector<std::string_view>& cells, std::string& out) {
  for (size_t i = 0; i < cells.size(); ++i) {
    out += i > 0 ? ",\"" : "\"";
    for (const char c : cells[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

void append_statement(const FtmEntity& e, std::string_view property, std::string_view type,
                      const FtmValue& v, std::string& out) {
  const std::string lang = has_language(type) ? v.lang : "";
  std::string key = std::string(kFtmDataset) + '.' + e.id + '.' + std::string(property) + '.';
  key += v.value + (lang.empty() ? "" : '@' + lang);
  const std::string id = sha1(key);
  append_row(
      {e.id, e.id, property, type, e.schema, v.value, kFtmDataset, "", lang, "", "f", "", "", id},
      out);
}

// As the library keeps values: composed (NFC), one space for several.
std::string kept(std::string_view value) {
  std::string plain = plain_cell(value);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  if (U_SUCCESS(error)) nfc->normalizeUTF8(0, plain, sink, nullptr, error);
  if (U_SUCCESS(error)) plain = std::move(composed);
  const auto both = [](char a, char b) { return a == ' ' && b == ' '; };
  plain.erase(std::unique(plain.begin(), plain.end(), both), plain.end());
  if (plain.starts_with(' ')) plain.erase(0, 1);
  return plain;
}

}  // namespace

void FtmEntity::add(const char* property, std::string_view value, const char* lang) {
  FtmValue v{kept(value), lang};
  if (v.value.empty()) return;
  std::vector<FtmValue>& values = properties[property];
  const bool there = std::any_of(values.begin(), values.end(),
                                 [&](const FtmValue& o) { return o.value == v.value; });
  if (!there) values.push_back(std::move(v));
}

void append_ftm_json(const FtmEntity& entity, std::string& out) {
  out += "{\"id\":";
  append_json_string(entity.id, out);
  out += ",\"schema\":";
  append_json_string(entity.schema, out);
  out += ",\"properties\":{";
  bool first = true;
  for (const auto& [property, values] : entity.properties) {
    if (values.empty()) continue;
    if (!first) out += ',';
    first = false;
    append_json_string(property, out);
    out += ":[";
    for (size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out += ',';
      append_json_string(values[i].value, out);
    }
    out += ']';
  }
  out += "},\"datasets\":[";
  append_json_string(kFtmDataset, out);
  out += "]}\n";
}

void append_statement_header(std::string& out) {
  append_row({"canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset",
              "origin", "lang", "original_value", "external", "first_seen", "last_seen", "id"},
             out);
}

void append_statements(const FtmEntity& entity, std::string& out) {
  append_statement(entity, "id", "id", {entity.id, ""}, out);
  for (const auto& [property, values] : entity.properties) {
    for (const FtmValue& v : values) append_statement(entity, property, type_of(property), v, out);
  }
}

}  // namespace isnad
