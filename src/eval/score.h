#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

// Records against gold files: the figures of the reference scorer, to the last digit. What counts
// as found is told in score.cc where each kind is matched.

namespace isnad {

struct Score {
  double precision = 0;  // all three rounded to three places
  double recall = 0;
  double f1 = 0;
  int gold = 0;
  int found = 0;
  int spurious = 0;
};

struct Scores {
  std::vector<std::pair<std::string, Score>> kinds;        // events, relations, claims, times
  std::vector<std::pair<std::string, double>> attributes;  // published, date, factuality, source
  // Event type -> its counts (gold, found, spurious) in the order in which they first occurred.
  std::map<std::string, std::vector<std::pair<std::string, int>>> by_type;
  std::vector<std::string> faults;  // "<doc> missed events: {...}", "<doc> spurious ..."
};

// Gives the text of a gold document by its name.
using TextOf = std::function<Result<std::u32string>(const std::string& doc)>;

// `records`: lines of extract output. `gold`: a folder of *.json files. A gold document without a
// line counts as all missed. Errors: not_found, empty (no gold), bad_format.
Result<Scores> score(const std::vector<std::string>& records, const std::filesystem::path& gold,
                     const TextOf& text_of);

std::string scores_as_text(const Scores& scores);
std::string scores_as_json(const Scores& scores);

// The texts of an evaluation: FOLDER/NAME.txt, or the lines of a .jsonl file (name: that of uri).
Result<TextOf> texts_of(const std::filesystem::path& texts);

}  // namespace isnad
