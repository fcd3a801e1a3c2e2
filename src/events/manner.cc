// Words beside a predicate that belong to its act: they name no act of their own, but may say how
// it was done.

#include <algorithm>

#include "events/impl.h"

namespace isnad {

namespace {

// Does `inner` say how the attack was done that `outer` tells without saying it? The modes of other
// types are acts of their own.
bool gives_manner(const Frame& inner, const Frame& outer) {
  return inner.type == EventType::assault && outer.type == EventType::assault &&
         outer.mode.empty() && !inner.mode.empty();
}

}  // namespace

// Of all that fired at a predicate, with the reading chosen among them.
void FrameMatcher::note_words(uint32_t i, const std::vector<Reading>& found, Reading& chosen) {
  // What another frame of the same act asked for is part of it as well.
  for (const Reading& r : found) {
    if (r.weak || r.frame->type != chosen.frame->type) continue;
    consumed_.push_back({r.object_first, r.object_last, i});
    if (r.complement_head != kNone) {
      consumed_.push_back({r.complement_head, r.complement_head + 1, i});
    }
  }
  // The surest frame of an attack may be the more general one.
  double surest = 0;
  for (const Reading& r : found) {
    if (r.weak || !gives_manner(*r.frame, *chosen.frame) || r.confidence <= surest) continue;
    surest = r.confidence;
    chosen.manner = r.frame;
  }
}

// The object that a frame asked for is part of its act and names no act of its own ("cancelled the
// agreement"). It may say how that was done: "killed in a suicide attack".
void FrameMatcher::drop_consumed() {
  std::vector<bool> consumed(in_.text.tokens.size(), false);
  std::vector<const Frame*> told(in_.text.tokens.size(), nullptr);
  for (const Reading& r : out_) told[r.token] = r.manner ? r.manner : r.frame;
  std::vector<const Frame*> manner(in_.text.tokens.size(), nullptr);
  for (const auto& [first, last, by] : consumed_) {
    for (uint32_t i = first; i < last; ++i) {
      consumed[i] = true;
      const Frame* inner = told[i];
      const Frame* outer = told[by];
      if (inner && outer && gives_manner(*inner, *outer)) manner[by] = inner;
    }
  }
  for (Reading& r : out_) {
    if (!r.manner) r.manner = manner[r.token];
  }
  out_.erase(std::remove_if(out_.begin(), out_.end(),
                            [&](const Reading& r) {
                              return consumed[r.token] && !in_.syntax.finite_verb[r.token] &&
                                     r.specificity < 4;
                            }),
             out_.end());
}

}  // namespace isnad
