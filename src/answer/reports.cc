#include "answer/reports.h"

#include <set>

#include "answer/csv.h"
#include "record/json_parts.h"

namespace isnad {

void append_where(const Where& where, std::string& out) {
  out += "{\"id\":";
  append_json_string(where.id, out);
  out += ",\"uri\":";
  append_json_string(where.uri, out);
  out += ",\"outlet\":";
  append_json_string_or_null(where.outlet, out);
  out += ",\"published\":";
  append_json_string_or_null(where.published, out);
  out += '}';
}

std::string short_uri(const std::string& uri) {
  const size_t slash = uri.find_last_of('/');
  return slash == std::string::npos || slash + 1 == uri.size() ? uri : uri.substr(slash + 1);
}

std::string act_of(const Event& e) {
  std::string s(event_type_name(e.type));
  if (!e.mode.empty()) s += ' ' + e.mode;
  if (e.factuality != Factuality::actual)
    s += " (" + std::string(factuality_name(e.factuality)) + ')';
  return s;
}

std::string period_of(const ToldTime& t) {
  if (!t.from && !t.to) return {};
  return t.from.value_or("..") + '/' + t.to.value_or("..");
}

std::string period_of(const Relation& r) { return period_of(ToldTime{r.from, r.to}); }

std::string words_of(const EventRow& row) { return joined(row.words, " / "); }

void append_report(const EventRow& row, std::string& out) {
  append_event(row.event, out);
  out.pop_back();
  out += ",\"words\":";
  append_json_strings(row.words, out);
  out += ",\"doc\":";
  append_where(row.where, out);
  out += '}';
}

void append_report(const RelationRow& row, std::string& out) {
  append_relation(row.relation, out);
  out.pop_back();
  out += ",\"words\":";
  append_json_string(row.words, out);
  out += ",\"doc\":";
  append_where(row.where, out);
  out += '}';
}

std::string kind_of(const ConflictRow& row) {
  return row.about.empty() ? row.kind : row.kind + ' ' + row.about;
}

std::string matter_of(const ConflictRow& row, NameBook& names) {
  for (const ConflictSideRow& side : row.sides) {
    if (!side.events.empty()) {
      const Event& e = side.events.front().event;
      std::string out = std::string(event_type_name(e.type));
      if (!e.mode.empty()) out += ' ' + e.mode;
      return out + ' ' + names.labels(e.actor) +
             (e.recipient.empty() ? "" : " -> " + names.labels(e.recipient));
    }
    if (!side.relations.empty()) {
      const Relation& r = side.relations.front().relation;
      return names.label(r.subject) + ' ' + std::string(relation_kind_name(r.rel)) + ' ' +
             names.label(r.object);
    }
  }
  return "-";
}

std::string days_of(const HappeningOutline& row) {
  std::vector<std::string> all;
  for (const ToldTime& t : row.times) all.push_back(*t.from);
  return all.empty() ? "-" : joined(all, " ");
}

std::string days_of(const FactOutline& row) {
  std::set<std::string> all;
  for (const ToldTime& t : row.times) all.insert(period_of(t));
  return all.empty() ? "-" : joined({all.begin(), all.end()}, " ");
}

std::string days_of(const StoryRow& row) {
  if (!row.first_day) return "-";
  return *row.first_day == *row.last_day ? *row.first_day : *row.first_day + '/' + *row.last_day;
}

std::string days_of(const ConflictRow& row) {
  if (!row.first_day) return "-";
  return *row.first_day == *row.last_day ? *row.first_day : *row.first_day + '/' + *row.last_day;
}

size_t outlets_of(const StoryRow& row) {
  std::set<std::string> all;
  for (const Where& w : row.articles) {
    if (w.outlet) all.insert(*w.outlet);
  }
  return all.size();
}

}  // namespace isnad
