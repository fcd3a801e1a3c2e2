#include "ingest/feed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/fragment.h"
#include "ingest/url.h"

namespace isnad {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string shown(const Result<Feed>& feed) {
  if (!feed) return std::string(error_name(feed.error().code)) + ": " + feed.error().message + "\n";
  std::string out;
  const auto line = [&](const char* name, const std::optional<std::string>& value) {
    if (!value) return;
    std::string text = *value;
    for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 5) {
      text.replace(at, 1, "\n    ");
    }
    out += std::string("  ") + name + ": " + text + "\n";
  };
  static const char* const kKinds[] = {"rss", "rdf", "atom", "json"};
  out += std::string(kKinds[static_cast<size_t>(feed->kind)]) + "\n";
  line("title", feed->title);
  line("link", feed->link);
  line("language", feed->language);
  if (feed->minutes) line("minutes", std::to_string(*feed->minutes));
  if (!feed->note.empty()) line("note", feed->note);
  for (const FeedItem& item : feed->items) {
    out += "item " + item.id + "\n";
    line("link", item.link);
    line("title", item.title);
    line("published", item.published);
    line("author", item.author);
    line("summary", item.summary);
    line("content", item.content);
  }
  return out;
}

// feeds/NAME.xml or .json with what must be read from it in feeds/NAME.expected. To see what is
// read now: ISNAD_WRITE_EXPECTED=1 writes the files anew.
TEST(Feed, FilesGiveWhatIsExpected) {
  const fs::path folder = fs::path(ISNAD_SOURCE_DIR) / "tests/cases/ingest/feeds";
  size_t seen = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    fs::path path = entry.path();
    if (path.extension() == ".expected") continue;
    ++seen;
    const FeedHints hints{std::nullopt, "https://news.example/feeds/all"};
    const std::string got = shown(read_feed(slurp(path), hints, path.filename().string()));
    path.replace_extension(".expected");
    if (std::getenv("ISNAD_WRITE_EXPECTED")) std::ofstream(path, std::ios::binary) << got;
    EXPECT_EQ(got, slurp(path)) << path;
  }
  EXPECT_GE(seen, 12u);
}

TEST(Feed, DatesOfFeeds) {
  const std::pair<const char*, const char*> cases[] = {
      {"Fri, 04 Apr 2025 10:15:00 +0300", "2025-04-04"},
      {"Mon, 04 Apr 2025 10:15:00 XYZ", "2025-04-04"},  // it was a Friday; no such zone
      {"4 Apr 25 10:15 GMT", "2025-04-04"},
      {"04 Apr 99 10:15 GMT", "1999-04-04"},
      {"Fri, 4 April 2025", "2025-04-04"},
      {"Friday, April 4, 2025 - 10:15", "2025-04-04"},
      {"Fri Apr  4 10:15:00 GMT 2025", "2025-04-04"},
      {"04-Sept-2025", "2025-09-04"},
      {"2025-04-04T23:30:00-05:00", "2025-04-04"},
      {"2025-04-04 10:15:00.000", "2025-04-04"},
      {"20250404T101500Z", "2025-04-04"},
      {"2025/4/4", "2025-04-04"},
      {"2025-04", "2025-04"},
      {"2025", "2025"},
      {"2024-02-29", "2024-02-29"},
      {"2025-02-29", ""},
      {"0000-00-00T00:00:00Z", ""},
      {"Mon, 01 Jan 0001 00:00:00 +0000", ""},
      {"Fri, 31 Dec 9999 23:59:59 GMT", ""},
      {"9999-12-31", ""},
      {"32 Apr 2025", ""},
      {"2025-04-259", ""},  // 3 in eight bits
      {"2025-04-00000000000000000000000000000003", ""},
      {"yesterday", ""},
      {"", ""},
      {"99999999999999999999", ""},
  };
  for (const auto& [text, day] : cases) EXPECT_EQ(feed_day(text).value_or(""), day) << text;
}

TEST(Feed, UrlsAreResolvedEncodedAndOfTheWeb) {
  const auto resolved = [](std::string_view base, std::string_view ref) {
    const auto url = resolve_http_url(base, ref);
    return url ? url->text : std::string();
  };
  const char* base = "https://news.example/world/feed.xml?x=1";
  EXPECT_EQ(resolved(base, "a.html"), "https://news.example/world/a.html");
  EXPECT_EQ(resolved(base, "/a b"), "https://news.example/a%20b");
  EXPECT_EQ(resolved(base, "//other.example/x"), "https://other.example/x");
  EXPECT_EQ(resolved(base, "?id=7"), "https://news.example/world/feed.xml?id=7");
  EXPECT_EQ(resolved(base, "../z#part"), "https://news.example/z");
  EXPECT_EQ(resolved(base, "\n  https://News.Example:443/x \n"), "https://news.example:443/x");
  EXPECT_EQ(resolved("", "HTTP://News.Example"), "http://news.example/");
  EXPECT_EQ(resolved("", "https://news.example/\xD8\xA7"), "https://news.example/%d8%a7");
  EXPECT_EQ(resolved("", "http://\xD9\x85\xD8\xAB\xD8\xA7\xD9\x84.example/"),
            "http://xn--mgbh0fb.example/");
  EXPECT_EQ(resolved("", "a.html"), "");
  for (const char* bad : {"javascript:alert(1)", "file:///etc/passwd", "ftp://x.example/a",
                          "mailto:a@b.example", "data:text/html,x", "http://user:pw@x.example/",
                          "http://", "http://x.example:99999/", "gopher://x.example/"}) {
    EXPECT_EQ(resolved(base, bad), "") << bad;
  }
  EXPECT_FALSE(parse_http_url(std::string("http://x.example/a\0b", 20)));
  EXPECT_FALSE(parse_http_url("http://x.example/" + std::string(9000, 'a')));
  // Forms of one address that some parsers take for names.
  EXPECT_EQ(parse_http_url("http://2130706433/")->host, "127.0.0.1");
  EXPECT_EQ(parse_http_url("http://0x7f.1/")->host, "127.0.0.1");
  EXPECT_EQ(parse_http_url("http://4%31/")->host, "0.0.0.41");
  EXPECT_FALSE(parse_http_url("http://4%2531/"));
}

TEST(Feed, FragmentsLoseTheirTagsAlone) {
  EXPECT_EQ(fragment_line("a &lt;b&gt; &amp; c < d &quot;e&quot;"), "a <b> & c < d \"e\"");
  EXPECT_EQ(fragment_text("<p>one</p>\n <p>two<br/>three</p>"), "one\ntwo\nthree");
  EXPECT_EQ(fragment_text("x<script>if (a < b) c();</script>y<style>p{}</STYLE>z"), "xyz");
  EXPECT_EQ(fragment_text("<a title=\"a>b\">t</a><!-- <p> -->u"), "tu");
  EXPECT_EQ(fragment_text("<a title=\"never ends>t</a>u"), "tu");
  EXPECT_EQ(fragment_text("<script>never ends"), "");
  EXPECT_EQ(fragment_line("a\xE2\x80\xAE"
                          "b\x01"
                          "c\xC2\xA0"
                          "d"),
            "abc d");
  EXPECT_EQ(fragment_line("&#x41;&eacute;&nbsp;&unknown;"), "A\xC3\xA9 &unknown;");
  EXPECT_EQ(plain_text("a <b> &amp;\n\n c"), "a <b> &amp;\nc");
}

TEST(Feed, HostileFragmentsTakeLinearTime) {
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<b id=" + std::to_string(i) + "><p>";
  std::string tags(1 << 20, '<');
  std::string quotes;
  for (int i = 0; i < 100000; ++i) quotes += "<a x=\"";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(fragment_text(deep + "x"), "x");
  EXPECT_EQ(fragment_text(tags).size(), tags.size());
  fragment_text(quotes);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Feed, EntityExpansionIsNotDone) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c < 'l'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb +=
      "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&k;&x;</title>"
      "<guid>1</guid></item></channel></rss>";
  const Result<Feed> feed = read_feed(bomb, {}, "bomb");
  ASSERT_TRUE(feed) << feed.error().message;
  ASSERT_EQ(feed->items.size(), 1u);
  EXPECT_EQ(feed->items[0].title, "&k;&x;");
}

TEST(Feed, DeepAndManyItemsAreBounded) {
  std::string deep = "<rss><channel>";
  for (int i = 0; i < 200000; ++i) deep += "<a>";
  EXPECT_FALSE(read_feed(deep, {}, "deep"));
  // Markup inside is written out again: no deep nesting may cost the stack.
  std::string nested = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><content>";
  for (int i = 0; i < 200000; ++i) nested += "<b>";
  nested += "x";
  for (int i = 0; i < 200000; ++i) nested += "</b>";
  const auto atom = read_feed(nested + "</content></entry></feed>", {}, "nested");
  ASSERT_TRUE(atom) << atom.error().message;
  EXPECT_EQ(atom->items[0].content, "x");
  std::string opml = "<opml><body>";
  for (int i = 0; i < 100000; ++i) opml += "<outline>";
  opml += "<outline xmlUrl='http://x.example/f'/>";
  for (int i = 0; i < 100000; ++i) opml += "</outline>";
  opml += "</body></opml>";
  const auto list = read_opml(opml, "deep");
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->size(), 1u);
  std::string many = "<rss><channel>";
  for (size_t i = 0; i < kMaxFeedItems + 5; ++i) {
    many += "<item><guid>" + std::to_string(i) + "</guid><title>t</title></item>";
  }
  const auto feed = read_feed(many + "</channel></rss>", {}, "many");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->items.size(), kMaxFeedItems);
  EXPECT_EQ(feed->note, "more than 50000 items; left out: 5");
}

TEST(Feed, OtherCharsets) {
  const std::string body =
      "<rss><channel><item><guid>1</guid><title>\xCA\xE6\xDE\xED\xDA\xCA\xE6\xDE\xED\xDA</title></"
      "item></channel></rss>";
  const std::string word = "\xD8\xAA\xD9\x88\xD9\x82\xD9\x8A\xD8\xB9";
  const std::string want = word + word;
  const auto title = [](const Result<Feed>& feed) {
    return feed && !feed->items.empty() ? feed->items[0].title.value_or("-") : "failed";
  };
  EXPECT_EQ(title(read_feed("<?xml version='1.0' encoding='windows-1256'?>" + body, {}, "f")),
            want);
  EXPECT_EQ(title(read_feed(body, {"windows-1256", std::nullopt}, "f")), want);
  // Declared as UTF-8, which it is not: what the bytes look like decides.
  EXPECT_EQ(title(read_feed("<?xml version='1.0' encoding='utf-8'?>" + body, {}, "f")), want);
  // Declared as windows-1256, but UTF-8.
  EXPECT_EQ(title(read_feed("<?xml version='1.0' encoding='windows-1256'?><rss><channel><item>"
                            "<guid>1</guid><title>" +
                                want + "</title></item></channel></rss>",
                            {}, "f")),
            want);
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("<rss><item><guid>1</guid><title>x</title></item></rss>")) {
    utf16 += c;
    utf16 += '\0';
  }
  EXPECT_EQ(title(read_feed(utf16, {}, "f")), "x");
  // One letter cut in two by a server that counts bytes.
  std::string cut = "<rss><channel><item><guid>1</guid><title>";
  for (int i = 0; i < 10; ++i) cut += want;
  const auto feed = read_feed(cut + "\xD8</title></item></channel></rss>", {}, "f");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->note, "broken bytes that were replaced: 1");
}

TEST(Feed, Sniffing) {
  EXPECT_EQ(sniff_feed("\xEF\xBB\xBF <?xml version='1.0'?>\n<!-- x --><rss>"), FeedKind::feed);
  EXPECT_EQ(sniff_feed("<rdf:RDF xmlns='x'>"), FeedKind::feed);
  EXPECT_EQ(sniff_feed("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), FeedKind::feed);
  EXPECT_EQ(sniff_feed("{\"version\": \"https://jsonfeed.org/version/1.1\""), FeedKind::feed);
  EXPECT_EQ(sniff_feed("<?xml version='1.0'?><opml version='2.0'>"), FeedKind::opml);
  EXPECT_EQ(sniff_feed("<!DOCTYPE html><html><feed>"), FeedKind::none);
  EXPECT_EQ(sniff_feed("{\"uri\": \"x\"}"), FeedKind::none);
  EXPECT_EQ(sniff_feed("rss"), FeedKind::none);
  EXPECT_EQ(sniff_feed(""), FeedKind::none);
}

TEST(Feed, OpmlListsAreReadWhole) {
  const auto list = read_opml(
      "<?xml version='1.0'?><opml version='2.0'><head><title>Desk</title></head><body>"
      "<outline text='A'><outline text='One' type='rss' xmlUrl='https://one.example/f'/>"
      "<outline><outline title='Two' xmlUrl='https://two.example/f'/></outline></outline>"
      "<outline text='again' xmlUrl='https://one.example/f'/>"
      "<outline text='local' xmlUrl='file:///etc/passwd'/></body></opml>",
      "l.opml");
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 2u);
  EXPECT_EQ((*list)[0].url, "https://one.example/f");
  EXPECT_EQ((*list)[0].title, "One");
  EXPECT_EQ((*list)[1].title, "Two");
  size_t skipped = 0;
  EXPECT_TRUE(read_opml("<opml><outline xmlUrl='https://a.example/'/><outline xmlUrl='x'/></opml>",
                        "l.opml", &skipped));
  EXPECT_EQ(skipped, 1u);
  EXPECT_EQ(read_opml("<opml/>", "l.opml").error().message,
            "l.opml: names no feed (no outline has an xmlUrl of http or https)");
  EXPECT_EQ(read_opml("<rss/>", "l.opml").error().message, "l.opml: is no OPML list");
  EXPECT_EQ(read_opml("", "l.opml").error().code, ErrorCode::empty);
}

}  // namespace
}  // namespace isnad
