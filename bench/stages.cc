// One benchmark a stage, each over all documents of its input, with the stages before it done
// beforehand. Words are maximal runs of non-space. The yardstick is UTF-8 validation of the same
// bytes: `tools/bench/run.py` prints each stage's ratio to it, which carries over between machines.
//
// usage: bench_stages [--benchmark_...] INPUT...   (as `isnad extract`; documents in Arabic only)

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/sha256.h"
#include "claims/claims.h"
#include "engine/assemble.h"
#include "engine/engine.h"
#include "entities/entities.h"
#include "events/events.h"
#include "ingest/ingest.h"
#include "morph/morph.h"
#include "numbers/numbers.h"
#include "record/json.h"
#include "relations/relations.h"
#include "syntax/actors.h"
#include "syntax/syntax.h"
#include "text/fold.h"
#include "text/language.h"
#include "text/parts.h"
#include "text/text.h"
#include "text/tokens.h"
#include "time/time.h"

namespace isnad {

namespace {

// The value of each stage for one document. Later members refer to earlier ones.
struct Stages {
  RawDocument document;
  TextView text;
  std::vector<Word> words;
  std::vector<NumberMention> numbers;
  Anchor anchor;
  std::vector<TimeExpression> times;
  std::vector<Quantity> quantities;
  EntityIndex entities;
  Syntax syntax;
  std::vector<Actors::Speech> speech;
  std::vector<Event> events;
  Record record;
};

template <class T>
T opened(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "bench_stages: %s\n", result.error().message.c_str());
  std::exit(1);
}

struct Bench {
  Image image = opened(Image::open(ISNAD_IMAGE_FILE));
  Lexicon lexicon = opened(Lexicon::open(image));
  PartReader parts = opened(PartReader::open(image));
  NumberReader numbers = opened(NumberReader::open(image));
  TimeReader times = opened(TimeReader::open(image));
  EntityReader entities = opened(EntityReader::open(image));
  SyntaxReader syntax = opened(SyntaxReader::open(image));
  EventReader events = opened(EventReader::open(image));
  ClaimReader claims = opened(ClaimReader::open(image));
  RelationReader relations = opened(RelationReader::open(image));
  Engine engine = opened(Engine::open(ISNAD_IMAGE_FILE));
  Analyser analyser{lexicon};
  std::vector<Stages> documents;
  size_t words = 0;
  size_t bytes = 0;

  Actors actors(const Stages& d) const {
    return Actors(d.text, d.words, d.entities, d.syntax, entities.gazetteer(), image);
  }

  // As events and relations get it: "we" is whoever speaks.
  Actors speaking(const Stages& d) const {
    Actors out = actors(d);
    out.set_speech(d.speech);
    return out;
  }

  // Runs every stage once, in the order of the pipeline.
  void prepare(Stages& d) {
    d.text = read_text(d.document.text);
    parts.mark(d.text);
    d.words = analyse_words(d.text, analyser);
    d.numbers = numbers.numbers(d.text, d.words);
    d.anchor = Anchor{d.document.published};
    d.times = times.times(d.text, d.words, d.numbers, d.anchor);
    d.quantities = numbers.quantities(d.text, d.words, d.numbers, d.times);
    d.entities = entities.entities(d.text, d.words);
    d.syntax = syntax.syntax(d.text, d.words, d.entities, d.times, d.numbers);
    d.speech = speech_of(claims.claims(d.text, d.words, d.entities, d.syntax, actors(d)),
                         d.entities, entities.gazetteer());
    d.events = events.events(
        {d.text, d.words, d.entities, d.syntax, speaking(d), d.times, d.quantities}, nullptr);
    d.record = engine.extract(d.document);
    bytes += d.document.text_utf8.size();
    bool inside = false;
    for (const char c : d.document.text_utf8) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      words += !space && !inside;
      inside = !space;
    }
  }

  void load(const std::vector<std::string>& inputs) {
    auto ingest = opened(Ingest::open(inputs, {}));
    while (auto item = ingest.next()) {
      if (!item->document || detect_language(item->document->text, image) != "ar") continue;
      documents.emplace_back().document = std::move(*item->document);
    }
    for (Stages& d : documents) prepare(d);
  }

  void add(const char* name, std::function<void(Stages&)> stage) {
    benchmark::RegisterBenchmark(name, [this, stage = std::move(stage)](benchmark::State& state) {
      for (auto step : state) {
        (void)step;
        for (Stages& d : documents) stage(d);
      }
      state.counters["words/s"] = benchmark::Counter(static_cast<double>(words),
                                                     benchmark::Counter::kIsIterationInvariantRate);
      state.SetBytesProcessed(static_cast<int64_t>(bytes) * state.iterations());
    })->Unit(benchmark::kMillisecond);
  }

  void add_all() {
    using benchmark::DoNotOptimize;
    add("utf8", [](Stages& d) {
      const std::string& s = d.document.text_utf8;
      DoNotOptimize(simdjson::validate_utf8(s.data(), s.size()));
    });
    add("fold", [](Stages& d) { DoNotOptimize(fold(d.document.text)); });
    add("tokens", [](Stages& d) { DoNotOptimize(tokenise(d.text.folded)); });
    add("language", [this](Stages& d) { DoNotOptimize(detect_language(d.document.text, image)); });
    add("text", [this](Stages& d) {
      TextView text = read_text(d.document.text);
      parts.mark(text);
      DoNotOptimize(text);
    });
    add("morph", [this](Stages& d) { DoNotOptimize(analyse_words(d.text, analyser)); });
    add("morph_cold", [this](Stages& d) {
      Analyser fresh(lexicon);
      DoNotOptimize(analyse_words(d.text, fresh));
    });
    add("numbers", [this](Stages& d) { DoNotOptimize(numbers.numbers(d.text, d.words)); });
    add("quantities", [this](Stages& d) {
      DoNotOptimize(numbers.quantities(d.text, d.words, d.numbers, d.times));
    });
    add("published",
        [this](Stages& d) { DoNotOptimize(times.published(d.text, d.words, d.numbers)); });
    add("sha256", [](Stages& d) { DoNotOptimize(sha256_hex(d.document.text_utf8)); });
    add("times",
        [this](Stages& d) { DoNotOptimize(times.times(d.text, d.words, d.numbers, d.anchor)); });
    add("entities", [this](Stages& d) { DoNotOptimize(entities.entities(d.text, d.words)); });
    add("syntax", [this](Stages& d) {
      DoNotOptimize(syntax.syntax(d.text, d.words, d.entities, d.times, d.numbers));
    });
    add("events", [this](Stages& d) {
      DoNotOptimize(events.events(
          {d.text, d.words, d.entities, d.syntax, speaking(d), d.times, d.quantities}, nullptr));
    });
    add("claims", [this](Stages& d) {
      DoNotOptimize(claims.claims(d.text, d.words, d.entities, d.syntax, actors(d)));
    });
    add("relations", [this](Stages& d) {
      DoNotOptimize(relations.relations(d.text, d.words, d.entities, d.syntax, speaking(d), d.times,
                                        d.quantities, d.events));
    });
    add("extract", [this](Stages& d) { DoNotOptimize(engine.extract(d.document)); });
    add("write_json", [](Stages& d) {
      std::string line;
      write_json(d.record, line);
      DoNotOptimize(line);
    });
  }
};

}  // namespace

}  // namespace isnad

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);  // takes its own options out of argv
  isnad::Bench bench;
  bench.load({argv + 1, argv + argc});
  if (bench.documents.empty()) {
    std::fprintf(stderr, "usage: bench_stages [--benchmark_...] INPUT...  (no Arabic document)\n");
    return 2;
  }
  benchmark::AddCustomContext("documents", std::to_string(bench.documents.size()));
  benchmark::AddCustomContext("words", std::to_string(bench.words));
  benchmark::AddCustomContext("bytes", std::to_string(bench.bytes));
  bench.add_all();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
