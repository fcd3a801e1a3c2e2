#include "serve/api.h"

#include <algorithm>

#include "answer/types.h"
#include "record/json_parts.h"
#include "serve/context.h"
#include "serve/uri.h"

namespace isnad {

std::string_view embedded_openapi();  // tools/embed

namespace {

std::vector<std::string> segments_of(std::string_view pattern) {
  std::vector<std::string> out;
  for (size_t at = 0; at < pattern.size();) {
    const size_t end = std::min(pattern.find('/', at), pattern.size());
    out.emplace_back(pattern.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

struct Table {
  struct Line {
    Route route;
    std::vector<std::string> segments;
  };
  std::vector<Line> lines;
  std::vector<ApiPath> paths;
};

const char* methods_of(const Route& r) {
  return r.put ? "GET, HEAD, OPTIONS, PUT, DELETE" : "GET, HEAD, OPTIONS";
}

const Table& table() {
  static const Table kTable = [] {
    Table t;
    for (const auto& routes : {overview_routes(), record_routes(), account_routes(), world_routes(),
                               search_routes(), export_routes()}) {
      for (const Route& r : routes) {
        t.lines.push_back({r, segments_of(r.pattern)});
        t.paths.push_back({r.pattern, methods_of(r)});
      }
    }
    return t;
  }();
  return kTable;
}

// What stands in the slots of the pattern, if the path is of it.
std::optional<std::vector<std::string>> match(const std::vector<std::string>& pattern,
                                              const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) return std::nullopt;
  std::vector<std::string> slots;
  for (size_t i = 0; i < path.size(); ++i) {
    if (pattern[i][0] == '{') {
      slots.push_back(path[i]);
    } else if (pattern[i] != path[i]) {
      return std::nullopt;
    }
  }
  return slots;
}

std::string shown_path(const ApiRequest& request) {
  std::string out = "/api/v1";
  for (const std::string& s : request.path) out += '/' + s;
  return out;
}

// Does a header like Accept name the type, or all? What is named with q=0 is not wanted.
bool names_type(std::string_view header, std::string_view type) {
  for (size_t at = 0; at < header.size();) {
    const size_t end = std::min(header.find(',', at), header.size());
    std::string_view one = header.substr(at, end - at);
    at = end + 1;
    const bool refused =
        one.find("q=0") != std::string_view::npos && one.find("q=0.") == std::string_view::npos;
    one = one.substr(0, one.find(';'));
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (!refused && one == type) return true;
  }
  return false;
}

// The same text as an entity tag, whatever stands in it.
std::string entity_tag(const std::string& version) {
  std::string out = "W/\"";
  for (const char c : version) {
    if (c > ' ' && c < 0x7F && c != '"') out += c;
  }
  return out + '"';
}

}  // namespace

Api::Api(std::unique_ptr<CasePool> pool, std::string version)
    : pool_(std::move(pool)), version_(std::move(version)) {}

Api::~Api() = default;

const std::vector<ApiPath>& Api::paths() { return table().paths; }

std::string_view Api::description() { return embedded_openapi(); }

ApiResponse Api::answer(const ApiRequest& request) {
  const bool head = request.method == "HEAD";
  ApiResponse out = [&]() -> ApiResponse {
    if (request.path.size() == 1 && request.path[0] == "openapi.json") {
      return json_response(std::string(description()));
    }
    const Route* route = nullptr;
    std::vector<std::string> slots;
    for (const Table::Line& line : table().lines) {
      if (auto found = match(line.segments, request.path)) {
        route = &line.route;
        slots = std::move(*found);
        break;
      }
    }
    if (!route) return problem(no_such_path(shown_path(request)));
    const auto refuse_method = [&] {
      ApiResponse r = problem(no_such_method(request.method, methods_of(*route)));
      r.headers.emplace_back("Allow", methods_of(*route));
      return r;
    };
    if (request.method == "OPTIONS") {
      ApiResponse r;
      r.status = 204;
      r.headers.emplace_back("Allow", methods_of(*route));
      return r;
    }
    Handler run = request.method == "GET" || head ? route->get
                  : request.method == "PUT"       ? route->put
                  : request.method == "DELETE"    ? route->remove
                                                  : nullptr;
    if (!run) return refuse_method();
    const bool writes = run != route->get;
    if (writes && !pool_->writable()) {
      return problem(forbidden("isnad serve was started without --allow-writes"));
    }
    Params params(request.parameters);
    const std::optional<std::string> format =
        route->csv ? params.one_of("format", {"json", "csv"}) : std::nullopt;
    const bool wants_csv = names_type(request.accept, "text/csv");
    const bool wants_json = request.accept.empty() || names_type(request.accept, "*/*") ||
                            names_type(request.accept, "application/*") ||
                            names_type(request.accept, "application/json");
    if (wants_csv && !wants_json && !route->csv) {
      return problem(not_acceptable("this path has no form as text/csv"));
    }
    Result<CaseLease> desk = pool_->take();
    if (!desk) return problem(Fault{desk.error()});
    const std::string tag = entity_tag((*desk)->version + '.' + version_);
    if (!writes && !request.if_none_match.empty() &&
        request.if_none_match.find(tag) != std::string::npos) {
      ApiResponse r;
      r.status = 304;
      r.headers.emplace_back("ETag", tag);
      return r;
    }
    Context context{*this,  request,          *desk,
                    params, std::move(slots), format ? *format == "csv" : wants_csv && !wants_json};
    Answer<ApiResponse> made = run(context);
    if (!made) {
      const ErrorCode code = made.error().error.code;
      if (code == ErrorCode::corrupt || code == ErrorCode::unreadable ||
          code == ErrorCode::unreachable) {
        desk->spoil();
      }
      return problem(made.error());
    }
    if (!writes && made->status == 200) {
      made->headers.emplace_back("ETag", tag);
      made->headers.emplace_back("Cache-Control", "no-cache");
    }
    return std::move(*made);
  }();
  out.head_only = head;
  out.headers.emplace_back("Vary", "Accept, Accept-Encoding, Authorization");
  return out;
}

// --- what the paths share -----------------------------------------------------------------------

ApiResponse json_response(std::string body) {
  ApiResponse out;
  out.body = std::move(body);
  return out;
}

void append_names(Context& c, const std::vector<std::string>& codes, std::string& out) {
  std::vector<std::string> all;
  for (const std::string& code : codes) {
    if (!code.empty()) all.push_back(code);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  c.desk->names.append_json(all, out);
}

std::string at_offset(const ApiRequest& request, size_t offset) {
  std::string out = "/api/v1";
  for (const std::string& s : request.path) out += '/' + percent_encoded(s);
  char link = '?';
  for (const auto& [name, value] : request.parameters) {
    if (name == "offset") continue;
    out += link + percent_encoded(name) + '=' + percent_encoded(value);
    link = '&';
  }
  return out + link + "offset=" + std::to_string(offset);
}

void attach(ApiResponse& response, const std::string& file_name) {
  std::string plain;
  for (const char c : file_name) {
    plain += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '.' || c == '-' || c == '_'
                 ? c
                 : '_';
  }
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + plain + '"');
}

void append_page(Context& c, const Page& page, const std::vector<std::string>& codes,
                 std::string& out) {
  out += ",\"offset\":" + std::to_string(page.offset) + ",\"limit\":" + std::to_string(page.limit) +
         ",\"next\":";
  if (page.more && page.offset + page.limit <= kMostOffset) {
    append_json_string(at_offset(c.request, page.offset + page.limit), out);
  } else {
    out += "null";
  }
  out += ",\"total\":" + (page.total ? std::to_string(*page.total) : std::string("null"));
  out += ",\"names\":";
  append_names(c, codes, out);
}

}  // namespace isnad
