#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "fetch/http.h"

struct sockaddr;

namespace isnad {

struct CurlOptions {
  std::string user_agent;
  // Asked about the address of every connection before it is made, after names were looked up: so
  // that neither a redirect nor a name whose address changes leads where it must not.
  std::function<bool(const sockaddr*)> allowed;
};

// Http over libcurl's multi interface: http and https alone, certificates checked, no proxy (behind
// one the address that counts would not be seen), no cookies, gzip, deflate and br.
class CurlHttp : public Http {
 public:
  // Error unsupported: libcurl could not be started.
  static Result<std::unique_ptr<CurlHttp>> open(CurlOptions options);
  ~CurlHttp() override;
  void start(uint64_t id, const HttpRequest& request) override;
  std::vector<HttpDone> wait(int64_t ms) override;
  void cancel() override;

 private:
  struct Impl;
  explicit CurlHttp(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Public addresses, and with `local` those of private networks and this machine (address.h).
std::function<bool(const sockaddr*)> address_guard(bool local);

// The moment that an HTTP date names, in seconds since 1970; -1 if it is none.
int64_t http_date(const std::string& text);

}  // namespace isnad
