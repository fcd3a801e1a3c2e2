#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "record/json.h"
#include "record/json_parts.h"
#include "shuffle/values.h"
#include "story/across.h"
#include "story/happenings.h"

// Happenings and facts in steps: reports to all others of their type, and the joining. Reports of
// two types are never of one happening, nor are numbers about one type used for another.

namespace isnad {

namespace {

// What the step happenings keeps of a type.
struct TypeGroup {
  struct Copy {
    std::string a;
    std::string b;
    std::vector<std::pair<Span, Span>> runs;
  };
  std::vector<Record> records;
  std::unordered_map<std::string, std::string> story;  // of a short id
  std::vector<Copy> copies;

  bool add(const ValueReader& value);
};

bool TypeGroup::add(const ValueReader& value) {
  Result<Record> record = read_json(value.rest());
  simdjson::dom::array listed;
  if (!record || value.at("copies").get(listed)) return false;
  const std::string id(value.text("article"));
  if (record->doc.id.substr(0, kShortId) != id) return false;
  story[id] = value.text("story");
  for (const simdjson::dom::element one : listed) {
    std::string_view b;
    simdjson::dom::array runs;
    if (one.at_pointer("/0").get(b) || one.at_pointer("/1").get(runs)) return false;
    Copy copy{id, std::string(b), {}};
    for (const simdjson::dom::element run : runs) {
      uint32_t ends[4] = {0, 0, 0, 0};
      simdjson::dom::array four;
      if (run.get(four) || four.size() != 4) return false;
      for (size_t i = 0; i < 4; ++i) {
        uint64_t n = 0;
        if (four.at(i).get(n) || n > UINT32_MAX) return false;
        ends[i] = static_cast<uint32_t>(n);
      }
      copy.runs.push_back({{ends[0], ends[1]}, {ends[2], ends[3]}});
    }
    copies.push_back(std::move(copy));
  }
  records.push_back(std::move(*record));
  return true;
}

// Reads a group of records that tellings wrote.
Result<void> read_group(StepRun& run, const char* step, ValueReader& value, TypeGroup& group) {
  Kept kept(run);
  return each_value(run, step, value, [&](std::string_view line) -> Result<void> {
    if (auto k = kept.add(line.size()); !k) return k;
    if (!group.add(value)) return bad_value(run, step);
    return {};
  });
}

template <class R>
void append_reports(const Corpus& corpus, const std::vector<R>& all,
                    const std::vector<uint32_t>& reports, std::string& line) {
  line += ",\"reports\":[";
  for (size_t i = 0; i < reports.size(); ++i) {
    const R& r = all[reports[i]];
    if (i > 0) line += ',';
    append_json_strings({corpus.articles[r.article].id, r.id}, line);
  }
  line += "]}";
}

// Reports of a record by what they are, in its order.
template <class Told, class Key>
std::map<std::string, std::vector<Told>> sorted_by(const std::vector<Told>& all, Key key) {
  std::map<std::string, std::vector<Told>> out;
  for (const Told& t : all) out[std::string(key(t))].push_back(t);
  return out;
}

}  // namespace

// In: the reports of an article, its copies among those of greater ids, its story. Out: H<type> for
// happenings, K<kind> for facts.
Result<void> step_tellings(StepRun& run) {
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    std::optional<Record> record;
    std::string head = "{\"article\":\"" + std::string(run.in.key()) + "\",\"copies\":[";
    std::string story;
    bool copied = false;
    auto r = each_value(run, "tellings", value, [&](std::string_view) -> Result<void> {
      if (value.kind() == "article") {
        Result<Record> read = read_json(value.rest());
        if (!read) return bad_value(run, "tellings");
        record = std::move(*read);
        return {};
      }
      if (value.kind() == "story") {
        story = value.text("story");
        return {};
      }
      std::string_view b;
      simdjson::dom::element runs;
      if (value.kind() != "copy" || value.at("copy").at_pointer("/1").get(b) ||
          value.at("runs").get(runs) || b.size() < kShortId) {
        return bad_value(run, "tellings");
      }
      head += fmt::format("{}[\"{}\",{}]", copied ? "," : "", b.substr(0, kShortId),
                          simdjson::minify(runs));
      copied = true;
      return {};
    });
    if (!r) return r;
    if (!record) return {};  // an article without reports
    head += "],\"story\":\"" + (story.empty() ? std::string(run.in.key()) : story) + "\"}\t";
    const auto events =
        sorted_by(record->events, [](const Event& e) { return event_type_name(e.type); });
    const auto relations =
        sorted_by(record->relations, [](const Relation& e) { return relation_kind_name(e.rel); });
    const auto send = [&](char tag, const std::string& key) -> Result<void> {
      std::string line = tag + key + '\t' + head;
      write_json(*record, line);
      line.pop_back();
      return put(run, line);
    };
    record->relations.clear();
    for (const auto& [type, list] : events) {
      record->events = list;
      if (r = send('H', type); !r) return r;
    }
    record->events.clear();
    for (const auto& [kind, list] : relations) {
      record->relations = list;
      if (r = send('K', kind); !r) return r;
    }
    return {};
  });
}

// In: all reports of a type. Out: O<happening>.
Result<void> step_happenings(StepRun& run) {
  const Result<const StoryRules*> rules = run.image.rules();
  if (!rules) return tl::unexpected<Error>(rules.error());
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    TypeGroup group;
    if (auto r = read_group(run, "happenings", value, group); !r) return r;
    const Corpus corpus = corpus_of(group.records);
    Across across{corpus, {}, {}};
    std::unordered_map<std::string, uint32_t> at;
    std::unordered_map<std::string, uint32_t> stories;
    for (uint32_t i = 0; i < corpus.articles.size(); ++i) {
      const std::string id = corpus.articles[i].id.substr(0, kShortId);
      at.emplace(id, i);
      const auto number = static_cast<uint32_t>(stories.size());
      across.story.push_back(stories.try_emplace(group.story[id], number).first->second);
    }
    for (TypeGroup::Copy& c : group.copies) {
      const auto a = at.find(c.a);
      const auto b = at.find(c.b);
      if (a == at.end() || b == at.end()) continue;  // an article without reports of the type
      across.copies.push_back(
          {a->second, b->second, std::move(c.runs), first_of(corpus, a->second, b->second)});
    }
    std::sort(across.copies.begin(), across.copies.end(),
              [](const CopiedPair& x, const CopiedPair& y) {
                return std::pair(x.a, x.b) < std::pair(y.a, y.b);
              });
    for (const Happening& h : happenings_of(across, **rules)) {
      std::string line =
          fmt::format("O{}\t{{\"happening\":\"{}\",\"type\":\"{}\"", h.id, h.id, run.in.key());
      append_reports(corpus, corpus.events, h.reports, line);
      if (auto r = put(run, line); !r) return r;
    }
    return {};
  });
}

// In: all relations of a kind. Out: O<fact>.
Result<void> step_facts(StepRun& run) {
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    TypeGroup group;
    if (auto r = read_group(run, "facts", value, group); !r) return r;
    const Corpus corpus = corpus_of(group.records);
    for (const Fact& f : facts_of(corpus)) {
      std::string line = fmt::format("O{}\t{{\"fact\":\"{}\",\"kind\":\"{}\",\"subject\":", f.id,
                                     f.id, run.in.key());
      append_json_string(corpus.symbols.name(f.subject), line);
      line += ",\"object\":";
      append_json_string(corpus.symbols.name(f.object), line);
      append_reports(corpus, corpus.relations, f.reports, line);
      if (auto r = put(run, line); !r) return r;
    }
    return {};
  });
}

}  // namespace isnad
