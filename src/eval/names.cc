#include "eval/names.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/utf8.h"

namespace isnad {

namespace {

icu::UnicodeString from_utf8(std::string_view s) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(s.data(), static_cast<int32_t>(s.size())));
}

std::u32string code_points(const icu::UnicodeString& s) {
  std::u32string out;
  for (int32_t i = 0; i < s.length(); i = s.moveIndex32(i, 1)) {
    out.push_back(static_cast<char32_t>(s.char32At(i)));
  }
  return out;
}

bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

// A block of equal code points: a[a_begin ..] and b[b_begin ..].
struct Block {
  size_t a_begin;
  size_t b_begin;
  size_t size;
};

// difflib's matcher: where each code point stands in b, popular ones left out when b is long.
class Matcher {
 public:
  Matcher(std::u32string_view a, std::u32string_view b) : a_(a), b_(b) {
    for (size_t j = 0; j < b.size(); ++j) positions_[b[j]].push_back(j);
    if (b.size() >= 200) {
      const size_t most = b.size() / 100 + 1;
      for (auto it = positions_.begin(); it != positions_.end();) {
        it = it->second.size() > most ? positions_.erase(it) : std::next(it);
      }
    }
  }

  // Sum of the sizes of the matching blocks: the longest first, then left and right of it.
  size_t matches(size_t a_lo, size_t a_hi, size_t b_lo, size_t b_hi) const {
    const Block m = longest(a_lo, a_hi, b_lo, b_hi);
    if (m.size == 0) return 0;
    size_t sum = m.size;
    if (a_lo < m.a_begin && b_lo < m.b_begin) sum += matches(a_lo, m.a_begin, b_lo, m.b_begin);
    if (m.a_begin + m.size < a_hi && m.b_begin + m.size < b_hi) {
      sum += matches(m.a_begin + m.size, a_hi, m.b_begin + m.size, b_hi);
    }
    return sum;
  }

 private:
  Block longest(size_t a_lo, size_t a_hi, size_t b_lo, size_t b_hi) const {
    Block best{a_lo, b_lo, 0};
    std::unordered_map<size_t, size_t> lengths;  // of the run that ends at b[j] in the last row
    for (size_t i = a_lo; i < a_hi; ++i) {
      std::unordered_map<size_t, size_t> row;
      const auto found = positions_.find(a_[i]);
      if (found != positions_.end()) {
        for (const size_t j : found->second) {
          if (j < b_lo) continue;
          if (j >= b_hi) break;
          size_t k = 1;
          if (j > 0) {
            const auto before = lengths.find(j - 1);
            if (before != lengths.end()) k += before->second;
          }
          row[j] = k;
          if (k > best.size) best = {i + 1 - k, j + 1 - k, k};
        }
      }
      lengths = std::move(row);
    }
    // Popular code points, which start no block, may still extend one.
    while (best.a_begin > a_lo && best.b_begin > b_lo &&
           a_[best.a_begin - 1] == b_[best.b_begin - 1]) {
      --best.a_begin;
      --best.b_begin;
      ++best.size;
    }
    while (best.a_begin + best.size < a_hi && best.b_begin + best.size < b_hi &&
           a_[best.a_begin + best.size] == b_[best.b_begin + best.size]) {
      ++best.size;
    }
    return best;
  }

  std::u32string_view a_;
  std::u32string_view b_;
  std::map<char32_t, std::vector<size_t>> positions_;
};

}  // namespace

std::u32string plain_name(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return {};
  const icu::UnicodeString decomposed = nfkd->normalize(from_utf8(name), status);
  if (U_FAILURE(status)) return {};
  icu::UnicodeString bare;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_getCombiningClass(c) == 0) bare.append(c);
  }
  return code_points(bare.foldCase(U_FOLD_CASE_DEFAULT));
}

bool is_upper(std::string_view s) {
  bool cased = false;
  for (const char32_t c : code_points(from_utf8(s))) {
    const auto u = static_cast<UChar32>(c);
    if (u_isULowercase(u) || u_charType(u) == U_TITLECASE_LETTER) return false;
    cased = cased || u_isUUppercase(u);
  }
  return cased;
}

double similarity(std::u32string_view a, std::u32string_view b) {
  const size_t length = a.size() + b.size();
  if (length == 0) return 1.0;
  const size_t same = Matcher(a, b).matches(0, a.size(), 0, b.size());
  return 2.0 * static_cast<double>(same) / static_cast<double>(length);
}

std::vector<std::u32string> split_words(std::u32string_view s) {
  std::vector<std::u32string> words;
  for (size_t i = 0; i < s.size();) {
    while (i < s.size() && is_space(s[i])) ++i;
    const size_t begin = i;
    while (i < s.size() && !is_space(s[i])) ++i;
    if (i > begin) words.emplace_back(s.substr(begin, i - begin));
  }
  return words;
}

std::string path_stem(std::string_view path) {
  std::string_view name;
  while (!path.empty()) {
    const size_t slash = path.rfind('/');
    const std::string_view last = slash == std::string_view::npos ? path : path.substr(slash + 1);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
    if (!last.empty() && last != ".") {
      name = last;
      break;
    }
  }
  const size_t dot = name.rfind('.');
  const bool ending = dot != std::string_view::npos && dot > 0 && dot + 1 < name.size();
  return std::string(ending ? name.substr(0, dot) : name);
}

bool decode_as_python(std::string_view bytes, std::u32string& out) {
  const bool mark = bytes.substr(0, 3) == "\xEF\xBB\xBF";
  const Result<std::u32string> text = decode_utf8(bytes);
  if (!text) return false;
  out.clear();
  if (mark) out.push_back(0xFEFF);
  for (size_t i = 0; i < text->size(); ++i) {
    const char32_t c = (*text)[i];
    if (c == '\r') {
      out.push_back('\n');
      if (i + 1 < text->size() && (*text)[i + 1] == '\n') ++i;
    } else {
      out.push_back(c);
    }
  }
  return true;
}

}  // namespace isnad
