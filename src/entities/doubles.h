#pragma once
// Rows of written forms that may name several things: short forms and homonyms.

#include <cstdint>

#include "base/image.h"

namespace isnad {

// One candidate of a short form (the Kingdom); the rows of a surface stand in order of preference.
struct ShortFormRow {
  StrRef id;
  StrRef beside;  // ",HOUTHIS,YEM,": whose naming speaks for it
};

// A written form that names two things, or that is a name only beside another one.
enum class HomonymRule : uint8_t { other_if, only_if, written, not_before, quoted };
struct HomonymRow {
  StrRef id;
  StrRef other;
  StrRef beside;  // written, quoted: unused; not_before: the next word, folded
  uint8_t form;
  HomonymRule rule;
  uint16_t sign;     // written: the vowel sign or shadda ...
  uint32_t sign_at;  // ... behind this letter
};

}  // namespace isnad
