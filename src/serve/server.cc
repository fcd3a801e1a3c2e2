#include "serve/server.h"

#include <httplib.h>

#include <algorithm>
#include <thread>

#include "serve/http_server.h"
#include "serve/problem.h"
#include "serve/uri.h"
#include "serve/workers.h"

namespace isnad {

namespace {

// Each holds one connection, also while it is idle between two requests; the work itself is bounded
// by the desks of the case (case_pool.h).
constexpr size_t kThreads = 128;
constexpr size_t kMostBody = 64 << 10;
constexpr size_t kMostRequests = 10000;  // on one connection
constexpr int kMostWaiting = 1024;       // connections that nobody has taken yet
constexpr time_t kIdleSeconds = 10;
constexpr time_t kReadSeconds = 10;
constexpr time_t kWriteSeconds = 30;

constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
    "'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

constexpr const char* kNoPage =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>isnad</title><p>The page is "
    "not installed; the API answers at <a href=\"/api/v1\">/api/v1</a>. ./dev ui builds the page.";

void add_safety(httplib::Response& to) {
  to.set_header("Content-Security-Policy", kPolicy);
  to.set_header("X-Content-Type-Options", "nosniff");
  to.set_header("X-Frame-Options", "DENY");
  to.set_header("Referrer-Policy", "no-referrer");
  to.set_header("Cross-Origin-Opener-Policy", "same-origin");
  to.set_header("Cross-Origin-Resource-Policy", "same-origin");
  to.set_header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

// What the library would have written, for a request that it never sees.
std::string refusal(const HeadFault& why) {
  Fault fault{
      {why.status == 400 || why.status == 411 ? ErrorCode::bad_format : ErrorCode::too_large,
       std::string(why.what)}};
  fault.status = why.status;
  const ApiResponse answer = problem(fault);
  httplib::Response headers;
  add_safety(headers);
  for (const auto& [name, value] : answer.headers) headers.set_header(name, value);
  const char* reason = why.status == 411   ? "Length Required"
                       : why.status == 413 ? "Payload Too Large"
                       : why.status == 431 ? "Request Header Fields Too Large"
                                           : "Bad Request";
  std::string out = "HTTP/1.1 " + std::to_string(why.status) + ' ' + reason + "\r\n";
  for (const auto& [name, value] : headers.headers) out += name + ": " + value + "\r\n";
  out += "Content-Type: " + answer.type +
         "\r\nConnection: close\r\nContent-Length: " + std::to_string(answer.body.size()) +
         "\r\n\r\n" + answer.body;
  return out;
}

bool takes_gzip(const httplib::Request& request) {
  const std::string accepted = request.get_header_value("Accept-Encoding");
  const size_t at = accepted.find("gzip");
  return at != std::string::npos && accepted.compare(at, 8, "gzip;q=0") != 0;
}

// One line of visible text: a header may hold nothing else.
std::string header_value(std::string value) {
  for (char& c : value) {
    if (c < ' ' || c == 0x7F) c = ' ';
  }
  return value;
}

// With its length given the library sends the bytes as they are: it would compress them once more,
// with a setting that takes seconds.
// `last`: the connection ends with it, which the library does when a provider fails.
void set_body(std::shared_ptr<const std::string> bytes, const std::string& type,
              httplib::Response& to, bool last = false) {
  if (bytes->empty()) {
    to.set_header("Content-Type", type);
    return;
  }
  const size_t size = bytes->size();
  to.set_content_provider(size, type,
                          [bytes, last](size_t offset, size_t length, httplib::DataSink& sink) {
                            return sink.write(bytes->data() + offset, length) && !last;
                          });
}

void send(const SharedAnswer& answer, const httplib::Request& request, httplib::Response& to,
          bool last = false) {
  const ApiResponse& from = answer->head();
  to.status = from.status;
  to.set_header("Vary", "Accept, Accept-Encoding, Authorization");
  for (const auto& [name, value] : from.headers) to.set_header(name, header_value(value));
  if (from.status == 204 || from.status == 304) return;
  if (from.file) {
    const std::shared_ptr<std::FILE> file = from.file;
    std::fseek(file.get(), 0, SEEK_END);
    const long size = std::ftell(file.get());
    if (size <= 0) {
      to.set_header("Content-Type", from.type);
      return;
    }
    to.set_content_provider(static_cast<size_t>(size), from.type,
                            [file](size_t offset, size_t length, httplib::DataSink& sink) {
                              char buffer[1 << 16];
                              if (std::fseek(file.get(), static_cast<long>(offset), SEEK_SET) != 0)
                                return false;
                              const size_t n = std::fread(
                                  buffer, 1, std::min(length, sizeof buffer), file.get());
                              return n > 0 && sink.write(buffer, n);
                            });
    return;
  }
  if (takes_gzip(request)) {
    if (const auto packed = answer->gzip()) {
      to.set_header("Content-Encoding", "gzip");
      set_body(packed, from.type, to, last);
      return;
    }
  }
  set_body(answer->body(), from.type, to, last);
}
void send(ApiResponse from, const httplib::Request& request, httplib::Response& to,
          bool last = false) {
  send(std::make_shared<const FinishedAnswer>(std::move(from)), request, to, last);
}

void send_file(const StaticFile& file, const httplib::Request& request, httplib::Response& to) {
  to.set_header("Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache");
  to.set_header("ETag", file.tag);
  to.set_header("Vary", "Accept-Encoding");
  if (request.get_header_value("If-None-Match").find(file.tag) != std::string::npos) {
    to.status = 304;
    return;
  }
  to.status = 200;
  if (file.gzip && takes_gzip(request)) {
    to.set_header("Content-Encoding", "gzip");
    set_body(file.gzip, file.type, to);
  } else {
    set_body(file.bytes, file.type, to);
  }
}

Fault bad_target() {
  return Fault{{ErrorCode::bad_argument, "the address is not encoded right: % needs two digits"}};
}

constexpr const char* kApi = "/api/v1";

Fault no_body(const std::string& method) {
  return Fault{{ErrorCode::bad_argument, method + " takes no body"}};
}

// Methods whose body the library leaves unread on the connection.
bool takes_no_body(const std::string& method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// A method that handle() is not called for, as TRACE or one that the library does not know.
bool is_other_method(const std::string& method) {
  for (const char* known : {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"}) {
    if (method == known) return false;
  }
  return !method.empty() &&
         std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// The path and the query of a target.
std::pair<std::string, std::string> divided(const std::string& target) {
  const size_t mark = target.find('?');
  return {target.substr(0, mark), mark == std::string::npos ? "" : target.substr(mark + 1)};
}

// The answer is the last one of the connection: nobody is to go on with it.
void end_connection(httplib::Request& request) {
  request.headers.erase("Connection");
  request.set_header("Connection", "close");
}

bool has_body(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         (request.has_header("Content-Length") &&
          request.get_header_value("Content-Length") != "0");
}

bool is_api(const std::string& path) { return path == "/api" || path.compare(0, 5, "/api/") == 0; }

}  // namespace

struct Server::Impl {
  std::unique_ptr<Api> api;
  std::optional<StaticFiles> page;
  ServerOptions options;
  Guard guard;
  HttpServer http{refusal, kMostBody};
  socket_t listening = INVALID_SOCKET;
  int port = 0;

  Impl(std::unique_ptr<Api> a, std::optional<StaticFiles> p, ServerOptions o)
      : api(std::move(a)),
        page(std::move(p)),
        options(std::move(o)),
        guard(options.listen, options.names, options.token) {}

  void configure();
  void handle(const httplib::Request& request, httplib::Response& response);
  void refuse_method(const httplib::Request& request, httplib::Response& response);
  SharedAnswer ask(const httplib::Request& request, const std::string& path,
                   const std::string& query);
};

SharedAnswer Server::Impl::ask(const httplib::Request& request, const std::string& path,
                               const std::string& query) {
  const auto alone = [](const Fault& fault) {
    return std::make_shared<const FinishedAnswer>(problem(fault));
  };
  if (!guard.knows_token(request.get_header_value("Authorization"))) {
    return alone(unauthorized("the header Authorization: Bearer TOKEN is missing or wrong"));
  }
  const bool writes = request.method == "PUT" || request.method == "DELETE";
  const std::string origin = request.get_header_value("Origin");
  if (writes && !origin.empty() && !guard.knows_origin(origin)) {
    return alone(forbidden("a page of another site may not write here"));
  }
  if (path.compare(0, 7, kApi) != 0 || (path.size() > 7 && path[7] != '/')) {
    return alone(no_such_path(path));
  }
  ApiRequest asked;
  asked.method = request.method;
  auto segments = path_segments(path.substr(7));
  auto parameters = query_parameters(query);
  if (!segments || !parameters) return alone(bad_target());
  asked.path = std::move(*segments);
  asked.parameters = std::move(*parameters);
  asked.accept = request.get_header_value("Accept");
  asked.if_none_match = request.get_header_value("If-None-Match");
  asked.content_type = request.get_header_value("Content-Type");
  asked.body = request.body;
  return api->answer(asked);
}

void Server::Impl::handle(const httplib::Request& given, httplib::Response& response) {
  // The library hands on its own request, which is not const. It would cut the answer to a Range
  // and still call it 200; the whole is a right answer to any Range.
  auto& request = const_cast<httplib::Request&>(given);
  request.ranges.clear();
  add_safety(response);
  if (takes_no_body(request.method) && has_body(request)) {
    // What follows would be read as the next request: whoever shares the connection with others, as
    // a proxy does, must not go on with it.
    end_connection(request);
    if (request.method == "HEAD") {
      // An answer without a body would not end the connection: one whose body fails does.
      request.method = "GET";
      send(problem(no_body("HEAD")), request, response);
      response.set_content_provider(response.get_header_value("Content-Type"),
                                    [](size_t, httplib::DataSink&) { return false; });
      return;
    }
    send(problem(no_body(request.method)), request, response, true);
    return;
  }
  if (!guard.knows_host(request.get_header_value("Host"))) {
    send(problem(forbidden("the server is not called so; --host NAME lets a proxy call it by a "
                           "name of its own")),
         request, response);
    return;
  }
  const auto [path, query] = divided(request.target);
  if (is_api(path)) {
    send(ask(request, path, query), request, response);
    return;
  }
  if (request.method != "GET" && request.method != "HEAD") {
    send(problem(no_such_method(request.method, "GET, HEAD")), request, response);
    response.set_header("Allow", "GET, HEAD");
    return;
  }
  if (const StaticFile* file = page ? page->find(path) : nullptr) {
    send_file(*file, request, response);
    return;
  }
  // A file that is not there is not there; anything else is an address of the page.
  const std::string last = path.substr(path.find_last_of('/') + 1);
  if (path.compare(0, 8, "/assets/") == 0 || last == "favicon.ico" || last == "robots.txt") {
    send(problem(no_such_path(path)), request, response);
    return;
  }
  if (page) {
    send_file(*page->index(), request, response);
    return;
  }
  response.status = path == "/" ? 200 : 404;
  set_body(std::make_shared<const std::string>(kNoPage), "text/html; charset=utf-8", response);
}

// What follows it on the connection, perhaps its headers too, was not read. It learns no more than
// the description tells: which methods the path takes.
void Server::Impl::refuse_method(const httplib::Request& given, httplib::Response& response) {
  auto& request = const_cast<httplib::Request&>(given);
  add_safety(response);
  end_connection(request);
  const std::string path = divided(request.target).first;
  ApiRequest asked;
  asked.method = request.method;
  const auto segments = path_segments(is_api(path) ? path.substr(7) : "");
  if (segments) asked.path = *segments;
  if (segments && is_api(path)) {
    send(api->answer(asked), request, response, true);
    return;
  }
  ApiResponse out = problem(segments ? no_such_method(request.method, "GET, HEAD") : bad_target());
  if (segments) out.headers.emplace_back("Allow", "GET, HEAD");
  send(std::move(out), request, response, true);
}

void Server::Impl::configure() {
  http.new_task_queue = [] { return new Workers(kThreads); };
  http.set_payload_max_length(kMostBody);
  http.set_keep_alive_max_count(kMostRequests);
  http.set_keep_alive_timeout(kIdleSeconds);
  http.set_read_timeout(kReadSeconds, 0);
  http.set_write_timeout(kWriteSeconds, 0);
  http.set_tcp_nodelay(true);
  // The library's own choice (SO_REUSEPORT) would let a second server take half of the requests.
  http.set_socket_options([this](socket_t s) {
    const int yes = 1;
    ::setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    listening = s;
  });
  const auto all = [this](const httplib::Request& q, httplib::Response& r) { handle(q, r); };
  http.Get(".*", all);
  http.Put(".*", all);
  http.Delete(".*", all);
  http.Options(".*", all);
  http.Post(".*", all);
  http.Patch(".*", all);
  // What the library refuses by itself: too long an address, a body that is too large, no HTTP.
  http.set_error_handler([this](const httplib::Request& q, httplib::Response& r) {
    if (!r.body.empty() || r.content_length_ > 0 || r.status == 304 || r.status == 204) return;
    if (r.status == 400 && is_other_method(q.method)) {
      refuse_method(q, r);
      return;
    }
    add_safety(r);
    const bool large = r.status == 413 || r.status == 414;
    Fault fault{{large ? ErrorCode::too_large : ErrorCode::bad_format,
                 large ? "the request is larger than the server takes" : "the request is no HTTP"}};
    fault.status = r.status;
    // Nobody knows how much of the request was read.
    auto& request = const_cast<httplib::Request&>(q);
    end_connection(request);
    send(problem(fault), request, r, true);
  });
  http.set_exception_handler(
      [](const httplib::Request& q, httplib::Response& r, std::exception_ptr) {
        r.headers.clear();  // what was set before it threw
        add_safety(r);
        send(problem(Fault{{ErrorCode::corrupt, "the request could not be answered"}}), q, r);
      });
}

Server::Server(std::unique_ptr<Api> api, std::optional<StaticFiles> page, ServerOptions options)
    : impl_(std::make_unique<Impl>(std::move(api), std::move(page), std::move(options))) {
  impl_->configure();
}

Server::~Server() = default;

Result<void> Server::bind() {
  const ListenAddress& at = impl_->options.listen;
  if (at.port == 0) {
    impl_->port = impl_->http.bind_to_any_port(at.host);
  } else {
    impl_->port = impl_->http.bind_to_port(at.host, at.port) ? at.port : -1;
  }
  if (impl_->port <= 0) {
    return fail(ErrorCode::unreachable, at.host + ':' + std::to_string(at.port) +
                                            ": cannot be listened at: another program has the "
                                            "port, or the address is not this machine's");
  }
  // The library lets five wait: of fifty who come back at once some would wait for seconds.
  ::listen(impl_->listening, kMostWaiting);
  impl_->guard.set_port(impl_->port);
  return {};
}

int Server::port() const { return impl_->port; }

void Server::run() {
  // Who asks first need not wait until a large case has been looked through.
  const std::jthread warming(
      [this](const std::stop_token& done) { impl_->api->pool().warm(done); });
  impl_->http.listen_after_bind();
}

void Server::stop() { impl_->http.stop(); }

}  // namespace isnad
