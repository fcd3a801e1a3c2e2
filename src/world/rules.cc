#include "world/rules.h"

#include <algorithm>
#include <array>

#include "world/impl.h"

namespace isnad {

namespace {

constexpr std::array<std::string_view, 9> kKindNames = {"state",     "organization", "alliance",
                                                        "agreement", "armed_group",  "person",
                                                        "place",     "generic",      "unknown"};

template <class T>
std::vector<T> read_list(ArchiveReader& in) {
  std::vector<T> out;
  const auto n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) out.emplace_back().read(in);
  return out;
}

// The sort of a thing with a name, by the kinds of data/kb.
PartyKind sort_of(std::string_view kind) {
  if (kind == "agreement") return PartyKind::agreement;
  if (kind == "alliance" || kind == "union") return PartyKind::alliance;
  if (kind == "military") return PartyKind::armed_group;
  return PartyKind::organization;
}

}  // namespace

std::string_view party_kind_name(PartyKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

void EvidenceRule::write(ArchiveWriter& out) const {
  out.num(id);
  out.num(static_cast<uint8_t>(of_relation));
  out.num(relation);
  out.num(type);
  out.num(static_cast<uint8_t>(any_mode));
  out.str(mode);
  out.strings(frames);
  out.strings(contexts);
  out.num(effect);
  out.num(fluent);
  out.num(subject);
  out.num(object);
  out.num(subject_kinds);
  out.num(object_kinds);
  out.num(confidence);
  out.num(static_cast<uint8_t>(repeats));
  out.num(static_cast<uint8_t>(presumes));
  out.num(static_cast<uint8_t>(both));
}

void EvidenceRule::read(ArchiveReader& in) {
  id = in.num<RuleId>();
  of_relation = in.num<uint8_t>() != 0;
  relation = in.num<RelationKind>();
  type = in.num<EventType>();
  any_mode = in.num<uint8_t>() != 0;
  mode = in.str();
  frames = in.strings();
  contexts = in.strings();
  effect = in.num<Effect>();
  fluent = in.num<FluentKind>();
  subject = in.num<EventPart>();
  object = in.num<EventPart>();
  subject_kinds = in.num<uint16_t>();
  object_kinds = in.num<uint16_t>();
  confidence = in.num<float>();
  repeats = in.num<uint8_t>() != 0;
  presumes = in.num<uint8_t>() != 0;
  both = in.num<uint8_t>() != 0;
}

void ExclusionRule::write(ArchiveWriter& out) const {
  out.num(id);
  out.num(fluent);
  out.strings(offices);
  out.num(object_kinds);
  out.num(static_cast<uint8_t>(begins_only));
}

void ExclusionRule::read(ArchiveReader& in) {
  id = in.num<RuleId>();
  fluent = in.num<FluentKind>();
  offices = in.strings();
  object_kinds = in.num<uint16_t>();
  begins_only = in.num<uint8_t>() != 0;
}

void Pattern::write(ArchiveWriter& out) const {
  out.num(part);
  out.num(fluent);
  out.str(known);
  out.num(subject);
  out.num(object);
}

void Pattern::read(ArchiveReader& in) {
  part = in.num<Part>();
  fluent = in.num<FluentKind>();
  known = in.str();
  subject = std::min<uint8_t>(in.num<uint8_t>(), kMaxVariables - 1);
  object = std::min<uint8_t>(in.num<uint8_t>(), kMaxVariables - 1);
}

void ConsequenceRule::write(ArchiveWriter& out) const {
  out.num(id);
  out.num(static_cast<uint32_t>(when.size()));
  for (const Pattern& p : when) p.write(out);
  out.num(how);
  then.write(out);
  out.num(static_cast<uint32_t>(kinds.size()));
  for (uint16_t k : kinds) out.num(k);
  out.num(static_cast<uint8_t>(possible));
}

void ConsequenceRule::read(ArchiveReader& in) {
  id = in.num<RuleId>();
  when = read_list<Pattern>(in);
  how = in.num<How>();
  then.read(in);
  const auto n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) kinds.push_back(in.num<uint16_t>());
  kinds.resize(kMaxVariables, kAnyParty);
  possible = in.num<uint8_t>() != 0;
}

WorldRules::WorldRules(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WorldRules::~WorldRules() = default;
WorldRules::WorldRules(WorldRules&&) noexcept = default;
WorldRules& WorldRules::operator=(WorldRules&&) noexcept = default;

Result<WorldRules> WorldRules::open(const Image& image) {
  auto gazetteer = Gazetteer::open(image);
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  auto impl = std::make_unique<Impl>(Impl{std::move(*gazetteer),
                                          &image,
                                          KeyTable<MapRow>::open(image, "kb.places"),
                                          {},
                                          {},
                                          {},
                                          {},
                                          {},
                                          {}});
  ArchiveReader in(image.section("world.rules"));
  const auto texts = in.num<uint32_t>();
  for (uint32_t i = 0; i < texts && in.ok(); ++i) {
    RuleText& t = impl->texts.emplace_back();
    t.name = in.str();
    t.says = in.str();
  }
  impl->evidence = read_list<EvidenceRule>(in);
  impl->exclusions = read_list<ExclusionRule>(in);
  impl->consequences = read_list<ConsequenceRule>(in);
  const auto known = in.num<uint32_t>();
  for (uint32_t i = 0; i < known && in.ok(); ++i) {
    KnownPair& k = impl->known.emplace_back();
    k.list = in.str();
    k.first = in.str();
    k.second = in.str();
  }
  const auto bounds = in.num<uint32_t>();
  for (uint32_t i = 0; i < bounds && in.ok(); ++i) {
    const std::string rule = in.str();
    impl->bounds[rule] = in.num<uint8_t>();
  }
  if (!in.ok()) return fail(ErrorCode::corrupt, "image: section world.rules is cut short");
  return WorldRules(std::move(impl));
}

std::string_view WorldRules::name(RuleId rule) const {
  return rule < impl_->texts.size() ? std::string_view(impl_->texts[rule].name) : "";
}

std::string_view WorldRules::says(RuleId rule) const {
  return rule < impl_->texts.size() ? std::string_view(impl_->texts[rule].says) : "";
}

size_t WorldRules::size() const { return impl_->texts.size(); }

PartyKind WorldRules::kind(std::string_view code) const {
  if (code.starts_with("GEN:")) return PartyKind::generic;
  if (code.starts_with("ar:")) return PartyKind::unknown;
  const Gazetteer& g = impl_->gazetteer;
  if (g.is_state(code)) return PartyKind::state;
  const uint32_t lex = g.by_id(code);
  if (lex == UINT32_MAX) {
    return impl_->places.contains(code) ? PartyKind::place : PartyKind::unknown;
  }
  switch (g.kind(lex)) {
    case LexKind::state:
      return PartyKind::state;
    case LexKind::organization:
      return sort_of(g.str(g.lex(lex).extra));
    case LexKind::armed_group:
      return PartyKind::armed_group;
    case LexKind::person:
      return PartyKind::person;
    case LexKind::place:
    case LexKind::region:
      return PartyKind::place;
    default:
      return PartyKind::unknown;
  }
}

std::string_view WorldRules::state_of(std::string_view place) const {
  const Gazetteer& g = impl_->gazetteer;
  if (g.is_state(place)) return place;
  const auto rows = impl_->places.find(place);
  return rows.empty() ? std::string_view() : impl_->image->str(rows.front().state);
}

bool WorldRules::reads(EventType type, std::string_view frame_rule) const {
  return std::any_of(impl_->evidence.begin(), impl_->evidence.end(), [&](const EvidenceRule& r) {
    return !r.of_relation && r.type == type &&
           (r.frames.empty() ||
            std::find(r.frames.begin(), r.frames.end(), frame_rule) != r.frames.end());
  });
}

}  // namespace isnad
