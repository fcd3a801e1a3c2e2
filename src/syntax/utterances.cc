// "Sent a letter in which (fiha) he accused X", "an interview with Y in which he accused X": a
// clause that describes what somebody says tells what he does, and the bare phrase behind the
// pronoun is whom he does it to.

#include "syntax/agreement.h"
#include "syntax/parts.h"
#include "syntax/prepositions.h"
#include "syntax/syntax.h"

namespace isnad {

namespace {

constexpr uint32_t kReach = 14;  // tokens between the noun and the verb

UtteranceKind kind_of(const KeyTable<WordKindRow>& utterances, const Word& word) {
  const auto rows = utterances.find(word.best().lemma);
  return rows.empty() ? UtteranceKind::none : static_cast<UtteranceKind>(rows.front().kind);
}

// The finite verb before `token` in its sentence; kNone if there is none.
uint32_t verb_before(const TextView& text, const Syntax& syntax, uint32_t token) {
  const uint32_t first = text.sentences[text.tokens[token].sentence].first;
  for (uint32_t i = token; i-- > first && token - i <= 2 * kReach;) {
    if (syntax.finite_verb[i]) return i;
  }
  return kNone;
}

}  // namespace

void speak(const Syntax& syntax, uint32_t verb, int32_t speaker, VerbArguments& args) {
  if (args.subject < 0 || args.object >= 0 || args.passive || args.object_pronoun ||
      args.that_clause != kNone || args.subject == speaker ||
      syntax.phrases[static_cast<size_t>(args.subject)].first != verb + 2) {
    return;
  }
  args.object = args.subject;
  args.subject = args.shared = speaker;
}

void find_speakers(const TextView& text, const std::vector<Word>& words,
                   const EntityIndex& entities, const KeyTable<WordKindRow>& utterances,
                   Syntax& syntax) {
  const auto n = static_cast<uint32_t>(text.tokens.size());
  for (uint32_t verb = 0; verb + 1 < n; ++verb) {
    if (!syntax.finite_verb[verb]) continue;
    const Analysis& pronoun = words[verb + 1].best();
    if (pronoun.word_class != WordClass::preposition || pronoun.enclitic.length == 0 ||
        words[verb].best().conj != Conj::none ||
        kind_of(utterances, words[verb]) != UtteranceKind::addresses) {
      continue;
    }
    const uint32_t first = text.sentences[text.tokens[verb].sentence].first;
    int32_t with = -1;  // the one with whom the talk is held
    for (uint32_t i = verb; i-- > first && verb - i <= kReach && !syntax.finite_verb[i];) {
      const int32_t p = syntax.phrase_of[i];
      if (p < 0) continue;
      const Phrase& phrase = syntax.phrases[static_cast<size_t>(p)];
      if (phrase.prep == preposition::kWith) with = p;
      if (phrase.head != i) continue;
      const UtteranceKind kind = kind_of(utterances, words[i]);
      if (kind != UtteranceKind::text && kind != UtteranceKind::talk) continue;
      int32_t speaker = with;
      const uint32_t above = verb_before(text, syntax, i);
      if (kind == UtteranceKind::text || with < 0) {
        if (above == kNone || kind_of(utterances, words[above]) == UtteranceKind::relays) break;
        speaker = verb_arguments(text, words, entities, syntax, above).subject;
      }
      if (speaker >= 0 && may_precede(syntax, words, entities, speaker, verb)) {
        syntax.speaker_of.emplace(verb, speaker);
      }
      break;
    }
  }
}

}  // namespace isnad
