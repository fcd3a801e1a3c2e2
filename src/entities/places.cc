#include "entities/places.h"

namespace isnad {

Result<PlaceTable> PlaceTable::open(const Image& image) {
  PlaceTable out;
  out.image_ = &image;
  out.places_ = KeyTable<MapRow>::open(image, "kb.places");
  out.capitals_ = KeyTable<MapRow>::open(image, "kb.capitals");
  if (out.places_.size() == 0 || out.capitals_.size() == 0) {
    return fail(ErrorCode::corrupt, "the image has no table of places (kb.places)");
  }
  return out;
}

std::optional<MapPlace> PlaceTable::find(std::string_view id) const {
  const auto rows = places_.find(id);
  if (rows.empty()) return std::nullopt;
  return place(rows.front());
}

std::optional<MapPlace> PlaceTable::capital(std::string_view state) const {
  const auto rows = capitals_.find(state);
  if (rows.empty()) return std::nullopt;
  return place(rows.front());
}

MapPlace PlaceTable::place(const MapRow& row) const {
  MapPlace p;
  p.id = image_->str(row.id);
  p.name_en = image_->str(row.name_en);
  p.name_ar = image_->str(row.name_ar);
  p.state = image_->str(row.state);
  p.division = image_->str(row.division);
  p.level = static_cast<PlaceLevel>(row.level);
  p.capital = row.capital != 0;
  p.seat = row.seat != 0;
  p.population = row.population;
  if (row.located != 0) p.point = MapPoint{row.latitude / kDegree, row.longitude / kDegree};
  return p;
}

}  // namespace isnad
