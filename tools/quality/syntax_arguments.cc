// What src/syntax finds around each predicate of running text, for tools/quality/syntax.py and for
// counting over a corpus.
//
// usage: syntax_arguments IMAGE < ARTICLES.jsonl
//
// Prints one JSON line a document: {"id", "predicates": [...]}. A predicate is a finite verb or a
// verbal noun (a nominal that the lexicon derives as one): {"kind": "verb" | "masdar", "at":
// [begin, end), "lemma", ...}. Spans are code points of the text, lemmas folded letters
// (text/fold.h). A phrase is {"span", "head", "lemma" of the head}, with "prep" (folded canonical
// form) where it has one.
//   verb:   subject (its own), object, shared (the subject that it shares; phrases or null),
//           complements (its own), passive, dropped, pronoun (carries an object pronoun), that (the
//           first word of its that-clause or null), clause (kind), antecedent (phrase that its
//           relative clause describes or null), beside (the verb of the clause that its coordinate
//           clause goes on with or null)
//   masdar: genitive (span of its head word or null), second, complements, governor (span or
//           null), governor_prep

#include <cstdio>

#include <nlohmann/json.hpp>

#include "entities/entities.h"
#include "ingest/ingest.h"
#include "numbers/numbers.h"
#include "syntax/syntax.h"
#include "text/language.h"
#include "text/parts.h"
#include "time/time.h"

namespace {

using namespace isnad;
using nlohmann::json;

template <class T>
T opened(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "syntax_arguments: %s\n", result.error().message.c_str());
  std::exit(1);
}

std::string_view kind_name(ClauseKind kind) {
  static constexpr std::string_view kNames[] = {"main",        "coordinate",  "that", "relative",
                                                "subordinate", "conditional", "hal"};
  return kNames[static_cast<size_t>(kind)];
}

class Printer {
 public:
  Printer(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
          const Syntax& syntax)
      : text_(text), words_(words), entities_(entities), syntax_(syntax) {}

  json predicates() const {
    json out = json::array();
    for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
      if (syntax_.finite_verb[i]) {
        out.push_back(verb(i));
      } else if (words_[i].best().derivation == Derivation::masdar && syntax_.phrase_of[i] >= 0 &&
                 entities_.mention_at[i] < 0) {
        out.push_back(masdar(i));
      }
    }
    return out;
  }

 private:
  json span(uint32_t token) const {
    if (token == kNone) return nullptr;
    return {text_.tokens[token].span.begin, text_.tokens[token].span.end};
  }
  json phrase(int32_t index) const {
    if (index < 0) return nullptr;
    const Phrase& p = syntax_.phrases[static_cast<size_t>(index)];
    json out{{"span", {text_.tokens[p.first].span.begin, text_.tokens[p.last - 1].span.end}},
             {"head", span(p.head)},
             {"lemma", folded_to_ascii(words_[p.head].best().lemma)}};
    if (!p.prep.empty()) out["prep"] = folded_to_ascii(p.prep);
    return out;
  }
  json phrases(const std::vector<int32_t>& list) const {
    json out = json::array();
    for (const int32_t p : list) out.push_back(phrase(p));
    return out;
  }
  json named(uint32_t token, const char* kind) const {
    return {{"kind", kind},
            {"at", span(token)},
            {"lemma", folded_to_ascii(words_[token].best().lemma)}};
  }

  uint32_t verb_of(int32_t clause) const {
    if (clause < 0) return kNone;
    return syntax_.clauses[static_cast<size_t>(clause)].verb;
  }

  json verb(uint32_t i) const {
    const VerbArguments a = verb_arguments(text_, words_, entities_, syntax_, i);
    const Clause& c = syntax_.clauses[syntax_.clause_of[i]];
    json out = named(i, "verb");
    out["subject"] = phrase(a.shared >= 0 ? -1 : a.subject);
    out["object"] = phrase(a.object);
    out["shared"] = phrase(a.shared);
    out["complements"] = phrases(a.own);
    out["passive"] = a.passive;
    out["dropped"] = a.dropped_subject;
    out["pronoun"] = a.object_pronoun;
    out["that"] =
        a.that_clause == kNone ? json(nullptr) : span(syntax_.clauses[a.that_clause].first);
    out["clause"] = kind_name(c.kind);
    out["antecedent"] = phrase(c.antecedent);
    out["beside"] = c.kind == ClauseKind::coordinate ? span(verb_of(c.parent)) : json(nullptr);
    return out;
  }

  json masdar(uint32_t i) const {
    const NounArguments a = noun_arguments(text_, words_, entities_, syntax_, i);
    json out = named(i, "masdar");
    uint32_t g = a.genitive_first;
    while (g < a.genitive_last &&
           (words_[g].best().pos == Pos::adj ||
            words_[g].best().word_class == WordClass::demonstrative ||
            text_.tokens[g].kind == TokenKind::punct ||
            (entities_.mention(g) && entities_.mention(g)->form == MentionForm::demonym))) {
      ++g;
    }
    out["genitive"] = g < a.genitive_last ? span(g) : json(nullptr);
    out["second"] = phrase(a.second);
    out["complements"] = phrases(a.own);
    out["governor"] = span(a.governor);
    out["governor_prep"] = folded_to_ascii(a.governor_prep);
    return out;
  }

  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Syntax& syntax_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: syntax_arguments IMAGE < ARTICLES.jsonl\n", stderr);
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
  Ingest ingest = opened(Ingest::open({"-"}, {}));
  while (auto item = ingest.next()) {
    if (!item->document || detect_language(item->document->text, image) != "ar") continue;
    TextView text = read_text(item->document->text);
    parts.mark(text);
    const auto words = analyse_words(text, analyser);
    const auto numbers = number_reader.numbers(text, words);
    const auto times = time_reader.times(text, words, numbers, Anchor{item->document->published});
    const EntityIndex entities = entity_reader.entities(text, words);
    const Syntax syntax = syntax_reader.syntax(text, words, entities, times, numbers);
    const json line{{"id", item->document->uri},
                    {"predicates", Printer(text, words, entities, syntax).predicates()}};
    std::puts(line.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
    analyser.trim();
  }
  return 0;
}
