#include "engine/stages.h"

namespace isnad {

std::vector<TimeReading> Engine::times(const std::u32string& text,
                                       const std::optional<std::string>& anchor,
                                       TimeGenre genre) const {
  auto analyser = impl_->borrow();
  TextView view = read_text(text);
  impl_->parts.mark(view);
  const std::vector<Word> words = analyse_words(view, *analyser);
  const std::vector<NumberMention> numbers = impl_->numbers.numbers(view, words);
  Anchor read_against{anchor};
  if (!anchor) {
    if (auto published = impl_->times.published(view, words, numbers)) {
      read_against.published = published->date;
    }
  }
  std::vector<TimeReading> out = impl_->times.read(view, words, numbers, read_against, genre);
  impl_->give_back(std::move(analyser));
  return out;
}

}  // namespace isnad
