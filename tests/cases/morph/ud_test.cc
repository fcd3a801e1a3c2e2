// Words as Universal Dependencies has them (ud.tsv).

#include "morph/ud.h"

#include <algorithm>

#include "lexicon_fixture.h"

namespace isnad {
namespace {

class Ud : public WithLexicon {
 protected:
  // The syntactic words of the first token of `text` with the key of `word`.
  static std::vector<SyntacticWord> of(const std::string& text, const std::string& word) {
    const auto decoded = decode_utf8(text);
    if (!decoded) return {};
    Analyser analyser(*lexicon_);
    const TextView view = read_text(*decoded);
    const auto words = analyse_words(view, analyser);
    const std::string key = fold_key(word);
    for (size_t i = 0; i < words.size(); ++i) {
      if (view.tokens[i].key == key) {
        return syntactic_words(*lexicon_, view, words, i, words[i].best());
      }
    }
    return {};
  }
};

TEST_F(Ud, Words) {
  const auto table = rows("ud.tsv");
  ASSERT_GE(table.size(), 15u);
  for (const TsvRow& row : table) {
    std::string got;
    for (const SyntacticWord& w : of(row.fields[0], row.fields[1])) {
      got += (got.empty() ? "" : " ") + w.form + "/" + std::string(w.upos) + "/" + w.lemma;
    }
    EXPECT_EQ(got, row.fields[2]) << "ud.tsv:" << row.line;
  }
}

// Every analysis of any token gives words with a tag, whose letters are not more than the token's
// with a restored article.
TEST_F(Ud, AnyToken) {
  Analyser analyser(*lexicon_);
  // Latin, digits, single letters, a word that begins with the ligature lam-alef.
  const auto text = decode_utf8(
      "w l 12 ab % \xD9\x88\xD9\x84\xD9\x84 \xD9\x84\xD9\x87 \xD9\x88 \xEF\xBB\xBB\xD8\xB9\xD8\xA8 "
      "\xEF\xBB\xBB .");
  ASSERT_TRUE(text);
  const TextView view = read_text(*text);
  const auto words = analyse_words(view, analyser);
  for (size_t i = 0; i < words.size(); ++i) {
    for (const Analysis& a : words[i].all) {
      const auto parts = syntactic_words(*lexicon_, view, words, i, a);
      ASSERT_FALSE(parts.empty());
      for (const SyntacticWord& w : parts) {
        EXPECT_FALSE(w.form.empty());
        EXPECT_FALSE(w.lemma.empty());
        EXPECT_FALSE(w.upos.empty());
        EXPECT_FALSE(w.feats.empty());
      }
    }
  }
}

// Names of features are in alphabetical order, as CoNLL-U wants it.
TEST_F(Ud, FeaturesAreSorted) {
  const auto words = of("\xD9\x88\xD9\x82\xD8\xA7\xD9\x84", "\xD9\x88\xD9\x82\xD8\xA7\xD9\x84");
  ASSERT_EQ(words.size(), 2u);
  const auto names = split_list(words[1].feats, '|');
  ASSERT_GE(names.size(), 5u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

}  // namespace
}  // namespace isnad
