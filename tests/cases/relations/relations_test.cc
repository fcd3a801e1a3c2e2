// relations.tsv beside this file: sentences and what must be read from them.

#include "relations/relations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/tsv.h"
#include "base/utf8.h"
#include "time/time.h"

namespace isnad {
namespace {

class RelationCases : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto image = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(image) << image.error().message;
    readers_ = new Readers(std::move(*image));
  }
  static void TearDownTestSuite() {
    delete readers_;
    readers_ = nullptr;
  }

  struct Readers {
    explicit Readers(Image i)
        : image(std::move(i)),
          lexicon(Lexicon::open(image).value()),
          numbers(NumberReader::open(image).value()),
          times(TimeReader::open(image).value()),
          entities(EntityReader::open(image).value()),
          syntax(SyntaxReader::open(image).value()),
          relations(RelationReader::open(image).value()) {}
    Image image;
    Lexicon lexicon;
    NumberReader numbers;
    TimeReader times;
    EntityReader entities;
    SyntaxReader syntax;
    RelationReader relations;
  };

  static std::vector<Relation> read(const std::string& utf8,
                                    const std::vector<Event>& events = {}) {
    const Readers& r = *readers_;
    const std::u32string decoded = decode_utf8(utf8).value();
    const TextView text = read_text(decoded);
    Analyser analyser(r.lexicon);
    const auto words = analyse_words(text, analyser);
    const auto numbers = r.numbers.numbers(text, words);
    const auto times = r.times.times(text, words, numbers, Anchor{});
    const auto quantities = r.numbers.quantities(text, words, numbers, times);
    const EntityIndex entities = r.entities.entities(text, words);
    const Syntax syntax = r.syntax.syntax(text, words, entities, times, numbers);
    const Actors actors(text, words, entities, syntax, r.entities.gazetteer(), r.image);
    auto out =
        r.relations.relations(text, words, entities, syntax, actors, times, quantities, events);
    for (const Relation& rel : out) {
      EXPECT_LE(rel.span.begin, rel.span.end) << utf8;
      EXPECT_LE(rel.span.end, decoded.size()) << utf8;
    }
    return out;
  }

  static std::string shown(const std::vector<Relation>& list) {
    std::string out;
    for (const Relation& r : list) {
      out += "  " + r.subject + " " + std::string(relation_kind_name(r.rel)) + " " + r.object +
             " from " + r.from.value_or("") + " to " + r.to.value_or("") + " count " +
             (r.count ? std::to_string(*r.count) : "") + " by " + r.rule + "\n";
    }
    return out.empty() ? "  nothing\n" : out;
  }

  static Readers* readers_;
};

RelationCases::Readers* RelationCases::readers_ = nullptr;

TEST_F(RelationCases, Sentences) {
  const auto file = TsvFile::read(ISNAD_SOURCE_DIR "/tests/cases/relations/relations.tsv");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_GE(file->rows().size(), 50u);
  for (const TsvRow& row : file->rows()) {
    const auto& f = row.fields;
    const auto found = read(f[0]);
    if (f[1] == "-") {
      const bool none = std::none_of(found.begin(), found.end(), [&](const Relation& r) {
        return f[2] == "*" || relation_kind_name(r.rel) == f[2];
      });
      EXPECT_TRUE(none) << "line " << row.line << ": found\n" << shown(found);
      continue;
    }
    const auto hit = std::find_if(found.begin(), found.end(), [&](const Relation& r) {
      return r.subject == f[1] && relation_kind_name(r.rel) == f[2] && r.object == f[3];
    });
    if (hit == found.end()) {
      ADD_FAILURE() << "line " << row.line << ": want " << f[1] << " " << f[2] << " " << f[3]
                    << ", found\n"
                    << shown(found);
      continue;
    }
    if (!f[4].empty()) {
      EXPECT_EQ(hit->from.value_or(""), f[4]) << "line " << row.line;
    }
    if (!f[5].empty()) {
      EXPECT_EQ(hit->to.value_or(""), f[5]) << "line " << row.line;
    }
    if (!f[6].empty()) {
      EXPECT_EQ(hit->count ? std::to_string(*hit->count) : "", f[6]) << "line " << row.line;
    }
  }
}

TEST_F(RelationCases, Factuality) {
  const auto file = TsvFile::read(ISNAD_SOURCE_DIR "/tests/cases/relations/factuality.tsv");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_GE(file->rows().size(), 10u);
  for (const TsvRow& row : file->rows()) {
    const auto& f = row.fields;
    const auto found = read(f[0]);
    const auto hit = std::find_if(found.begin(), found.end(), [&](const Relation& r) {
      return r.subject == f[1] && relation_kind_name(r.rel) == f[2] && r.object == f[3];
    });
    ASSERT_NE(hit, found.end()) << "line " << row.line << ", found\n" << shown(found);
    EXPECT_EQ(factuality_name(hit->factuality), f[4]) << "line " << row.line;
  }
}

// The name that records give the frame, by the line of its id.
std::string frame_rule(const std::string& file, const std::string& id) {
  std::ifstream in(std::string(ISNAD_SOURCE_DIR "/data/frames/") + file);
  std::string line;
  size_t head = 0;
  for (size_t n = 1; std::getline(in, line); ++n) {
    if (line.starts_with("[[frame]]")) head = n;
    if (line.starts_with("id") && line.find('"' + id + '"') != std::string::npos) {
      return "frames/" + file + ":" + std::to_string(head);
    }
  }
  return {};
}

// Whoever sends forces has them there; whoever joins an operation may do so from afar; who is at
// home is no foreign force. The sentence names a state and an armed group.
TEST_F(RelationCases, ActsThatPutForcesIntoAPlace) {
  const auto file = TsvFile::read(ISNAD_SOURCE_DIR "/tests/cases/relations/acts.tsv");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_GE(file->rows().size(), 4u);
  for (const TsvRow& row : file->rows()) {
    const auto& f = row.fields;
    Event e;
    e.type = EventType::mobilize;
    e.mode = "troops";
    e.actor = {f[1]};
    e.place = f[2];
    e.triggers = {{0, 4}};
    e.rule = frame_rule("mobilize.toml", f[3]);
    ASSERT_FALSE(e.rule.empty()) << f[3];
    const auto found = read(f[0], {e});
    const bool there = std::any_of(found.begin(), found.end(), [&](const Relation& r) {
      return r.rel == RelationKind::forces_in && r.subject == f[1] && r.object == f[2];
    });
    EXPECT_EQ(there, f[4] == "yes") << "line " << row.line << ", found\n" << shown(found);
  }
}

TEST_F(RelationCases, OneRelationForAPersonAndAnOffice) {
  // The English names of the first sentence of relations.tsv, told twice.
  const auto file = TsvFile::read(ISNAD_SOURCE_DIR "/tests/cases/relations/relations.tsv");
  ASSERT_TRUE(file) << file.error().message;
  const std::string& text = file->rows().front().fields[0];
  EXPECT_EQ(read(text + "\n" + text).size(), read(text).size());
}

TEST_F(RelationCases, NothingInEmptyText) { EXPECT_TRUE(read("").empty()); }

}  // namespace
}  // namespace isnad
