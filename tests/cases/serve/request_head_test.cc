#include "serve/request_head.h"

#include <gtest/gtest.h>

#include <string>

namespace isnad {
namespace {

// A request with these header lines.
std::string asked(const std::string& lines, const std::string& line = "PUT /a HTTP/1.1") {
  return line + "\r\nHost: a\r\n" + lines + "\r\n";
}

int status_of(const std::string& head) {
  EXPECT_EQ(head_size(head), head.size()) << head;
  const auto read = read_head(head);
  return read ? 200 : read.error().status;
}

TEST(RequestHead, EndsWithItsFirstEmptyLine) {
  EXPECT_EQ(head_size(""), 0u);
  EXPECT_EQ(head_size("GET / HTTP/1.1\r\nHost: a\r\n"), 0u);
  EXPECT_EQ(head_size("GET / HTTP/1.1\r\n\r\nGET"), 18u);
  // As others may see it: it is refused then.
  EXPECT_EQ(head_size("GET / HTTP/1.1\n\nGET"), 16u);
  EXPECT_EQ(head_size("GET / HTTP/1.1\n\r\nGET"), 17u);
}

TEST(RequestHead, SaysHowLongTheBodyIs) {
  EXPECT_EQ(read_head(asked(""))->body, 0u);
  EXPECT_EQ(read_head(asked("Content-Length: 12\r\n"))->body, 12u);
  EXPECT_EQ(read_head(asked("content-length:\t007 \r\n"))->body, 7u);
  EXPECT_EQ(read_head(asked("Content-Length: 999999999999999\r\n"))->body, 999999999999999u);
  EXPECT_EQ(status_of(asked("X:\r\nY: \xD9\x85 \t z\r\n", "GET /\xD9\x85?a=b HTTP/1.0")), 200);
}

TEST(RequestHead, OneLengthInOneForm) {
  for (const char* lines :
       {"Content-Length: 1\r\nContent-Length: 2\r\n", "Content-Length: 1\r\nContent-Length: 1\r\n",
        "Content-Length: 1\r\ncontent-length: 2\r\n", "Content-Length: 1, 1\r\n",
        "Content-Length: +1\r\n", "Content-Length: -1\r\n", "Content-Length: 0x1\r\n",
        "Content-Length: 1 2\r\n", "Content-Length: 1e1\r\n", "Content-Length: \r\n",
        "Content-Length: \xD9\xA1\r\n", "Content-Length: 1;\r\n", "Content-Length: 1\x0B\r\n",
        "Content-Length: 18446744073709551617\r\n", "Content-Length: 1\r\nTransfer-Encoding: x\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"}) {
    EXPECT_EQ(status_of(asked(lines)), 400) << lines;
  }
}

TEST(RequestHead, NoCodingWhateverItIsCalled) {
  for (const char* coding : {"chunked", "CHUNKED", "identity", "chunked, identity", "xchunked",
                             "gzip, chunked", "\tchunked", "", "chunked;a=b"}) {
    EXPECT_EQ(status_of(asked(std::string("Transfer-Encoding: ") + coding + "\r\n")), 411);
    EXPECT_EQ(status_of(asked(std::string("tRANSFER-eNCODING:") + coding + "\r\n")), 411);
  }
  EXPECT_EQ(status_of(asked("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n")), 411);
}

TEST(RequestHead, EachLineIsOneLineToEverybody) {
  const std::string nul("X: a\0b\r\n", 8);
  for (const std::string& lines :
       {std::string("X: a\n"), std::string("X: a\r\r\n"), std::string("X: a\rY: b\r\n"),
        std::string("X: a\r\n Content-Length: 5\r\n"), std::string("X: a\r\n\tb\r\n"),
        std::string(" X: a\r\n"), std::string("Content-Length : 5\r\n"),
        std::string("Transfer-Encoding\t: chunked\r\n"), std::string("X\r\n"),
        std::string(": a\r\n"), std::string("X Y: a\r\n"), std::string("X\x01: a\r\n"),
        std::string("X: a\x7F\r\n"), std::string("X\xC3\xA4: a\r\n"), std::string("Host: b\r\n"),
        nul}) {
    EXPECT_EQ(status_of(asked(lines)), 400) << lines;
  }
  EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: a\n\n"), 400);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\n\n"), 400);
}

TEST(RequestHead, TheFirstLineHasThreeParts) {
  for (const char* line :
       {"GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /a b HTTP/1.1",
        "GET\t/ HTTP/1.1", "GET / HTTP/0.9", "GET a HTTP/1.1", "OPTIONS * HTTP/1.1",
        "CONNECT a:80 HTTP/1.1", "GET http://a/ HTTP/1.1", "GET / HTTP/2.0", "GET / http/1.1",
        "GET / HTTP/1.10", "G(T / HTTP/1.1", "GET /\x7F HTTP/1.1", ""}) {
    const auto read = read_head(asked("", line));
    EXPECT_FALSE(read) << line;
  }
}

}  // namespace
}  // namespace isnad
