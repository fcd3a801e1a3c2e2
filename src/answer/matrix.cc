#include "answer/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "answer/reports.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

constexpr std::string_view kKinds[] = {"outlet", "speaker", "agency"};
constexpr std::string_view kStances[] = {"says", "denies", "relays", "disputed"};

// What one source does in the reports of one happening.
struct Share {
  bool says = false;
  bool denies = false;
  int64_t reports = 0;
  const EventRow* first = nullptr;

  Stance stance() const {
    if (says && denies) return Stance::disputed;
    return denies ? Stance::denies : says ? Stance::says : Stance::relays;
  }
};

using Key = std::pair<SourceKind, std::string>;
using Shares = std::map<Key, Share>;

enum class Voicing { own, passed_on };

void take(const EventRow& report, SourceKind kind, const std::string& name, Voicing voicing,
          Shares& shares) {
  Share& p = shares[{kind, name}];
  if (!p.first) p.first = &report;
  ++p.reports;
  if (voicing == Voicing::passed_on) return;
  (report.event.factuality == Factuality::denied ? p.denies : p.says) = true;
}

// A report is the word of its speakers; without any, of the agencies behind it; without these, of
// its outlet. Who stands before them passes it on.
Shares shares_of(const HappeningRow& row) {
  Shares shares;
  for (size_t i = 0; i < row.reports.size(); ++i) {
    const EventRow& report = row.reports[i];
    const std::set<std::string> speakers(report.event.source.begin(), report.event.source.end());
    const std::vector<std::string>& agencies = row.tellings[i].credits;
    for (const std::string& s : speakers) {
      take(report, SourceKind::speaker, s, Voicing::own, shares);
    }
    for (const std::string& a : agencies) {
      take(report, SourceKind::agency, a, speakers.empty() ? Voicing::own : Voicing::passed_on,
           shares);
    }
    if (report.where.outlet) {
      const bool own = speakers.empty() && agencies.empty();
      take(report, SourceKind::outlet, *report.where.outlet,
           own ? Voicing::own : Voicing::passed_on, shares);
    }
  }
  return shares;
}

// The commonest sources: by happenings, then by reports, then by kind and name.
std::vector<MatrixSource> commonest(const std::vector<Shares>& all, size_t sources) {
  std::map<Key, std::pair<int64_t, int64_t>> counts;
  for (const Shares& shares : all) {
    for (const auto& [key, share] : shares) {
      ++counts[key].first;
      counts[key].second += share.reports;
    }
  }
  std::vector<Key> order;
  for (const auto& [key, count] : counts) order.push_back(key);
  std::stable_sort(order.begin(), order.end(),
                   [&](const Key& a, const Key& b) { return counts[a] > counts[b]; });
  if (order.size() > sources) order.resize(sources);
  std::vector<MatrixSource> out;
  for (const auto& [kind, name] : order) out.push_back({name, kind, counts[{kind, name}].first});
  return out;
}

std::vector<std::string> days_told(const HappeningOutline& row) {
  std::vector<std::string> out;
  for (const ToldTime& t : row.times) out.push_back(*t.from);
  return out;
}

void append_row(const MatrixRow& row, std::string& out) {
  const HappeningOutline& o = row.happening;
  const Event& e = o.best.event;
  out += "{\"id\":";
  append_json_string(o.id, out);
  out += fmt::format(",\"type\":\"{}\",\"mode\":", event_type_name(e.type));
  append_json_string(e.mode, out);
  out += ",\"factuality\":";
  append_json_string(factuality_name(e.factuality), out);
  out += ",\"actor\":";
  append_json_strings(e.actor, out);
  out += ",\"recipient\":";
  append_json_strings(e.recipient, out);
  out += ",\"dates\":";
  append_json_strings(days_told(o), out);
  out += ",\"words\":";
  append_json_string(words_of(o.best), out);
  out += fmt::format(",\"reports\":{},\"documents\":{},\"origins\":{},\"cells\":{{", o.reports,
                     o.documents, o.origins);
  for (const MatrixCell& cell : row.cells) {
    if (out.back() != '{') out += ',';
    out += fmt::format("\"{}\":{{\"stance\":\"{}\",\"reports\":{},\"first\":", cell.source,
                       stance_name(cell.stance), cell.reports);
    append_json_string(cell.first, out);
    out += ",\"document\":";
    append_json_string(cell.document, out);
    out += '}';
  }
  out += "}}";
}

}  // namespace

std::string_view source_kind_name(SourceKind kind) { return kKinds[static_cast<size_t>(kind)]; }
std::string_view stance_name(Stance stance) { return kStances[static_cast<size_t>(stance)]; }

Matrix matrix_of(const std::vector<HappeningRow>& rows, size_t sources) {
  std::vector<Shares> all;
  for (const HappeningRow& row : rows) all.push_back(shares_of(row));
  Matrix out;
  out.sources = commonest(all, sources);
  for (size_t i = 0; i < rows.size(); ++i) {
    MatrixRow& row = out.happenings.emplace_back();
    row.happening = outline_of(rows[i]);
    for (size_t c = 0; c < out.sources.size(); ++c) {
      const auto share = all[i].find({out.sources[c].kind, out.sources[c].name});
      if (share == all[i].end()) continue;
      const Share& p = share->second;
      row.cells.push_back({c, p.stance(), p.reports, p.first->event.id, p.first->where.id});
    }
  }
  return out;
}

void append_matrix(const Matrix& matrix, std::string& out) {
  out += "\"sources\":[";
  for (const MatrixSource& s : matrix.sources) {
    if (out.back() != '[') out += ',';
    out += "{\"id\":";
    append_json_string(s.name, out);
    out +=
        fmt::format(",\"kind\":\"{}\",\"happenings\":{}}}", source_kind_name(s.kind), s.happenings);
  }
  out += "],\"happenings\":[";
  for (const MatrixRow& row : matrix.happenings) {
    if (out.back() != '[') out += ',';
    append_row(row, out);
  }
  out += ']';
}

void collect_codes(const Matrix& matrix, std::vector<std::string>& codes) {
  for (const MatrixSource& s : matrix.sources) {
    if (s.kind != SourceKind::outlet) codes.push_back(s.name);
  }
  for (const MatrixRow& row : matrix.happenings) {
    const Event& e = row.happening.best.event;
    codes.insert(codes.end(), e.actor.begin(), e.actor.end());
    codes.insert(codes.end(), e.recipient.begin(), e.recipient.end());
  }
}

}  // namespace isnad
