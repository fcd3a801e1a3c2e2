#include "export/annotation.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "export/address.h"
#include "export/uuid.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kAround = 32;  // code points of prefix and suffix

std::string dump(const Json& j) {
  return with_safe_strings(j.dump(-1, ' ', false, Json::error_handler_t::replace));
}

// RFC 6920: the text by its SHA-256 (64 hexadecimal digits), in base64url without padding.
std::string named_by_hash(const std::string& sha256) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out = "ni:///sha-256;";
  uint32_t held = 0;
  int bits = 0;
  for (const char c : sha256) {
    held = held << 4 | static_cast<uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    bits += 4;
    while (bits >= 6) {
      bits -= 6;
      out += kDigits[held >> bits & 63];
    }
  }
  if (bits > 0) out += kDigits[held << (6 - bits) & 63];
  return out;
}

// The annotations of one article.
class Annotator {
 public:
  Annotator(const StoredDocument& d, std::u32string text, Output& out, ExportTally& tally)
      : record_(d.record), text_(std::move(text)), out_(out), tally_(tally) {
    const std::string hash = named_by_hash(record_.doc.id);
    if (record_.doc.url && is_web_address(*record_.doc.url)) {
      source_ = *record_.doc.url;
      state_ = {{"type", "TimeState"}, {"cached", hash}};
    } else {
      source_ = hash;
    }
  }

  Result<void> run(bool& first, int64_t& total) {
    first_ = &first;
    total_ = &total;
    if (auto r = entities(); !r) return r;
    for (const TimeExpression& t : record_.times) {
      std::string json;
      append_time(t, json);
      if (auto r = put("times", span_key("t", t.span), "classifying", "time", json, {t.span}); !r) {
        return r;
      }
    }
    for (const Quantity& q : record_.quantities) {
      std::string json;
      append_quantity(q, json);
      auto r = put("quantities", span_key("q", q.span), "classifying", "quantity", json, {q.span});
      if (!r) return r;
    }
    for (const Event& e : record_.events) {
      std::string json;
      append_event(e, json);
      auto r = put("events", e.id, "classifying", std::string(event_type_name(e.type)), json,
                   e.triggers);
      if (!r) return r;
    }
    for (const Relation& x : record_.relations) {
      std::string json;
      append_relation(x, json);
      auto r =
          put("relations", x.id, "linking", std::string(relation_kind_name(x.rel)), json, {x.span});
      if (!r) return r;
    }
    for (const Claim& c : record_.claims) {
      std::string json;
      append_claim(c, json);
      if (auto r = put("claims", c.id, "describing", "claim", json, {c.span}); !r) return r;
    }
    return {};
  }

 private:
  static std::string span_key(const char* kind, const Span& s) {
    return fmt::format("{}{}-{}", kind, s.begin, s.end);
  }

  Result<void> entities() {
    for (const Entity& e : record_.entities) {
      const Json names = {{"ar", e.name_ar}, {"en", e.name_en}};
      for (const Mention& m : e.mentions) {
        const Json json = {{"id", e.id},
                           {"kind", entity_kind_name(e.kind)},
                           {"name", names},
                           {"wikidata", e.wikidata ? Json(*e.wikidata) : Json()},
                           {"of", e.of ? Json(*e.of) : Json()},
                           {"role", e.role ? Json(*e.role) : Json()},
                           {"form", mention_form_name(m.form)}};
        std::string more;
        if (e.wikidata) {
          more = dump({{"type", "SpecificResource"},
                       {"purpose", "identifying"},
                       {"source", "http://www.wikidata.org/entity/" + *e.wikidata}});
        }
        auto r = put("mentions", span_key("m", m.span) + ' ' + e.id, "identifying",
                     std::string(entity_kind_name(e.kind)), dump(json), {m.span}, more);
        if (!r) return r;
      }
    }
    return {};
  }

  std::string words(size_t begin, size_t end) const {
    end = std::min(end, text_.size());
    return begin < end ? encode_utf8(std::u32string_view(text_).substr(begin, end - begin)) : "";
  }

  Json target(const Span& s) const {
    Json quote = {{"type", "TextQuoteSelector"}, {"exact", words(s.begin, s.end)}};
    if (s.begin > 0) {
      quote["prefix"] = words(s.begin > kAround ? s.begin - kAround : 0, s.begin);
    }
    if (s.end < text_.size()) quote["suffix"] = words(s.end, s.end + kAround);
    Json t = {{"type", "SpecificResource"}, {"source", source_}};
    if (!state_.is_null()) t["state"] = state_;
    t["selector"] = {{{"type", "TextPositionSelector"}, {"start", s.begin}, {"end", s.end}},
                     std::move(quote)};
    return t;
  }

  Result<void> put(const char* what, const std::string& key, const char* motivation,
                   const std::string& type, const std::string& record, std::vector<Span> spans,
                   const std::string& more = "") {
    std::erase_if(spans, [&](const Span& s) { return s.empty() || s.end > text_.size(); });
    if (spans.empty()) {
      tally_.left_out("things that stand at no words of their text", what);
      return {};
    }
    Json a = {{"id", "urn:uuid:" + uuid5("annotation " + record_.doc.id + ' ' + key)},
              {"type", "Annotation"},
              {"motivation", motivation}};
    a["body"] = {{{"type", "TextualBody"},
                  {"purpose", "classifying"},
                  {"format", "text/plain"},
                  {"value", type}},
                 {{"type", "TextualBody"},
                  {"purpose", "describing"},
                  {"format", "application/json"},
                  {"value", record}}};
    if (!more.empty()) a["body"].push_back(Json::parse(more));
    if (spans.size() == 1) {
      a["target"] = target(spans[0]);
    } else {
      a["target"] = Json::array();
      for (const Span& s : spans) a["target"].push_back(target(s));
    }
    tally_.wrote(what);
    ++*total_;
    const std::string lead = *first_ ? "\n" : ",\n";
    *first_ = false;
    return out_.write(lead + dump(a));
  }

  const Record& record_;
  std::u32string text_;
  Output& out_;
  ExportTally& tally_;
  std::string source_;
  Json state_;
  bool* first_ = nullptr;
  int64_t* total_ = nullptr;
};

}  // namespace

Result<void> export_annotation(Export& e) {
  auto out = e.outputs.open("annotations.jsonld");
  if (!out) return tl::unexpected<Error>(out.error());
  auto done = (*out)->write(
      "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationCollection\","
      "\"generator\":{\"id\":\"urn:uuid:" +
      uuid5("isnad") +
      "\",\"type\":\"Software\",\"name\":\"isnad\"},\"first\":{\"type\":\"AnnotationPage\","
      "\"startIndex\":0,\"items\":[");
  if (!done) return done;
  bool first = true;
  int64_t total = 0;
  std::string id = "collection";
  done = e.file.each_document(e.options.filter, [&](const StoredDocument& d) -> Result<void> {
    Result<std::u32string> text = decode_utf8(d.text);
    if (!text) return tl::unexpected<Error>(text.error());
    e.tally.wrote("articles");
    id = uuid5(id + ' ' + d.record.doc.id);
    return Annotator(d, std::move(*text), **out, e.tally).run(first, total);
  });
  if (!done) return done;
  // The id of a collection is made of its articles, which are known only now.
  done = (*out)->write(
      fmt::format("\n],\"id\":\"urn:uuid:{0}\",\"partOf\":\"urn:uuid:{1}\"}},\"total\":{2},"
                  "\"id\":\"urn:uuid:{1}\"}}\n",
                  uuid5("page " + id), uuid5("all of " + id), total));
  if (!done) return done;
  return (*out)->finish();
}

}  // namespace isnad
