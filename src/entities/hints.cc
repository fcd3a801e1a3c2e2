#include "entities/hints.h"

namespace isnad {

namespace {

HintKind hint_kind(LexKind kind, const Hit& hit) {
  switch (kind) {
    case LexKind::state:
      return hit.form == NameForm::demonym ? HintKind::demonym
             : hit.form == NameForm::name  ? HintKind::state
                                           : HintKind::capital;
    case LexKind::organization:
    case LexKind::armed_group:
      return HintKind::organization;
    case LexKind::person:
      return hit.flags & kShortName ? HintKind::short_person : HintKind::person;
    case LexKind::place:
    case LexKind::region:
      return HintKind::place;
    case LexKind::weapon:
      return HintKind::none;
    case LexKind::organ:
      return HintKind::organ;
    case LexKind::office:
      return HintKind::office;
    case LexKind::rank:
    case LexKind::honorific:
      return HintKind::rank;
    case LexKind::group:
      return HintKind::group;
  }
  return HintKind::none;
}

}  // namespace

std::vector<NameHint> name_hints(const Gazetteer& gazetteer, const Gazetteer::Hits& hits) {
  std::vector<NameHint> out;
  out.reserve(hits.names.size() + hits.roles.size());
  for (const auto* layer : {&hits.names, &hits.roles}) {
    for (const Hit& h : *layer) {
      out.push_back(
          {h.first, h.last, hint_kind(gazetteer.kind(h.lex), h), (h.flags & kAmbiguous) != 0});
    }
  }
  return out;
}

}  // namespace isnad
