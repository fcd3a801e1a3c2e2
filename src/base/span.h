#pragma once
#include <compare>
#include <cstdint>

namespace isnad {

// A half-open range [begin, end). Units are Unicode code points of the document's text exactly as
// it was decoded, before any normalisation, unless a comment says "tokens".
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t length() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(const Span& o) const { return begin <= o.begin && o.end <= end; }
  bool overlaps(const Span& o) const { return begin < o.end && o.begin < end; }
  auto operator<=>(const Span&) const = default;
};

}  // namespace isnad
