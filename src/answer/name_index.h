#pragma once
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
  struct Key {
    std::string text;
    uint32_t row;
  };
  std::vector<EntityRow> rows_;  // as CaseFile::entities gives them: the commonest first
  std::vector<Key> keys_;        // by text, then row
};

}  // namespace isnad
