#include "compile/world_file.h"

#include <fmt/format.h>
#include <algorithm>
#include <sstream>

#include "cli/bidi.h"
#include "compile/frame_one.h"

namespace isnad::compile {

namespace {

std::vector<std::string> fluent_names() {
  std::vector<std::string> out;
  for (int i = 0; i < kFluentKindCount; ++i) {
    out.emplace_back(fluent_kind_name(static_cast<FluentKind>(i)));
  }
  return out;
}

std::vector<std::string> party_kinds() {
  std::vector<std::string> out;
  for (int i = 0; i <= static_cast<int>(PartyKind::unknown); ++i) {
    out.emplace_back(party_kind_name(static_cast<PartyKind>(i)));
  }
  return out;
}

std::vector<std::string> event_types() {
  std::vector<std::string> out;
  for (int i = 0; i < kEventTypeCount; ++i) {
    out.emplace_back(event_type_name(static_cast<EventType>(i)));
  }
  return out;
}

const std::vector<std::string> kParts = {"actor", "recipient", "place", "party"};
const std::vector<std::string> kEffects = {"shows", "begins", "ends", "interrupts"};
const std::vector<std::string> kTables = {"evidence", "exclusion", "consequence", "known"};

}  // namespace

Place WorldReader::place(const toml::source_region& where) const {
  Place p{where.begin.line, where.begin.column, 0};
  if (p.line < 1 || p.line > source_->lines()) return {1, 1, 0};
  const auto width = static_cast<uint32_t>(source_->line(p.line).size());
  const uint32_t end = where.end.line == where.begin.line ? where.end.column : width + 1;
  p.length = end > p.column ? end - p.column : 0;
  return p;
}

void WorldReader::keys(const toml::table& t, const std::vector<std::string>& known) {
  for (const auto& [key, node] : t) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      fault(place(key.source()),
            "unknown key " + in_quotes(key.str()) + did_you_mean(key.str(), known));
    }
  }
}

std::optional<WorldReader::Text> WorldReader::string(const toml::table& t, std::string_view key,
                                                     bool required) {
  const toml::node* node = t.get(key);
  if (!node) {
    if (required) fault(head(t), fmt::format("no {}", key));
    return std::nullopt;
  }
  const auto value = node->value<std::string>();
  if (!node->is_string() || !value) {
    fault(place(node->source()), fmt::format("{} must be a string", key));
    return std::nullopt;
  }
  return Text{*value, place(node->source())};
}

std::vector<WorldReader::Text> WorldReader::strings(const toml::table& t, std::string_view key) {
  std::vector<Text> out;
  const toml::node* node = t.get(key);
  if (!node) return out;
  const toml::array* list = node->as_array();
  if (!list || list->empty()) {
    fault(place(node->source()), fmt::format("{} must be a list of strings", key));
    return out;
  }
  for (const toml::node& one : *list) {
    if (const auto value = one.value<std::string>(); one.is_string() && value) {
      out.push_back({*value, place(one.source())});
    } else {
      fault(place(one.source()), fmt::format("{} must be a list of strings", key));
    }
  }
  return out;
}

std::optional<size_t> WorldReader::one_of(const std::optional<Text>& text, std::string_view what,
                                          const std::vector<std::string>& known) {
  if (!text) return std::nullopt;
  const auto at = std::find(known.begin(), known.end(), text->text);
  if (at == known.end()) {
    fault(text->place, fmt::format("no such {}: {}", what, in_quotes(text->text)) +
                           did_you_mean(text->text, known));
    return std::nullopt;
  }
  return static_cast<size_t>(at - known.begin());
}

bool WorldReader::flag(const toml::table& t, std::string_view key) {
  const toml::node* node = t.get(key);
  if (node && !node->is_boolean()) {
    fault(place(node->source()), fmt::format("{} must be true or false", key));
  }
  return node && node->value<bool>().value_or(false);
}

uint16_t WorldReader::kinds(const std::vector<Text>& names) {
  if (names.empty()) return kAnyParty;
  uint16_t out = 0;
  for (const Text& n : names) {
    if (const auto k = one_of(n, "kind of party", party_kinds())) {
      out = static_cast<uint16_t>(out | 1u << *k);
    }
  }
  return out;
}

std::optional<FluentKind> WorldReader::fluent(const std::optional<Text>& text) {
  const auto at = one_of(text, "fluent", fluent_names());
  if (!at) return std::nullopt;
  return static_cast<FluentKind>(*at);
}

// The id and the sentence that every rule has.
RuleId WorldReader::begin_rule(const toml::table& t) {
  const auto id = static_cast<RuleId>(out_.texts.size());
  RuleText& text = out_.texts.emplace_back();
  text.name = fmt::format("{}:{}", name_, head(t).line);
  if (const auto says = string(t, "says", true)) text.says = says->text;
  if (const auto name = string(t, "id", true)) {
    const auto [at, fresh] = ids_.emplace(name->text, text.name);
    if (!fresh) {
      fault(name->place, fmt::format("{} is the id of {} already; ids are unique over all files",
                                     in_quotes(name->text), at->second));
    }
  }
  return id;
}

void WorldReader::evidence(const toml::table& t) {
  EvidenceRule rule;
  rule.id = begin_rule(t);
  if (t.contains("relation")) {
    of_relation(t, rule);
  } else {
    of_event(t, rule);
  }
  int effects = 0;
  for (size_t i = 0; i < kEffects.size(); ++i) {
    const auto text = string(t, kEffects[i], false);
    if (!text) continue;
    ++effects;
    rule.effect = static_cast<Effect>(i);
    if (const auto kind = fluent(text)) rule.fluent = *kind;
  }
  if (effects != 1) fault(head(t), "want one of begins, ends, interrupts, shows, with a fluent");
  rule.subject_kinds = kinds(strings(t, "subject_kind"));
  rule.object_kinds = kinds(strings(t, "object_kind"));
  rule.both = flag(t, "both");
  rule.repeats = flag(t, "repeats");
  if (rule.repeats && rule.effect != Effect::begins) {
    fault(place(t.get("repeats")->source()), "only what begins a fluent can repeat");
  }
  if (t.contains("presumes")) {
    rule.presumes = flag(t, "presumes");
    if (rule.effect != Effect::ends && rule.effect != Effect::interrupts) {
      fault(place(t.get("presumes")->source()), "only what ends a fluent can presume it");
    }
  }
  if (rule.of_relation && rule.effect != Effect::shows) {
    fault(head(t), "a relation begins or ends a fluent by its own dates: write shows");
  }
  out_.evidence.push_back(std::move(rule));
}

void WorldReader::of_relation(const toml::table& t, EvidenceRule& rule) {
  keys(t, {"id", "says", "relation", "flag", "shows", "begins", "ends", "interrupts",
           "subject_kind", "object_kind", "both"});
  rule.of_relation = true;
  std::vector<std::string> names;
  for (int i = 0; i < kRelationKindCount; ++i) {
    names.emplace_back(relation_kind_name(static_cast<RelationKind>(i)));
  }
  if (const auto r = one_of(string(t, "relation", true), "relation", names)) {
    rule.relation = static_cast<RelationKind>(*r);
  }
  const auto wanted = string(t, "flag", false);
  if (!wanted) return;
  std::vector<std::string> flags;
  for (const auto& [name, rules] : facts_.flags) flags.push_back(name);
  if (one_of(wanted, "flag in data/relations/patterns.tsv", flags)) {
    rule.frames = facts_.flags.at(wanted->text);
  }
}

void WorldReader::of_event(const toml::table& t, EvidenceRule& rule) {
  keys(t, {"id", "says", "type", "mode", "frames", "contexts", "begins", "ends", "interrupts",
           "shows", "subject", "object", "subject_kind", "object_kind", "confidence", "repeats",
           "presumes", "both"});
  const auto type_text = string(t, "type", true);
  const auto type = one_of(type_text, "type of event", event_types());
  if (type) rule.type = static_cast<EventType>(*type);
  if (const auto mode = string(t, "mode", false)) {
    rule.any_mode = false;
    rule.mode = mode->text;
    const auto modes = facts_.modes.find(type_text ? type_text->text : "");
    if (type && !mode->text.empty()) {
      one_of(mode, "mode of " + type_text->text,
             modes == facts_.modes.end() ? std::vector<std::string>{} : modes->second);
    }
  }
  std::vector<std::string> frame_ids;
  for (const auto& [id, f] : facts_.frames) frame_ids.push_back(id);
  for (const Text& id : strings(t, "frames")) {
    if (!one_of(id, "frame", frame_ids)) continue;
    const WorldFacts::KnownFrame& f = facts_.frames.at(id.text);
    if (type && f.type != rule.type) {
      fault(id.place, fmt::format("{} is a frame of {}, not of {}; write a rule for each type",
                                  in_quotes(id.text), event_type_name(f.type), type_text->text));
    }
    rule.frames.push_back(f.rule);
  }
  for (const Text& c : strings(t, "contexts")) {
    if (one_of(c, "context", facts_.contexts)) rule.contexts.push_back(c.text);
  }
  if (const auto s = one_of(string(t, "subject", true), "part of an event", kParts)) {
    rule.subject = static_cast<EventPart>(*s);
  }
  if (const auto o = one_of(string(t, "object", true), "part of an event", kParts)) {
    rule.object = static_cast<EventPart>(*o);
  }
  if (const toml::node* node = t.get("confidence")) {
    const auto value = node->value<double>();
    if (!value || *value < 0 || *value > 1) {
      fault(place(node->source()), "confidence must be a number from 0 to 1");
    } else {
      rule.confidence = static_cast<float>(*value);
    }
  }
}

void WorldReader::exclusion(const toml::table& t) {
  keys(t, {"id", "says", "fluent", "offices", "object_kind", "begins_only"});
  ExclusionRule rule;
  rule.id = begin_rule(t);
  if (const auto kind = fluent(string(t, "fluent", true))) rule.fluent = *kind;
  for (const Text& office : strings(t, "offices")) {
    if (one_of(office, "office in data/gazetteers/offices.tsv", facts_.offices)) {
      rule.offices.push_back(office.text);
    }
  }
  rule.object_kinds = kinds(strings(t, "object_kind"));
  rule.begins_only = flag(t, "begins_only");
  out_.exclusions.push_back(std::move(rule));
}

// "forces_in ?who ?where", "begins ...", "ends ...", "known LIST ?x ?y" or "known LIST ?x".
std::optional<Pattern> WorldReader::pattern(const Text& text, std::vector<std::string>& variables,
                                            bool conclusion) {
  std::istringstream in(text.text);
  std::vector<std::string> words;
  for (std::string w; in >> w;) words.push_back(w);
  Pattern p;
  size_t at = 0;
  if (!conclusion && !words.empty()) {
    if (words[0] == "begins")
      p.part = Pattern::Part::begins, ++at;
    else if (words[0] == "ends")
      p.part = Pattern::Part::ends, ++at;
    else if (words[0] == "known")
      p.part = Pattern::Part::known, ++at;
  }
  const bool known = p.part == Pattern::Part::known;
  const size_t arguments = words.size() > at ? words.size() - at - 1 : 0;
  if (arguments != 2 && !(known && arguments == 1)) {
    fault(text.place, known ? "want known LIST ?x or known LIST ?x ?y"
                            : "want FLUENT ?x ?y, such as member_of ?state ?alliance");
    return std::nullopt;
  }
  if (known) {
    p.known = words[at];
    used_lists_.push_back({source_->name(), {words[at], text.place}});
  } else if (const auto kind = fluent(Text{words[at], text.place})) {
    p.fluent = *kind;
  }
  uint8_t numbers[2] = {0, 0};
  for (size_t i = 0; i < arguments; ++i) {
    const std::string& v = words[at + 1 + i];
    if (v.size() < 2 || v[0] != '?') {
      fault(text.place, fmt::format("{} is no variable; one begins with ?", in_quotes(v)));
      return std::nullopt;
    }
    auto found = std::find(variables.begin(), variables.end(), v);
    if (found == variables.end()) {
      if (conclusion) {
        fault(text.place, in_quotes(v) + " stands in no condition" + did_you_mean(v, variables));
        return std::nullopt;
      }
      if (variables.size() == kMaxVariables) {
        fault(text.place, fmt::format("more than {} variables", kMaxVariables));
        return std::nullopt;
      }
      variables.push_back(v);
      found = variables.end() - 1;
    }
    numbers[i] = static_cast<uint8_t>(found - variables.begin());
  }
  p.subject = numbers[0];
  p.object = arguments == 2 ? numbers[1] : numbers[0];
  return p;
}

void WorldReader::consequence(const toml::table& t) {
  keys(t, {"id", "says", "when", "holds", "begins", "ends", "kind", "possible"});
  ConsequenceRule rule;
  rule.id = begin_rule(t);
  rule.possible = flag(t, "possible");
  std::vector<std::string> variables;
  const auto conditions = strings(t, "when");
  if (!t.contains("when")) fault(head(t), "no when");
  int triggers = 0;
  for (const Text& c : conditions) {
    if (const auto p = pattern(c, variables, false)) {
      triggers += p->trigger() ? 1 : 0;
      rule.when.push_back(*p);
    }
  }
  const std::vector<std::string> hows = {"holds", "begins", "ends"};
  int conclusions = 0;
  for (size_t i = 0; i < hows.size(); ++i) {
    const auto text = string(t, hows[i], false);
    if (!text) continue;
    ++conclusions;
    rule.how = static_cast<ConsequenceRule::How>(i);
    if (const auto p = pattern(*text, variables, true)) rule.then = *p;
  }
  if (conclusions != 1) fault(head(t), "want one of holds, begins, ends, with a fluent");
  if (triggers > 1) fault(head(t), "only one condition may say begins, ends or name an act");
  if (triggers == 0 && rule.how != ConsequenceRule::How::holds) {
    fault(head(t),
          "what begins or ends something needs a time: a condition with begins or ends, "
          "or an act; or conclude that something holds");
  }
  if (rule.possible && rule.how == ConsequenceRule::How::ends) {
    fault(place(t.get("possible")->source()), "what only may end something ends nothing");
  }
  rule.kinds.assign(kMaxVariables, kAnyParty);
  for (const Text& k : strings(t, "kind")) {
    std::istringstream in(k.text);
    std::string variable, name;
    in >> variable;
    const auto at = std::find(variables.begin(), variables.end(), variable);
    std::vector<Text> names;
    while (in >> name) names.push_back({name, k.place});
    if (at == variables.end() || names.empty()) {
      fault(k.place, "want ?VARIABLE and kinds of parties, such as ?enemy state armed_group");
      continue;
    }
    rule.kinds[static_cast<size_t>(at - variables.begin())] = kinds(names);
  }
  out_.consequences.push_back(std::move(rule));
}

void WorldReader::known(const toml::table& t) {
  keys(t, {"list", "says", "of", "pairs", "table"});
  const auto list = string(t, "list", true);
  string(t, "says", true);
  if (t.contains("of") + t.contains("pairs") + t.contains("table") != 1) {
    fault(head(t), "want one of: of, pairs, table");
  }
  if (!list) return;
  lists_.insert(list->text);
  std::vector<std::string> codes;
  for (const auto& [code, n] : facts_.codes) codes.push_back(code);
  for (const Text& code : strings(t, "of")) {
    one_of(code, "code in data/kb", codes);
    out_.known.push_back({list->text, code.text, ""});
  }
  if (const auto table = string(t, "table", false)) {
    std::vector<std::string> names;
    for (const auto& [name, rows] : facts_.tables) names.push_back(name);
    if (one_of(table, "table in data/world", names)) {
      for (const auto& [first, second] : facts_.tables.at(table->text)) {
        out_.known.push_back({list->text, first, second});
      }
    }
  }
  const toml::array* pairs = t["pairs"].as_array();
  if (t.contains("pairs") && !pairs) fault(head(t), "pairs must be a list of pairs");
  for (size_t i = 0; pairs && i < pairs->size(); ++i) {
    const toml::array* pair = (*pairs)[i].as_array();
    if (!pair || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string()) {
      fault(place((*pairs)[i].source()), "want a pair: [\"A\", \"B\"]");
      continue;
    }
    const Text first{*(*pair)[0].value<std::string>(), place((*pair)[0].source())};
    const Text second{*(*pair)[1].value<std::string>(), place((*pair)[1].source())};
    one_of(first, "code in data/kb", codes);
    one_of(second, "code in data/kb", codes);
    out_.known.push_back({list->text, first.text, second.text});
  }
}

void WorldReader::read(const SourceText& source, const std::string& name,
                       std::vector<Fault>& faults) {
  source_ = &source;
  name_ = name;
  faults_ = &faults;
  if (const auto bad = source.bad_utf8()) return fault(*bad, "bytes that are no UTF-8");
  if (const auto bare = letter_outside_strings(source.bytes())) return fault(*bare, kBareLetter);
  toml::table file;
  try {
    file = toml::parse(source.bytes());
  } catch (const toml::parse_error& e) {
    return fault({e.source().begin.line, e.source().begin.column, 1}, safe_line(e.description()));
  }
  for (const auto& [key, node] : file) {
    const auto kind = std::find(kTables.begin(), kTables.end(), key.str());
    const toml::array* list = node.as_array();
    if (kind == kTables.end() || !list) {
      fault(place(key.source()),
            "each rule begins with [[evidence]], [[exclusion]], [[consequence]] or [[known]]" +
                did_you_mean(key.str(), kTables));
      continue;
    }
    for (const toml::node& one : *list) {
      const toml::table* t = one.as_table();
      if (!t) continue;
      if (*kind == "evidence") evidence(*t);
      if (*kind == "exclusion") exclusion(*t);
      if (*kind == "consequence") consequence(*t);
      if (*kind == "known") known(*t);
    }
  }
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
}

void WorldReader::finish(std::vector<std::pair<std::string, Fault>>& faults) const {
  const std::vector<std::string> lists(lists_.begin(), lists_.end());
  for (const Use& use : used_lists_) {
    if (lists_.contains(use.text.text)) continue;
    faults.push_back({use.file,
                      {use.text.place,
                       "no [[known]] has the list " + in_quotes(use.text.text) +
                           did_you_mean(use.text.text, lists),
                       false}});
  }
}

}  // namespace isnad::compile
