#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <fstream>
#include <map>
#include <set>
#include <unordered_map>

#include "record/json_parts.h"
#include "shuffle/values.h"
#include "story/stories.h"

// The finder of stories in steps: how common each term is, articles to the days near them, the
// likest neighbours of each, and the stories that they make.

namespace isnad {

namespace {

constexpr std::string_view kAll = "all";    // the key of what there is one of
constexpr std::string_view kWide = "wide";  // of articles whose date is no day

std::string packed_vector(const TermVector& vector) {
  std::vector<uint32_t> numbers;
  for (const WeightedTerm& w : vector) {
    numbers.push_back(w.term);
    numbers.push_back(std::bit_cast<uint32_t>(w.weight));
  }
  return to_base64(bytes_of_numbers(numbers));
}

std::optional<TermVector> vector_from(const std::optional<std::string>& bytes) {
  if (!bytes || bytes->size() % 8 != 0) return std::nullopt;
  const std::vector<uint32_t> numbers = numbers_from(*bytes);
  TermVector out;
  for (size_t i = 0; i + 1 < numbers.size(); i += 2) {
    out.push_back({numbers[i], std::bit_cast<float>(numbers[i + 1])});
  }
  return out;
}

std::optional<Day> one_day_of(const std::optional<Days>& days) {
  if (!days || days->first != days->last) return std::nullopt;
  return days->first;
}

std::string day_key(Day day) { return fmt::format("{:07}", int64_t{day} - kFirstDay); }

// Counts of terms of many articles, and the days on which articles were published.
struct TermCounts {
  std::map<uint32_t, uint32_t> terms;
  uint64_t articles = 0;
  std::set<Day> days;

  Result<void> add(const StepRun& run, const ValueReader& value, std::string_view step) {
    if (value.kind() == "terms") {
      const auto bytes = value.bytes("terms");
      if (!bytes || bytes->size() % 8 != 0) return bad_value(run, step);
      const std::vector<uint32_t> numbers = numbers_from(*bytes);
      for (size_t i = 0; i + 1 < numbers.size(); i += 2) terms[numbers[i]] += numbers[i + 1];
      return {};
    }
    simdjson::dom::array listed;
    if (value.kind() != "articles" || value.at("days").get(listed)) return bad_value(run, step);
    articles += value.number("articles");
    for (const simdjson::dom::element e : listed) {
      int64_t day = 0;
      if (e.get(day)) return bad_value(run, step);
      days.insert(static_cast<Day>(day));
    }
    return {};
  }

  static std::string terms_value(const std::vector<uint32_t>& numbers) {
    return "{\"terms\":\"" + to_base64(bytes_of_numbers(numbers)) + "\"}";
  }
  std::string articles_value() const {
    return fmt::format("{{\"articles\":{},\"days\":[{}]}}", articles, fmt::join(days, ","));
  }
};

// The file that the step terms made.
Result<TermFrequencies> frequencies_in(const std::string& path, std::set<Day>& days) {
  std::ifstream file(path);
  if (!file) {
    return fail(ErrorCode::not_found,
                path + ": no such file; --terms names the lines that the step terms wrote");
  }
  TermFrequencies out;
  ValueReader value;
  size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const size_t tab = line.find('\t');
    TermCounts counts;
    const auto bad = [&] {
      return fail(ErrorCode::bad_format,
                  fmt::format("{}:{}: no line of the step terms", path, number));
    };
    if (tab == std::string::npos || !value.parse(std::string_view(line).substr(tab + 1))) {
      return bad();
    }
    simdjson::dom::array listed;
    if (value.kind() == "articles" && !value.at("days").get(listed)) {
      out.articles = value.number("articles");
      for (const simdjson::dom::element e : listed) {
        int64_t day = 0;
        if (e.get(day)) return bad();
        days.insert(static_cast<Day>(day));
      }
      continue;
    }
    const auto bytes = value.bytes("terms");
    if (value.kind() != "terms" || !bytes) return bad();
    const std::vector<uint32_t> numbers = numbers_from(*bytes);
    for (size_t i = 0; i + 1 < numbers.size(); i += 2) {
      out.articles_of[numbers[i]] = numbers[i + 1];
    }
  }
  if (out.articles == 0) return fail(ErrorCode::bad_format, path + ": says of no article");
  return out;
}

// Articles of one group with their vectors, in the order of their ids.
struct VectorGroup {
  std::vector<Article> articles;
  std::vector<TermVector> vectors;
  std::vector<bool> own;

  Result<void> add(const StepRun& run, const ValueReader& value, std::string_view step) {
    auto vector = vector_from(value.bytes("vector"));
    Article a;
    a.id = value.text("article");
    a.published = days_of(value.text("published"));
    if (!vector || a.id.size() < kShortId || (!articles.empty() && a.id <= articles.back().id)) {
      return bad_value(run, step);
    }
    articles.push_back(std::move(a));
    vectors.push_back(std::move(*vector));
    own.push_back(value.number("own") != 0);
    return {};
  }
};

}  // namespace

// In: articles. Out: T<bucket> and Tall for terms, of all lines that this run read together.
Result<void> step_spread_terms(StepRun& run) {
  ValueReader value;
  TermCounts counts;
  auto r = each_group(run, [&] {
    return each_value(run, "spread-terms", value, [&](std::string_view) -> Result<void> {
      const auto article = article_of(value);
      if (!article) return bad_value(run, "spread-terms");
      ++counts.articles;
      for (const Term& t : terms_from(article->terms)) ++counts.terms[t.hash];
      if (const auto day = one_day_of(days_of(article->published))) counts.days.insert(*day);
      return {};
    });
  });
  if (!r) return r;
  const auto buckets = static_cast<uint32_t>(std::max<size_t>(1, run.options.buckets));
  std::map<uint32_t, std::vector<uint32_t>> dealt;
  for (const auto& [term, n] : counts.terms) {
    std::vector<uint32_t>& list = dealt[term % buckets];
    list.push_back(term);
    list.push_back(n);
  }
  for (const auto& [bucket, numbers] : dealt) {
    r = put(run, fmt::format("T{:05}\t", bucket) + TermCounts::terms_value(numbers));
    if (!r) return r;
  }
  return put(run, fmt::format("T{}\t", kAll) + counts.articles_value());
}

// In: counts of a bucket. Out: V<bucket> and Vall, for the file that spread-days reads; terms of
// one article alone are left out.
Result<void> step_terms(StepRun& run) {
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    TermCounts counts;
    auto r = each_value(run, "terms", value,
                        [&](std::string_view) { return counts.add(run, value, "terms"); });
    if (!r) return r;
    const std::string key = "V" + std::string(run.in.key()) + '\t';
    if (run.in.key() == kAll) return put(run, key + counts.articles_value());
    std::vector<uint32_t> numbers;
    for (const auto& [term, n] : counts.terms) {
      if (n < 2) continue;
      numbers.push_back(term);
      numbers.push_back(n);
    }
    return put(run, key + TermCounts::terms_value(numbers));
  });
}

// In: articles. Out: D<day> for neighbours, to its own day and to those after it on which it is
// still near; Sall for stories. An article whose date is no day goes to all days that it is near,
// and meets its like under Dwide.
Result<void> step_spread_days(StepRun& run) {
  std::set<Day> days;
  const Result<TermFrequencies> frequencies = frequencies_in(run.options.terms, days);
  if (!frequencies) return tl::unexpected<Error>(frequencies.error());
  ValueReader value;
  return each_group(run, [&] {
    return each_value(run, "spread-days", value, [&](std::string_view) -> Result<void> {
      const auto article = article_of(value);
      if (!article) return bad_value(run, "spread-days");
      const std::optional<Days> published = days_of(article->published);
      std::string rest = ",\"published\":";
      append_json_string(article->published, rest);
      rest += ",\"vector\":\"" +
              packed_vector(term_vector(terms_from(article->terms), *frequencies)) + "\"}";
      const auto send = [&](const std::string& key, bool own) {
        return put(run, fmt::format("D{}\t{{\"article\":\"{}\",\"own\":{}{}", key,
                                    article->short_id(), own ? 1 : 0, rest));
      };
      const std::optional<Day> day = one_day_of(published);
      Result<void> r = send(day ? day_key(*day) : std::string(kWide), true);
      const Day first = day ? *day + 1 : published ? published->first - kStoryReach : kFirstDay;
      const Day last = day         ? *day + kStoryReach
                       : published ? published->last + kStoryReach
                                   : kLastDay;
      for (auto d = days.lower_bound(first); r && d != days.end() && *d <= last; ++d) {
        r = send(day_key(*d), false);
      }
      if (!r) return r;
      return put(run, fmt::format("S{}\t{{\"article\":\"{}\"{}", kAll, article->id, rest));
    });
  });
}

// In: articles of one day and those near it. Out: L<id> for likest, each pair to both of its
// articles.
Result<void> step_neighbours(StepRun& run) {
  std::set<Day> days;
  const Result<TermFrequencies> frequencies = frequencies_in(run.options.terms, days);
  if (!frequencies) return tl::unexpected<Error>(frequencies.error());
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    Kept kept(run);
    VectorGroup group;
    auto r = each_value(run, "neighbours", value, [&](std::string_view line) -> Result<void> {
      if (auto k = kept.add(line.size()); !k) return k;
      return group.add(run, value, "neighbours");
    });
    if (!r) return r;
    for (const AlikePair& p : neighbours(group.articles, group.vectors, *frequencies, group.own)) {
      const std::string& a = group.articles[p.a].id;
      const std::string& b = group.articles[p.b].id;
      for (const std::string& to : {a, b}) {
        r = put(run,
                fmt::format("L{}\t{{\"pair\":[\"{}\",\"{}\"],\"alike\":{}}}", to, a, b, p.alike));
        if (!r) return r;
      }
    }
    return {};
  });
}

// In: pairs of one article. Out: Sall for stories: its likest; a pair that is one of the likest of
// both comes twice.
Result<void> step_likest(StepRun& run) {
  struct Found {
    double alike;
    std::string line;  // begins with the ids, which so decide between equals
  };
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    std::vector<Found> best;
    const auto trim = [&] {
      std::sort(best.begin(), best.end(), [](const Found& x, const Found& y) {
        return x.alike != y.alike ? x.alike > y.alike : x.line < y.line;
      });
      if (best.size() > kMostNeighbours) best.resize(kMostNeighbours);
    };
    auto r = each_value(run, "likest", value, [&](std::string_view line) -> Result<void> {
      double alike = 0;
      if (value.kind() != "pair" || value.at("alike").get(alike)) return bad_value(run, "likest");
      best.push_back({alike, std::string(line)});
      if (best.size() > 2 * kMostNeighbours) trim();
      return {};
    });
    if (!r) return r;
    trim();
    for (const Found& f : best) {
      if (r = put(run, fmt::format("S{}\t{}", kAll, f.line)); !r) return r;
    }
    return {};
  });
}

// In: all articles and pairs. Out: O<story>, and I<id> for tellings: the story of each article.
Result<void> step_stories(StepRun& run) {
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    Kept kept(run);
    VectorGroup group;
    std::vector<AlikePair> pairs;
    std::unordered_map<std::string, uint32_t> at;
    std::string last;
    auto r = each_value(run, "stories", value, [&](std::string_view line) -> Result<void> {
      if (value.kind() == "article") {
        if (auto k = kept.add(line.size()); !k) return k;
        if (auto a = group.add(run, value, "stories"); !a) return a;
        at.emplace(group.articles.back().id.substr(0, kShortId), group.articles.size() - 1);
        return {};
      }
      if (line == last) return {};
      last = line;
      if (auto k = kept.add(sizeof(AlikePair)); !k) return k;
      simdjson::dom::array two;
      double alike = 0;
      if (value.at("pair").get(two) || two.size() != 2 || value.at("alike").get(alike)) {
        return bad_value(run, "stories");
      }
      uint32_t ends[2] = {0, 0};
      for (size_t i = 0; i < 2; ++i) {
        std::string_view id;
        if (two.at(i).get(id)) return bad_value(run, "stories");
        const auto found = at.find(std::string(id));
        if (found == at.end()) return bad_value(run, "stories");
        ends[i] = found->second;
      }
      pairs.push_back({alike, ends[0], ends[1]});
      return {};
    });
    if (!r) return r;
    std::sort(pairs.begin(), pairs.end(), likelier);
    for (const Story& s : stories_from(group.articles, group.vectors, pairs)) {
      const std::string name = "st-" + group.articles[s.articles.front()].id.substr(0, kShortId);
      std::string line = "O" + name + "\t{\"story\":\"" + name + "\",\"articles\":[";
      for (size_t i = 0; i < s.articles.size(); ++i) {
        if (i > 0) line += ',';
        append_json_string(group.articles[s.articles[i]].id, line);
      }
      line += "],\"central\":";
      append_json_string(group.articles[s.central].id, line);
      if (r = put(run, line + '}'); !r) return r;
      for (const uint32_t a : s.articles) {
        r = put(run, fmt::format("I{}\t{{\"story\":\"{}\"}}",
                                 group.articles[a].id.substr(0, kShortId), name));
        if (!r) return r;
      }
    }
    return {};
  });
}

}  // namespace isnad
