#pragma once
// Private to the engine: parts of what `isnad explain` prints.

#include <string>
#include <string_view>
#include <vector>

#include "engine/stages.h"
#include "events/frames.h"

namespace isnad {

// Document text between FSI and PDI, so that right-to-left words keep to their place in a line of
// another direction. Control characters are spaces, characters that steer the direction are left
// out: nothing of the text reaches beyond its isolate.
std::string isolated_words(const TextView& text, const Span& span);

// The syntax of a sentence as a tree: clauses with what opens them; in each its verbs with their
// arguments and whom they mean, other phrases, and below the phrases their masdars. One line each,
// in text order; clauses that hang on a clause stand behind its own words.
class SyntaxTree {
 public:
  SyntaxTree(const Trace& trace, const Actors& actors, const Image& image);
  std::string sentence(const Sentence& s) const;

 private:
  enum class Role : uint8_t { phrase, subject, object, passive_subject, complement, conjunct };

  void clause(size_t index, int depth, std::string& out) const;
  void verb(uint32_t token, size_t indent, std::string& out) const;
  void phrase(int32_t index, Role role, size_t indent, std::string& out) const;
  void masdars(int32_t index, size_t indent, std::string& out) const;
  std::string masdar(uint32_t token) const;
  // " = number, head of genitive of genitive, adjective, name": empty for one word or name.
  std::string structure(const Phrase& p) const;
  std::string governor(uint32_t token, std::string_view prep, bool* tells) const;
  bool names_act(uint32_t token) const;
  bool is_adjective(uint32_t token) const;
  std::string factuality_of(std::string_view lemma, uint8_t pos) const;

  std::string tokens(uint32_t first, uint32_t last) const;
  std::string stem_words(uint32_t first, uint32_t last) const;
  std::string meaning(const std::vector<Participant>& list) const;

  const Trace& t_;
  const Actors& actors_;
  const Image& image_;
  KeyTable<LightRow> light_;
  KeyTable<OperatorRow> operators_;
  KeyTable<FrameRow> frames_;
};

}  // namespace isnad
