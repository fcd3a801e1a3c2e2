#include "serve/api.h"

#include <algorithm>
#include <cstdlib>

#include "answer/types.h"
#include "record/json_parts.h"
#include "serve/context.h"
#include "serve/uri.h"

namespace isnad {

std::string_view embedded_openapi();  // tools/embed

namespace {

constexpr size_t kMostKept = 24 << 20;  // bytes of answers, most of them compressed

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

// "happenings/{id}" -> "id".
std::string slot_name(std::string_view pattern) {
  const size_t open = pattern.find('{');
  return std::string(pattern.substr(open + 1, pattern.find('}') - open - 1));
}

std::string shown_path(const ApiRequest& request) {
  std::string out = "/api/v1";
  for (const std::string& s : request.path) out += '/' + s;
  return out;
}

// How much a header like Accept wants the type, 0 to 1: by its own name, else by its family
// ("text/*"), else by "*/*". Without a header all is wanted.
double weight_of(std::string_view header, const std::string& type) {
  if (header.empty()) return 1;
  const std::string ranges[] = {"*/*", type.substr(0, type.find('/')) + "/*", type};
  double out = 0;
  int best = -1;
  for (size_t at = 0; at < header.size();) {
    const size_t end = std::min(header.find(',', at), header.size());
    std::string one;
    for (const char c : header.substr(at, end - at)) {
      if (c != ' ' && c != '\t') one += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    at = end + 1;
    for (int i = best + 1; i < 3; ++i) {
      if (one.substr(0, one.find(';')) != ranges[i]) continue;
      best = i;
      const size_t q = one.find(";q=");
      out = q == std::string::npos ? 1 : std::strtod(one.c_str() + q + 3, nullptr);
    }
  }
  return out;
}

// The same text as an entity tag, whatever stands in it.
std::string entity_tag(const std::string& version) {
  std::string out = "W/\"";
  for (const char c : version) {
    if (c > ' ' && c < 0x7F && c != '"') out += c;
  }
  return out + '"';
}

// What an answer to a reading request hangs on, beside the state of the case. Each part with its
// length: none can pass for two.
std::string key_of(const ApiRequest& request) {
  std::string out;
  const auto add = [&](const std::string& part) {
    out += std::to_string(part.size()) + ':' + part;
  };
  for (const std::string& s : request.path) add(s);
  out += '?';
  for (const auto& [name, value] : request.parameters) {
    add(name);
    add(value);
  }
  out += '?';
  add(request.accept);
  return out;
}

}  // namespace

Api::Api(std::unique_ptr<CasePool> pool, std::string version)
    : pool_(std::move(pool)), version_(std::move(version)), kept_(kMostKept) {}

Api::~Api() = default;

const std::vector<ApiPath>& Api::paths() { return table().paths; }

std::string_view Api::description() { return embedded_openapi(); }

SharedAnswer Api::answer(const ApiRequest& request) {
  const auto alone = [](ApiResponse r) {
    return std::make_shared<const FinishedAnswer>(std::move(r));
  };
  const Route* route = nullptr;
  std::vector<std::string> slots;
  for (const Table::Line& line : table().lines) {
    if (auto found = match(line.segments, request.path)) {
      route = &line.route;
      slots = std::move(*found);
      break;
    }
  }
  if (!route) return alone(problem(no_such_path(shown_path(request))));
  for (const std::string& slot : slots) {
    if (const std::string wrong = wrong_text(slot); !wrong.empty()) {
      return alone(problem(bad_parameter(slot_name(route->pattern), wrong).value()));
    }
  }
  if (request.method == "OPTIONS") {
    ApiResponse r;
    r.status = 204;
    r.headers.emplace_back("Allow", methods_of(*route));
    return alone(std::move(r));
  }
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const Handler run = reads                        ? route->get
                      : request.method == "PUT"    ? route->put
                      : request.method == "DELETE" ? route->remove
                                                   : nullptr;
  if (!run) {
    ApiResponse r = problem(no_such_method(request.method, methods_of(*route)));
    r.headers.emplace_back("Allow", methods_of(*route));
    return alone(std::move(r));
  }
  if (!reads) {
    if (pool_->writable()) return alone(ask(request, *route, slots, run));
    return alone(problem(forbidden("isnad serve was started without --allow-writes")));
  }
  const Result<std::string> state = pool_->state();
  if (!state) return alone(problem(case_fault(state.error())));
  const std::string tag = entity_tag(*state + '.' + version_);
  if (!request.if_none_match.empty() && request.if_none_match.find(tag) != std::string::npos) {
    ApiResponse r;
    r.status = 304;
    r.headers.emplace_back("ETag", tag);
    return alone(std::move(r));
  }
  return kept_.get(*state, key_of(request), [&] {
    ApiResponse made = ask(request, *route, slots, run);
    if (made.status == 200) {
      made.headers.emplace_back("ETag", tag);
      made.headers.emplace_back("Cache-Control", "no-cache");
    }
    return made;
  });
}

// The case, not the path, is what is missing.
Fault Api::case_fault(const Error& error) const {
  Fault fault{pool_->shown(error)};
  if (http_status(fault.error.code) < 500) fault.code = "unreadable";
  fault.status = 503;
  return fault;
}

ApiResponse Api::ask(const ApiRequest& request, const Route& route, std::vector<std::string> slots,
                     Handler run) {
  Params params(request.parameters);
  const std::optional<std::string> format =
      route.csv ? params.one_of("format", {"json", "csv"}) : std::nullopt;
  const double csv = weight_of(request.accept, "text/csv");
  const double json = weight_of(request.accept, "application/json");
  Result<CaseLease> desk = pool_->take();
  if (!desk) return problem(case_fault(desk.error()));
  Context context{*this,  request,          *desk,
                  params, std::move(slots), format ? *format == "csv" : route.csv && csv > json};
  Answer<ApiResponse> made = run(context);
  if (!made) {
    const ErrorCode code = made.error().error.code;
    if (code == ErrorCode::corrupt || code == ErrorCode::unreadable ||
        code == ErrorCode::unreachable) {
      desk->spoil();
    }
    made.error().error = pool_->shown(std::move(made.error().error));
    return problem(made.error());
  }
  if (csv > 0 && json == 0 && !context.csv && made->type == "application/json" && !format) {
    return problem(not_acceptable("this path has no form as text/csv"));
  }
  return std::move(*made);
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

void append_page(Context& c, const ListPage& page, const std::vector<std::string>& codes,
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
