#pragma once
#include <map>
#include <string>
#include <vector>

#include "answer/world.h"

// The reasons for a fact of the world, with the sentences that say so.

namespace isnad {

// Sentences of a case's documents, each document read once.
class Sentences {
 public:
  explicit Sentences(const CaseFile& file) : file_(file) {}

  // The sentences in which the spans begin, UTF-8, " / " between them. Empty for a document that
  // cannot be read.
  std::string of(const std::string& document, const std::vector<Span>& spans);

 private:
  struct Read {
    std::u32string text;
    std::vector<Span> sentences;
  };
  const Read& look(const std::string& document);

  const CaseFile& file_;
  std::map<std::string, Read> read_;
};

const char* role_name(Why::Step::Role role);  // "begun by"

// The fluent of three words. Errors: bad_argument, not_found.
Result<Fluent> fluent_argument(const CaseWorld& world, const CaseFile& file,
                               const std::string& subject, const std::string& relation,
                               const std::optional<std::string>& object);

// One JSON object, no newline.
void append_why(const CaseWorld& world, const std::string& at_name, Sentences& sentences,
                const Why& why, std::string& out);
// The codes that stand in it, those of the reports as well.
void collect_codes(const CaseWorld& world, const Why& why, std::vector<std::string>& codes);

}  // namespace isnad
