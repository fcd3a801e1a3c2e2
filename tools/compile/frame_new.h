#pragma once
#include <filesystem>
#include <string>

#include "base/image.h"
#include "base/result.h"

namespace isnad::compile {

// Error bad_argument: no such type.
Result<void> check_type(const std::string& type);

// A first draft of a frame for an act that a sentence tells and the frames miss, as TOML for
// data/frames: its predicate in dictionary form, the positions at which the sentence has its sides,
// what PLOVER and CAMEO offer. `word` is a word of the sentence as it stands there; empty: the
// first finite verb. The draft has no sentence that must not fire; the check of the frames asks for
// it. Errors: not_found (the word is not in the sentence, or there is no verb), bad_argument (no
// such type).
Result<std::string> new_frame(const std::filesystem::path& data, const Image& image,
                              const std::string& type, const std::string& sentence,
                              const std::string& word);

}  // namespace isnad::compile
