// Iterates the records of a WARC file and reads their blocks: "records bytes seconds" on standard
// output. With --sum every byte is read (added up); else the blocks are only there.
//
// usage: warc_scan [--sum] FILE

#include <chrono>
#include <cstdio>
#include <cstring>

#include "ingest/warc.h"

int main(int argc, char** argv) {
  const bool sum = argc == 3 && std::strcmp(argv[1], "--sum") == 0;
  if (argc != (sum ? 3 : 2)) {
    std::fprintf(stderr, "usage: warc_scan [--sum] FILE\n");
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  isnad::Budget budget;
  auto source = isnad::open_file(argv[argc - 1], budget);
  if (!source) {
    std::fprintf(stderr, "%s\n", source.error().message.c_str());
    return 1;
  }
  isnad::WarcReader reader(std::move(*source), budget);
  uint64_t records = 0;
  uint64_t bytes = 0;
  uint64_t total = 0;
  while (const auto record = reader.next()) {
    if (!*record) {
      std::fprintf(stderr, "%s\n", record->error().message.c_str());
      continue;
    }
    ++records;
    bytes += (*record)->content.size();
    if (sum) {
      for (const char c : (*record)->content) total += static_cast<unsigned char>(c);
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf("%llu %llu %.3f %llu\n", static_cast<unsigned long long>(records),
              static_cast<unsigned long long>(bytes), took.count(),
              static_cast<unsigned long long>(total));
  return 0;
}
