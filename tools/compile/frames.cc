// data/frames/*.toml, light_verbs.tsv, data/factuality/operators.tsv, data/syntax/*.tsv -> frm.*,
// syn.* sections.

#include <toml++/toml.h>
#include <algorithm>
#include <map>
#include <set>

#include "base/archive.h"
#include "base/tsv.h"
#include "compile/compile.h"
#include "events/frames.h"
#include "syntax/actors.h"
#include "syntax/syntax.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

Error at(const fs::path& file, const toml::source_region& where, const std::string& message) {
  return {ErrorCode::bad_format, file.string() + ":" + std::to_string(where.begin.line) + ":" +
                                     std::to_string(where.begin.column) + ": " + message};
}

class FrameCompiler {
 public:
  FrameCompiler(const fs::path& data, ImageWriter& out) : data_(data), out_(out) {}
  Result<void> run();

 private:
  Result<void> file(const fs::path& path);
  Result<Frame> frame(const toml::table& t, const fs::path& path);
  Result<std::vector<std::string>> words(const toml::table& t, const char* key,
                                         const fs::path& path, bool fold);
  Result<std::vector<Position>> positions(const toml::table& t, const char* key,
                                          const fs::path& path);
  Result<Constraint> constraint(const toml::table& t, const char* key, const fs::path& path);
  Result<uint8_t> kinds(const toml::table& t, const char* key, const fs::path& path);
  Result<void> light_verbs();
  Result<void> operators();

  fs::path data_;
  ImageWriter& out_;
  std::vector<Frame> frames_;
  std::map<std::string, std::string> ids_;
  KeyTableBuilder<FrameRow> index_;
};

constexpr const char* kKeys[] = {
    "id",        "type",       "mode",   "contexts",   "cameo",   "verb",       "masdar",
    "noun",      "participle", "phrase", "light",      "object",  "complement", "not_object",
    "actor",     "recipient",  "idafa",  "place",      "require", "actor_kind", "recipient_kind",
    "symmetric", "statement",  "coup",   "confidence", "yes",     "no",         "gloss"};

Result<std::vector<std::string>> FrameCompiler::words(const toml::table& t, const char* key,
                                                      const fs::path& path, bool fold) {
  std::vector<std::string> out;
  const toml::node* node = t.get(key);
  if (!node) return out;
  const toml::array* list = node->as_array();
  if (!list) {
    return tl::unexpected(at(path, node->source(), std::string(key) + " must be a list"));
  }
  for (const toml::node& item : *list) {
    const auto s = item.value<std::string>();
    if (!s || s->empty()) {
      return tl::unexpected(at(path, item.source(), std::string(key) + ": not a word"));
    }
    out.push_back(fold ? fold_key(*s) : *s);
  }
  return out;
}

Result<std::vector<Position>> FrameCompiler::positions(const toml::table& t, const char* key,
                                                       const fs::path& path) {
  auto names = words(t, key, path, false);
  if (!names) return tl::unexpected(names.error());
  std::vector<Position> out;
  for (const std::string& n : *names) {
    Position p;
    if (n == "subject")
      p.kind = Position::subject;
    else if (n == "object")
      p.kind = Position::object;
    else if (n == "object_owner")
      p.kind = Position::object_owner;
    else if (n.rfind("prep:", 0) == 0) {
      p.kind = Position::prep;
      p.preposition = fold_key(n.substr(5));
    } else if (n.rfind("prep_owner:", 0) == 0) {
      p.kind = Position::prep_owner;
      p.preposition = fold_key(n.substr(11));
    } else {
      return tl::unexpected(at(path, t.get(key)->source(),
                               std::string(key) + ": unknown position \"" + n +
                                   "\" (subject, object, object_owner, prep:X, prep_owner:X)"));
    }
    out.push_back(std::move(p));
  }
  return out;
}

Result<Constraint> FrameCompiler::constraint(const toml::table& t, const char* key,
                                             const fs::path& path) {
  Constraint c;
  const toml::node* node = t.get(key);
  if (!node) return c;
  const toml::table* inner = node->as_table();
  if (!inner) {
    return tl::unexpected(at(path, node->source(), std::string(key) + " must be a table"));
  }
  c.present = true;
  c.required = (*inner)["required"].value_or(false);
  c.prep = fold_key((*inner)["prep"].value_or(std::string()));
  auto heads = words(*inner, "head", path, true);
  if (!heads) return tl::unexpected(heads.error());
  c.heads = std::move(*heads);
  return c;
}

Result<uint8_t> FrameCompiler::kinds(const toml::table& t, const char* key, const fs::path& path) {
  auto names = words(t, key, path, false);
  if (!names) return tl::unexpected(names.error());
  if (names->empty()) return uint8_t{0xFF};
  uint8_t mask = 0;
  for (const std::string& n : *names) {
    bool found = false;
    for (int k = 0; k < 7; ++k) {
      if (entity_kind_name(static_cast<EntityKind>(k)) == n) {
        mask = static_cast<uint8_t>(mask | (1u << k));
        found = true;
      }
    }
    if (!found) {
      return tl::unexpected(
          at(path, t.get(key)->source(), std::string(key) + ": unknown kind \"" + n + "\""));
    }
  }
  return mask;
}

Result<Frame> FrameCompiler::frame(const toml::table& t, const fs::path& path) {
  for (const auto& [key, node] : t) {
    if (std::find(std::begin(kKeys), std::end(kKeys), key.str()) == std::end(kKeys)) {
      return tl::unexpected(
          at(path, node.source(), "unknown key \"" + std::string(key.str()) + "\""));
    }
  }
  Frame f;
  f.id = t["id"].value_or(std::string());
  if (f.id.empty()) return tl::unexpected(at(path, t.source(), "frame without id"));
  f.rule = "frames/" + path.filename().string() + ":" + std::to_string(t.source().begin.line);
  if (!ids_.emplace(f.id, f.rule).second) {
    return tl::unexpected(
        at(path, t.source(), "id \"" + f.id + "\" stands at " + ids_[f.id] + " too"));
  }
  const std::string type = t["type"].value_or(std::string());
  const auto event_type = event_type_from_name(type);
  if (!event_type) return tl::unexpected(at(path, t.source(), "unknown type \"" + type + "\""));
  f.type = *event_type;
  f.mode = t["mode"].value_or(std::string());
  f.cameo = t["cameo"].value_or(std::string());
  f.symmetric = t["symmetric"].value_or(false);
  f.statement = t["statement"].value_or(false);
  f.coup = t["coup"].value_or(false);
  f.confidence = static_cast<float>(t["confidence"].value_or(0.7));
  if (f.confidence < 0.3f || f.confidence > 1.0f) {
    return tl::unexpected(at(path, t.source(), "confidence must lie between 0.3 and 1"));
  }
  auto contexts = words(t, "contexts", path, false);
  auto light = words(t, "light", path, true);
  auto not_object = words(t, "not_object", path, true);
  auto actor = positions(t, "actor", path);
  auto recipient = positions(t, "recipient", path);
  auto place = positions(t, "place", path);
  auto object = constraint(t, "object", path);
  auto complement = constraint(t, "complement", path);
  auto actor_kinds = kinds(t, "actor_kind", path);
  auto recipient_kinds = kinds(t, "recipient_kind", path);
  auto require = words(t, "require", path, false);
  for (const Error* e :
       {contexts ? nullptr : &contexts.error(), light ? nullptr : &light.error(),
        not_object ? nullptr : &not_object.error(), actor ? nullptr : &actor.error(),
        recipient ? nullptr : &recipient.error(), place ? nullptr : &place.error(),
        object ? nullptr : &object.error(), complement ? nullptr : &complement.error(),
        actor_kinds ? nullptr : &actor_kinds.error(),
        recipient_kinds ? nullptr : &recipient_kinds.error(),
        require ? nullptr : &require.error()}) {
    if (e) return tl::unexpected(*e);
  }
  f.contexts = std::move(*contexts);
  f.light = std::move(*light);
  f.not_object = std::move(*not_object);
  f.actor = std::move(*actor);
  f.recipient = std::move(*recipient);
  f.place = std::move(*place);
  f.object = std::move(*object);
  f.complement = std::move(*complement);
  f.actor_kinds = *actor_kinds;
  f.recipient_kinds = *recipient_kinds;
  if (f.place.empty()) {
    // Place defaults: fi and bi, whatever the frame.
    f.place = {{Position::prep, "fy"}, {Position::prep, "b"}};
  }
  const bool object_undergoes =
      std::any_of(f.recipient.begin(), f.recipient.end(),
                  [](const Position& p) { return p.kind == Position::object; });
  const std::string idafa =
      t["idafa"].value_or(std::string(object_undergoes ? "object" : "subject"));
  f.idafa_is_subject = idafa == "subject";
  if (t.get("require")) {
    f.require_any = false;
    for (const std::string& r : *require) {
      if (r == "actor")
        f.require_actor = true;
      else if (r == "recipient")
        f.require_recipient = true;
      else if (r == "any")
        f.require_any = true;
      else
        return tl::unexpected(
            at(path, t.get("require")->source(), "require: actor, recipient or any"));
    }
  }
  return f;
}

Result<void> FrameCompiler::file(const fs::path& path) {
  toml::table doc;
  try {
    doc = toml::parse_file(path.string());
  } catch (const toml::parse_error& e) {
    return tl::unexpected(at(path, e.source(), std::string(e.description())));
  }
  const toml::array* list = doc["frame"].as_array();
  if (!list) return fail(ErrorCode::bad_format, path.string() + ": no [[frame]]");
  for (const toml::node& node : *list) {
    const toml::table* t = node.as_table();
    if (!t) return tl::unexpected(at(path, node.source(), "not a [[frame]] table"));
    auto f = frame(*t, path);
    if (!f) return tl::unexpected(f.error());
    const auto index = static_cast<uint32_t>(frames_.size());
    const std::pair<const char*, FrameUse> uses[] = {{"verb", FrameUse::verb},
                                                     {"masdar", FrameUse::masdar},
                                                     {"noun", FrameUse::noun},
                                                     {"participle", FrameUse::participle},
                                                     {"phrase", FrameUse::phrase}};
    size_t predicates = 0;
    for (const auto& [key, use] : uses) {
      auto list_of = words(*t, key, path, true);
      if (!list_of) return tl::unexpected(list_of.error());
      for (const std::string& w : *list_of) {
        const size_t space = w.find(' ');
        FrameRow row;
        row.frame = index;
        row.use = static_cast<uint8_t>(use);
        row.rest = out_.str(space == std::string::npos ? std::string() : w.substr(space + 1));
        index_.add(w.substr(0, space), row);
        ++predicates;
      }
    }
    if (predicates == 0) return tl::unexpected(at(path, t->source(), "frame without a predicate"));
    frames_.push_back(std::move(*f));
  }
  return {};
}

Result<void> FrameCompiler::light_verbs() {
  auto tsv = TsvFile::read(data_ / "frames/light_verbs.tsv");
  if (!tsv) return tl::unexpected(tsv.error());
  KeyTableBuilder<LightRow> table;
  const std::map<std::string, uint8_t> roles = {
      {"none", 0}, {"actor", 1}, {"recipient", 2}, {"place", 3}};
  for (const TsvRow& r : tsv->rows()) {
    auto role = roles.find(r.fields[2]);
    if (role == roles.end())
      return tl::unexpected(tsv->error(r, 2, "actor, recipient, place or none"));
    table.add(fold_key(r.fields[0]), {out_.str(fold_key(r.fields[1])), role->second, {}});
  }
  table.write(out_, "frm.light");
  return {};
}

Result<void> FrameCompiler::operators() {
  auto tsv = TsvFile::read(data_ / "factuality/operators.tsv");
  if (!tsv) return tl::unexpected(tsv.error());
  KeyTableBuilder<OperatorRow> table;
  const std::map<std::string, uint8_t> pos = {{"verb", 0}, {"noun", 1}, {"adj", 2}};
  const std::map<std::string, uint8_t> control = {{"none", 0}, {"subject", 1}, {"object", 2}};
  for (const TsvRow& r : tsv->rows()) {
    auto p = pos.find(r.fields[1]);
    auto c = control.find(r.fields[3]);
    const auto f = factuality_from_name(r.fields[2]);
    if (p == pos.end()) return tl::unexpected(tsv->error(r, 1, "verb, noun or adj"));
    if (!f && r.fields[2] != "same") return tl::unexpected(tsv->error(r, 2, "no factuality"));
    if (c == control.end()) return tl::unexpected(tsv->error(r, 3, "subject, object or none"));
    const uint8_t complement = f ? static_cast<uint8_t>(*f) : uint8_t{0xFF};
    table.add(fold_key(r.fields[0]), {p->second, complement, c->second, 0});
  }
  table.write(out_, "frm.operators");
  return {};
}

Result<void> FrameCompiler::run() {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(data_ / "frames", error)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  if (files.empty()) return fail(ErrorCode::not_found, (data_ / "frames").string() + ": no frames");
  std::sort(files.begin(), files.end());
  for (const fs::path& f : files) {
    if (auto ok = file(f); !ok) return ok;
  }
  ArchiveWriter archive;
  archive.num(static_cast<uint32_t>(frames_.size()));
  for (const Frame& f : frames_) f.write(archive);
  out_.add("frm.frames", archive.take());
  index_.write(out_, "frm.index");
  if (auto ok = light_verbs(); !ok) return ok;
  return operators();
}

}  // namespace

Result<void> frames(const fs::path& data, ImageWriter& out) {
  return FrameCompiler(data, out).run();
}

}  // namespace isnad::compile
