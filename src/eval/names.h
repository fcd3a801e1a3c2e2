#pragma once
#include <string>
#include <string_view>
#include <vector>

// How names are compared when records are scored: the same arithmetic as the reference scorer,
// which leans on Python's strings and its difflib. All strings are UTF-8.

namespace isnad {

// Compatibility-decomposed, without combining marks, case folded.
std::u32string plain_name(std::string_view name);

// Python's str.isupper: at least one upper-case letter and none of lower or title case.
bool is_upper(std::string_view s);

// difflib.SequenceMatcher(None, a, b).ratio(), 0 to 1, with its heuristic for long b.
double similarity(std::u32string_view a, std::u32string_view b);

// Python's str.split(): the parts between white space.
std::vector<std::u32string> split_words(std::u32string_view s);

// pathlib.PurePath(path).stem: the last component without its last ending.
std::string path_stem(std::string_view path);

// UTF-8 to code points as Python reads a text file: strictly, a byte order mark kept, all line ends
// made \n. Returns false if it is no UTF-8.
bool decode_as_python(std::string_view bytes, std::u32string& out);

}  // namespace isnad
