// The head of a request: where it ends and how long its body is, in one way alone.

#include "serve/request_head.h"

#include "base/ascii.h"
#include "fuzz.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  const size_t end = head_size(bytes);
  fuzz::require(end <= size, "it ends within what was received");
  for (size_t i = 0; i < end; ++i) {
    fuzz::require(head_size(bytes.substr(0, i)) == 0, "no shorter beginning has an end");
  }
  if (end == 0) return 0;
  const std::string_view head = bytes.substr(0, end);
  const auto read = read_head(head);
  if (!read) {
    fuzz::require(read.error().status >= 400 && read.error().status < 500, "a status");
    fuzz::require(!read.error().what.empty(), "a reason");
    return 0;
  }
  // What is taken holds nothing that anybody could read otherwise.
  for (size_t i = 0; i < head.size(); ++i) {
    const auto c = static_cast<unsigned char>(head[i]);
    fuzz::require(c >= ' ' || c == '\t' || c == '\r' || c == '\n', "no control character");
    fuzz::require((c == '\r') == (i + 1 < head.size() && head[i + 1] == '\n'), "CR LF alone");
  }
  const std::string low = to_ascii_lower(head);
  fuzz::require(low.find("\ntransfer-encoding:") == std::string::npos, "no coding");
  const size_t length = low.find("\ncontent-length:");
  fuzz::require(
      length == std::string::npos ? read->body == 0 : low.rfind("\ncontent-length:") == length,
      "one length");
  return 0;
}
