// Counts what words take with them, for data/syntax/government.tsv (tools/syntax/government.py
// makes the table of these counts).
//
// usage: government_counts IMAGE < ARTICLES.jsonl
//
// Prints "class, lemma, with, n, of": `with` stood in n of the `of` places counted for the lemma.
//   verb LEMMA PREP   the preposition was found to depend on the verb
//   verb LEMMA =      a bare phrase or object pronoun follows a verb whose subject is known: its
//   form
//                     is plural, dual, or of the first person, or a topic precedes it
//   noun LEMMA PREP   the preposition follows the noun's phrase and was found to depend on the noun
//   adj LEMMA PREP    the same, of adjectives
//   noun LEMMA =      the noun is the subject; of: it is subject or object of a verb whose
//   arguments
//                     are both certain (as above, or there are two)
// What depends on what is found by the table at hand. Its first edition counted only places without
// choice: prepositions right behind a verb or behind its subject where that is a person's name or
// title, and behind noun phrases that open their clause.

#include <cstdio>
#include <map>
#include <tuple>

#include "entities/entities.h"
#include "ingest/ingest.h"
#include "numbers/numbers.h"
#include "syntax/syntax.h"
#include "text/language.h"
#include "text/parts.h"
#include "time/time.h"

namespace {

using namespace isnad;

template <class T>
T opened(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "government_counts: %s\n", result.error().message.c_str());
  std::exit(1);
}

using Key = std::pair<char, std::string>;

class Counter {
 public:
  void add(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
           const Syntax& syntax) {
    for (uint32_t i = 0; i < text.tokens.size(); ++i) {
      if (syntax.finite_verb[i]) verb(text, words, entities, syntax, i);
    }
    std::pair<uint32_t, std::string_view> last{kNone, {}};
    for (const Phrase& p : syntax.phrases) {
      const std::pair<uint32_t, std::string_view> now{p.governor, p.prep};
      if (p.governor == kNone || !syntax.finite_verb[p.governor] || now == last) continue;
      ++counts_[{'v', std::string(words[p.governor].best().lemma)}][p.prep];
      last = now;
    }
    for (size_t p = 0; p < syntax.phrases.size(); ++p) noun(text, words, entities, syntax, p);
  }

  void print() const {
    for (const auto& [key, with] : counts_) {
      for (const auto& [what, n] : with) {
        const Key place{what == "=" ? key.first : static_cast<char>(key.first - 'a' + 'A'),
                        key.second};
        const auto of = places_.find(place);
        const char* kind = key.first == 'v' ? "verb" : key.first == 'n' ? "noun" : "adj";
        std::printf("%s\t%s\t%s\t%zu\t%zu\n", kind, folded_to_ascii(key.second).c_str(),
                    folded_to_ascii(what).c_str(), n, of == places_.end() ? size_t{0} : of->second);
      }
    }
  }

 private:
  static const Phrase* starting(const Syntax& syntax, uint32_t i, uint32_t* prep_first) {
    // The phrase that begins at i, or behind the words of its preposition.
    for (uint32_t k = i; k < i + 3 && k < syntax.phrase_of.size(); ++k) {
      const int32_t p = syntax.phrase_of[k];
      if (p < 0) continue;
      const Phrase& q = syntax.phrases[static_cast<size_t>(p)];
      if (q.first != k || (k > i && q.prep.empty())) return nullptr;
      *prep_first = i;
      return &q;
    }
    return nullptr;
  }

  void verb(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
            const Syntax& syntax, uint32_t v) {
    const Analysis& a = words[v].best();
    const std::string lemma(a.lemma);
    const Sentence& s = text.sentences[text.tokens[v].sentence];
    uint32_t at = v + 1;
    if (at >= s.last) return;
    uint32_t first = 0;
    ++places_[{'V', lemma}];

    const bool plural =
        (a.person == 3 && (a.number == Number::plur || a.number == Number::dual)) || a.person == 1;
    const uint32_t c = syntax.clause_of[v];
    int32_t topic = -1;
    if (syntax.clauses[c].kind == ClauseKind::that && !plural) {
      for (uint32_t i = syntax.clauses[c].first; i < v; ++i) {
        const int32_t p = syntax.phrase_of[i];
        if (p < 0) continue;
        const Phrase& q = syntax.phrases[static_cast<size_t>(p)];
        if (q.first == i && q.prep.empty() && q.coordinated < 0 && topic < 0) topic = p;
      }
    }
    if (topic >= 0) {
      const Phrase& q = syntax.phrases[static_cast<size_t>(topic)];
      if (q.last == v && entities.mention_at[q.head] < 0) seen(words, q.head, true);
    }
    if ((plural || topic >= 0) && a.voice == Voice::active) {
      ++places_[{'v', lemma}];
      const Phrase* object = starting(syntax, v + 1, &first);
      if (a.enclitic.length > 0) {
        ++counts_[{'v', lemma}]["="];
      } else if (object && object->prep.empty() && object->first == v + 1 &&
                 !words[object->head].best().tanwin) {
        ++counts_[{'v', lemma}]["="];
        if (entities.mention_at[object->head] < 0) seen(words, object->head, false);
      }
      return;
    }
    // Two bare phrases right behind an active verb: subject and object.
    if (topic < 0 && syntax.clauses[c].first == v && a.voice == Voice::active) {
      const Phrase* one = starting(syntax, v + 1, &first);
      if (!one || !one->prep.empty() || one->last >= s.last) return;
      const Phrase* two = starting(syntax, one->last, &first);
      if (!two || !two->prep.empty() || two->coordinated >= 0) return;
      if (text.tokens[one->last].kind == TokenKind::punct) return;
      const bool person = entities.mention_at[one->head] >= 0 || entities.office_at[one->head] >= 0;
      if (person && entities.mention_at[two->head] < 0) seen(words, two->head, false);
      if (entities.mention_at[one->head] < 0) seen(words, one->head, true);
    }
  }

  void seen(const std::vector<Word>& words, uint32_t head, bool subject) {
    const Analysis& a = words[head].best();
    if (a.pos != Pos::noun) return;
    const std::string lemma(a.lemma);
    ++places_[{'n', lemma}];
    if (subject) ++counts_[{'n', lemma}]["="];
  }

  void noun(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
            const Syntax& syntax, size_t index) {
    const Phrase& p = syntax.phrases[index];
    const Sentence& s = text.sentences[text.tokens[p.head].sentence];
    if (p.last >= s.last) return;
    uint32_t first = 0;
    const Phrase* next = starting(syntax, p.last, &first);
    for (uint32_t i = p.head; i < p.last; ++i) {
      const Analysis& a = words[i].best();
      if (entities.mention_at[i] >= 0 || (a.pos != Pos::noun && a.pos != Pos::adj)) continue;
      const char kind = a.pos == Pos::noun ? 'n' : 'a';
      const std::string lemma(a.lemma);
      ++places_[{static_cast<char>(kind - 'a' + 'A'), lemma}];
      if (next && !next->prep.empty() && next->governor == i) ++counts_[{kind, lemma}][next->prep];
    }
  }

  std::map<Key, std::map<std::string, size_t>> counts_;
  std::map<Key, size_t> places_;  // small letter: for "=", capital: for prepositions
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: government_counts IMAGE < ARTICLES.jsonl\n", stderr);
    return 2;
  }
  const Image image = opened(Image::open(argv[1]));
  const Lexicon lexicon = opened(Lexicon::open(image));
  const PartReader parts = opened(PartReader::open(image));
  const NumberReader number_reader = opened(NumberReader::open(image));
  const TimeReader time_reader = opened(TimeReader::open(image));
  const EntityReader entity_reader = opened(EntityReader::open(image));
  const SyntaxReader syntax_reader = opened(SyntaxReader::open(image));
  Analyser analyser(lexicon);
  Counter counter;
  Ingest ingest = opened(Ingest::open({"-"}, {}));
  while (auto item = ingest.next()) {
    if (!item->document || detect_language(item->document->text, image) != "ar") continue;
    TextView text = read_text(item->document->text);
    parts.mark(text);
    const auto words = analyse_words(text, analyser);
    const auto numbers = number_reader.numbers(text, words);
    const auto times = time_reader.times(text, words, numbers, Anchor{item->document->published});
    const EntityIndex entities = entity_reader.entities(text, words);
    counter.add(text, words, entities, syntax_reader.syntax(text, words, entities, times, numbers));
    analyser.trim();
  }
  counter.print();
  return 0;
}
