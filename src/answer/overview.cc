#include "answer/overview.h"

#include <algorithm>
#include <map>
#include <set>

#include "answer/reports.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

void append_counts(const Teller& v, std::string& out) {
  const auto of = [&](const char* type) {
    const auto at = v.types.find(type);
    return std::to_string(at == v.types.end() ? 0 : at->second);
  };
  out += ",\"reports\":" + std::to_string(v.reports) + ",\"praise\":" + of("SUPPORT") +
         ",\"accusation\":" + of("ACCUSE") + ",\"types\":{";
  for (const auto& [type, n] : v.types) {
    if (out.back() != '{') out += ',';
    append_json_string(type, out);
    out += ':' + std::to_string(n);
  }
  out += "}}";
}

// What one source tells of one happening.
struct Told {
  int64_t says = 0;
  int64_t denies = 0;
  int64_t relays = 0;
  const EventRow* first = nullptr;

  MatrixCell cell() const {
    MatrixCell c;
    c.reports = says + denies + relays;
    c.stance = says > 0 && denies > 0 ? Stance::disputed
               : denies > 0           ? Stance::denies
               : says > 0             ? Stance::says
                                      : Stance::relays;
    c.first = first->event.id;
    c.document = first->where.id;
    return c;
  }
};

}  // namespace

void append_attention(const Attention& a, std::string& out) {
  out += "{\"by\":\"" + std::string(time_step_name(a.step)) + "\",\"dates\":";
  append_json_strings(a.times, out);
  out += ",\"series\":[";
  for (const AttentionSeries& s : a.series) {
    out += out.back() == '[' ? "{\"outlet\":" : ",{\"outlet\":";
    append_json_string_or_null(s.outlet, out);
    out += s.rest ? ",\"rest\":true,\"counts\":[" : ",\"rest\":false,\"counts\":[";
    for (const int64_t n : s.counts) {
      if (out.back() != '[') out += ',';
      out += std::to_string(n);
    }
    out += "]}";
  }
  out += "],\"undated\":" + std::to_string(a.undated) + '}';
}

void append_voices(const Voices& voices, std::string& out) {
  out += "{\"outlets\":[";
  for (const Teller& v : voices.outlets) {
    out += out.back() == '[' ? "{\"outlet\":" : ",{\"outlet\":";
    append_json_string_or_null(v.name.empty() ? std::nullopt : std::optional(v.name), out);
    append_counts(v, out);
  }
  out += "],\"speakers\":[";
  for (const Teller& v : voices.speakers) {
    out += out.back() == '[' ? "{\"source\":" : ",{\"source\":";
    append_json_string(v.name, out);
    append_counts(v, out);
  }
  out += "]}";
}

const char* stance_name(Stance stance) {
  static constexpr const char* kNames[] = {"says", "denies", "relays", "disputed"};
  return kNames[static_cast<size_t>(stance)];
}

Matrix matrix_of(const std::vector<HappeningRow>& rows, size_t sources) {
  using Key = std::pair<std::string, std::string>;  // kind, id
  std::vector<std::map<Key, Told>> told(rows.size());
  std::map<Key, int64_t> happenings;
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t k = 0; k < rows[i].reports.size(); ++k) {
      const EventRow& r = rows[i].reports[k];
      const bool denied = r.event.factuality == Factuality::denied;
      const auto add = [&](const char* kind, const std::string& id, bool own) {
        if (id.empty()) return;
        Told& t = told[i][{kind, id}];
        if (!t.first) t.first = &r;
        ++(!own ? t.relays : denied ? t.denies : t.says);
      };
      add("outlet", r.where.outlet.value_or(""), r.event.source.empty());
      for (const std::string& s : r.event.source) add("speaker", s, true);
      for (const std::string& s : rows[i].tellings[k].credits) add("agency", s, false);
    }
    for (const auto& [key, t] : told[i]) ++happenings[key];
  }
  std::vector<std::pair<Key, int64_t>> order(happenings.begin(), happenings.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (order.size() > sources) order.resize(sources);
  Matrix out;
  for (const auto& [key, n] : order) out.sources.push_back({key.second, key.first, n});
  for (const auto& row : told) {
    auto& cells = out.cells.emplace_back();
    for (const auto& [key, n] : order) {
      const auto at = row.find(key);
      cells.push_back(at == row.end() ? std::nullopt : std::optional(at->second.cell()));
    }
  }
  return out;
}

void append_matrix(const std::vector<HappeningRow>& rows, const Matrix& matrix, std::string& out) {
  out += "\"sources\":[";
  for (const MatrixSource& s : matrix.sources) {
    out += out.back() == '[' ? "{\"id\":" : ",{\"id\":";
    append_json_string(s.id, out);
    out += ",\"kind\":\"" + s.kind + "\",\"happenings\":" + std::to_string(s.happenings) + '}';
  }
  out += "],\"happenings\":[";
  for (size_t i = 0; i < rows.size(); ++i) {
    const HappeningOutline o = outline_of(rows[i]);
    const Event& e = o.best.event;
    out += i > 0 ? ",{\"id\":" : "{\"id\":";
    append_json_string(rows[i].id, out);
    out += ",\"type\":\"" + std::string(event_type_name(e.type)) + "\",\"mode\":";
    append_json_string(e.mode, out);
    out += ",\"actor\":";
    append_json_strings(e.actor, out);
    out += ",\"recipient\":";
    append_json_strings(e.recipient, out);
    std::vector<std::string> dates;
    for (const ToldTime& t : o.times) dates.push_back(*t.from);
    out += ",\"dates\":";
    append_json_strings(dates, out);
    out += ",\"words\":";
    append_json_string(words_of(o.best), out);
    out += ",\"reports\":" + std::to_string(o.reports) +
           ",\"documents\":" + std::to_string(o.documents) +
           ",\"origins\":" + std::to_string(o.origins) + ",\"cells\":{";
    for (size_t k = 0; k < matrix.cells[i].size(); ++k) {
      const auto& cell = matrix.cells[i][k];
      if (!cell) continue;
      if (out.back() != '{') out += ',';
      out += '"' + std::to_string(k) + "\":{\"stance\":\"" + stance_name(cell->stance) +
             "\",\"reports\":" + std::to_string(cell->reports) + ",\"first\":";
      append_json_string(cell->first, out);
      out += ",\"document\":";
      append_json_string(cell->document, out);
      out += '}';
    }
    out += "}}";
  }
  out += ']';
}

}  // namespace isnad
