#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "serve/api.h"
#include "serve/guard.h"
#include "serve/static_files.h"

// The web server: HTTP/1.1 before the API and the page.

namespace isnad {

struct ServerOptions {
  ListenAddress listen;
  std::vector<std::string> names;    // further Host names
  std::optional<std::string> token;  // asked of every request to the API
};

class Server {
 public:
  // `page`: nothing serves the API alone, and says so at "/".
  Server(std::unique_ptr<Api> api, std::optional<StaticFiles> page, ServerOptions options);
  ~Server();

  // Takes the address. Error unreachable: it is taken, or none of this machine's.
  Result<void> bind();
  int port() const;
  // Serves until stop(). REQUIRES: bind().
  void run();
  void stop();  // from any thread

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
