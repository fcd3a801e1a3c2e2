#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "morph/morph.h"

// What the check of the frame files compares them with: the tables of PLOVER and CAMEO, the
// prepositions that syntax knows, the morphology.

namespace isnad::compile {

struct FrameFacts {
  std::map<std::string, std::vector<std::string>> modes;  // type -> its modes
  std::map<std::string, std::set<std::string>> cameo;     // code -> the types that it stands for
  std::vector<std::string> contexts;
  std::map<std::string, std::string> prepositions;  // folded surface -> canonical form, as written

  // data/frames/modes.tsv, contexts.tsv, cameo.tsv, data/syntax/prepositions.tsv.
  static Result<FrameFacts> read(const std::filesystem::path& data);
};

// Which words the morphology can find in a text. Keys are folded. Not thread safe.
class FrameWords {
 public:
  // `image`: one that holds the lexicon's sections; others may be missing.
  static Result<FrameWords> open(Image image);

  // Can the form be this lemma of a verb (a noun or adjective)?
  bool verb(std::string_view key);
  bool nominal(std::string_view key);
  // Is it a form of any word at all? Letters that stand alone are clitics: b, l, k.
  bool form(std::string_view key);
  bool preposition(std::string_view key);

  // The words of a sentence as the events stage compares them: for each token the keys that a frame
  // may name.
  std::vector<std::set<std::string>> keys(std::u32string_view sentence);

 private:
  FrameWords() = default;
  std::unique_ptr<Image> image_;  // on the heap: the lexicon refers to it
  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<Analyser> analyser_;
};

// Of `known` the one that is spelt most like `word`; empty if none is near. By edit distance (at
// most a third of the letters, two at least); among equals the first.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace isnad::compile
