// Bytes of a table -> rows; the same in pieces of any length.

#include "ingest/csv.h"

#include <algorithm>
#include <vector>

#include "fuzz.h"

using namespace isnad;

namespace {

// Gives the bytes a few at a time.
class Drip : public ByteSource {
 public:
  explicit Drip(std::string_view bytes) : bytes_(bytes) {}
  Result<size_t> read(char* buffer, size_t size) override {
    const size_t n = std::min({size, bytes_.size() - at_, size_t{7}});
    std::copy_n(bytes_.begin() + static_cast<ptrdiff_t>(at_), n, buffer);
    at_ += n;
    return n;
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

std::vector<std::string> rows_of(std::unique_ptr<ByteSource> source, size_t size) {
  CsvReader reader(std::move(source), 0);
  std::vector<std::string> out;
  uint64_t line = 0;
  while (const auto row = reader.next()) {
    fuzz::require(out.size() <= size, "no more rows than bytes");
    if (!*row) {
      out.push_back("!" + row->error().message);
      continue;
    }
    fuzz::require((*row)->line > line || (*row)->line == line, "lines do not go back");
    line = (*row)->line;
    std::string all;
    for (const std::string& field : (*row)->fields) all += field + '\x1F';
    out.push_back(all);
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  const auto whole = rows_of(memory_source(bytes), size);
  fuzz::require(size > 3000 || whole == rows_of(std::make_unique<Drip>(bytes), size),
                "pieces give the same rows");
  return 0;
}
