#pragma once
#include <string>
#include <string_view>
#include <vector>

// How names are found by the beginning of one of their words, for boxes that suggest while somebody
// types; included by src/store/*.cc alone.

namespace isnad {

// What is typed or named as name_word compares it: folded (docs/decisions/0001), Latin in any case
// of letters. Valid UTF-8 in the order of the folded bytes, so that both stores sort it alike.
std::string name_key(std::string_view text);

// The key from each word of the name on: all that may be typed of it is the beginning of one.
std::vector<std::string> name_words(std::string_view name);

// All keys that begin with `key`, which is not empty, are >= key and < this.
std::string past_beginning(const std::string& key);

// Does the name have a word that begins so?
bool has_word(std::string_view name, const std::string& key);

}  // namespace isnad
