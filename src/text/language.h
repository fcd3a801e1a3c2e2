#pragma once
#include <string>
#include <string_view>

#include "base/image.h"

namespace isnad {

// The language of a text as its BCP 47 tag: one of those in data/text/languages.tsv ("ar", "fa",
// "ur", "ckb", "ps", "ug", "sd", "en", "fr", "es", "de", "tr", "he", "ru", "uk"), or "und" where
// there are no words or nothing known. The script with most letters decides first, then letters and
// function words; Arabic script without evidence for another language is "ar". Reads at most the
// first 4,000 code points and 2,000 from the middle.
std::string detect_language(std::u32string_view text, const Image& image);

}  // namespace isnad
