#pragma once
#include <httplib.h>

#include <functional>
#include <string>

#include "serve/request_head.h"

// The library's server with our own division of a connection into requests.

namespace isnad {

// The library reads lines that no standard allows, passes over headers that it does not understand,
// and throws away what it has read ahead of a request. So each head is judged before it
// (read_head), and it sees the bytes of one request and no other. A request of which it left
// something unread is the last one of its connection. Requests that are sent before the answer to
// the one before wait.
class HttpServer final : public httplib::Server {
 public:
  // What is sent for a head that is refused, as bytes: an answer that says `Connection: close`.
  // Called by many threads.
  using Refuse = std::function<std::string(const HeadFault&)>;
  // `most_body`: a longer body is refused with 413 before a byte of it is read.
  HttpServer(Refuse refuse, size_t most_body) : refuse_(std::move(refuse)), most_body_(most_body) {}

 private:
  bool process_and_close_socket(socket_t socket) override;
  bool converse(class HttpConnection& connection);

  Refuse refuse_;
  size_t most_body_;
};

}  // namespace isnad
