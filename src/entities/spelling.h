#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"

// How foreign names sound, so that their spellings meet: bryGwjyn, bryGwzyn, bryjwjn. A phonetic
// key in the manner of Soundex (Russell 1918), with several keys where a letter has several sounds.
// Immutable, shared by threads.

namespace isnad {

// A row of data/names/sounds.tsv.
struct SoundRow {
  StrRef sounds;
  uint32_t native;  // 1: names that Arabic borrows are not written with it
};

class Spelling {
 public:
  Spelling() = default;
  static Spelling open(const Image& image);
  // For the compiler of the image: sounds of a folded letter.
  void set(char letter, std::string_view sounds, bool native);

  // All keys of a folded name: its sounds, doubled ones once, words joined by a space. At most 16;
  // empty if fewer than `kLeast` sounds are heard, or if too many readings are possible.
  std::vector<std::string> keys(const std::vector<std::string>& words) const;

  // Do two folded words have a key in common? Words with fewer than two sounds do not.
  bool alike(std::string_view a, std::string_view b) const;

  // Are two folded words one name by ear and by eye: alike, and no more than a fifth of the shorter
  // one's letters apart (weighted edit distance: letters of one sound, and letters that are not
  // heard, count half)? A word with a native letter is Arabic, and another long vowel makes it
  // another word (Attaf, Utayf).
  bool respelt(std::string_view a, std::string_view b) const;

  static constexpr size_t kLeast = 4;

 private:
  bool one_sound(char a, char b) const;
  bool is_native(std::string_view word) const;
  // Does one write a letter that is not heard where the other writes another one?
  bool other_vowel(std::string_view a, std::string_view b) const;
  // Appends the word's sounds to each of `keys`.
  void extend(std::string_view word, std::vector<std::string>& keys) const;

  std::array<std::string, 256> sounds_;
  std::array<bool, 256> known_{};
  std::array<bool, 256> native_{};
};

// A spelling of a listed person, found by the key of its first and last word.
struct RespeltRow {
  StrRef id;
  StrRef name;  // these two words, folded
};

}  // namespace isnad
