#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

// The head of an HTTP/1 request: where it ends, and how long its body is. It is judged before
// anybody acts on it, and strictly: what can be read in two ways a proxy before the server may read
// in the other one, and then two programs divide one connection differently (request smuggling).

namespace isnad {

// The longest head, in bytes. Room for an address of 8 KB (which the server refuses by itself) and
// for headers.
constexpr size_t kMostHead = 32 << 10;

struct RequestHead {
  uint64_t body = 0;  // bytes of the body that follow the head
};

// Why a request is refused. The connection ends with it: nobody knows where the next one begins.
struct HeadFault {
  int status = 400;       // 400, 411, 431
  std::string_view what;  // static
};

// The bytes of the head that `received` begins with, its empty line included; 0 while that has not
// come. The empty line is found with bare line feeds too, so that such a head is refused at once
// instead of waited for.
size_t head_size(std::string_view received);

// `head` is whole, as head_size() tells. Refused: lines that end in anything but CR LF, control
// characters, folded lines, blanks before a colon, names that are none; more than one
// Content-Length or Host, a Content-Length that is no plain number, any Transfer-Encoding, and a
// target that is no path.
tl::expected<RequestHead, HeadFault> read_head(std::string_view head);

}  // namespace isnad
