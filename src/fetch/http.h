#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/evidence.h"

// HTTP, one request and its answer at a time, as a seam that tests replace. Redirects, robots.txt
// and politeness are the matter of Fetcher.

namespace isnad {

struct HttpLimits {
  size_t max_bytes = size_t{16} << 20;  // of the body as it comes out of gzip, deflate or br
  size_t max_header_bytes = size_t{128} << 10;  // of all headers of one answer
  uint32_t timeout_s = 120;                     // for the whole answer
  uint32_t connect_timeout_s = 20;
  uint32_t slow_bytes_per_s = 200;  // slower than this for slow_s seconds is given up
  uint32_t slow_s = 20;
};

struct HttpRequest {
  std::string url;
  Headers headers;
  HttpLimits limits;
  bool cut = false;       // a longer body than max_bytes is cut off there instead of refused
  bool no_media = false;  // give up when the answer says that it is a picture, a film or a sound
};

struct HttpReply {
  int status = 0;
  Headers headers;  // names lower case
  std::string body;
};

struct HttpDone {
  uint64_t id = 0;
  // Errors: unreachable (no answer, too slow, broken off, broken compression, TLS), refused (an
  // address that is not allowed, another scheme), too_large, unsupported (media).
  Result<HttpReply> reply;
};

// Used from one thread.
class Http {
 public:
  virtual ~Http() = default;
  // `id` comes back in HttpDone; each start() gives one, later.
  virtual void start(uint64_t id, const HttpRequest& request) = 0;
  // Waits until an answer is there, at most `ms` milliseconds; what is there then.
  virtual std::vector<HttpDone> wait(int64_t ms) = 0;
  // Forgets all that were started.
  virtual void cancel() = 0;
};

}  // namespace isnad
