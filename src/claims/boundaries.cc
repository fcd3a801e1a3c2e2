// Where an attribution ends: the outlet's own voice resumes, or somebody else speaks.

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

// Words that open the outlet's own voice, whoever speaks behind them.
bool ClaimPass::resumes_voice(uint32_t token, const Sentence& s) const {
  uint8_t flag = 0;
  return match_words(impl_.boundaries, token, s, &flag) > 0 && flag != kIfSaid;
}

// "..., but local sources stressed that": a noun phrase and its verb of saying with a clause. The
// verb's token, 0 if there is none.
uint32_t ClaimPass::somebody_says(uint32_t token, const Sentence& s) const {
  static constexpr uint32_t kSubject = 14;  // tokens
  if (token >= s.last || text_.tokens[token].kind != TokenKind::word) return 0;
  const int32_t p = syntax_.phrase_of[token];
  if (p < 0 || !syntax_.phrases[static_cast<size_t>(p)].prep.empty()) return 0;
  if (best(token).pos == Pos::pron) return 0;
  for (uint32_t k = token + 1; k < std::min(s.last, token + kSubject); ++k) {
    const Token& t = text_.tokens[k];
    if (t.is(kComma) || t.is(kQuoteOpen) || t.is(kSemicolon) || is_that(k)) return 0;
    if (!is_predicate(k)) continue;
    const auto verb = cue_at(k, 'v');
    if (!verb || !verb->best || negated_or_future(k, s)) return 0;
    const Content c = forward(*verb, k + 1, s, false);
    const bool told = c.kind == ContentKind::that || c.kind == ContentKind::quote;
    return told && verb->analysis->conj == Conj::none ? k : 0;
  }
  return 0;
}

bool ClaimPass::boundary(uint32_t token, const Sentence& s, bool after_comma) const {
  if (token >= s.last || text_.tokens[token].kind != TokenKind::word) return false;
  uint8_t strict = 0;
  uint8_t needs_comma = 0;
  if (const uint32_t n = match_words(impl_.boundaries, token, s, &needs_comma);
      n > 0 && after_comma && (needs_comma != kIfSaid || somebody_says(token + n, s) > 0)) {
    return true;
  }
  if (match_words(impl_.boundaries, token, s, &needs_comma) > 0 && !needs_comma) return true;
  if (hal_participle(token, s)) return true;
  if (const AttributionRow* row = attribution_at(token, s)) {
    return after_comma || row->use == PhraseUse::relay || row->clitic.length > 0;
  }
  if (const uint32_t n = match_words(impl_.connectors, token, s, &strict);
      n > 0 && token + n < s.last && (strict || after_comma)) {
    if (cue_at(token + n, 'v')) return true;
  }
  const auto verb = cue_at(token, 'v');
  if (verb && verb->best && after_comma && !(verb->analysis->conj != Conj::none) &&
      verb->analysis->aspect == Aspect::perfective && opens_clause(*verb, s)) {
    return true;
  }
  if (verb && verb->best && (verb->analysis->conj != Conj::none) && !negated_or_future(token, s)) {
    const Content c = forward(*verb, token + 1, s, false);
    return c.kind == ContentKind::that || c.kind == ContentKind::quote ||
           (after_comma && c.kind == ContentKind::prep);
  }
  return false;
}

}  // namespace isnad
