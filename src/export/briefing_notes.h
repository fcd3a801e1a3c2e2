#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "export/briefing.h"

namespace isnad {

// Collects the sources of a briefing's lines; the same words of the same article are one.
class NoteBook {
 public:
  // Its number, in the order of the calls, from 0.
  size_t add(const Where& where, const std::vector<Span>& spans);
  // Each with its sentence and the article's title, every article read once. Error: of the file.
  Result<std::vector<BriefingNote>> resolve(const CaseFile& file) const;

 private:
  using Key = std::pair<std::string, std::vector<Span>>;  // document, spans
  std::map<Key, size_t> numbers_;
  std::vector<Where> where_;
};

}  // namespace isnad
