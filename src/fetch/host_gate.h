#pragma once
#include <cstdint>
#include <string>

namespace isnad {

// How programs that ask the same hosts take turns, as a seam: the stages that fetch know no
// database. Used from the thread of its Fetcher.
class HostGate {
 public:
  struct Entry {
    bool entered = false;  // ask, then leave()
    int64_t wait_ms = 0;   // otherwise: try again after so long
    int64_t rest_s = 0;    // and so long the host is left alone by all, for this reason
    std::string why;
  };
  virtual ~HostGate() = default;
  // Before each request to the host; `pause_ms` is to have passed since the one before it.
  virtual Entry enter(const std::string& host, int64_t pause_ms) = 0;
  // REQUIRES: entered. `asked`: a request was made.
  virtual void leave(const std::string& host, bool asked) = 0;
  // The host is to be left alone by all.
  virtual void close(const std::string& host, int64_t seconds, const std::string& why) = 0;
};

}  // namespace isnad
