#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/rows.h"

// What the other articles of a case have beside one of them, as the last refresh() left it: what a
// reader of that article is shown at its edge.

namespace isnad {

// Where the other one of two copies stands in time.
enum class CopyOrder : uint8_t {
  before,  // it was published earlier
  after,
  beside  // nothing says which came first
};
std::string_view copy_order_name(CopyOrder order);

// Words that this article shares with another.
struct BesideCopy {
  Where other;
  CopyOrder order = CopyOrder::beside;
  int64_t words = 0;
  int64_t told = 0;          // of them in no formula
  std::vector<Span> mine;    // code points of this article's text, ascending
  std::vector<Span> theirs;  // the same words in the other one's, in the same order
};

// A happening or fact that this article tells, and another one too.
struct BesideAccount {
  std::string id;
  std::string report;  // id of this article's first event or relation in it
  int64_t documents = 0;
  int64_t reports = 0;
  int64_t origins = 0;
};

struct BesideSide {
  std::string value;
  int64_t reports = 0;
  bool mine = false;  // does this article say so?
};

// A contradiction in which a report of this article stands.
struct BesideConflict {
  std::string id;
  std::string kind;
  std::string about;   // as in ConflictRow
  std::string report;  // id of this article's first event or relation in it
  std::vector<BesideSide> sides;
};

struct BesideStory {
  std::string id;
  std::string headline;
  int64_t articles = 0;
};

struct Beside {
  std::vector<BesideCopy> copies;         // those with most told words first, then by uri
  std::vector<BesideAccount> happenings;  // in the order of this article's reports
  std::vector<BesideAccount> facts;       // the same
  std::vector<BesideConflict> conflicts;  // the same
  std::optional<BesideStory> story;       // nothing if it is of this article alone
};

}  // namespace isnad
