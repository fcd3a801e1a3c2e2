#pragma once
// Private to the events stage.

#include <cstdint>
#include <vector>

#include "events/frames.h"
#include "syntax/syntax.h"

namespace isnad {

struct EventInput;

// A predicate with what stands around it, as the frames see it.
struct Predicate {
  FrameUse use = FrameUse::verb;
  uint32_t token = 0;
  uint32_t last = 0;  // one past the last token (phrases)
  bool verbal = false;
  bool participle = false;
  VerbArguments verb;  // of the verb, or of the light verb that carries the noun
  NounArguments noun;  // if not verbal
  uint32_t light_verb = kNone;
  uint8_t light_role = 0;  // LightRow::subject
  bool mutual = false;     // LightRow::mutual
  bool by_itself = false;  // its subject is no party but a cause: a flood, an accident
  bool caused = false;     // such a cause stands in its place, with it or above it
  std::vector<int32_t> complements;
};

// Is the predicate at this token negated right where it stands?
bool negated_at(const EventInput& in, uint32_t token);

}  // namespace isnad
