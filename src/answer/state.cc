#include "answer/state.h"

#include <fmt/format.h>

#include <set>

#include "answer/reports.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

// Articles behind a period.
std::set<uint32_t> articles(const CaseWorld& world, const Period* p) {
  std::set<uint32_t> out;
  if (!p) return out;
  for (const auto* list : {&p->opened, &p->shown, &p->closed}) {
    for (const uint32_t e : *list) {
      out.insert(report_of(world.corpus(), world.world().evidence()[e].report).article);
    }
  }
  return out;
}

// The one that was published first; undated ones last.
const Article* first_article(const CaseWorld& world, const Period* p) {
  const Article* found = nullptr;
  const auto key = [](const Article& a) {
    return std::pair(a.published ? a.published->first : kLastDay, a.uri);
  };
  for (const uint32_t i : articles(world, p)) {
    const Article& a = world.corpus().articles[i];
    if (!found || key(a) < key(*found)) found = &a;
  }
  return found;
}

std::string how(const StateRow& l) {
  if (!l.period) return "-";
  if (l.period->derived) return "derived";
  return l.period->end_derived ? "end derived" : "reported";
}

}  // namespace

std::vector<StateRow> state_rows(const State& state, Days at, const FluentFilter& filter,
                                 bool untold) {
  std::vector<StateRow> rows;
  for (const Holding& h : state.at(at, filter, untold)) {
    rows.push_back({h.fluent, std::string(holds_name(h.holds)), h.period, {}});
  }
  return rows;
}

std::vector<StateRow> change_rows(const State& state, Day from, Day to,
                                  const FluentFilter& filter) {
  std::vector<StateRow> rows;
  for (const Change& c : state.difference(from, to, filter)) {
    rows.push_back({c.fluent,
                    std::string(holds_name(c.before)) + " -> " + std::string(holds_name(c.after)),
                    c.period, std::string(change_name(c.what))});
  }
  return rows;
}

std::vector<std::string> state_columns(bool changes) {
  std::vector<std::string> head = {"subject",         "relation", "object", "holds",
                                   "since",           "until",    "how",    "articles",
                                   "first_published", "first_uri"};
  if (changes) head.insert(head.begin(), "change");
  return head;
}

std::vector<std::string> state_cells(const CaseWorld& world, const StateRow& l, NameBook& names,
                                     bool codes) {
  const auto name = [&](Symbol s) {
    if (s == kNoSymbol) return std::string();
    return codes ? world.code(s) : names.label(world.code(s));
  };
  std::vector<std::string> out;
  if (!l.change.empty()) out.push_back(l.change);
  for (std::string& s : std::vector<std::string>{
           name(l.fluent.subject), std::string(fluent_kind_name(l.fluent.kind)),
           name(l.fluent.object), l.holds, l.period ? since(*l.period) : "",
           l.period ? until(*l.period) : "", how(l),
           std::to_string(articles(world, l.period).size())}) {
    out.push_back(std::move(s));
  }
  const Article* told = first_article(world, l.period);
  out.push_back(told ? told->published_as : "");
  out.push_back(!told ? "" : codes ? told->uri : short_uri(told->uri));
  return out;
}

void append_state_row(const CaseWorld& world, const StateRow& l, NameBook& names,
                      std::string& out) {
  out += '{';
  if (!l.change.empty()) {
    out += "\"change\":";
    append_json_string(l.change, out);
    out += ',';
  }
  out += "\"subject\":";
  append_json_string(world.code(l.fluent.subject), out);
  out += ",\"relation\":";
  append_json_string(fluent_kind_name(l.fluent.kind), out);
  out += ",\"object\":";
  std::vector<std::string> codes = {world.code(l.fluent.subject)};
  if (l.fluent.object == kNoSymbol) {
    out += "null";
  } else {
    append_json_string(world.code(l.fluent.object), out);
    codes.push_back(world.code(l.fluent.object));
  }
  out += ",\"holds\":";
  append_json_string(l.holds, out);
  if (l.period) {
    const Period& p = *l.period;
    const auto date = [&](const char* key, const Days& d, bool known) {
      out += key;
      append_json_string_or_null(known ? std::optional(date_of(d)) : std::nullopt, out);
    };
    date(",\"since\":", p.begin, p.begin_known());
    date(",\"known_to_hold\":", {p.begin.last, p.begin.last}, p.begin.last != kLastDay);
    date(",\"until\":", p.end, !p.goes_on() && p.end.first != kFirstDay && p.end.last != kLastDay);
    date(",\"sure_until\":", {p.sure_until, p.sure_until}, p.sure_until != kLastDay);
    out += fmt::format(
        ",\"ended\":{},\"interrupted\":{},\"begin_disputed\":{},\"end_disputed\":{},\"derived\":"
        "{},\"end_derived\":{}",
        !p.goes_on(), p.interrupted, p.begin_disputed, p.end_disputed, p.derived, p.end_derived);
  }
  out += ",\"articles\":[";
  bool first = true;
  for (const uint32_t a : articles(world, l.period)) {
    const Article& article = world.corpus().articles[a];
    if (!first) out += ',';
    first = false;
    append_where(where_of(world, article), out);
  }
  out += "],\"names\":";
  names.append_json(codes, out);
  out += '}';
}

}  // namespace isnad
