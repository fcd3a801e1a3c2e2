#include "text/language.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.h"
#include "text/parts_rows.h"

namespace isnad {

namespace {

constexpr size_t kHead = 4000;
constexpr size_t kMiddle = 2000;
constexpr size_t kMinLetters = 2;
// A word found counts as much as this many distinctive letters: words are surer evidence.
constexpr double kWordWeight = 4.0;
constexpr size_t kMaxWord = 9;  // code points; longer ones are no function words

char32_t lower(char32_t c) {
  if (c >= 0x0530) return c;
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x0410 && c <= 0x042F) return c + 32;
  if (c >= 0x0400 && c <= 0x040F) return c + 80;
  if (c == 0x0130) return 'i';
  if (c >= 0x0100 && c <= 0x017F && c != 0x0131 && c % 2 == 0) return c + 1;
  return c;
}

// Sums what speaks for each language.
class Counter {
 public:
  explicit Counter(const Image& image)
      : words_(KeyTable<LanguageWordRow>::open(image, "language.words")),
        letters_(image.rows<LanguageLetterRow>("language.letters")),
        tags_(image.rows<LanguageRow>("language.tags")),
        score_(tags_.size()) {}

  void add(std::u32string_view text) {
    std::string word;
    size_t length = 0;
    for (size_t i = 0; i <= text.size(); ++i) {
      const char32_t c = i < text.size() ? lower(text[i]) : U' ';
      const Script s = c == 0x0640 ? Script::none : script_of(c);
      if (s == Script::none) {
        const bool mark = c == 0x0640 || (c >= 0x064B && c <= 0x0652) || c == 0x200F;
        if (mark) continue;  // inside a word
        if (length > 0 && length <= kMaxWord) look_up(word);
        word.clear();
        length = 0;
        continue;
      }
      // Arabic and Hebrew leave most vowels out: the same text has fewer letters.
      const bool abjad = s == Script::arabic || s == Script::hebrew;
      letters_of_[static_cast<size_t>(s)] += abjad ? 3 : 2;
      if (c >= kBlock && c < kBlock + in_block_.size()) {
        ++in_block_[c - kBlock];
      } else {
        count_letter(c, 1);
      }
      if (++length <= kMaxWord) append_utf8(word, c);
    }
  }

  std::string best(const Image& image) {
    for (char32_t k = 0; k < in_block_.size(); ++k) {
      if (in_block_[k] > 0) count_letter(kBlock + k, in_block_[k]);
    }
    in_block_ = {};
    const auto top = std::max_element(letters_of_.begin(), letters_of_.end());
    const auto script = static_cast<Script>(top - letters_of_.begin());
    if (*top < 2 * kMinLetters || script == Script::other) return "und";
    size_t found = tags_.size();
    size_t first = tags_.size();
    for (size_t i = 0; i < tags_.size(); ++i) {
      if (tags_[i].script != script) continue;
      if (first == tags_.size()) first = i;
      if (score_[i] > 0 && (found == tags_.size() || score_[i] > score_[found])) found = i;
    }
    // The first language of a script is its default, but Latin letters alone say nothing.
    if (found == tags_.size()) found = script == Script::latin ? found : first;
    return found == tags_.size() ? "und" : std::string(image.str(tags_[found].tag));
  }

 private:
  void look_up(const std::string& word) {
    for (const LanguageWordRow& r : words_.find(word)) {
      if (r.language < score_.size()) score_[r.language] += kWordWeight;
    }
  }
  void count_letter(char32_t c, uint32_t times) {
    if (c < 0x80) return;
    auto it = std::lower_bound(
        letters_.begin(), letters_.end(), c,
        [](const LanguageLetterRow& r, char32_t value) { return r.letter < value; });
    for (; it != letters_.end() && it->letter == c; ++it) {
      if (it->language < score_.size()) score_[it->language] += times * it->weight;
    }
  }

  KeyTable<LanguageWordRow> words_;
  std::span<const LanguageLetterRow> letters_;
  std::span<const LanguageRow> tags_;
  std::vector<double> score_;
  std::array<size_t, static_cast<size_t>(Script::none)> letters_of_{};
  // Arabic letters are only counted at first: most texts have few others.
  static constexpr char32_t kBlock = 0x0600;
  std::array<uint32_t, 0x100> in_block_{};
};

}  // namespace

Script script_of(char32_t c) {
  if (c >= 0x0620 && c <= 0x064A) return Script::arabic;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Script::latin;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return Script::none;
  if (c <= 0x024F) return Script::latin;
  if (c < 0x0370) return Script::none;
  if (c >= 0x0400 && c <= 0x052F) return Script::cyrillic;
  if (c >= 0x05D0 && c <= 0x05EA) return Script::hebrew;
  if ((c >= 0x066E && c <= 0x06D3) || c == 0x06D5 || (c >= 0x0750 && c <= 0x077F) ||
      (c >= 0xFB50 && c <= 0xFDFB) || (c >= 0xFE70 && c <= 0xFEFC)) {
    return Script::arabic;
  }
  const bool mark = (c >= 0x0591 && c <= 0x05C7) || (c >= 0x060C && c <= 0x06FF) ||
                    (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
                    (c >= 0xFE00 && c <= 0xFEFF) || c >= 0x1F000;
  return mark ? Script::none : Script::other;
}

std::string detect_language(std::u32string_view text, const Image& image) {
  Counter counter(image);
  counter.add(text.substr(0, kHead));
  if (text.size() > kHead) {
    counter.add(text.substr(std::max(kHead, text.size() / 2), kMiddle));
  }
  return counter.best(image);
}

}  // namespace isnad
