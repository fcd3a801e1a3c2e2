#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/case_impl.h"
#include "story/hash.h"

// Which rows of a table stay when all that it holds is made anew; included by src/store/*.cc alone.

namespace isnad {

// A hash of all that hangs on a row.
class Digest64 {
 public:
  Digest64& add(int64_t n) {
    for (int shift = 0; shift < 64; shift += 8) hash_.add(static_cast<unsigned char>(n >> shift));
    return *this;
  }
  Digest64& add(std::string_view s) {
    hash_.add(s);
    return add(static_cast<int64_t>(s.size()));
  }
  int64_t value() const { return static_cast<int64_t>(hash_.wide()); }

 private:
  Fnv hash_;
};

class KeptRows {
 public:
  // `select` gives key, id and digest of every row.
  Result<void> load(CaseFile::Impl& impl, std::string_view select) {
    return impl.each(select, [&](const Statement& s) {
      rows_.emplace(s.text(0), Row{s.integer(1), s.is_null(2) ? 0 : s.integer(2), false});
    });
  }

  // The row of this key if it is as it was; it stays.
  std::optional<int64_t> keep(const std::string& key, int64_t digest) {
    const auto found = rows_.find(key);
    if (found == rows_.end() || found->second.digest != digest) return std::nullopt;
    found->second.kept = true;
    return found->second.id;
  }

  // Runs each statement with the id of each row that was not kept.
  Result<void> drop_others(CaseFile::Impl& impl, const std::vector<const char*>& statements) const {
    for (const auto& [key, row] : rows_) {
      if (row.kept) continue;
      for (const char* sql : statements) {
        if (auto r = impl.run(sql, row.id); !r) return r;
      }
    }
    return {};
  }

 private:
  struct Row {
    int64_t id = 0;
    int64_t digest = 0;
    bool kept = false;
  };
  std::unordered_map<std::string, Row> rows_;
};

}  // namespace isnad
