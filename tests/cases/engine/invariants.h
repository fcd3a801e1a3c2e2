#pragma once
// What must hold of every record, whatever the text: the contract of docs/records.md as a check.

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "engine/engine.h"
#include "ingest/ingest.h"
#include "record/edtf.h"
#include "record/json.h"
#include "record/record.h"

namespace isnad::testing {

// Says in words what is broken; empty if nothing is.
class Invariants {
 public:
  static std::vector<std::string> broken(const RawDocument& document, const Record& record) {
    Invariants check(document, record);
    check.doc();
    check.sentences();
    check.entities();
    check.numbers();
    check.events();
    check.relations();
    check.claims();
    check.json();
    return std::move(check.faults_);
  }

 private:
  Invariants(const RawDocument& document, const Record& record)
      : document_(document), record_(record) {}

  void must(bool holds, const std::string& what) {
    if (!holds) faults_.push_back(what);
  }
  void inside(const Span& s, const std::string& what) {
    must(s.begin < s.end && s.end <= document_.text.size(),
         what + " span [" + std::to_string(s.begin) + "," + std::to_string(s.end) + ")");
  }
  void date(const std::optional<std::string>& d, const std::string& what) {
    if (d) must(edtf_days(*d).has_value(), what + " is no date: " + *d);
  }
  void id(const std::string& s, char prefix, const std::string& what) {
    must(s.size() > 1 && s[0] == prefix, what + " id \"" + s + "\"");
    must(ids_.insert(s).second, what + " id twice: " + s);
  }
  void codes(const std::vector<std::string>& list, const std::string& what) {
    std::set<std::string> seen;
    for (const std::string& code : list) {
      must(!code.empty(), what + " has an empty code");
      must(seen.insert(code).second, what + " has a code twice: " + code);
    }
  }
  void confidence(double c, const std::string& what) {
    must(std::isfinite(c) && c >= 0 && c <= 1, what + " confidence " + std::to_string(c));
  }

  void doc() {
    const DocumentInfo& doc = record_.doc;
    must(doc.id == sha256_hex(document_.text_utf8), "doc.id is not the hash of the text");
    must(doc.uri == document_.uri, "doc.uri " + doc.uri);
    must(doc.length == document_.text.size(), "doc.length");
    must(!doc.lang.empty(), "no doc.lang");
    must(doc.published.has_value() == (doc.published_from != DocumentInfo::PublishedFrom::none),
         "published without published_from, or the other way round");
    date(doc.published, "doc.published");
  }

  void sentences() {
    uint32_t at = 0;
    for (const Span& s : record_.sentences) {
      inside(s, "sentence");
      must(s.begin >= at, "sentences overlap or are out of order");
      at = s.end;
    }
  }

  void entities() {
    std::set<std::string> seen;
    for (const Entity& e : record_.entities) {
      must(!e.id.empty() && seen.insert(e.id).second, "entity empty or twice: " + e.id);
      must(!e.mentions.empty(), "entity without mention: " + e.id);
      for (const Mention& m : e.mentions) inside(m.span, "mention of " + e.id);
      must(std::is_sorted(e.mentions.begin(), e.mentions.end(),
                          [](const Mention& a, const Mention& b) { return a.span < b.span; }),
           "mentions out of order: " + e.id);
    }
  }

  void numbers() {
    for (const TimeExpression& t : record_.times) {
      inside(t.span, "time");
      must(!t.value.empty(), "time without value");
      date(t.date, "time");
    }
    for (const Quantity& q : record_.quantities) {
      inside(q.span, "quantity");
      must(std::isfinite(q.value), "quantity is no number");
      must(std::string_view("=><~").find(q.bound) != std::string_view::npos, "quantity's bound");
      must(!q.unit.empty(), "quantity without unit");
      must(!q.upper || *q.upper >= q.value, "range ends before it begins");
    }
  }

  void events() {
    for (const Event& e : record_.events) {
      const std::string what = "event " + e.rule;
      id(e.id, 'e', what);
      must(!e.triggers.empty(), what + " without trigger");
      for (const Span& t : e.triggers) inside(t, what);
      must(!e.rule.empty(), "event without rule");
      must(!e.actor.empty() || !e.recipient.empty(), what + " without participant");
      codes(e.actor, what + " actor");
      codes(e.recipient, what + " recipient");
      codes(e.source, what + " source");
      date(e.date, what);
      must(e.date.has_value() == (e.date_from != DateFrom::none),
           what + " date without date_from, or the other way round");
      confidence(e.confidence, what);
      // The document's own voice has no source: a claim must list the event as told in it.
      const bool told =
          std::any_of(record_.claims.begin(), record_.claims.end(), [&](const Claim& c) {
            return std::find(c.events.begin(), c.events.end(), e.id) != c.events.end();
          });
      must(told || e.source.empty(), what + " has a source in the document's own voice");
    }
  }

  void relations() {
    for (const Relation& r : record_.relations) {
      const std::string what = "relation " + r.rule;
      id(r.id, 'r', what);
      inside(r.span, what);
      must(!r.subject.empty() && !r.object.empty(), what + " lacks a side");
      must(r.subject != r.object, what + " of " + r.subject + " with itself");
      codes(r.source, what + " source");
      date(r.from, what + " from");
      date(r.to, what + " to");
      confidence(r.confidence, what);
    }
  }

  template <class Item>
  const Item* find(const std::vector<Item>& items, const std::string& wanted) const {
    const auto at =
        std::find_if(items.begin(), items.end(), [&](const Item& i) { return i.id == wanted; });
    return at == items.end() ? nullptr : &*at;
  }

  void claims() {
    for (const Claim& c : record_.claims) {
      const std::string what = "claim " + c.rule;
      id(c.id, 'c', what);
      inside(c.span, what);
      inside(c.cue_span, what + " cue");
      inside(c.source_span, what + " source");
      must(!c.source.empty(), what + " without source");
      codes(c.via, what + " via");
      for (const std::string& e : c.events) {
        const Event* event = find(record_.events, e);
        must(event != nullptr, what + " names an event that is not there: " + e);
        // ... or one to which its speaker's words go on.
        must(event == nullptr || !event->source.empty() ||
                 std::any_of(event->triggers.begin(), event->triggers.end(),
                             [&](const Span& t) { return c.span.overlaps(t); }),
             what + " names an event told elsewhere");
      }
      for (const std::string& r : c.relations) {
        const Relation* relation = find(record_.relations, r);
        must(relation != nullptr, what + " names a relation that is not there: " + r);
        must(relation == nullptr || relation->span.overlaps(c.span),
             what + " names a relation told elsewhere");
      }
    }
  }

  void json() {
    std::string line;
    write_json(record_, line);
    must(std::count(line.begin(), line.end(), '\n') == 1 && line.back() == '\n', "not one line");
    const auto again = read_json(line);
    must(again.has_value(), "JSON does not read back: " + (again ? "" : again.error().message));
    if (!again) return;
    std::string second;
    write_json(*again, second);
    must(second == line, "JSON changes when it is read back");
  }

  const RawDocument& document_;
  const Record& record_;
  std::set<std::string> ids_;
  std::vector<std::string> faults_;
};

}  // namespace isnad::testing
