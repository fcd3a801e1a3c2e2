#include "cli/search_view.h"

#include <algorithm>

#include "base/utf8.h"
#include "cli/bidi.h"
#include "cli/query.h"

namespace isnad {

namespace {

constexpr const char* kIsolate = "\xE2\x81\xA8";  // FSI
constexpr const char* kEnd = "\xE2\x81\xA9";      // PDI

std::string date_and(const std::optional<std::string>& date) { return date.value_or("-"); }

std::string event_line(const EventRow& row, NameBook& names) {
  const Event& e = row.event;
  std::string out = date_and(e.date) + "  " + std::string(event_type_name(e.type));
  if (!e.mode.empty()) out += ' ' + e.mode;
  if (e.factuality != Factuality::actual) {
    out += " (" + std::string(factuality_name(e.factuality)) + ')';
  }
  out += "  " + (e.actor.empty() ? "-" : isolated(names.labels(e.actor)));
  if (!e.recipient.empty()) out += " -> " + isolated(names.labels(e.recipient));
  if (e.place) out += "  in " + isolated(*e.place);
  if (!e.source.empty()) out += "  says " + isolated(names.labels(e.source));
  return out + "  " + isolated(joined(row.words, " / "));
}

std::string relation_line(const RelationRow& row, NameBook& names) {
  const Relation& r = row.relation;
  std::string out = isolated(names.label(r.subject)) + ' ' +
                    std::string(relation_kind_name(r.rel)) + ' ' + isolated(names.label(r.object));
  if (r.from || r.to) out += "  " + r.from.value_or("..") + '/' + r.to.value_or("..");
  if (r.factuality != Factuality::actual) {
    out += " (" + std::string(factuality_name(r.factuality)) + ')';
  }
  if (!r.source.empty()) out += "  says " + isolated(names.labels(r.source));
  return out;
}

std::string claim_line(const ClaimRow& row, NameBook& names) {
  const Claim& c = row.claim;
  std::string out = isolated(c.source.empty() ? row.source_words : names.label(c.source));
  if (!c.via.empty()) out += " via " + isolated(names.labels(c.via));
  return out + (c.direct ? "  says directly" : "  says") + "  " + isolated(row.cue_words);
}

}  // namespace

std::string marked_passage(const Passage& passage, const Terminal& terminal) {
  const Result<std::u32string> decoded = decode_utf8(passage.words);
  if (!decoded) return isolated(passage.words);
  const std::u32string_view text = *decoded;
  std::string out = kIsolate;
  uint32_t at = 0;
  const auto put = [&](uint32_t to) {
    to = std::min(to, static_cast<uint32_t>(text.size()));
    if (to > at) out += safe_line(encode_utf8(text.substr(at, to - at)));
    at = std::max(at, to);
  };
  for (const Span& m : passage.marks) {
    put(m.begin);
    out += terminal.colour ? "\x1b[1m" : "[";
    put(m.end);
    out += terminal.colour ? "\x1b[0m" : "]";
  }
  put(static_cast<uint32_t>(text.size()));
  return out + kEnd;
}

std::string search_hit_text(const SearchHit& hit, SearchTarget of, size_t number, NameBook& names,
                            const Terminal& terminal) {
  std::string out = std::to_string(number) + ".  " + date_and(hit.where.published) + "  " +
                    isolated(or_empty(hit.where.outlet)) + "  " +
                    isolated(short_uri(hit.where.uri)) + '\n';
  const bool title_shown = std::any_of(hit.passages.begin(), hit.passages.end(),
                                       [](const Passage& p) { return p.title; });
  if (hit.title && !title_shown && of == SearchTarget::articles) {
    out += "    " + isolated(*hit.title) + '\n';
  }
  for (const ClaimRow& row : hit.claims) out += "    " + claim_line(row, names) + '\n';
  for (const RelationRow& row : hit.relations) out += "    " + relation_line(row, names) + '\n';
  if (of == SearchTarget::events) {
    for (const EventRow& row : hit.events) out += "    " + event_line(row, names) + '\n';
  }
  for (const Passage& p : hit.passages) out += "    " + marked_passage(p, terminal) + '\n';
  if (of == SearchTarget::articles) {
    for (const EventRow& row : hit.events) out += "    * " + event_line(row, names) + '\n';
    if (hit.more_events > 0) out += "    * and " + std::to_string(hit.more_events) + " more\n";
  }
  return out;
}

std::string facet_text(const FacetCounts& facet, NameBook& names, const Terminal& terminal) {
  std::string title(search_facet_name(facet.facet));
  for (char& c : title) c = static_cast<char>(c - 'a' + 'A');
  Table table({title, "COUNT"});
  for (const Count& c : facet.values) {
    table.add(
        {facet_has_codes(facet.facet) ? names.label(c.name) : c.name, std::to_string(c.count)});
  }
  std::string out = table.print(terminal);
  if (facet.more > 0) out += "and " + std::to_string(facet.more) + " more\n";
  return out;
}

std::string query_fault_text(const std::string& query, const SearchFault& fault) {
  std::string out = "isnad: query: " + safe_line(fault.message) + '\n';
  const Result<std::u32string> text = decode_utf8(query);
  if (!text || fault.at.begin >= fault.at.end || text->size() > 400) return out;
  std::string line = "  ";
  std::string carets = "  ";
  for (uint32_t i = 0; i < text->size();) {
    uint32_t end = i;
    while (end < text->size() && (*text)[end] != ' ') ++end;
    if (end == i) {
      line += ' ';
      carets += ' ';
      ++i;
      continue;
    }
    // A word is marked as a whole: inside of it the columns of a line that is turned around are not
    // known.
    const std::string word = safe_line(encode_utf8(text->substr(i, end - i)));
    const bool turned = has_rtl(word);
    line += isolated(word);
    for (uint32_t k = i; k < end; ++k) {
      const bool in = turned ? fault.at.begin < end && fault.at.end > i
                             : k >= fault.at.begin && k < fault.at.end;
      const size_t width = display_width(safe_line(encode_utf8(text->substr(k, 1))));
      carets.append(width, in ? '^' : ' ');
    }
    i = end;
  }
  carets.erase(carets.find_last_not_of(' ') + 1);
  return out + line + '\n' + carets + '\n';
}

}  // namespace isnad
