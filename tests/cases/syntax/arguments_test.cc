// The table arguments.tsv through the stage.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/tsv.h"
#include "base/utf8.h"
#include "numbers/numbers.h"
#include "syntax/syntax.h"
#include "text/parts.h"
#include "time/time.h"

namespace isnad {
namespace {

std::string trimmed(std::string s) {
  const size_t first = s.find_first_not_of(' ');
  return first == std::string::npos ? std::string()
                                    : s.substr(first, s.find_last_not_of(' ') + 1 - first);
}

class Arguments : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = Image::open(ISNAD_IMAGE_FILE);
    ASSERT_TRUE(opened) << opened.error().message;
    image_.emplace(std::move(*opened));
    auto lexicon = Lexicon::open(*image_);
    auto parts = PartReader::open(*image_);
    auto numbers = NumberReader::open(*image_);
    auto times = TimeReader::open(*image_);
    auto entities = EntityReader::open(*image_);
    auto syntax = SyntaxReader::open(*image_);
    ASSERT_TRUE(lexicon && parts && numbers && times && entities && syntax);
    lexicon_.emplace(std::move(*lexicon));
    analyser_.emplace(*lexicon_);
    parts_.emplace(std::move(*parts));
    numbers_.emplace(std::move(*numbers));
    times_.emplace(std::move(*times));
    entity_reader_.emplace(std::move(*entities));
    reader_.emplace(std::move(*syntax));
  }

  void read(const std::string& utf8) {
    text_ = *decode_utf8(utf8);
    view_ = read_text(text_);
    parts_->mark(view_);
    words_ = analyse_words(view_, *analyser_);
    const auto numbers = numbers_->numbers(view_, words_);
    const auto times = times_->times(view_, words_, numbers, {});
    entities_ = entity_reader_->entities(view_, words_);
    syntax_ = reader_->syntax(view_, words_, entities_, times, numbers);
  }

  std::string written(uint32_t token) const {
    const Span s = view_.tokens[token].span;
    return encode_utf8(text_.substr(s.begin, s.length()));
  }
  std::string head(int32_t p) const {
    return p < 0 ? "-" : written(syntax_.phrases[static_cast<size_t>(p)].head);
  }
  std::string heads(std::vector<int32_t> list) const {
    std::sort(list.begin(), list.end());
    std::string out;
    for (const int32_t p : list) out += (out.empty() ? "" : "+") + head(p);
    return out.empty() ? "-" : out;
  }

  std::map<std::string, std::string> around(uint32_t i) const {
    std::map<std::string, std::string> out;
    if (syntax_.finite_verb[i]) {
      const VerbArguments a = verb_arguments(view_, words_, entities_, syntax_, i);
      out["subject"] = head(a.shared >= 0 ? -1 : a.subject);
      out["object"] = head(a.object);
      out["shared"] = head(a.shared);
      out["with"] = heads(a.own);
      out["that"] = a.that_clause == kNone ? "-" : written(syntax_.clauses[a.that_clause].first);
      out["passive"] = a.passive ? "yes" : "no";
      out["dropped"] = a.dropped_subject ? "yes" : "no";
      return out;
    }
    const NounArguments a = noun_arguments(view_, words_, entities_, syntax_, i);
    uint32_t g = a.genitive_first;
    while (g < a.genitive_last && (words_[g].best().pos == Pos::adj ||
                                   words_[g].best().word_class == WordClass::demonstrative)) {
      ++g;
    }
    out["genitive"] = g < a.genitive_last ? written(g) : "-";
    out["second"] = head(a.second);
    out["with"] = heads(a.own);
    return out;
  }

  std::u32string text_;
  TextView view_;
  std::vector<Word> words_;
  EntityIndex entities_;
  Syntax syntax_;

 private:
  std::optional<Image> image_;
  std::optional<Lexicon> lexicon_;
  std::optional<Analyser> analyser_;
  std::optional<PartReader> parts_;
  std::optional<NumberReader> numbers_;
  std::optional<TimeReader> times_;
  std::optional<EntityReader> entity_reader_;
  std::optional<SyntaxReader> reader_;
};

TEST_F(Arguments, Table) {
  auto tsv = TsvFile::read(ISNAD_SOURCE_DIR "/tests/cases/syntax/arguments.tsv");
  ASSERT_TRUE(tsv) << tsv.error().message;
  size_t compared = 0;
  for (const TsvRow& row : tsv->rows()) {
    read(row.fields[0]);
    uint32_t at = 0;
    while (at < view_.tokens.size() && written(at) != row.fields[1]) ++at;
    ASSERT_LT(at, view_.tokens.size()) << row.fields[0] << ": no word " << row.fields[1];
    const auto found = around(at);
    std::string rest = row.fields[2];
    while (!rest.empty()) {
      const size_t end = rest.find(';');
      const std::string pair = trimmed(rest.substr(0, end));
      rest = end == std::string::npos ? std::string() : rest.substr(end + 1);
      const size_t space = pair.find(' ');
      ASSERT_NE(space, std::string::npos) << row.fields[0] << ": " << pair;
      const auto value = found.find(pair.substr(0, space));
      ASSERT_NE(value, found.end()) << row.fields[0] << ": " << pair << " has no meaning here";
      EXPECT_EQ(value->second, pair.substr(space + 1)) << row.fields[0] << ": " << pair;
      ++compared;
    }
  }
  EXPECT_GT(compared, 40u);
}

TEST_F(Arguments, ConjunctsBehindComplementsJoinTheirList) {
  read(
      "\u0645\u0646 \u062A\u0648\u0641\u064A\u0631 \u0627\u0644\u0645\u0623\u0648\u0649 "
      "\u0644\u0644\u0644\u0627\u062C\u0626\u064A\u0646 "
      "\u0648\u062A\u0633\u0647\u064A\u0644 \u0639\u0648\u062F\u062A\u0647\u0645");
  int lists = 0;
  for (const Phrase& p : syntax_.phrases) lists += p.coordinated >= 0 ? 1 : 0;
  EXPECT_EQ(lists, 1);
}

}  // namespace
}  // namespace isnad
