#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "store/case_file.h"

// The names of a case, to be found by how they begin, for boxes that suggest while somebody types.

namespace isnad {

// Immutable; may be read by many threads.
class NameIndex {
 public:
  // Errors: of the case.
  static Result<NameIndex> open(const CaseFile& file);

  // Those whose code, or whose English or Arabic name or a later word of it, begins with the text,
  // named in most articles first. Arabic is compared folded (docs/decisions/0001), Latin in any
  // case of letters.
  std::vector<const EntityRow*> begin_with(const std::string& text, size_t most) const;

 private:
  // A name from one of its words on.
  struct Key {
    uint64_t opening;  // its first eight bytes, the first one highest: most comparisons end there
    uint32_t at;       // in names_
    uint32_t row;
  };
  int compare(const Key& a, const Key& b) const;

  std::vector<EntityRow> rows_;  // as CaseFile::entities gives them: the commonest first
  std::string names_;            // folded, each with a NUL behind it
  std::vector<Key> keys_;        // by text, then row
};

}  // namespace isnad
