#include "serve/http_server.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <optional>

namespace isnad {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// From the first byte of a request to its last one: who sends a byte now and then would hold a
// thread for as long as he likes.
constexpr std::chrono::seconds kWholeRequest{20};
// How often who waits looks whether the server ends.
constexpr milliseconds kLook{200};
// What is read of a client that is sent away, so that it gets its answer and no reset.
constexpr size_t kMostDrained = 256 << 10;
constexpr milliseconds kDraining{1000};

}  // namespace

// One socket and what was received from it beyond what was used. Belongs to one thread.
class HttpConnection {
 public:
  HttpConnection(socket_t socket, milliseconds reading, milliseconds writing,
                 const std::atomic<socket_t>& listening)
      : socket_(socket), reading_(reading), writing_(writing), listening_(listening) {}

  // Until there is a byte of the next request. False: it did not come, the client has gone, or the
  // server ends.
  bool wait_for_request(milliseconds idle) {
    const Clock::time_point until = Clock::now() + idle;
    while (received_.empty()) {
      const Clock::time_point now = Clock::now();
      if (listening_ == INVALID_SOCKET || now >= until) return false;
      if (!ready(POLLIN, kLook)) continue;
      if (!receive()) return false;
    }
    deadline_ = Clock::now() + kWholeRequest;
    return true;
  }

  // The size of the next head, whole in received(). 0: it did not come; more than kMostHead: it is
  // longer than that.
  size_t await_head() {
    for (;;) {
      const size_t size = head_size(received_);
      if (size > 0) return size;
      if (received_.size() > kMostHead) return received_.size();
      if (!await_more()) return 0;
    }
  }
  const std::string& received() const { return received_; }

  // Some of the bytes that come next; 0: the client has gone; -1: they do not come.
  ssize_t take(char* to, size_t most) {
    if (received_.empty() && !await_more()) return -1;
    const size_t n = std::min(most, received_.size() - used_);
    std::copy_n(received_.data() + used_, n, to);
    used_ += n;
    if (used_ == received_.size()) {
      received_.clear();
      used_ = 0;
    }
    return static_cast<ssize_t>(n);
  }
  // Gives back the room of what was used.
  void forget_used() {
    received_.erase(0, used_);
    used_ = 0;
  }

  bool may_write() const { return ready(POLLOUT, writing_); }
  ssize_t write(const char* bytes, size_t size) const {
    if (!may_write()) return -1;
    ssize_t n = 0;
    do {
      n = ::send(socket_, bytes, size, MSG_NOSIGNAL);
    } while (n < 0 && errno == EINTR);
    return n;
  }
  void write_all(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = write(bytes.data(), bytes.size());
      if (n <= 0) return;
      bytes.remove_prefix(static_cast<size_t>(n));
    }
  }

  // The client may still be sending, and a socket closed over unread bytes takes the answer back.
  void drain() {
    ::shutdown(socket_, SHUT_WR);
    const Clock::time_point until = Clock::now() + kDraining;
    for (size_t n = 0; n < kMostDrained && Clock::now() < until;) {
      received_.clear();
      used_ = 0;
      if (!ready(POLLIN, kLook)) continue;
      if (!receive()) return;
      n += received_.size();
    }
  }

  socket_t socket() const { return socket_; }

 private:
  bool ready(short what, milliseconds time) const {
    pollfd one{socket_, what, 0};
    int n = 0;
    do {
      n = ::poll(&one, 1, static_cast<int>(time.count()));
    } while (n < 0 && errno == EINTR);
    return n > 0;
  }
  bool receive() {
    char buffer[4096];
    ssize_t n = 0;
    do {
      n = ::recv(socket_, buffer, sizeof buffer, 0);
    } while (n < 0 && errno == EINTR);
    if (n <= 0) return false;
    received_.append(buffer, static_cast<size_t>(n));
    return true;
  }
  bool await_more() {
    const auto left = std::chrono::duration_cast<milliseconds>(deadline_ - Clock::now());
    return left.count() > 0 && ready(POLLIN, std::min(left, reading_)) && receive();
  }

  socket_t socket_;
  milliseconds reading_;
  milliseconds writing_;
  const std::atomic<socket_t>& listening_;
  std::string received_;
  size_t used_ = 0;  // of received_
  Clock::time_point deadline_;
};

namespace {

// The bytes of one request; behind them the stream is at its end.
class RequestStream final : public httplib::Stream {
 public:
  RequestStream(HttpConnection& connection, uint64_t bytes)
      : connection_(connection), left_(bytes) {}
  bool used_up() const { return left_ == 0; }

  bool is_readable() const override { return left_ > 0; }
  bool is_writable() const override { return connection_.may_write(); }
  ssize_t read(char* to, size_t most) override {
    if (left_ == 0) return 0;
    const ssize_t n = connection_.take(to, std::min<uint64_t>(most, left_));
    if (n > 0) left_ -= static_cast<uint64_t>(n);
    return n;
  }
  ssize_t write(const char* bytes, size_t size) override { return connection_.write(bytes, size); }
  // Nobody asks who the client is: behind a proxy it would be the proxy.
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return connection_.socket(); }

 private:
  HttpConnection& connection_;
  uint64_t left_;
};

}  // namespace

// True where the client may still be sending.
bool HttpServer::converse(HttpConnection& connection) {
  const milliseconds idle{keep_alive_timeout_sec_ * 1000};
  for (size_t left = keep_alive_max_count_; left > 0; --left) {
    if (!connection.wait_for_request(idle)) return false;
    const size_t size = connection.await_head();
    if (size == 0) return false;
    auto head = read_head(std::string_view(connection.received()).substr(0, size));
    if (size > kMostHead) {
      head = tl::unexpected<HeadFault>(HeadFault{431, "the headers are longer than 32 KB"});
    } else if (head && head->body > most_body_) {
      head =
          tl::unexpected<HeadFault>(HeadFault{413, "the request is larger than the server takes"});
    }
    if (!head) {
      connection.write_all(refuse_(head.error()));
      return true;
    }
    RequestStream stream(connection, size + head->body);
    bool closed = false;
    const bool answered = process_request(stream, left == 1, closed, nullptr);
    connection.forget_used();
    if (!answered || closed || !stream.used_up()) return !stream.used_up();
  }
  return false;
}

bool HttpServer::process_and_close_socket(socket_t socket) {
  const auto time = [](time_t seconds) { return milliseconds(seconds * 1000); };
  HttpConnection connection(socket, time(read_timeout_sec_), time(write_timeout_sec_), svr_sock_);
  if (converse(connection)) connection.drain();
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
  return true;
}

}  // namespace isnad
