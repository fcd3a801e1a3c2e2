// -d URL of a case in a database: what messages show of it holds no password. The input is the
// password and, after the first line, the options.

#include "store/case_url.h"

#include "fuzz.h"

using namespace isnad;

namespace {

constexpr std::string_view kSecret = "5ecret";

void check(const std::string& url) {
  const auto parsed = parse_case_url(url);
  const std::string& shown = parsed ? parsed->shown : parsed.error().message;
  fuzz::require(shown.find(kSecret) == std::string::npos, "no password is shown");
  if (!parsed) return;
  fuzz::require(!parsed->schema.empty() &&
                    parsed->schema.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                        std::string::npos,
                "a schema needs no quotation marks");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  if (bytes.find(kSecret) != std::string_view::npos) return 0;
  const std::string before(bytes.substr(0, bytes.find('\n')));
  const std::string after(bytes.substr(std::min(before.size() + 1, size)));
  check("postgresql://user:" + before + std::string(kSecret) + "@host/base?" + after);
  check("postgres://user:" + std::string(kSecret) + before + "@host/base?" + after);
  check("postgres://" + std::string(bytes));  // whatever has the scheme is read or refused
  return 0;
}
