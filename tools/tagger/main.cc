// Trains the name tagger and measures it; see tools/tagger/README.md.
//   isnad-tagger train IMAGE OUT.tsv CORPUS... [--option N ...]
//   isnad-tagger score IMAGE CORPUS...

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <unordered_map>

#include "entities/hints.h"
#include "tagger/corpus.h"
#include "tagger/crf.h"
#include "tagger/model_file.h"

namespace {

using namespace isnad;
using namespace isnad::tagger;

constexpr size_t kLastTenth = 9;
constexpr size_t kFolds = 5;
constexpr int kRepeats = 7;  // of timed runs; the fastest counts

struct Stages {
  const Lexicon& lexicon;
  const Gazetteer& gazetteer;
  const NameTagger& tagger;
};

// A document with its features as numbers.
struct Prepared {
  const Document* document = nullptr;
  View view;
  std::vector<Facts> facts;
  std::vector<TrainingSentence> sentences;  // without what the document tells of itself
  std::vector<uint32_t> firsts;             // first token of each
};

// Features by number.
class FeatureBook {
 public:
  explicit FeatureBook(std::set<std::string> without) : without_(std::move(without)) {}

  // A sink that enters a token's features into `list`; new ones only if `learn`.
  auto adder(std::vector<uint32_t>& list, bool learn) {
    return [this, &list, learn](Template t, int offset, uint64_t parts, const auto&... values) {
      add(list, t, offset, parts, learn, values...);
    };
  }

  Prepared prepare(const Document& document, View view, std::span<const FormSlot> forms,
                   bool learn) {
    Prepared out;
    out.document = &document;
    out.facts = facts_of(view.text, view.words, view.hints, forms);
    const std::vector<uint8_t> tags = view_tags(document, view);
    for (const Sentence& s : view.text.sentences) {
      if (s.first >= s.last) continue;
      TrainingSentence sentence;
      for (uint32_t i = s.first; i < s.last; ++i) {
        auto& list = sentence.features.emplace_back();
        features_of(out.facts, s.first, s.last, i, adder(list, learn));
        sentence.tags.push_back(tags[i]);
      }
      out.firsts.push_back(s.first);
      out.sentences.push_back(std::move(sentence));
    }
    out.view = std::move(view);
    return out;
  }

  // The sentences with the features of mark_seen, which has been called.
  std::vector<TrainingSentence> with_seen(const Prepared& p, bool learn) {
    std::vector<TrainingSentence> out = p.sentences;
    for (size_t s = 0; s < out.size(); ++s) {
      const uint32_t first = p.firsts[s];
      const auto last = first + static_cast<uint32_t>(out[s].tags.size());
      for (uint32_t i = first; i < last; ++i) {
        seen_features_of(p.facts, first, last, i, adder(out[s].features[i - first], learn));
      }
    }
    return out;
  }

  // Drops features seen fewer than `least` times and renumbers the others.
  void prune(std::vector<Prepared>& documents, uint32_t least) {
    std::vector<uint32_t> renumbered(counts_.size(), UINT32_MAX);
    std::vector<NamedFeature> kept;
    std::vector<uint32_t> counts;
    for (uint32_t f = 0; f < counts_.size(); ++f) {
      if (counts_[f] < least) continue;
      renumbered[f] = static_cast<uint32_t>(kept.size());
      kept.push_back(std::move(names_[f]));
      counts.push_back(counts_[f]);
    }
    names_ = std::move(kept);
    counts_ = std::move(counts);
    for (Prepared& p : documents) {
      for (TrainingSentence& s : p.sentences) {
        for (auto& list : s.features) {
          std::vector<uint32_t> fresh;
          for (const uint32_t f : list) {
            if (renumbered[f] != UINT32_MAX) fresh.push_back(renumbered[f]);
          }
          list = std::move(fresh);
        }
      }
    }
    for (auto at = numbers_.begin(); at != numbers_.end();) {
      at->second = renumbered[at->second];
      at = at->second == UINT32_MAX ? numbers_.erase(at) : std::next(at);
    }
  }

  const std::vector<NamedFeature>& names() const { return names_; }

 private:
  template <class... Values>
  void add(std::vector<uint32_t>& list, Template t, int offset, uint64_t parts, bool learn,
           const Values&... values) {
    const std::string_view base = kTemplates[static_cast<size_t>(t)].name;
    if (!without_.empty() && without_.count(std::string(base))) return;
    const uint64_t hash = feature_hash(t, offset, parts);
    auto at = numbers_.find(hash);
    if (at == numbers_.end()) {
      if (!learn) return;
      std::string value;
      const auto append = [&](const Value& p) {
        if (!value.empty()) value += ' ';
        value += p.is_text ? unfolded(p.text) : std::to_string(p.number);
      };
      (append(values), ...);
      at = numbers_.emplace(hash, static_cast<uint32_t>(names_.size())).first;
      names_.push_back({template_name(t, offset), std::move(value)});
      counts_.push_back(0);
    }
    if (learn) ++counts_[at->second];
    list.push_back(at->second);
  }

  std::set<std::string> without_;
  std::unordered_map<uint64_t, uint32_t> numbers_;
  std::vector<NamedFeature> names_;
  std::vector<uint32_t> counts_;
};

struct Options {
  TrainingOptions training;
  size_t tenths = 9;  // of each file, from its start, to train on; the next one is the test
  uint32_t least = 2;
  int fold_epochs = 5;
  int models = 5;  // of seeds in a row; their mean is written
  int per_log = 60;
  std::set<std::string> without;
  std::vector<std::string> corpora;
};

void print(const std::string& name, const Counts::One& c) {
  std::printf("%-24s P %.4f R %.4f F1 %.4f (gold %zu, found %zu)\n", name.c_str(),
              c.found == 0 ? 0 : static_cast<double>(c.right) / static_cast<double>(c.found),
              c.gold == 0 ? 0 : static_cast<double>(c.right) / static_cast<double>(c.gold), c.f1(),
              c.gold, c.found);
}

void print(const std::vector<Corpus>& corpora, const std::vector<Counts>& of_corpus) {
  Counts all;
  for (size_t c = 0; c < corpora.size(); ++c) {
    print(corpora[c].name, of_corpus[c].names());
    for (size_t k = 0; k < 3; ++k) {
      print("  " + std::string(name_kind(static_cast<NameKind>(k))), of_corpus[c].kinds[k]);
    }
    all.add(of_corpus[c]);
  }
  for (size_t k = 0; k < 4; ++k) {
    print(std::string(name_kind(static_cast<NameKind>(k))), all.kinds[k]);
  }
  print("PERS+LOC+ORG", all.names());
}

// Names of a tagged sentence.
std::vector<TaggedName> names_of(const std::vector<uint8_t>& tags, uint32_t first) {
  std::vector<TaggedName> out;
  for (uint32_t i = 0; i < tags.size(); ++i) {
    if (tags[i] % 2 == 0) continue;
    uint32_t end = i + 1;
    while (end < tags.size() && tags[end] == tags[i] + 1) ++end;
    out.push_back({first + i, first + end, static_cast<NameKind>((tags[i] - 1) / 2), 0});
  }
  return out;
}

std::string header(const std::vector<Corpus>& corpora, const Options& options, double f1) {
  std::string files;
  for (const Corpus& c : corpora) files += (files.empty() ? "" : ", ") + c.name;
  char figures[200];
  std::snprintf(figures, sizeof figures,
                "# Trained on the first %zu tenths of each file; F1 of PERS+LOC+ORG on the tenth "
                "after them: %.3f.\n",
                options.tenths, f1);
  return "# Weights of the name tagger, a linear-chain conditional random field: "
         "docs/models/names.md.\n"
         "# Columns: feature (kind and offset of the token that it looks at), value, weights (of "
         "the tags\n"
         "#   that it speaks for or against; step: how many make a natural logarithm).\n"
         "# Trained by tools/tagger on " +
         files + ":\n" +
         "#   ANERcorp (Benajiba, Rosso, Benedi Ruiz 2007; CAMeL Lab), CC BY-SA 4.0; AQMAR (Mohit "
         "et al. 2012),\n"
         "#   CC BY-SA 3.0; Wojood sample (SinaLab/ArabicNER), MIT.\n" +
         figures + "# Licence: CC BY-SA 4.0.\n";
}

// The tags that a model gives a document's tokens, sentence by sentence.
std::vector<uint8_t> tags_of(const Model& model, const Prepared& p,
                             const std::vector<TrainingSentence>& sentences) {
  std::vector<uint8_t> out(p.facts.size(), 0);
  for (size_t s = 0; s < sentences.size(); ++s) {
    const auto tags = model.decode(sentences[s].features);
    std::copy(tags.begin(), tags.end(), out.begin() + p.firsts[s]);
  }
  return out;
}

// First the tags by themselves, then with what they say of the document. The features of the second
// reading are new to the book only where `learn`.
void decide_seen(const Model& model, Prepared& p) {
  mark_seen(tags_of(model, p, p.sentences), p.facts);
}

Counts evaluate(const Model& model, FeatureBook& book, Prepared& p) {
  decide_seen(model, p);
  const std::vector<uint8_t> tags = tags_of(model, p, book.with_seen(p, false));
  std::vector<TaggedName> found;
  for (size_t s = 0; s < p.sentences.size(); ++s) {
    const auto from = tags.begin() + p.firsts[s];
    const auto size = static_cast<std::ptrdiff_t>(p.sentences[s].tags.size());
    for (const TaggedName& n : names_of({from, from + size}, p.firsts[s])) found.push_back(n);
  }
  Counts counts;
  counts.add(gold_names(*p.document), project(p.view, found));
  return counts;
}

int train(const Stages& stages, const std::string& out_path, const Options& options,
          const std::vector<Corpus>& corpora) {
  Analyser analyser(stages.lexicon);
  FeatureBook book(options.without);
  const auto forms = stages.tagger.impl().forms;
  std::vector<Prepared> documents;
  for (const Corpus& corpus : corpora) {
    for (size_t t = 0; t < options.tenths; ++t) {
      for (const Document& d : corpus.tenths[t]) {
        documents.push_back(book.prepare(d, view_of(d, analyser, stages.gazetteer), forms, true));
      }
    }
  }
  book.prune(documents, options.least);
  // What a document tells of itself must come from a model that has not read it.
  TrainingOptions quick = options.training;
  quick.epochs = options.fold_epochs;
  std::vector<TrainingSentence> seen;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const TrainingSentence*> others;
    for (size_t d = 0; d < documents.size(); ++d) {
      if (d % kFolds == fold) continue;
      for (const TrainingSentence& s : documents[d].sentences) others.push_back(&s);
    }
    Crf crf(book.names().size(), quick);
    for (int e = 0; e < quick.epochs; ++e) crf.epoch(others);
    const Model model = crf.model();
    for (size_t d = fold; d < documents.size(); d += kFolds) decide_seen(model, documents[d]);
  }
  std::vector<const TrainingSentence*> sentences;
  for (const Prepared& p : documents) {
    for (TrainingSentence& s : book.with_seen(p, true)) seen.push_back(std::move(s));
    for (const TrainingSentence& s : p.sentences) sentences.push_back(&s);
  }
  for (const TrainingSentence& s : seen) sentences.push_back(&s);
  std::printf("%zu sentences, %zu features\n", sentences.size() / 2, book.names().size());
  std::vector<std::pair<size_t, Prepared>> tests;
  for (size_t c = 0; c < corpora.size() && options.tenths <= kLastTenth; ++c) {
    for (const Document& d : corpora[c].tenths[options.tenths]) {
      tests.emplace_back(c, book.prepare(d, view_of(d, analyser, stages.gazetteer), forms, false));
    }
  }
  std::vector<Model> models;
  double f1 = 0;
  for (int m = 0; m < options.models; ++m) {
    TrainingOptions training = options.training;
    training.seed += static_cast<uint32_t>(m);
    Crf crf(book.names().size(), training);
    double loss = 0;
    for (int e = 0; e < training.epochs; ++e) loss = crf.epoch(sentences);
    models.push_back(crf.model());
    std::printf("model %d: loss %.4f\n", m + 1, loss);
    const Model model = mean(models);
    std::vector<Counts> counts(corpora.size());
    Counts all;
    for (auto& [c, p] : tests) counts[c].add(evaluate(model, book, p));
    for (const Counts& c : counts) all.add(c);
    if (m + 1 == options.models) {
      print(corpora, counts);
    } else {
      print("PERS+LOC+ORG", all.names());
    }
    std::fflush(stdout);
    f1 = all.names().f1();
  }
  const std::string text =
      model_text(mean(models), book.names(), header(corpora, options, f1), options.per_log);
  std::ofstream out(out_path, std::ios::binary | std::ios::trunc);
  out << text;
  if (!out.flush()) {
    std::fprintf(stderr, "isnad-tagger: %s: cannot write\n", out_path.c_str());
    return 1;
  }
  std::printf("%s: %zu bytes, %td lines\n", out_path.c_str(), text.size(),
              std::count(text.begin(), text.end(), '\n'));
  return 0;
}

int score(const Stages& stages, const std::vector<Corpus>& corpora) {
  Analyser analyser(stages.lexicon);
  std::vector<Counts> counts(corpora.size());
  std::vector<View> views;
  size_t tokens = 0;
  for (size_t c = 0; c < corpora.size(); ++c) {
    for (const Document& d : corpora[c].tenths[kLastTenth]) {
      View view = view_of(d, analyser, stages.gazetteer);
      counts[c].add(gold_names(d),
                    project(view, stages.tagger.tag(view.text, view.words, view.hints)));
      tokens += view.text.tokens.size();
      views.push_back(std::move(view));
    }
  }
  print(corpora, counts);
  const auto rate = [&](auto work) {
    double best = 1e9;
    for (int r = 0; r < kRepeats; ++r) {
      const std::clock_t start = std::clock();  // of the processor: others may be at work
      for (const View& v : views) work(v);
      best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return static_cast<double>(tokens) / best;
  };
  size_t found = 0;
  const double tagging =
      rate([&](const View& v) { found += stages.tagger.tag(v.text, v.words, v.hints).size(); });
  const double lists = rate([&](const View& v) {
    found += name_hints(stages.gazetteer, stages.gazetteer.find(v.text, v.words)).size();
  });
  std::printf("%zu tokens, %zu names and hints; looking the hints up: %.0f tokens/s\n", tokens,
              found / kRepeats, lists);
  Counts all;
  for (const Counts& c : counts) all.add(c);
  std::printf("figure names.f1 %.4f asked 0.74\n", all.names().f1());
  std::printf("figure names.tokens_per_s %.0f asked 500000\n", tagging);
  return 0;
}

int usage() {
  std::fputs(
      "usage: isnad-tagger train IMAGE OUT.tsv CORPUS... [--tenths N] [--epochs N] [--rate X]\n"
      "         [--l1 X] [--dropout X] [--missed X] [--least N] [--seed N] [--models N] [--without "
      "TEMPLATE]\n"
      "       isnad-tagger score IMAGE CORPUS...\n",
      stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() < 3) return usage();
  const bool training = args[0] == "train";
  if (!training && args[0] != "score") return usage();
  Options options;
  for (size_t i = training ? 3 : 2; i < args.size(); ++i) {
    if (args[i].rfind("--", 0) != 0) {
      options.corpora.push_back(args[i]);
      continue;
    }
    if (i + 1 == args.size()) return usage();
    const std::string& value = args[++i];
    const double x = std::atof(value.c_str());
    if (args[i - 1] == "--tenths") {
      options.tenths = static_cast<size_t>(x);
    } else if (args[i - 1] == "--epochs") {
      options.training.epochs = static_cast<int>(x);
    } else if (args[i - 1] == "--rate") {
      options.training.rate = x;
    } else if (args[i - 1] == "--l1") {
      options.training.l1 = x;
    } else if (args[i - 1] == "--dropout") {
      options.training.dropout = x;
    } else if (args[i - 1] == "--missed") {
      options.training.missed = x;
    } else if (args[i - 1] == "--least") {
      options.least = static_cast<uint32_t>(x);
    } else if (args[i - 1] == "--models") {
      options.models = static_cast<int>(x);
    } else if (args[i - 1] == "--seed") {
      options.training.seed = static_cast<uint32_t>(x);
    } else if (args[i - 1] == "--without") {
      options.without.insert(value);
    } else {
      return usage();
    }
  }
  const auto complain = [](const Error& e) {
    std::fprintf(stderr, "isnad-tagger: %s\n", e.message.c_str());
    return 1;
  };
  auto image = Image::open(args[1]);
  if (!image) return complain(image.error());
  auto lexicon = Lexicon::open(*image);
  if (!lexicon) return complain(lexicon.error());
  auto gazetteer = Gazetteer::open(*image);
  if (!gazetteer) return complain(gazetteer.error());
  auto tagger = NameTagger::open(*image);
  if (!tagger) return complain(tagger.error());
  std::vector<Corpus> corpora;
  for (const std::string& path : options.corpora) {
    auto corpus = read_corpus(path);
    if (!corpus) return complain(corpus.error());
    corpora.push_back(std::move(*corpus));
  }
  if (corpora.empty() || options.models < 1 || options.tenths < 1 || options.tenths > 10)
    return usage();
  const Stages stages{*lexicon, *gazetteer, *tagger};
  return training ? train(stages, args[2], options, corpora) : score(stages, corpora);
}
