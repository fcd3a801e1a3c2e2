#include "cli/marked_text.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "cli/bidi.h"

namespace isnad {

namespace {

enum Style : uint8_t { kEntity = 1, kTrigger = 2, kTime = 4, kClaim = 8 };

struct Mark {
  Span span;
  Style style;
  std::string label;
};

std::vector<Mark> marks_of(const Record& r, uint32_t length) {
  std::vector<Mark> marks;
  const auto add = [&](const Span& s, Style style, std::string label) {
    if (s.begin < s.end && s.end <= length) marks.push_back({s, style, std::move(label)});
  };
  for (const Entity& e : r.entities) {
    for (const Mention& m : e.mentions) add(m.span, kEntity, e.id);
  }
  for (const Event& e : r.events) {
    for (const Span& t : e.triggers) add(t, kTrigger, std::string(event_type_name(e.type)));
  }
  for (const TimeExpression& t : r.times) add(t.span, kTime, t.value);
  for (const Quantity& q : r.quantities) add(q.span, kTime, q.unit);
  for (const Claim& c : r.claims)
    add(c.span, kClaim, c.source.empty() ? "claim" : "says " + c.source);
  return marks;
}

std::string escape_codes(uint8_t style) {
  if (style == 0) return "\x1b[0m";
  std::string codes = "\x1b[0";
  if (style & kEntity) codes += ";4";
  if (style & kTrigger) codes += ";1";
  if (style & kTime) {
    codes += ";36";
  } else if (style & kClaim) {
    codes += ";32";
  }
  return codes + 'm';
}

// One paragraph [begin, end) with colours.
std::string coloured(std::u32string_view text, uint32_t begin, uint32_t end,
                     const std::vector<uint8_t>& styles) {
  std::string out;
  uint32_t at = begin;
  while (at < end) {
    uint32_t to = at + 1;
    while (to < end && styles[to] == styles[at]) ++to;
    const std::string run = safe_line(encode_utf8(text.substr(at, to - at)));
    out += styles[at] ? escape_codes(styles[at]) + run + escape_codes(0) : run;
    at = to;
  }
  return out;
}

// One paragraph with brackets; marks that it holds wholly.
std::string bracketed(std::u32string_view text, uint32_t begin, uint32_t end,
                      const std::vector<Mark>& marks) {
  struct Edge {
    uint32_t at;
    bool opens;
    uint32_t other;  // the other end: outer marks open first and close last
    const Mark* mark;
  };
  std::vector<Edge> edges;
  for (const Mark& m : marks) {
    if (m.span.begin < begin || m.span.end > end) continue;
    edges.push_back({m.span.begin, true, m.span.end, &m});
    edges.push_back({m.span.end, false, m.span.begin, &m});
  }
  std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    if (a.at != b.at) return a.at < b.at;
    if (a.opens != b.opens) return !a.opens;
    return a.other > b.other;
  });
  std::string out;
  uint32_t done = begin;
  for (const Edge& e : edges) {
    out += safe_line(encode_utf8(text.substr(done, e.at - done)));
    done = e.at;
    if (e.opens) {
      out += '[';
    } else {
      // The label is in another direction than the text: FSI label PDI.
      out += "|\xE2\x81\xA8" + safe_line(e.mark->label) + "\xE2\x81\xA9]";
    }
  }
  return out + safe_line(encode_utf8(text.substr(done, end - done)));
}

}  // namespace

std::string marked_text(const Record& record, std::string_view text_utf8,
                        const Terminal& terminal) {
  const Result<std::u32string> text = decode_utf8(text_utf8);
  if (!text) return safe_line(text_utf8) + '\n';
  const auto length = static_cast<uint32_t>(text->size());
  const std::vector<Mark> marks = marks_of(record, length);
  std::vector<uint8_t> styles(length);
  for (const Mark& m : marks) {
    for (uint32_t i = m.span.begin; i < m.span.end; ++i) styles[i] |= m.style;
  }
  std::string out;
  for (uint32_t begin = 0; begin < length;) {
    const size_t newline = text->find(U'\n', begin);
    const auto end = newline == std::u32string::npos ? length : static_cast<uint32_t>(newline);
    if (end > begin) {
      // FSI ... PDI around the paragraph: its first strong letter gives its direction.
      out += "\xE2\x81\xA8";
      out += terminal.colour ? coloured(*text, begin, end, styles)
                             : bracketed(*text, begin, end, marks);
      out += "\xE2\x81\xA9";
    }
    out += '\n';
    begin = end + 1;
  }
  return out;
}

}  // namespace isnad
