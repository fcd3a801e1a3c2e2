#include "answer/name_index.h"

#include <algorithm>
#include <tuple>

#include "text/fold.h"

namespace isnad {

Result<NameIndex> NameIndex::open(const CaseFile& file) {
  Result<std::vector<EntityRow>> rows = file.entities({});
  if (!rows) return tl::unexpected<Error>(rows.error());
  NameIndex out;
  out.rows_ = std::move(*rows);
  for (uint32_t i = 0; i < out.rows_.size(); ++i) {
    const EntityRow& row = out.rows_[i];
    for (const std::string* name : {&row.code, &row.name_en, &row.name_ar}) {
      const std::string key = fold_key(*name);
      for (size_t at = 0; at < key.size();) {
        out.keys_.push_back({key.substr(at), i});
        at = key.find(' ', at);
        if (at == std::string::npos) break;
        ++at;
      }
    }
  }
  std::sort(out.keys_.begin(), out.keys_.end(), [](const Key& a, const Key& b) {
    return std::tie(a.text, a.row) < std::tie(b.text, b.row);
  });
  return out;
}

std::vector<const EntityRow*> NameIndex::begin_with(const std::string& text, size_t most) const {
  const std::string key = fold_key(text);
  std::vector<uint32_t> found;
  auto at =
      std::lower_bound(keys_.begin(), keys_.end(), key,
                       [](const Key& k, const std::string& wanted) { return k.text < wanted; });
  for (; at != keys_.end() && at->text.compare(0, key.size(), key) == 0; ++at) {
    found.push_back(at->row);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > most) found.resize(most);
  std::vector<const EntityRow*> out;
  for (const uint32_t i : found) out.push_back(&rows_[i]);
  return out;
}

}  // namespace isnad
