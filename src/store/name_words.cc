#include "store/name_words.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/fold.h"

namespace isnad {

std::string name_key(std::string_view text) {
  // A folded byte as the code point of its number: a server takes no text that is not UTF-8.
  std::u32string points;
  for (const char c : fold_key(text)) points += static_cast<unsigned char>(c);
  return encode_utf8(points);
}

std::vector<std::string> name_words(std::string_view name) {
  const std::string key = name_key(name);
  std::vector<std::string> out;
  for (size_t at = 0; at < key.size(); ++at) {
    if (at == 0 || key[at - 1] == ' ') out.push_back(key.substr(at));
  }
  return out;
}

std::string past_beginning(const std::string& key) {
  return key + "\xC3\xBF";  // U+00FF: no folded byte is as high
}

bool has_word(std::string_view name, const std::string& key) {
  const std::vector<std::string> words = name_words(name);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& w) { return w.compare(0, key.size(), key) == 0; });
}

}  // namespace isnad
