// The commonest verbs and masdars beside political participants that no frame knows.
//
// usage: unframed IMAGE DATA_DIR NOT_ACTS.tsv [TOP] < ARTICLES.jsonl
//
// Counts finite verbs whose subject, and masdars whose genitive, is a state, an organisation, an
// armed group, an unnamed group of these, or somebody who holds an office. Left out: lemmas that a
// frame names for that use, light verbs (data/frames/light_verbs.tsv), operators (data/factuality),
// verbs of saying (data/claims/cues.tsv: they make claims) and what NOT_ACTS.tsv lists. Prints TOP
// lines (all, if absent): rank, how often, in how many articles, use, word, its folded form,
// "phrase" if frames have it inside fixed expressions only. docs/frames.md says how to work them
// down.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/tsv.h"
#include "entities/entities.h"
#include "events/frames.h"
#include "ingest/ingest.h"
#include "numbers/numbers.h"
#include "syntax/actors.h"
#include "text/language.h"
#include "text/parts.h"
#include "time/time.h"

namespace {

using namespace isnad;
namespace fs = std::filesystem;

template <class T>
T opened(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "unframed: %s\n", result.error().message.c_str());
  std::exit(2);
}

enum class Use : uint8_t { verb, masdar };

// (use, folded lemma)
using Key = std::pair<Use, std::string>;

struct Count {
  size_t times = 0;
  std::set<size_t> articles;
};

// The words of a data file's columns, folded, with the use that they have there.
void read_column(const fs::path& file, const char* column, Use use, std::set<Key>& out) {
  const TsvFile tsv = opened(TsvFile::read(file));
  const size_t at = opened(tsv.column(column));
  for (const TsvRow& r : tsv.rows()) {
    if (!r.fields[at].empty()) out.emplace(use, fold_key(r.fields[at]));
  }
}

// What needs no frame, whatever its frequency.
std::set<Key> settled(const fs::path& data, const fs::path& not_acts) {
  std::set<Key> out;
  read_column(data / "frames/light_verbs.tsv", "verb", Use::verb, out);
  read_column(data / "claims/cues.tsv", "verb", Use::verb, out);
  read_column(data / "claims/cues.tsv", "masdar", Use::masdar, out);
  const TsvFile operators = opened(TsvFile::read(data / "factuality/operators.tsv"));
  for (const TsvRow& r : operators.rows()) {
    out.emplace(r.fields[1] == "verb" ? Use::verb : Use::masdar, fold_key(r.fields[0]));
  }
  const TsvFile list = opened(TsvFile::read(not_acts));
  for (const TsvRow& r : list.rows()) {
    if (r.fields[1] != "verb" && r.fields[1] != "masdar") {
      std::fprintf(stderr, "unframed: %s\n", list.error(r, 1, "verb or masdar").message.c_str());
      std::exit(2);
    }
    out.emplace(r.fields[1] == "verb" ? Use::verb : Use::masdar, fold_key(r.fields[0]));
  }
  return out;
}

// Letters of hamza and madda: of words that fold alike, the plainer is the commoner by far.
size_t ornate(std::string_view word) {
  static constexpr std::string_view kSeats[] = {"\xD8\xA2", "\xD8\xA3", "\xD8\xA5", "\xD8\xA4",
                                                "\xD8\xA6", "\xD8\xA1", "\xD8\xA2"};
  size_t n = 0;
  for (const std::string_view seat : kSeats) {
    for (size_t at = word.find(seat); at != word.npos; at = word.find(seat, at + 2)) ++n;
  }
  return n;
}

// Folded lemma -> how the lexicon writes it.
std::map<Key, std::string> spellings(const fs::path& data) {
  std::map<Key, std::string> out;
  const auto read = [&](const char* name, const char* column, Use use) {
    const TsvFile tsv = opened(TsvFile::read(data / "lexicon" / name));
    const size_t at = opened(tsv.column(column));
    for (const TsvRow& r : tsv.rows()) {
      std::string& best = out[Key(use, fold_key(r.fields[at]))];
      if (best.empty() || ornate(r.fields[at]) < ornate(best)) best = r.fields[at];
    }
  };
  read("verbs.tsv", "lemma", Use::verb);
  read("additions.tsv", "word", Use::masdar);
  read("nominals.tsv", "lemma", Use::masdar);
  return out;
}

// States, bodies and armed groups act in politics; people do if they hold an office. Who only
// reports does not.
bool political(const std::vector<Participant>& list) {
  return std::any_of(list.begin(), list.end(), [](const Participant& p) {
    if (p.media || p.speaker_only || p.victim) return false;
    switch (p.kind) {
      case EntityKind::state:
      case EntityKind::organization:
      case EntityKind::armed_group:
        return true;
      case EntityKind::generic:
        return p.states || p.code.find(':', 4) != std::string::npos;  // GEN:kind:STATE
      case EntityKind::person:
        return p.code != p.person;  // acts for a state or body
      default:
        return false;
    }
  });
}

class Counter {
 public:
  Counter(const Image& image, const fs::path& data, const fs::path& not_acts)
      : image_(image),
        settled_(settled(data, not_acts)),
        index_(KeyTable<FrameRow>::open(image, "frm.index")),
        lexicon_(opened(Lexicon::open(image))),
        parts_(opened(PartReader::open(image))),
        numbers_(opened(NumberReader::open(image))),
        times_(opened(TimeReader::open(image))),
        entities_(opened(EntityReader::open(image))),
        syntax_(opened(SyntaxReader::open(image))),
        analyser_(lexicon_) {}

  void add(const RawDocument& document);
  void print(const std::map<Key, std::string>& written, size_t top) const;
  size_t articles() const { return articles_; }

 private:
  void count(Use use, std::string_view lemma);
  // Does a frame name the lemma for this use? 0 no, 1 inside phrases, 2 by itself.
  int framed(Use use, std::string_view lemma) const;

  const Image& image_;
  std::set<Key> settled_;
  KeyTable<FrameRow> index_;
  Lexicon lexicon_;
  PartReader parts_;
  NumberReader numbers_;
  TimeReader times_;
  EntityReader entities_;
  SyntaxReader syntax_;
  Analyser analyser_;
  size_t articles_ = 0;
  std::map<Key, Count> counts_;
};

int Counter::framed(Use use, std::string_view lemma) const {
  int best = 0;
  for (const FrameRow& row : index_.find(lemma)) {
    const auto as = static_cast<FrameUse>(row.use);
    const bool same =
        use == Use::verb ? as == FrameUse::verb : as == FrameUse::masdar || as == FrameUse::noun;
    best = std::max(best, same && image_.str(row.rest).empty() ? 2 : 1);
  }
  return best;
}

void Counter::count(Use use, std::string_view lemma) {
  const Key key(use, lemma);
  if (framed(use, lemma) == 2 || settled_.count(key)) return;
  Count& c = counts_[key];
  ++c.times;
  c.articles.insert(articles_);
}

void Counter::add(const RawDocument& document) {
  if (detect_language(document.text, image_) != "ar") return;
  ++articles_;
  TextView text = read_text(document.text);
  parts_.mark(text);
  const auto words = analyse_words(text, analyser_);
  const auto numbers = numbers_.numbers(text, words);
  const auto times = times_.times(text, words, numbers, Anchor{document.published});
  const auto entities = entities_.entities(text, words);
  const auto syntax = syntax_.syntax(text, words, entities, times, numbers);
  const Actors actors(text, words, entities, syntax, entities_.gazetteer(), image_);
  for (const Sentence& s : text.sentences) {
    if (s.part == Part::furniture || s.part == Part::byline) continue;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const Analysis& a = words[i].best();
      if (syntax.finite_verb[i]) {
        const VerbArguments v = verb_arguments(text, words, entities, syntax, i);
        const int32_t who = v.subject >= 0 ? v.subject : v.passive ? v.object : -1;
        if (who >= 0 && political(actors.phrase(who))) count(Use::verb, a.lemma);
      } else if (a.pos == Pos::noun && a.derivation == Derivation::masdar &&
                 syntax.phrase_of[i] >= 0 && entities.mention_at[i] < 0 &&
                 entities.role_at[i] < 0) {
        const NounArguments n = noun_arguments(text, words, entities, syntax, i);
        if (n.genitive_first < n.genitive_last &&
            political(actors.range(n.genitive_first, n.genitive_last))) {
          count(Use::masdar, a.lemma);
        }
      }
    }
  }
  analyser_.trim();
}

void Counter::print(const std::map<Key, std::string>& written, size_t top) const {
  std::vector<std::pair<Key, const Count*>> order;
  for (const auto& [key, c] : counts_) order.emplace_back(key, &c);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second->times > b.second->times; });
  std::printf("rank\tcount\tarticles\tuse\tword\tfolded\tframes\n");
  for (size_t i = 0; i < std::min(top, order.size()); ++i) {
    const auto& [key, c] = order[i];
    const auto spelt = written.find(key);
    std::printf("%zu\t%zu\t%zu\t%s\t%s\t%s\t%s\n", i + 1, c->times, c->articles.size(),
                key.first == Use::verb ? "verb" : "masdar",
                spelt == written.end() ? "?" : spelt->second.c_str(),
                folded_to_ascii(key.second).c_str(),
                framed(key.first, key.second) == 1 ? "phrase" : "-");
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::fputs("usage: unframed IMAGE DATA_DIR NOT_ACTS.tsv [TOP] < ARTICLES.jsonl\n", stderr);
    return 2;
  }
  const size_t top = argc == 5 ? std::strtoul(argv[4], nullptr, 10) : SIZE_MAX;
  const Image image = opened(Image::open(argv[1]));
  Counter counter(image, argv[2], argv[3]);
  Ingest ingest = opened(Ingest::open({"-"}, {}));
  while (auto item = ingest.next()) {
    if (item->document) counter.add(*item->document);
  }
  if (counter.articles() == 0) {
    std::fputs("unframed: no Arabic article on standard input\n", stderr);
    return 1;
  }
  counter.print(spellings(argv[2]), top);
  std::fprintf(stderr, "unframed: %zu articles\n", counter.articles());
  return 0;
}
