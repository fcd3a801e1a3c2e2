#pragma once
#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "story/across.h"
#include "story/rules.h"

// Corpora by hand, for the tests of what crosses documents.

namespace isnad {

// Where a frame stands, as records name rules: "frames/coerce.toml:1646".
inline std::string rule_of(const std::string& file, const std::string& id) {
  std::ifstream in(std::string(ISNAD_SOURCE_DIR) + "/data/frames/" + file + ".toml");
  std::string line;
  size_t head = 0;
  for (size_t number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("[[frame]]")) head = number;
    if (line.starts_with("id") && line.find('"' + id + '"') != std::string::npos) {
      return "frames/" + file + ".toml:" + std::to_string(head);
    }
  }
  return "no such frame: " + id;
}

// Compiled from data/story; opened once.
inline const StoryRules& rules() {
  static const auto image = Image::open(ISNAD_IMAGE_FILE);
  static const auto rules = StoryRules::open(*image);
  return *rules;
}

struct Told {
  EventType type = EventType::assault;
  std::vector<std::string> actor = {};
  std::vector<std::string> recipient = {};
  std::string date = {};
  std::string place = {};
  std::string mode = {};
  std::string rule = "frames/one.toml:1";
  Factuality factuality = Factuality::actual;
  std::vector<std::string> source = {};
  std::optional<int64_t> count = {};
  char bound = '=';
  std::string unit = {};
  Span span{100, 105};
  DateFrom date_from = DateFrom::stated;
  std::vector<Span> again = {};  // later tellings
};

struct Lasting {
  RelationKind rel = RelationKind::member_of;
  std::string subject = {};
  std::string object = {};
  std::string from = {};
  std::string to = {};
  Factuality factuality = Factuality::actual;
  std::vector<std::string> source = {};
  std::optional<int64_t> count = {};
  char bound = '=';
  std::string unit = {};
  Span span{300, 310};
};

struct Paper {
  std::string id = {};
  std::string published = {};
  std::string outlet = {};
  std::string story = {};  // articles with the same are of one
  std::vector<Told> events = {};
  std::vector<Lasting> relations = {};
  std::vector<std::string> credits = {};
};

// Papers in any order, as a corpus.
class Case {
 public:
  Paper& add(const std::string& id, const std::string& published, const std::string& story,
             std::vector<Told> events = {}) {
    papers.push_back({id, published, "", story, std::move(events), {}, {}});
    return papers.back();
  }
  // The words [0, 1000) of the one stand in the other.
  void copy(const std::string& a, const std::string& b) { copies.emplace_back(a, b); }

  Across across() {
    corpus_ = {};
    std::vector<Paper> ordered = papers;
    std::sort(ordered.begin(), ordered.end(),
              [](const Paper& a, const Paper& b) { return a.id < b.id; });
    std::map<std::string, uint32_t> at;
    std::vector<uint32_t> story;
    for (const Paper& p : ordered) {
      at[p.id] = static_cast<uint32_t>(corpus_.articles.size());
      Article& a = corpus_.articles.emplace_back();
      a.id = a.uri = p.id;
      a.published_as = p.published;
      a.published = days_of(p.published);
      if (!p.outlet.empty()) a.outlet = corpus_.symbols.add(p.outlet);
      a.credits = symbols(p.credits);
      std::sort(a.credits.begin(), a.credits.end());
      const auto same = std::find_if(papers.begin(), papers.end(),
                                     [&](const Paper& q) { return q.story == p.story; });
      story.push_back(static_cast<uint32_t>(same - papers.begin()));
      for (const Told& t : p.events) event(at[p.id], t);
      for (const Lasting& t : p.relations) relation(at[p.id], t);
    }
    Across out{corpus_, {}, std::move(story)};
    for (const auto& [x, y] : copies) {
      CopiedPair& pair = out.copies.emplace_back();
      pair.a = std::min(at.at(x), at.at(y));
      pair.b = std::max(at.at(x), at.at(y));
      pair.runs = {{Span{0, 1000}, Span{0, 1000}}};
      pair.first = first_of(corpus_, pair.a, pair.b);
    }
    std::sort(out.copies.begin(), out.copies.end(), [](const CopiedPair& a, const CopiedPair& b) {
      return std::pair(a.a, a.b) < std::pair(b.a, b.b);
    });
    return out;
  }

  std::vector<Paper> papers;
  std::vector<std::pair<std::string, std::string>> copies;

 private:
  std::vector<Symbol> symbols(const std::vector<std::string>& names) {
    std::vector<Symbol> out;
    for (const std::string& n : names) out.push_back(corpus_.symbols.add(n));
    return out;
  }

  void fill(Report& r, uint32_t article, const std::string& id, const auto& t) {
    r.article = article;
    r.id = id;
    r.factuality = t.factuality;
    r.source = symbols(t.source);
    r.count = t.count;
    r.count_bound = t.bound;
    r.count_unit = t.unit;
    r.spans = {t.span};
    r.confidence = 0.9;
  }

  void event(uint32_t article, const Told& t) {
    EventReport& e = corpus_.events.emplace_back();
    fill(e, article, "e" + std::to_string(t.span.begin), t);
    e.spans.insert(e.spans.end(), t.again.begin(), t.again.end());
    e.rule = corpus_.symbols.add(t.rule);
    e.type = t.type;
    if (!t.mode.empty()) e.mode = corpus_.symbols.add(t.mode);
    e.actor = symbols(t.actor);
    e.recipient = symbols(t.recipient);
    if (!t.place.empty()) e.place = corpus_.symbols.add(t.place);
    e.date = t.date;
    e.days = days_of(t.date);
    e.date_from = t.date.empty() ? DateFrom::none : t.date_from;
  }

  void relation(uint32_t article, const Lasting& t) {
    RelationReport& r = corpus_.relations.emplace_back();
    fill(r, article, "r" + std::to_string(t.span.begin), t);
    r.rule = corpus_.symbols.add("relations/patterns.tsv:1");
    r.rel = t.rel;
    r.subject = corpus_.symbols.add(t.subject);
    r.object = corpus_.symbols.add(t.object);
    r.from = t.from;
    r.to = t.to;
    r.from_days = days_of(t.from);
    r.to_days = days_of(t.to);
  }

  Corpus corpus_;
};

}  // namespace isnad
