#include "export/codings.h"

#include <map>
#include <utility>

#include "export/coding_rows.h"

namespace isnad {

struct Codings::Impl {
  struct AcledRow {
    std::string type, mode, cameo, target;
    AcledCodes codes;
  };

  std::map<std::string, StateCodes, std::less<>> states;
  std::map<std::string, std::string, std::less<>> goldstein;
  std::map<std::pair<EventType, std::string>, PloverCodes> plover;
  std::vector<AcledRow> acled;
  std::map<std::string, ActorCodes, std::less<>> actors;
  std::map<std::string, std::string, std::less<>> fips;
  StateCodes no_state;
  PloverCodes no_plover;
  ActorCodes no_actor;

  // `table`: its place in coding_tables(); `f` has as many fields as the table has columns.
  void take(size_t table, std::vector<std::string>&& f) {
    switch (table) {
      case 0:
        states[f[0]] = {f[1], f[2], f[3], f[4], f[5], f[6]};
        break;
      case 1:
        goldstein[f[0]] = f[1];
        break;
      case 2:
        if (const auto type = event_type_from_name(f[0])) {
          plover[{*type, f[1]}] = {f[2], f[3], event_type_from_name(f[4]), f[5], f[6]};
        }
        break;
      case 3:
        acled.push_back({f[0], f[1], f[2], f[3], {f[4], f[5], f[6]}});
        break;
      case 4:
        actors[f[0]] = {f[1], f[2], f[3], f[4], f[5], f[6]};
        break;
      default:
        fips[f[0]] = f[1];
    }
  }
};

Result<Codings> Codings::open(const Image& image) {
  auto impl = std::make_unique<Impl>();
  ArchiveReader in(image.section("export.codings"));
  const auto tables = coding_tables();
  for (size_t t = 0; t < tables.size(); ++t) {
    for (auto n = in.num<uint32_t>(); n > 0 && in.ok(); --n) {
      std::vector<std::string> fields = in.strings();
      if (!in.ok() || fields.size() != tables[t].columns.size()) {
        return fail(ErrorCode::corrupt, "section export.codings of the image is damaged");
      }
      impl->take(t, std::move(fields));
    }
  }
  if (!in.ok()) return fail(ErrorCode::corrupt, "section export.codings of the image is cut short");
  return Codings(std::move(impl));
}

Codings::Codings(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Codings::Codings(Codings&&) noexcept = default;
Codings& Codings::operator=(Codings&&) noexcept = default;
Codings::~Codings() = default;

const StateCodes& Codings::state(std::string_view code) const {
  const auto found = impl_->states.find(code);
  return found == impl_->states.end() ? impl_->no_state : found->second;
}

const std::string& Codings::fips(std::string_view place, std::string_view state) const {
  const auto found = impl_->fips.find(place);
  return found == impl_->fips.end() ? this->state(state).fips : found->second;
}

std::string_view Codings::goldstein(std::string_view cameo) const {
  const auto found = impl_->goldstein.find(cameo);
  return found == impl_->goldstein.end() ? std::string_view() : found->second;
}

const PloverCodes& Codings::plover(EventType type, std::string_view mode) const {
  auto found = impl_->plover.find({type, std::string(mode)});
  if (found == impl_->plover.end()) found = impl_->plover.find({type, std::string()});
  return found == impl_->plover.end() ? impl_->no_plover : found->second;
}

const AcledCodes* Codings::acled(EventType type, std::string_view mode, std::string_view cameo,
                                 std::string_view target) const {
  for (const Impl::AcledRow& row : impl_->acled) {
    if (row.type != event_type_name(type)) continue;
    if (row.mode != "*" && row.mode != mode) continue;
    if (!row.cameo.empty() && row.cameo != cameo) continue;
    if (!row.target.empty() && row.target != target) continue;
    return row.codes.event_type == "-" ? nullptr : &row.codes;
  }
  return nullptr;
}

const ActorCodes& Codings::actor(std::string_view key) const {
  auto found = impl_->actors.find(key);
  if (found == impl_->actors.end()) found = impl_->actors.find(key.substr(0, key.find(':')));
  return found == impl_->actors.end() ? impl_->no_actor : found->second;
}

}  // namespace isnad
