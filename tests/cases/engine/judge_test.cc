// The judge of the samples' expectations, and proof that it can say no.

#include "judge.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

#include "eval/names.h"

namespace isnad::testing {
namespace {

constexpr double kSameName = 0.75;  // similarity of two spellings of a name
constexpr uint32_t kNear = 40;      // code points between two triggers of one event

using Strings = std::vector<std::string>;
using Spans = std::vector<Span>;

bool generic(const std::string& code) { return code.starts_with("GEN:"); }

std::string or_dash(const std::optional<std::string>& s) { return s.value_or("-"); }
std::string listed(const Strings& s) {
  return s.empty() ? "-" : fmt::format("{}", fmt::join(s, ","));
}

bool near(const Spans& a, const Spans& b, uint32_t reach) {
  for (const Span& x : a) {
    for (const Span& y : b) {
      if (x.begin <= y.end + reach && y.begin <= x.end + reach) return true;
    }
  }
  return false;
}

uint32_t overlap(const Span& a, const Span& b) {
  const uint32_t from = std::max(a.begin, b.begin);
  const uint32_t to = std::min(a.end, b.end);
  return to > from ? to - from : 0;
}

bool overlaps(const Spans& a, const Span& b) {
  return std::any_of(a.begin(), a.end(), [&](const Span& x) { return x.overlaps(b); });
}

class Judge {
 public:
  Judge(const Record& record, const std::u32string& text) : record_(record), text_(text) {
    for (const Entity& e : record.entities) names_[e.id] = e.name_en;
  }

  // Verdicts for the lines of one kind, each item serving one line at most: first the pairs
  // without fault, then as many as can be found at all.
  template <class Item>
  void pair(const std::vector<const Line*>& lines, const std::vector<Item>& items,
            std::vector<Verdict>& out) const {
    std::vector<std::vector<Verdict>> table(lines.size());
    for (size_t i = 0; i < lines.size(); ++i) {
      for (const Item& item : items) table[i].push_back(compare(lines[i]->fields, item));
    }
    std::vector<int> line_of(items.size(), -1);
    const auto assign = [&](Found least) {
      for (size_t i = 0; i < lines.size(); ++i) {
        if (std::find(line_of.begin(), line_of.end(), static_cast<int>(i)) != line_of.end())
          continue;
        std::vector<bool> seen(items.size(), false);
        augment(table, i, least, seen, line_of);
      }
    };
    assign(Found::yes);
    assign(Found::wrong_attribute);
    for (size_t i = 0; i < lines.size(); ++i) {
      Verdict& verdict = out[static_cast<size_t>(lines[i]->number) - 1];
      const auto at = std::find(line_of.begin(), line_of.end(), static_cast<int>(i));
      if (at != line_of.end()) {
        verdict = table[i][static_cast<size_t>(at - line_of.begin())];
        continue;
      }
      for (const Verdict& v : table[i]) {
        if (!v.why.empty()) verdict.why += (verdict.why.empty() ? "" : "; ") + v.why;
      }
      if (verdict.why.empty()) verdict.why = "nothing of the kind there";
    }
  }

  Verdict published(const std::string& want) const {
    if (want == or_dash(record_.doc.published)) return {Found::yes, {}};
    return {Found::no, "published " + or_dash(record_.doc.published)};
  }

 private:
  static bool augment(const std::vector<std::vector<Verdict>>& table, size_t line, Found least,
                      std::vector<bool>& seen, std::vector<int>& line_of) {
    for (size_t k = 0; k < line_of.size(); ++k) {
      if (seen[k] || table[line][k].found < least) continue;
      seen[k] = true;
      if (line_of[k] >= 0 &&
          !augment(table, static_cast<size_t>(line_of[k]), least, seen, line_of)) {
        continue;
      }
      line_of[k] = static_cast<int>(line);
      return true;
    }
    return false;
  }

  Spans occurrences(const std::string& part) const {
    Spans out;
    const auto p = decode_utf8(part);
    if (!p || p->empty()) return out;
    for (size_t at = text_.find(*p); at != std::u32string::npos; at = text_.find(*p, at + 1)) {
      out.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(at + p->size())});
    }
    return out;
  }

  std::string words(const Span& s) const {
    return encode_utf8(std::u32string_view(text_).substr(s.begin, s.length()));
  }

  bool same(const std::string& want, const std::string& found) const {
    if (generic(want) || want == found) return true;
    if (is_upper(want)) return false;
    const std::u32string name = plain_name(want);
    if (similarity(name, plain_name(found)) >= kSameName) return true;
    const auto it = names_.find(found);
    return it != names_.end() && !it->second.empty() &&
           similarity(name, plain_name(it->second)) >= kSameName;
  }

  bool any_same(const Strings& want, const Strings& found) const {
    return std::any_of(want.begin(), want.end(), [&](const std::string& w) {
      return std::any_of(found.begin(), found.end(), [&](const auto& f) { return same(w, f); });
    });
  }

  bool touches(Strings want, const Strings& found) const {
    std::erase_if(want, generic);
    return want.empty() || any_same(want, found);
  }

  // Shares a participant, and at least half of the named participants that are given are right.
  bool side(Strings want, Strings found) const {
    std::erase_if(want, generic);
    if (!touches(want, found)) return false;
    std::erase_if(found, generic);
    const auto right = std::count_if(found.begin(), found.end(),
                                     [&](const auto& f) { return any_same(want, {f}); });
    return want.empty() || 2 * static_cast<size_t>(right) >= found.size();
  }

  Verdict compare(const Strings& want, const Event& e) const {
    const Spans triggers = occurrences(want[5]);
    if (!near(triggers, e.triggers, kNear)) return {};
    const std::string here =
        fmt::format("{} [{}] -> [{}] at \"{}\"", event_type_name(e.type), listed(e.actor),
                    listed(e.recipient), e.triggers.empty() ? "" : words(e.triggers.front()));
    if (want[0] != event_type_name(e.type)) return {Found::no, here};
    const Strings actor = codes_of(want[1]);
    const Strings recipient = codes_of(want[2]);
    bool fits = side(actor, e.actor) && side(recipient, e.recipient);
    switch (e.type) {
      case EventType::agree:
      case EventType::consult:
      case EventType::support:
      case EventType::cooperate:
      case EventType::assault: {
        Strings pooled = actor;
        pooled.insert(pooled.end(), recipient.begin(), recipient.end());
        Strings everyone = e.actor;
        everyone.insert(everyone.end(), e.recipient.begin(), e.recipient.end());
        fits = fits ||
               (side(pooled, everyone) && touches(actor, everyone) && touches(recipient, everyone));
        break;
      }
      default:
        break;
    }
    if (!fits) return {Found::no, here};
    std::string faults;
    if (want[3] != or_dash(e.date)) faults += ", date " + or_dash(e.date);
    if (want[4] != factuality_name(e.factuality)) {
      faults += ", factuality " + std::string(factuality_name(e.factuality));
    }
    const Strings source = codes_of(want[6]);
    if (source.empty() ? !e.source.empty() : !any_same(source, e.source)) {
      faults += ", source " + listed(e.source);
    }
    return graded(here, faults);
  }

  // An office is its state and one word of it; the object of party_to is free.
  bool object(const std::string& rel, const std::string& want, const std::string& found) const {
    const size_t at = want.rfind('@');
    const size_t at_found = found.rfind('@');
    if (rel == "holds_office" && at != std::string::npos && at_found != std::string::npos) {
      if (want.substr(at + 1) != found.substr(at_found + 1)) return false;
      const auto office = split_words(plain_name(want.substr(0, at)));
      const auto office_found = split_words(plain_name(found.substr(0, at_found)));
      return std::any_of(office.begin(), office.end(), [&](const auto& w) {
        return std::find(office_found.begin(), office_found.end(), w) != office_found.end();
      });
    }
    return rel == "party_to" || same(want, found);
  }

  Verdict compare(const Strings& want, const Relation& r) const {
    if (!near(occurrences(want[5]), {r.span}, kNear)) return {};
    const std::string here =
        fmt::format("{} {} {}", r.subject, relation_kind_name(r.rel), r.object);
    if (want[1] != relation_kind_name(r.rel) || !same(want[0], r.subject) ||
        !object(want[1], want[2], r.object)) {
      return {Found::no, here};
    }
    std::string faults;
    if (want[3] != or_dash(r.from)) faults += ", from " + or_dash(r.from);
    if (want[4] != or_dash(r.to)) faults += ", to " + or_dash(r.to);
    return graded(here, faults);
  }

  Verdict compare(const Strings& want, const Claim& c) const {
    const Spans spans = occurrences(want[3]);
    if (!overlaps(spans, c.span)) return {};
    const std::string here = fmt::format("{} (\"{}\", cue \"{}\"): \"{}\"", c.source,
                                         words(c.source_span), words(c.cue_span), words(c.span));
    if (std::none_of(spans.begin(), spans.end(),
                     [&](const Span& s) { return overlap(s, c.span) * 2 >= s.length(); }) ||
        ((generic(want[0]) || !same(want[0], c.source)) &&
         !overlaps(occurrences(want[1]), c.source_span))) {
      return {Found::no, here};
    }
    std::string faults;
    if ((want[4] == "direct") != c.direct) faults += c.direct ? ", direct" : ", indirect";
    const Strings via = codes_of(want[5]);
    if (via.empty() ? !c.via.empty() : !any_same(via, c.via)) faults += ", via " + listed(c.via);
    return graded(here, faults);
  }

  Verdict compare(const Strings& want, const TimeExpression& t) const {
    if (!overlaps(occurrences(want[0]), t.span)) return {};
    if (want[1] == t.value) return {Found::yes, {}};
    return {Found::no, fmt::format("\"{}\" {}", words(t.span), t.value)};
  }

  Verdict compare(const Strings& want, const Quantity& q) const {
    if (!overlaps(occurrences(want[0]), q.span)) return {};
    const std::string value =
        q.upper ? fmt::format("{}/{}", q.value, *q.upper) : fmt::format("{}", q.value);
    if (want[1] == value && want[2] == std::string(1, q.bound) && want[3] == q.unit) {
      return {Found::yes, {}};
    }
    return {Found::no, fmt::format("\"{}\" {}{} {}", words(q.span), q.bound, value, q.unit)};
  }

  static Verdict graded(const std::string& here, const std::string& faults) {
    if (faults.empty()) return {Found::yes, {}};
    return {Found::wrong_attribute, here + faults};
  }

  const Record& record_;
  const std::u32string& text_;
  std::map<std::string, std::string> names_;
};

}  // namespace

std::vector<Verdict> judge(const std::vector<Line>& lines, const Record& record,
                           const std::u32string& text) {
  static const std::map<std::string, size_t> kFields = {
      {"event", 7}, {"relation", 6}, {"claim", 6}, {"time", 2}, {"quantity", 4}};
  const Judge judge(record, text);
  std::vector<Verdict> out(lines.size());
  std::map<std::string, std::vector<const Line*>> by_kind;
  for (const Line& line : lines) {
    Verdict& verdict = out[static_cast<size_t>(line.number) - 1];
    if (line.kind.empty()) {
      verdict.found = Found::yes;
    } else if (line.kind == "published") {
      verdict = judge.published(line.fields[0]);
    } else if (const auto n = kFields.find(line.kind);
               n == kFields.end() || n->second != line.fields.size()) {
      verdict.why = "not a legal line";
    } else {
      by_kind[line.kind].push_back(&line);
    }
  }
  judge.pair(by_kind["event"], record.events, out);
  judge.pair(by_kind["relation"], record.relations, out);
  judge.pair(by_kind["claim"], record.claims, out);
  judge.pair(by_kind["time"], record.times, out);
  judge.pair(by_kind["quantity"], record.quantities, out);
  return out;
}

namespace {

// A record over a text of Latin letters: MLI thanks RUS, says the president, in 2025.
Record small_record() {
  Record r;
  r.doc.published = "2025-01-02";
  Event e;
  e.type = EventType::support;
  e.actor = {"MLI"};
  e.recipient = {"RUS"};
  e.date = "2025";
  e.source = {"FRA"};
  e.triggers = {{10, 16}};
  r.events = {e};
  r.times = {{{20, 24}, TimeType::date, "2025", "2025"}};
  r.quantities = {{{30, 34}, 70, '~', 80, "person"}};
  Claim c;
  c.source = "FRA";
  c.source_span = {0, 4};
  c.span = {10, 24};
  c.direct = true;
  r.claims = {c};
  Relation x;
  x.subject = "Assimi Goita";
  x.rel = RelationKind::holds_office;
  x.object = "transitional president@MLI";
  x.span = {0, 4};
  r.relations = {x};
  return r;
}

Found verdict_on(const std::string& line, const Record& record = small_record()) {
  static const std::u32string kText = U"aaaa bbbb thanks dd 2025 eeee 7080";
  return judge({parse_line(line, 1)}, record, kText).front().found;
}

TEST(Judge, SaysYesNoAndInPart) {
  EXPECT_EQ(verdict_on("# a comment"), Found::yes);
  EXPECT_EQ(verdict_on("nonsense | a"), Found::no);
  EXPECT_EQ(verdict_on("published 2025-01-02"), Found::yes);
  EXPECT_EQ(verdict_on("published -"), Found::no);
  EXPECT_EQ(verdict_on("event | SUPPORT | MLI | RUS | 2025 | actual | thanks | FRA"), Found::yes);
  EXPECT_EQ(verdict_on("event | SUPPORT | RUS | MLI | 2025 | actual | thanks | FRA"), Found::yes);
  EXPECT_EQ(verdict_on("event | SUPPORT | MLI | - | 2025 | actual | thanks | FRA"), Found::yes);
  EXPECT_EQ(verdict_on("event | SUPPORT | USA | RUS | 2025 | actual | thanks | FRA"), Found::no);
  EXPECT_EQ(verdict_on("event | REQUEST | MLI | RUS | 2025 | actual | thanks | FRA"), Found::no);
  EXPECT_EQ(verdict_on("event | SUPPORT | MLI | RUS | 2025 | actual | absent | FRA"), Found::no);
  for (const char* attributes : {"- | actual | thanks | FRA", "2025 | denied | thanks | FRA",
                                 "2025 | actual | thanks | -", "2025 | actual | thanks | USA"}) {
    EXPECT_EQ(verdict_on(std::string("event | SUPPORT | MLI | RUS | ") + attributes),
              Found::wrong_attribute);
  }
  EXPECT_EQ(verdict_on("relation | Assimi Goyta | holds_office | president@MLI | - | - | aaaa"),
            Found::yes);
  EXPECT_EQ(verdict_on("relation | Assimi Goita | holds_office | president@NER | - | - | aaaa"),
            Found::no);
  EXPECT_EQ(verdict_on("relation | Assimi Goita | holds_office | president@MLI | 2021 | - | aaaa"),
            Found::wrong_attribute);
  EXPECT_EQ(verdict_on("claim | FRA | bbbb | said | thanks dd | direct | -"), Found::yes);
  EXPECT_EQ(verdict_on("claim | GEN:x | aaaa | said | thanks dd | direct | -"), Found::yes);
  EXPECT_EQ(verdict_on("claim | GEN:x | bbbb | said | thanks dd | direct | -"), Found::no);
  EXPECT_EQ(verdict_on("claim | FRA | aaaa | said | thanks dd | indirect | -"),
            Found::wrong_attribute);
  EXPECT_EQ(verdict_on("claim | FRA | aaaa | said | 2025 eeee 7080 | direct | -"), Found::no);
  EXPECT_EQ(verdict_on("time | 2025 | 2025"), Found::yes);
  EXPECT_EQ(verdict_on("time | 2025 | 2024"), Found::no);
  EXPECT_EQ(verdict_on("quantity | 7080 | 70/80 | ~ | person"), Found::yes);
  EXPECT_EQ(verdict_on("quantity | 7080 | 70 | ~ | person"), Found::no);
  EXPECT_EQ(verdict_on("quantity | 7080 | 70/80 | = | person"), Found::no);
}

TEST(Judge, OneItemServesOneLine) {
  const std::string line = "event | SUPPORT | MLI | RUS | 2025 | actual | thanks | FRA";
  const std::u32string text = U"aaaa bbbb thanks dd 2025 eeee 7080";
  const auto verdicts = judge({parse_line(line, 1), parse_line(line, 2)}, small_record(), text);
  EXPECT_EQ(verdicts[0].found, Found::yes);
  EXPECT_EQ(verdicts[1].found, Found::no);
}

TEST(Judge, ReadsMarks) {
  EXPECT_EQ(parse_line("xfail time | a | 1", 1).mark, Mark::xfail);
  EXPECT_EQ(parse_line("xfail-attr event | a", 1).mark, Mark::xfail_attr);
  EXPECT_EQ(parse_line("xfail time | a | 1", 1).kind, "time");
  EXPECT_EQ(parse_line("xfail published 2025", 1).fields.front(), "2025");
}

}  // namespace
}  // namespace isnad::testing
