#pragma once
#include <optional>
#include <string>

#include "base/result.h"

// The TEXT of the verbs that read one text instead of documents.

namespace isnad {

struct TextInput {
  std::string bytes;
  std::string where;  // "the text" or "standard input": begins the messages
};

// `argument` itself; all of standard input where it is absent or "-". Errors: too_large (more than
// kMaxDocumentBytes), unreadable.
Result<TextInput> read_text_input(const std::optional<std::string>& argument);

// The same as code points. Error besides: bad_encoding (no UTF-8).
Result<std::u32string> read_utf8_input(const std::optional<std::string>& argument);

}  // namespace isnad
