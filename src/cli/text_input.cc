#include "cli/text_input.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/utf8.h"
#include "ingest/ingest.h"

namespace isnad {

Result<TextInput> read_text_input(const std::optional<std::string>& argument) {
  TextInput out{argument.value_or("-"), "the text"};
  if (out.bytes == "-") {
    out = {"", "standard input"};
    std::array<char, 1 << 16> block;
    while (out.bytes.size() <= kMaxDocumentBytes) {
      const size_t n = std::fread(block.data(), 1, block.size(), stdin);
      out.bytes.append(block.data(), n);
      if (n < block.size()) break;
    }
    if (std::ferror(stdin)) {
      return fail(ErrorCode::unreadable, out.where + ": cannot be read: " + std::strerror(errno));
    }
  }
  if (out.bytes.size() > kMaxDocumentBytes) {
    return fail(ErrorCode::too_large, fmt::format("{}: more than {} MB; give it in parts",
                                                  out.where, kMaxDocumentBytes >> 20));
  }
  return out;
}

Result<std::u32string> read_utf8_input(const std::optional<std::string>& argument) {
  const Result<TextInput> input = read_text_input(argument);
  if (!input) return tl::unexpected(input.error());
  Result<std::u32string> text = decode_utf8(input->bytes);
  if (!text) return fail(text.error().code, input->where + ": " + text.error().message);
  return text;
}

}  // namespace isnad
