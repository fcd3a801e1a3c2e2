// data/kb/places.tsv, divisions.tsv, regions.tsv, states.tsv -> kb.places, kb.capitals.

#include <cmath>
#include <cstdlib>

#include "base/tsv.h"
#include "compile/compile.h"
#include "entities/place_rows.h"
#include "entities/places.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

class PlaceFiles {
 public:
  PlaceFiles(const fs::path& data, ImageWriter& out) : folder_(data / "kb"), out_(out) {}

  Result<void> towns();
  Result<void> divisions();
  Result<void> others(const char* file, PlaceLevel level);
  void write() const {
    places_.write(out_, "kb.places");
    capitals_.write(out_, "kb.capitals");
  }

 private:
  MapRow row(const std::string& id, const std::string& en, const std::string& ar,
             const std::string& of, PlaceLevel level) {
    MapRow r;
    r.id = out_.str(id);
    r.name_en = out_.str(en);
    r.name_ar = out_.str(ar);
    r.state = out_.str(of);
    r.level = static_cast<uint8_t>(level);
    return r;
  }
  // What the knowledge base takes first stands (tools/compile/kb.cc).
  void add(const std::string& id, const MapRow& r) {
    if (!places_.contains(id)) places_.add(id, r);
  }

  fs::path folder_;
  ImageWriter& out_;
  KeyTableBuilder<MapRow> places_;
  KeyTableBuilder<MapRow> capitals_;
};

// Degrees within [-limit, limit].
std::optional<double> degrees(const std::string& field, double limit) {
  char* end = nullptr;
  const double value = std::strtod(field.c_str(), &end);
  if (end == field.c_str() || *end != '\0' || !std::isfinite(value) || std::fabs(value) > limit) {
    return std::nullopt;
  }
  return value;
}

Result<void> PlaceFiles::towns() {
  auto file = TsvFile::read(folder_ / "places.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"id", "kind", "en", "ar", "of", "lat", "lon", "population"});
  if (!at) return tl::unexpected(at.error());
  for (const TsvRow& line : file->rows()) {
    const auto field = [&](size_t k) -> const std::string& { return line.fields[(*at)[k]]; };
    MapRow r = row(field(0), field(2), field(3), field(4), PlaceLevel::town);
    r.capital = field(1) == "capital" ? 1 : 0;
    r.seat = field(1) == "seat" ? 1 : 0;
    r.population = static_cast<uint32_t>(std::strtoul(field(7).c_str(), nullptr, 10));
    if (!field(5).empty() || !field(6).empty()) {
      const auto latitude = degrees(field(5), 90);
      if (!latitude) return tl::unexpected(file->error(line, (*at)[5], "no degrees of latitude"));
      const auto longitude = degrees(field(6), 180);
      if (!longitude) return tl::unexpected(file->error(line, (*at)[6], "no degrees of longitude"));
      r.latitude = static_cast<int32_t>(std::lround(*latitude * kDegree));
      r.longitude = static_cast<int32_t>(std::lround(*longitude * kDegree));
      r.located = 1;
    }
    add(field(0), r);
    if (r.capital != 0 && !field(4).empty() && !capitals_.contains(field(4))) {
      capitals_.add(field(4), r);
    }
  }
  return {};
}

Result<void> PlaceFiles::divisions() {
  auto file = TsvFile::read(folder_ / "divisions.tsv");
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"id", "en", "ar", "of", "code"});
  if (!at) return tl::unexpected(at.error());
  for (const TsvRow& line : file->rows()) {
    const auto field = [&](size_t k) -> const std::string& { return line.fields[(*at)[k]]; };
    MapRow r = row(field(0), field(1), field(2), field(3), PlaceLevel::division);
    r.division = out_.str(field(4));
    add(field(0), r);
  }
  return {};
}

Result<void> PlaceFiles::others(const char* name, PlaceLevel level) {
  auto file = TsvFile::read(folder_ / name);
  if (!file) return tl::unexpected(file.error());
  const auto at = file->columns({"id", "en", "ar", "of"});
  if (!at) return tl::unexpected(at.error());
  for (const TsvRow& line : file->rows()) {
    const auto field = [&](size_t k) -> const std::string& { return line.fields[(*at)[k]]; };
    const bool state = level == PlaceLevel::state;
    add(field(0), row(field(0), field(1), field(2), state ? field(0) : field(3), level));
  }
  return {};
}

}  // namespace

Result<void> places(const fs::path& data, ImageWriter& out) {
  PlaceFiles tables(data, out);
  if (auto ok = tables.others("states.tsv", PlaceLevel::state); !ok) return ok;
  if (auto ok = tables.others("regions.tsv", PlaceLevel::region); !ok) return ok;
  if (auto ok = tables.towns(); !ok) return ok;
  if (auto ok = tables.divisions(); !ok) return ok;
  tables.write();
  return {};
}

}  // namespace isnad::compile
