// Happenings and contradictions of many documents, for people to read.
//
// usage: happening_list IMAGE INPUT...
//
// For each happening of two articles or more: a line "== ID TYPE mode", then a line a report: uri,
// day of publication, story, whether words are copied from another report (c), factuality, actor >
// recipient, place, date, count, frame, sentence with the trigger in brackets. Then contradictions:
// a line "!! ID kind", and for each side its value and reports in the same way. Times go to
// standard error.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <numeric>
#include <optional>

#include "base/utf8.h"
#include "engine/engine.h"
#include "story/conflicts.h"
#include "story/happenings.h"
#include "story/origins.h"
#include "story/overlap.h"
#include "story/stories.h"

namespace {

using namespace isnad;

int fail_with(const Error& e) {
  std::fprintf(stderr, "happening_list: %s\n", e.message.c_str());
  return 1;
}

class Clock {
 public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(now - std::exchange(last_, now)).count();
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

struct Read {
  std::u32string text;
  std::vector<Span> sentences;
  Fingerprint print;
};

// The pairs of which one was copied from the other, as the store finds them.
std::vector<CopiedPair> copies_of(const Corpus& corpus, const std::vector<const Read*>& read,
                                  const WordHasher& hasher) {
  std::vector<std::vector<uint32_t>> hashes;
  std::map<std::string, uint32_t> numbers;
  std::vector<uint32_t> days;
  for (size_t i = 0; i < read.size(); ++i) {
    hashes.push_back(hashes_of(read[i]->print.prints));
    const auto next = static_cast<uint32_t>(numbers.size());
    days.push_back(numbers.emplace(corpus.articles[i].published_as, next).first->second);
  }
  const auto formulas = formulas_of(hashes, days);
  std::vector<CopiedPair> out;
  for (const auto& [a, b] : likely_copies(hashes)) {
    const ShingledText x(hasher.read(read[a]->text));
    const ShingledText y(hasher.read(read[b]->text));
    const Overlap shared = Comparer(x).with(y);
    const uint32_t told = told_words(shared, read[a]->print.prints, formulas);
    if (!is_copy(shared.words, told, x.words.size(), y.words.size())) continue;
    CopiedPair& pair = out.emplace_back();
    pair.a = a;
    pair.b = b;
    pair.first = first_of(corpus, a, b);
    for (const SharedRun& r : shared.runs) {
      const auto span = [&](const HashedWords& w, uint32_t at) {
        return Span{w.spans[at].begin, w.spans[at + r.words - 1].end};
      };
      pair.runs.emplace_back(span(x.words, r.a), span(y.words, r.b));
    }
  }
  return out;
}

class Printer {
 public:
  Printer(const Across& across, const std::vector<const Read*>& read)
      : across_(across), corpus_(across.corpus), read_(read), shared_(across) {}

  void event(uint32_t i, const std::vector<uint32_t>& all) {
    const EventReport& e = corpus_.events[i];
    const bool copied = std::any_of(all.begin(), all.end(), [&](uint32_t j) {
      return j != i && shared_.tell_both(e, corpus_.events[j]);
    });
    head(e, copied);
    fmt::print("{} > {} | {} | {}{} | {}{} {} | {}", names(e.actor), names(e.recipient),
               name(e.place), e.date, e.date_from == DateFrom::inherited ? "?" : "", e.count_bound,
               e.count ? std::to_string(*e.count) : "", e.count_unit, name(e.rule));
    tail(e);
  }

  void relation(uint32_t i) {
    const RelationReport& r = corpus_.relations[i];
    head(r, false);
    fmt::print("{} {} {} | {} - {} | {}{} {} | {}", name(r.subject), relation_kind_name(r.rel),
               name(r.object), r.from, r.to, r.count_bound, r.count ? std::to_string(*r.count) : "",
               r.count_unit, name(r.rule));
    tail(r);
  }

  std::string name(Symbol s) const { return s == kNoSymbol ? "-" : corpus_.symbols.name(s); }

 private:
  std::string names(const std::vector<Symbol>& list) const {
    std::string out;
    for (const Symbol s : list) out += (out.empty() ? "" : ";") + name(s);
    return out;
  }
  void head(const Report& r, bool copied) const {
    const Article& a = corpus_.articles[r.article];
    fmt::print("  {} {} s{} {}{} [{}] ", a.uri, a.published_as, across_.story[r.article],
               copied ? "c " : "", factuality_name(r.factuality), names(r.source));
  }
  void tail(const Report& r) const {
    const Read& read = *read_[r.article];
    if (r.spans.empty()) {
      fmt::print("\n");
      return;
    }
    const Span at = r.spans.front();
    Span s{at.begin > 150 ? at.begin - 150 : 0, at.end + 150};
    for (const Span& sentence : read.sentences) {
      if (sentence.contains(at)) s = sentence;
    }
    s.begin = std::max(s.begin, at.begin > 200 ? at.begin - 200 : 0);
    s.end = std::min({s.end, at.end + 200, static_cast<uint32_t>(read.text.size())});
    const auto part = [&](uint32_t from, uint32_t to) {
      return encode_utf8(std::u32string_view(read.text).substr(from, to - from));
    };
    std::string words =
        part(s.begin, at.begin) + "[" + part(at.begin, at.end) + "]" + part(at.end, s.end);
    std::replace(words.begin(), words.end(), '\n', ' ');
    fmt::print("\n      {}\n", words);
  }

  const Across& across_;
  const Corpus& corpus_;
  const std::vector<const Read*>& read_;
  SharedWords shared_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: happening_list IMAGE INPUT...\n", stderr);
    return 2;
  }
  const auto image = Image::open(argv[1]);
  if (!image) return fail_with(image.error());
  const auto engine = Engine::open(argv[1]);
  if (!engine) return fail_with(engine.error());
  const auto hasher = WordHasher::open(*image);
  if (!hasher) return fail_with(hasher.error());
  const auto rules = StoryRules::open(*image);
  if (!rules) return fail_with(rules.error());
  auto input = Ingest::open({argv + 2, argv + argc}, {});
  if (!input) return fail_with(input.error());
  Clock clock;
  std::vector<Record> records;
  std::map<std::string, Read> by_id;
  while (auto item = input->next()) {
    if (!item->document) continue;
    Fingerprint print;
    Record record = engine->extract(*item->document, &print);
    by_id.try_emplace(record.doc.id,
                      Read{item->document->text, record.sentences, std::move(print)});
    records.push_back(std::move(record));
  }
  Corpus corpus = corpus_of(records);
  std::vector<const Read*> read;
  std::vector<std::vector<Term>> terms;
  for (Article& a : corpus.articles) {
    read.push_back(&by_id.at(a.id));
    terms.push_back(read.back()->print.terms);
    a.words = read.back()->print.words;
    for (const std::string& c : read.back()->print.credits)
      a.credits.push_back(corpus.symbols.add(c));
    std::sort(a.credits.begin(), a.credits.end());
  }
  const double reading = clock.lap();
  Across across{corpus, copies_of(corpus, read, *hasher), {}};
  across.story.resize(corpus.articles.size());
  const auto stories = stories_of(corpus.articles, terms);
  for (uint32_t s = 0; s < stories.size(); ++s) {
    for (const uint32_t a : stories[s].articles) across.story[a] = s;
  }
  const double comparing = clock.lap();
  const auto happenings = happenings_of(across, *rules);
  const double joining = clock.lap();
  const auto facts = facts_of(corpus);
  const auto conflicts = conflicts_of(across, happenings, facts, *rules);
  const double contradicting = clock.lap();
  Printer printer(across, read);
  size_t many = 0;
  for (const Happening& h : happenings) {
    std::vector<uint32_t> articles;
    for (const uint32_t i : h.reports) articles.push_back(corpus.events[i].article);
    if (articles.size() < 2 || articles.front() == articles.back()) continue;
    ++many;
    const EventReport& e = corpus.events[h.reports.front()];
    fmt::print("== {} {} {}\n", h.id, event_type_name(e.type), printer.name(e.mode));
    for (const uint32_t i : h.reports) printer.event(i, h.reports);
  }
  for (const Conflict& c : conflicts) {
    fmt::print("!! {} {} {}\n", c.id, conflict_kind_name(c.kind), c.about);
    for (const ConflictSide& side : c.sides) {
      fmt::print(" - {} ({} reports, {} origins)\n", side.value, side.reports.size(), side.origins);
      for (const uint32_t i : side.reports) {
        c.relations ? printer.relation(i) : printer.event(i, {});
      }
    }
  }
  std::fprintf(
      stderr,
      "%zu articles, %zu events: read %.2f s, compared %.2f s, joined %.3f s, contradictions "
      "%.3f s; %zu happenings, %zu of several articles, %zu contradictions\n",
      corpus.articles.size(), corpus.events.size(), reading, comparing, joining, contradicting,
      happenings.size(), many, conflicts.size());
  return 0;
}
