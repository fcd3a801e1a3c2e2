#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "record/edtf.h"
#include "record/json.h"
#include "store/case_impl.h"
#include "store/steps.h"
#include "store/text_index.h"
#include "story/corpus.h"
#include "story/packed.h"

namespace isnad {

namespace {

// Cuts spans of code points out of UTF-8.
class Slicer {
 public:
  explicit Slicer(std::string_view text) : text_(text) {
    for (size_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
        starts_.push_back(static_cast<uint32_t>(i));
      }
    }
    starts_.push_back(static_cast<uint32_t>(text.size()));
  }
  std::string_view operator()(const Span& s) const {
    const size_t last = starts_.size() - 1;
    const size_t begin = starts_[std::min<size_t>(s.begin, last)];
    const size_t end = starts_[std::min<size_t>(s.end, last)];
    return begin < end ? text_.substr(begin, end - begin) : std::string_view();
  }

 private:
  std::string_view text_;
  std::vector<uint32_t> starts_;
};

struct DayNames {
  std::optional<std::string> first;
  std::optional<std::string> last;
};

DayNames day_names(const std::optional<std::string>& date) {
  const std::optional<DayRange> range = date ? edtf_days(*date) : std::nullopt;
  if (!range) return {};
  return {range->first, range->last};
}

// The days of a relation: an end that is not told is open; nothing if neither is told.
DayNames days_between(const std::optional<std::string>& from,
                      const std::optional<std::string>& to) {
  const DayNames begin = day_names(from);
  const DayNames end = day_names(to);
  if (!begin.first && !end.last) return {};
  return {begin.first.value_or("0000-01-01"), end.last.value_or("9999-12-31")};
}

// How the text bounds a number, and what it counts; both null without a number.
struct Counted {
  std::optional<std::string> bound;
  std::optional<std::string> unit;
};

Counted counted(const Record& record, const std::optional<int64_t>& count,
                const std::vector<Span>& spans) {
  if (!count) return {};
  const Quantity* q = counted_quantity(record, count, spans);
  return q ? Counted{std::string(1, q->bound), q->unit} : Counted{"=", ""};
}

// In how many events of a record a code is a party, and how many claims are its.
struct Told {
  std::map<std::string, int64_t> events;
  std::map<std::string, int64_t> claims;
};

Told told_of(const Record& record) {
  Told told;
  for (const Event& e : record.events) {
    std::set<std::string> parties(e.actor.begin(), e.actor.end());
    parties.insert(e.recipient.begin(), e.recipient.end());
    for (const std::string& code : parties) ++told.events[code];
  }
  for (const Claim& c : record.claims) ++told.claims[c.source];
  return told;
}

}  // namespace

std::string json_of(const Record& record) {
  std::string json;
  write_json(record, json);
  json.pop_back();  // the newline
  return json;
}

Result<void> check_names(const Record& record, const Fingerprint& fingerprint) {
  const std::string* too_long = nullptr;
  const auto look = [&](const std::string& name) {
    if (name.size() > kMostNameBytes) too_long = &name;
  };
  const auto look_all = [&](const std::vector<std::string>& names) {
    for (const std::string& n : names) look(n);
  };
  if (record.doc.outlet) look(*record.doc.outlet);
  for (const Entity& e : record.entities) {
    look(e.id);
    look(e.name_ar);
    look(e.name_en);
  }
  for (const Event& e : record.events) {
    look_all(e.actor);
    look_all(e.recipient);
    look_all(e.source);
  }
  for (const Relation& r : record.relations) {
    look(r.subject);
    look(r.object);
    look_all(r.source);
  }
  for (const Claim& c : record.claims) {
    look(c.source);
    look_all(c.via);
  }
  look_all(fingerprint.credits);
  if (!too_long) return {};
  constexpr size_t kShown = 40;
  size_t end = std::min(kShown, too_long->size());
  while (end > 0 && (static_cast<unsigned char>((*too_long)[end]) & 0xC0) == 0x80) --end;
  return fail(ErrorCode::too_large,
              fmt::format("{}: a name in it has {} bytes, a case takes {}: {}...", record.doc.uri,
                          too_long->size(), kMostNameBytes, too_long->substr(0, end)));
}

Result<void> CaseFile::Impl::insert_contents(int64_t doc, const Record& record,
                                             std::string_view text) {
  const Slicer slice(text);
  Told told = told_of(record);
  Steps steps;
  for (const Entity& e : record.entities) {
    int64_t id = 0;
    steps.then([&] { return give_id("entity", id); });
    steps.then([&] {
      return run(
          "INSERT INTO entity (id, document, code, kind, name_ar, name_en, wikidata, acts_for, "
          "role, mentions, events, claims) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
          id, doc, e.id, entity_kind_name(e.kind), e.name_ar, e.name_en, e.wikidata, e.of, e.role,
          e.mentions.size(), told.events[e.id], told.claims[e.id]);
    });
    steps.then([&] {
      return run("INSERT INTO known_name VALUES (?,?,?) ON CONFLICT DO NOTHING", e.id, e.name_ar,
                 e.name_en);
    });
    for (const Mention& m : e.mentions) {
      steps.then([&] {
        return run("INSERT INTO mention VALUES (?,?,?,?)", id, m.span.begin, m.span.end,
                   mention_form_name(m.form));
      });
    }
  }
  for (const TimeExpression& t : record.times) {
    steps.then([&] {
      return run("INSERT INTO time_expression VALUES (?,?,?,?,?,?)", doc, t.span.begin, t.span.end,
                 time_type_name(t.type), t.value, t.date);
    });
  }
  for (const Quantity& q : record.quantities) {
    steps.then([&] {
      return run("INSERT INTO quantity VALUES (?,?,?,?,?,?,?)", doc, q.span.begin, q.span.end,
                 q.value, std::string_view(&q.bound, 1), q.upper, q.unit);
    });
  }
  for (const Event& e : record.events) {
    const DayNames days = day_names(e.date);
    const Counted number = counted(record, e.count, e.triggers);
    int64_t id = 0;
    steps.then([&] { return give_id("event", id); });
    steps.then([&] {
      return run(
          "INSERT INTO event (id, document, key, type, mode, cameo, place, date, first_day, "
          "last_day, date_from, factuality, count, rule, confidence, count_bound, count_unit) "
          "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
          id, doc, e.id, event_type_name(e.type), e.mode, e.cameo, e.place, e.date, days.first,
          days.last, date_from_name(e.date_from), factuality_name(e.factuality), e.count, e.rule,
          e.confidence, number.bound, number.unit);
    });
    for (const std::string& c : e.contexts) {
      steps.then([&] { return run("INSERT INTO event_context VALUES (?,?)", id, c); });
    }
    const auto parties = [&](const char* role, const std::vector<std::string>& codes) {
      for (const std::string& c : codes) {
        steps.then([&] { return run("INSERT INTO event_party VALUES (?,?,?)", id, role, c); });
      }
    };
    parties("actor", e.actor);
    parties("recipient", e.recipient);
    parties("source", e.source);
    for (const Span& t : e.triggers) {
      steps.then([&] {
        return run("INSERT INTO event_trigger VALUES (?,?,?,?)", id, t.begin, t.end, slice(t));
      });
    }
  }
  for (const Relation& r : record.relations) {
    const DayNames days = days_between(r.from, r.to);
    const Counted number = counted(record, r.count, {r.span});
    int64_t id = 0;
    steps.then([&] { return give_id("relation", id); });
    steps.then([&] {
      return run(
          "INSERT INTO relation (id, document, key, subject, rel, object, date_from, date_to, "
          "first_day, last_day, count, factuality, span_begin, span_end, words, rule, "
          "confidence, count_bound, count_unit) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
          id, doc, r.id, r.subject, relation_kind_name(r.rel), r.object, r.from, r.to, days.first,
          days.last, r.count, factuality_name(r.factuality), r.span.begin, r.span.end,
          slice(r.span), r.rule, r.confidence, number.bound, number.unit);
    });
    for (const std::string& c : r.source) {
      steps.then([&] { return run("INSERT INTO relation_source VALUES (?,?)", id, c); });
    }
  }
  for (const Claim& c : record.claims) {
    int64_t id = 0;
    steps.then([&] { return give_id("claim", id); });
    steps.then([&] {
      return run(
          "INSERT INTO claim (id, document, key, source, source_begin, source_end, source_words, "
          "cue_begin, cue_end, cue_words, span_begin, span_end, words, direct, rule) "
          "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
          id, doc, c.id, c.source, c.source_span.begin, c.source_span.end, slice(c.source_span),
          c.cue_span.begin, c.cue_span.end, slice(c.cue_span), c.span.begin, c.span.end,
          slice(c.span), c.direct ? 1 : 0, c.rule);
    });
    for (const std::string& v : c.via) {
      steps.then([&] { return run("INSERT INTO claim_via VALUES (?,?)", id, v); });
    }
    for (const std::string& k : c.events) {
      steps.then([&] { return run("INSERT INTO claim_tells VALUES (?,'event',?)", id, k); });
    }
    for (const std::string& k : c.relations) {
      steps.then([&] { return run("INSERT INTO claim_tells VALUES (?,'relation',?)", id, k); });
    }
  }
  return steps.result();
}

Result<void> CaseFile::Impl::count_anew(int64_t doc) {
  std::string json;
  auto found = each(
      "SELECT record FROM document_text WHERE document = ?",
      [&](const Statement& row) { json = row.text(0); }, doc);
  if (!found) return found;
  const Result<Record> record = read_json(json);
  if (!record) return tl::unexpected<Error>(record.error());
  Steps steps;
  for (const Event& e : record->events) {
    const Counted number = counted(*record, e.count, e.triggers);
    steps.then([&] {
      return run("UPDATE event SET count_bound = ?, count_unit = ? WHERE document = ? AND key = ?",
                 number.bound, number.unit, doc, e.id);
    });
  }
  for (const Relation& r : record->relations) {
    const Counted number = counted(*record, r.count, {r.span});
    steps.then([&] {
      return run(
          "UPDATE relation SET count_bound = ?, count_unit = ? WHERE document = ? AND key = ?",
          number.bound, number.unit, doc, r.id);
    });
  }
  return steps.result();
}

Result<void> CaseFile::Impl::give_id(const char* table, int64_t& id) {
  const Result<int64_t> given = db.new_id(table);
  if (!given) return tl::unexpected<Error>(given.error());
  id = *given;
  return {};
}

Result<void> CaseFile::Impl::insert_fingerprint(int64_t doc, const Fingerprint& fingerprint) {
  Steps steps;
  steps.then([&] {
    return run("INSERT INTO fingerprint (document, words, prints, terms) VALUES (?,?,?,?)", doc,
               fingerprint.words, Bytes{bytes_of(fingerprint.prints)},
               Bytes{bytes_of(fingerprint.terms)});
  });
  for (const std::string& code : fingerprint.credits) {
    steps.then([&] { return run("INSERT INTO credit VALUES (?,?)", doc, code); });
  }
  return steps.result();
}

Result<void> CaseFile::Impl::insert_document(const Record& record, std::string_view text,
                                             std::string_view json,
                                             const Fingerprint& fingerprint) {
  const DocumentInfo& d = record.doc;
  const DayNames published = day_names(d.published);
  int64_t doc = 0;
  Steps steps;
  steps.then([&] { return give_id("document", doc); });
  steps.then([&] {
    return run(
        "INSERT INTO document (id, sha, uri, outlet, title, published, published_first, "
        "published_last, lang, length) VALUES (?,?,?,?,?,?,?,?,?,?)",
        doc, d.id, d.uri, d.outlet, d.title, d.published, published.first, published.last, d.lang,
        d.length);
  });
  steps.then([&] { return run("INSERT INTO document_text VALUES (?,?,?)", doc, text, json); });
  steps.then([&] {
    return run("INSERT INTO appearance VALUES (?,?,?,?,?,?)", doc, d.uri, d.url, d.outlet, d.title,
               d.published);
  });
  steps.then([&] { return insert_contents(doc, record, text); });
  steps.then([&] { return insert_fingerprint(doc, fingerprint); });
  steps.then([&] { return index_document(*this, doc, d.title, fingerprint.search, true); });
  return steps.result();
}

Result<CaseFile::Impl::Standing> CaseFile::Impl::look(const DocumentInfo& d,
                                                      std::string_view json) {
  Standing now;
  std::string stored_uri;
  std::string stored_json;
  Steps steps;
  steps.then([&] {
    return each(
        "SELECT d.id, d.uri, t.record FROM document d JOIN document_text t ON t.document = d.id "
        "WHERE d.sha = ?",
        [&](const Statement& row) {
          now.document = row.integer(0);
          stored_uri = row.text(1);
          stored_json = row.text(2);
        },
        d.id);
  });
  if (steps.ok() && now.document == 0) return now;
  bool here = false;
  bool same = false;
  steps.then([&] {
    return each(
        "SELECT url IS NOT DISTINCT FROM ? AND outlet IS NOT DISTINCT FROM ? AND "
        "title IS NOT DISTINCT FROM ? AND published IS NOT DISTINCT FROM ? "
        "FROM appearance WHERE document = ? AND uri = ?",
        [&](const Statement& row) {
          here = true;
          same = row.integer(0) != 0;
        },
        d.url, d.outlet, d.title, d.published, now.document, d.uri);
  });
  if (!steps.ok()) return tl::unexpected<Error>(steps.result().error());
  now.main_place = stored_uri == d.uri;
  now.added = !here                                              ? Added::appearance
              : same && (!now.main_place || stored_json == json) ? Added::nothing
                                                                 : Added::update;
  return now;
}

Result<Added> CaseFile::Impl::add(const Record& record, std::string_view text,
                                  const Fingerprint& fingerprint) {
  const DocumentInfo& d = record.doc;
  const std::string json = json_of(record);
  const Result<Standing> now = look(d, json);
  if (!now) return tl::unexpected<Error>(now.error());
  if (now->added == Added::nothing) return Added::nothing;
  if (now->added == Added::document) {
    if (auto r = insert_document(record, text, json, fingerprint); !r) {
      return tl::unexpected<Error>(r.error());
    }
    return Added::document;
  }
  const int64_t doc = now->document;
  Steps steps;
  steps.then(
      [&] { return run("DELETE FROM appearance WHERE document = ? AND uri = ?", doc, d.uri); });
  steps.then([&] {
    return run("INSERT INTO appearance VALUES (?,?,?,?,?,?)", doc, d.uri, d.url, d.outlet, d.title,
               d.published);
  });
  if (now->main_place) {
    for (const char* table :
         {"DELETE FROM entity WHERE document = ?", "DELETE FROM time_expression WHERE document = ?",
          "DELETE FROM quantity WHERE document = ?", "DELETE FROM event WHERE document = ?",
          "DELETE FROM relation WHERE document = ?", "DELETE FROM claim WHERE document = ?",
          "DELETE FROM fingerprint WHERE document = ?", "DELETE FROM credit WHERE document = ?"}) {
      steps.then([&] { return run(table, doc); });
    }
    steps.then([&] { return run("DELETE FROM entity_total_state"); });
    const DayNames published = day_names(d.published);
    steps.then([&] {
      return run(
          "UPDATE document SET outlet = ?, title = ?, published = ?, published_first = ?, "
          "published_last = ?, lang = ?, length = ? WHERE id = ?",
          d.outlet, d.title, d.published, published.first, published.last, d.lang, d.length, doc);
    });
    steps.then(
        [&] { return run("UPDATE document_text SET record = ? WHERE document = ?", json, doc); });
    steps.then([&] { return insert_contents(doc, record, text); });
    steps.then([&] { return insert_fingerprint(doc, fingerprint); });
  }
  steps.then([&] { return index_document(*this, doc, d.title, fingerprint.search); });
  if (!steps.ok()) return tl::unexpected<Error>(steps.result().error());
  return now->added;
}

}  // namespace isnad
