#include "compile/frame_facts.h"

#include <algorithm>

#include "base/tsv.h"
#include "base/utf8.h"
#include "events/impl.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

// From the lexicon, and spelt as it spells it.
bool sure(const Analysis& a) { return a.known && !a.variant; }

}  // namespace

Result<FrameFacts> FrameFacts::read(const fs::path& data) {
  FrameFacts facts;
  auto modes = TsvFile::read(data / "frames/modes.tsv");
  if (!modes) return tl::unexpected(modes.error());
  for (const TsvRow& r : modes->rows()) {
    if (!event_type_from_name(r.fields[0])) {
      return tl::unexpected(modes->error(r, 0, "no type of event"));
    }
    facts.modes[r.fields[0]].push_back(r.fields[1]);
  }
  auto contexts = TsvFile::read(data / "frames/contexts.tsv");
  if (!contexts) return tl::unexpected(contexts.error());
  for (const TsvRow& r : contexts->rows()) facts.contexts.push_back(r.fields[0]);
  auto cameo = TsvFile::read(data / "frames/cameo.tsv");
  if (!cameo) return tl::unexpected(cameo.error());
  for (const TsvRow& r : cameo->rows()) {
    if (!event_type_from_name(r.fields[1])) {
      return tl::unexpected(cameo->error(r, 1, "no type of event"));
    }
    facts.cameo[r.fields[0]].insert(r.fields[1]);
  }
  auto prepositions = TsvFile::read(data / "syntax/prepositions.tsv");
  if (!prepositions) return tl::unexpected(prepositions.error());
  for (const TsvRow& r : prepositions->rows()) {
    facts.prepositions.emplace(fold_key(r.fields[0]), r.fields[1]);
  }
  // A canonical form stands for itself, whatever surfaces it has.
  for (const TsvRow& r : prepositions->rows()) {
    facts.prepositions[fold_key(r.fields[1])] = r.fields[1];
  }
  return facts;
}

Result<FrameWords> FrameWords::open(Image image) {
  FrameWords words;
  words.image_ = std::make_unique<Image>(std::move(image));
  auto lexicon = Lexicon::open(*words.image_);
  if (!lexicon) return tl::unexpected(lexicon.error());
  words.lexicon_ = std::make_unique<Lexicon>(std::move(*lexicon));
  words.analyser_ = std::make_unique<Analyser>(*words.lexicon_);
  return words;
}

bool FrameWords::verb(std::string_view key) {
  const auto all = analyser_->analyse(key);
  return std::any_of(all.begin(), all.end(), [&](const Analysis& a) {
    return sure(a) && a.pos == Pos::verb && a.lemma == key;
  });
}

bool FrameWords::nominal(std::string_view key) {
  const auto all = analyser_->analyse(key);
  return std::any_of(all.begin(), all.end(), [&](const Analysis& a) {
    return sure(a) && a.pos != Pos::verb && a.proclitic_length == 0 && a.enclitic.length == 0;
  });
}

bool FrameWords::form(std::string_view key) {
  if (key.size() == 1) {
    return key == preposition::kBi || key == preposition::kLi || key == preposition::kKa;
  }
  const auto all = analyser_->analyse(key);
  return std::any_of(all.begin(), all.end(), [](const Analysis& a) { return sure(a); });
}

bool FrameWords::preposition(std::string_view key) {
  const auto all = analyser_->analyse(key);
  return std::any_of(all.begin(), all.end(), [&](const Analysis& a) {
    return sure(a) && a.word_class == WordClass::preposition && a.lemma == key;
  });
}

std::vector<std::set<std::string>> FrameWords::keys(std::u32string_view sentence) {
  const TextView text = read_text(sentence);
  std::vector<std::set<std::string>> out;
  for (const Token& token : text.tokens) {
    std::set<std::string>& keys = out.emplace_back();
    keys.emplace(token.key);
    if (token.kind != TokenKind::word) continue;
    for (const Analysis& a : analyser_->analyse(token.key)) {
      keys.emplace(a.lemma);
      keys.emplace(stem(token, a));
      if (a.prep == PrepClitic::bi) keys.emplace(preposition::kBi);
      if (a.prep == PrepClitic::li) keys.emplace(preposition::kLi);
    }
  }
  analyser_->trim();
  return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  size_t least = std::max<size_t>(2, word.size() / 3) + 1;
  if (word.size() > 64) return best;
  for (const std::string& k : known) {
    std::vector<size_t> row(k.size() + 1);
    for (size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (size_t i = 0; i < word.size(); ++i) {
      size_t left_above = row[0]++;
      for (size_t j = 0; j < k.size(); ++j) {
        const size_t changed = left_above + (word[i] == k[j] ? 0 : 1);
        left_above = row[j + 1];
        row[j + 1] = std::min({changed, row[j] + 1, left_above + 1});
      }
    }
    if (row.back() < least && row.back() < std::max(word.size(), k.size())) {
      least = row.back();
      best = k;
    }
  }
  return best;
}

}  // namespace isnad::compile
