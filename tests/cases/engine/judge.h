#pragma once
// Does a record hold what a line of an .expected file asks for? The comparisons are those of the
// reference scorer: see src/eval/score.cc.

#include <string>
#include <vector>

#include "record/record.h"
#include "samples.h"

namespace isnad::testing {

enum class Found { no, wrong_attribute, yes };

struct Verdict {
  Found found = Found::no;
  std::string why;  // for people: what is there instead, or which attribute differs
};

// A verdict for each line, in order (comments: yes). Every item of the record serves at most one
// line. Lines of no known form are not found, with the reason.
std::vector<Verdict> judge(const std::vector<Line>& lines, const Record& record,
                           const std::u32string& text);

}  // namespace isnad::testing
