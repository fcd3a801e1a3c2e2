// isnad-pdf: a PDF on standard input -> JSON on standard output: {"pages": [text, ...], "title",
// "author", "created"} or {"error": code, "message"}. Started by isnad (src/ingest/pdf.cc) as a
// process of its own: a hostile file may crash the library or make it run for ever, and costs one
// document. Exit status 0 where it wrote either.

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "pdf/page_lines.h"

namespace {

using Json = nlohmann::json;

constexpr rlim_t kMemory = rlim_t{1} << 30;
constexpr rlim_t kSeconds = 30;
constexpr int kMaxPages = 5000;
constexpr size_t kMaxText = size_t{16} << 20;

void limit(int what, rlim_t value) {
  const rlimit both{value, value};
  setrlimit(static_cast<__rlimit_resource>(what), &both);
}

std::string utf8(const poppler::ustring& s) {
  const poppler::byte_array bytes = s.to_utf8();
  return {bytes.begin(), bytes.end()};
}

int give(const Json& json) {
  const std::string out = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() && std::fflush(stdout) == 0
             ? 0
             : 1;
}

int failure(const char* code, const char* message) {
  return give({{"error", code}, {"message", message}});
}

// The text of a page, from where its glyphs stand.
std::u32string text_of(const poppler::page& page) {
  std::vector<isnad_pdf::Box> boxes;
  for (const poppler::text_box& word : page.text_list()) {
    const std::string letters = utf8(word.text());
    isnad_pdf::Box box;
    size_t index = 0;
    for (size_t at = 0; at < letters.size(); ++index) {
      const auto first = static_cast<unsigned char>(letters[at]);
      const size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
      char32_t c = length == 1 ? first : first & (0x7Fu >> length);
      for (size_t i = 1; i < length && at + i < letters.size(); ++i) {
        c = c << 6 | (static_cast<unsigned char>(letters[at + i]) & 0x3F);
      }
      at += length;
      const poppler::rectf place = word.char_bbox(index);
      box.push_back({place.left(), place.right(), place.top(), place.bottom(), c});
    }
    boxes.push_back(std::move(box));
  }
  return isnad_pdf::lines_of(boxes);
}

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) {
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    constexpr unsigned kFirst[] = {0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(kFirst[more] | c >> (6 * more));
    for (int i = more - 1; i >= 0; --i) out += static_cast<char>(0x80 | (c >> (6 * i) & 0x3F));
  }
  return out;
}

std::string day_of(std::time_t time) {
  std::tm utc{};
  if (time <= 0 || !gmtime_r(&time, &utc)) return "";
  char day[16];
  return std::strftime(day, sizeof day, "%Y-%m-%d", &utc) ? day : "";
}

int read_document(std::string& bytes) {
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!pdf) return failure("bad_format", "no PDF, or a damaged one");
  if (pdf->is_locked()) return failure("unsupported", "encrypted; save it without its password");
  if (pdf->pages() > kMaxPages) return failure("too_large", "more than 5,000 pages; split it");
  Json out;
  Json pages = Json::array();
  size_t total = 0;
  for (int i = 0; i < pdf->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(pdf->create_page(i));
    std::string text;
    if (page) text = utf8(text_of(*page));
    total += text.size();
    if (total > kMaxText) return failure("too_large", "more than 16 MB of text; split it");
    pages.push_back(std::move(text));
  }
  out["pages"] = std::move(pages);
  out["title"] = utf8(pdf->get_title());
  out["author"] = utf8(pdf->get_author());
  out["created"] = day_of(pdf->get_creation_date_t());
  return give(out);
}

}  // namespace

int main() {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // which reserve terabytes
  limit(RLIMIT_AS, kMemory);
#endif
  limit(RLIMIT_CPU, kSeconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);  // output is a pipe: nothing is written to the disk
  std::string bytes;
  std::string block(size_t{1} << 20, '\0');
  for (;;) {
    const size_t n = std::fread(block.data(), 1, block.size(), stdin);
    bytes.append(block, 0, n);
    if (n < block.size()) break;
  }
  return read_document(bytes);
}
