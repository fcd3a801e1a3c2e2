// The commonest verbs and masdars beside political participants that no frame knows.
//
// usage: unframed IMAGE DATA_DIR NOT_ACTS.tsv TOP < ARTICLES.jsonl
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
#include "base/utf8.h"
#include "entities/entities.h"
#include "events/events.h"
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
  std::map<std::string, size_t> reasons;  // why its frames did not fire -> how often
};

constexpr std::string_view kParticipants = "participants";

// The reason without the names of this document.
std::string general_reason(const std::string& why) {
  for (const char* end : {": too few", ": nobody known"}) {
    if (why.ends_with(end)) return std::string(kParticipants) + end;
  }
  return why;
}

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
        events_(opened(EventReader::open(image))),
        analyser_(lexicon_) {
    std::set<Key> verbs;
    read_column(data / "lexicon/verbs.tsv", "lemma", Use::verb, verbs);
    for (const auto& [use, lemma] : verbs) verbs_.insert(lemma);
  }

  // `silent`: count the words that frames know, but that they did not read. `read`: print the first
  // sentence with this lemma (folded) of both sorts instead; true if there was one.
  bool add(const RawDocument& document, bool silent, const std::string& read);
  void print(const std::map<Key, std::string>& written, size_t top) const;
  size_t articles() const { return articles_; }

 private:
  Count& count(Use use, std::string_view lemma);
  // A masdar by the lexicon, or (it does not say so of many of form I) a noun with the letters of
  // one.
  bool masdar(const Analysis& a) const;
  // Does a frame name the lemma for this use? 0 no, 1 inside phrases, 2 by itself.
  int framed(Use use, std::string_view lemma) const;

  const Image& image_;
  std::set<Key> settled_;
  std::set<std::string> verbs_;  // folded lemmas
  KeyTable<FrameRow> index_;
  Lexicon lexicon_;
  PartReader parts_;
  NumberReader numbers_;
  TimeReader times_;
  EntityReader entities_;
  SyntaxReader syntax_;
  EventReader events_;
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

bool Counter::masdar(const Analysis& a) const {
  if (a.derivation == Derivation::masdar) return true;
  if (!a.known || a.derivation != Derivation::none) return false;
  std::string letters(a.lemma);
  if (letters.size() > 3 && letters.back() == 'p') letters.pop_back();  // fi'la, fi'ala
  if (letters.size() == 4 && (letters[2] == 'w' || letters[2] == 'A')) {
    letters.erase(2, 1);  // fu'ul, fi'al
  }
  return letters.size() == 3 && verbs_.count(letters) > 0;
}

Count& Counter::count(Use use, std::string_view lemma) {
  Count& c = counts_[Key(use, lemma)];
  ++c.times;
  c.articles.insert(articles_);
  return c;
}

bool Counter::add(const RawDocument& document, bool silent, const std::string& read) {
  if (detect_language(document.text, image_) != "ar") return false;
  ++articles_;
  TextView text = read_text(document.text);
  parts_.mark(text);
  const auto words = analyse_words(text, analyser_);
  const auto numbers = numbers_.numbers(text, words);
  const auto times = times_.times(text, words, numbers, Anchor{document.published});
  const auto entities = entities_.entities(text, words);
  const auto syntax = syntax_.syntax(text, words, entities, times, numbers);
  const Actors actors(text, words, entities, syntax, entities_.gazetteer(), image_);
  EventTrace trace;
  if (silent || !read.empty()) {
    const auto quantities = numbers_.quantities(text, words, numbers, times);
    (void)events_.events({text, words, entities, syntax, actors, times, quantities}, &trace);
  }
  // Token -> why its frames failed, the one of the frame that came nearest: those that lacked only
  // participants found all else. Empty: one fired.
  std::map<uint32_t, std::string> why;
  for (const FrameTrial& t : trace.trials) {
    const auto [at, first] = why.emplace(t.token, general_reason(t.why));
    if (t.fired) {
      at->second.clear();
    } else if (!first && !at->second.empty() && general_reason(t.why).starts_with(kParticipants)) {
      at->second = general_reason(t.why);
    }
  }
  bool printed = false;
  const auto found = [&](Use use, uint32_t i) {
    const std::string_view lemma = words[i].best().lemma;
    const bool known = framed(use, lemma) == 2;
    if (!read.empty()) {
      const auto reason = why.find(i);
      if (printed || lemma != read || (reason != why.end() && reason->second.empty())) return;
      const Span& s = text.sentences[text.tokens[i].sentence].span;
      std::printf("%s\n  %s\n", reason == why.end() ? "no frame" : reason->second.c_str(),
                  encode_utf8(document.text.substr(s.begin, s.length())).c_str());
      printed = true;
      return;
    }
    if (!silent && !known && !settled_.count(Key(use, lemma))) count(use, lemma);
    if (!silent || !known) return;
    const auto reason = why.find(i);
    if (reason == why.end()) {
      ++count(use, lemma).reasons["not tried: no predicate here"];
    } else if (!reason->second.empty()) {
      ++count(use, lemma).reasons[reason->second];
    }
  };
  for (const Sentence& s : text.sentences) {
    if (s.part == Part::furniture || s.part == Part::byline) continue;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const Analysis& a = words[i].best();
      if (syntax.finite_verb[i]) {
        const VerbArguments v = verb_arguments(text, words, entities, syntax, i);
        const int32_t who = v.subject >= 0 ? v.subject : v.passive ? v.object : -1;
        if (who >= 0 && political(actors.phrase(who))) found(Use::verb, i);
      } else if (a.pos == Pos::noun && (masdar(a) || framed(Use::masdar, a.lemma) == 2) &&
                 syntax.phrase_of[i] >= 0 && entities.mention_at[i] < 0 &&
                 entities.role_at[i] < 0) {
        const NounArguments n = noun_arguments(text, words, entities, syntax, i);
        if (n.genitive_first < n.genitive_last &&
            political(actors.range(n.genitive_first, n.genitive_last))) {
          found(Use::masdar, i);
        }
      }
    }
  }
  analyser_.trim();
  return printed;
}

void Counter::print(const std::map<Key, std::string>& written, size_t top) const {
  std::vector<std::pair<Key, const Count*>> order;
  for (const auto& [key, c] : counts_) order.emplace_back(key, &c);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second->times > b.second->times; });
  std::printf("rank\tcount\tarticles\tuse\tword\tfolded\tframes or reason\n");
  for (size_t i = 0; i < std::min(top, order.size()); ++i) {
    const auto& [key, c] = order[i];
    const auto spelt = written.find(key);
    std::string about = framed(key.first, key.second) == 1 ? "phrase" : "-";
    size_t most = 0;
    for (const auto& [reason, times] : c->reasons) {
      if (times <= most) continue;
      most = times;
      about = std::to_string(times) + " " + reason;
    }
    std::printf("%zu\t%zu\t%zu\t%s\t%s\t%s\t%s\n", i + 1, c->times, c->articles.size(),
                key.first == Use::verb ? "verb" : "masdar",
                spelt == written.end() ? "?" : spelt->second.c_str(),
                folded_to_ascii(key.second).c_str(), about.c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  const bool silent = mode == "--silent";
  const std::string read = mode.starts_with("--read=") ? fold_key(mode.substr(7)) : "";
  const int options = silent || !read.empty() ? 1 : 0;
  if (argc != 5 + options) {
    std::fputs(
        "usage: unframed [--silent | --read=WORD] IMAGE DATA_DIR NOT_ACTS.tsv TOP < "
        "ARTICLES.jsonl\n",
        stderr);
    return 2;
  }
  char** arguments = argv + 1 + options;
  const size_t top = std::strtoul(arguments[3], nullptr, 10);
  const Image image = opened(Image::open(arguments[0]));
  Counter counter(image, arguments[1], arguments[2]);
  Ingest ingest = opened(Ingest::open({"-"}, {}));
  size_t sentences = 0;
  while (auto item = ingest.next()) {
    if (item->document && counter.add(*item->document, silent, read) && ++sentences == top) break;
  }
  if (!read.empty()) return sentences > 0 ? 0 : 1;
  if (counter.articles() == 0) {
    std::fputs("unframed: no Arabic article on standard input\n", stderr);
    return 1;
  }
  counter.print(spellings(arguments[1]), top);
  std::fprintf(stderr, "unframed: %zu articles\n", counter.articles());
  return 0;
}
