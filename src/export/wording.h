#pragma once
#include <string>
#include <string_view>

#include "base/image.h"
#include "base/result.h"
#include "export/wording_rows.h"

namespace isnad {

// How a briefing says an act or a fact (data/export/wording.tsv). The image must outlive it.
class Wording {
 public:
  // Errors: corrupt (the image lacks the table).
  static Result<Wording> open(const Image& image);

  struct Said {
    std::string_view between;  // the one and the other
    std::string_view alone;    // empty: `between`, and that nobody is told
  };
  Said act(std::string_view type, std::string_view mode) const;
  Said fact(std::string_view kind) const;

 private:
  Said find(const std::string& key, const std::string& otherwise) const;

  const Image* image_ = nullptr;
  KeyTable<WordingRow> table_;
};

}  // namespace isnad
