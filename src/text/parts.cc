#include "text/parts.h"

#include <string_view>
#include <unordered_set>
#include <vector>

#include "text/parts_phrases.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxHeadlineWords = 30;
constexpr uint32_t kMaxSummaryWords = 60;
constexpr uint32_t kMaxHeadingWords = 12;
constexpr uint32_t kMinParagraphWords = 15;  // after a heading
constexpr uint32_t kMaxRelatedWords = 25;    // a line of a list of other articles
constexpr uint32_t kLongStopped = 25;        // words of a paragraph of the body, with a final stop
constexpr uint32_t kLongUnstopped = 40;      // or without
constexpr size_t kHeadLines = 14;
constexpr size_t kMaxSummaryLines = 8;
constexpr uint32_t kShingle = 4;  // words, for text that is told again
constexpr size_t kDatelineParagraphs = 2;

class Marker {
 public:
  Marker(TextView& view, const Phrases& phrases)
      : view_(view), phrases_(phrases), lines_(lines_of(view)) {}

  void run() {
    furniture();
    bylines();
    headline();
    summary();
    headings();
    for (const Line& line : lines_) {
      for (uint32_t s = line.first_sentence; s < line.last_sentence; ++s) {
        view_.sentences[s].part = line.part;
      }
      if (!line.fixed) inner_furniture(line);
    }
  }

 private:
  void set(size_t i, Part part) {
    lines_[i].part = part;
    lines_[i].fixed = true;
  }

  size_t next_open(size_t i) const {
    while (i < lines_.size() && lines_[i].fixed) ++i;
    return i;
  }

  static bool is_long(const Line& line) {
    return line.words >= (line.stop ? kLongStopped : kLongUnstopped);
  }

  // Or a comma, or both with a dash: the sentence goes on in the next line.
  bool ends_in_colon(const Line& line) const {
    uint32_t i = line.last - 1;
    while (i > line.first && view_.tokens[i].is(kDash)) --i;
    return view_.tokens[i].is(kColon) || view_.tokens[i].is(kComma);
  }

  void furniture() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      bool block = false;
      if (phrases_.furniture(view_, lines_[i].first, lines_[i].last, &block) ||
          Phrases::address_or_marks(view_, lines_[i])) {
        set(i, Part::furniture);
      }
      while (block && i + 1 < lines_.size() && !lines_[i + 1].stop &&
             lines_[i + 1].words <= kMaxRelatedWords) {
        set(++i, Part::furniture);
      }
    }
  }

  // At the head until the second long paragraph, and the last two lines.
  void bylines() {
    size_t long_lines = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      const bool head = i < kHeadLines && long_lines < 2;
      const bool tail = i + 2 >= lines_.size() && i > 0;
      Part part = Part::byline;
      if (!line.fixed && (head || tail) && phrases_.byline(view_, line, &part)) set(i, part);
      if (!lines_[i].fixed && is_long(line)) ++long_lines;
    }
  }

  void headline() {
    const size_t first = next_open(0);
    if (first == lines_.size()) return;
    const Line& line = lines_[first];
    const std::string key = words_key(view_, line.first, line.last);
    std::vector<size_t> repeats;
    for (size_t i = first + 1; i < lines_.size(); ++i) {
      if (lines_[i].words == line.words &&
          words_key(view_, lines_[i].first, lines_[i].last) == key) {
        repeats.push_back(i);
      }
    }
    DatelineReading dateline;
    const bool agency =
        phrases_.opening(view_, line.first, line.last, &dateline) && !dateline.agency_key.empty();
    const bool alone = next_open(first + 1) == lines_.size();
    const bool like = line.words > 0 && line.words <= kMaxHeadlineWords && !line.stop && !agency &&
                      !ends_in_colon(line);
    if (alone || (!like && repeats.empty())) return;
    set(first, Part::headline);
    for (const size_t i : repeats) set(i, Part::headline);
    headline_ = first;
    has_headline_ = true;
  }

  bool summary_like(const Line& line) const {
    return line.words <= kMaxSummaryWords && line.words > 2 &&
           line.last_sentence - line.first_sentence <= 2;
  }

  // The lines between the headline and the last byline of the head, or a dateline; else bulleted
  // lines and lines that the body tells again.
  void summary() {
    if (!has_headline_) return;
    size_t end = headline_ + 1;
    uint32_t words = 0;
    size_t count = 0;
    size_t found = 0;
    for (size_t i = headline_ + 1; i < lines_.size() && i < kHeadLines; ++i) {
      const Line& line = lines_[i];
      if (line.fixed) {
        if ((line.part == Part::byline || line.part == Part::dateline) && count > 0) found = i;
        continue;
      }
      DatelineReading dateline;
      if (count > 0 && phrases_.opening(view_, line.first, line.last, &dateline)) {
        found = i;
        break;
      }
      if (!summary_like(line) || ++count > kMaxSummaryLines) break;
    }
    for (size_t i = headline_ + 1; i < found; ++i) words += lines_[i].fixed ? 0 : lines_[i].words;
    uint32_t rest = 0;
    for (size_t i = found; i < lines_.size(); ++i) rest += lines_[i].fixed ? 0 : lines_[i].words;
    if (found > 0 && rest > words) end = found;
    for (size_t i = headline_ + 1; i < end; ++i) {
      if (!lines_[i].fixed) set(i, Part::summary);
    }
    told(next_open(end));
  }

  // Lines from `begin` that the body tells again, and runs of bulleted lines before a longer rest.
  void told(size_t begin) {
    std::vector<size_t> bullets;
    uint32_t words = 0;
    size_t i = begin;
    for (; i < lines_.size() && i < begin + kMaxSummaryLines; i = next_open(i + 1)) {
      if (!summary_like(lines_[i]) || next_open(i + 1) == lines_.size()) break;
      if (told_again(i)) {
        set(i, Part::summary);
      } else if (lines_[i].bullet) {
        bullets.push_back(i);
        words += lines_[i].words;
      } else {
        break;
      }
    }
    uint32_t rest = 0;
    for (; i < lines_.size(); i = next_open(i + 1)) rest += lines_[i].bullet ? 0 : lines_[i].words;
    if (bullets.size() < 2 || rest <= words) return;
    for (const size_t at : bullets) set(at, Part::summary);
  }

  // Do three fifths of the line's word runs return in the lines after it?
  bool told_again(size_t at) const {
    std::unordered_set<std::string> later;
    auto each_run = [&](const Line& line, auto f) {
      std::vector<uint32_t> at_words;
      for (uint32_t i = line.first; i < line.last; ++i) {
        if (is_word(view_.tokens[i])) at_words.push_back(i);
      }
      for (size_t i = 0; i + kShingle <= at_words.size(); ++i) {
        f(words_key(view_, at_words[i], at_words[i + kShingle - 1] + 1));
      }
    };
    size_t runs = 0;
    each_run(lines_[at], [&](std::string) { ++runs; });
    if (runs < 3) return false;
    for (size_t i = at + 1; i < lines_.size(); ++i) {
      if (!lines_[i].fixed) each_run(lines_[i], [&](std::string k) { later.insert(std::move(k)); });
    }
    size_t hits = 0;
    each_run(lines_[at], [&](const std::string& k) { hits += later.count(k); });
    return hits * 5 >= runs * 3;
  }

  // Short lines without a final stop between a closed paragraph and a long one.
  void headings() {
    bool closed = true;  // the line before ended like a sentence, or was no body
    for (size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      const size_t next = i + 1;
      if (!line.fixed && i > 0 && closed && !line.stop && !line.bullet && !ends_in_colon(line) &&
          line.words >= 1 && line.words <= kMaxHeadingWords && next < lines_.size() &&
          !lines_[next].fixed && lines_[next].words >= kMinParagraphWords &&
          lines_[next].words > line.words) {
        set(i, Part::heading);
      }
      closed = lines_[i].fixed || line.stop;
    }
  }

  // Links and credits that a paragraph drags along after its last sentence.
  void inner_furniture(const Line& line) {
    for (uint32_t s = line.first_sentence + 1; s < line.last_sentence; ++s) {
      bool block = false;
      if (!phrases_.furniture(view_, view_.sentences[s].first, line.last, &block)) continue;
      for (; s < line.last_sentence; ++s) view_.sentences[s].part = Part::furniture;
    }
  }

  TextView& view_;
  const Phrases& phrases_;
  std::vector<Line> lines_;
  size_t headline_ = 0;
  bool has_headline_ = false;
};

}  // namespace

struct PartReader::Impl {
  Phrases phrases;
};

PartReader::PartReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PartReader::PartReader(PartReader&&) noexcept = default;
PartReader::~PartReader() = default;

Result<PartReader> PartReader::open(const Image& image) {
  Phrases phrases(image);
  if (phrases.empty()) {
    return fail(ErrorCode::corrupt, "language image without parts.phrases; build it again");
  }
  return PartReader(std::make_unique<Impl>(Impl{phrases}));
}

void PartReader::mark(TextView& view) const { Marker(view, impl_->phrases).run(); }

std::optional<DatelineReading> PartReader::dateline(const TextView& view) const {
  std::optional<DatelineReading> line_of_its_own;
  size_t paragraphs = 0;
  for (uint32_t i = 0; i < view.sentences.size() && paragraphs < kDatelineParagraphs; ++i) {
    const Sentence& s = view.sentences[i];
    if ((s.part == Part::dateline || s.part == Part::byline) && !line_of_its_own) {
      DatelineReading line{{}, {}, s.span, s.first, s.last};
      for (uint32_t from = s.first; from < s.last;) {  // between marks, so that names do no harm
        uint32_t end = from;
        while (end < s.last && is_word(view.tokens[end])) ++end;
        Cover cover = impl_->phrases.cover(view, from, end);
        if (cover.all && line.place_key.empty()) line.place_key = std::move(cover.place_key);
        if (cover.all && line.agency_key.empty()) line.agency_key = std::move(cover.agency_key);
        from = end + 1;
      }
      if (line.place_key.empty() && (s.part == Part::byline || line.agency_key.empty())) continue;
      line_of_its_own = std::move(line);
    }
    if (s.part != Part::body || !s.paragraph_start) continue;
    ++paragraphs;
    DatelineReading reading;
    if (impl_->phrases.opening(view, s.first, s.last, &reading)) return reading;
  }
  return line_of_its_own;
}

}  // namespace isnad
