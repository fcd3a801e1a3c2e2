#include "export/actors.h"

#include <utility>

#include "export/cells.h"

namespace isnad {

namespace {

constexpr std::string_view kGeneric = "GEN:";

std::string key_of(LexKind kind, std::string_view extra) {
  switch (kind) {
    case LexKind::state:
      return "state";
    case LexKind::organization:
      return "organization:" + std::string(extra);
    case LexKind::armed_group:
      return "armed_group";
    case LexKind::person:
      return "person";
    case LexKind::place:
    case LexKind::region:
      return "place";
    case LexKind::weapon:
      return "weapon";
    default:
      return {};
  }
}

// "GEN:rebels:MLI" -> "rebels" and "MLI".
std::pair<std::string, std::string> generic_parts(std::string_view code) {
  code.remove_prefix(kGeneric.size());
  const size_t colon = code.find(':');
  if (colon == std::string_view::npos) return {std::string(code), {}};
  return {std::string(code.substr(0, colon)), std::string(code.substr(colon + 1))};
}

std::string words(std::string kind) {
  for (char& c : kind) c = c == '_' ? ' ' : c;
  return kind;
}

}  // namespace

Result<ActorBook> ActorBook::open(const Image& image, const CaseFile& file) {
  Result<Gazetteer> gazetteer = Gazetteer::open(image);
  if (!gazetteer) return tl::unexpected<Error>(gazetteer.error());
  Result<Codings> codings = Codings::open(image);
  if (!codings) return tl::unexpected<Error>(codings.error());
  return ActorBook(std::move(*gazetteer), std::move(*codings), file);
}

Result<const ActorInfo*> ActorBook::find(const std::string& code) {
  const auto known = known_.find(code);
  if (known != known_.end()) return &known->second;
  Result<ActorInfo> info = look_up(code);
  if (!info) return tl::unexpected<Error>(info.error());
  return &known_.emplace(code, std::move(*info)).first->second;
}

Result<std::vector<const ActorInfo*>> ActorBook::find_all(const std::vector<std::string>& codes) {
  std::vector<const ActorInfo*> out;
  for (const std::string& code : codes) {
    const auto info = find(code);
    if (!info) return tl::unexpected<Error>(info.error());
    out.push_back(*info);
  }
  return out;
}

Result<ActorInfo> ActorBook::look_up(const std::string& code) const {
  ActorInfo info;
  info.code = code;
  if (std::string_view(code).starts_with(kGeneric)) {
    const auto [kind, state] = generic_parts(code);
    info.key = std::string(kGeneric) + kind;
    info.name_en = words(kind);
    if (gazetteer_.is_state(state)) {
      info.state = state;
      info.name_en +=
          " (" + std::string(gazetteer_.str(gazetteer_.lex(gazetteer_.by_id(state)).en)) + ')';
    }
    const auto said = file_->entity(code);
    if (!said) return tl::unexpected<Error>(said.error());
    info.name_ar = said->name_ar;
  } else if (const uint32_t i = gazetteer_.by_id(code); i != UINT32_MAX) {
    const LexRow& row = gazetteer_.lex(i);
    info.key = key_of(gazetteer_.kind(i), gazetteer_.str(row.extra));
    info.name_en = gazetteer_.str(row.en);
    info.name_ar = gazetteer_.str(row.ar);
    info.wikidata = gazetteer_.str(row.wikidata);
    const std::string_view of = gazetteer_.str(row.of);
    if (gazetteer_.is_state(of)) info.state = of;
  } else {
    const auto said = file_->entity(code);
    if (!said) return tl::unexpected<Error>(said.error());
    info.key = said->kind;
    info.name_en = said->name_en;
    info.name_ar = said->name_ar;
    info.wikidata = said->wikidata.value_or("");
    if (said->of && gazetteer_.is_state(*said->of)) info.state = *said->of;
  }
  if (info.name_en.empty()) info.name_en = info.name_ar.empty() ? code : info.name_ar;
  info.codes = codings_.actor(info.key);
  return info;
}

std::string names_of(const std::vector<const ActorInfo*>& actors) {
  std::vector<std::string> names;
  for (const ActorInfo* a : actors) names.push_back(a->name_en);
  return list_of(names);
}

}  // namespace isnad
