#include "answer/beside.h"

#include <fmt/format.h>

#include "answer/reports.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

// "name":[...] of items that `append` writes.
template <class Item, class Append>
void append_list(const char* name, const std::vector<Item>& items, Append append,
                 std::string& out) {
  out += std::string("\"") + name + "\":[";
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    append(items[i]);
  }
  out += ']';
}

void append_spans(const char* name, const std::vector<Span>& spans, std::string& out) {
  append_list(
      name, spans, [&](const Span& s) { append_json_span(s, out); }, out);
}

void append_copy(const BesideCopy& copy, std::string& out) {
  out += "{\"other\":";
  append_where(copy.other, out);
  out += fmt::format(",\"order\":\"{}\",\"words\":{},\"told\":{},", copy_order_name(copy.order),
                     copy.words, copy.told);
  append_spans("mine", copy.mine, out);
  out += ',';
  append_spans("theirs", copy.theirs, out);
  out += '}';
}

void append_account(const BesideAccount& account, std::string& out) {
  out += "{\"id\":";
  append_json_string(account.id, out);
  out += ",\"report\":";
  append_json_string(account.report, out);
  out += fmt::format(",\"documents\":{},\"reports\":{},\"origins\":{}}}", account.documents,
                     account.reports, account.origins);
}

void append_conflict(const BesideConflict& conflict, std::string& out) {
  out += "{\"id\":";
  append_json_string(conflict.id, out);
  out += ",\"kind\":";
  append_json_string(conflict.kind, out);
  out += ",\"about\":";
  append_json_string_or_null(conflict.about.empty() ? std::nullopt : std::optional(conflict.about),
                             out);
  out += ",\"report\":";
  append_json_string(conflict.report, out);
  out += ',';
  append_list(
      "sides", conflict.sides,
      [&](const BesideSide& side) {
        out += "{\"value\":";
        append_json_string(side.value, out);
        out += fmt::format(",\"reports\":{},\"mine\":{}}}", side.reports, side.mine);
      },
      out);
  out += '}';
}

}  // namespace

void append_beside(const Beside& beside, std::string& out) {
  const auto account = [&](const BesideAccount& a) { append_account(a, out); };
  out += '{';
  append_list(
      "copies", beside.copies, [&](const BesideCopy& c) { append_copy(c, out); }, out);
  out += ',';
  append_list("happenings", beside.happenings, account, out);
  out += ',';
  append_list("facts", beside.facts, account, out);
  out += ',';
  append_list(
      "conflicts", beside.conflicts, [&](const BesideConflict& c) { append_conflict(c, out); },
      out);
  if (!beside.story) {
    out += ",\"story\":null}";
    return;
  }
  out += ",\"story\":{\"id\":";
  append_json_string(beside.story->id, out);
  out += ",\"headline\":";
  append_json_string(beside.story->headline, out);
  out += fmt::format(",\"articles\":{}}}}}", beside.story->articles);
}

}  // namespace isnad
