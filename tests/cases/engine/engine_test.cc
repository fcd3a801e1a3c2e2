// The engine as a whole: the same bytes for the same text, records that keep their contract
// whatever the text, explanations.

#include "engine/engine.h"
#include "entities/spelling.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <ctime>
#include <random>
#include <set>
#include <thread>

#include "base/tsv.h"
#include "entities/gazetteer.h"
#include "invariants.h"
#include "morph/morph.h"
#include "samples.h"

namespace isnad::testing {
namespace {

// A sanitized or unoptimized build is slower than what users run.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr int kSlower = 20;
#else
constexpr int kSlower = 1;
#endif

struct ShortText {
  std::string lang;
  std::u32string text;
};

class EngineTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto engine = Engine::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(engine) << engine.error().message;
    engine_ = new Engine(std::move(*engine));
    samples_ = new std::vector<RawDocument>;
    for (const std::string& name : sample_names()) {
      auto document = sample(name);
      ASSERT_TRUE(document) << name;
      samples_->push_back(std::move(*document));
    }
    const auto path = std::filesystem::path(ISNAD_SOURCE_DIR) / "tests/cases/engine/texts.tsv";
    auto file = TsvFile::read(path);
    ASSERT_TRUE(file) << file.error().message;
    texts_ = new std::map<std::string, ShortText>;
    for (const TsvRow& row : file->rows()) {
      std::string text = row.fields[2];
      for (size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) {
        text.replace(at, 2, "\n");
      }
      (*texts_)[row.fields[0]] = {row.fields[1], *decode_utf8(text)};
    }
  }
  static void TearDownTestSuite() {
    delete texts_;
    delete samples_;
    delete engine_;
  }

  static std::string json(const Engine& engine, const RawDocument& document) {
    std::string out;
    write_json(engine.extract(document), out);
    return out;
  }
  static RawDocument short_text(const std::string& key) {
    return document_of(texts_->at(key).text, key);
  }

  // Reads the text and holds the record to its contract.
  static Record sound(std::u32string text, const std::string& what) {
    const RawDocument document = document_of(std::move(text), what);
    Record record = engine_->extract(document);
    for (const std::string& fault : Invariants::broken(document, record)) {
      ADD_FAILURE() << what << ": " << fault;
    }
    return record;
  }

  static Engine* engine_;
  static std::vector<RawDocument>* samples_;
  static std::map<std::string, ShortText>* texts_;
};

Engine* EngineTest::engine_ = nullptr;
std::vector<RawDocument>* EngineTest::samples_ = nullptr;
std::map<std::string, ShortText>* EngineTest::texts_ = nullptr;

TEST_F(EngineTest, SameInputSameBytes) {
  auto other = Engine::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(other);
  for (const RawDocument& document : *samples_) {
    const std::string first = json(*engine_, document);
    EXPECT_EQ(json(*engine_, document), first) << document.uri << ", the second time";
    EXPECT_EQ(json(*other, document), first) << document.uri << ", by another engine";
  }
}

TEST_F(EngineTest, OrderOfDocumentsLeavesNoTrace) {
  auto fresh = Engine::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(fresh);
  for (auto document = samples_->rbegin(); document != samples_->rend(); ++document) {
    EXPECT_EQ(json(*fresh, *document), json(*engine_, *document)) << document->uri;
  }
}

TEST_F(EngineTest, SameBytesWithAnyNumberOfThreads) {
  std::vector<std::string> expected;
  for (const RawDocument& document : *samples_) expected.push_back(json(*engine_, document));
  for (const unsigned threads : {1U, 2U, 8U}) {
    auto engine = Engine::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(engine);
    std::vector<std::string> got(3 * samples_->size());
    std::atomic<size_t> next = 0;
    std::vector<std::thread> workers;
    for (unsigned t = 0; t < threads; ++t) {
      workers.emplace_back([&] {
        for (size_t i = next++; i < got.size(); i = next++) {
          got[i] = json(*engine, (*samples_)[i % samples_->size()]);
        }
      });
    }
    for (std::thread& worker : workers) worker.join();
    for (size_t i = 0; i < got.size(); ++i) {
      EXPECT_EQ(got[i], expected[i % expected.size()])
          << (*samples_)[i % expected.size()].uri << " in " << threads << " threads";
    }
  }
}

TEST_F(EngineTest, SamplesKeepTheContract) {
  size_t events = 0;
  for (const RawDocument& document : *samples_) {
    const Record record = engine_->extract(document);
    events += record.events.size();
    for (const std::string& fault : Invariants::broken(document, record)) {
      ADD_FAILURE() << document.uri << ": " << fault;
    }
  }
  EXPECT_GT(events, 50U);
}

// Ids depend on the text, not on where it was found or on what else is known about it.
TEST_F(EngineTest, IdsComeFromTheTextAlone) {
  for (RawDocument document : *samples_) {
    const Record here = engine_->extract(document);
    document.uri = "elsewhere/" + document.uri;
    document.outlet = "Another";
    const Record there = engine_->extract(document);
    EXPECT_EQ(here.doc.id, there.doc.id);
    ASSERT_EQ(here.events.size(), there.events.size()) << document.uri;
    for (size_t i = 0; i < here.events.size(); ++i) {
      EXPECT_EQ(here.events[i].id, there.events[i].id) << document.uri;
    }
    ASSERT_EQ(here.claims.size(), there.claims.size()) << document.uri;
    for (size_t i = 0; i < here.claims.size(); ++i) {
      EXPECT_EQ(here.claims[i].id, there.claims[i].id) << document.uri;
    }
  }
}

// The words of a mention by name are a name of the entity in the gazetteer, or share a word with
// the name that the record gives.
TEST_F(EngineTest, MentionsNameTheirEntity) {
  const auto written =
      TsvFile::read(std::filesystem::path(ISNAD_SOURCE_DIR) / "data/gazetteers/homonyms.tsv");
  ASSERT_TRUE(written);
  std::set<std::string> homonyms;
  for (const TsvRow& r : written->rows()) homonyms.insert(fold_key(r.fields[0]));
  auto image = Image::open(ISNAD_IMAGE_FILE);
  ASSERT_TRUE(image);
  auto lexicon = Lexicon::open(*image);
  auto gazetteer = Gazetteer::open(*image);
  ASSERT_TRUE(lexicon && gazetteer);
  Analyser analyser(*lexicon);
  const Spelling spelling = Spelling::open(*image);
  size_t mentions = 0;
  for (const RawDocument& document : *samples_) {
    for (const Entity& e : engine_->extract(document).entities) {
      const std::u32string name = *decode_utf8(e.name_ar);
      const TextView name_view = read_text(name);
      for (const Mention& m : e.mentions) {
        if (m.form != MentionForm::name && m.form != MentionForm::demonym) continue;
        ++mentions;
        const std::u32string words = document.text.substr(m.span.begin, m.span.length());
        const TextView view = read_text(words);
        const auto hits = gazetteer->find(view, analyse_words(view, analyser));
        bool names = std::any_of(hits.names.begin(), hits.names.end(), [&](const Hit& h) {
          return gazetteer->str(gazetteer->lex(h.lex).id) == e.id ||
                 gazetteer->str(gazetteer->lex(h.lex).of) == e.id;
        });
        // The written form of two things: which one, the document decides.
        for (const Token& t : view.tokens) names = names || homonyms.contains(std::string(t.key));
        for (const Token& a : view.tokens) {
          for (const Token& b : name_view.tokens) {
            names = names || a.key.ends_with(b.key) || b.key.ends_with(a.key) ||
                    spelling.respelt(a.key, b.key);
          }
        }
        EXPECT_TRUE(names) << document.uri << ": \"" << encode_utf8(words) << "\" for " << e.id;
      }
    }
  }
  EXPECT_GT(mentions, 100U);
}

TEST_F(EngineTest, OwnVoiceHasNoSource) {
  const Record own = engine_->extract(short_text("own_voice"));
  ASSERT_FALSE(own.events.empty());
  for (const Event& e : own.events) EXPECT_TRUE(e.source.empty()) << e.rule;
  EXPECT_TRUE(own.claims.empty());

  const Record told = engine_->extract(short_text("told"));
  ASSERT_EQ(told.claims.size(), 1U);
  EXPECT_EQ(told.claims[0].source, "EGY");
  ASSERT_EQ(told.events.size(), 1U);
  EXPECT_EQ(told.events[0].source, std::vector<std::string>{"EGY"});
  EXPECT_EQ(told.claims[0].events, std::vector<std::string>{told.events[0].id});
}

TEST_F(EngineTest, ALengthCountsNothing) {
  const Record record = engine_->extract(short_text("extent"));
  ASSERT_EQ(record.events.size(), 2U);
  EXPECT_EQ(record.events[0].count, std::nullopt);  // 60 kilometres from the town
  EXPECT_EQ(record.events[1].count, 14);            // fighters
}

TEST_F(EngineTest, AffairsAreSpeltInTwoWays) {
  const Record record = engine_->extract(short_text("seated"));
  ASSERT_EQ(record.relations.size(), 1U);
  EXPECT_EQ(record.relations[0].object, "foreign minister@TUN");
}

TEST_F(EngineTest, OtherLanguagesAreNamedAndNotRead) {
  for (const auto& [key, text] : *texts_) {
    const Record record = sound(text.text, key);
    EXPECT_EQ(record.doc.lang, text.lang) << key;
    if (text.lang == "ar") continue;
    EXPECT_TRUE(record.events.empty() && record.claims.empty() && record.relations.empty()) << key;
    EXPECT_FALSE(record.sentences.empty()) << key;
  }
}

TEST_F(EngineTest, OddTextsGiveSoundRecords) {
  const std::u32string word = U"\u0627\u0644\u0645\u062f\u064a\u0646\u0629";
  std::u32string deep;
  for (int i = 0; i < 3000; ++i) deep += i % 3 == 0 ? U"\u00ab" : i % 3 == 1 ? U"(" : U"\u201c";
  deep += word;
  for (int i = 0; i < 3000; ++i) deep += i % 3 == 0 ? U"\u201d" : i % 3 == 1 ? U")" : U"\u00bb";
  std::u32string long_word;
  while (long_word.size() < 200000) long_word += word;
  std::u32string marks;
  for (int i = 0; i < 5000; ++i) marks += static_cast<char32_t>(0x64b + i % 8);
  std::u32string punctuation;
  for (int i = 0; i < 5000; ++i) punctuation += U"\u060c.\u061b!\u061f:\"()\u00ab\u00bb-"[i % 12];
  std::u32string digits(20000, U'\u0661');
  std::u32string controls;
  for (char32_t c = 1; c < 0x100; ++c) (controls += word) += c;
  std::u32string directions;
  for (const char32_t c :
       {0x200eU, 0x200fU, 0x202aU, 0x202eU, 0x2066U, 0x2069U, 0xfeffU, 0x200cU}) {
    ((directions += c) += word) += c;
  }
  std::u32string conjunctions(500, U'\u0648');
  const std::map<std::string, std::u32string> texts = {
      {"nothing", U""},
      {"one letter", U"\u0648"},
      {"one space", U" "},
      {"nul", std::u32string(1, U'\0') + word},
      {"10000 line ends", std::u32string(10000, U'\n')},
      {"carriage returns", U"\r\r\n\r" + word + U"\r\n\r\r"},
      {"empty paragraphs", U"\n\n \n\t\n" + word + U"\n\n\n \n" + word + U"\n\n"},
      {"long word", long_word},
      {"diacritics", marks},
      {"tatweel", std::u32string(5000, U'\u0640')},
      {"punctuation", punctuation},
      {"deep nesting", deep},
      {"quotes that never close", std::u32string(2000, U'\u00ab') + word},
      {"quotes that never open", word + std::u32string(2000, U'\u00bb')},
      {"digits", digits},
      {"control characters", controls},
      {"direction marks", directions},
      {"conjunctions", conjunctions},
      {"last code points", word + U" \U0010ffff \U0001f600 \ufdfa \ufdf2 \ufffd"}};
  for (const auto& [what, text] : texts) {
    sound(text, what);
    sound((*samples_)[0].text + U"\n" + text + U"\n" + (*samples_)[1].text,
          what + " in an article");
  }
  // What is no scalar value never comes as far as the engine.
  for (const char* bytes : {"\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xc0\x80"}) {
    EXPECT_FALSE(decode_utf8(bytes));
  }
}

TEST_F(EngineTest, LongSentenceIsReadInTime) {
  std::u32string text = U"\u0639\u0646\u0648\u0627\u0646\n";
  size_t tokens = 0;
  while (tokens < 20000) {
    for (const RawDocument& document : *samples_) {
      for (const char32_t c : document.text) {
        const bool ends = c == U'.' || c == U'\n' || c == U'!' || c == U'\u061f';
        text += ends ? U' ' : c;
        tokens += c == U' ';
      }
    }
  }
  // Processor time: other programs may run beside the test.
  const std::clock_t start = std::clock();
  const Record record = sound(text, "long sentence");
  const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  EXPECT_LT(took, 2.0 * kSlower);
  EXPECT_FALSE(record.events.empty());
}

TEST_F(EngineTest, ExplainNamesTheFrameOrSaysWhyNone) {
  const RawDocument with = short_text("frame");
  const auto all = engine_->explain(with);
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_NE(all->find("sentence 1 (headline)"), std::string::npos) << *all;
  const auto frame = engine_->explain(with, 2);
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_EQ(frame->find("sentence 1 "), std::string::npos);
  EXPECT_NE(frame->find(" fired "), std::string::npos) << *frame;
  EXPECT_NE(frame->find("event ACCUSE"), std::string::npos) << *frame;
  EXPECT_NE(frame->find("(frames/"), std::string::npos) << *frame;
  const auto none = engine_->explain(short_text("no_frame"), 2);
  ASSERT_TRUE(none) << none.error().message;
  EXPECT_NE(none->find("none: no word of the sentence is a predicate of a frame"),
            std::string::npos)
      << *none;
}

TEST_F(EngineTest, ExplainRefusesSentencesThatAreNotThere) {
  const RawDocument document = short_text("frame");
  for (const uint32_t n : {0U, 3U, 4000000000U}) {
    const auto out = engine_->explain(document, n);
    ASSERT_FALSE(out) << n;
    EXPECT_EQ(out.error().code, ErrorCode::bad_argument);
    EXPECT_NE(out.error().message.find(std::to_string(n)), std::string::npos);
  }
  EXPECT_FALSE(engine_->explain(document_of(U"", "empty"), 1));
  const auto other = engine_->explain(short_text("fr"));
  ASSERT_TRUE(other);
  EXPECT_NE(other->find("language fr"), std::string::npos);
}

TEST_F(EngineTest, ExplainReadsEverySample) {
  for (const RawDocument& document : *samples_) {
    const auto out = engine_->explain(document);
    ASSERT_TRUE(out) << document.uri << ": " << out.error().message;
    const std::string last =
        fmt::format("sentence {} ", engine_->extract(document).sentences.size());
    EXPECT_NE(out->find(last), std::string::npos) << document.uri;
  }
}

// Deletes, doubles and swaps code points, lines and stretches of the samples.
std::u32string mutate(std::u32string text, const std::u32string& other, std::mt19937& random) {
  const auto below = [&](size_t n) { return n == 0 ? 0 : random() % n; };
  for (size_t edits = 1 + below(40); edits > 0 && !text.empty(); --edits) {
    const size_t at = below(text.size());
    const size_t to = below(text.size());
    switch (below(8)) {
      case 0:
      case 1:
        text.erase(at, 1);
        break;
      case 2:
        text.insert(at, 1, text[at]);
        break;
      case 3:
        std::swap(text[at], text[to]);
        break;
      case 4:
        text.insert(at, 1, U" \n\u060c.\u00ab\u00bb\"()\u0648:1"[below(12)]);
        break;
      case 5:
        text.erase(at, below(30));
        break;
      case 6:
        text.insert(at, text.substr(to, below(30)));
        break;
      default:
        text.insert(at, other.substr(below(other.size()), below(60)));
        break;
    }
  }
  return text;
}

TEST_F(EngineTest, MutatedSamplesGiveSoundRecords) {
  std::mt19937 random(20250815);
  for (int variant = 0; variant < 300 && !HasFailure(); ++variant) {
    const auto& from = (*samples_)[random() % samples_->size()];
    const auto& other = (*samples_)[random() % samples_->size()];
    RawDocument document = document_of(mutate(from.text, other.text, random),
                                       fmt::format("variant {} of {}", variant, from.uri));
    if (random() % 2 == 0) document.published = "2025-11";
    const Record record = engine_->extract(document);
    for (const std::string& fault : Invariants::broken(document, record)) {
      ADD_FAILURE() << document.uri << ": " << fault << "\n" << document.text_utf8;
    }
    EXPECT_TRUE(engine_->explain(document)) << document.uri;
  }
}

}  // namespace
}  // namespace isnad::testing
