// The analyser on single words (forms.tsv) and among neighbours (sentences.tsv).

#include <algorithm>

#include "lexicon_fixture.h"

namespace isnad {
namespace {

class Morph : public WithLexicon {};

// Aspect letter or "-", then person, gender and number as far as set.
std::string features(const Analysis& a) {
  std::string out(1, "-pic"[static_cast<int>(a.aspect)]);
  if (a.person != 0) out += " " + std::to_string(a.person);
  if (a.gender != Gender::none) out += a.gender == Gender::masc ? " m" : " f";
  if (a.number != Number::none) out += std::string(" ") + "-sdp"[static_cast<int>(a.number)];
  return out;
}

TEST_F(Morph, Forms) {
  Analyser analyser(*lexicon_);
  const auto table = rows("forms.tsv");
  ASSERT_GE(table.size(), 60u);
  for (const TsvRow& row : table) {
    const auto& f = row.fields;
    const std::string form = fold_key(f[0]);
    const auto all = analyser.analyse(form);
    ASSERT_FALSE(all.empty());
    const Analysis& a = all[0];
    const std::string where = "forms.tsv:" + std::to_string(row.line) + " " + f[0];
    EXPECT_TRUE(a.known) << where;
    EXPECT_EQ(lower(pos_name(a.pos)), f[1]) << where;
    EXPECT_EQ(a.lemma, fold_key(f[2])) << where;
    EXPECT_EQ(proclitics(a), f[3]) << where;
    EXPECT_EQ(form.substr(form.size() - a.enclitic.length), f[4] == "-" ? "" : fold_key(f[4]))
        << where;
    if (f[5] != "-") {
      const std::string got = features(a);
      for (const std::string& part : split_list(f[5], ' ')) {
        EXPECT_NE(got.find(part), std::string::npos) << where << ": " << got;
      }
    }
  }
}

TEST_F(Morph, Sentences) {
  Analyser analyser(*lexicon_);
  for (const TsvRow& row : rows("sentences.tsv")) {
    const auto& f = row.fields;
    const std::string where = "sentences.tsv:" + std::to_string(row.line) + " " + f[1];
    const auto text = decode_utf8(f[0]);
    ASSERT_TRUE(text) << where;
    const TextView view = read_text(*text);
    const auto words = analyse_words(view, analyser);
    const std::string key = fold_key(f[1]);
    const auto at = std::find_if(view.tokens.begin(), view.tokens.end(),
                                 [&](const Token& t) { return t.key == key; });
    ASSERT_NE(at, view.tokens.end()) << where;
    const Analysis& a = words[static_cast<size_t>(at - view.tokens.begin())].best();
    EXPECT_EQ(lower(pos_name(a.pos)), f[2]) << where;
    EXPECT_EQ(a.lemma, fold_key(f[3])) << where;
  }
}

// Misspelt forms get the analysis of what they stand for, marked; right ones are not marked.
TEST_F(Morph, Spellings) {
  Analyser analyser(*lexicon_);
  for (const TsvRow& row : rows("spellings.tsv")) {
    const auto& f = row.fields;
    const std::string where = "spellings.tsv:" + std::to_string(row.line) + " " + f[0];
    const auto text = decode_utf8(f[0]);
    ASSERT_TRUE(text) << where;
    const TextView view = read_text(*text);
    ASSERT_EQ(view.tokens.size(), 1u) << where;
    const auto words = analyse_words(view, analyser);
    const Analysis& a = words[0].best();
    EXPECT_TRUE(a.known) << where;
    EXPECT_EQ(lower(pos_name(a.pos)), f[1]) << where;
    EXPECT_EQ(a.lemma, fold_key(f[2])) << where;
    EXPECT_EQ(a.variant, f[3] == "yes") << where;
  }
}

// Forms that no lexicon has.
TEST_F(Morph, Guesses) {
  Analyser analyser(*lexicon_);
  for (const TsvRow& row : rows("guesses.tsv")) {
    const auto& f = row.fields;
    const std::string where = "guesses.tsv:" + std::to_string(row.line) + " " + f[0];
    const std::string form = fold_key(f[0]);
    const Analysis& a = analyser.analyse(form)[0];
    EXPECT_FALSE(a.known) << where;
    EXPECT_EQ(lower(pos_name(a.pos)), f[1]) << where;
    EXPECT_EQ(a.lemma, fold_key(f[2])) << where;
    EXPECT_EQ(proclitics(a), f[3]) << where;
  }
}

// Any input gets at least one analysis, within bounds.
TEST_F(Morph, AnyForm) {
  Analyser analyser(*lexicon_);
  for (const char* form :
       {"", "A", "Al", "wAl", "ll", "wbAlxxxxxx", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "12", ".",
        "\x10", "bklmwAt", "h", "whm"}) {
    const auto all = analyser.analyse(form);
    ASSERT_FALSE(all.empty()) << form;
    for (const Analysis& a : all) {
      EXPECT_LE(static_cast<size_t>(a.proclitic_length) + a.enclitic.length,
                std::string_view(form).size());
    }
  }
}

// Spans stay where they are while other forms are analysed.
TEST_F(Morph, StableSpans) {
  Analyser analyser(*lexicon_);
  const auto first = analyser.analyse("wqAl");
  const Analysis* data = first.data();
  for (int i = 0; i < 5000; ++i) analyser.analyse("x" + std::to_string(i));
  EXPECT_EQ(analyser.analyse("wqAl").data(), data);
}

}  // namespace
}  // namespace isnad
