#include <simdjson.h>

#include <cmath>

#include "record/json.h"

namespace isnad {

namespace {

using simdjson::dom::element;

// Walks a parsed line. The first fault is kept with its place ("events[3].type"); after it every
// reader returns a default, so that callers check once at the end.
class Reader {
 public:
  bool ok() const { return fault_.empty(); }
  const std::string& fault() const { return fault_; }

  void fail_at(std::string_view key, std::string_view what) {
    if (!fault_.empty()) return;
    fault_ = path_;
    if (!fault_.empty() && !key.empty()) fault_ += '.';
    fault_ += key;
    fault_ += ": ";
    fault_ += what;
  }

  element field(const element& object, std::string_view key) {
    element found;
    if (!ok()) return found;
    if (!object.is_object()) {
      fail_at("", "is no object");
    } else if (object[key].get(found) != simdjson::SUCCESS) {
      fail_at(key, "is missing");
    }
    return found;
  }

  // Absent and null are the same.
  bool present(const element& object, std::string_view key, element& found) {
    if (!ok() || !object.is_object()) return false;
    return object[key].get(found) == simdjson::SUCCESS && !found.is_null();
  }

  std::string text(const element& object, std::string_view key) {
    const element e = field(object, key);
    return ok() ? text_of(e, key) : std::string();
  }

  std::optional<std::string> optional_text(const element& object, std::string_view key) {
    element e;
    if (!present(object, key, e)) return std::nullopt;
    return text_of(e, key);
  }

  uint32_t count32(const element& object, std::string_view key) {
    const element e = field(object, key);
    return ok() ? position(e, key) : 0;
  }

  std::optional<int64_t> optional_integer(const element& object, std::string_view key) {
    element e;
    if (!present(object, key, e)) return std::nullopt;
    int64_t v = 0;
    if (e.get(v) != simdjson::SUCCESS) fail_at(key, "is no whole number");
    return v;
  }

  double number(const element& object, std::string_view key) {
    const element e = field(object, key);
    double v = 0;
    if (ok() && e.get(v) != simdjson::SUCCESS) fail_at(key, "is no number");
    return v;
  }

  bool truth(const element& object, std::string_view key) {
    const element e = field(object, key);
    bool v = false;
    if (ok() && e.get(v) != simdjson::SUCCESS) fail_at(key, "is neither true nor false");
    return v;
  }

  Span span(const element& object, std::string_view key) {
    const element e = field(object, key);
    return ok() ? span_of(e, key) : Span{};
  }

  Span span_of(const element& e, std::string_view key) {
    simdjson::dom::array a;
    if (e.get(a) != simdjson::SUCCESS || a.size() != 2) {
      fail_at(key, "is no span [begin, end)");
      return {};
    }
    const Span s{position(a.at(0).value_unsafe(), key), position(a.at(1).value_unsafe(), key)};
    if (ok() && s.end < s.begin) fail_at(key, "is a span that ends before it begins");
    return s;
  }

  std::vector<std::string> texts(const element& object, std::string_view key) {
    std::vector<std::string> out;
    each(object, key, [&](const element& e) { out.push_back(text_of(e, "")); });
    return out;
  }

  template <class Visit>
  void each(const element& object, std::string_view key, Visit visit) {
    const element e = field(object, key);
    if (!ok()) return;
    simdjson::dom::array a;
    if (e.get(a) != simdjson::SUCCESS) {
      fail_at(key, "is no list");
      return;
    }
    const std::string outer = path_;
    size_t i = 0;
    for (const element item : a) {
      path_ =
          outer + (outer.empty() ? "" : ".") + std::string(key) + '[' + std::to_string(i++) + ']';
      visit(item);
      if (!ok()) return;
    }
    path_ = outer;
  }

  // A value of a closed set; `find` gives it for a name.
  template <class Enum, class Find>
  Enum named(const element& object, std::string_view key, Find find) {
    const std::string name = text(object, key);
    if (!ok()) return {};
    if (const std::optional<Enum> v = find(name)) return *v;
    fail_at(key, "has an unknown value \"" + name + '"');
    return {};
  }

 private:
  std::string text_of(const element& e, std::string_view key) {
    std::string_view v;
    if (e.get(v) != simdjson::SUCCESS) fail_at(key, "is no string");
    return std::string(v);
  }

  uint32_t position(const element& e, std::string_view key) {
    uint64_t v = 0;
    if (e.get(v) != simdjson::SUCCESS || v > UINT32_MAX) {
      fail_at(key, "is no position in a text");
      return 0;
    }
    return static_cast<uint32_t>(v);
  }

  std::string path_;
  std::string fault_;
};

// The value of an enumeration of `count` values whose name is `name`.
template <class Enum, class Name>
std::optional<Enum> by_name(std::string_view name, int count, Name name_of) {
  for (int i = 0; i < count; ++i) {
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

std::optional<EntityKind> entity_kind(std::string_view s) {
  return by_name<EntityKind>(s, 7, entity_kind_name);
}
std::optional<MentionForm> mention_form(std::string_view s) {
  return by_name<MentionForm>(s, 4, mention_form_name);
}
std::optional<TimeType> time_type(std::string_view s) {
  return by_name<TimeType>(s, 4, time_type_name);
}
std::optional<DocumentInfo::PublishedFrom> published_from(std::string_view s) {
  using From = DocumentInfo::PublishedFrom;
  if (s == "text") return From::text;
  if (s == "metadata") return From::metadata;
  if (s == "option") return From::option;
  return std::nullopt;
}

DocumentInfo read_document(Reader& in, const element& root) {
  DocumentInfo d;
  const element doc = in.field(root, "doc");
  if (!in.ok()) return d;
  d.id = in.text(doc, "id");
  d.uri = in.text(doc, "uri");
  d.url = in.optional_text(doc, "url");
  d.outlet = in.optional_text(doc, "outlet");
  d.title = in.optional_text(doc, "title");
  d.published = in.optional_text(doc, "published");
  element from;
  if (in.present(doc, "published_from", from)) {
    d.published_from = in.named<DocumentInfo::PublishedFrom>(doc, "published_from", published_from);
  }
  d.lang = in.text(doc, "lang");
  d.length = in.count32(doc, "length");
  return d;
}

Entity read_entity(Reader& in, const element& o) {
  Entity e;
  e.id = in.text(o, "id");
  e.kind = in.named<EntityKind>(o, "kind", entity_kind);
  const element name = in.field(o, "name");
  if (!in.ok()) return e;
  e.name_ar = in.text(name, "ar");
  e.name_en = in.text(name, "en");
  e.wikidata = in.optional_text(o, "wikidata");
  e.of = in.optional_text(o, "of");
  e.role = in.optional_text(o, "role");
  in.each(o, "mentions", [&](const element& m) {
    e.mentions.push_back({in.span(m, "span"), in.named<MentionForm>(m, "form", mention_form)});
  });
  return e;
}

TimeExpression read_time(Reader& in, const element& o) {
  TimeExpression t;
  t.span = in.span(o, "span");
  t.type = in.named<TimeType>(o, "type", time_type);
  t.value = in.text(o, "value");
  t.date = in.optional_text(o, "date");
  element calendar;
  if (in.present(o, "calendar", calendar)) t.calendar = in.text(o, "calendar");
  return t;
}

Quantity read_quantity(Reader& in, const element& o) {
  Quantity q;
  q.span = in.span(o, "span");
  q.value = in.number(o, "value");
  const std::string bound = in.text(o, "bound");
  if (in.ok() && (bound.size() != 1 || std::string_view("=><~").find(bound) == std::string::npos)) {
    in.fail_at("bound", "is none of = > < ~");
  }
  q.bound = bound.empty() ? '=' : bound[0];
  q.unit = in.text(o, "unit");
  element upper;
  if (in.present(o, "upper", upper)) q.upper = in.number(o, "upper");
  return q;
}

Event read_event(Reader& in, const element& o) {
  Event e;
  e.id = in.text(o, "id");
  e.type = in.named<EventType>(o, "type", event_type_from_name);
  e.mode = in.text(o, "mode");
  e.contexts = in.texts(o, "contexts");
  e.cameo = in.text(o, "cameo");
  e.actor = in.texts(o, "actor");
  e.recipient = in.texts(o, "recipient");
  e.place = in.optional_text(o, "place");
  e.date = in.optional_text(o, "date");
  e.factuality = in.named<Factuality>(o, "factuality", factuality_from_name);
  e.source = in.texts(o, "source");
  e.count = in.optional_integer(o, "count");
  in.each(o, "triggers", [&](const element& t) { e.triggers.push_back(in.span_of(t, "")); });
  e.rule = in.text(o, "rule");
  e.confidence = in.number(o, "confidence");
  element from;
  if (in.present(o, "date_from", from))
    e.date_from = in.named<DateFrom>(o, "date_from", date_from_from_name);
  return e;
}

Relation read_relation(Reader& in, const element& o) {
  Relation r;
  r.id = in.text(o, "id");
  r.subject = in.text(o, "subject");
  r.rel = in.named<RelationKind>(o, "rel", relation_kind_from_name);
  r.object = in.text(o, "object");
  r.from = in.optional_text(o, "from");
  r.to = in.optional_text(o, "to");
  r.count = in.optional_integer(o, "count");
  r.factuality = in.named<Factuality>(o, "factuality", factuality_from_name);
  r.source = in.texts(o, "source");
  r.span = in.span(o, "span");
  r.rule = in.text(o, "rule");
  r.confidence = in.number(o, "confidence");
  return r;
}

Claim read_claim(Reader& in, const element& o) {
  Claim c;
  c.id = in.text(o, "id");
  c.source = in.text(o, "source");
  c.source_span = in.span(o, "source_span");
  c.cue_span = in.span(o, "cue_span");
  c.span = in.span(o, "span");
  c.direct = in.truth(o, "direct");
  c.via = in.texts(o, "via");
  c.events = in.texts(o, "events");
  c.relations = in.texts(o, "relations");
  c.rule = in.optional_text(o, "rule").value_or("");
  return c;
}

}  // namespace

Result<Record> read_json(std::string_view line) {
  simdjson::dom::parser parser;
  element root;
  if (line.empty()) line = " ";  // the library copies what it is given: a null pointer is no text
  if (const auto error = parser.parse(line.data(), line.size()).get(root)) {
    return fail(ErrorCode::bad_format, std::string("no JSON: ") + simdjson::error_message(error));
  }
  Reader in;
  if (!root.is_object()) return fail(ErrorCode::bad_format, "no record: not a JSON object");
  int64_t version = 0;
  if (root["isnad"].get(version) != simdjson::SUCCESS) {
    return fail(ErrorCode::bad_format, "no record: the key \"isnad\" is missing");
  }
  if (version != 1) {
    return fail(ErrorCode::unsupported, "a record of version " + std::to_string(version) +
                                            ", this program reads version 1");
  }
  element error;
  if (in.present(root, "error", error)) {
    return fail(ErrorCode::bad_format, "an error record: its document could not be read");
  }
  Record r;
  r.doc = read_document(in, root);
  in.each(root, "sentences", [&](const element& s) { r.sentences.push_back(in.span_of(s, "")); });
  in.each(root, "entities", [&](const element& e) { r.entities.push_back(read_entity(in, e)); });
  in.each(root, "times", [&](const element& e) { r.times.push_back(read_time(in, e)); });
  in.each(root, "quantities",
          [&](const element& e) { r.quantities.push_back(read_quantity(in, e)); });
  in.each(root, "events", [&](const element& e) { r.events.push_back(read_event(in, e)); });
  in.each(root, "relations",
          [&](const element& e) { r.relations.push_back(read_relation(in, e)); });
  in.each(root, "claims", [&](const element& e) { r.claims.push_back(read_claim(in, e)); });
  if (!in.ok()) return fail(ErrorCode::bad_format, in.fault());
  return r;
}

}  // namespace isnad
