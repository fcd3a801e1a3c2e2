#include "store/name_book.h"

#include <set>

#include "record/json.h"

namespace isnad {

const Name& NameBook::name(const std::string& code) {
  auto it = known_.find(code);
  if (it == known_.end()) {
    Result<Name> found = file_.name(code);
    Name name = found ? std::move(*found) : Name{};
    // Offices, unnamed groups and names without a code stand in no table.
    const bool listed = code.find_first_of("@:") == std::string::npos;
    if (others_ && listed && name.ar.empty() && name.en.empty()) name = others_(code);
    it = known_.emplace(code, std::move(name)).first;
  }
  return it->second;
}

Name name_of_place(const PlaceTable& places, const std::string& code) {
  const std::optional<MapPlace> place = places.find(code);
  if (!place) return {};
  return {std::string(place->name_ar), std::string(place->name_en)};
}

std::string NameBook::label(const std::string& code) {
  const Name& n = name(code);
  const std::string& shown = n.en.empty() ? n.ar : n.en;
  // The code of an unnamed group says what its name says.
  if (shown.empty() || shown == code || code.compare(0, 4, "GEN:") == 0) return code;
  // The code of what the knowledge base does not hold is its Arabic name: the other name says more.
  return code.compare(0, 3, "ar:") == 0 ? shown + " (" + code + ')' : code + ' ' + shown;
}

std::string NameBook::labels(const std::vector<std::string>& codes) {
  std::string all;
  for (const std::string& c : codes) all += (all.empty() ? "" : ", ") + label(c);
  return all;
}

std::string NameBook::english(const std::vector<std::string>& codes) {
  std::string all;
  for (const std::string& c : codes) {
    const Name& n = name(c);
    all += (all.empty() ? "" : "; ") + (n.en.empty() ? c : n.en);
  }
  return all;
}

void NameBook::append_json(const std::vector<std::string>& codes, std::string& out) {
  std::set<std::string> done;
  out += '{';
  for (const std::string& c : codes) {
    if (!done.insert(c).second) continue;
    const Name& n = name(c);
    if (done.size() > 1) out += ',';
    append_json_string(c, out);
    out += ":{\"ar\":";
    append_json_string(n.ar, out);
    out += ",\"en\":";
    append_json_string(n.en, out);
    out += '}';
  }
  out += '}';
}

}  // namespace isnad
