#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/archive.h"
#include "base/image.h"
#include "base/late_library.h"
#include "base/tsv.h"
#include "base/utf8.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

// ---- UTF-8

struct Bytes {
  const char* name;
  std::string bytes;
};
void PrintTo(const Bytes& b, std::ostream* out) { *out << b.name; }

class InvalidUtf8 : public testing::TestWithParam<Bytes> {};
TEST_P(InvalidUtf8, IsRefusedWithItsOffset) {
  const std::string before = "ab\xD8\xA7";  // four good bytes
  auto text = decode_utf8(before + GetParam().bytes + "z");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::bad_encoding);
  EXPECT_EQ(text.error().message, "not UTF-8 at byte 4");
  EXPECT_FALSE(decode_utf8(GetParam().bytes));
}
INSTANTIATE_TEST_SUITE_P(
    Classes, InvalidUtf8,
    testing::Values(Bytes{"lone_continuation", "\x80"}, Bytes{"last_continuation", "\xBF"},
                    Bytes{"overlong_2_nul", "\xC0\x80"}, Bytes{"overlong_2_slash", "\xC1\xAF"},
                    Bytes{"overlong_3", "\xE0\x9F\xBF"}, Bytes{"overlong_4", "\xF0\x8F\xBF\xBF"},
                    Bytes{"surrogate_low_end", "\xED\xA0\x80"},
                    Bytes{"surrogate_high_end", "\xED\xBF\xBF"},
                    Bytes{"above_10FFFF", "\xF4\x90\x80\x80"}, Bytes{"F5", "\xF5\x80\x80\x80"},
                    Bytes{"FE", "\xFE"}, Bytes{"FF", "\xFF"},
                    Bytes{"five_bytes", "\xF8\x88\x80\x80\x80"}, Bytes{"cut_2", "\xD8"},
                    Bytes{"cut_3", "\xE2\x80"}, Bytes{"cut_4", "\xF0\x9F\x98"},
                    Bytes{"second_is_ascii",
                          "\xD8"
                          "A"},
                    Bytes{"third_is_lead", "\xE2\x80\xD8\xA7"}),
    [](const auto& c) { return std::string(c.param.name); });

// Does the standard's table of well-formed sequences admit these bytes? One branch a row.
bool well_formed(const std::string& s) {
  auto in = [&](size_t i, int from, int to) {
    return i < s.size() && static_cast<unsigned char>(s[i]) >= from &&
           static_cast<unsigned char>(s[i]) <= to;
  };
  for (size_t i = 0; i < s.size();) {
    if (in(i, 0x00, 0x7F))
      i += 1;
    else if (in(i, 0xC2, 0xDF) && in(i + 1, 0x80, 0xBF))
      i += 2;
    else if (in(i, 0xE0, 0xE0) && in(i + 1, 0xA0, 0xBF) && in(i + 2, 0x80, 0xBF))
      i += 3;
    else if (in(i, 0xE1, 0xEC) && in(i + 1, 0x80, 0xBF) && in(i + 2, 0x80, 0xBF))
      i += 3;
    else if (in(i, 0xED, 0xED) && in(i + 1, 0x80, 0x9F) && in(i + 2, 0x80, 0xBF))
      i += 3;
    else if (in(i, 0xEE, 0xEF) && in(i + 1, 0x80, 0xBF) && in(i + 2, 0x80, 0xBF))
      i += 3;
    else if (in(i, 0xF0, 0xF0) && in(i + 1, 0x90, 0xBF) && in(i + 2, 0x80, 0xBF) &&
             in(i + 3, 0x80, 0xBF))
      i += 4;
    else if (in(i, 0xF1, 0xF3) && in(i + 1, 0x80, 0xBF) && in(i + 2, 0x80, 0xBF) &&
             in(i + 3, 0x80, 0xBF))
      i += 4;
    else if (in(i, 0xF4, 0xF4) && in(i + 1, 0x80, 0x8F) && in(i + 2, 0x80, 0xBF) &&
             in(i + 3, 0x80, 0xBF))
      i += 4;
    else
      return false;
  }
  return true;
}

TEST(Utf8, AgreesWithTheStandardsTable) {
  std::mt19937 random(1);
  static constexpr unsigned char kEdges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                             0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
                                             0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  size_t good = 0;
  for (int round = 0; round < 200000; ++round) {
    std::string s;
    for (size_t n = 1 + random() % 5; n > 0; --n) {
      s.push_back(static_cast<char>(kEdges[random() % std::size(kEdges)]));
    }
    auto text = decode_utf8(s);
    ASSERT_EQ(text.has_value(), well_formed(s));
    if (!text) continue;
    ++good;
    if (s.substr(0, 3) == "\xEF\xBB\xBF") continue;
    ASSERT_EQ(encode_utf8(*text), s);
  }
  EXPECT_GT(good, 1000u);
}

TEST(Utf8, EveryScalarValueComesBack) {
  std::u32string all;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) all.push_back(c);
  }
  auto text = decode_utf8(encode_utf8(all));
  ASSERT_TRUE(text);
  EXPECT_TRUE(*text == all);
}

TEST(Utf8, OneByteOrderMarkIsDropped) {
  EXPECT_EQ(*decode_utf8("\xEF\xBB\xBFx"), U"x");
  EXPECT_EQ(*decode_utf8("\xEF\xBB\xBF\xEF\xBB\xBFx"), U"\uFEFFx");
  EXPECT_EQ(*decode_utf8("x\xEF\xBB\xBF"), U"x\uFEFF");
  EXPECT_EQ(*decode_utf8(""), U"");
}

// ---- Image

struct Pair {
  uint32_t a;
  uint32_t b;
};

std::string sample_image() {
  ImageWriter w;
  const StrRef one = w.str("one");
  EXPECT_EQ(w.str("one").offset, one.offset);
  w.str("two");
  w.add("text", "hello");
  w.add_rows<Pair>("pairs", {{1, 2}, {3, 4}});
  KeyTableBuilder<Pair> t;
  for (uint32_t i = 0; i < 200; ++i) t.add("k" + std::to_string(i % 100), {i, i * i});
  t.write(w, "table");
  return w.finish();
}

TEST(Image, RoundTrip) {
  auto image = Image::from_bytes(sample_image());
  ASSERT_TRUE(image);
  EXPECT_EQ(image->section("text"), "hello");
  EXPECT_EQ(image->section("absent"), "");
  ASSERT_EQ(image->rows<Pair>("pairs").size(), 2u);
  EXPECT_EQ(image->rows<Pair>("pairs")[1].b, 4u);
  EXPECT_EQ(image->str({0, 3}), "one");
  EXPECT_EQ(image->str({3, 3}), "two");
  EXPECT_EQ(image->str({4, 3}), "");
  EXPECT_EQ(image->str({0xFFFFFFFF, 1}), "");
  EXPECT_EQ(image->str({0, 0xFFFFFFFF}), "");
}

TEST(Image, KeyTable) {
  auto image = Image::from_bytes(sample_image());
  ASSERT_TRUE(image);
  const auto table = KeyTable<Pair>::open(*image, "table");
  EXPECT_EQ(table.size(), 200u);
  for (uint32_t i = 0; i < 100; ++i) {
    const auto rows = table.find("k" + std::to_string(i));
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].a, i);
    EXPECT_EQ(rows[1].a, i + 100);
  }
  for (const char* key : {"", "k", "k100", "K1", "k1 "}) EXPECT_FALSE(table.contains(key)) << key;
  EXPECT_TRUE(KeyTable<Pair>::open(*image, "absent").find("k1").empty());
}

TEST(Image, SameContentsSameBytes) { EXPECT_EQ(sample_image(), sample_image()); }

TEST(Image, EveryBitOfTheHeaderMatters) {
  const std::string good = sample_image();
  for (size_t bit = 0; bit < 32 * 8; ++bit) {
    std::string bad = good;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    auto image = Image::from_bytes(bad);
    ASSERT_FALSE(image) << "bit " << bit;
    const bool version = bit / 8 >= 8 && bit / 8 < 12;
    EXPECT_EQ(image.error().code, version ? ErrorCode::unsupported : ErrorCode::corrupt) << bit;
  }
}

TEST(Image, EveryByteOfTheBodyMatters) {
  const std::string good = sample_image();
  for (size_t i = 32; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x10);
    EXPECT_FALSE(Image::from_bytes(bad)) << "byte " << i;
  }
}

TEST(Image, TruncatedOrLongerIsRefused) {
  const std::string good = sample_image();
  for (size_t n = 0; n < good.size(); n += n < 64 ? 1 : 97) {
    auto image = Image::from_bytes(good.substr(0, n));
    ASSERT_FALSE(image) << n;
    EXPECT_EQ(image.error().code, ErrorCode::corrupt);
  }
  EXPECT_FALSE(Image::from_bytes(good + '\0'));
}

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    path_ = fs::temp_directory_path() /
            ("isnad_base_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
             testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  void TearDown() override { fs::remove_all(path_); }
  fs::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }
  fs::path path_;
};

using ImageFile = Folder;
TEST_F(ImageFile, Mapped) {
  auto image = Image::open(write("a.img", sample_image()));
  ASSERT_TRUE(image);
  EXPECT_EQ(image->section("text"), "hello");
  const Image moved = std::move(*image);
  EXPECT_EQ(moved.section("text"), "hello");
  EXPECT_EQ(moved.checksum(), Image::from_bytes(sample_image())->checksum());
}
TEST_F(ImageFile, Failures) {
  EXPECT_EQ(Image::open(path_ / "absent").error().code, ErrorCode::not_found);
  EXPECT_EQ(Image::open(write("empty", "")).error().code, ErrorCode::corrupt);
  EXPECT_EQ(Image::open(write("short", "ISNADIMG")).error().code, ErrorCode::corrupt);
  const auto text = Image::open(write("text", std::string(100, 'x')));
  EXPECT_EQ(text.error().code, ErrorCode::corrupt);
  EXPECT_NE(text.error().message.find("text"), std::string::npos);
  EXPECT_FALSE(Image::open(path_));
}

// ---- Archive

TEST(Archive, RoundTripAndShortRead) {
  ArchiveWriter w;
  w.num<uint16_t>(7);
  w.str("abc");
  w.strings({"x", "", "z"});
  w.num(2.5);
  const std::string bytes = w.take();
  ArchiveReader r(bytes);
  EXPECT_EQ(r.num<uint16_t>(), 7);
  EXPECT_EQ(r.str(), "abc");
  EXPECT_EQ(r.strings(), (std::vector<std::string>{"x", "", "z"}));
  EXPECT_EQ(r.num<double>(), 2.5);
  EXPECT_TRUE(r.ok());
  EXPECT_EQ(r.num<uint32_t>(), 0u);
  EXPECT_FALSE(r.ok());
  for (size_t n = 0; n < bytes.size(); ++n) {
    ArchiveReader cut(std::string_view(bytes).substr(0, n));
    cut.num<uint16_t>();
    cut.str();
    cut.strings();
    cut.num<double>();
    EXPECT_FALSE(cut.ok()) << n;
  }
}

TEST(Archive, HugeCountsEndAtTheBytes) {
  ArchiveWriter w;
  w.num<uint32_t>(0xFFFFFFFF);
  const std::string bytes = w.take();
  ArchiveReader list(bytes);
  EXPECT_LE(list.strings().size(), 1u);
  EXPECT_FALSE(list.ok());
  ArchiveReader string(bytes);
  EXPECT_EQ(string.str(), "");
  EXPECT_FALSE(string.ok());
}

// ---- TSV

using Tsv = Folder;
TEST_F(Tsv, RowsColumnsAndLines) {
  auto f = TsvFile::read(write("a.tsv", "# c\n\na\tb\tc\r\n1\t2\t3\r\n# x\n4\n5\t\t6"));
  ASSERT_TRUE(f);
  ASSERT_EQ(f->rows().size(), 3u);
  EXPECT_EQ(f->rows()[0].fields, (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_EQ(f->rows()[1].fields, (std::vector<std::string>{"4", "", ""}));
  EXPECT_EQ(f->rows()[1].line, 6u);
  EXPECT_EQ(f->rows()[2].fields[2], "6");
  EXPECT_EQ(*f->column("c"), 2u);
  EXPECT_EQ(*f->columns({"c", "a"}), (std::vector<size_t>{2, 0}));
}
TEST_F(Tsv, ErrorsNameFileAndLine) {
  const auto long_row = TsvFile::read(write("long.tsv", "a\tb\n1\t2\n1\t2\t3\n"));
  ASSERT_FALSE(long_row);
  EXPECT_EQ(long_row.error().code, ErrorCode::bad_format);
  EXPECT_NE(long_row.error().message.find("long.tsv:3: 3 fields"), std::string::npos);
  const auto no_header = TsvFile::read(write("none.tsv", "# only\n"));
  ASSERT_FALSE(no_header);
  EXPECT_NE(no_header.error().message.find("none.tsv: no header"), std::string::npos);
  const auto absent = TsvFile::read(path_ / "absent.tsv");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::not_found);
}
TEST_F(Tsv, UnknownColumnListsTheKnown) {
  auto f = TsvFile::read(write("a.tsv", "a\tb\n"));
  ASSERT_TRUE(f);
  const auto c = f->column("zz");
  ASSERT_FALSE(c);
  EXPECT_NE(c.error().message.find("no column 'zz'; it has: a, b"), std::string::npos);
  const auto several = f->columns({"b", "zz"});
  ASSERT_FALSE(several);
  EXPECT_EQ(several.error().message, c.error().message);
}
TEST_F(Tsv, FieldErrorPointsAtTheField) {
  auto f = TsvFile::read(write("a.tsv", "a\tb\n\n1\tbad\n"));
  ASSERT_TRUE(f);
  const Error e = f->error(f->rows()[0], 1, "no number");
  EXPECT_EQ(e.code, ErrorCode::bad_format);
  EXPECT_NE(e.message.find("a.tsv:3: column 2 (b): no number\n    bad\n    ^"), std::string::npos);
}
TEST(SplitList, TrimsAndDropsEmpty) {
  using List = std::vector<std::string>;
  EXPECT_EQ(split_list(""), List{});
  EXPECT_EQ(split_list(" ; ;"), List{});
  EXPECT_EQ(split_list("a; b ;;c d;"), (List{"a", "b", "c d"}));
  EXPECT_EQ(split_list("a b  c", ' '), (List{"a", "b", "c"}));
}

// ---- Libraries that are loaded late

TEST(LateLibrary, GivesFunctionsOrSaysWhatIsMissing) {
  size_t (*length)(const char*) = nullptr;
  LateLibrary c("libc.so.6");
  c.take("strlen", length);
  EXPECT_EQ(c.fault(), "");
  ASSERT_NE(length, nullptr);
  EXPECT_EQ(length("abc"), 3u);
  c.take("isnad_has_no_such_function", length);
  EXPECT_EQ(length, nullptr);
  EXPECT_NE(c.fault().find("isnad_has_no_such_function"), std::string::npos) << c.fault();
  LateLibrary none("libisnad-none.so.0");
  EXPECT_NE(none.fault().find("libisnad-none.so.0"), std::string::npos) << none.fault();
  const std::string first = none.fault();
  none.take("strlen", length);
  EXPECT_EQ(length, nullptr);
  EXPECT_EQ(none.fault(), first);
}

TEST(ErrorNames, AreDistinct) {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(ErrorCode::too_large); ++i) {
    names.push_back(error_name(static_cast<ErrorCode>(i)));
    EXPECT_NE(names.back(), "unknown");
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace isnad
