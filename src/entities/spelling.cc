#include "entities/spelling.h"

#include <algorithm>

namespace isnad {

namespace {

constexpr size_t kMostKeys = 16;
constexpr size_t kShort = 4;     // letters of a short word
constexpr size_t kLongest = 40;  // letters of a word that may be a name

size_t heard(const std::string& key) {
  return static_cast<size_t>(
      std::count_if(key.begin(), key.end(), [](char c) { return c != ' '; }));
}

}  // namespace

Spelling Spelling::open(const Image& image) {
  Spelling out;
  const auto table = KeyTable<SoundRow>::open(image, "ent.sounds");
  for (int c = 1; c < 256; ++c) {
    const char letter = static_cast<char>(c);
    const auto rows = table.find(std::string_view(&letter, 1));
    if (!rows.empty()) out.set(letter, image.str(rows[0].sounds), rows[0].native != 0);
  }
  return out;
}

void Spelling::set(char letter, std::string_view sounds, bool native) {
  const auto at = static_cast<unsigned char>(letter);
  sounds_[at] = std::string(sounds);
  known_[at] = true;
  native_[at] = native;
}

void Spelling::extend(std::string_view word, std::vector<std::string>& keys) const {
  for (const char c : word) {
    const auto at = static_cast<unsigned char>(c);
    const std::string own(1, c);
    const std::string& sounds = known_[at] ? sounds_[at] : own;
    if (sounds.empty()) continue;
    std::vector<std::string> next;
    for (const std::string& key : keys) {
      for (const char s : sounds) {
        std::string longer = key;
        if (longer.empty() || longer.back() != s) longer += s;
        next.push_back(std::move(longer));
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    keys = std::move(next);
    if (keys.size() > kMostKeys) {
      keys.clear();
      return;
    }
  }
}

std::vector<std::string> Spelling::keys(const std::vector<std::string>& words) const {
  std::vector<std::string> keys{std::string()};
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) {
      for (std::string& key : keys) key += ' ';
    }
    extend(words[i], keys);
  }
  std::erase_if(keys, [](const std::string& key) { return heard(key) < kLeast; });
  return keys;
}

bool Spelling::alike(std::string_view a, std::string_view b) const {
  std::vector<std::string> left{std::string()};
  std::vector<std::string> right{std::string()};
  extend(a, left);
  extend(b, right);
  return std::any_of(left.begin(), left.end(), [&](const std::string& key) {
    return heard(key) >= 2 && std::find(right.begin(), right.end(), key) != right.end();
  });
}

bool Spelling::one_sound(char a, char b) const {
  const std::string own(1, b);
  const std::string& left = sounds_[static_cast<unsigned char>(a)];
  const std::string& right =
      known_[static_cast<unsigned char>(b)] ? sounds_[static_cast<unsigned char>(b)] : own;
  if (left.empty() && right.empty()) return true;
  return left.find_first_of(right) != std::string::npos;
}

bool Spelling::is_native(std::string_view word) const {
  return std::any_of(word.begin(), word.end(),
                     [&](char c) { return native_[static_cast<unsigned char>(c)]; });
}

bool Spelling::other_vowel(std::string_view a, std::string_view b) const {
  const auto silent = [&](char c) {
    const auto at = static_cast<unsigned char>(c);
    return known_[at] && sounds_[at].empty();
  };
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && silent(a[i]) && silent(b[i])) return true;
  }
  return false;
}

bool Spelling::respelt(std::string_view a, std::string_view b) const {
  if (a == b) return true;
  if (is_native(a) && other_vowel(a, b)) return false;
  if (a.size() > kLongest || b.size() > kLongest || !alike(a, b)) return false;
  // Edit distance (Levenshtein 1966) in halves. In short words another consonant is another name.
  const int sound = std::min(a.size(), b.size()) > kShort ? 1 : 2;
  const auto drop = [&](char c) {
    const auto at = static_cast<unsigned char>(c);
    return known_[at] && sounds_[at].empty() ? 1 : 2;
  };
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + drop(b[j]);
  for (const char c : a) {
    int corner = row[0];
    row[0] += drop(c);
    for (size_t j = 0; j < b.size(); ++j) {
      const int swap = corner + (c == b[j]            ? 0
                                 : one_sound(c, b[j]) ? (drop(c) == 1 ? 1 : sound)
                                                      : 2);
      corner = row[j + 1];
      row[j + 1] = std::min({swap, row[j + 1] + drop(c), row[j] + drop(b[j])});
    }
  }
  return row.back() * 5 <= static_cast<int>(2 * std::min(a.size(), b.size()));
}

}  // namespace isnad
