// Events of whole short articles, field by field; see events.tsv.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <sstream>

#include "../engine/invariants.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "engine/engine.h"

namespace isnad {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

RawDocument document_of(const std::string& text, const std::string& published = {}) {
  RawDocument out;
  out.uri = "case";
  if (!published.empty()) out.published = published;
  out.text_utf8 = text;
  out.text = *decode_utf8(text);
  return out;
}

std::string joined(std::vector<std::string> codes) {
  std::sort(codes.begin(), codes.end());
  std::string out;
  for (const std::string& c : codes) out += (out.empty() ? "" : "+") + c;
  return out.empty() ? "-" : out;
}

// The fields of events.tsv, in its order: type (with "/mode" where the row asks for one), actor,
// recipient, factuality, date, date_from.
using Fields = std::array<std::string, 6>;

Fields fields_of(const Event& e) {
  return {std::string(event_type_name(e.type)) + "/" + e.mode,
          joined(e.actor),
          joined(e.recipient),
          std::string(factuality_name(e.factuality)),
          e.date.value_or("-"),
          e.date_from == DateFrom::none ? "none" : std::string(date_from_name(e.date_from))};
}

std::string shown(const Fields& f) {
  return f[0] + " " + f[1] + " > " + f[2] + " " + f[3] + " " + f[4] + " " + f[5];
}

// Codes may hold blanks ("Alpha Conde"), so the sides are what stands before and after " > ".
std::optional<Fields> parse(const std::string& text) {
  const size_t type = text.find(' ');
  const size_t to = text.find(" > ");
  if (type == std::string::npos || to == std::string::npos || to < type) return std::nullopt;
  Fields out{text.substr(0, type), text.substr(type + 1, to - type - 1)};
  size_t end = text.size();
  for (size_t i = 5; i >= 3; --i) {
    const size_t blank = text.rfind(' ', end - 1);
    if (blank == std::string::npos || blank < to + 3) return std::nullopt;
    out[i] = text.substr(blank + 1, end - blank - 1);
    end = blank;
  }
  out[2] = text.substr(to + 3, end - to - 3);
  return out;
}

bool agree(const Fields& want, const Fields& found) {
  const bool with_mode = want[0].find('/') != std::string::npos;
  const std::string type = with_mode ? found[0] : found[0].substr(0, found[0].find('/'));
  if (want[0] != "*" && want[0] != type) return false;
  for (size_t i = 1; i < want.size(); ++i) {
    if (want[i] != "*" && want[i] != found[i]) return false;
  }
  return true;
}

// Whether the event has as many triggers as `want` has words, each with its word in it.
bool triggers_agree(const std::string& want, const Event& e, const std::u32string& text) {
  if (want.empty()) return true;
  std::vector<std::string> open;
  for (const Span& t : e.triggers) open.push_back(encode_utf8(text.substr(t.begin, t.length())));
  std::stringstream words(want);
  for (std::string word; std::getline(words, word, '+');) {
    const auto hit = std::find_if(open.begin(), open.end(), [&](const std::string& t) {
      return t.find(word) != std::string::npos;
    });
    if (hit == open.end()) return false;
    open.erase(hit);
  }
  return open.empty();
}

// A slip of the pen in a row could never pass, and hide behind a declared failure.
void expect_sound(const TsvRow& row, const Fields& want, const std::string& where) {
  const std::string type = want[0].substr(0, want[0].find('/'));
  EXPECT_TRUE(type == "*" || event_type_from_name(type)) << where << ": no such type";
  EXPECT_TRUE(want[3] == "*" || factuality_from_name(want[3])) << where << ": no such factuality";
  const std::set<std::string> froms = {"*", "none", "stated", "relative", "inherited"};
  EXPECT_TRUE(froms.contains(want[5])) << where << ": no such date_from";
  std::stringstream words(row.fields[3]);
  for (std::string word; std::getline(words, word, '+');) {
    EXPECT_NE(row.fields[0].find(word), std::string::npos)
        << where << ": not in the text: " << word;
  }
}

TEST(Events, OfShortArticles) {
  auto engine = Engine::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(engine) << engine.error().message;
  auto file =
      TsvFile::read(std::filesystem::path(ISNAD_SOURCE_DIR) / "tests/cases/events/events.tsv");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_GE(file->rows().size(), 100u);
  for (const TsvRow& row : file->rows()) {
    const std::string where = file->name() + ":" + std::to_string(row.line);
    const RawDocument document = document_of(replaced(row.fields[0], "\\n", "\n"), row.fields[1]);
    const bool none = row.fields[2].starts_with("no ");
    const auto want = parse(row.fields[2].substr(none ? 3 : 0));
    ASSERT_TRUE(want) << where << ": " << row.fields[2];
    expect_sound(row, *want, where);
    bool found = false;
    std::string all;
    const Record record = engine->extract(document);
    for (const std::string& fault : testing::Invariants::broken(document, record)) {
      ADD_FAILURE() << where << ": " << fault;
    }
    for (const Event& e : record.events) {
      const Fields fields = fields_of(e);
      all += "\n  " + shown(fields) + " (" + std::to_string(e.confidence) + ")";
      found |= agree(*want, fields) && triggers_agree(row.fields[3], e, document.text);
    }
    const bool known_failure = !row.fields[4].empty();
    EXPECT_EQ(found != none, !known_failure)
        << where << ": " << row.fields[2]
        << (known_failure ? " passes now: it is no known failure any more" : "") << "\n"
        << row.fields[0] << "\nfound:" << all;
  }
}

}  // namespace
}  // namespace isnad
