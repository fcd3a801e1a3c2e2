#include "text/fold.h"

#include <array>

#include "base/utf8.h"

namespace isnad {

namespace {

constexpr char kVanish = '\0';
constexpr char32_t kTatweel = 0x0640;

// U+0621..U+064A, one byte a letter.
constexpr std::array<char, 0x4A - 0x21 + 1> kLetters = {
    '\'',    'A', 'A', '&', 'A', '}', 'A', 'b', 'p', 't', 'v', 'j', 'H', 'x',  // 0621-062E
    'd',     '*', 'r', 'z', 's', '$', 'S', 'D', 'T', 'Z', 'E', 'g',            // 062F-063A
    'k',     'k', 'y', 'y', 'y',                            // 063B-063F rare forms
    kVanish,                                                // 0640 tatweel
    'f',     'q', 'k', 'l', 'm', 'n', 'h', 'w', 'y', 'y'};  // 0641-064A

// Presentation forms: the letters of forms A that newspapers' type-setting leaves behind, and forms
// B (U+FE70..U+FEFC) without the lam-alef ligatures.
// Each letter has 1, 2 or 4 forms in a row, in the order of the code chart.
struct FormRun {
  char32_t first;
  char32_t last;
  char letter;
};
constexpr FormRun kForms[] = {
    {0xFB50, 0xFB51, 'A'}, {0xFB56, 0xFB59, 'P'}, {0xFB6A, 0xFB6D, 'V'},  {0xFB7A, 0xFB7D, 'J'},
    {0xFB8A, 0xFB8B, 'j'}, {0xFB8E, 0xFB91, 'k'}, {0xFB92, 0xFB95, 'G'},  {0xFBA6, 0xFBAD, 'h'},
    {0xFBAE, 0xFBAF, 'y'}, {0xFBFC, 0xFBFF, 'y'}, {0xFE80, 0xFE80, '\''}, {0xFE81, 0xFE84, 'A'},
    {0xFE85, 0xFE86, '&'}, {0xFE87, 0xFE88, 'A'}, {0xFE89, 0xFE8C, '}'},  {0xFE8D, 0xFE8E, 'A'},
    {0xFE8F, 0xFE92, 'b'}, {0xFE93, 0xFE94, 'p'}, {0xFE95, 0xFE98, 't'},  {0xFE99, 0xFE9C, 'v'},
    {0xFE9D, 0xFEA0, 'j'}, {0xFEA1, 0xFEA4, 'H'}, {0xFEA5, 0xFEA8, 'x'},  {0xFEA9, 0xFEAA, 'd'},
    {0xFEAB, 0xFEAC, '*'}, {0xFEAD, 0xFEAE, 'r'}, {0xFEAF, 0xFEB0, 'z'},  {0xFEB1, 0xFEB4, 's'},
    {0xFEB5, 0xFEB8, '$'}, {0xFEB9, 0xFEBC, 'S'}, {0xFEBD, 0xFEC0, 'D'},  {0xFEC1, 0xFEC4, 'T'},
    {0xFEC5, 0xFEC8, 'Z'}, {0xFEC9, 0xFECC, 'E'}, {0xFECD, 0xFED0, 'g'},  {0xFED1, 0xFED4, 'f'},
    {0xFED5, 0xFED8, 'q'}, {0xFED9, 0xFEDC, 'k'}, {0xFEDD, 0xFEE0, 'l'},  {0xFEE1, 0xFEE4, 'm'},
    {0xFEE5, 0xFEE8, 'n'}, {0xFEE9, 0xFEEC, 'h'}, {0xFEED, 0xFEEE, 'w'},  {0xFEEF, 0xFEF4, 'y'}};

bool is_zero_width(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x00AD || c == 0x061C;
}

bool is_diacritic(char32_t c) {
  return (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x0610 && c <= 0x061A) ||
         (c >= 0x06D6 && c <= 0x06ED) || (c >= 0x0300 && c <= 0x036F);
}

char latin(char lower) { return static_cast<char>(lower | 0x80); }

char fold_latin(char32_t c) {
  if (c >= 'A' && c <= 'Z') return latin(static_cast<char>('a' + (c - 'A')));
  if (c >= 'a' && c <= 'z') return latin(static_cast<char>(c));
  // Letters of Latin-1 and Latin Extended-A lose their marks as far as French and Turkish names
  // need it.
  switch (c) {
    case 0xE0:
    case 0xE1:
    case 0xE2:
    case 0xE4:
    case 0xC0:
    case 0xC2:
      return latin('a');
    case 0xE7:
    case 0xC7:
      return latin('c');
    case 0xE8:
    case 0xE9:
    case 0xEA:
    case 0xEB:
    case 0xC8:
    case 0xC9:
    case 0xCA:
      return latin('e');
    case 0xEE:
    case 0xEF:
    case 0x131:
    case 0x130:
      return latin('i');
    case 0xF4:
    case 0xF6:
    case 0xD6:
      return latin('o');
    case 0x15F:
    case 0x15E:
      return latin('s');
    case 0xF9:
    case 0xFB:
    case 0xFC:
    case 0xDC:
      return latin('u');
    case 0x11F:
    case 0x11E:
      return latin('g');
    default:
      return 0;
  }
}

char fold_punctuation(char32_t c) {
  switch (c) {
    case '\n':
    case '\r':
    case 0x2028:
    case 0x2029:
      return kNewline;
    case ' ':
    case '\t':
    case 0xA0:
    case 0x202F:
    case 0x3000:
      return kSpace;
    case ',':
    case 0x060C:
    case 0x066C:
      return kComma;
    case ';':
    case 0x061B:
      return kSemicolon;
    case '.':
    case 0x06D4:
    case 0x066B:
    case 0x2026:
      return kStop;
    case '?':
    case 0x061F:
      return kQuestion;
    case '!':
      return kExclaim;
    case ':':
      return kColon;
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case '_':
      return kDash;
    case '/':
    case '\\':
      return kSlash;
    case '(':
    case '[':
    case '{':
    case 0xFD3F:
      return kOpen;
    case ')':
    case ']':
    case '}':
    case 0xFD3E:
      return kClose;
    case '%':
    case 0x066A:
      return kPercent;
    case 0x00AB:
    case 0x201C:
    case 0x201F:
    case 0x2039:
      return kQuoteOpen;
    case 0x00BB:
    case 0x201D:
    case 0x203A:
      return kQuoteClose;
    case '"':
    case 0x201E:
    case 0x2033:
      return kQuotePlain;
    default:
      return (c >= 0x2000 && c <= 0x200A) ? kSpace : kOther;
  }
}

// Can a tatweel lengthen the join to this?
bool joins(char32_t c) {
  return (c >= 0x0620 && c <= 0x06D3) || is_diacritic(c) || c == 0x200C || c == 0x200D;
}

}  // namespace

bool is_arabic_letter_byte(char c) {
  switch (c) {
    case '\'':
    case '&':
    case '}':
    case '*':
    case '$':
      return true;
    default:
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}

char fold_code_point(char32_t c) {
  if (c >= 0x0621 && c <= 0x064A) return kLetters[c - 0x0621];
  if (c < 0x80 && c >= '0' && c <= '9') return static_cast<char>(c);
  if (c >= 0x0660 && c <= 0x0669) return static_cast<char>('0' + (c - 0x0660));
  if (c >= 0x06F0 && c <= 0x06F9) return static_cast<char>('0' + (c - 0x06F0));
  if (is_diacritic(c) || is_zero_width(c)) return kVanish;
  if (const char letter = fold_latin(c)) return letter;
  switch (c) {
    case 0x0671:
    case 0x0672:
    case 0x0673:
      return 'A';
    case 0x067E:
      return 'P';
    case 0x0686:
      return 'J';
    case 0x0698:
      return 'j';
    case 0x06A4:
      return 'V';
    case 0x06A9:
      return 'k';
    case 0x06AF:
      return 'G';
    case 0x06BE:
    case 0x06C1:
    case 0x06D5:
      return 'h';
    case 0x06CC:
    case 0x06D2:
      return 'y';
    default:
      break;
  }
  if (c >= 0xFB50 && c <= 0xFEF4) {
    for (const FormRun& run : kForms) {
      if (c >= run.first && c <= run.last) return run.letter;
    }
  }
  if (c >= 0xFE70 && c <= 0xFE7F) return kVanish;
  return fold_punctuation(c);
}

Folded fold(std::u32string_view text) {
  Folded out;
  out.bytes.reserve(text.size() < 64 ? 64 : text.size());  // never in the small-string buffer
  out.origin.reserve(text.size() + 1);
  auto put = [&](char b, size_t at) {
    out.bytes.push_back(b);
    out.origin.push_back(static_cast<uint32_t>(at));
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c >= 0xFEF5 && c <= 0xFEFC) {  // lam-alef ligatures are two letters
      put('l', i);
      put('A', i);
      continue;
    }
    if (c == kTatweel && (i == 0 || !joins(text[i - 1])) &&
        (i + 1 == text.size() || !joins(text[i + 1]))) {
      put(kDash, i);  // a tatweel by itself is typed for a dash
      continue;
    }
    if (c == 0xFDF2) {  // the ligature of the name of God
      for (char b : {'A', 'l', 'l', 'h'}) put(b, i);
      continue;
    }
    if (const char b = fold_code_point(c)) put(b, i);
  }
  out.origin.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

std::string fold_key(std::string_view utf8) {
  auto text = decode_utf8(utf8);
  return text ? fold(*text).bytes : std::string();
}

std::string folded_to_ascii(std::string_view folded) {
  std::string out;
  for (char b : folded) {
    if (is_latin_byte(b)) {
      out.push_back(latin_letter(b));
    } else if (b == kQuoteOpen || b == kQuoteClose || b == kQuotePlain) {
      out.push_back('"');
    } else if (b == kOther) {
      out.push_back('#');
    } else {
      out.push_back(b);
    }
  }
  return out;
}

}  // namespace isnad
