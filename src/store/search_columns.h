#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/case_impl.h"
#include "story/corpus.h"

// What the fields of a query are answered from: all articles, events, relations and claims of a
// case as columns of numbers, made by refresh() and kept as bytes, so that a query reads only the
// columns that it needs and no rows. Included by src/store/*.cc alone.

namespace isnad {

// A day as a column has it: days since 0000-01-01; kNoDay where none is told.
inline constexpr uint32_t kNoDay = UINT32_MAX;
inline uint32_t day_number(Day day) { return static_cast<uint32_t>(day - kFirstDay); }
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
  // Calls visit(article, i) for each of `rows` that the last refresh saw. Rows ascend, as row(x)
  // gives them: of `document`, of the text index, or of titles (a title is one of its article).
  enum class Rows : uint8_t { documents, texts, titles };
  template <class List, class Row, class Visit>
  void each_article(Rows kind, const List& rows, Row row, Visit visit) {
    const RowsInOrder known = in_order(kind);
    size_t at = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
      const int64_t wanted = row(rows[i]);
      while (at < known.articles.size() && known.row(at) < wanted) ++at;
      if (at < known.articles.size() && known.row(at) == wanted) visit(known.articles[at], i);
    }
  }
  // The row of the text index that has an article.
  int64_t text_row(size_t article);
  const Result<void>& state() const { return state_; }

 private:
  explicit SearchColumns(CaseFile::Impl& impl) : impl_(&impl) {}
  const std::vector<uint32_t>* read(const std::string& name);
  void damaged(const std::string& name);
  struct RowsInOrder {
    std::span<const uint32_t> halves;  // two of each row, ascending
    std::span<const uint32_t> articles;
    int64_t row(size_t i) const {
      return static_cast<int64_t>(uint64_t{halves[2 * i + 1]} << 32 | halves[2 * i]);
    }
  };
  RowsInOrder in_order(Rows kind);
  int64_t pair_at(const char* name, size_t index);

  CaseFile::Impl* impl_;
  std::map<std::string, std::vector<uint32_t>> columns_;
  size_t sizes_[4] = {};
  std::vector<uint32_t> symbol_begins_;
  std::string symbol_bytes_;
  Result<void> state_;
};

}  // namespace isnad
