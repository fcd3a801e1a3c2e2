#include <gtest/gtest.h>

#include "export/address.h"
#include "export/markdown.h"
#include "export/uuid.h"
#include "export/xml.h"

namespace isnad {

TEST(Uuid5, IsThatOfPython) {
  // python3 -c 'import uuid; print(uuid.uuid5(uuid.UUID("e99f3e83-41a6-42cd-9238-07b3065dd257"),
  // "isnad"))'
  EXPECT_EQ(uuid5("isnad"), "ca21e4a3-dd41-5973-99d0-878dc06ef4c7");
  EXPECT_NE(uuid5("isnad"), uuid5("isnad "));
}

TEST(XmlText, EscapesMarkupAndDropsWhatXmlForbids) {
  EXPECT_EQ(xml_text("<a href=\"x\">&</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;");
  EXPECT_EQ(xml_text("a\tb\nc\rd"), "a&#9;b&#10;c&#13;d");
  EXPECT_EQ(xml_text(std::string_view("\x00\x1b", 2)), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(xml_text("\xEF\xBF\xBE\xEF\xBF\xBDz"), "\xEF\xBF\xBD\xEF\xBF\xBDz");
}

TEST(WebAddress, IsHttpAndNothingThatLeavesALink) {
  EXPECT_TRUE(is_web_address("https://news.example/a?b=1&c=2#d"));
  EXPECT_TRUE(is_web_address("http://news.example/\xD8\xA7"));
  for (const char* s :
       {"javascript:alert(1)", "https://a b", "https://a\"b", "https://a<b", "https://a\nb",
        "HTTPS://a>b", "data:text/html,x", "in/1.txt", "", "https://a/\xE2\x80\xAE"}) {
    EXPECT_FALSE(is_web_address(s)) << s;
  }
}

TEST(WebAddress, IsAUriWhereAFormatWantsOne) {
  EXPECT_EQ(web_uri("http://news.example/\xD8\xA7?a=\xC2\xAB"),
            "http://news.example/%d8%a7?a=%c2%ab");
  EXPECT_EQ(web_uri("https://news.example/a?b=1"), "https://news.example/a?b=1");
  EXPECT_FALSE(web_uri("in/1.txt"));
}

TEST(MarkdownText, MakesNoMarkup) {
  EXPECT_EQ(markdown_text("plain, (text) 1.5 - it's"), "plain, (text) 1.5 - it's");
  EXPECT_EQ(markdown_text("[x](y) *a* <b> `c` #"), "\\[x\\](y) \\*a\\* \\<b\\> \\`c\\` \\#");
  EXPECT_EQ(markdown_text("1. one"), "1\\. one");
  EXPECT_EQ(markdown_text("- one"), "\\- one");
  EXPECT_EQ(markdown_text("https://a www.b a@b"), "https\\://a www\\.b a\\@b");
  EXPECT_EQ(markdown_text("a\nb"), "a b");
}

TEST(MarkdownText, KeepsTheDirectionOfArabicToItself) {
  EXPECT_EQ(markdown_text("\xD8\xA7"), "\xE2\x81\xA8\xD8\xA7\xE2\x81\xA9");
  EXPECT_EQ(markdown_text("\xE2\x80\xAE"
                          "a"),
            "a");  // an override is dropped
}

}  // namespace isnad
