#include "ingest/ingest.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/utf8.h"
#include "ingest/decode.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

class IngestTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    path_ = fs::temp_directory_path() / (std::string("isnad_ingest_") + info->name());
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  void TearDown() override { fs::remove_all(path_); }
  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  // "uri=text" of each document, "uri!error" of each failure.
  static std::vector<std::string> all(const std::vector<std::string>& inputs,
                                      const IngestOptions& options = {}) {
    std::vector<std::string> out;
    auto ingest = Ingest::open(inputs, options);
    if (!ingest) return {"!" + std::string(error_name(ingest.error().code))};
    while (auto item = ingest->next()) {
      out.push_back(item->document
                        ? item->uri + "=" + item->document->text_utf8
                        : item->uri + "!" + std::string(error_name(item->document.error().code)));
    }
    return out;
  }
  fs::path path_;
};
using List = std::vector<std::string>;

TEST_F(IngestTest, TextFile) {
  const std::string f = write("a.txt", "\xEF\xBB\xBF\xD8\xA7\n");
  EXPECT_EQ(all({f}), (List{f + "=\xD8\xA7\n"}));
}

TEST_F(IngestTest, NothingAndAbsent) {
  EXPECT_EQ(all({}), (List{"!bad_argument"}));
  const std::string f = (path_ / "absent.txt").string();
  EXPECT_EQ(all({f}), (List{f + "!not_found"}));
}

TEST_F(IngestTest, EmptyBlankBinary) {
  const std::string empty = write("e.txt", "");
  const std::string blank = write("b.txt", " \n\t\r\n\xC2\xA0");
  const std::string binary = write("x.txt", std::string("PNG\0\1\2", 6));
  EXPECT_EQ(all({empty, blank, binary}),
            (List{empty + "!empty", blank + "!empty", binary + "!binary"}));
}

TEST_F(IngestTest, TooLarge) {
  const std::string big = write("big.txt", std::string(kMaxDocumentBytes + 1, 'x'));
  const std::string fits = write("fits.txt", std::string(kMaxDocumentBytes, 'x'));
  EXPECT_EQ(all({big}), (List{big + "!too_large"}));
  auto ingest = Ingest::open({fits}, {});
  ASSERT_TRUE(ingest);
  EXPECT_TRUE(ingest->next()->document);
}

TEST_F(IngestTest, FolderInByteOrderOfPaths) {
  const std::string a = write("d/a.txt", "1");
  const std::string b = write("d/b/c.txt", "2");
  const std::string c = write("d/b.txt", "3");
  const std::string z = write("d/Z.txt", "4");
  write("d/notes.md", "no");
  EXPECT_EQ(all({(path_ / "d").string()}), (List{z + "=4", a + "=1", c + "=3", b + "=2"}));
}

TEST_F(IngestTest, FolderWithoutDocuments) {
  fs::create_directories(path_ / "d");
  const std::string d = (path_ / "d").string();
  EXPECT_EQ(all({d}), (List{d + "!empty"}));
}

TEST_F(IngestTest, InputsKeepTheirOrder) {
  const std::string a = write("a.txt", "1");
  const std::string b = write("b.txt", "2");
  EXPECT_EQ(all({b, a, b}), (List{b + "=2", a + "=1", b + "=2"}));
}

TEST_F(IngestTest, JsonLines) {
  const std::string f =
      write("a.jsonl",
            "{\"uri\":\"u1\",\"text\":\"one\",\"title\":null,\"extra\":[1]}\n\n  \r\n"
            "{\"uri\":\"u2\",\"text\":\"two\",\"url\":\"http://x\",\"outlet\":\"O\","
            "\"published\":\"2025-04-04\",\"title\":\"T\"}");
  auto ingest = Ingest::open({f}, {});
  ASSERT_TRUE(ingest);
  const auto one = ingest->next();
  const auto two = ingest->next();
  ASSERT_TRUE(one && one->document && two && two->document);
  EXPECT_FALSE(ingest->next());
  EXPECT_EQ(one->document->text, U"one");
  EXPECT_FALSE(one->document->title || one->document->published);
  EXPECT_EQ(two->document->url, "http://x");
  EXPECT_EQ(two->document->outlet, "O");
  EXPECT_EQ(two->document->published, "2025-04-04");
  EXPECT_EQ(two->document->title, "T");
  EXPECT_FALSE(two->document->published_by_option);
}

TEST_F(IngestTest, JsonErrorsNameTheLineAndReadingGoesOn) {
  struct {
    const char* line;
    const char* error;
  } cases[] = {{"{", "bad_format"},
               {"[]", "bad_format"},
               {"\"x\"", "bad_format"},
               {"{\"uri\":\"u\"}", "missing_field"},
               {"{\"text\":\"t\"}", "missing_field"},
               {"{\"uri\":null,\"text\":\"t\"}", "missing_field"},
               {"{\"uri\":1,\"text\":\"t\"}", "bad_format"},
               {"{\"uri\":\"u\",\"text\":[\"t\"]}", "bad_format"},
               {"{\"uri\":\"u\",\"text\":\"\"}", "empty"},
               {"{\"uri\":\"u\",\"text\":\" \\n\"}", "empty"},
               {"{\"uri\":\"u\",\"text\":\"a\\u0000b\"}", "binary"},
               {"{\"uri\":\"u\",\"text\":\"\\ud800\"}", "bad_format"},
               {"{\"uri\":\"u\",\"text\":\"\xFF\"}", "bad_format"},
               {"{\"uri\":\"u\",\"text\":\"t\",\"published\":\"4 April\"}", "bad_format"},
               {"{\"uri\":\"u\",\"text\":\"t\",\"published\":\"2025-02-30\"}", "bad_format"},
               {"{\"uri\":\"u\",\"text\":\"t\",\"title\":7}", "bad_format"},
               {"{\"uri\":\"u\",\"text\":\"t\"}{}", "bad_format"}};
  for (const auto& c : cases) {
    const std::string f = write("a.jsonl", std::string("{\"uri\":\"ok\",\"text\":\"0\"}\n") +
                                               c.line + "\n{\"uri\":\"ok\",\"text\":\"1\"}\n");
    EXPECT_EQ(all({f}), (List{"ok=0", f + ":2!" + c.error, "ok=1"})) << c.line;
    auto ingest = Ingest::open({f}, {});
    ingest->next();
    EXPECT_NE(ingest->next()->document.error().message.find(f + ":2: "), std::string::npos);
  }
}

TEST_F(IngestTest, NulBytesDoNotGlueLines) {
  const std::string f = write("a.jsonl", std::string("{\"uri\":\"a\",\"text\":\"1\"}\0\n", 24) +
                                             "{\"uri\":\"b\",\"text\":\"2\"}\n");
  EXPECT_EQ(all({f}), (List{f + ":1!bad_format", "b=2"}));
}

// What the quick parser of JSON refuses is asked of the other one.
TEST_F(IngestTest, LinesThatAreUnusualJson) {
  const std::string deep = std::string(2000, '[') + std::string(2000, ']');
  const std::string long_text(3 << 20, 'x');
  const std::string f =
      write("a.jsonl", "{\"uri\":\"a\",\"text\":\"1\",\"n\":123456789012345678901234567890}\n" +
                           ("{\"uri\":\"b\",\"text\":\"2\",\"deep\":" + deep + "}\n") +
                           "{\"uri\":\"c\",\"uri\":\"d\",\"text\":\"3\",\"text\":\"4\"}\n" +
                           ("{\"uri\":\"e\",\"text\":\"" + long_text + "\"}\n") +
                           "{\"uri\":\"f\",\"text\":\"5\",\"n\":1e999}\n" +
                           "{\"uri\":\"g\",\"text\":\"6\",\"title\":null,\"author\":[\"x\"]}\n");
  EXPECT_EQ(all({f}), (List{"a=1", "b=2", "d=4", "e=" + long_text, f + ":5!bad_format", "g=6"}));
}

TEST_F(IngestTest, TooLongLineIsSkipped) {
  const std::string f =
      write("a.jsonl", "{\"uri\":\"a\",\"text\":\"" + std::string(kMaxDocumentBytes, 'x') +
                           "\"}\n{\"uri\":\"b\",\"text\":\"2\"}\n");
  EXPECT_EQ(all({f}), (List{f + ":1!too_large", "b=2"}));
}

TEST_F(IngestTest, EmptyJsonLines) {
  EXPECT_EQ(all({write("a.jsonl", "")}), List{});
  EXPECT_EQ(all({write("b.ndjson", "\xEF\xBB\xBF{\"uri\":\"a\",\"text\":\"1\"}")}), (List{"a=1"}));
}

TEST_F(IngestTest, OptionsFillWhatIsMissing) {
  const std::string f =
      write("a.jsonl",
            "{\"uri\":\"a\",\"text\":\"1\",\"published\":\"2024\",\"outlet\":\"O\"}\n"
            "{\"uri\":\"b\",\"text\":\"2\"}\n");
  IngestOptions options;
  options.published = "2025-04";
  options.outlet = "P";
  auto ingest = Ingest::open({f}, options);
  ASSERT_TRUE(ingest);
  const auto a = ingest->next();
  const auto b = ingest->next();
  EXPECT_EQ(a->document->published, "2024");
  EXPECT_EQ(a->document->outlet, "O");
  EXPECT_FALSE(a->document->published_by_option);
  EXPECT_EQ(b->document->published, "2025-04");
  EXPECT_TRUE(b->document->published_by_option);
  EXPECT_EQ(b->document->outlet, "P");
  options.published = "yesterday";
  EXPECT_EQ(all({f}, options), (List{"!bad_argument"}));
}

TEST_F(IngestTest, CountsFiles) {
  auto ingest = Ingest::open({write("a.txt", "1"), write("b.txt", "2")}, {});
  ASSERT_TRUE(ingest);
  EXPECT_EQ(ingest->files(), 2u);
  EXPECT_EQ(ingest->files_done(), 0u);
  ingest->next();
  EXPECT_EQ(ingest->files_done(), 1u);
}

// ---- Charsets

constexpr char kSalam[] = "\xD3\xE1\xC7\xE3 \xDA\xE1\xEC \xC7\xE1\xDA\xC7\xE1\xE3";  // windows-1256
constexpr char32_t kSalamText[] =
    U"\u0633\u0644\u0627\u0645 \u0639\u0644\u0649 \u0627\u0644\u0639\u0627\u0644\u0645";

TEST(Decode, Windows1256) {
  auto d = decode_text(kSalam, "f");
  ASSERT_TRUE(d);
  EXPECT_TRUE(d->text == kSalamText);
  EXPECT_EQ(d->note, "decoded from windows-1256");
}

TEST(Decode, VowelledWindows1256) {
  std::string vowelled;
  for (const char c : std::string(kSalam)) {
    vowelled.push_back(c);
    if (c != ' ') vowelled.push_back('\xF3');  // fatha
  }
  auto d = decode_text(vowelled, "f");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->note, "decoded from windows-1256");
}

TEST(Decode, Utf16BothOrders) {
  for (const bool little : {true, false}) {
    std::string bytes;
    for (const char32_t c : std::u32string(U"\uFEFF") + kSalamText) {
      const char low = static_cast<char>(c & 0xFF);
      const char high = static_cast<char>(c >> 8);
      bytes += little ? std::string{low, high} : std::string{high, low};
    }
    auto d = decode_text(bytes, "f");
    ASSERT_TRUE(d);
    EXPECT_TRUE(d->text == kSalamText);
    EXPECT_EQ(d->note, "decoded from UTF-16");
    bytes.pop_back();
    auto odd = decode_text(bytes, "f");
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().code, ErrorCode::bad_encoding);
    auto lone = decode_text(bytes.substr(0, 4) + (little ? std::string("\x00\xD8\x41\x00", 4)
                                                         : std::string("\xD8\x00\x00\x41", 4)),
                            "f");
    EXPECT_FALSE(lone);
  }
}

TEST(Decode, BrokenUtf8IsNotTakenForWindows1256) {
  std::string utf8 = encode_utf8(kSalamText);
  utf8 += "\xFF" + utf8 + utf8;
  auto d = decode_text(utf8, "f.txt");
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, ErrorCode::bad_encoding);
  EXPECT_EQ(d.error().message.rfind("f.txt: not UTF-8 at byte 28", 0), 0u) << d.error().message;
}

TEST(Decode, LatinOneIsRefused) {
  auto d = decode_text("Le pr\xE9sident a \xE9t\xE9 re\xE7u", "f");
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, ErrorCode::bad_encoding);
}

TEST(Decode, OnlyAByteOrderMark) {
  EXPECT_EQ(decode_text("\xEF\xBB\xBF", "f").error().code, ErrorCode::empty);
  EXPECT_EQ(decode_text("\xFF\xFE", "f").error().code, ErrorCode::empty);
}

TEST(Dates, DayMonthYear) {
  for (const char* s : {"2025-04-04", "2025-04", "2025", "2024-02-29", "0001-01-01"}) {
    EXPECT_TRUE(is_edtf_day_month_or_year(s)) << s;
  }
  for (const char* s : {"", "25", "2025-4-4", "2025-13", "2025-00", "2025-04-31", "2023-02-29",
                        "2025-04-00", "2025/04/04", "2025-04-04T10:00", "20250404", "2025-", "abcd",
                        "2025-04-0x", "-025", " 2025"}) {
    EXPECT_FALSE(is_edtf_day_month_or_year(s)) << s;
  }
}

}  // namespace
}  // namespace isnad
