#include "export/brat.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "record/json_parts.h"
#include "text/bidi.h"

namespace isnad {

namespace {

constexpr size_t kIdLength = 16;  // of the SHA-256 in a file name
constexpr size_t kDayLength = 10;

// Where a line of an .ann file, or a reader's idea of one, would end.
bool breaks_line(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

std::string type_name(std::string_view s) {
  std::string out(s);
  for (char& c : out) {
    const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
    if (!fine) c = '_';
  }
  return out;
}

std::string file_name(const DocumentInfo& doc) {
  std::string day;
  if (doc.published && doc.published->size() == kDayLength) day = type_name(*doc.published) + '-';
  return day + doc.id.substr(0, kIdLength);
}

// The .ann file of one article.
class Standoff {
 public:
  Standoff(const Record& record, const std::u32string& text, std::set<std::string>& modes,
           ExportTally& tally)
      : record_(record), text_(text), modes_(modes), tally_(tally) {}

  std::string run() {
    for (const Entity& e : record_.entities) entity(e);
    for (const TimeExpression& t : record_.times) {
      std::string json;
      append_time(t, json);
      if (const size_t id = textbound("Time", {t.span}, "times")) {
        tally_.wrote("times");
        note('T', id, json);
      }
    }
    for (const Quantity& q : record_.quantities) {
      std::string json;
      append_quantity(q, json);
      if (const size_t id = textbound("Quantity", {q.span}, "quantities")) {
        tally_.wrote("quantities");
        note('T', id, json);
      }
    }
    for (const Event& e : record_.events) event(e);
    for (const Relation& r : record_.relations) relation(r);
    for (const Claim& c : record_.claims) claim(c);
    return std::move(out_);
  }

 private:
  struct Place {
    Span span;
    size_t id = 0;
  };

  // Writes a T line; 0 and counted where no words are left.
  size_t textbound(std::string_view type, std::vector<Span> spans, const char* what) {
    std::string offsets;
    std::string words;
    std::sort(spans.begin(), spans.end());
    uint32_t done = 0;  // fragments neither run back nor overlap
    for (const Span& s : spans) {
      const uint32_t end = std::min<uint32_t>(s.end, static_cast<uint32_t>(text_.size()));
      const uint32_t begin = std::max(s.begin, done);
      done = std::max(done, end);
      for (uint32_t i = begin; i < end;) {
        if (breaks_line(text_[i])) {
          ++i;
          continue;
        }
        uint32_t to = i;
        while (to < end && !breaks_line(text_[to])) ++to;
        offsets += fmt::format("{}{} {}", offsets.empty() ? "" : ";", i, to);
        words +=
            (words.empty() ? "" : " ") + encode_utf8(std::u32string_view(text_).substr(i, to - i));
        i = to;
      }
    }
    if (offsets.empty()) {
      tally_.left_out("things that stand at no words of their text", what);
      return 0;
    }
    out_ += fmt::format("T{}\t{} {}\t{}\n", ++t_, type, offsets, words);
    return t_;
  }

  void note(char kind, size_t id, const std::string& text) {
    out_ += fmt::format("#{}\tAnnotatorNotes {}{}\t{}\n", ++notes_, kind, id, text);
  }

  void entity(const Entity& e) {
    for (const Mention& m : e.mentions) {
      const size_t id = textbound(entity_kind_name(e.kind), {m.span}, "mentions");
      if (!id) continue;
      tally_.wrote("mentions");
      places_[e.id].push_back({m.span, id});
      out_ += fmt::format("A{}\tForm T{} {}\n", ++a_, id, mention_form_name(m.form));
      if (e.wikidata) {
        out_ +=
            fmt::format("N{}\tReference T{} Wikidata:{}\t{}\n", ++n_, id, type_name(*e.wikidata),
                        safe_line(e.name_en.empty() ? e.name_ar : e.name_en));
      }
      std::string json = "{\"id\":";
      append_json_string(e.id, json);
      json += ",\"ar\":";
      append_json_string(e.name_ar, json);
      json += ",\"en\":";
      append_json_string(e.name_en, json);
      json += ",\"of\":";
      append_json_string_or_null(e.of, json);
      json += ",\"role\":";
      append_json_string_or_null(e.role, json);
      note('T', id, json + '}');
    }
  }

  // The mention nearest to the place; 0 if there is none.
  size_t nearest(const std::string& code, const Span& at) const {
    const auto found = places_.find(code);
    if (found == places_.end()) return 0;
    const auto distance = [&](const Place& p) {
      if (p.span.overlaps(at)) return uint32_t{0};
      return p.span.end <= at.begin ? at.begin - p.span.end : p.span.begin - at.end;
    };
    return std::min_element(
               found->second.begin(), found->second.end(),
               [&](const Place& a, const Place& b) { return distance(a) < distance(b); })
        ->id;
  }

  // " Actor:T1 Actor2:T5" for those that the text names.
  std::string arguments(const char* role, const std::vector<std::string>& codes, const Span& at) {
    std::string out;
    std::set<size_t> used;
    for (const std::string& code : codes) {
      const size_t id = nearest(code, at);
      if (!id) {
        tally_.left_out(
            "arguments that the article has no mention of, told in the note of their event", role);
        continue;
      }
      if (!used.insert(id).second) continue;
      out += fmt::format(" {}{}:T{}", role, used.size() > 1 ? std::to_string(used.size()) : "", id);
    }
    return out;
  }

  void attribute(const char* name, size_t event, const std::string& value) {
    out_ += fmt::format("A{}\t{} E{} {}\n", ++a_, name, event, value);
  }

  void event(const Event& e) {
    const size_t trigger = textbound(event_type_name(e.type), e.triggers, "events");
    if (!trigger) return;
    tally_.wrote("events");
    const Span at = e.triggers.front();
    std::vector<std::string> place;
    if (e.place) place.push_back(*e.place);
    out_ += fmt::format("E{}\t{}:T{}{}{}{}\n", ++e_, event_type_name(e.type), trigger,
                        arguments("Actor", e.actor, at), arguments("Recipient", e.recipient, at),
                        arguments("Place", place, at));
    events_[e.id] = e_;
    attribute("Factuality", e_, std::string(factuality_name(e.factuality)));
    if (!e.mode.empty()) {
      modes_.insert(type_name(e.mode));
      attribute("Mode", e_, type_name(e.mode));
    }
    std::string json;
    append_event(e, json);
    note('E', e_, json);
  }

  void relation(const Relation& r) {
    const size_t trigger = textbound(relation_kind_name(r.rel), {r.span}, "relations");
    if (!trigger) return;
    tally_.wrote("relations");
    out_ += fmt::format("E{}\t{}:T{}{}{}\n", ++e_, relation_kind_name(r.rel), trigger,
                        arguments("Subject", {r.subject}, r.span),
                        arguments("Object", {r.object}, r.span));
    events_[r.id] = e_;
    attribute("Factuality", e_, std::string(factuality_name(r.factuality)));
    std::string json;
    append_relation(r, json);
    note('E', e_, json);
  }

  void claim(const Claim& c) {
    const Span cue = !c.cue_span.empty()      ? c.cue_span
                     : !c.source_span.empty() ? c.source_span
                                              : c.span;
    const size_t trigger = textbound("Claim", {cue}, "claims");
    if (!trigger) return;
    tally_.wrote("claims");
    std::string line = fmt::format("Claim:T{}", trigger);
    if (!c.source_span.empty()) {
      if (const size_t id = textbound("Speaker", {c.source_span}, "claims")) {
        line += fmt::format(" Source:T{}", id);
      }
    }
    if (const size_t id = textbound("Content", {c.span}, "claims")) {
      line += fmt::format(" Content:T{}", id);
    }
    size_t tells = 0;
    for (const auto* list : {&c.events, &c.relations}) {
      for (const std::string& key : *list) {
        const auto found = events_.find(key);
        if (found == events_.end()) continue;
        ++tells;
        line += fmt::format(" Tells{}:E{}", tells > 1 ? std::to_string(tells) : "", found->second);
      }
    }
    out_ += fmt::format("E{}\t{}\n", ++e_, line);
    std::string json;
    append_claim(c, json);
    note('E', e_, json);
  }

  const Record& record_;
  const std::u32string& text_;
  std::set<std::string>& modes_;
  ExportTally& tally_;
  std::string out_;
  size_t t_ = 0, e_ = 0, a_ = 0, n_ = 0, notes_ = 0;
  std::map<std::string, std::vector<Place>> places_;  // by entity
  std::map<std::string, size_t> events_;              // by id of the event or relation
};

std::string configuration(const std::set<std::string>& modes) {
  std::string out = "# Types of an export of isnad (docs/exports/brat.md).\n[entities]\n";
  for (int i = 0; i <= static_cast<int>(EntityKind::generic); ++i) {
    out += std::string(entity_kind_name(static_cast<EntityKind>(i))) + '\n';
  }
  out += "Time\nQuantity\nSpeaker\nContent\n\n[relations]\n\n[events]\n";
  for (int i = 0; i < kEventTypeCount; ++i) {
    out += std::string(event_type_name(static_cast<EventType>(i))) +
           "\tActor*:<ENTITY>, Recipient*:<ENTITY>, Place?:<ENTITY>\n";
  }
  for (int i = 0; i < kRelationKindCount; ++i) {
    out += std::string(relation_kind_name(static_cast<RelationKind>(i))) +
           "\tSubject?:<ENTITY>, Object?:<ENTITY>\n";
  }
  out +=
      "Claim\tSource?:Speaker, Content?:Content, Tells*:<EVENT>\n\n[attributes]\n"
      "Form\tArg:<ENTITY>, Value:name|demonym|nominal|pronoun\n"
      "Factuality\tArg:<EVENT>, Value:actual|planned|denied|possible\n";
  std::string list;
  for (const std::string& m : modes) list += (list.empty() ? "" : "|") + m;
  if (!list.empty()) out += "Mode\tArg:<EVENT>, Value:" + list + '\n';
  return out;
}

std::string row_of(const std::string& name, const StoredDocument& d) {
  const DocumentInfo& doc = d.record.doc;
  std::string row = name;
  for (const std::string& cell : {doc.id, doc.uri, doc.url.value_or(""), doc.outlet.value_or(""),
                                  doc.published.value_or(""), doc.title.value_or("")}) {
    row += '\t' + safe_line(cell);
  }
  return row + '\n';
}

Result<void> whole_file(Outputs& outputs, const std::string& name, std::string_view bytes) {
  auto out = outputs.open(name);
  if (!out) return tl::unexpected<Error>(out.error());
  if (auto r = (*out)->write(bytes); !r) return r;
  return (*out)->finish();
}

}  // namespace

Result<void> export_brat(Export& e) {
  std::set<std::string> modes;
  std::string index = "file\tsha256\turi\turl\toutlet\tpublished\ttitle\n";
  auto done = e.file.each_document(e.options.filter, [&](const StoredDocument& d) -> Result<void> {
    const Result<std::u32string> text = decode_utf8(d.text);
    if (!text) return tl::unexpected<Error>(text.error());
    const std::string name = file_name(d.record.doc);
    index += row_of(name, d);
    e.tally.wrote("articles");
    if (auto r = whole_file(e.outputs, name + ".txt", d.text); !r) return r;
    const std::string ann = Standoff(d.record, *text, modes, e.tally).run();
    return whole_file(e.outputs, name + ".ann", ann);
  });
  if (done) done = whole_file(e.outputs, "annotation.conf", configuration(modes));
  if (done) done = whole_file(e.outputs, "documents.tsv", index);
  return done;
}

}  // namespace isnad
