#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace isnad {

// The URLs of feeds that the user's words name, once each, in their order. A word is an http or
// https URL, an OPML list, or a file with one URL a line ("#" begins a comment). What cannot be
// used is told in `faults`, one line each; the rest counts. Errors: bad_argument, if no feed is
// left.
Result<std::vector<std::string>> feed_urls(const std::vector<std::string>& words,
                                           std::vector<std::string>& faults);

}  // namespace isnad
