#include "cli/place_names.h"

#include <memory>

#include "engine/engine.h"

namespace isnad {

namespace {

struct Opened {
  std::optional<Image> image;
  std::optional<PlaceTable> table;
  bool tried = false;
};

}  // namespace

NameBook::Others place_names() {
  auto opened = std::make_shared<Opened>();
  return [opened](const std::string& code) -> Name {
    if (!opened->tried) {
      opened->tried = true;
      if (Result<Image> image = Image::open(find_image())) {
        opened->image = std::move(*image);
        if (Result<PlaceTable> table = PlaceTable::open(*opened->image)) opened->table = *table;
      }
    }
    return opened->table ? name_of_place(*opened->table, code) : Name{};
  };
}

}  // namespace isnad
