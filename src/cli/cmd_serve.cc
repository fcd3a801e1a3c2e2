#include <thread>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/staying.h"
#include "engine/engine.h"
#include "serve/server.h"

namespace isnad {

namespace {

class Serve : public Command {
 public:
  const char* name() const override { return "serve"; }
  const char* summary() const override { return "Serve a case: an HTTP API and a web page"; }
  const char* examples() const override {
    return "The page is at / and the API at /api/v1 (docs/api.md). Nobody can write unless it is "
           "allowed. Another\n"
           "address than the machine's own needs a token, and a proxy before it that speaks "
           "HTTPS.\n\n"
           "Examples:\n"
           "  isnad serve -d matter.case\n"
           "  isnad serve -d matter.case --listen 127.0.0.1:9000 --allow-writes\n"
           "  isnad serve -d postgresql://localhost/news --listen 0.0.0.0:8080 --token-file token "
           "--host news.example.org";
  }
  void declare(Options& o) override {
    o.required_text("-d,--case", file_, "CASE", "The case file (isnad read makes one)");
    o.text("--listen", listen_, "ADDRESS", "Where (without it: 127.0.0.1:8080; port 0: any)");
    o.text("--token-file", token_file_, "FILE",
           "Whoever asks must send the token in this file (Authorization: Bearer)");
    o.text("--host", name_, "NAME", "A further name by which a proxy before it may call it");
    o.flag("--allow-writes", writes_, "Searches may be saved and forgotten");
  }
  int run() override {
    constexpr size_t kPageBytes = 8 << 20;
    stay_small(kPageBytes);
    const Result<ListenAddress> listen = parse_listen(listen_.value_or("127.0.0.1:8080"));
    if (!listen) return report(listen.error());
    if (!listen->loopback && !token_file_) {
      return report({ErrorCode::bad_argument,
                     "--listen " + *listen_ +
                         ": others can reach this address, so --token-file FILE is needed; "
                         "openssl rand -hex 32 makes a token"});
    }
    ServerOptions options{*listen, {}, std::nullopt};
    if (name_) options.names.push_back(*name_);
    if (token_file_) {
      Result<std::string> token = read_token(*token_file_);
      if (!token) return report(token.error());
      options.token = std::move(*token);
    }
    Result<Image> image = Image::open(find_image());
    if (!image) return report(image.error());
    auto pool = CasePool::open(file_, writes_, std::make_shared<const Image>(std::move(*image)));
    if (!pool) return report(pool.error());
    std::optional<StaticFiles> page;
    if (const auto folder = find_page()) {
      Result<StaticFiles> read = StaticFiles::read(*folder);
      if (!read) return report(read.error());
      page = std::move(*read);
    }
    CasePool& cases = **pool;  // the server's
    const std::string title = cases.title();
    const bool has_page = page.has_value();
    Server server(std::make_unique<Api>(std::move(*pool), ISNAD_VERSION), std::move(page),
                  std::move(options));
    if (auto r = server.bind(); !r) return report(r.error());
    const bool six = listen->host.find(':') != std::string::npos;
    tell("serving " + title + " at http://" + (six ? '[' + listen->host + ']' : listen->host) +
         ':' + std::to_string(server.port()) + "/" +
         (has_page ? "" : "api/v1 (the page is not installed)"));
    const Interrupt interrupt;
    std::jthread watcher([&](const std::stop_token& done) {
      constexpr int kTidy = 50;  // of the looks below: a second
      for (int look = 1; !done.stop_requested() && !Interrupt::requested(); ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        const bool forgotten = cases.forget_world();
        if (forgotten || look % kTidy == 0) give_memory_back();
      }
      server.stop();
    });
    server.run();
    return 0;
  }

 private:
  std::string file_;
  std::optional<std::string> listen_;
  std::optional<std::string> token_file_;
  std::optional<std::string> name_;
  bool writes_ = false;
};

}  // namespace

std::unique_ptr<Command> make_serve() { return std::make_unique<Serve>(); }

}  // namespace isnad
