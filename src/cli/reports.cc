#include "cli/reports.h"

#include <fmt/format.h>

#include "cli/bidi.h"
#include "cli/query.h"

namespace isnad {

namespace {

// Each label between its own marks, so that names of both directions keep their order.
std::string sides(const std::vector<std::string>& codes, NameBook& names) {
  std::vector<std::string> all;
  for (const std::string& c : codes) all.push_back(isolated(names.label(c)));
  return joined(all, ", ");
}

}  // namespace

std::string line_of(const EventRow& row, NameBook& names) {
  const Event& e = row.event;
  std::string out = e.date ? safe_line(*e.date) + ' ' : std::string();
  out += safe_line(act_of(e)) + ": " + (e.actor.empty() ? "?" : sides(e.actor, names));
  if (!e.recipient.empty()) out += " -> " + sides(e.recipient, names);
  if (e.place) out += " at " + isolated(*e.place);
  if (e.count) out += fmt::format(", {}", *e.count);
  return out;
}

std::string line_of(const RelationRow& row, NameBook& names) {
  const Relation& r = row.relation;
  std::string out = isolated(names.label(r.subject)) + ' ' +
                    std::string(relation_kind_name(r.rel)) + ' ' + isolated(names.label(r.object));
  if (r.factuality != Factuality::actual)
    out += fmt::format(" ({})", factuality_name(r.factuality));
  if (const std::string p = period_of(r); !p.empty()) out += " (" + safe_line(p) + ')';
  if (r.count) out += fmt::format(", {}", *r.count);
  return out;
}

std::string chain_of(const Where& where, const std::vector<std::string>& credits,
                     const std::vector<std::string>& speakers, NameBook& names) {
  std::string out = isolated(where.outlet.value_or(short_uri(where.uri)));
  if (!credits.empty()) out += " <- " + sides(credits, names);
  // The last speaker comes first: the outlet heard it of him.
  for (const std::string& s : speakers) out += " <- " + isolated(names.label(s));
  return out;
}

std::string sides_of(const ConflictRow& row) {
  std::vector<std::string> all;
  for (const ConflictSideRow& s : row.sides) {
    all.push_back(fmt::format("{} ({})", s.value, s.events.size() + s.relations.size()));
  }
  return joined(all, " | ");
}

std::string some(int64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace isnad
