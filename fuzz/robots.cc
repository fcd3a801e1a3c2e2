// A robots.txt and, after its last NUL byte, a path -> may it be fetched?

#include "fetch/robots.h"

#include "fuzz.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  const size_t cut = bytes.rfind('\0');
  std::string path = "/";
  if (cut != std::string_view::npos) path += bytes.substr(cut + 1);
  const Robots robots = Robots::parse(bytes.substr(0, cut), "isnad");
  const bool allowed = robots.allows(path);
  fuzz::require(robots.allows("/robots.txt"), "robots.txt may always be asked for");
  const std::string rules = robots.rules();
  for (const char c : rules) fuzz::require(c == '\n' || (c >= 0x20 && c < 0x7F), "rules are ASCII");
  const Robots kept = Robots::from_rules(rules);
  fuzz::require(kept.allows(path) == allowed, "what is kept says the same");
  fuzz::require(kept.rules() == rules, "and is kept the same again");
  return 0;
}
