#pragma once
#include <string_view>

// Canonical keys of the prepositions that the rules themselves name; the spellings that lead to
// them stand in data/syntax/prepositions.tsv. Folded as in text/fold.h.

namespace isnad::preposition {

inline constexpr std::string_view kBi = "b";          // with, by
inline constexpr std::string_view kLi = "l";          // for, to
inline constexpr std::string_view kKa = "k";          // like, as
inline constexpr std::string_view kFrom = "mn";       // from, of
inline constexpr std::string_view kIn = "fy";         // in
inline constexpr std::string_view kNear = "qrb";      // near, off
inline constexpr std::string_view kOn = "Ely";        // on, against
inline constexpr std::string_view kWith = "mE";       // with
inline constexpr std::string_view kBetween = "byn";   // between
inline constexpr std::string_view kAbout = "En";      // about, from, according to
inline constexpr std::string_view kTo = "Aly";        // to
inline constexpr std::string_view kAgent = "mn qbl";  // by (agent of a passive)
inline constexpr std::string_view kAfter = "bEd";
inline constexpr std::string_view kSince = "mn*";
inline constexpr std::string_view kUntil = "Hty";
inline constexpr std::string_view kDuring = "xlAl";
inline constexpr std::string_view kAt = "End";

}  // namespace isnad::preposition
