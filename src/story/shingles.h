#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "base/span.h"
#include "text/parts.h"
#include "text/text.h"

// A text as the finder of copies sees it: a row of hashed words, and the few stretches of it that
// stand for all (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003).

namespace isnad {

// The words of a text in order: folded, without punctuation, without what is no part of the article
// (furniture, byline, dateline).
struct HashedWords {
  std::vector<uint32_t> words;
  std::vector<Span> spans;  // of each, code points

  size_t size() const { return words.size(); }
};

// No furniture, byline or dateline.
bool is_article(Part part);

// REQUIRES: PartReader::mark(view) has run.
HashedWords hashed_words(const TextView& view, const std::optional<DatelineReading>& dateline);

// Words of one shingle.
inline constexpr size_t kShingle = 5;
// Two texts that share this many words in a row share a print.
inline constexpr size_t kSurelyPrinted = 12;

// Hashes of all shingles of a text, in order: [i] is that of the words [i, i + kShingle).
std::vector<uint32_t> shingles_of(const HashedWords& text);

// A shingle that stands for its surroundings.
struct Print {
  uint32_t hash = 0;
  uint32_t word = 0;  // its first
};

// The prints of a text in its order. A text of fewer words than a shingle has none.
std::vector<Print> prints_of(const HashedWords& text);

// Their hashes, ascending, each once.
std::vector<uint32_t> hashes_of(const std::vector<Print>& prints);

// Immutable; any number of threads may use one.
class WordHasher {
 public:
  // Keeps references into the image: it must outlive the reader. Errors: corrupt.
  static Result<WordHasher> open(const Image& image);
  WordHasher(WordHasher&&) noexcept;
  ~WordHasher();

  HashedWords read(std::u32string_view text) const;

 private:
  struct Impl;
  explicit WordHasher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
