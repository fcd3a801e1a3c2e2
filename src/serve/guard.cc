#include "serve/guard.h"

#include <arpa/inet.h>
#include <openssl/crypto.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "base/sha256.h"

namespace isnad {

namespace {

std::string lower(std::string s) {
  for (char& c : s) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return s;
}

// Whole addresses alone: 127.0.0.1.evil.example is a name that its owner may lead anywhere.
bool is_loopback(const std::string& host) {
  if (host.find('\0') != std::string::npos) return false;  // inet_pton would stop there
  in_addr address{};
  const bool four = ::inet_pton(AF_INET, host.c_str(), &address) == 1;
  return host == "localhost" || host == "::1" || (four && host.compare(0, 4, "127.") == 0);
}

// "[::1]:80" -> {"::1", "80"}; "a" -> {"a", ""}. Nothing where brackets hold no address of version
// 6, or where the port is no number.
std::optional<std::pair<std::string, std::string>> host_and_port(const std::string& text) {
  constexpr size_t kPortDigits = 5;
  const bool six = !text.empty() && text[0] == '[';
  const size_t end = six ? text.find(']') : text.find(':');
  if (six && end == std::string::npos) return std::nullopt;
  const std::string host = six ? text.substr(1, end - 1) : text.substr(0, end);
  if (six != (host.find(':') != std::string::npos)) return std::nullopt;
  const size_t colon = six ? end + 1 : end;
  if (colon >= text.size()) return std::pair(host, std::string());
  const std::string port = text.substr(colon + 1);
  if (text[colon] != ':' || port.size() > kPortDigits ||
      port.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  return std::pair(host, port);
}

constexpr size_t kLeastToken = 16;

}  // namespace

Result<ListenAddress> parse_listen(const std::string& text) {
  const auto wrong = [&] {
    return fail(ErrorCode::bad_argument,
                "--listen " + text + ": is no address: write 127.0.0.1:8080 or [::1]:8080");
  };
  const auto parts = host_and_port(text);
  if (!parts || parts->second.empty()) return wrong();
  ListenAddress out;
  out.host = parts->first.empty() ? "127.0.0.1" : lower(parts->first);
  const std::string& port = parts->second;
  const auto [at, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
  if (error != std::errc() || at != port.data() + port.size() || out.port < 0 || out.port > 65535) {
    return wrong();
  }
  out.loopback = is_loopback(out.host);
  return out;
}

Result<std::string> read_token(const std::string& path) {
  struct stat s {};
  if (::stat(path.c_str(), &s) != 0) return fail(ErrorCode::not_found, path + ": no such file");
  if ((s.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(ErrorCode::bad_format,
                path + ": others may read this token: chmod 600 " + path + " first");
  }
  std::ifstream in(path);
  std::string token;
  if (!std::getline(in, token)) return fail(ErrorCode::unreadable, path + ": no token in it");
  while (!token.empty() && (token.back() == '\r' || token.back() == ' ')) token.pop_back();
  const bool plain =
      std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (token.size() < kLeastToken || !plain) {
    return fail(ErrorCode::bad_format,
                path +
                    ": a token is one line of 16 or more visible ASCII characters: openssl rand "
                    "-hex 32 makes one");
  }
  return token;
}

Guard::Guard(const ListenAddress& listen, std::vector<std::string> names,
             std::optional<std::string> token)
    : listen_(listen), names_(std::move(names)), port_(listen.port) {
  for (std::string& n : names_) n = lower(std::move(n));
  if (token) token_ = sha256_hex(*token);
}

bool Guard::knows_host(const std::string& host) const {
  const auto parts = host_and_port(lower(host));
  if (!parts) return false;
  const auto& [name, port] = *parts;
  if (std::find(names_.begin(), names_.end(), name) != names_.end()) return true;
  const std::string wanted = std::to_string(port_);
  if (port != wanted && !(port.empty() && port_ == 80)) return false;
  if (listen_.loopback) return is_loopback(name);
  return is_loopback(name) || name == listen_.host;
}

bool Guard::knows_origin(const std::string& origin) const {
  const size_t at = origin.find("://");
  return at != std::string::npos && knows_host(origin.substr(at + 3));
}

bool Guard::knows_token(const std::string& authorization) const {
  if (!token_) return true;
  constexpr std::string_view kBearer = "bearer ";
  if (lower(authorization.substr(0, kBearer.size())) != kBearer) return false;
  // Of two hashes, which have one length whatever was sent.
  const std::string given = sha256_hex(authorization.substr(kBearer.size()));
  return CRYPTO_memcmp(given.data(), token_->data(), token_->size()) == 0;
}

}  // namespace isnad
