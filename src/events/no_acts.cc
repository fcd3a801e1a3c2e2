// Words that are no act: fixed expressions, and causes that nobody is behind
// (data/frames/no_acts.tsv).

#include "events/impl.h"

namespace isnad {

namespace {

// An act after a flood is none of the flood's.
bool tells_when(std::string_view prep) {
  return prep == preposition::kAfter || prep == preposition::kSince ||
         prep == preposition::kDuring || prep == preposition::kAt;
}

}  // namespace

void FrameMatcher::mark_no_acts() {
  const auto n = static_cast<uint32_t>(in_.text.tokens.size());
  idiom_.assign(n, false);
  cause_.assign(n, false);
  for (uint32_t i = 0; i < n; ++i) {
    if (in_.text.tokens[i].kind != TokenKind::word) continue;
    const Analysis& a = in_.words[i].best();
    mark_no_act(i, a.lemma);
    if (const auto form = stem(in_.text.tokens[i], a); form != a.lemma) mark_no_act(i, form);
  }
}

void FrameMatcher::mark_no_act(uint32_t i, std::string_view key) {
  for (const NoActRow& row : impl_.no_acts.find(key)) {
    uint32_t last = i + 1;
    if (!describes(i, impl_.image->str(row.rest), &last)) continue;
    if (static_cast<NoAct>(row.kind) == NoAct::cause) {
      cause_[i] = in_.entities.mention_at[i] < 0;  // the floods are written like Seoul
    } else {
      for (uint32_t k = i; k < last; ++k) idiom_[k] = true;
    }
  }
}

void FrameMatcher::note_causes(Predicate& p) const {
  const Sentence& s = in_.text.sentences[in_.text.tokens[p.token].sentence];
  bool any = false;
  for (uint32_t i = s.first; i < s.last; ++i) any = any || cause_[i];
  if (!any) return;
  const auto is_cause = [&](int32_t phrase) {
    return phrase >= 0 && cause_[in_.syntax.phrases[static_cast<size_t>(phrase)].head];
  };
  // "by (way of) a storm": what governs the cause may be a noun.
  const auto holds_cause = [&](int32_t phrase) {
    const Phrase& ph = in_.syntax.phrases[static_cast<size_t>(phrase)];
    return is_cause(phrase) || (ph.head + 1 < ph.last && cause_[ph.head + 1]);
  };
  p.by_itself = p.verbal && !p.verb.passive && is_cause(p.verb.subject);
  for (const int32_t c : p.complements) {
    const bool when = tells_when(in_.syntax.phrases[static_cast<size_t>(c)].prep);
    p.caused = p.caused || (!when && holds_cause(c));
  }
  if (p.verbal) return;
  if (p.noun.genitive_first < p.noun.genitive_last && cause_[p.noun.genitive_first]) {
    p.caused = true;
  }
  const uint32_t above = p.noun.governor;
  if (above == kNone || !in_.syntax.finite_verb[above]) return;
  const VerbArguments verb = verb_arguments(in_.text, in_.words, in_.entities, in_.syntax, above);
  p.caused = p.caused || (!verb.passive && is_cause(verb.subject));
}

}  // namespace isnad
