#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/case_impl.h"
#include "story/search_words.h"

// The full-text index of a case: which articles have a word, and where. Included by src/store/*.cc
// alone. An index row is one text; rows are never changed, a text that is read otherwise than
// before gets another row (docs/decisions/0017).

namespace isnad {

// What is looked for: at one position any of the lemmas or the form; or the forms in a row; or, if
// `prefix`, words and lemmas that begin with the one form, which has two letters at least.
struct TextPattern {
  std::vector<std::string> forms;   // as search_token gives them
  std::vector<std::string> lemmas;  // empty for written forms alone
  bool in_a_row = false;
  bool prefix = false;
};

// Row: of table searched for texts, of table search_title_row for titles.
struct TextHit {
  int64_t row = 0;
  uint32_t count = 0;  // places
};

// A stretch of positions [first, first + words).
struct TextPlace {
  uint32_t first = 0;
  uint32_t words = 0;
};

class TextIndex {
 public:
  virtual ~TextIndex() = default;

  // Adds the text under a row that was never used before.
  virtual Result<void> add(int64_t row, const SearchColumn& text) = 0;
  // The same of a title of a document; a title that is there already stays. `fresh`: the index has
  // none of the document.
  virtual Result<void> add_title(int64_t document, const std::string& title,
                                 const SearchColumn& words, bool fresh) = 0;
  // Takes out the titles under which the document does not appear any more.
  virtual Result<void> drop_old_titles(int64_t document) = 0;
  // Forgets all texts.
  virtual Result<void> clear() = 0;

  // Rows ascending, each once.
  virtual Result<std::vector<int64_t>> find(const TextPattern& pattern) = 0;
  // The same with counts, which costs several times as much; none for a prefix, which counts once.
  virtual Result<std::vector<TextHit>> count(const TextPattern& pattern) = 0;
  virtual Result<std::vector<TextHit>> find_in_titles(const TextPattern& pattern) = 0;
  // In order, without those that begin where another begins. REQUIRES: no prefix.
  virtual Result<std::vector<TextPlace>> places(int64_t row, const TextPattern& pattern) = 0;
  virtual Result<std::vector<TextPlace>> places_in_title(int64_t document, const std::string& title,
                                                         const TextPattern& pattern) = 0;
};

// The index of this case's backend; `impl` outlives it.
std::unique_ptr<TextIndex> text_index(CaseFile::Impl& impl);
std::unique_ptr<TextIndex> fts5_index(CaseFile::Impl& impl);         // of a file
std::unique_ptr<TextIndex> server_text_index(CaseFile::Impl& impl);  // of PostgreSQL

// Brings the index of a file up to what was added; before a transaction ends. Nothing on a server.
Result<void> write_unindexed(CaseFile::Impl& impl);

// Keeps what the document is found by; nothing changes if it is what the index has. `fresh`: the
// document is new, so that nobody has to look.
Result<void> index_document(CaseFile::Impl& impl, int64_t document,
                            const std::optional<std::string>& title, const SearchWords& words,
                            bool fresh = false);

}  // namespace isnad
