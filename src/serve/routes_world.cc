#include <algorithm>
#include <set>

#include "answer/state.h"
#include "answer/types.h"
#include "answer/why.h"
#include "export/cells.h"
#include "record/json_parts.h"
#include "serve/context.h"

// What held at a date, as known at a date.

namespace isnad {

namespace {

std::string parameter_name(const char* parameter) { return std::string(parameter) + ":"; }

void read_question(Params& params, WorldQuestion& q) {
  q.at = params.date("at");
  q.known_by = params.date("known_by");
  q.outlet = params.text("outlet");
  q.source = params.text("source");
  q.reported = params.flag("reported");
}

// Which rows of the state are wanted; the codes are looked up in the world that is seen.
struct Wanted {
  std::optional<std::string> relation;
  std::optional<std::string> actor;
  std::optional<std::string> place;

  void read(Params& params) {
    relation = params.one_of("relation", fluent_kinds());
    actor = params.text("actor");
    place = params.text("place");
  }
  Result<FluentFilter> filter(const CaseWorld& world, const CaseFile& file) const {
    FluentFilter f;
    if (relation) f.kind = fluent_kind_from_name(*relation);
    for (const auto& [name, to] : {std::pair{&actor, &f.party}, std::pair{&place, &f.object}}) {
      if (!*name) continue;
      const Result<Symbol> symbol = world.symbol(file, **name);
      if (!symbol) return tl::unexpected<Error>(symbol.error());
      *to = *symbol;
    }
    return f;
  }
};

// The page of the rows, as JSON or CSV; `head` goes before its end.
ApiResponse rows_response(Context& c, const CaseWorld& world, const std::vector<StateRow>& rows,
                          bool changes, const Filter& page_of, const std::string& head) {
  const size_t first = std::min(page_of.offset, rows.size());
  const size_t last = std::min(first + page_of.limit, rows.size());
  ApiResponse out;
  if (c.csv) {
    out.type = "text/csv; charset=utf-8";
    append_csv_row(state_columns(changes), out.body);
    for (size_t i = first; i < last; ++i) {
      append_csv_row(state_cells(world, rows[i], c.desk->names, true), out.body);
    }
    return out;
  }
  std::vector<std::string> codes;
  out.body = "{\"items\":[";
  for (size_t i = first; i < last; ++i) {
    if (i > first) out.body += ',';
    append_state_row(world, rows[i], c.desk->names, out.body);
    for (const Symbol s : {rows[i].fluent.subject, rows[i].fluent.object}) {
      if (s != kNoSymbol) codes.push_back(world.code(s));
    }
  }
  out.body += ']';
  append_page(c, {page_of.offset, page_of.limit, last < rows.size(), rows.size()}, codes, out.body);
  out.body += head + '}';
  return out;
}

// limit and offset; a state is drawn as a whole, so more rows may be asked for at once.
void read_large_page(Params& params, Filter& f) {
  f.limit = params.number("limit", kPageRows, 1, 20000);
  f.offset = params.number("offset", 0, 0, kMostOffset);
}

Answer<ApiResponse> state(Context& c) {
  WorldQuestion question;
  Wanted wanted;
  Filter page;
  read_question(c.params, question);
  wanted.read(c.params);
  const bool untold = c.params.flag("untold");
  read_large_page(c.params, page);
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto sight = c.api.pool().sight(*c.desk, question, parameter_name);
  if (!sight) return faulty(sight.error());
  const auto filter = wanted.filter(*sight->world, c.desk->file);
  if (!filter) return faulty(filter.error());
  std::string head = ",\"at\":";
  append_json_string(sight->at_name, head);
  head += ",\"known_by\":";
  append_json_string_or_null(question.known_by, head);
  return rows_response(c, *sight->world, state_rows(*sight->state, sight->at, *filter, untold),
                       false, page, head);
}

Answer<ApiResponse> changes(Context& c) {
  WorldQuestion question;
  Wanted wanted;
  Filter page;
  const auto since = c.params.date("since");
  const auto until = c.params.date("until");
  question.known_by = c.params.date("known_by");
  question.outlet = c.params.text("outlet");
  question.source = c.params.text("source");
  question.reported = c.params.flag("reported");
  wanted.read(c.params);
  read_large_page(c.params, page);
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  if (!since) return bad_parameter("since", "is missing: the day from which on");
  if (!until) return bad_parameter("until", "is missing: the day up to which");
  const auto sight = c.api.pool().sight(*c.desk, question, parameter_name);
  if (!sight) return faulty(sight.error());
  const auto filter = wanted.filter(*sight->world, c.desk->file);
  if (!filter) return faulty(filter.error());
  const auto from = days_argument("since:", *since);
  const auto to = days_argument("until:", *until);
  if (!from) return faulty(from.error());
  if (!to) return faulty(to.error());
  return rows_response(c, *sight->world, change_rows(*sight->state, from->first, to->last, *filter),
                       true, page, "");
}

Answer<ApiResponse> why(Context& c) {
  WorldQuestion question;
  read_question(c.params, question);
  const auto subject = c.params.text("subject");
  const auto relation = c.params.one_of("relation", fluent_kinds());
  const auto object = c.params.text("object");
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  if (!subject) return bad_parameter("subject", "is missing");
  if (!relation) return bad_parameter("relation", "is missing");
  const auto sight = c.api.pool().sight(*c.desk, question, parameter_name);
  if (!sight) return faulty(sight.error());
  const auto fluent = fluent_argument(*sight->world, c.desk->file, *subject, *relation, object);
  if (!fluent) return faulty(fluent.error());
  const Why why = sight->state->why(*fluent, sight->at);
  Sentences sentences(c.desk->file);
  ApiResponse out;
  append_why(*sight->world, sight->at_name, sentences, why, out.body);
  out.body.pop_back();
  std::vector<std::string> codes;
  collect_codes(*sight->world, why, codes);
  out.body += ",\"names\":";
  append_names(c, codes, out.body);
  out.body += '}';
  return out;
}

// The spans of the sliders, and what the world can be narrowed by.
Answer<ApiResponse> world(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto found = c.api.pool().world(*c.desk);
  if (!found) return faulty(found.error());
  const CaseWorld& world = **found;
  std::optional<Day> first;
  std::optional<Day> last;
  std::optional<Day> first_published;
  std::optional<Day> last_published;
  const auto widen = [](std::optional<Day>& low, std::optional<Day>& high, Day from, Day to) {
    if (!low || from < *low) low = from;
    if (!high || *high < to) high = to;
  };
  std::set<std::string> outlets;
  for (const Article& a : world.corpus().articles) {
    if (a.outlet != kNoSymbol) outlets.insert(world.code(a.outlet));
    if (a.published) {
      widen(first_published, last_published, a.published->first, a.published->last);
    }
  }
  std::set<std::string> kinds;
  for (const FluentEvidence& e : world.world().evidence()) {
    kinds.insert(std::string(fluent_kind_name(e.fluent.kind)));
    if (e.dated && e.when.first != kFirstDay && e.when.last != kLastDay) {
      widen(first, last, e.when.first, e.when.last);
    }
  }
  ApiResponse out;
  std::string& b = out.body;
  const auto day = [&](const char* name, const std::optional<Day>& d) {
    b += name;
    append_json_string_or_null(d ? std::optional(date_of({*d, *d})) : std::nullopt, b);
  };
  day("{\"first\":", first);
  day(",\"last\":", last);
  day(",\"published_first\":", first_published);
  day(",\"published_last\":", last_published);
  b += ",\"relations\":";
  append_json_strings({kinds.begin(), kinds.end()}, b);
  b += ",\"outlets\":";
  append_json_strings({outlets.begin(), outlets.end()}, b);
  b += '}';
  return out;
}

}  // namespace

std::vector<Route> world_routes() {
  return {{"state", state, true}, {"changes", changes, true}, {"why", why}, {"world", world}};
}

}  // namespace isnad
