#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "entities/places.h"
#include "store/case_file.h"

namespace isnad {

// Names beside codes, from a case file; each code is looked up once.
class NameBook {
 public:
  // Names of what no article of a case names as such: events take place in Riyadh where the text
  // means the state by it.
  using Others = std::function<Name(const std::string& code)>;

  explicit NameBook(const CaseFile& file, Others others = {})
      : file_(file), others_(std::move(others)) {}

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
  Others others_;
  std::map<std::string, Name> known_;
};

// A place's names; empty for what the knowledge base does not know.
Name name_of_place(const PlaceTable& places, const std::string& code);

}  // namespace isnad
