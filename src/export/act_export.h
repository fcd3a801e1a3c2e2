#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "entities/places.h"
#include "export/actors.h"
#include "export/codings.h"
#include "export/exporter.h"
#include "export/told_act.h"

// What the formats that count acts share: the tables, the walk over all acts, and what is left out
// for the same reasons in each.

namespace isnad {

// Tables and books of one export. Not thread safe; the export must outlive it.
struct ActTables {
  PlaceTable places;
  Codings codings;
  ActorBook actors;

  // Errors: corrupt. REQUIRES: e.image.
  static Result<std::unique_ptr<ActTables>> open(const Export& e);

 private:
  ActTables(PlaceTable p, Codings c, ActorBook a)
      : places(std::move(p)), codings(std::move(c)), actors(std::move(a)) {}
};

// Calls visit for every act that was done or is planned, by its first day. Acts that are only
// denied or only possible are counted as left out: these formats have no place for them, and would
// tell them as done.
Result<void> each_told_act(Export& e, const ActTables& tables,
                           const std::function<Result<void>(const ToldAct&)>& visit);

// Articles by id, the last few kept: reports of one act often share theirs with the next.
class ArticleShelf {
 public:
  explicit ArticleShelf(const CaseFile& file) : file_(file) {}
  // Valid until the next call.
  Result<const StoredDocument*> find(const std::string& id);

 private:
  static constexpr size_t kKept = 64;
  const CaseFile& file_;
  std::map<std::string, std::pair<uint64_t, StoredDocument>> kept_;  // with the time of its use
  uint64_t clock_ = 0;
};

// Outlets that printed the article, else its uri's.
std::string outlet_of(const Where& where);

// Numbers for ids, the same for the same key; two keys of one export never share one.
class NumberBook {
 public:
  // The lowest `bits` of a hash of the key; the next free number where another key has it.
  // REQUIRES: 16 <= bits <= 60.
  uint64_t number(const std::string& key, int bits);
  // Takes a number for the key, whatever its hash; false if another key has it.
  bool take(const std::string& key, uint64_t number);

 private:
  std::map<uint64_t, std::string> taken_;
};

}  // namespace isnad
