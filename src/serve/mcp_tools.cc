#include "serve/mcp_tools.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "answer/csv.h"
#include "answer/types.h"
#include "base/utf8.h"
#include "serve/mcp_call.h"
#include "serve/mcp_json.h"

namespace isnad {

std::string_view embedded_mcp();  // tools/embed

namespace {

std::vector<std::string> values_of(const std::string& list) {
  static const std::map<std::string, std::vector<std::string> (*)()> kLists = {
      {"entity_kinds", entity_kinds},
      {"event_types", event_types},
      {"claim_types", claim_types},
      {"fluent_kinds", fluent_kinds},
      {"conflict_kinds", conflict_kinds}};
  return kLists.at(list)();
}

// The names in "#/$defs/NAME" anywhere below.
void collect_references(const McpJson& schema, const McpJson& defs, std::set<std::string>& out) {
  constexpr std::string_view kPrefix = "#/$defs/";
  if (schema.is_array()) {
    for (const McpJson& v : schema) collect_references(v, defs, out);
  }
  if (!schema.is_object()) return;
  for (const auto& [key, v] : schema.items()) {
    if (key == "$ref") {
      const std::string name = v.get<std::string>().substr(kPrefix.size());
      if (out.insert(name).second) collect_references(defs.at(name), defs, out);
    } else {
      collect_references(v, defs, out);
    }
  }
}

McpJson input_schema(const McpJson& tool, const McpJson& shared) {
  McpJson properties = McpJson::object();
  for (const auto& [name, schema] : tool.at("own").items()) properties[name] = schema;
  for (const McpJson& name : tool.at("arguments")) {
    properties[name.get<std::string>()] = shared.at(name.get<std::string>());
  }
  for (auto& [name, schema] : properties.items()) {
    if (!schema.contains("values")) continue;
    schema["enum"] = values_of(schema["values"].get<std::string>());
    schema.erase("values");
  }
  McpJson out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"type", "object"}};
  out["properties"] = std::move(properties);
  if (!tool.at("required").empty()) out["required"] = tool.at("required");
  out["additionalProperties"] = false;
  return out;
}

McpJson output_schema(const McpJson& tool, const McpJson& data) {
  McpJson properties = {{"notice", {{"type", "string"}}}};
  McpJson required = McpJson::array({"notice"});
  if (tool.contains("output")) properties.update(tool["output"]);
  if (tool.contains("output_required")) {
    for (const McpJson& name : tool["output_required"]) required.push_back(name);
  }
  if (tool.at("paged").get<bool>()) {
    properties["items"] = {{"type", "array"}, {"items", tool.at("items")}};
    properties.update(data.at("page"));
    for (const char* name : {"items", "offset", "next_offset", "total", "names"}) {
      required.push_back(name);
    }
  }
  std::set<std::string> references;
  collect_references(properties, data.at("defs"), references);
  McpJson out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"type", "object"}};
  out["properties"] = std::move(properties);
  out["required"] = std::move(required);
  for (const auto& [name, schema] : data.at("defs").items()) {
    if (references.count(name) > 0) out["$defs"][name] = schema;
  }
  return out;
}

bool is_whole(const McpJson& v) {
  if (v.is_number_integer()) return true;
  if (!v.is_number_float()) return false;
  const double d = v.get<double>();
  return d > -1e15 && d < 1e15 && d == static_cast<double>(static_cast<int64_t>(d));
}

// What is wrong with a value by the keywords that the input schemas use; "" where nothing is.
std::string fault_of(const McpJson& value, const McpJson& schema) {
  const auto& type = schema.at("type").get_ref<const std::string&>();
  if (type == "boolean") return value.is_boolean() ? "" : "is to be true or false";
  if (type == "integer") {
    if (!is_whole(value)) return "is to be a whole number";
    const auto n = value.get<double>();
    const auto least = schema.at("minimum").get<int64_t>();
    const auto most = schema.at("maximum").get<int64_t>();
    if (n >= static_cast<double>(least) && n <= static_cast<double>(most)) return "";
    return "is to be from " + std::to_string(least) + " to " + std::to_string(most);
  }
  if (!value.is_string()) return "is to be a text";
  if (schema.contains("enum")) {
    const McpJson& list = schema["enum"];
    if (std::find(list.begin(), list.end(), value) != list.end()) return "";
    return "is to be one of " + joined(list.get<std::vector<std::string>>(), ", ");
  }
  const auto points = decode_utf8(value.get_ref<const std::string&>());
  const size_t length = points ? points->size() : 0;
  const auto least = schema.value("minLength", size_t{0});
  const auto most = schema.at("maxLength").get<size_t>();
  if (length >= least && length <= most) return "";
  return "is to have " + std::to_string(least) + " to " + std::to_string(most) + " characters";
}

}  // namespace

struct McpTools::Definitions {
  struct Tool {
    std::string name;
    std::string title;
    std::string description;
    McpJson input;
    McpJson output;
    McpTool run;
  };
  std::string instructions;
  std::string notice;
  std::vector<Tool> tools;

  // The data are compiled in, and a test reads all of them: they are good.
  explicit Definitions(const McpJson& data)
      : instructions(data.at("instructions").get<std::string>()),
        notice(data.at("notice").get<std::string>()) {
    for (const McpJson& t : data.at("tools")) {
      const auto name = t.at("name").get<std::string>();
      tools.push_back(
          {name, t.at("title").get<std::string>(), t.at("description").get<std::string>(),
           input_schema(t, data.at("arguments")), output_schema(t, data), find_mcp_tool(name)});
    }
  }

  static std::string fault_of_arguments(const Tool& tool, const McpJson& arguments) {
    const McpJson& properties = tool.input.at("properties");
    for (const auto& [name, value] : arguments.items()) {
      if (!properties.contains(name)) {
        std::vector<std::string> known;
        for (const auto& p : properties.items()) known.push_back(p.key());
        return mcp_cut(name, 80) + ": is no argument of " + tool.name +
               (known.empty() ? ", which takes none" : ": " + joined(known, ", "));
      }
      const std::string fault = fault_of(value, properties[name]);
      if (!fault.empty()) return name + ": " + fault;
    }
    for (const McpJson& name : tool.input.value("required", McpJson::array())) {
      if (!arguments.contains(name.get<std::string>())) {
        return name.get<std::string>() + ": is missing";
      }
    }
    return "";
  }
};

McpTools::McpTools(Api& api)
    : api_(api),
      definitions_(std::make_unique<const Definitions>(McpJson::parse(embedded_mcp()))),
      directory_(std::make_unique<McpDirectory>()) {}

McpTools::~McpTools() = default;

std::string McpTools::instructions() const { return definitions_->instructions; }

std::string McpTools::list(McpForm form) const {
  McpJson out = McpJson::array();
  for (const Definitions::Tool& t : definitions_->tools) {
    McpJson one = {{"name", t.name}};
    if (form.structured) one["title"] = t.title;
    one["description"] = t.description;
    one["inputSchema"] = t.input;
    if (form.structured) one["outputSchema"] = t.output;
    if (form.annotations) {
      one["annotations"] = {{"title", t.title},
                            {"readOnlyHint", true},
                            {"destructiveHint", false},
                            {"idempotentHint", true},
                            {"openWorldHint", false}};
    }
    out.push_back(std::move(one));
  }
  return out.dump();
}

McpAnswer McpTools::call(const std::string& name, const std::string& arguments) {
  McpAnswer answer;
  const auto& tools = definitions_->tools;
  const auto tool = std::find_if(tools.begin(), tools.end(),
                                 [&](const Definitions::Tool& t) { return t.name == name; });
  if (tool == tools.end()) {
    answer.known = false;
    return answer;
  }
  const McpJson given = McpJson::parse(arguments);
  const auto refuse = [&](const std::string& why) {
    answer.is_error = true;
    answer.text = without_hidden(why);
    return answer;
  };
  if (const std::string fault = Definitions::fault_of_arguments(*tool, given); !fault.empty()) {
    return refuse(fault);
  }
  McpMade made = tool->run({api_, *directory_, given});
  if (!made) return refuse(made.error());
  McpJson out = {{"notice", definitions_->notice}};
  out.update(*made);
  strip_hidden(out);
  answer.json = out.dump(-1, ' ', false, McpJson::error_handler_t::replace);
  answer.text = answer.json;
  return answer;
}

}  // namespace isnad
