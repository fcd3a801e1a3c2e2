#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/case_impl.h"
#include "story/corpus.h"

// What the fields of a query are answered from: all articles, events, relations and claims of a case
// as columns of numbers, made by refresh() and kept as bytes, so that a query reads only the columns
// that it needs and no rows. Included by src/store/*.cc alone.

namespace isnad {

// A day as a column has it: days since 0000-01-01; kNoDay where none is told.
inline constexpr uint32_t kNoDay = UINT32_MAX;
inline constexpr uint32_t kNoText = UINT32_MAX;  // no symbol

// Lists of one thing each: list(i) are the values of thing i.
struct SearchLists {
  std::span<const uint32_t> begins;  // one more than things
  std::span<const uint32_t> values;

  size_t size() const { return begins.size() - 1; }
  std::span<const uint32_t> list(size_t i) const {
    return values.subspan(begins[i], begins[i + 1] - begins[i]);
  }
};

// Things of the columns; articles stand in the order of their ids, all else by article.
enum class SearchThing : uint8_t { article, event, relation, claim };

// Not thread safe: columns are read when they are first asked for.
class SearchColumns {
 public:
  // The case's columns as the last refresh() made them. Error unsupported where there are none.
  static Result<SearchColumns> open(CaseFile::Impl& impl);

  size_t size(SearchThing thing) const { return sizes_[static_cast<size_t>(thing)]; }
  size_t symbols() const { return symbol_begins_.size() - 1; }
  std::string_view symbol(uint32_t s) const;
  // Ascending; all symbols that are equal to the name, or but for the case of Latin letters.
  std::vector<uint32_t> find(std::string_view name, bool any_case) const;

  // A number each. What is no column, or damaged, is an empty one and sets the error.
  std::span<const uint32_t> numbers(const std::string& name, SearchThing of);
  SearchLists lists(const std::string& name, SearchThing of);
  // Where the things `parts` of each thing begin, one more than things.
  std::span<const uint32_t> ranges(const std::string& name, SearchThing of, SearchThing parts);
  // The row of the case behind a thing, as two halves: see row().
  int64_t row(SearchThing of, size_t index);
  // The article of a row of `document`, and of a row of the text index; nothing where the last
  // refresh did not see it.
  std::optional<uint32_t> article_of_row(int64_t document);
  std::optional<uint32_t> article_of_text(int64_t row);
  // The row of the text index that has an article.
  int64_t text_row(size_t article);
  const Result<void>& state() const { return state_; }

 private:
  explicit SearchColumns(CaseFile::Impl& impl) : impl_(&impl) {}
  const std::vector<uint32_t>* read(const std::string& name);
  void damaged(const std::string& name);
  int64_t pair_at(const char* name, size_t index);
  std::optional<uint32_t> article_in(const char* name, int64_t row,
                                     std::unordered_map<int64_t, uint32_t>& rows);

  CaseFile::Impl* impl_;
  std::map<std::string, std::vector<uint32_t>> columns_;
  std::unordered_map<int64_t, uint32_t> documents_;
  std::unordered_map<int64_t, uint32_t> texts_;
  size_t sizes_[4] = {};
  std::vector<uint32_t> symbol_begins_;
  std::string symbol_bytes_;
  Result<void> state_;
};

}  // namespace isnad
