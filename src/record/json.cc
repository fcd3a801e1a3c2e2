#include "record/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "record/json_parts.h"

namespace isnad {

namespace {

void append_integer(int64_t v, std::string& out) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, v).ptr;
  out.append(buffer, end);
}

// Length of the well-formed UTF-8 sequence at s[i], 0 if there is none.
size_t sequence_length(std::string_view s, size_t i) {
  const auto byte = [&](size_t k) { return static_cast<unsigned char>(s[i + k]); };
  const unsigned char c = byte(0);
  const size_t n = c >= 0xC2 && c < 0xE0   ? 2
                   : c >= 0xE0 && c < 0xF0 ? 3
                   : c >= 0xF0 && c < 0xF5 ? 4
                                           : 0;
  if (n == 0 || i + n > s.size()) return 0;
  for (size_t k = 1; k < n; ++k) {
    if ((byte(k) & 0xC0) != 0x80) return 0;
  }
  const unsigned char d = byte(1);
  if ((c == 0xE0 && d < 0xA0) || (c == 0xED && d >= 0xA0) || (c == 0xF0 && d < 0x90) ||
      (c == 0xF4 && d >= 0x90)) {
    return 0;
  }
  return n;
}

// The code point of a whole sequence that a terminal may obey, that turns the line around it, or
// that nobody sees: C1 controls, marks, embeddings and isolates of direction, line separators, the
// space without width, the soft hyphen, the byte order mark, tags. 0 for all others.
char32_t steering(std::string_view s) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char d = byte(1);
  switch (byte(0)) {
    case 0xD8:
      return d == 0x9C ? 0x061C : 0;
    case 0xC2:
      return d < 0xA0 || d == 0xAD ? d : 0;
    case 0xE1:
      return d == 0xA0 && byte(2) == 0x8E ? 0x180E : 0;
    case 0xE2: {
      if (d != 0x80 && d != 0x81) return 0;
      const char32_t at = 0x2000 + (d - 0x80u) * 64 + (byte(2) - 0x80u);
      const bool one = at == 0x200B || at == 0x200E || at == 0x200F ||
                       (at >= 0x2028 && at <= 0x202E) || (at >= 0x2060 && at <= 0x206F);
      return one ? at : 0;
    }
    case 0xEF:
      return d == 0xBB && byte(2) == 0xBF ? 0xFEFF : 0;
    case 0xF3:  // U+E0000 to U+E007F
      if (d != 0xA0 || byte(2) >= 0x82) return 0;
      return 0xE0000 + (byte(2) - 0x80u) * 64 + (byte(3) - 0x80u);
    default:
      return 0;
  }
}

// \u061c; a pair of surrogates above U+FFFF.
void append_escape(char32_t code, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  if (code > 0xFFFF) {
    append_escape(0xD800 + ((code - 0x10000) >> 10), out);
    code = 0xDC00 + (code & 0x3FF);
  }
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[code >> shift & 15];
}

void append_key(std::string_view key, std::string& out) {
  out += '"';
  out += key;
  out += "\":";
}

// ,"key":"value" with a value that needs no escapes.
void append_name(std::string_view key, std::string_view value, std::string& out) {
  out += ',';
  append_key(key, out);
  out += '"';
  out += value;
  out += '"';
}

void append_text(std::string_view key, std::string_view value, std::string& out) {
  out += ',';
  append_key(key, out);
  append_json_string(value, out);
}

void append_text(std::string_view key, const std::optional<std::string>& value, std::string& out) {
  out += ',';
  append_key(key, out);
  append_json_string_or_null(value, out);
}

void append_list(std::string_view key, const std::vector<std::string>& list, std::string& out) {
  out += ',';
  append_key(key, out);
  append_json_strings(list, out);
}

void append_span(std::string_view key, const Span& s, std::string& out) {
  out += ',';
  append_key(key, out);
  append_json_span(s, out);
}

void append_count(const std::optional<int64_t>& count, std::string& out) {
  out += ",\"count\":";
  if (count) {
    append_integer(*count, out);
  } else {
    out += "null";
  }
}

void append_confidence(double confidence, std::string& out) {
  char buffer[32];
  const double c = confidence >= 0 ? std::min(confidence, 1.0) : 0.0;  // NaN is 0
  std::snprintf(buffer, sizeof buffer, ",\"confidence\":%.2f", c);
  out += buffer;
}

template <class T, class Append>
void append_array(std::string_view key, const std::vector<T>& items, Append append,
                  std::string& out) {
  out += ',';
  append_key(key, out);
  out += '[';
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    append(items[i], out);
  }
  out += ']';
}

void append_published_from(DocumentInfo::PublishedFrom from, std::string& out) {
  out += ",\"published_from\":";
  switch (from) {
    case DocumentInfo::PublishedFrom::none:
      out += "null";
      break;
    case DocumentInfo::PublishedFrom::text:
      out += "\"text\"";
      break;
    case DocumentInfo::PublishedFrom::metadata:
      out += "\"metadata\"";
      break;
    case DocumentInfo::PublishedFrom::option:
      out += "\"option\"";
      break;
  }
}

void append_document(const DocumentInfo& doc, std::string& out) {
  out += "\"doc\":{\"id\":";
  append_json_string(doc.id, out);
  append_text("uri", std::string_view(doc.uri), out);
  append_text("url", doc.url, out);
  append_text("outlet", doc.outlet, out);
  append_text("title", doc.title, out);
  append_text("published", doc.published, out);
  append_published_from(doc.published_from, out);
  append_text("lang", std::string_view(doc.lang), out);
  out += ",\"length\":";
  append_integer(doc.length, out);
  out += '}';
}

}  // namespace

void append_json_string(std::string_view s, std::string& out) {
  out += '"';
  size_t done = 0;  // bytes of s already in out
  const auto flush = [&](size_t to) { out.append(s.data() + done, to - done); };
  for (size_t i = 0; i < s.size();) {
    const auto c = static_cast<unsigned char>(s[i]);
    if (c >= 0x80) {
      const size_t n = sequence_length(s, i);
      if (n == 0) {  // a file name may hold any bytes: U+FFFD keeps the line legal
        flush(i);
        out += "\xEF\xBF\xBD";
        done = i + 1;
      } else if (const char32_t code = steering(s.substr(i, n))) {
        flush(i);
        append_escape(code, out);
        done = i + n;
      }
      i += n == 0 ? 1 : n;
      continue;
    }
    if (c < 0x20 || c == 0x7F || c == '"' || c == '\\') {
      flush(i);
      switch (c) {
        case '"':
          out += "\\\"";
          break;
        case '\\':
          out += "\\\\";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        case '\t':
          out += "\\t";
          break;
        default:
          append_escape(c, out);
      }
      done = i + 1;
    }
    ++i;
  }
  flush(s.size());
  out += '"';
}

std::string with_safe_strings(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (size_t i = 0; i < json.size();) {
    const auto c = static_cast<unsigned char>(json[i]);
    const size_t n = c < 0x80 ? 1 : std::max<size_t>(sequence_length(json, i), 1);
    const char32_t code = c == 0x7F ? 0x7F : n > 1 ? steering(json.substr(i, n)) : 0;
    if (code != 0) {
      append_escape(code, out);
    } else {
      out.append(json.substr(i, n));
    }
    i += n;
  }
  return out;
}

void append_json_string_or_null(const std::optional<std::string>& s, std::string& out) {
  if (s) {
    append_json_string(*s, out);
  } else {
    out += "null";
  }
}

void append_json_strings(const std::vector<std::string>& list, std::string& out) {
  out += '[';
  for (size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(list[i], out);
  }
  out += ']';
}

void append_json_span(const Span& s, std::string& out) {
  out += '[';
  append_integer(s.begin, out);
  out += ',';
  append_integer(s.end, out);
  out += ']';
}

void append_json_number(double v, std::string& out) {
  if (!std::isfinite(v)) {
    out += '0';
    return;
  }
  if (std::fabs(v) < 1e15 && v == std::floor(v)) {
    append_integer(static_cast<int64_t>(v), out);
    return;
  }
  // Digits without an exponent would be an integer, which readers take up to 64 bits.
  constexpr double kLargestInteger = 9e18;
  char buffer[40];
  char* const end = buffer + sizeof buffer;
  const auto written = std::fabs(v) < kLargestInteger
                           ? std::to_chars(buffer, end, v)
                           : std::to_chars(buffer, end, v, std::chars_format::scientific);
  out.append(buffer, written.ptr);
}

void append_entity(const Entity& e, std::string& out) {
  out += "{\"id\":";
  append_json_string(e.id, out);
  append_name("kind", entity_kind_name(e.kind), out);
  out += ",\"name\":{\"ar\":";
  append_json_string(e.name_ar, out);
  append_text("en", std::string_view(e.name_en), out);
  out += '}';
  append_text("wikidata", e.wikidata, out);
  append_text("of", e.of, out);
  append_text("role", e.role, out);
  append_array(
      "mentions", e.mentions,
      [](const Mention& m, std::string& o) {
        o += "{\"span\":";
        append_json_span(m.span, o);
        append_name("form", mention_form_name(m.form), o);
        o += '}';
      },
      out);
  out += '}';
}

void append_time(const TimeExpression& t, std::string& out) {
  out += "{\"span\":";
  append_json_span(t.span, out);
  append_name("type", time_type_name(t.type), out);
  append_text("value", std::string_view(t.value), out);
  append_text("date", t.date, out);
  if (t.calendar) append_text("calendar", std::string_view(*t.calendar), out);
  out += '}';
}

void append_quantity(const Quantity& q, std::string& out) {
  out += "{\"span\":";
  append_json_span(q.span, out);
  out += ",\"value\":";
  append_json_number(q.value, out);
  append_text("bound", std::string_view(&q.bound, 1), out);
  append_text("unit", std::string_view(q.unit), out);
  if (q.upper) {
    out += ",\"upper\":";
    append_json_number(*q.upper, out);
  }
  out += '}';
}

void append_event(const Event& e, std::string& out) {
  out += "{\"id\":";
  append_json_string(e.id, out);
  append_name("type", event_type_name(e.type), out);
  append_text("mode", std::string_view(e.mode), out);
  append_list("contexts", e.contexts, out);
  append_text("cameo", std::string_view(e.cameo), out);
  append_list("actor", e.actor, out);
  append_list("recipient", e.recipient, out);
  append_text("place", e.place, out);
  append_text("date", e.date, out);
  append_name("factuality", factuality_name(e.factuality), out);
  append_list("source", e.source, out);
  append_count(e.count, out);
  append_array("triggers", e.triggers, append_json_span, out);
  append_text("rule", std::string_view(e.rule), out);
  append_confidence(e.confidence, out);
  if (e.date_from == DateFrom::none) {
    out += ",\"date_from\":null";
  } else {
    append_name("date_from", date_from_name(e.date_from), out);
  }
  out += '}';
}

void append_relation(const Relation& r, std::string& out) {
  out += "{\"id\":";
  append_json_string(r.id, out);
  append_text("subject", std::string_view(r.subject), out);
  append_name("rel", relation_kind_name(r.rel), out);
  append_text("object", std::string_view(r.object), out);
  append_text("from", r.from, out);
  append_text("to", r.to, out);
  append_count(r.count, out);
  append_name("factuality", factuality_name(r.factuality), out);
  append_list("source", r.source, out);
  append_span("span", r.span, out);
  append_text("rule", std::string_view(r.rule), out);
  append_confidence(r.confidence, out);
  out += '}';
}

void append_claim(const Claim& c, std::string& out) {
  out += "{\"id\":";
  append_json_string(c.id, out);
  append_text("source", std::string_view(c.source), out);
  append_span("source_span", c.source_span, out);
  append_span("cue_span", c.cue_span, out);
  append_span("span", c.span, out);
  out += c.direct ? ",\"direct\":true" : ",\"direct\":false";
  append_list("via", c.via, out);
  append_list("events", c.events, out);
  append_list("relations", c.relations, out);
  append_text("rule", std::string_view(c.rule), out);
  out += '}';
}

void write_json(const Record& record, std::string& out) {
  out += "{\"isnad\":1,";
  append_document(record.doc, out);
  append_array("sentences", record.sentences, append_json_span, out);
  append_array("entities", record.entities, append_entity, out);
  append_array("times", record.times, append_time, out);
  append_array("quantities", record.quantities, append_quantity, out);
  append_array("events", record.events, append_event, out);
  append_array("relations", record.relations, append_relation, out);
  append_array("claims", record.claims, append_claim, out);
  out += "}\n";
}

void write_error_json(std::string_view uri, const Error& error, std::string& out) {
  out += "{\"isnad\":1,\"doc\":{\"uri\":";
  append_json_string(uri, out);
  out += "},\"error\":{\"code\":\"";
  out += error_name(error.code);
  out += "\",\"message\":";
  append_json_string(error.message, out);
  out += "}}\n";
}

}  // namespace isnad
