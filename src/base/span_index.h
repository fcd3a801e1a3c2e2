#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/span.h"

// Which of many spans cover a place? Asked of each act of a document, a search through all of them
// would make long documents slow.

namespace isnad {

// The spans in the order in which they begin, with the furthest end so far: a search goes back from
// the place and stops where nothing before reaches it. Linear in the spans if one of the first
// covers all. Immutable; may be read by many threads.
class SpanIndex {
 public:
  SpanIndex() = default;
  // `span_of(item)` of each item. Items are numbered in their order.
  template <class Items, class SpanOf>
  SpanIndex(const Items& items, SpanOf span_of) {
    for (const auto& item : items) rows_.push_back({span_of(item), rows_.size(), 0});
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& a, const Row& b) { return a.span.begin < b.span.begin; });
    uint32_t furthest = 0;
    for (Row& r : rows_) r.furthest = furthest = std::max(furthest, r.span.end);
  }

  // The numbers of the items whose spans overlap this one, smallest first.
  std::vector<size_t> overlapping(const Span& s) const {
    std::vector<size_t> out;
    each(s, [&](size_t number) { out.push_back(number); });
    std::sort(out.begin(), out.end());
    return out;
  }
  std::vector<size_t> around(uint32_t at) const { return overlapping({at, at + 1}); }
  bool overlaps_any(const Span& s) const {
    bool any = false;
    each(s, [&](size_t) { any = true; });
    return any;
  }

 private:
  struct Row {
    Span span;
    size_t number;
    uint32_t furthest;  // end of this one and all before it
  };

  template <class Found>
  void each(const Span& s, Found found) const {
    auto r = std::partition_point(rows_.begin(), rows_.end(),
                                  [&](const Row& row) { return row.span.begin < s.end; });
    while (r != rows_.begin() && (--r)->furthest > s.begin) {
      if (r->span.overlaps(s)) found(r->number);
    }
  }

  std::vector<Row> rows_;
};

}  // namespace isnad
