#include "ingest/html_jsonld.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "ingest/html_bytes.h"
#include "ingest/html_words.h"

namespace isnad {

namespace {

using Json = nlohmann::json;

constexpr size_t kMaxScript = size_t{2} << 20;  // bytes; longer ones are no description
constexpr size_t kMaxState = size_t{8} << 20;   // of a program's state
constexpr size_t kMaxObjects = 2000;            // that are looked at
constexpr int kMaxNesting = 40;
constexpr size_t kMinText = 200;  // bytes

bool is_json_ld(const HtmlScript& s) {
  return s.type.find("ld") != std::string::npos && s.type.find("json") != std::string::npos &&
         s.type.find("application") != std::string::npos;
}

bool balanced_depth(std::string_view s) {
  int depth = 0;
  bool inside = false;
  for (size_t i = 0; i < s.size(); ++i) {
    if (inside) {
      if (s[i] == '\\')
        ++i;
      else if (s[i] == '"')
        inside = false;
    } else if (s[i] == '"') {
      inside = true;
    } else if (s[i] == '{' || s[i] == '[') {
      if (++depth > 200) return false;
    } else if (s[i] == '}' || s[i] == ']') {
      --depth;
    }
  }
  return true;
}

// Comments and CDATA marks around the JSON, line breaks inside strings, commas before a bracket.
std::string mended(std::string_view s) {
  std::string out;
  const size_t begin = s.find_first_of("{[");
  if (begin == std::string_view::npos) return out;
  const size_t end = s.find_last_of("}]");
  if (end == std::string_view::npos || end < begin) return out;
  s = s.substr(begin, end - begin + 1);
  bool inside = false;
  for (size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    if (inside) {
      if (static_cast<unsigned char>(c) < 0x20) {
        out.push_back(' ');
        continue;
      }
      if (c == '\\' && i + 1 < s.size()) {
        const char next = s[i + 1];
        // An escape that JSON does not know loses its backslash.
        if (std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos) out.push_back(c);
        out.push_back(next);
        ++i;
        continue;
      }
      if (c == '"') inside = false;
      out.push_back(c);
      continue;
    }
    if (c == ',') {
      const size_t next = s.find_first_not_of(" \t\r\n", i + 1);
      if (next != std::string_view::npos && (s[next] == '}' || s[next] == ']' || s[next] == ',')) {
        continue;
      }
    }
    if (c == '"') inside = true;
    out.push_back(c);
  }
  return out;
}

Json parse(std::string_view s) {
  if (!balanced_depth(s)) return Json(Json::value_t::discarded);
  Json json = Json::parse(s, nullptr, false, true);
  if (!json.is_discarded()) return json;
  const std::string again = mended(s);
  if (again.empty() || !balanced_depth(again)) return Json(Json::value_t::discarded);
  return Json::parse(again, nullptr, false, true);
}

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto it = object.find(key);
  return it == object.end() || it->is_null() ? nullptr : &*it;
}

std::optional<std::string> string_of(const Json* value) {
  if (value == nullptr) return {};
  if (value->is_array() && !value->empty()) return string_of(&value->front());
  if (value->is_number_integer()) return std::to_string(value->get<int64_t>());
  if (const Json* inner = member(*value, "@value")) return string_of(inner);
  if (!value->is_string()) return {};
  std::string s = value->get<std::string>();
  if (s.find_first_not_of(" \t\r\n") == std::string::npos) return {};
  return s;
}

class Graph {
 public:
  void add(const Json& json, int nesting = 0) {
    if (nesting > kMaxNesting || objects_.size() >= kMaxObjects) return;
    if (json.is_array()) {
      for (const Json& item : json) add(item, nesting + 1);
      return;
    }
    if (!json.is_object()) return;
    objects_.push_back(&json);
    if (auto id = string_of(member(json, "@id")); id && json.size() > 1) ids_.emplace(*id, &json);
    if (const Json* graph = member(json, "@graph")) add(*graph, nesting + 1);
    for (const char* key : {"mainEntity", "mainEntityOfPage"}) {
      if (const Json* inner = member(json, key); inner && inner->is_object()) {
        add(*inner, nesting + 1);
      }
    }
  }

  const Json* resolve(const Json* value) const {
    if (value == nullptr || !value->is_object() || value->size() != 1) return value;
    const auto id = string_of(member(*value, "@id"));
    if (!id) return value;
    const auto it = ids_.find(*id);
    return it == ids_.end() ? value : it->second;
  }

  // The first object of a kind of types, one that names `url` before others.
  const Json* find(const std::string& kind, std::string_view url) const {
    const Json* first = nullptr;
    for (const Json* object : objects_) {
      if (!is_a(*object, kind)) continue;
      if (first == nullptr) first = object;
      if (!url.empty() &&
          (string_of(member(*object, "url")) == url || string_of(member(*object, "@id")) == url)) {
        return object;
      }
    }
    return first;
  }

  static bool is_a(const Json& object, const std::string& kind) {
    const Json* type = member(object, "@type");
    if (type == nullptr) return false;
    auto known = [&](const Json& t) {
      if (!t.is_string()) return false;
      std::string name = t.get<std::string>();
      if (const size_t slash = name.find_last_of("/#:"); slash != std::string::npos) {
        name.erase(0, slash + 1);
      }
      return PageWords::get().in(kind, name);
    };
    if (!type->is_array()) return known(*type);
    return std::any_of(type->begin(), type->end(), known);
  }

  // Names of one or several people or bodies, joined by "; ".
  std::optional<std::string> names(const Json* value) const {
    value = resolve(value);
    if (value == nullptr) return {};
    if (value->is_array()) {
      std::string out;
      size_t n = 0;
      for (const Json& item : *value) {
        const auto name = names(&item);
        if (!name || ++n > 10) continue;
        if (!out.empty()) out += "; ";
        out += *name;
      }
      return out.empty() ? std::nullopt : std::optional<std::string>(out);
    }
    if (value->is_object()) return string_of(member(*value, "name"));
    return string_of(value);
  }

 private:
  std::vector<const Json*> objects_;
  std::map<std::string, const Json*> ids_;
};

void fill(std::optional<std::string>& field, std::optional<std::string> value) {
  if (!field) field = std::move(value);
}

// Text of the values of known keys, in order; the longest list or string wins.
class TextFinder {
 public:
  std::string find(const Json& json) {
    walk(json, 0);
    return best_;
  }

 private:
  static bool looks_like_text(const std::string& s) {
    return s.find(' ') != std::string::npos && s.rfind("http", 0) != 0 && s[0] != '{';
  }

  void walk(const Json& json, int nesting) {
    if (nesting > kMaxNesting || ++seen_ > 200'000) return;
    if (json.is_array()) {
      std::string all;
      for (const Json& item : json) {
        if (!item.is_object()) {
          walk(item, nesting + 1);
          continue;
        }
        const Json* type = member(item, "type");
        const std::string kind = type && type->is_string() ? type->get<std::string>() : "";
        if (kind == "text" || kind == "paragraph" || kind == "header" || kind == "heading") {
          for (const std::string& key : PageWords::get().list("json_text")) {
            const Json* value = member(item, key.c_str());
            if (value == nullptr || !value->is_string()) continue;
            all += "<p>" + value->get<std::string>() + "</p>";
            break;
          }
        }
        walk(item, nesting + 1);
      }
      offer(all);
      return;
    }
    if (!json.is_object()) return;
    for (const auto& [key, value] : json.items()) {
      if (value.is_string()) {
        if (PageWords::get().in("json_text", key) &&
            looks_like_text(value.get_ref<const std::string&>())) {
          offer(value.get_ref<const std::string&>());
        }
      } else {
        walk(value, nesting + 1);
      }
    }
  }

  void offer(const std::string& text) {
    if (text.size() > best_.size() && text.size() >= kMinText) best_ = text;
  }

  std::string best_;
  size_t seen_ = 0;
};

}  // namespace

ScriptFacts read_json_ld(const std::vector<HtmlScript>& scripts, std::string_view url) {
  ScriptFacts out;
  std::vector<Json> documents;
  documents.reserve(scripts.size());
  size_t bytes = 0;
  for (const HtmlScript& s : scripts) {
    if (!is_json_ld(s) || s.text.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
    bytes += s.text.size();
    if (bytes > kMaxScript) {
      out.note = "JSON-LD over 2 MB is not read";
      break;
    }
    Json json = parse(s.text);
    if (json.is_discarded()) {
      out.note = "broken JSON-LD";
      continue;
    }
    documents.push_back(std::move(json));
  }
  Graph graph;
  for (const Json& json : documents) graph.add(json);
  for (const char* kind : {"article", "page"}) {
    const Json* object = graph.find(kind, url);
    if (object == nullptr) continue;
    fill(out.title, string_of(member(*object, "headline")));
    fill(out.title, string_of(member(*object, "name")));
    fill(out.author, graph.names(member(*object, "author")));
    fill(out.author, graph.names(member(*object, "creator")));
    fill(out.outlet, graph.names(member(*object, "publisher")));
    fill(out.outlet, graph.names(member(*object, "sourceOrganization")));
    fill(out.published, string_of(member(*object, "datePublished")));
    fill(out.published, string_of(member(*object, "uploadDate")));
    fill(out.published, string_of(member(*object, "dateCreated")));
    fill(out.url, string_of(member(*object, "url")));
    const Json* page = member(*object, "mainEntityOfPage");
    if (page && page->is_object()) page = member(*page, "@id");
    fill(out.url, string_of(page));
    fill(out.lang, string_of(member(*object, "inLanguage")));
    if (out.text.empty()) out.text = string_of(member(*object, "articleBody")).value_or("");
    if (const Json* type = member(*object, "@type"); type && *type == "LiveBlogPosting") {
      out.live = true;
    }
  }
  return out;
}

std::string script_text(const std::vector<HtmlScript>& scripts) {
  std::string best;
  size_t bytes = 0;
  for (const HtmlScript& s : scripts) {
    if (is_json_ld(s) || s.text.size() < kMinText) continue;
    std::string_view text = s.text;
    const bool data = s.type.find("json") != std::string::npos;
    if (!data) {
      // A program that begins by setting its state: name.name = {...};
      const size_t brace = text.substr(0, 4000).find("={");
      const size_t spaced = text.substr(0, 4000).find("= {");
      const size_t at = std::min(brace, spaced);
      if (at == std::string_view::npos) continue;
      text.remove_prefix(text.find('{', at));
    }
    bytes += text.size();
    if (bytes > kMaxState) break;
    if (!data) {
      // The object ends at its own bracket; what follows is program.
      int depth = 0;
      bool inside = false;
      size_t i = 0;
      for (; i < text.size(); ++i) {
        if (inside) {
          if (text[i] == '\\')
            ++i;
          else if (text[i] == '"')
            inside = false;
        } else if (text[i] == '"') {
          inside = true;
        } else if (text[i] == '{') {
          ++depth;
        } else if (text[i] == '}' && --depth == 0) {
          break;
        }
      }
      text = text.substr(0, i + 1);
    }
    if (!balanced_depth(text)) continue;
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) continue;
    if (std::string found = TextFinder().find(json); found.size() > best.size()) {
      best = std::move(found);
    }
  }
  return best;
}

}  // namespace isnad
