#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

// Who may ask the server: where it listens, by which names it is called, and with which token.

namespace isnad {

struct ListenAddress {
  std::string host;  // "127.0.0.1", "::1", "0.0.0.0", a name
  int port = 0;      // 0: any that is free
  bool loopback = false;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:8080", ":8080" (loopback). Error bad_argument.
Result<ListenAddress> parse_listen(const std::string& text);

// The bearer token of a file: its first line, 16 visible ASCII characters or more. Errors:
// not_found, unreadable, bad_format; bad_format too where others than the owner may read it.
Result<std::string> read_token(const std::string& path);

class Guard {
 public:
  // `names`: further names by which the server may be called, of a proxy before it.
  Guard(const ListenAddress& listen, std::vector<std::string> names,
        std::optional<std::string> token);
  void set_port(int port) { port_ = port; }

  // Does the Host header name this server? Against DNS rebinding: a page of another site that
  // makes its own name lead here is refused.
  bool knows_host(const std::string& host) const;
  // A page of another site may not write: the Origin of a write, where there is one, is ours.
  bool knows_origin(const std::string& origin) const;
  // The Authorization header; true without a token. Compares in constant time.
  bool knows_token(const std::string& authorization) const;
  bool wants_token() const { return token_.has_value(); }

 private:
  ListenAddress listen_;
  std::vector<std::string> names_;
  std::optional<std::string> token_;  // its hash
  int port_ = 0;
};

}  // namespace isnad
