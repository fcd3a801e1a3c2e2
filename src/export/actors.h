#pragma once
#include <map>
#include <string>
#include <vector>

#include "entities/gazetteer.h"
#include "export/codings.h"
#include "store/case_file.h"

// Who a code of a record is, in the terms of other codings.

namespace isnad {

struct ActorInfo {
  std::string code;
  std::string key;  // of data/export/actors.tsv: "state", "organization:party", "GEN:rebels"
  std::string name_en;
  std::string name_ar;
  std::string state;  // alpha-3 of the state that it is or belongs to; empty where none is known
  std::string wikidata;
  ActorCodes codes;
};

// Looks each code up once: in the knowledge base, else in the case. Not thread safe; the image and
// the case must outlive it.
class ActorBook {
 public:
  // Errors: corrupt.
  static Result<ActorBook> open(const Image& image, const CaseFile& file);

  // The reference stays valid as long as the book. Errors: of the case file.
  Result<const ActorInfo*> find(const std::string& code);
  // All of them, in their order.
  Result<std::vector<const ActorInfo*>> find_all(const std::vector<std::string>& codes);

 private:
  ActorBook(Gazetteer gazetteer, Codings codings, const CaseFile& file)
      : gazetteer_(std::move(gazetteer)), codings_(std::move(codings)), file_(&file) {}
  Result<ActorInfo> look_up(const std::string& code) const;

  Gazetteer gazetteer_;
  Codings codings_;
  const CaseFile* file_;
  std::map<std::string, ActorInfo, std::less<>> known_;
};

// English names, for columns of several.
std::string names_of(const std::vector<const ActorInfo*>& actors);

}  // namespace isnad
