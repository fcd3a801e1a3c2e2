#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Folding: the form in which words are compared. Each letter becomes one ASCII byte (Buckwalter's
// letters), diacritics and tatweel vanish
// (a tatweel between spaces is a dash), alef variants become A, final alef maqsura becomes y
// (as medial), presentation forms become their letters, Arabic-Indic and Persian digits become
// ASCII digits, Latin letters become lower case with the high bit set (so that they cannot be
// mistaken for Buckwalter's). Keys of the image are folded with the same functions, so data/ is
// written in plain Arabic.
// Source of the letter codes: Buckwalter transliteration (1990), extended with P J V G for
// peh, tcheh, veh, gaf.

namespace isnad {

struct Folded {
  std::string bytes;
  // origin[i] is the code point index of bytes[i] in the text; origin.back() (one more than
  // bytes has) is the text's length.
  std::vector<uint32_t> origin;
};

// Classes of folded bytes.
bool is_arabic_letter_byte(char c);

// Latin letters are the bytes 'a'|0x80 .. 'z'|0x80.
inline bool is_latin_byte(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b >= 0xE1 && b <= 0xFA;
}
// REQUIRES: is_latin_byte(c). The plain lower-case letter.
inline char latin_letter(char c) { return static_cast<char>(c & 0x7F); }

// One code point to its folded byte; 0 = vanishes (diacritic, tatweel, zero-width);
// anything that is no letter or digit becomes one of the punctuation bytes below or ' '.
char fold_code_point(char32_t c);

// Bytes for punctuation classes, chosen outside Buckwalter's letters.
inline constexpr char kQuoteOpen = '\x01';   // typographic opening quote
inline constexpr char kQuoteClose = '\x02';  // typographic closing quote
inline constexpr char kQuotePlain = '\x03';  // straight quote, direction from context
inline constexpr char kComma = ',';
inline constexpr char kSemicolon = ';';
inline constexpr char kStop = '.';
inline constexpr char kQuestion = '?';
inline constexpr char kExclaim = '!';
inline constexpr char kColon = ':';
inline constexpr char kDash = '-';
inline constexpr char kSlash = '/';
inline constexpr char kOpen = '(';
inline constexpr char kClose = ')';
inline constexpr char kPercent = '%';
inline constexpr char kNewline = '\n';
inline constexpr char kSpace = ' ';
inline constexpr char kOther = '\x04';  // other symbols

Folded fold(std::u32string_view text);

// Folds a data-file word or phrase given as UTF-8; Latin letters fold as in the text. Spaces kept.
std::string fold_key(std::string_view utf8);

// Inverse for display in explain and tests: folded bytes to readable ASCII (Buckwalter).
std::string folded_to_ascii(std::string_view folded);

}  // namespace isnad
