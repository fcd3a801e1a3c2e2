#include "answer/name_index.h"

#include <algorithm>
#include <cstring>

#include "text/fold.h"

namespace isnad {

namespace {

// The first eight bytes of a text that ends in NUL, the first one highest.
uint64_t opening_of(const char* text) {
  uint64_t out = 0;
  for (int i = 0; i < 8; ++i) {
    out <<= 8;
    if (*text != 0) out |= static_cast<unsigned char>(*text++);
  }
  return out;
}

}  // namespace

int NameIndex::compare(const Key& a, const Key& b) const {
  if (a.opening != b.opening) return a.opening < b.opening ? -1 : 1;
  return std::strcmp(&names_[a.at], &names_[b.at]);
}

Result<NameIndex> NameIndex::open(const CaseFile& file) {
  Result<std::vector<EntityRow>> rows = file.entities({});
  if (!rows) return tl::unexpected<Error>(rows.error());
  NameIndex out;
  out.rows_ = std::move(*rows);
  std::vector<std::pair<uint32_t, uint32_t>> begins;  // in names_, and the row
  for (uint32_t i = 0; i < out.rows_.size(); ++i) {
    const EntityRow& row = out.rows_[i];
    for (const std::string* name : {&row.code, &row.name_en, &row.name_ar}) {
      const std::string key = fold_key(*name);
      const auto begin = static_cast<uint32_t>(out.names_.size());
      for (size_t at = 0; at < key.size(); ++at) {
        if (at == 0 || key[at - 1] == ' ') begins.push_back({begin + static_cast<uint32_t>(at), i});
      }
      out.names_ += key;
      out.names_ += '\0';
    }
  }
  out.keys_.reserve(begins.size());
  for (const auto& [at, row] : begins) {
    out.keys_.push_back({opening_of(&out.names_[at]), at, row});
  }
  std::sort(out.keys_.begin(), out.keys_.end(), [&](const Key& a, const Key& b) {
    const int order = out.compare(a, b);
    return order != 0 ? order < 0 : a.row < b.row;
  });
  return out;
}

std::vector<const EntityRow*> NameIndex::begin_with(const std::string& text, size_t most) const {
  const std::string key = fold_key(text);
  std::vector<uint32_t> found;
  auto at = std::lower_bound(keys_.begin(), keys_.end(), key,
                             [&](const Key& k, const std::string& wanted) {
                               return std::strcmp(&names_[k.at], wanted.c_str()) < 0;
                             });
  for (; at != keys_.end() && std::strncmp(&names_[at->at], key.c_str(), key.size()) == 0; ++at) {
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
