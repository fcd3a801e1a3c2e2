#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/image.h"
#include "base/result.h"
#include "entities/place_rows.h"

// Where the places of a record lie, by the tables of the knowledge base (data/kb/places.tsv,
// divisions.tsv, regions.tsv, states.tsv). No point is made up: a state, a division or a region has
// none, since a capital is no centre; who wants the capital of a state asks for it.

namespace isnad {

enum class PlaceLevel : uint8_t { town, division, region, state };

struct MapPoint {
  double latitude = 0;  // degrees, WGS 84
  double longitude = 0;
};

struct MapPlace {
  std::string_view id;
  std::string_view name_en;
  std::string_view name_ar;
  std::string_view state;     // ISO 3166-1 alpha-3; empty where disputed, or of no one state
  std::string_view division;  // ISO 3166-2 code of a division; else empty
  PlaceLevel level = PlaceLevel::town;
  bool capital = false;           // of its state
  bool seat = false;              // of a first-level division
  std::optional<MapPoint> point;  // of towns, where it is known
  int64_t population = 0;         // 0: not known
};

// Immutable; any number of threads may use one. The image must outlive it, and the places that it
// gives.
class PlaceTable {
 public:
  // Errors: corrupt (the image lacks the table).
  static Result<PlaceTable> open(const Image& image);

  // By what Event::place holds: the id of a place, or the code of a state. Nothing for what the
  // knowledge base does not know ("ar:" and a name).
  std::optional<MapPlace> find(std::string_view id) const;
  // The capital of a state, by its alpha-3 code. Nothing where the tables name none.
  std::optional<MapPlace> capital(std::string_view state) const;

 private:
  MapPlace place(const MapRow& row) const;

  const Image* image_ = nullptr;
  KeyTable<MapRow> places_;
  KeyTable<MapRow> capitals_;
};

}  // namespace isnad
