#include "shuffle/steps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "record/json.h"
#include "shuffle/reading.h"
#include "shuffle/values.h"
#include "story/overlap.h"
#include "story/stories.h"

namespace isnad {
namespace {

using Lines = std::vector<std::string>;

Lines operator+(Lines a, const Lines& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// What a step makes of lines, sorted first as a shuffle sorts them.
Result<Lines> run_step(const char* name, Lines lines, const StepOptions& options = {}) {
  std::sort(lines.begin(), lines.end());
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
  for (const std::string& l : lines) std::fwrite((l + '\n').data(), 1, l.size() + 1, file.get());
  std::rewind(file.get());
  Groups groups(file.get(), name);
  Lines out;
  const Emit emit = [&](std::string_view line) {
    out.emplace_back(line);
    return true;
  };
  StepImage image([] { return Image::open(ISNAD_IMAGE_FILE); });
  StepRun run{groups, emit, options, image};
  if (const Result<void> done = find_step(name)->run(run); !done) {
    return tl::unexpected<Error>(done.error());
  }
  return out;
}

// Lines of one kind, without the letter that says so.
Lines of_kind(const Lines& lines, char kind) {
  Lines out;
  for (const std::string& l : lines) {
    if (l[0] == kind) out.push_back(l.substr(1));
  }
  return out;
}

std::string id_of(uint32_t n) {
  char id[65];
  std::snprintf(id, sizeof id, "%08x%056x", n * 2654435761u, n);
  return id;
}

std::string line_of(const ArticleValue& a) { return a.short_id() + '\t' + article_value(a); }

// Articles whose prints are drawn from few, so that many share some, by date and without.
std::vector<ArticleValue> some_articles(uint32_t count) {
  std::mt19937 random(11);
  const auto draw = [&](uint32_t n) { return static_cast<uint32_t>(random() % n); };
  const char* dates[] = {"2025-04-01", "2025-04-02", "2025-04-03", "2025-04-04", "2025-04-09",
                         "2025-04",    "2025",       "",           "2025-04-12", "1969-12-31"};
  std::vector<ArticleValue> out;
  for (uint32_t n = 0; n < count; ++n) {
    ArticleValue a;
    a.id = id_of(n);
    a.published = dates[draw(10)];
    std::vector<Print> prints;
    for (uint32_t i = 0; i < 20; ++i) prints.push_back({draw(400) * 40503u, i * 5});
    a.prints = bytes_of(prints);
    a.words = 100;
    const uint32_t matter = draw(6);
    std::map<uint32_t, uint16_t> terms;
    for (uint32_t i = 0; i < 14; ++i)
      terms[matter * 1000 + draw(20)] = static_cast<uint16_t>(1 + draw(3));
    for (uint32_t i = 0; i < 10; ++i) terms[900000 + draw(500)] = 1;
    std::vector<Term> list;
    for (const auto& [hash, times] : terms) list.push_back({hash, times});
    a.terms = bytes_of(list);
    out.push_back(a);
  }
  std::sort(out.begin(), out.end(),
            [](const ArticleValue& x, const ArticleValue& y) { return x.id < y.id; });
  return out;
}

Lines lines_of(const std::vector<ArticleValue>& articles) {
  Lines out;
  for (const ArticleValue& a : articles) out.push_back(line_of(a));
  return out;
}

TEST(Steps, PairsAreThoseOfLikelyCopiesInAnyNumberOfBuckets) {
  const std::vector<ArticleValue> articles = some_articles(120);
  std::vector<std::vector<uint32_t>> hashes;
  for (const ArticleValue& a : articles) hashes.push_back(hashes_of(prints_from(a.prints)));
  std::set<std::pair<std::string, std::string>> expected;
  for (const auto& [a, b] : likely_copies(hashes)) {
    expected.emplace(articles[a].short_id(), articles[b].short_id());
  }
  ASSERT_GT(expected.size(), 20u);
  ASSERT_LT(expected.size(), 120u * 119 / 2);
  for (const size_t buckets : {1, 3, 64}) {
    const StepOptions options{buckets, 64, {}};
    const Lines dealt = run_step("spread-prints", lines_of(articles), options).value();
    const Lines printed = run_step("prints", of_kind(dealt, 'B'), options).value();
    std::set<std::pair<std::string, std::string>> found;
    for (const std::string& l : of_kind(run_step("pairs", of_kind(printed, 'P')).value(), 'T')) {
      const std::string b = l.substr(0, kShortId);
      const std::string a = l.substr(l.find(":\"") + 2, kShortId);
      if (a != b) found.emplace(a, b);
    }
    EXPECT_EQ(found, expected) << buckets;
  }
}

TEST(Steps, FormulasAreThoseOfAllArticles) {
  const std::vector<ArticleValue> articles = some_articles(120);
  std::vector<std::vector<uint32_t>> hashes;
  std::map<std::string, uint32_t> numbers;
  std::vector<uint32_t> days;
  for (const ArticleValue& a : articles) {
    hashes.push_back(hashes_of(prints_from(a.prints)));
    days.push_back(numbers.try_emplace(a.published, numbers.size()).first->second);
  }
  const std::vector<uint32_t> expected = formulas_of(hashes, days);
  ASSERT_FALSE(expected.empty());
  const Lines dealt = run_step("spread-prints", lines_of(articles)).value();
  std::set<uint32_t> found;
  ValueReader value;
  for (const std::string& l : of_kind(run_step("prints", of_kind(dealt, 'B')).value(), 'F')) {
    ASSERT_TRUE(value.parse(std::string_view(l).substr(l.find('\t') + 1)));
    for (const uint32_t h : numbers_from(*value.bytes("formulas"))) found.insert(h);
  }
  EXPECT_EQ(std::vector<uint32_t>(found.begin(), found.end()), expected);
}

TEST(Steps, StoriesAreThoseOfStoriesOf) {
  const std::vector<ArticleValue> values = some_articles(150);
  std::vector<Article> articles;
  std::vector<std::vector<Term>> terms;
  for (const ArticleValue& v : values) {
    Article a;
    a.id = v.id;
    a.published = days_of(v.published);
    articles.push_back(a);
    terms.push_back(terms_from(v.terms));
  }
  using Found = std::set<std::pair<std::set<std::string>, std::string>>;
  Found expected;
  for (const Story& s : stories_of(articles, terms)) {
    std::set<std::string> ids;
    for (const uint32_t i : s.articles) ids.insert(articles[i].id);
    expected.emplace(ids, articles[s.central].id);
  }
  ASSERT_LT(expected.size(), 140u);

  // Terms are counted in three runs, as in three partitions.
  Lines counted;
  for (size_t part = 0; part < 3; ++part) {
    Lines some;
    for (size_t i = part; i < values.size(); i += 3) some.push_back(line_of(values[i]));
    counted = counted + of_kind(run_step("spread-terms", some).value(), 'T');
  }
  const std::string file = ::testing::TempDir() + "isnad-terms-test.tsv";
  {
    std::ofstream out(file);
    for (const std::string& l : of_kind(run_step("terms", counted).value(), 'V')) out << l << '\n';
  }
  const StepOptions options{16, 64, file};
  const Lines spread = run_step("spread-days", lines_of(values), options).value();
  const Lines alike = run_step("neighbours", of_kind(spread, 'D'), options).value();
  const Lines likest = run_step("likest", of_kind(alike, 'L')).value();
  const Lines made = run_step("stories", of_kind(spread, 'S') + of_kind(likest, 'S')).value();
  Found found;
  std::set<std::string> placed;
  ValueReader value;
  for (const std::string& l : of_kind(made, 'O')) {
    ASSERT_TRUE(value.parse(std::string_view(l).substr(l.find('\t') + 1)));
    std::set<std::string> ids;
    for (const auto id : value.at("articles").get_array()) ids.emplace(id.get_string().value());
    found.emplace(ids, value.text("central"));
  }
  EXPECT_EQ(found, expected);
  EXPECT_EQ(of_kind(made, 'I').size(), values.size());
  std::filesystem::remove(file);
}

TEST(Steps, AGroupThatDoesNotFitIsAnErrorThatSaysTheWayOut) {
  const Lines dealt = run_step("spread-prints", lines_of(some_articles(9000)), {1, 64, {}}).value();
  const auto done = run_step("prints", of_kind(dealt, 'B'), {1, 1, {}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::too_large);
  EXPECT_NE(done.error().message.find("--buckets"), std::string::npos) << done.error().message;
}

TEST(Steps, DamagedValuesAreErrorsOfTheirLine) {
  for (const Step& s : steps()) {
    StepOptions options;
    options.terms = "/dev/null";
    for (const char* value : {"", "{", "[]", "{}", "null", "{\"article\":1}", "{\"pair\":7}"}) {
      const auto done = run_step(s.name, {std::string("key\t") + value}, options);
      EXPECT_FALSE(done) << s.name << ' ' << value;
    }
  }
}

WholeReading reading(const std::string& id, const std::string& uri, const std::string& engine) {
  WholeReading r;
  r.engine = engine;
  r.record.doc.id = id;
  r.record.doc.uri = uri;
  r.record.doc.published = "2025-04-04";
  r.record.doc.lang = "ar";
  r.text = "a text\twith \"signs\"";
  r.fingerprint.words = 3;
  r.fingerprint.prints = {{7, 1}, {4000000000u, 2}};
  r.fingerprint.terms = {{9, 2}};
  r.fingerprint.credits = {"REU"};
  r.fingerprint.search.text = {"a text", "a text", 2};
  Evidence e;
  e.sha256 = "ab";
  e.size = 3;
  e.media_type = "text/plain";
  e.url = "https://a.example/";
  e.headers = {{"Server", "x\"y"}};
  r.evidence = e;
  return r;
}

TEST(Reading, ComesBackAsItWas) {
  const WholeReading r = reading(id_of(1), "u,\"reading\":{", "isnad 1");
  std::string line;
  write_reading(r, line);
  ASSERT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  const auto back = read_reading(std::string_view(line).substr(0, line.size() - 1));
  ASSERT_TRUE(back) << back.error().message;
  std::string again;
  write_reading(*back, again);
  EXPECT_EQ(again, line);
  EXPECT_EQ(back->text, r.text);
  EXPECT_EQ(back->fingerprint.prints[1].hash, 4000000000u);
  EXPECT_EQ(back->evidence->headers, r.evidence->headers);
  // Before the key stands the record as `isnad extract` prints it, whatever the document says.
  std::string record;
  write_json(r.record, record);
  EXPECT_EQ(line.substr(0, line.find(",\"reading\":{")) + "}\n", record);
}

TEST(Reading, ARecordAloneIsNone) {
  std::string line;
  write_json(reading(id_of(1), "u", "e").record, line);
  const auto back = read_reading(line);
  ASSERT_FALSE(back);
  EXPECT_NE(back.error().message.find("isnad extract --fingerprints"), std::string::npos);
}

std::string keyed(const WholeReading& r, const std::string& published) {
  std::string line;
  write_reading(r, line);
  line.pop_back();
  return r.record.doc.id.substr(0, kShortId) + '\t' + published + '\t' + line;
}

TEST(Steps, OfATextInTwoPlacesTheFirstPublishedStands) {
  const WholeReading late = reading(id_of(1), "a", "e");
  WholeReading early = reading(id_of(1), "b", "e");
  early.record.doc.published = "2025-04-03";
  const Lines out =
      run_step("articles", {keyed(late, "2025-04-04"), keyed(early, "2025-04-03")}).value();
  ASSERT_EQ(out.size(), 1u);
  EXPECT_NE(out[0].find("\"published\":\"2025-04-03\""), std::string::npos) << out[0];
}

TEST(Steps, ReadingsOfTwoProgramsOrIdsThatBeginAlikeAreRefused) {
  const auto two = run_step("articles", {keyed(reading(id_of(1), "a", "one"), "~"),
                                         keyed(reading(id_of(2), "b", "two"), "~")});
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().code, ErrorCode::unsupported);
  std::string other = id_of(1);
  other.back() = other.back() == 'a' ? 'b' : 'a';
  const auto alike = run_step(
      "articles", {keyed(reading(id_of(1), "a", "e"), "~"), keyed(reading(other, "b", "e"), "~")});
  ASSERT_FALSE(alike);
  EXPECT_NE(alike.error().message.find("begin alike"), std::string::npos);
}

}  // namespace
}  // namespace isnad
