#include "export/wording.h"

namespace isnad {

Result<Wording> Wording::open(const Image& image) {
  Wording out;
  out.image_ = &image;
  out.table_ = KeyTable<WordingRow>::open(image, "export.wording");
  if (out.table_.size() == 0) {
    return fail(ErrorCode::corrupt, "the image has no table of phrases (export.wording)");
  }
  return out;
}

Wording::Said Wording::act(std::string_view type, std::string_view mode) const {
  const std::string plain = "act " + std::string(type) + ' ';
  return find(plain + std::string(mode), plain);
}

Wording::Said Wording::fact(std::string_view kind) const {
  const std::string plain = "fact " + std::string(kind) + ' ';
  return find(plain, plain);
}

Wording::Said Wording::find(const std::string& key, const std::string& otherwise) const {
  auto rows = table_.find(key);
  if (rows.empty()) rows = table_.find(otherwise);
  if (rows.empty()) return {};
  return {image_->str(rows.front().phrase), image_->str(rows.front().alone)};
}

}  // namespace isnad
