#include "text/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <stdexcept>

#include "table.h"

namespace isnad {
namespace {

const Image& image() {
  static const Result<Image> loaded = Image::open(ISNAD_IMAGE_FILE);
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

using Table = std::map<std::string, std::map<std::string, int>>;  // of the text -> read as

void print(const char* title, const Table& table) {
  std::set<std::string> columns;
  for (const auto& [language, row] : table) {
    for (const auto& [read, n] : row) columns.insert(read);
  }
  std::printf("%s\n%6s", title, "");
  for (const auto& c : columns) std::printf("%6s", c.c_str());
  for (const auto& [language, row] : table) {
    std::printf("\n%6s", language.c_str());
    for (const auto& c : columns) {
      const auto it = row.find(c);
      std::printf("%6d", it == row.end() ? 0 : it->second);
    }
  }
  std::printf("\n");
}

// The first words of a text; nothing if it has no more.
std::u32string head(const std::u32string& text, int words) {
  size_t i = 0;
  for (int n = 0; i < text.size(); ++i) {
    if (text[i] == U' ' && ++n == words) return text.substr(0, i);
  }
  return {};
}

TEST(LanguageTexts, NoneIsTakenForAnother) {
  Table whole;
  for (const auto& row : test::table("language_texts.tsv", 2)) {
    const std::string read = detect_language(test::decoded(row.fields[1]), image());
    ++whole[row.fields[0]][read];
    EXPECT_EQ(read, row.fields[0]) << row.fields[1];
  }
  print("whole texts", whole);
}

// Short beginnings may be of no language or of several; but half a sentence tells.
TEST(LanguageTexts, Beginnings) {
  for (const int words : {2, 4, 8, 16}) {
    Table table;
    int arabic = 0;  // texts of other languages that would be read as Arabic
    int lost = 0;    // Arabic texts that would not be read
    for (const auto& row : test::table("language_texts.tsv", 2)) {
      const std::u32string text = head(test::decoded(row.fields[1]), words);
      // The beginning of a text that quotes another language may be of that language.
      const bool quotes = text.find_first_of(U"abcdefghijklmnopqrstuvwxyz") != std::u32string::npos;
      if (text.empty() || (quotes && row.fields[0] == "ar")) continue;
      const std::string read = detect_language(text, image());
      ++table[row.fields[0]][read];
      if (row.fields[0] != "ar" && read == "ar") ++arabic;
      if (row.fields[0] == "ar" && read != "ar") ++lost;
    }
    print(("first " + std::to_string(words) + " words").c_str(), table);
    if (words >= 8) {
      EXPECT_EQ(arabic, 0);
      EXPECT_EQ(lost, 0);
    }
  }
}

}  // namespace
}  // namespace isnad
