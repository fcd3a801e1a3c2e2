// data/names/sounds.tsv and the names of people -> ent.sounds, ent.respelt.

#include <algorithm>

#include "base/tsv.h"
#include "compile/compile.h"
#include "entities/spelling.h"
#include "text/fold.h"

namespace isnad::compile {

namespace fs = std::filesystem;

Result<void> spellings(const fs::path& data, ImageWriter& out) {
  auto letters = TsvFile::read(data / "names/sounds.tsv");
  if (!letters) return tl::unexpected(letters.error());
  Spelling spelling;
  KeyTableBuilder<SoundRow> sounds;
  for (const TsvRow& r : letters->rows()) {
    const std::string letter = fold_key(r.fields[0]);
    if (letter.size() != 1) return tl::unexpected(letters->error(r, 0, "must be one letter"));
    if (sounds.contains(letter)) continue;  // forms of one letter
    const bool native = r.fields[2] == "native";
    if (!native && !r.fields[2].empty()) {
      return tl::unexpected(letters->error(r, 2, "must be native or empty"));
    }
    sounds.add(letter, {out.str(r.fields[1]), native ? 1u : 0u});
    spelling.set(letter[0], r.fields[1], native);
  }
  sounds.write(out, "ent.sounds");

  auto people = TsvFile::read(data / "kb/people.tsv");
  if (!people) return tl::unexpected(people.error());
  const auto at = people->columns({"id", "ar", "aliases"});
  if (!at) return tl::unexpected(at.error());
  const size_t id = (*at)[0];
  const size_t ar = (*at)[1];
  const size_t aliases = (*at)[2];
  struct Known {
    std::string key;
    std::string id;
    std::string name;
    auto operator<=>(const Known&) const = default;
  };
  std::vector<Known> known;
  for (const TsvRow& r : people->rows()) {
    std::vector<std::string> names = split_list(r.fields[aliases]);
    names.push_back(r.fields[ar]);
    for (const std::string& name : names) {
      const auto words = split_list(fold_key(name), ' ');
      if (words.size() < 2) continue;
      for (std::string& key : spelling.keys({words.front(), words.back()})) {
        known.push_back({std::move(key), r.fields[id], words.front() + " " + words.back()});
      }
    }
  }
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  KeyTableBuilder<RespeltRow> respelt;
  for (const Known& k : known) respelt.add(k.key, {out.str(k.id), out.str(k.name)});
  respelt.write(out, "ent.respelt");
  return {};
}

}  // namespace isnad::compile
