#include "fetch/curl_http.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "fetch/address.h"
#include "ingest/libcurl.h"

namespace isnad {

namespace {

struct FreeEasy {
  void operator()(CURL* c) const { curl().curl_easy_cleanup(c); }
};
struct FreeMulti {
  void operator()(CURLM* m) const { curl().curl_multi_cleanup(m); }
};
struct FreeList {
  void operator()(curl_slist* l) const { curl().curl_slist_free_all(l); }
};

// One request under way.
struct Transfer {
  uint64_t id = 0;
  HttpRequest request;
  HttpReply reply;
  size_t header_bytes = 0;
  std::optional<Error> stopped;  // why we gave up
  bool enough = false;           // the body was cut off at its limit
  std::string refused_address;
  bool refused_local = false;  // --allow-private would let it in
  const CurlOptions* options = nullptr;
  char message[CURL_ERROR_SIZE] = "";
  std::unique_ptr<curl_slist, FreeList> headers;
  std::unique_ptr<CURL, FreeEasy> easy;
};

size_t on_header(char* data, size_t size, size_t count, void* user) {
  auto& t = *static_cast<Transfer*>(user);
  const std::string_view line(data, size * count);
  t.header_bytes += line.size();
  if (t.header_bytes > t.request.limits.max_header_bytes) {
    t.stopped =
        Error{ErrorCode::too_large, fmt::format("{}: more than {} KB of headers", t.request.url,
                                                t.request.limits.max_header_bytes >> 10)};
    return 0;
  }
  if (line.substr(0, 5) == "HTTP/") {  // of the last answer, if "100 Continue" came before
    t.reply.headers.clear();
    return line.size();
  }
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return line.size();
  t.reply.headers.emplace_back(to_ascii_lower(trimmed(line.substr(0, colon))),
                               std::string(trimmed(line.substr(colon + 1))));
  return line.size();
}

bool is_media(const Headers& headers) {
  const std::string type = to_ascii_lower(find_header(headers, "content-type").value_or(""));
  for (const char* kind : {"image/", "audio/", "video/", "font/"}) {
    if (type.rfind(kind, 0) == 0) return true;
  }
  return false;
}

size_t on_body(char* data, size_t size, size_t count, void* user) {
  auto& t = *static_cast<Transfer*>(user);
  const size_t n = size * count;
  if (t.reply.body.empty() && t.request.no_media && is_media(t.reply.headers)) {
    t.stopped =
        Error{ErrorCode::unsupported,
              fmt::format("{}: is {}, no text", t.request.url,
                          find_header(t.reply.headers, "content-type").value_or("").substr(0, 60))};
    return 0;
  }
  if (t.reply.body.size() + n > t.request.limits.max_bytes) {
    if (t.request.cut) {
      t.reply.body.append(data, t.request.limits.max_bytes - t.reply.body.size());
      t.enough = true;
      return 0;
    }
    t.stopped =
        Error{ErrorCode::too_large, fmt::format("{}: longer than {} KB, the most that is fetched",
                                                t.request.url, t.request.limits.max_bytes >> 10)};
    return 0;
  }
  t.reply.body.append(data, n);
  return n;
}

curl_socket_t on_socket(void* user, curlsocktype purpose, curl_sockaddr* address) {
  auto& t = *static_cast<Transfer*>(user);
  if (purpose != CURLSOCKTYPE_IPCXN || !t.options->allowed(&address->addr)) {
    t.refused_address = address_text(&address->addr);
    t.refused_local = address_kind(&address->addr) == AddressKind::local;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Error failure_of(const Transfer& t, CURLcode code) {
  const std::string& url = t.request.url;
  if (t.stopped) return *t.stopped;
  if (code == CURLE_COULDNT_CONNECT && !t.refused_address.empty()) {
    return {
        ErrorCode::refused,
        fmt::format("{}: its address {} is not on the public internet{}", url, t.refused_address,
                    t.refused_local ? "; --allow-private lets private networks in" : "")};
  }
  // What libcurl says of one header line that is longer than it takes.
  if (code == CURLE_OUT_OF_MEMORY && t.reply.status == 0 && t.reply.body.empty()) {
    return {ErrorCode::too_large, url + ": a header is too long"};
  }
  if (code == CURLE_FILESIZE_EXCEEDED) {
    return {ErrorCode::too_large, fmt::format("{}: longer than {} KB, the most that is fetched",
                                              url, t.request.limits.max_bytes >> 10)};
  }
  const std::string_view why = *t.message ? t.message : curl().curl_easy_strerror(code);
  const bool foreign = code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT;
  return {foreign ? ErrorCode::refused : ErrorCode::unreachable,
          fmt::format("{}: {}", url, trimmed(why))};
}

template <class Value>
void set(Transfer& t, CURLoption option, Value value) {
  curl().curl_easy_setopt(t.easy.get(), option, value);
}

void prepare(Transfer& t) {
  const HttpLimits& limits = t.request.limits;
  set(t, CURLOPT_URL, t.request.url.c_str());
  set(t, CURLOPT_PROTOCOLS_STR, "http,https");
  set(t, CURLOPT_FOLLOWLOCATION, 0L);
  set(t, CURLOPT_PROXY, "");
  set(t, CURLOPT_NOSIGNAL, 1L);
  set(t, CURLOPT_HTTP09_ALLOWED, 0L);
  set(t, CURLOPT_USERAGENT, t.options->user_agent.c_str());
  set(t, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br");
  set(t, CURLOPT_TIMEOUT, static_cast<long>(limits.timeout_s));
  set(t, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits.connect_timeout_s));
  set(t, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits.slow_bytes_per_s));
  set(t, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.slow_s));
  if (!t.request.cut) {
    set(t, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.max_bytes));
  }
  set(t, CURLOPT_BUFFERSIZE, 65536L);
  set(t, CURLOPT_ERRORBUFFER, t.message);
  set(t, CURLOPT_PRIVATE, &t);
  set(t, CURLOPT_HEADERFUNCTION, &on_header);
  set(t, CURLOPT_HEADERDATA, &t);
  set(t, CURLOPT_WRITEFUNCTION, &on_body);
  set(t, CURLOPT_WRITEDATA, &t);
  set(t, CURLOPT_OPENSOCKETFUNCTION, &on_socket);
  set(t, CURLOPT_OPENSOCKETDATA, &t);
  for (const auto& [name, value] : t.request.headers) {
    const std::string line = name + ": " + value;
    t.headers.reset(curl().curl_slist_append(t.headers.release(), line.c_str()));
  }
  set(t, CURLOPT_HTTPHEADER, t.headers.get());
}

}  // namespace

struct CurlHttp::Impl {
  CurlOptions options;
  std::unique_ptr<CURLM, FreeMulti> multi;
  std::map<uint64_t, std::unique_ptr<Transfer>> transfers;
  std::vector<HttpDone> failed;  // could not be started

  std::vector<HttpDone> collect();
};

std::vector<HttpDone> CurlHttp::Impl::collect() {
  std::vector<HttpDone> out = std::move(failed);
  failed.clear();
  int left = 0;
  while (const CURLMsg* m = curl().curl_multi_info_read(multi.get(), &left)) {
    if (m->msg != CURLMSG_DONE) continue;
    const CURLcode code = m->data.result;
    CURL* easy = m->easy_handle;
    Transfer* t = nullptr;
    curl().curl_easy_getinfo(easy, CURLINFO_PRIVATE, &t);
    curl().curl_multi_remove_handle(multi.get(), easy);
    long status = 0;
    curl().curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    HttpDone done{t->id, HttpReply()};
    if (t->enough || (code == CURLE_OK && !t->stopped)) {
      t->reply.status = static_cast<int>(status);
      done.reply = std::move(t->reply);
    } else {
      done.reply = tl::unexpected<Error>(failure_of(*t, code));
    }
    transfers.erase(t->id);
    out.push_back(std::move(done));
  }
  return out;
}

CurlHttp::CurlHttp(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<CurlHttp>> CurlHttp::open(CurlOptions options) {
  auto impl = std::make_unique<Impl>();
  impl->options = std::move(options);
  if (curl().curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
    impl->multi.reset(curl().curl_multi_init());
  if (!impl->multi) return fail(ErrorCode::unsupported, "libcurl could not be started");
  return std::unique_ptr<CurlHttp>(new CurlHttp(std::move(impl)));
}

CurlHttp::~CurlHttp() { cancel(); }

void CurlHttp::start(uint64_t id, const HttpRequest& request) {
  auto t = std::make_unique<Transfer>();
  t->id = id;
  t->request = request;
  t->options = &impl_->options;
  t->easy.reset(curl().curl_easy_init());
  bool started = t->easy != nullptr;
  if (started) {
    prepare(*t);
    started = curl().curl_multi_add_handle(impl_->multi.get(), t->easy.get()) == CURLM_OK;
  }
  if (!started) {
    impl_->failed.push_back(
        {id, fail(ErrorCode::unreachable, request.url + ": libcurl takes no further request")});
    return;
  }
  impl_->transfers[id] = std::move(t);
}

std::vector<HttpDone> CurlHttp::wait(int64_t ms) {
  int running = 0;
  curl().curl_multi_perform(impl_->multi.get(), &running);
  std::vector<HttpDone> out = impl_->collect();
  if (!out.empty() || ms <= 0) return out;
  curl().curl_multi_poll(impl_->multi.get(), nullptr, 0,
                         static_cast<int>(std::min<int64_t>(ms, 60'000)), nullptr);
  curl().curl_multi_perform(impl_->multi.get(), &running);
  return impl_->collect();
}

void CurlHttp::cancel() {
  for (const auto& [id, t] : impl_->transfers) {
    curl().curl_multi_remove_handle(impl_->multi.get(), t->easy.get());
  }
  impl_->transfers.clear();
  impl_->failed.clear();
}

std::function<bool(const sockaddr*)> address_guard(bool local) {
  return [local](const sockaddr* address) {
    const AddressKind kind = address_kind(address);
    return kind == AddressKind::global || (local && kind == AddressKind::local);
  };
}

int64_t http_date(const std::string& text) { return curl().curl_getdate(text.c_str(), nullptr); }

}  // namespace isnad
