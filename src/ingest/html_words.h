#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

// What data/ingest/page.tsv and data/text/furniture.tsv say of pages, compiled into the program.

namespace isnad {

// What the names of an element say.
enum PageCue : uint8_t {
  kCueNone = 0,
  kCueDrop = 1,  // furniture, unless it holds the article
  kCueHard = 2,  // furniture that may be longer than the article
  kCueBody = 4,  // holds the article
  kCuePost = 8   // a contribution to a forum
};

struct FurniturePhrase {
  uint8_t max_words = 0;
  bool opens = false;  // anything may follow
  bool block = false;  // what follows in short lines belongs to it
  bool keep = false;
};

class PageWords {
 public:
  // The one table; made at first use, then immutable.
  static const PageWords& get();

  // The PageCues of a class, id or role attribute, or of the like.
  uint8_t cues(std::string_view attribute) const;

  // Names of meta elements and the like in their order of trust, lower case; empty for no kind.
  const std::vector<std::string>& list(const std::string& kind) const;
  bool in(const std::string& kind, std::string_view value) const;

  // The longest phrase of furniture that the folded line begins with, and where it ends in it.
  const FurniturePhrase* furniture(std::string_view folded, size_t& end) const;

 private:
  PageWords();
  void add_cue(const std::string& value, uint8_t cue);
  uint8_t token_cues(std::string_view name) const;

  std::unordered_map<std::string, uint8_t> words_;  // hyphenated words -> cues
  std::unordered_map<std::string, uint8_t> whole_;  // whole names -> cues
  std::unordered_set<std::string> skip_;
  std::map<std::string, std::vector<std::string>> lists_;
  std::unordered_map<std::string, FurniturePhrase> furniture_;
  std::vector<size_t> furniture_lengths_;  // of the keys, descending
};

// The rows of a data file that was checked when it was compiled in: fields without comments and
// header.
std::vector<std::vector<std::string_view>> embedded_rows(std::string_view tsv);

}  // namespace isnad
