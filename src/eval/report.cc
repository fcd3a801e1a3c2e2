#include <fmt/format.h>

#include "eval/python_json.h"
#include "eval/score.h"

namespace isnad {

namespace {

int count_of(const std::vector<std::pair<std::string, int>>& counts, std::string_view what) {
  for (const auto& [name, n] : counts) {
    if (name == what) return n;
  }
  return 0;
}

// An object as json.dumps(indent=1) prints it at the given depth; `items` are "key": value.
std::string object(const std::vector<std::string>& items, int depth) {
  if (items.empty()) return "{}";
  std::string out = "{";
  for (size_t i = 0; i < items.size(); ++i) {
    out += i > 0 ? ",\n" : "\n";
    out.append(static_cast<size_t>(depth) + 1, ' ');
    out += items[i];
  }
  out += '\n';
  out.append(static_cast<size_t>(depth), ' ');
  return out + '}';
}

std::string item(const std::string& key, const std::string& value) {
  return '"' + key + "\": " + value;
}

}  // namespace

std::string scores_as_text(const Scores& scores) {
  std::string out;
  for (const auto& [kind, s] : scores.kinds) {
    out += fmt::format("{:10s} P {:.3f}  R {:.3f}  F1 {:.3f}   found {} of {}, spurious {}\n", kind,
                       s.precision, s.recall, s.f1, s.found, s.gold, s.spurious);
  }
  out += "on found events: ";
  const char* separator = "";
  for (const auto& [name, v] : scores.attributes) {
    out += fmt::format("{}{} {:.3f}", separator, name, v);
    separator = ", ";
  }
  out += "\nby type: ";
  separator = "";
  for (const auto& [type, c] : scores.by_type) {
    out += fmt::format("{}{} {}/{} (+{})", separator, type, count_of(c, "found"),
                       count_of(c, "gold"), count_of(c, "spurious"));
    separator = "; ";
  }
  return out + '\n';
}

std::string scores_as_json(const Scores& scores) {
  std::vector<std::string> all;
  for (const auto& [kind, s] : scores.kinds) {
    all.push_back(item(
        kind, object({item("precision", python_float(s.precision)),
                      item("recall", python_float(s.recall)), item("f1", python_float(s.f1)),
                      item("gold", std::to_string(s.gold)), item("found", std::to_string(s.found)),
                      item("spurious", std::to_string(s.spurious))},
                     1)));
  }
  std::vector<std::string> attributes;
  for (const auto& [name, v] : scores.attributes) attributes.push_back(item(name, python_float(v)));
  all.push_back(item("attributes", object(attributes, 1)));
  std::vector<std::string> types;
  for (const auto& [type, counts] : scores.by_type) {
    std::vector<std::string> items;
    for (const auto& [name, n] : counts) items.push_back(item(name, std::to_string(n)));
    types.push_back(item(type, object(items, 2)));
  }
  all.push_back(item("by_type", object(types, 1)));
  return object(all, 0) + '\n';
}

}  // namespace isnad
