#pragma once
#include <cstdint>
#include <vector>

#include "store/case_impl.h"
#include "story/corpus.h"

// All articles of a case side by side, as the stages across documents want them; included by
// src/store/*.cc alone.

namespace isnad {

struct LoadedCorpus {
  Corpus corpus;
  // Rows of the case behind the corpus: documents by article, events and relations by report.
  std::vector<int64_t> documents;
  std::vector<int64_t> events;
  std::vector<int64_t> relations;
};

// Articles by id, as corpus_of has them. `words` of the articles is that of their fingerprints.
Result<LoadedCorpus> load_corpus(CaseFile::Impl& impl);

}  // namespace isnad
