// A text -> its syntactic words under every analysis, and its number expressions: what the verbs
// morph and numbers print and a record does not hold.

#include <cmath>

#include "fuzz_text.h"
#include "morph/ud.h"
#include "numbers/numbers.h"

using namespace isnad;
using fuzz::inside;
using fuzz::require;

namespace {

template <class T>
T opened(Result<T> result) {
  require(result.has_value(), "the built image opens");
  return std::move(*result);
}

struct Readers {
  Image image = opened(Image::open(ISNAD_IMAGE_FILE));
  Lexicon lexicon = opened(Lexicon::open(image));
  NumberReader numbers = opened(NumberReader::open(image));
};

const Readers& readers() {
  static const Readers opened;
  return opened;
}

void in_a_column(std::string_view s) {
  require(decode_utf8(s).has_value(), "columns are UTF-8");
  require(!s.empty() && s.find_first_of("\t\n\r") == std::string_view::npos,
          "columns stay columns");
}

void is_number(const std::optional<double>& v) {
  require(!v || std::isfinite(*v), "numbers are finite");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::u32string text = fuzz::text_of(fuzz::view(data, size));
  const size_t length = text.size();
  const TextView view = read_text(text);
  Analyser analyser(readers().lexicon);
  const std::vector<Word> words = analyse_words(view, analyser);
  require(words.size() == view.tokens.size(), "one word a token");
  for (size_t i = 0; i < words.size(); ++i) {
    inside(view.tokens[i].span, length);
    require(words[i].chosen < words[i].all.size(), "one analysis is chosen");
    for (const Analysis& a : words[i].all) {
      const auto parts = syntactic_words(readers().lexicon, view, words, i, a);
      require(!parts.empty(), "a token has words");
      for (const SyntacticWord& w : parts) {
        // The form of a token that is one word is printed as the text has it.
        if (parts.size() > 1) in_a_column(w.form);
        in_a_column(w.lemma);
        in_a_column(w.upos);
        in_a_column(w.feats);
      }
    }
  }
  for (const NumberExpression& e : readers().numbers.expressions(view, words)) {
    inside(e.span, length);
    is_number(e.value);
    is_number(e.upper);
    if (e.noun) inside(*e.noun, length);
    if (!e.bounds) continue;
    inside(e.bounds->span, length);
    is_number(e.bounds->lower);
    is_number(e.bounds->upper);
  }
  return 0;
}
