#include "ingest/html_body.h"

#include <algorithm>
#include <optional>

#include "ingest/html_date.h"
#include "ingest/html_words.h"
#include "text/fold.h"

namespace isnad {

namespace {

constexpr uint32_t kParagraph = 80;    // letters of a block that is a paragraph by its length alone
constexpr uint32_t kSentence = 25;     // and of one that ends as a sentence does
constexpr double kMostLinked = 0.5;    // share of letters in links that a line of text may have
constexpr double kHoldsArticle = 0.6;  // share of the page's text that no furniture has
constexpr double kCueShare = 0.5;      // share of the best sum that a named body must have
constexpr double kNarrow = 0.9;        // share of its parent's sum that an inner element must keep

bool ends_sentence(std::string_view text) {
  const std::string folded = fold_key(text.substr(text.size() > 24 ? text.size() - 24 : 0));
  for (size_t i = folded.size(); i > 0; --i) {
    const char c = folded[i - 1];
    if (c == kStop || c == kQuestion || c == kExclaim || c == kColon) return true;
    if (c != kQuoteClose && c != kQuotePlain && c != kClose && c != kSpace) return false;
  }
  return false;
}

double linked_share(const HtmlBlock& b) {
  return b.letters == 0 ? 0 : static_cast<double>(b.linked) / b.letters;
}

bool is_heading(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

std::string bare(std::string_view line) {
  std::string out;
  for (const char c : fold_key(line)) {
    if (is_arabic_letter_byte(c) || is_latin_byte(c) || (c >= '0' && c <= '9')) out.push_back(c);
  }
  return out;
}

uint32_t words_in(std::string_view folded) {
  uint32_t n = 0;
  bool inside = false;
  for (const char c : folded) {
    const bool word = is_arabic_letter_byte(c) || is_latin_byte(c) || (c >= '0' && c <= '9');
    if (word && !inside) ++n;
    inside = word;
  }
  return n;
}

class BodyFinder {
 public:
  BodyFinder(const HtmlTree& tree, const std::vector<std::string>& known) : tree_(tree) {
    for (const std::string& k : known) {
      if (std::string key = bare(k); !key.empty()) known_.push_back(std::move(key));
    }
  }

  BodyText find() {
    BodyText out;
    body_ = kNoElement;
    for (uint32_t i = 0; i < tree_.elements.size() && body_ == kNoElement; ++i) {
      if (tree_.elements[i].tag == "body") body_ = i;
    }
    if (body_ == kNoElement) return out;
    weigh();
    drop_furniture();
    sum_up();
    const uint32_t chosen = choose(out.forum);
    if (chosen == kNoElement) return out;
    drop_link_lists(chosen);
    out.element = chosen;
    out.text = lines(chosen, out.first_block);
    return out;
  }

 private:
  const HtmlElement& at(uint32_t e) const { return tree_.elements[e]; }
  double good(uint32_t e) const { return good_[at(e).last_block] - good_[at(e).first_block]; }
  double sum(uint32_t e) const { return sum_[at(e).last_block] - sum_[at(e).first_block]; }

  // What each block says for an article, furniture or not.
  void weigh() {
    good_.assign(1, 0);
    for (const HtmlBlock& b : tree_.blocks) {
      const double linked = linked_share(b);
      double v = 0;
      const std::string& tag = at(b.element).tag;
      const bool heading = is_heading(tag) || tag == "title";
      if (!heading && linked <= kMostLinked &&
          (b.letters >= kParagraph || (b.letters >= kSentence && ends_sentence(b.text)))) {
        v = b.letters * (1 - linked);
      }
      value_.push_back(v);
      good_.push_back(good_.back() + v);
    }
  }

  bool inside(uint32_t e, uint32_t outer) const { return e >= outer && e < at(outer).end; }

  void drop_furniture() {
    const size_t n = tree_.elements.size();
    dropped_.assign(n, kKeepAll);
    const double total = good(body_);
    // The element that says it is the body and holds most of the text.
    uint32_t named = kNoElement;
    uint32_t hard_until = 0;
    for (uint32_t e = body_; e < n; ++e) {
      if ((at(e).cues & kCueHard) != 0 && good(e) < kHoldsArticle * total) {
        hard_until = std::max(hard_until, at(e).end);
      }
      if (e < hard_until || (at(e).cues & (kCueBody | kCuePost)) == 0) continue;
      if (named == kNoElement || good(e) > good(named)) named = e;
    }
    if (named != kNoElement && good(named) < 0.25 * total) named = kNoElement;
    for (uint32_t e = body_; e < n; ++e) {
      const HtmlElement& element = at(e);
      if (dropped_[e]) continue;
      const bool drop = (element.cues & (kCueDrop | kCueHard)) != 0 || element.hidden;
      if (!drop || e == body_) continue;
      if (named != kNoElement && inside(named, e)) continue;
      const bool most = total > 0 && good(e) >= kHoldsArticle * total;
      if (most && (element.cues & kCueHard) == 0 && named == kNoElement) continue;
      const uint8_t how = heads_part(e) ? kKeepHeadings : kDropAll;
      for (uint32_t i = e; i < element.end; ++i) dropped_[i] = how;
    }
  }

  // Is it the header of one of several articles that make the page's text, as in live reports?
  bool heads_part(uint32_t e) const {
    const uint32_t article = at(e).parent;
    if (at(e).tag != "header" || article == kNoElement || at(article).tag != "article")
      return false;
    const uint32_t parent = at(article).parent;
    if (parent == kNoElement || dropped_[parent] == kDropAll) return false;
    int parts = 0;
    for (uint32_t c = parent + 1; c < at(parent).end; c = at(c).end) {
      if (at(c).tag == "article" && good(c) > 0) ++parts;
    }
    return parts > 1;
  }

  void sum_up() {
    sum_.assign(1, 0);
    for (size_t i = 0; i < tree_.blocks.size(); ++i) {
      const HtmlBlock& b = tree_.blocks[i];
      double v = 0;
      if (!dropped_[b.element] && inside(b.element, body_)) {
        v = value_[i];
        if (v == 0 && linked_share(b) > kMostLinked) v = -10.0 - std::min<uint32_t>(b.letters, 60);
      }
      sum_.push_back(sum_.back() + v);
    }
  }

  uint32_t choose(bool& forum) const {
    const auto n = static_cast<uint32_t>(tree_.elements.size());
    double best = 0;
    for (uint32_t e = body_; e < n; ++e) best = std::max(best, sum(e));
    if (best <= 0) return kNoElement;
    for (uint32_t e = body_; e < n; ++e) {
      if ((at(e).cues & kCuePost) != 0 && !dropped_[e] && sum(e) > 0) {
        forum = true;
        return e;
      }
    }
    uint32_t named = kNoElement;
    for (uint32_t e = body_; e < n; ++e) {
      if ((at(e).cues & kCueBody) == 0 || dropped_[e]) continue;
      const bool more = named == kNoElement || sum(e) > sum(named);
      const bool closer = named != kNoElement && inside(e, named) && sum(e) >= 0.95 * sum(named);
      if (more || closer) named = e;
    }
    if (named != kNoElement && sum(named) >= kCueShare * best) return named;
    return densest();
  }

  // Does one element of this tag hold nearly all? Several with text are a list.
  uint32_t only_one(std::string_view tag, uint32_t outer) const {
    uint32_t found = kNoElement;
    double rest = 0;
    for (uint32_t e = outer + 1; e < at(outer).end; ++e) {
      if (dropped_[e] || (at(e).tag != tag && at(e).attribute("role") != tag)) continue;
      if (found != kNoElement && inside(e, found)) continue;
      const double s = std::max(0.0, sum(e));
      if (found == kNoElement || s > sum(found)) {
        if (found != kNoElement) rest += std::max(0.0, sum(found));
        found = e;
      } else {
        rest += s;
      }
    }
    if (found == kNoElement || sum(found) < kCueShare * std::max(1.0, sum(outer))) return outer;
    return rest > 0.3 * sum(found) ? outer : found;
  }

  // The element with the best sum, then inwards as long as next to nothing is lost.
  uint32_t densest() const {
    uint32_t e = only_one("article", only_one("main", body_));
    uint32_t best = e;
    for (uint32_t i = e; i < at(e).end; ++i) {
      if (!dropped_[i] && sum(i) > sum(best)) best = i;
    }
    e = best;
    for (;;) {
      uint32_t inner = kNoElement;
      double rest = 0;  // of elements that are not mostly links
      for (uint32_t c = e + 1; c < at(e).end; c = at(c).end) {
        if (dropped_[c]) continue;
        if (inner == kNoElement || sum(c) > sum(inner)) inner = c;
        if (!link_list(c)) rest += std::max(0.0, sum(c));
      }
      if (inner == kNoElement || at(inner).first_block == at(inner).last_block) return e;
      const std::string& tag = at(inner).tag;
      if (tag == "p" || is_heading(tag) || tag == "a" || tag == "span") return e;
      if (sum(inner) <= 0 || sum(inner) < kNarrow * std::min(rest, std::max(0.0, sum(e)))) return e;
      e = inner;
    }
  }

  bool link_list(uint32_t e) const {
    uint64_t letters = 0;
    uint64_t linked = 0;
    for (uint32_t b = at(e).first_block; b < at(e).last_block; ++b) {
      letters += tree_.blocks[b].letters;
      linked += tree_.blocks[b].linked;
    }
    return letters > 0 && static_cast<double>(linked) > 0.4 * static_cast<double>(letters);
  }

  // Lists and boxes inside the article that are mostly links.
  void drop_link_lists(uint32_t chosen) {
    for (uint32_t e = chosen + 1; e < at(chosen).end; ++e) {
      const std::string& tag = at(e).tag;
      if (dropped_[e] || good(e) > 0.3 * good(chosen)) continue;
      const bool box = tag == "ul" || tag == "ol" || tag == "div" || tag == "section" ||
                       tag == "table" || tag == "article" || tag == "dl";
      if (!box || !link_list(e)) continue;
      for (uint32_t i = e; i < at(e).end; ++i) dropped_[i] = kDropAll;
    }
  }

  // A line that pages put around articles; `block`: the short lines after it belong to it.
  bool furniture(const HtmlBlock& b, bool& block) const {
    const std::string folded = fold_key(b.text);
    size_t from = 0;
    while (from < folded.size() && !is_arabic_letter_byte(folded[from]) &&
           !is_latin_byte(folded[from])) {
      ++from;
    }
    const std::string_view line = std::string_view(folded).substr(from);
    size_t end = 0;
    const FurniturePhrase* phrase = PageWords::get().furniture(line, end);
    if (phrase == nullptr || phrase->keep) return false;
    size_t next = end;
    while (next < line.size() && line[next] == kSpace) ++next;
    const bool filled = next >= line.size();
    const bool marked = filled || !is_arabic_letter_byte(line[next]);
    const uint32_t words = words_in(line);
    const bool linked = linked_share(b) > 0.25;
    if (!linked && words > phrase->max_words) return false;
    if (!phrase->opens && !marked && !linked) return false;
    block = phrase->block && (filled || words_in(line.substr(end)) == 0);
    return true;
  }

  // The row of a table of data as one line: cells of one block each.
  std::optional<std::string> row_line(uint32_t block, uint32_t& last) const {
    uint32_t row = tree_.blocks[block].element;
    for (int up = 0; row != kNoElement && at(row).tag != "tr" && up < 4; ++up) row = at(row).parent;
    if (row == kNoElement || at(row).tag != "tr" || at(row).first_block != block) return {};
    uint32_t cells = 0;
    std::string line;
    for (uint32_t c = row + 1; c < at(row).end; c = at(c).end) {
      const uint32_t n = at(c).last_block - at(c).first_block;
      if (n > 1) return {};
      if (n == 0) continue;
      const HtmlBlock& b = tree_.blocks[at(c).first_block];
      if (b.letters > 200 || linked_share(b) > kMostLinked) return {};
      if (!line.empty()) line += " | ";
      line += b.text;
      ++cells;
    }
    if (cells < 2) return {};
    last = at(row).last_block;
    return line;
  }

  struct Line {
    std::string text;
    bool heading = false;
    bool paragraph = false;
  };

  std::string lines(uint32_t chosen, uint32_t& first) const {
    std::vector<Line> out;
    bool in_furniture = false;
    bool started = false;
    first = at(chosen).first_block;
    for (uint32_t b = at(chosen).first_block; b < at(chosen).last_block; ++b) {
      const HtmlBlock& block = tree_.blocks[b];
      const bool heading = heading_of(block.element, chosen);
      if (dropped_[block.element] == kDropAll) continue;
      if (dropped_[block.element] == kKeepHeadings && !heading) continue;
      const bool paragraph = value_[b] > 0;
      bool opens = false;
      if (furniture(block, opens)) {
        in_furniture = opens;
        continue;
      }
      if (paragraph || heading) in_furniture = false;
      if (in_furniture && !ends_sentence(block.text)) continue;
      in_furniture = false;
      if (linked_share(block) > kMostLinked) continue;
      if (block.letters < 2 || (block.timed * 10 > block.letters * 9)) continue;
      if (!started && !paragraph && head_line(block.text)) {
        if (title_again(block.text)) out.clear();  // what stands above the title is no text of it
        continue;
      }
      if (heading && title_again(block.text)) continue;
      uint32_t last = b + 1;
      if (auto row = row_line(b, last)) {
        out.push_back({std::move(*row), false, false});
        b = last - 1;
        continue;
      }
      if (!started && paragraph) first = b;
      started = started || paragraph;
      out.push_back({block.text, heading, paragraph});
    }
    while (!out.empty() && out.back().heading) out.pop_back();
    std::string text;
    for (const Line& line : out) {
      if (!text.empty()) text.push_back('\n');
      text += line.text;
    }
    return started ? text : std::string();
  }

  bool heading_of(uint32_t e, uint32_t outer) const {
    for (; e != kNoElement && e != outer; e = at(e).parent) {
      if (is_heading(at(e).tag)) return true;
    }
    return false;
  }

  // Title, author, date above the first paragraph.
  bool head_line(std::string_view text) const {
    if (title_again(text)) return true;
    return text.size() < 120 && find_page_date(text).has_value();
  }

  bool title_again(std::string_view text) const {
    const std::string key = bare(text);
    return std::find(known_.begin(), known_.end(), key) != known_.end();
  }

  const HtmlTree& tree_;
  std::vector<std::string> known_;
  uint32_t body_ = kNoElement;
  std::vector<double> value_;  // of each block
  std::vector<double> good_;   // running sums of it
  std::vector<double> sum_;    // running sums without furniture and with what speaks against
  enum : uint8_t { kKeepAll = 0, kDropAll = 1, kKeepHeadings = 2 };
  std::vector<uint8_t> dropped_;  // elements
};

}  // namespace

std::string line_above(const HtmlTree& tree, const BodyText& body) {
  for (uint32_t b = body.first_block, n = 0; b > 0 && n < 4; ++n) {
    const HtmlBlock& block = tree.blocks[--b];
    if (tree.elements[block.element].tag == "title") break;
    const uint32_t words = words_in(fold_key(block.text));
    if (block.linked > 0 || words < 4 || words > 25 || block.letters > 200) continue;
    if (find_page_date(block.text) || ends_sentence(block.text)) continue;
    return block.text;
  }
  return {};
}

bool same_line(std::string_view a, std::string_view b) {
  const std::string key = bare(a);
  return !key.empty() && key == bare(b);
}

BodyText find_body(const HtmlTree& tree, const std::vector<std::string>& known) {
  return BodyFinder(tree, known).find();
}

}  // namespace isnad
