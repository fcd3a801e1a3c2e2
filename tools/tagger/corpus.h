#pragma once
// Corpora of one token and BIO tag a line, read as the engine reads texts.

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "entities/gazetteer.h"
#include "tagger/features.h"
#include "tagger/impl.h"

namespace isnad::tagger {

extern const std::array<std::string, kTags> kTagNames;

// An exact span of a kind, in tokens of the corpus.
struct GoldName {
  uint32_t first = 0;
  uint32_t last = 0;
  NameKind kind = NameKind::other;
  auto operator<=>(const GoldName&) const = default;
};

// A run of sentences of one file.
struct Document {
  std::u32string text;        // tokens joined by spaces, a sentence a line
  std::vector<Span> tokens;   // of the corpus, in code points
  std::vector<uint8_t> tags;  // of them; kinds that are no names of ours are O
  std::vector<bool> starts;   // is the token the first of its sentence?
};

struct Corpus {
  std::string name;  // file name up to its first dot
  size_t tokens = 0;
  // Documents of each tenth of the file's tokens, cut at sentences.
  std::array<std::vector<Document>, 10> tenths;
};

// The tags of ANERcorp, AQMAR and Wojood become O and B, I of PERS, LOC, ORG, MISC: PER is PERS,
// MIS* is MISC, GPE is LOC. Every other type is O. Of several tags of a token (Wojood nests names)
// the last counts.
Result<Corpus> read_corpus(const std::filesystem::path& path);

std::vector<GoldName> gold_names(const Document& document);

// A document as the stages see it. Its text must outlive it.
struct View {
  TextView text;
  std::vector<Word> words;
  std::vector<NameHint> hints;
  std::vector<uint32_t> corpus_token;  // token of the view -> token of the document
};
View view_of(const Document& document, Analyser& analyser, const Gazetteer& gazetteer);

// The tags of the document as tags of the view's tokens; marks at the edges of a name are outside.
std::vector<uint8_t> view_tags(const Document& document, const View& view);

// Names of the view as names of the document.
std::vector<GoldName> project(const View& view, const std::vector<TaggedName>& names);

// True and found spans, added up by kind.
struct Counts {
  struct One {
    size_t gold = 0;
    size_t found = 0;
    size_t right = 0;
    double f1() const;
  };
  std::array<One, 4> kinds;
  void add(const std::vector<GoldName>& gold, const std::vector<GoldName>& found);
  void add(const Counts& other);
  One names() const;  // PERS + LOC + ORG
};

}  // namespace isnad::tagger
