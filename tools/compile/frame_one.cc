// One [[frame]]: its keys and values, and what they must agree with.

#include "compile/frame_one.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <sstream>

#include "base/utf8.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

bool is_kebab(std::string_view id) {
  if (id.empty() || id.front() == '-' || id.back() == '-') return false;
  return std::all_of(id.begin(), id.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string_view kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

const std::vector<std::string>& kinds_of_entities() {
  static const std::vector<std::string> kAll = [] {
    std::vector<std::string> all;
    all.reserve(7);
    for (int k = 0; k < 7; ++k) all.emplace_back(entity_kind_name(static_cast<EntityKind>(k)));
    return all;
  }();
  return kAll;
}

// Do the words of a predicate stand in this order in a sentence, or (`any`) one of them? A clitic
// stands in the token of its word.
bool shows(const std::vector<std::set<std::string>>& tokens, const std::string& predicate,
           bool any) {
  size_t at = 0;
  std::istringstream parts(predicate);
  for (std::string part; parts >> part;) {
    const auto found = std::find_if(tokens.begin() + static_cast<std::ptrdiff_t>(any ? 0 : at),
                                    tokens.end(), [&](const auto& t) { return t.count(part) > 0; });
    const bool clitic = part.size() == 1;
    if (any && found != tokens.end() && !clitic) return true;
    if (!any && found == tokens.end()) return false;
    at = static_cast<size_t>(found - tokens.begin()) + (clitic ? 0 : 1);
  }
  return !any;
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? "" : "; did you mean \"" + near + "\"?";
}

Place OneFrame::place(const toml::source_region& where) const {
  Place p{where.begin.line, where.begin.column, 0};
  if (p.line < 1 || p.line > source_.lines()) return p;
  const auto width = static_cast<uint32_t>(source_.line(p.line).size());
  const uint32_t end = where.end.line == where.begin.line ? where.end.column : width + 1;
  p.length = end > p.column ? end - p.column : 0;
  return p;
}

Place OneFrame::key_place(const toml::table& table, std::string_view key) const {
  const auto it = table.find(key);
  return it == table.end() ? head() : place(it->first.source());
}

void OneFrame::keys(const toml::table& table, const std::vector<FrameKey>& known,
                    const std::string& of) {
  std::vector<std::string> all;
  all.reserve(known.size());
  for (const FrameKey& k : known) all.emplace_back(k.name);
  for (const auto& [key, node] : table) {
    const std::string_view name = key.str();  // clang 14 captures no structured binding
    const auto k = std::find_if(known.begin(), known.end(),
                                [name](const FrameKey& f) { return f.name == name; });
    if (k == known.end()) {
      fault(place(key.source()),
            "unknown key " + in_quotes(key.str()) + of + did_you_mean(key.str(), all));
      continue;
    }
    const bool right = (k->kind == ValueKind::string && node.is_string()) ||
                       (k->kind == ValueKind::strings && node.is_array()) ||
                       (k->kind == ValueKind::number && node.is_number()) ||
                       (k->kind == ValueKind::boolean && node.is_boolean()) ||
                       (k->kind == ValueKind::constraint && node.is_table());
    if (!right) {
      fault(place(node.source()), fmt::format("{} must be {}{}, not {}", k->name,
                                              k->kind == ValueKind::boolean ? "" : "a ",
                                              value_kind_name(k->kind), kind_of(node)));
    }
  }
  for (const FrameKey& k : known) {
    if (k.required && !table.contains(k.name)) fault(head(), fmt::format("no {}", k.name));
  }
}

std::optional<Item> OneFrame::string(std::string_view key) {
  const toml::node* node = table_.get(key);
  if (!node || !node->is_string()) return std::nullopt;
  return Item{node->value_or(std::string()), place(node->source())};
}

std::vector<Item> OneFrame::strings(const toml::table& table, std::string_view key) {
  std::vector<Item> out;
  const toml::node* node = table.get(key);
  const toml::array* list = node ? node->as_array() : nullptr;
  if (!list) return out;
  for (const toml::node& item : *list) {
    const Place where = place(item.source());
    if (!item.is_string()) {
      fault(where, fmt::format("{}: {} where a string must stand", key, kind_of(item)));
      continue;
    }
    std::string text = item.value_or(std::string());
    if (text.find_first_not_of(' ') == std::string::npos) {
      fault(where, fmt::format("{}: an empty string", key));
      continue;
    }
    out.push_back({std::move(text), where});
  }
  return out;
}

bool OneFrame::flag(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  return node && node->value_or(false);
}

void OneFrame::repeated(const std::vector<Item>& items, std::string_view key, bool folded) {
  std::map<std::string, uint32_t> first;  // -> line
  for (const Item& item : items) {
    const auto [at, fresh] =
        first.emplace(folded ? fold_key(item.text) : item.text, item.place.line);
    if (!fresh) {
      fault(item.place, fmt::format("{} lists {} twice (first on line {})", key,
                                    in_quotes(item.text), at->second));
    }
  }
}

// The letters and spaces of a word or phrase, as docs/frames.md wants them.
bool OneFrame::written_well(const Item& item, std::string_view key) {
  const auto text = decode_utf8(item.text);
  if (!text) return false;
  for (const char32_t c : *text) {
    if (c != U' ' && fold_code_point(c) == 0) {
      fault(item.place,
            fmt::format("{}: {} is written with diacritics", key, in_quotes(item.text)));
      return false;
    }
    if (c != U' ' && !is_arabic_letter_byte(fold_code_point(c))) {
      fault(item.place,
            fmt::format("{}: {} has more than Arabic letters", key, in_quotes(item.text)));
      return false;
    }
  }
  if (text->front() == U' ' || text->back() == U' ' || text->find(U"  ") != std::u32string::npos) {
    fault(item.place, fmt::format("{}: {} has a space too many", key, in_quotes(item.text)));
    return false;
  }
  return true;
}

std::vector<std::string> OneFrame::words(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  const auto items = strings(table, key);
  repeated(items, key, true);
  for (const Item& item : items) {
    if (written_well(item, key)) out.push_back(fold_key(item.text));
  }
  return out;
}

// A word that the morphology never finds never makes its frame fire.
void OneFrame::known(const Item& item, FrameUse use) {
  const std::string key = fold_key(item.text);
  if (use == FrameUse::phrase) {
    std::istringstream parts(key);
    std::istringstream shown(item.text);
    std::string written;
    for (std::string part; parts >> part && shown >> written;) {
      if (!words_.form(part)) {
        fault(item.place, "phrase: the morphology knows no " + in_quotes(written));
      }
    }
    return;
  }
  if (key.find(' ') != std::string::npos) {
    fault(item.place, in_quotes(item.text) + " is several words: a phrase");
  } else if (use == FrameUse::verb && !words_.verb(key)) {
    fault(item.place, "the morphology knows no verb " + in_quotes(item.text) +
                          (words_.form(key) ? " (3ms perfective, without clitics)" : ""));
  } else if (use != FrameUse::verb && !words_.nominal(key)) {
    fault(item.place, "the morphology knows no noun or adjective " + in_quotes(item.text));
  }
}

void OneFrame::predicates(FrameEntry& entry) {
  static constexpr std::pair<const char*, FrameUse> kUses[] = {{"verb", FrameUse::verb},
                                                               {"masdar", FrameUse::masdar},
                                                               {"noun", FrameUse::noun},
                                                               {"participle", FrameUse::participle},
                                                               {"phrase", FrameUse::phrase}};
  bool any = false;
  for (const auto& [key, use] : kUses) {
    const auto items = strings(table_, key);
    any = any || table_.contains(key);
    repeated(items, key, true);
    for (const Item& item : items) {
      if (!written_well(item, key)) continue;
      known(item, use);
      entry.predicates.emplace_back(use, fold_key(item.text));
      entry.written.push_back(item.text);
    }
  }
  if (!any) fault(head(), "no predicate: verb, masdar, noun, participle or phrase");
}

void OneFrame::names(Frame& f) {
  if (const auto id = string("id")) {
    f.id = id->text;
    if (!is_kebab(f.id)) {
      fault(id->place, "id " + in_quotes(f.id) + " is not kebab-case: a-z, 0-9 and hyphens");
    }
  }
  const auto contexts = strings(table_, "contexts");
  repeated(contexts, "contexts", false);
  for (const Item& c : contexts) {
    f.contexts.push_back(c.text);
    if (std::find(facts_.contexts.begin(), facts_.contexts.end(), c.text) ==
        facts_.contexts.end()) {
      fault(c.place,
            "unknown context " + in_quotes(c.text) + did_you_mean(c.text, facts_.contexts));
    }
  }
}

void OneFrame::codes(Frame& f) {
  const auto type = string("type");
  if (!type) return;
  const auto found = event_type_from_name(type->text);
  if (!found) {
    std::vector<std::string> all;
    for (const auto& [name, modes] : facts_.modes) all.push_back(name);
    for (const auto& [code, types] : facts_.cameo)
      all.insert(all.end(), types.begin(), types.end());
    fault(type->place, "unknown type " + in_quotes(type->text) + did_you_mean(type->text, all));
    return;
  }
  f.type = *found;
  if (const auto mode = string("mode")) {
    f.mode = mode->text;
    const auto of_type = facts_.modes.find(type->text);
    const std::vector<std::string> none;
    const auto& legal = of_type == facts_.modes.end() ? none : of_type->second;
    if (!f.mode.empty() && std::find(legal.begin(), legal.end(), f.mode) == legal.end()) {
      fault(mode->place,
            fmt::format("{} has no mode {}; {}", type->text, in_quotes(f.mode),
                        legal.empty() ? "it has none" : fmt::format("{}", fmt::join(legal, ", "))));
    }
  }
  if (const auto cameo = string("cameo")) {
    f.cameo = cameo->text;
    const auto of_code = facts_.cameo.find(f.cameo);
    if (of_code == facts_.cameo.end()) {
      fault(cameo->place, "unknown CAMEO code " + in_quotes(f.cameo));
    } else if (!of_code->second.count(type->text)) {
      fault(cameo->place, fmt::format("CAMEO code {} is {}, not {}", f.cameo,
                                      fmt::join(of_code->second, " or "), type->text));
    }
  }
}

// The folded preposition; notes what syntax would never name so.
std::string OneFrame::preposition_of(const Item& item, std::string_view written,
                                     std::string_view key) {
  std::string folded = fold_key(written);
  if (folded.empty()) {
    fault(item.place, fmt::format("{}: {} names no preposition", key, in_quotes(item.text)));
    return folded;
  }
  const auto known = facts_.prepositions.find(folded);
  if (known != facts_.prepositions.end()) {
    if (fold_key(known->second) != folded) {
      fault(item.place, fmt::format("{}: phrases with {} count as {}", key, in_quotes(written),
                                    in_quotes(known->second)));
    }
  } else if (folded.size() == 1 ? !words_.form(folded) : !words_.preposition(folded)) {
    fault(item.place, fmt::format("{}: {} is no preposition", key, in_quotes(written)));
  }
  return folded;
}

std::vector<Position> OneFrame::positions(std::string_view key) {
  std::vector<Position> out;
  const auto items = strings(table_, key);
  repeated(items, key, false);
  for (const Item& item : items) {
    Position p;
    const size_t colon = item.text.find(':');
    const std::string name = item.text.substr(0, colon);
    if (item.text == "subject") {
      p.kind = Position::subject;
    } else if (item.text == "object") {
      p.kind = Position::object;
    } else if (item.text == "object_owner") {
      p.kind = Position::object_owner;
    } else if (item.text == "speaker" && key == "actor") {
      p.kind = Position::speaker;
    } else if (colon != std::string::npos && (name == "prep" || name == "prep_owner")) {
      p.kind = name == "prep" ? Position::prep : Position::prep_owner;
      p.preposition = preposition_of(item, item.text.substr(colon + 1), key);
    } else {
      fault(item.place,
            fmt::format("{}: unknown position {}: subject, object, object_owner, {}prep:X, "
                        "prep_owner:X",
                        key, in_quotes(item.text), key == "actor" ? "speaker, " : ""));
      continue;
    }
    out.push_back(std::move(p));
  }
  return out;
}

Constraint OneFrame::constraint(std::string_view key) {
  Constraint c;
  const toml::node* node = table_.get(key);
  const toml::table* inner = node ? node->as_table() : nullptr;
  if (!inner) return c;
  const Place where = key_place(table_, key);
  keys(*inner, constraint_keys(), fmt::format(" of {}", key));
  c.present = true;
  c.required = flag(*inner, "required");
  c.heads = words(*inner, "head");
  const toml::node* prep = inner->get("prep");
  if (key == "object" && prep) {
    fault(key_place(*inner, "prep"), "an object has no prep: that is a complement");
  } else if (key == "complement" && !prep && inner->get("head") == nullptr) {
    fault(where, "complement asks for nothing: neither prep nor head");
  } else if (prep && prep->is_string()) {
    const Item item{prep->value_or(std::string()), place(prep->source())};
    c.prep = preposition_of(item, item.text, "prep");
  }
  if (key == "object" && !c.required && inner->get("head") == nullptr) {
    fault(where, "object asks for nothing: neither head nor required");
  }
  return c;
}

uint8_t OneFrame::kinds(std::string_view key) {
  const auto items = strings(table_, key);
  repeated(items, key, false);
  if (items.empty()) return 0xFF;
  uint8_t mask = 0;
  const auto& all = kinds_of_entities();
  for (const Item& item : items) {
    const auto k = std::find(all.begin(), all.end(), item.text);
    if (k == all.end()) {
      fault(item.place, fmt::format("{}: unknown kind {}{}", key, in_quotes(item.text),
                                    did_you_mean(item.text, all)));
    } else {
      mask = static_cast<uint8_t>(mask | (1u << (k - all.begin())));
    }
  }
  return mask;
}

void OneFrame::light(Frame& f) {
  const auto items = strings(table_, "light");
  repeated(items, "light", true);
  for (const Item& item : items) {
    if (!written_well(item, "light")) continue;
    const size_t space = item.text.find(' ');
    const Item verb{item.text.substr(0, space), item.place};
    if (!words_.verb(fold_key(verb.text))) {
      fault(item.place, "light: the morphology knows no verb " + in_quotes(verb.text));
    }
    std::string key = fold_key(verb.text);
    if (space != std::string::npos) {
      key += ' ' + preposition_of(item, item.text.substr(space + 1), "light");
    }
    f.light.push_back(std::move(key));
  }
  if (!items.empty() && !table_.contains("masdar") && !table_.contains("noun") &&
      !table_.contains("phrase")) {
    fault(key_place(table_, "light"), "light verbs without a masdar, noun or phrase to carry");
  }
}

void OneFrame::requirements(Frame& f) {
  const toml::node* node = table_.get("require");
  if (!node || !node->is_array()) return;
  const auto items = strings(table_, "require");
  repeated(items, "require", false);
  const auto empty = [&](std::string_view key) {
    const toml::array* list = table_[key].as_array();
    return !list || list->empty();
  };
  for (const Item& r : items) {
    if (r.text == "any") continue;  // every reading needs a side; said for the reader
    if (r.text != "actor" && r.text != "recipient") {
      fault(r.place, "require: unknown side " + in_quotes(r.text) + ": actor, recipient or any");
      continue;
    }
    (r.text == "actor" ? f.require_actor : f.require_recipient) = true;
    if (empty(r.text)) {
      fault(r.place, fmt::format("require names the {0}, but {0} has no position", r.text));
    }
  }
}

// Each list of sentences has one at least. A yes sentence shows a predicate of the frame, a no
// sentence one too, or a word of its phrases: with other words it could not fail.
void OneFrame::sentences(const FrameEntry& entry) {
  std::vector<Item> all;
  for (const std::string_view key : {"yes", "no"}) {
    const bool yes = key == "yes";
    const toml::array* list = table_[key].as_array();
    if (list && list->empty()) {
      fault(key_place(table_, key), fmt::format("{} has no sentence", key));
    }
    for (const Item& s : strings(table_, key)) {
      all.push_back(s);
      if (entry.predicates.empty()) continue;
      const auto tokens = words_.keys(decode_utf8(s.text).value_or(std::u32string()));
      const auto shown = [&](const auto& p) { return shows(tokens, p.second, !yes); };
      if (std::any_of(entry.predicates.begin(), entry.predicates.end(), shown)) continue;
      if (yes) {
        fault(s.place, "the yes sentence has no predicate of the frame");
      } else {
        faults_.push_back(
            {s.place, "the no sentence has no word of the frame: it cannot fail", true});
      }
    }
  }
  repeated(all, "yes or no", false);
}

FrameEntry OneFrame::run(const std::string& file, std::map<std::string, std::string>& ids) {
  FrameEntry entry;
  Frame& f = entry.frame;
  keys(table_, frame_keys(), "");
  f.rule = "frames/" + file + ":" + std::to_string(head().line);
  names(f);
  if (const auto id = string("id")) {
    const auto [at, fresh] = ids.emplace(f.id, f.rule);
    if (!fresh) fault(id->place, "id " + in_quotes(f.id) + " stands at " + at->second + " too");
  }
  codes(f);
  predicates(entry);
  f.symmetric = flag(table_, "symmetric");
  f.statement = flag(table_, "statement");
  f.coup = flag(table_, "coup");
  f.in_name = flag(table_, "in_name");
  f.stateless = flag(table_, "stateless");
  f.negated = flag(table_, "negated");
  if (const toml::node* node = table_.get("confidence"); node && node->is_number()) {
    const double value = node->value_or(0.0);
    if (!(value >= 0.3 && value <= 1.0)) {
      fault(place(node->source()), "confidence must lie between 0.3 and 1");
    }
    f.confidence = static_cast<float>(value);
  }
  f.object = constraint("object");
  f.complement = constraint("complement");
  const auto not_object = strings(table_, "not_object");
  f.not_object = words(table_, "not_object");
  for (const Item& item : not_object) {
    if (std::find(f.object.heads.begin(), f.object.heads.end(), fold_key(item.text)) !=
        f.object.heads.end()) {
      fault(item.place, "not_object rules out " + in_quotes(item.text) + ", which object asks for");
    }
  }
  for (const Item& item : strings(table_, "not_complement")) {
    if (std::find(f.complement.heads.begin(), f.complement.heads.end(), fold_key(item.text)) !=
        f.complement.heads.end()) {
      fault(item.place,
            "not_complement rules out " + in_quotes(item.text) + ", which complement asks for");
    }
  }
  f.not_complement = words(table_, "not_complement");
  f.actor = positions("actor");
  f.recipient = positions("recipient");
  f.place = positions("place");
  if (f.place.empty()) {
    // Place defaults: fi and bi, whatever the frame.
    f.place = {{Position::prep, "fy"}, {Position::prep, "b"}};
  }
  f.actor_kinds = kinds("actor_kind");
  f.recipient_kinds = kinds("recipient_kind");
  const bool object_undergoes =
      std::any_of(f.recipient.begin(), f.recipient.end(),
                  [](const Position& p) { return p.kind == Position::object; });
  f.idafa_is_subject = !object_undergoes;
  if (const auto idafa = string("idafa")) {
    f.idafa_goal = idafa->text == "subject_or_goal";
    f.idafa_is_subject = idafa->text == "subject" || f.idafa_goal;
    if (!f.idafa_is_subject && idafa->text != "object") {
      fault(idafa->place,
            "idafa: " + in_quotes(idafa->text) + " is none of subject, subject_or_goal and object");
    }
  }
  light(f);
  requirements(f);
  sentences(entry);
  return entry;
}

}  // namespace isnad::compile
