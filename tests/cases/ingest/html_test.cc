#include <gtest/gtest.h>

#include <ctime>
#include <set>

#include "base/tsv.h"
#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/html_clean.h"
#include "ingest/html_date.h"
#include "ingest/html_meta.h"
#include "ingest/html_words.h"
#include "ingest/page.h"

// Whole pages with what must be read from them are in pages/; here is what they do not show.

namespace isnad {
namespace {

constexpr char kSentence[] =
    "The council of the harbour town has agreed to build a new bridge, the mayor said on Friday.";

std::string page_with(const std::string& before, const std::string& after = "") {
  return "<html><body>" + before + "<p>" + kSentence + "</p>" + after;
}

std::string text_of_page(const std::string& html) {
  const auto page = read_page(html, {}, "page");
  return page ? encode_utf8(page->text) : "!" + page.error().message;
}

TEST(PageDate, Forms) {
  struct {
    const char* written;
    const char* edtf;
  } cases[] = {{"2025-04-04", "2025-04-04"},
               {"2025-04-04T23:30:00+00:00", "2025-04-04"},
               {"2025-04-04T00:10:00.000-05:00", "2025-04-04"},
               {"20250404T101500Z", "2025-04-04"},
               {"20250404", "2025-04-04"},
               {"2025/4/4", "2025-04-04"},
               {"Fri, 04 Apr 2025 10:00:00 GMT", "2025-04-04"},
               {"April 4, 2025", "2025-04-04"},
               {"4.4.2025 10:20", "2025-04-04"},
               {"04/25/2025", "2025-04-25"},
               {"1743724800", "2025-04-04"},
               {"1743724800000", "2025-04-04"},
               {"2025-04", "2025-04"},
               {"2025", "2025"},
               {"4 \xD8\xA3\xD8\xA8\xD8\xB1\xD9\x8A\xD9\x84 2025", "2025-04-04"},
               {"\xD9\xA4 \xD9\x86\xD9\x8A\xD8\xB3\xD8\xA7\xD9\x86/"
                "\xD8\xA3\xD8\xA8\xD8\xB1\xD9\x8A\xD9\x84 \xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA5",
                "2025-04-04"}};
  for (const auto& c : cases) EXPECT_EQ(page_date(c.written).edtf, c.edtf) << c.written;
}

TEST(PageDate, Refused) {
  for (const char* s :
       {"0000-00-00T00:00:00Z", "9999-12-31", "2025-02-30", "2025-13-01", "0001-01-01",
        "1899-12-31", "yesterday", "99999999999999", "2025-00", "5"}) {
    const PageDate d = page_date(s);
    EXPECT_FALSE(d.edtf) << s;
    EXPECT_TRUE(d.refused) << s;
  }
  EXPECT_FALSE(page_date(" ").refused);
}

TEST(PageDate, FiguresThatCanBeSwapped) {
  EXPECT_TRUE(page_date("08/02/2024").unsure);
  EXPECT_EQ(page_date("08/02/2024").edtf, "2024-02-08");  // the day first
  EXPECT_FALSE(page_date("25/02/2024").unsure);
  EXPECT_FALSE(page_date("2024-02-08").unsure);
  const auto page = read_page(
      "<meta name=date content='08/02/2024'><meta property='article:published_time' "
      "content='x'><time datetime='2024-08-02'>x</time><p>" +
          std::string(kSentence),
      {}, "page");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->published, "2024-08-02");
}

TEST(Address, AgainstThePage) {
  const std::string base = "https://a.example/b/c?d=1";
  EXPECT_EQ(absolute_url("/x", base), "https://a.example/x");
  EXPECT_EQ(absolute_url("x", base), "https://a.example/b/x");
  EXPECT_EQ(absolute_url("?x", base), "https://a.example/b/c?x");
  EXPECT_EQ(absolute_url("//b.example/x", base), "https://b.example/x");
  EXPECT_EQ(absolute_url("http://b.example", {}), "http://b.example");
  for (const char* bad : {"javascript:alert(1)", "data:text/html,x", "", "http://", "a b"}) {
    EXPECT_FALSE(absolute_url(bad, base)) << bad;
  }
  EXPECT_FALSE(absolute_url("/x", {}));
}

TEST(CleanHtml, KeepsTextAndCues) {
  const CleanHtml clean = clean_html(
      "<!-- <p>no --><style>p{}</style><P CLASS='x\"y' onclick=z><b>a</b>\x01<SCRIPT "
      "type='application/"
      "ld+json'>{}</SCRIPT>1 < 2");
  EXPECT_EQ(clean.html, " <p class=\"x&quot;y\">a 1 &lt; 2");
  ASSERT_EQ(clean.scripts.size(), 1u);
  EXPECT_EQ(clean.scripts[0].type, "application/ld+json");
  EXPECT_EQ(clean.scripts[0].text, "{}");
}

TEST(Page, TitleWithoutControls) {
  const auto page = read_page(
      "<title>\xE2\x80\xAE"
      "A title\x07 of the page\xE2\x80\xAC</title><p>" +
          std::string(kSentence),
      {}, "page");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->title, "A title of the page");
  EXPECT_NE(page->note.find("control characters"), std::string::npos);
}

TEST(Page, Errors) {
  EXPECT_EQ(read_page("", {}, "p").error().code, ErrorCode::empty);
  EXPECT_EQ(read_page("<p>", {}, "p").error().code, ErrorCode::empty);
  EXPECT_EQ(read_page(std::string((size_t{16} << 20) + 1, 'x'), {}, "p").error().code,
            ErrorCode::too_large);
  std::string binary = "\x89PNG";
  for (int i = 0; i < 4000; ++i) binary += std::string("\0\xFF\x80\x13", 4);
  EXPECT_EQ(read_page(binary, {}, "p").error().code, ErrorCode::binary);
}

// None may cost more than linear time: each is near or beyond what a page has, and the sentence is
// still read.
TEST(Page, HostileMarkup) {
  auto many = [](const char* s, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += s;
    return out;
  };
  const std::string pages[] = {
      page_with(many("<div>", 100'000)),
      page_with("", many("<table><tr><td>", 40'000)),
      page_with("", many("<span class=a><div></span>", 40'000)),
      page_with("", many("<a href=x><div>", 50'000)),
      page_with("", many("<a href=x><p>", 50'000)),
      page_with("", many("<b><p><i id=x>", 50'000)),
      page_with("", many("<svg><select>", 100'000)),
      page_with("", many("<ul><li>", 50'000)),
      page_with("<div class='" + std::string(2'000'000, 'a') + "'>"),
      page_with("<div " + many("a=1 ", 300'000) + ">"),
      page_with("<script>" + many("x='</scr';", 500'000) + "</script>"),
      page_with("<script type=application/ld+json>" + std::string(900'000, '[') + "</script>"),
      page_with("", "&#" + std::string(3'000'000, '9') + ";"),
      page_with("", many("<!--", 500'000)),
      page_with("", many("</div></p></br>", 200'000))};
  for (const std::string& html : pages) {
    const std::clock_t begin = std::clock();
    EXPECT_NE(text_of_page(html).find(kSentence), std::string::npos) << html.substr(0, 60);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_LT(seconds, 10) << html.substr(0, 60);  // far above: sanitizers are slow
  }
}

// A word that is misspelt there would be no rule at all.
TEST(PageWords, EveryRowIsOfAKnownKind) {
  const auto file = TsvFile::read(std::string(ISNAD_SOURCE_DIR) + "/data/ingest/page.tsv");
  ASSERT_TRUE(file) << file.error().message;
  const std::set<std::string> kinds = {
      "drop",           "hard",          "body",           "post",          "skip",
      "title",          "date",          "author",         "outlet",        "url",
      "article",        "page",          "json_text",      "keep",          "notice",
      "date_label",     "itemprop_body", "itemprop_title", "itemprop_date", "itemprop_author",
      "itemprop_outlet"};
  std::set<std::vector<std::string>> seen;
  for (const TsvRow& row : file->rows()) {
    EXPECT_EQ(kinds.count(row.fields[0]), 1u) << "line " << row.line;
    EXPECT_FALSE(row.fields[1].empty()) << "line " << row.line;
    EXPECT_TRUE(seen.insert(row.fields).second) << "twice, line " << row.line;
  }
}

TEST(PageWords, CuesOfNames) {
  const PageWords& words = PageWords::get();
  EXPECT_EQ(words.cues("entry-content"), kCueBody);
  EXPECT_EQ(words.cues("ArticleBody_main__x1"), kCueBody);
  EXPECT_EQ(words.cues("relatedPosts"), kCueDrop);
  EXPECT_EQ(words.cues("x comments-area"), kCueHard);
  EXPECT_EQ(words.cues("post_message_12"), kCuePost);
  for (const char* none : {"", "has-sidebar", "tag-comments", "postal", "adventure", "article"}) {
    EXPECT_EQ(words.cues(none), kCueNone) << none;
  }
}

// ---- Charsets

// "peace upon the world, the minister said in the town" in windows-1256 and ISO-8859-6.
constexpr char kWindows[] =
    "\xD3\xE1\xC7\xE3 \xDA\xE1\xEC \xC7\xE1\xDA\xC7\xE1\xE3 \xDE\xC7\xE1 \xC7\xE1\xE6\xD2\xED\xD1 "
    "\xDD\xED \xC7\xE1\xE3\xCF\xED\xE4\xC9";
constexpr char kIso[] =
    "\xD3\xE4\xC7\xE5 \xD9\xE4\xE9 \xC7\xE4\xD9\xC7\xE4\xE5 \xE2\xC7\xE4 \xC7\xE4\xE8\xD2\xEA\xD1 "
    "\xE1\xEA \xC7\xE4\xE5\xCF\xEA\xE6\xC9";

TEST(Charset, ArabicOnesAreToldApart) {
  EXPECT_EQ(detect_arabic_charset(kWindows), "windows-1256");
  EXPECT_EQ(detect_arabic_charset(kIso), "ISO-8859-6");
  EXPECT_FALSE(
      detect_arabic_charset("Le pr\xE9sident a \xE9t\xE9 re\xE7u \xE0 l'\xC9lys\xE9"
                            "e"));
  EXPECT_FALSE(detect_arabic_charset("plain text"));
}

TEST(Charset, LettersBeatWrongLabels) {
  const std::string want = decode_page(kWindows, "windows-1256", "p")->utf8;
  EXPECT_EQ(decode_page(kWindows, "iso-8859-1", "p")->utf8, want);
  EXPECT_EQ(decode_page(kWindows, "utf-8", "p")->utf8, want);
  EXPECT_EQ(decode_page(kWindows, "no-such-charset", "p")->utf8, want);
  EXPECT_EQ(decode_page(kWindows, "iso-8859-6", "p")->utf8, want);
  EXPECT_EQ(decode_page(kIso, "windows-1256", "p")->utf8, want);
  EXPECT_EQ(decode_page(want, "windows-1256", "p")->utf8, want);  // it is UTF-8
  EXPECT_EQ(decode_page(want, "windows-1256", "p")->note, "");
  EXPECT_EQ(decode_page("<meta charset=windows-1252>caf\xE9", {}, "p")->utf8,
            "<meta charset=windows-1252>caf\xC3\xA9");
}

TEST(Charset, FewBrokenSequencesAreReplaced) {
  const std::string good = decode_page(kWindows, {}, "p")->utf8;
  const auto d = decode_page(good + "\xFF" + good, {}, "p");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->utf8, good + "\xEF\xBF\xBD" + good);
  EXPECT_EQ(d->note, "1 sequence of it no UTF-8");
}

TEST(Charset, Utf16WithoutMark) {
  std::string big;
  std::string little;
  const auto text = decode_utf8("<p>" + decode_page(kWindows, {}, "p")->utf8);
  ASSERT_TRUE(text);
  for (const char32_t c : *text) {
    const char low = static_cast<char>(c & 0xFF);
    const char high = static_cast<char>(c >> 8);
    big += {high, low};
    little += {low, high};
  }
  EXPECT_EQ(detect_utf16(big), "UTF-16BE");
  EXPECT_EQ(detect_utf16(little), "UTF-16LE");
  EXPECT_FALSE(detect_utf16("plain text of eight bits"));
  EXPECT_FALSE(detect_utf16("1 2 3 4 5 6 7 8 "));
  EXPECT_FALSE(detect_utf16(kWindows));
  EXPECT_FALSE(detect_utf16(std::string(400, '\0')));
}

}  // namespace
}  // namespace isnad
