#pragma once
#include <map>
#include <string>
#include <vector>

#include "store/case_file.h"

namespace isnad {

// Names beside codes, from a case file; each code is looked up once.
class NameBook {
 public:
  explicit NameBook(const CaseFile& file) : file_(file) {}

  const Name& name(const std::string& code);
  void forget() { known_.clear(); }  // the case has changed
  // "RUS Russia"; the code alone where it is the name itself or none is known.
  std::string label(const std::string& code);
  std::string labels(const std::vector<std::string>& codes);   // with ", " between them
  std::string english(const std::vector<std::string>& codes);  // names alone, "; " between them
  // {"RUS":{"ar":"...","en":"Russia"},...} of the codes, each once, in their order.
  void append_json(const std::vector<std::string>& codes, std::string& out);

 private:
  const CaseFile& file_;
  std::map<std::string, Name> known_;
};

}  // namespace isnad
