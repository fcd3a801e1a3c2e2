#include "serve/mcp.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "serve/mcp_json.h"
#include "serve/mcp_lines.h"

namespace isnad {
namespace {

using Json = nlohmann::ordered_json;

// A toolbox with one tool, which gives its arguments back.
class Echo : public McpToolbox {
 public:
  std::string instructions() const override { return "cite"; }
  std::string list(McpForm form) const override {
    Json tool = {{"name", "echo"}, {"inputSchema", {{"type", "object"}}}};
    if (form.structured) tool["outputSchema"] = {{"type", "object"}};
    if (form.annotations) tool["annotations"] = {{"readOnlyHint", true}};
    return Json::array({tool}).dump();
  }
  McpAnswer call(const std::string& name, const std::string& arguments) override {
    ++calls;
    McpAnswer a;
    a.known = name == "echo" || name == "wrong";
    a.is_error = name == "wrong";
    if (!a.is_error) a.json = arguments;
    a.text = a.is_error ? "it is wrong" : arguments;
    return a;
  }
  int calls = 0;
};

class Mcp : public testing::Test {
 protected:
  // All that is said after the line, as JSON values.
  std::vector<Json> say(const std::string& line) {
    session.receive(line);
    return rest();
  }
  std::vector<Json> rest() {
    while (session.waiting()) session.work();
    std::vector<Json> out;
    const std::string said = session.take();
    for (size_t at = 0; at < said.size();) {
      const size_t end = said.find('\n', at);
      out.push_back(Json::parse(said.substr(at, end - at)));
      at = end + 1;
    }
    return out;
  }
  Json one(const std::string& line) {
    const auto said = say(line);
    EXPECT_EQ(said.size(), 1u) << line;
    return said.empty() ? Json() : said[0];
  }
  int code(const std::string& line) {
    const Json m = one(line);
    return m.contains("error") ? m["error"]["code"].get<int>() : 0;
  }
  static std::string modern(const std::string& id, const std::string& method,
                            const std::string& more = "",
                            const std::string& version = "2026-07-28") {
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":")" + method +
           R"(","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":")" + version +
           R"(","io.modelcontextprotocol/clientCapabilities":{}})" + more + "}}";
  }
  static std::string legacy(const std::string& id, const std::string& method,
                            const std::string& params = "{}") {
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":")" + method + R"(","params":)" +
           params + "}";
  }
  Json initialize(const std::string& version) {
    return one(legacy("0", "initialize",
                      R"({"protocolVersion":")" + version +
                          R"(","capabilities":{},"clientInfo":{"name":"t","version":"1"}})"));
  }

  Echo tools;
  McpSession session{tools, "9.9"};
};

// --- lines --------------------------------------------------------------------------------------

std::vector<std::string> lines_of(const std::vector<std::string>& pieces, size_t limit) {
  McpLines lines(limit);
  std::vector<std::string> out;
  const McpLines::Take take = [&](const std::string* line) {
    out.push_back(line ? *line : "<too long>");
  };
  for (const std::string& p : pieces) lines.feed(p, take);
  lines.end(take);
  EXPECT_EQ(lines.held(), 0u);
  return out;
}

TEST(McpLines, AreDividedWhereverTheBytesBreak) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(lines_of({"a\nb\r\n\nc"}, 9), (Lines{"a", "b", "", "c"}));
  EXPECT_EQ(lines_of({"a", "b", "\r", "\nc\n"}, 9), (Lines{"ab", "c"}));
  EXPECT_EQ(lines_of({}, 9), Lines{});
}

TEST(McpLines, ALineThatIsTooLongIsDroppedAlone) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(lines_of({"1234\n12345\n123\n"}, 4), (Lines{"1234", "<too long>", "123"}));
  EXPECT_EQ(lines_of({"1234\r\n", "12345\r\n", "x"}, 4), (Lines{"1234", "<too long>", "x"}));
  EXPECT_EQ(lines_of({"123456", "7890"}, 4), (Lines{"<too long>"}));
  McpLines lines(4);
  for (int i = 0; i < 1000; ++i) {
    lines.feed("0123456789", [](const std::string*) { FAIL(); });
    EXPECT_LE(lines.held(), 5u);
  }
}

// --- messages -----------------------------------------------------------------------------------

TEST_F(Mcp, WhatIsNoRequestIsRefused) {
  EXPECT_EQ(code("{"), -32700);
  EXPECT_EQ(code("\xFF"), -32700);
  EXPECT_EQ(code("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xFF\"}"), -32700);
  EXPECT_EQ(code("7"), -32600);
  EXPECT_EQ(code("{}"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"1.0","id":1,"method":"ping"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1,"method":7})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":null,"method":"ping"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1e300,"method":"ping"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":[1],"method":"ping"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})"), -32602);
  EXPECT_EQ(code(std::string(1000000, '[')), -32600);
  EXPECT_EQ(code("[]"), -32600);
  session.receive_too_long();
  EXPECT_EQ(rest()[0]["error"]["code"], -32600);
  // The id of the request stands in the refusal where there is one, and is never null.
  EXPECT_EQ(one(R"({"jsonrpc":"1.0","id":"a","method":"ping"})")["id"], "a");
  EXPECT_FALSE(one("{").contains("id"));
  EXPECT_FALSE(one(R"({"jsonrpc":"2.0","id":null,"method":"ping"})").contains("id"));
}

TEST_F(Mcp, NotificationsAndResponsesAreNotAnswered) {
  EXPECT_TRUE(say("").empty());
  EXPECT_TRUE(say("  \r").empty());
  EXPECT_TRUE(say(R"({"jsonrpc":"2.0","method":"notifications/initialized"})").empty());
  EXPECT_TRUE(say(R"({"jsonrpc":"2.0","method":"notifications/unheard-of","params":7})").empty());
  EXPECT_TRUE(say(R"({"jsonrpc":"2.0","method":"tools/list"})").empty());
  EXPECT_TRUE(say(R"({"jsonrpc":"2.0","id":4,"result":{}})").empty());
  EXPECT_TRUE(say(R"({"jsonrpc":"2.0","id":4,"error":{"code":1,"message":"x"}})").empty());
}

TEST_F(Mcp, TheNewEraNeedsNoHandshake) {
  const Json found = one(modern("\"x\"", "server/discover"))["result"];
  EXPECT_EQ(found["resultType"], "complete");
  EXPECT_EQ(found["supportedVersions"], Json::array({"2026-07-28"}));
  EXPECT_EQ(found["capabilities"], Json({{"tools", Json::object()}}));
  EXPECT_EQ(found["instructions"], "cite");
  EXPECT_GT(found["ttlMs"], 0);
  EXPECT_EQ(found["cacheScope"], "public");
  EXPECT_EQ(found["_meta"]["io.modelcontextprotocol/serverInfo"]["version"], "9.9");
  const Json list = one(modern("1", "tools/list"))["result"];
  EXPECT_EQ(list["tools"][0]["name"], "echo");
  EXPECT_TRUE(list.contains("ttlMs"));
  const Json called =
      one(modern("2", "tools/call", R"(,"name":"echo","arguments":{"a":1})"))["result"];
  EXPECT_EQ(called["structuredContent"], Json({{"a", 1}}));
  EXPECT_EQ(called["content"][0]["text"], R"({"a":1})");
  EXPECT_EQ(called["isError"], false);
  EXPECT_EQ(called["resultType"], "complete");
  EXPECT_FALSE(called.contains("ttlMs"));
}

TEST_F(Mcp, TheNewEraIsStrictAboutItsMeta) {
  const Json refused = one(modern("1", "tools/list", "", "1900-01-01"))["error"];
  EXPECT_EQ(refused["code"], -32022);
  EXPECT_EQ(refused["data"]["requested"], "1900-01-01");
  EXPECT_EQ(refused["data"]["supported"][0], "2026-07-28");
  const auto meta = [&](const std::string& m) { return code(legacy("1", "tools/list", m)); };
  EXPECT_EQ(meta(R"({"_meta":7})"), -32602);
  EXPECT_EQ(meta(R"({"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}})"), -32602);
  EXPECT_EQ(meta(R"({"_meta":{"io.modelcontextprotocol/clientCapabilities":{}}})"), -32602);
  EXPECT_EQ(meta(R"({"_meta":{"io.modelcontextprotocol/protocolVersion":7,)"
                 R"("io.modelcontextprotocol/clientCapabilities":{}}})"),
            -32602);
  for (const char* more :
       {R"(,"progressToken":{})", R"(,"io.modelcontextprotocol/logLevel":"loud")",
        R"(,"io.modelcontextprotocol/clientInfo":{"name":"t"})"}) {
    EXPECT_EQ(meta(std::string(R"({"_meta":{"io.modelcontextprotocol/protocolVersion":)") +
                   R"("2026-07-28","io.modelcontextprotocol/clientCapabilities":{})" + more + "}}"),
              -32602)
        << more;
  }
  EXPECT_EQ(code(modern("1", "ping")), -32601);
  EXPECT_EQ(code(modern("1", "initialize")), -32601);
  EXPECT_EQ(code(modern("1", "resources/list")), -32601);
  EXPECT_EQ(code(modern("1", "tools/list", R"(,"cursor":"x")")), -32602);
  EXPECT_EQ(code(modern("1", "tools/call")), -32602);
  EXPECT_EQ(code(modern("1", "tools/call", R"(,"name":"echo","arguments":[])")), -32602);
  EXPECT_EQ(code(modern("1", "tools/call", R"(,"name":"none")")), -32602);
  EXPECT_EQ(tools.calls, 1);  // none
}

TEST_F(Mcp, AToolThatFailsSaysSoInItsResult) {
  const Json r = one(modern("1", "tools/call", R"(,"name":"wrong")"))["result"];
  EXPECT_EQ(r["isError"], true);
  EXPECT_EQ(r["content"][0]["text"], "it is wrong");
  EXPECT_FALSE(r.contains("structuredContent"));
}

TEST_F(Mcp, OlderRevisionsShakeHandsFirst) {
  EXPECT_EQ(code(legacy("1", "tools/list")), -32602);
  EXPECT_EQ(one(legacy("1", "ping"))["result"], Json::object());
  EXPECT_EQ(code(legacy("1", "initialize", R"({"protocolVersion":"2025-11-25"})")), -32602);
  for (const char* version : {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"}) {
    const std::string v = version;
    const Json hello = initialize(v)["result"];
    EXPECT_EQ(hello["protocolVersion"], v);
    EXPECT_EQ(hello["serverInfo"]["name"], "isnad");
    EXPECT_EQ(hello["serverInfo"].contains("title"), v >= "2025-06-18") << v;
    EXPECT_EQ(hello["serverInfo"].contains("description"), v >= "2025-11-25") << v;
    EXPECT_FALSE(hello.contains("resultType"));
    const Json list = one(legacy("1", "tools/list"))["result"];
    EXPECT_EQ(list["tools"][0].contains("outputSchema"), v >= "2025-06-18") << v;
    EXPECT_EQ(list["tools"][0].contains("annotations"), v >= "2025-03-26") << v;
    EXPECT_FALSE(list.contains("ttlMs"));
    const Json r = one(legacy("1", "tools/call", R"({"name":"echo","arguments":{}})"))["result"];
    EXPECT_EQ(r.contains("structuredContent"), v >= "2025-06-18") << v;
    EXPECT_FALSE(r.contains("resultType"));
    EXPECT_EQ(r["content"][0]["text"], "{}");
    EXPECT_EQ(code(legacy("1", "server/discover")), -32601);
  }
  EXPECT_EQ(initialize("1999-01-01")["result"]["protocolVersion"], "2025-11-25");
  EXPECT_EQ(initialize("2026-07-28")["result"]["protocolVersion"], "2025-11-25");
}

// A session changes nothing for requests that bring their own version, and the other way round.
TEST_F(Mcp, BothErasShareOneProcess) {
  const std::string before = one(modern("1", "tools/list")).dump();
  EXPECT_EQ(code(legacy("2", "tools/list")), -32602);
  initialize("2024-11-05");
  EXPECT_EQ(one(modern("1", "tools/list")).dump(), before);
  EXPECT_FALSE(one(legacy("2", "tools/list"))["result"]["tools"][0].contains("annotations"));
}

TEST_F(Mcp, BatchesBelongToOneRevision) {
  const std::string batch = "[" + legacy("1", "ping") + "," + legacy("\"b\"", "tools/list") +
                            R"(,{"jsonrpc":"2.0","method":"notifications/x"},7,)" +
                            legacy("3", "initialize") + "]";
  EXPECT_EQ(code(batch), -32600);
  initialize("2025-06-18");
  EXPECT_EQ(code(batch), -32600);
  initialize("2025-03-26");
  const Json answers = one(batch);
  ASSERT_EQ(answers.size(), 4u);
  EXPECT_EQ(answers[0]["id"], 1);
  EXPECT_EQ(answers[1]["id"], "b");
  EXPECT_EQ(answers[2]["error"]["code"], -32600);
  EXPECT_EQ(answers[3]["error"]["code"], -32600);
  EXPECT_TRUE(say(R"([{"jsonrpc":"2.0","method":"notifications/x"}])").empty());
  std::string many = legacy("1", "ping");
  for (size_t i = 0; i < McpSession::kMostBatch; ++i) many += "," + legacy("1", "ping");
  EXPECT_EQ(code("[" + many + "]"), -32600);
}

TEST_F(Mcp, WhatIsCancelledIsNotAnswered) {
  const auto cancel = [](const std::string& id) {
    return R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":)" + id +
           "}}";
  };
  session.receive(modern("1", "tools/call", R"(,"name":"echo")"));
  session.receive(modern("2", "tools/call", R"(,"name":"echo")"));
  session.receive(cancel("1"));
  session.receive(cancel("\"2\""));  // another id
  session.receive(cancel("99"));
  session.receive(R"({"jsonrpc":"2.0","method":"notifications/cancelled"})");
  auto said = rest();
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0]["id"], 2);
  EXPECT_EQ(tools.calls, 1);
  // Done, but nobody has the answer yet.
  session.receive(modern("3", "tools/call", R"(,"name":"echo")"));
  session.work();
  session.receive(cancel("3"));
  EXPECT_TRUE(rest().empty());
  // A handshake is not cancelled.
  session.receive(legacy("4", "initialize",
                         R"({"protocolVersion":"2025-03-26","capabilities":{},)"
                         R"("clientInfo":{"name":"t","version":"1"}})"));
  session.receive(cancel("4"));
  EXPECT_EQ(rest().size(), 1u);
  // One of a batch.
  session.receive("[" + legacy("5", "ping") + "," + legacy("6", "ping") + "]");
  session.receive(cancel("5"));
  said = rest();
  ASSERT_EQ(said.size(), 1u);
  ASSERT_EQ(said[0].size(), 1u);
  EXPECT_EQ(said[0][0]["id"], 6);
}

TEST_F(Mcp, AnIdIsUsedOnceAtATime) {
  session.receive(modern("1", "server/discover"));
  session.receive(modern("1", "server/discover"));
  const auto said = rest();
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0]["error"]["code"], -32600);
  EXPECT_TRUE(said[1].contains("result"));
  EXPECT_TRUE(one(modern("1", "server/discover")).contains("result"));
}

TEST_F(Mcp, SubscriptionsStayOpenUntilTheyEnd) {
  EXPECT_EQ(code(modern("1", "subscriptions/listen")), -32602);
  const std::string listen = R"(,"notifications":{"toolsListChanged":true})";
  const Json ack = one(modern("1", "subscriptions/listen", listen));
  EXPECT_EQ(ack["method"], "notifications/subscriptions/acknowledged");
  EXPECT_EQ(ack["params"]["_meta"]["io.modelcontextprotocol/subscriptionId"], 1);
  EXPECT_EQ(ack["params"]["notifications"], Json::object());  // the tools never change
  EXPECT_FALSE(ack.contains("id"));
  EXPECT_EQ(code(modern("1", "server/discover")), -32600);  // the id is in use
  one(modern("\"two\"", "subscriptions/listen", listen));
  say(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})");
  session.end();
  const auto said = rest();
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0]["id"], "two");
  EXPECT_EQ(said[0]["result"]["resultType"], "complete");
  EXPECT_EQ(said[0]["result"]["_meta"]["io.modelcontextprotocol/subscriptionId"], "two");
  for (size_t i = 0; i < McpSession::kMostListening; ++i) {
    one(modern(std::to_string(i), "subscriptions/listen", listen));
  }
  EXPECT_EQ(code(modern("\"more\"", "subscriptions/listen", listen)), -32603);
}

TEST_F(Mcp, WaitingBytesAreCounted) {
  const std::string line = modern("1", "server/discover");
  session.receive(line);
  EXPECT_EQ(session.waiting_bytes(), line.size());
  session.work();
  EXPECT_EQ(session.waiting_bytes(), 0u);
  EXPECT_FALSE(session.waiting());
}

// --- text ---------------------------------------------------------------------------------------

TEST(McpJson, NoByteOfALineEndsIt) {
  const std::string line = json_line({{"a", "x\n\xE2\x80\xA8y\xC2\x85z\xE2\x80\xA9\r"}});
  EXPECT_EQ(line, "{\"a\":\"x\\n\\u2028y\\u0085z\\u2029\\r\"}\n");
  EXPECT_EQ(Json::parse(line)["a"], "x\n\xE2\x80\xA8y\xC2\x85z\xE2\x80\xA9\r");
}

TEST(McpJson, HiddenCharactersAreTakenOut) {
  // Controls of direction and tag characters go, joiners and all that is seen stay.
  EXPECT_EQ(without_hidden("a\xE2\x80\xAE"
                           "b\xE2\x81\xA6"
                           "c\xD8\x9C"
                           "d\xE2\x80\x8F"
                           "e\xF3\xA0\x81\x81"
                           "f"),
            "abcdef");
  const std::string kept =
      "\xE2\x80\x8C\xE2\x80\x8D\xE2\x80\x90\xD8\x9D\xF3\xA0\x84\x80\xE2\x81\xA5";
  EXPECT_EQ(without_hidden(kept), kept);
  EXPECT_EQ(without_hidden("\xE2\x80"), "\xE2\x80");
  Json v = {{"k\xE2\x80\xAE", {"x\xE2\x80\xAE", 1, nullptr}}};
  strip_hidden(v);
  EXPECT_EQ(v, Json({{"k", {"x", 1, nullptr}}}));
}

}  // namespace
}  // namespace isnad
