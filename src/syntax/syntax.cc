#include "syntax/syntax.h"

#include "syntax/attachment.h"
#include "syntax/clauses.h"
#include "syntax/phrases.h"

namespace isnad {

Result<SyntaxReader> SyntaxReader::open(const Image& image) {
  SyntaxReader r;
  r.image_ = &image;
  r.prepositions_ = KeyTable<PrepositionRow>::open(image, "syn.prepositions");
  if (r.prepositions_.size() == 0) return fail(ErrorCode::corrupt, "image has no prepositions");
  r.voices_ = KeyTable<WordKindRow>::open(image, "syn.voice");
  r.utterances_ = KeyTable<WordKindRow>::open(image, "syn.utterances");
  auto government = Government::open(image);
  if (!government) return tl::unexpected(government.error());
  r.government_ = *government;
  return r;
}

Syntax SyntaxReader::syntax(const TextView& text, const std::vector<Word>& words,
                            const EntityIndex& entities, const std::vector<TimeExpression>& times,
                            const std::vector<NumberMention>& numbers) const {
  Syntax out;
  PhraseBuilder(text, words, entities, *image_, prepositions_).build(times, numbers, out);
  build_clauses(text, words, entities, government_, out);
  attach(text, words, entities, government_, out);
  out.voice.assign(text.tokens.size(), VoiceKind::none);
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (!out.finite_verb[i]) continue;
    const auto rows = voices_.find(words[i].best().lemma);
    if (!rows.empty()) out.voice[i] = static_cast<VoiceKind>(rows.front().kind);
  }
  find_speakers(text, words, entities, utterances_, out);
  return out;
}

}  // namespace isnad
