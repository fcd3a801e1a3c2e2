#include "text/parts_phrases.h"

#include <string_view>

#include "base/utf8.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxBylineWords = 16;
constexpr size_t kMaxSegmentWords = 5;

bool is_bullet(char32_t c) {
  return c == '*' || c == 0x2022 || c == 0x25CF || c == 0x25AA || c == 0x25A0 || c == 0x25E6 ||
         c == 0x25B6 || c == 0x25C6 || c == 0x2023 || c == 0x2043 || c == 0x00B7 || c == '-' ||
         c == 0x2013 || c == 0x2014;
}
bool is_separator(const Token& t) {
  return t.is(kDash) || t.is(kSlash) || t.is(kColon) || t.is(kOpen) || t.is(kClose) ||
         t.is(kComma) || t.is(kOther) || t.is(kQuoteOpen) || t.is(kQuoteClose);
}

}  // namespace

std::vector<Line> lines_of(const TextView& view) {
  std::vector<Line> lines;
  for (uint32_t i = 0; i < view.sentences.size(); ++i) {
    const Sentence& s = view.sentences[i];
    if (lines.empty() || s.paragraph_start) {
      Line line;
      line.first_sentence = i;
      line.first = s.first;
      lines.push_back(line);
    }
    Line& line = lines.back();
    line.last_sentence = i + 1;
    line.last = s.last;
  }
  for (Line& line : lines) {
    for (uint32_t i = line.first; i < line.last; ++i) line.words += is_word(view.tokens[i]);
    uint32_t end = line.last;
    while (end > line.first &&
           (view.tokens[end - 1].is(kQuoteClose) || view.tokens[end - 1].is(kClose))) {
      --end;
    }
    line.stop = end > line.first && view.tokens[end - 1].is(kStop);
    line.bullet = is_bullet(view.text[view.tokens[line.first].span.begin]) && line.words > 3;
  }
  return lines;
}

std::string words_key(const TextView& view, uint32_t first, uint32_t last) {
  std::string key;
  for (uint32_t i = first; i < last; ++i) {
    if (!is_word(view.tokens[i])) continue;
    if (!key.empty()) key.push_back(' ');
    key += view.tokens[i].key;
  }
  return key;
}

// Does the phrase begin at token i (punctuation between its words apart)? One past its last token
// or 0.
uint32_t Phrases::match(const TextView& view, uint32_t i, uint32_t last,
                        const PartPhraseRow& row) const {
  std::string_view rest = image_->str(row.words);
  while (i < last) {
    const Token& t = view.tokens[i];
    if (!is_word(t)) {
      ++i;
      continue;
    }
    const size_t space = rest.find(' ');
    const std::string_view word = rest.substr(0, space);
    if (word != (t.kind == TokenKind::number ? std::string_view("#") : t.key)) return 0;
    ++i;
    if (space == std::string_view::npos) return i;
    rest.remove_prefix(space + 1);
  }
  return 0;
}

template <class F>
void Phrases::each_match(const TextView& view, uint32_t i, uint32_t last, F f) const {
  while (i < last && !is_word(view.tokens[i])) ++i;
  if (i == last) return;
  const Token& t = view.tokens[i];
  for (const PartPhraseRow& row :
       phrases_.find(t.kind == TokenKind::number ? std::string_view("#") : t.key)) {
    if (const uint32_t end = match(view, i, last, row)) f(row, end);
  }
}

bool Phrases::furniture(const TextView& view, uint32_t first, uint32_t last, bool* block) const {
  // Counted only where a phrase stands and no further than it asks: a line may be the whole text.
  const auto longer_than = [&](uint32_t most) {
    uint32_t words = 0;
    for (uint32_t i = first; i < last && words <= most; ++i) words += is_word(view.tokens[i]);
    return words > most;
  };
  bool found = false;
  each_match(view, first, last, [&](const PartPhraseRow& row, uint32_t end) {
    if (row.kind != PhraseKind::furniture) return;
    const bool closed = end == last || view.tokens[end].kind != TokenKind::word;
    while (end < last && !is_word(view.tokens[end])) ++end;
    if (row.place == PhrasePlace::line && end != last) return;
    if (row.place == PhrasePlace::begins && !closed) return;
    if (row.place != PhrasePlace::line && longer_than(row.max_words)) return;
    found = true;
    if (row.block && end == last) *block = true;
  });
  return found;
}

bool Phrases::address_or_marks(const TextView& view, const Line& line) {
  uint32_t arabic = 0;
  uint32_t latin = 0;
  uint32_t hash = 0;
  bool address = false;
  for (uint32_t i = line.first; i < line.last; ++i) {
    const Token& t = view.tokens[i];
    arabic += t.kind == TokenKind::word;
    latin += t.kind == TokenKind::latin;
    const char32_t c = view.text[t.span.begin];
    if (c == '@' || c == 0x00A9) address = true;
    if (c == '#') ++hash;
    if (t.kind == TokenKind::latin && i + 1 < line.last) {
      const char32_t next = view.text[view.tokens[i + 1].span.begin];
      if (next == '.' && i + 2 < line.last && view.tokens[i + 2].kind == TokenKind::latin &&
          view.tokens[i + 2].span.begin == view.tokens[i + 1].span.end) {
        address = true;
      }
    }
  }
  if (address && arabic <= 6 && !line.stop) return true;
  if (hash > 0 && hash * 3 >= arabic && !line.stop) return true;
  return arabic == 0 && latin <= 4 && line.words <= 6;
}

Cover Phrases::cover(const TextView& view, uint32_t first, uint32_t last) const {
  Cover c;
  for (uint32_t i = first; i < last;) {
    if (!is_word(view.tokens[i])) {
      ++i;
      continue;
    }
    uint32_t best = 0;
    uint32_t kinds = 0;
    const PartPhraseRow* agency = nullptr;
    each_match(view, i, last, [&](const PartPhraseRow& row, uint32_t end) {
      if (row.kind == PhraseKind::furniture || row.kind == PhraseKind::desk || end < best) return;
      if (end > best) {
        kinds = 0;
        agency = nullptr;
      }
      best = end;
      kinds |= 1u << static_cast<uint32_t>(row.kind);
      if (row.kind == PhraseKind::agency) agency = &row;
    });
    auto has = [&](PhraseKind k) { return (kinds >> static_cast<uint32_t>(k) & 1u) != 0; };
    if (best == 0) {
      if (view.tokens[i].kind != TokenKind::number) return c;
      c.number = true;
      ++i;
      continue;
    }
    if (agency) {
      c.agency = true;
      if (c.agency_key.empty()) c.agency_key = image_->str(agency->name);
    }
    if (has(PhraseKind::outlet)) c.outlet = true;
    if (has(PhraseKind::date)) c.date = true;
    if (has(PhraseKind::city)) c.city = true;
    if (has(PhraseKind::state)) c.state = true;
    if ((has(PhraseKind::city) || has(PhraseKind::state)) && !agency &&
        (c.place_key.empty() || has(PhraseKind::city))) {
      c.place_key = words_key(view, i, best);
    }
    i = best;
  }
  c.all = true;
  return c;
}

bool Phrases::desk(const TextView& view, const Line& line) const {
  if (line.stop) return false;
  bool found = false;
  each_match(view, line.first, line.last, [&](const PartPhraseRow& row, uint32_t end) {
    if (row.kind != PhraseKind::desk) return;
    uint32_t names = 0;
    for (uint32_t i = end; i < line.last; ++i) names += view.tokens[i].kind == TokenKind::word;
    found = found || names <= row.max_words;
  });
  return found;
}

// May the run be a person's name: two to four words, none of them a function word?
bool Phrases::person(const TextView& view, uint32_t first, uint32_t last) const {
  if (last - first < 2 || last - first > 4) return false;
  for (uint32_t i = first; i < last; ++i) {
    const Token& t = view.tokens[i];
    if (t.kind != TokenKind::word) return false;
    std::string raw;
    for (uint32_t k = t.span.begin; k < t.span.end; ++k) append_utf8(raw, view.text[k]);
    if (function_words_.contains(raw)) return false;
  }
  return view.tokens[first].key.substr(0, 2) != "Al";
}

bool Phrases::byline(const TextView& view, const Line& whole_line, Part* part) const {
  Line line = whole_line;  // without Latin labels of the page before the byline ("Next Previous")
  while (line.first + 1 < line.last && view.tokens[line.first].kind == TokenKind::latin &&
         view.tokens[line.first + 1].kind != TokenKind::punct) {
    ++line.first;
    --line.words;
  }
  if (line.words == 0 || line.words > kMaxBylineWords || line.stop) return false;
  if (desk(view, line)) {
    *part = Part::byline;
    return true;
  }
  const Cover whole = cover(view, line.first, line.last);
  if (whole.all) {
    const bool place = whole.city || whole.state;
    if (place && (whole.agency || whole.outlet) && whole.date) {
      *part = Part::dateline;
      return true;
    }
    if (whole.agency || whole.outlet || (whole.date && whole.number)) {
      *part = place && whole.agency ? Part::dateline : Part::byline;
      return true;
    }
    return false;
  }
  bool known = false;
  uint32_t persons = 0;
  uint32_t segments = 0;
  for (uint32_t i = line.first; i < line.last;) {
    if (!is_word(view.tokens[i])) {
      if (!is_separator(view.tokens[i])) return false;
      ++i;
      continue;
    }
    uint32_t end = i;
    while (end < line.last && is_word(view.tokens[end])) ++end;
    ++segments;
    const Cover c = cover(view, i, end);
    if (c.all) {
      known = known || c.agency || c.outlet || c.city || c.date;
    } else if (person(view, i, end)) {
      ++persons;
    } else {
      return false;
    }
    i = end;
  }
  *part = Part::byline;
  return known && segments >= 2 && persons <= 2;
}

bool Phrases::opening(const TextView& view, uint32_t first, uint32_t last,
                      DatelineReading* out) const {
  uint32_t end = 0;
  bool agency = false;
  bool city = false;
  bool outlet = false;
  bool paren = false;
  bool state = false;
  DatelineReading reading;
  for (uint32_t i = first; i < last;) {
    uint32_t stop = i;
    while (stop < last && is_word(view.tokens[stop]) && stop - i <= kMaxSegmentWords) ++stop;
    // Agencies' initials may be written with stops: they count as one segment.
    if (paren) {
      while (stop < last && !view.tokens[stop].is(kClose) && stop - i <= 2 * kMaxSegmentWords) {
        ++stop;
      }
    }
    if (stop == i || stop == last || !is_separator(view.tokens[stop])) break;
    const Cover c = cover(view, i, stop);
    const bool named = c.all && (c.agency || c.city || c.state || c.outlet || c.date);
    if (!named && !person(view, i, stop)) break;
    agency = agency || (c.all && c.agency);
    outlet = outlet || (c.all && c.outlet && !c.city);
    city = city || (c.all && c.city);
    state = state || (c.all && c.state);
    if (c.all && reading.place_key.empty()) reading.place_key = c.place_key;
    if (c.all && reading.agency_key.empty()) reading.agency_key = c.agency_key;
    bool final = false;
    bool closed = false;
    uint32_t next = stop;
    for (; next < last && next - stop < 3 && is_separator(view.tokens[next]); ++next) {
      const Token& t = view.tokens[next];
      if (t.is(kQuoteOpen) || t.is(kQuoteClose) || t.is(kOther)) break;
      final = final || t.is(kDash) || t.is(kColon);
      closed = closed || t.is(kClose);
      paren = t.is(kOpen);
    }
    if (next == stop) break;
    if (final || (closed && agency)) {
      end = next;
    }
    i = next;
  }
  if (end == 0 || end >= last || !(agency || city || (outlet && state))) return false;
  reading.span = {view.tokens[first].span.begin, view.tokens[end - 1].span.end};
  reading.first = first;
  reading.last = end;
  *out = std::move(reading);
  return true;
}

}  // namespace isnad
