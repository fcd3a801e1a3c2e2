// One line -> record; what can be read can be written, and reads the same again.

#include "fuzz.h"
#include "record/json.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto record = read_json(fuzz::view(data, size));
  if (!record) {
    fuzz::require(!record.error().message.empty(), "an error has a message");
    return 0;
  }
  std::string line;
  write_json(*record, line);
  const auto read = read_json(std::string_view(line).substr(0, line.size() - 1));
  if (!read) std::fprintf(stderr, "%s\n%s\n", line.c_str(), read.error().message.c_str());
  fuzz::require(read.has_value(), "a written record can be read");
  std::string again;
  write_json(*read, again);
  fuzz::require(again == line, "a record survives writing and reading");
  return 0;
}
