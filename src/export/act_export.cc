#include "export/act_export.h"

#include <algorithm>

#include "base/image.h"

namespace isnad {

Result<std::unique_ptr<ActTables>> ActTables::open(const Export& e) {
  Result<PlaceTable> places = PlaceTable::open(*e.image);
  if (!places) return tl::unexpected<Error>(places.error());
  Result<Codings> codings = Codings::open(*e.image);
  if (!codings) return tl::unexpected<Error>(codings.error());
  Result<ActorBook> book = ActorBook::open(*e.image, e.file);
  if (!book) return tl::unexpected<Error>(book.error());
  return std::unique_ptr<ActTables>(
      new ActTables(std::move(*places), std::move(*codings), std::move(*book)));
}

Result<void> each_told_act(Export& e, const ActTables& tables,
                           const std::function<Result<void>(const ToldAct&)>& visit) {
  Filter filter = e.options.filter;
  filter.alone = true;
  return e.file.each_happening(filter, [&](const HappeningRow& row) -> Result<void> {
    if (row.reports.empty()) return {};  // read anew since, and not refreshed yet
    const ToldAct act = told_act(row, tables.places, tables.codings);
    if (act.factuality == Factuality::denied || act.factuality == Factuality::possible) {
      e.tally.left_out("acts that are only denied or possible",
                       std::string(event_type_name(act.type)));
      return {};
    }
    return visit(act);
  });
}

Result<const StoredDocument*> ArticleShelf::find(const std::string& id) {
  ++clock_;
  auto found = kept_.find(id);
  if (found == kept_.end()) {
    Result<StoredDocument> document = file_.document(id);
    if (!document) return tl::unexpected<Error>(document.error());
    if (kept_.size() >= kKept) {
      kept_.erase(std::min_element(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) {
        return a.second.first < b.second.first;
      }));
    }
    found = kept_.emplace(id, std::pair(clock_, std::move(*document))).first;
  }
  found->second.first = clock_;
  return &found->second.second;
}

std::string outlet_of(const Where& where) {
  if (where.outlet && !where.outlet->empty()) return *where.outlet;
  return where.uri;
}

uint64_t NumberBook::number(const std::string& key, int bits) {
  const uint64_t mask = (uint64_t{1} << bits) - 1;
  for (uint64_t n = std::max<uint64_t>(hash_bytes(key) & mask, 1);; n = n % mask + 1) {
    if (take(key, n)) return n;
  }
}

bool NumberBook::take(const std::string& key, uint64_t number) {
  return taken_.emplace(number, key).first->second == key;
}

}  // namespace isnad
