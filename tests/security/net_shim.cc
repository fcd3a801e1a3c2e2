// Stands between a program and the network, in tests (LD_PRELOAD): names are looked up in a list,
// and addresses 11.0.0.N, which are public ones, are those of this machine, 127.0.0.N. Every
// address that is connected to is noted, so that a test sees what was reached for.
//
// ISNAD_TEST_NAMES  "name=address,address;name=..."; of lists with / between them each look-up
//                   takes the next one, and the last one stays
// ISNAD_TEST_REACHED  file to which each address is appended, a line each

#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace {

std::vector<std::string> parts(const std::string& text, char by) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == by) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

// The addresses of a name at this look-up; none: it is not in the list.
std::vector<std::string> addresses_of(const std::string& name) {
  static std::mutex lock;
  static std::map<std::string, size_t> asked;
  const char* names = std::getenv("ISNAD_TEST_NAMES");
  if (!names) return {};
  for (const std::string& entry : parts(names, ';')) {
    if (entry.compare(0, name.size() + 1, name + '=') != 0) continue;
    const std::vector<std::string> sets = parts(entry.substr(name.size() + 1), '/');
    const std::lock_guard<std::mutex> hold(lock);
    const size_t at = asked[name]++;
    return parts(sets[at < sets.size() ? at : sets.size() - 1], ',');
  }
  return {};
}

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

void note(const sockaddr* to) {
  const char* file = std::getenv("ISNAD_TEST_REACHED");
  char text[INET6_ADDRSTRLEN] = "";
  if (to->sa_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(to)->sin_addr, text, sizeof text);
  } else if (to->sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(to)->sin6_addr, text, sizeof text);
  }
  if (!file || !*text) return;
  const int out = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (out < 0) std::abort();
  std::strcat(text, "\n");
  if (write(out, text, std::strlen(text)) < 0) std::abort();
  close(out);
}

}  // namespace

extern "C" {

int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** out) {
  static const auto real = next<decltype(&getaddrinfo)>("getaddrinfo");
  const std::vector<std::string> found = addresses_of(name ? name : "");
  if (found.empty()) return real(name, service, hints, out);
  addrinfo* first = nullptr;
  addrinfo* last = nullptr;
  for (const std::string& address : found) {
    addrinfo numeric = hints ? *hints : addrinfo{};
    numeric.ai_family = AF_UNSPEC;
    numeric.ai_flags = AI_NUMERICHOST;
    addrinfo* one = nullptr;
    if (const int fault = real(address.c_str(), service, &numeric, &one)) return fault;
    (last ? last->ai_next : first) = one;
    for (last = one; last->ai_next;) last = last->ai_next;
  }
  *out = first;
  return 0;
}

int connect(int socket, const sockaddr* to, socklen_t size) {
  static const auto real = next<decltype(&connect)>("connect");
  note(to);
  sockaddr_in here{};
  if (to->sa_family == AF_INET && size >= sizeof here) {
    std::memcpy(&here, to, sizeof here);
    const uint32_t address = ntohl(here.sin_addr.s_addr);
    if (address >> 8 == 0x0B0000) here.sin_addr.s_addr = htonl(0x7F000000 | (address & 0xFF));
    to = reinterpret_cast<const sockaddr*>(&here);
  }
  return real(socket, to, size);
}

}  // extern "C"
