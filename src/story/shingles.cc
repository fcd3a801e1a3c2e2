#include "story/shingles.h"

#include <algorithm>

#include "story/hash.h"

namespace isnad {

namespace {

constexpr size_t kWindow = kSurelyPrinted - kShingle + 1;

// SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014). As Fnv the same everywhere: prints
// are kept in case files.
uint64_t mixed(uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace

bool is_article(Part part) {
  return part != Part::furniture && part != Part::byline && part != Part::dateline;
}

HashedWords hashed_words(const TextView& view, const std::optional<DatelineReading>& dateline) {
  HashedWords out;
  for (const Sentence& s : view.sentences) {
    if (!is_article(s.part)) continue;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const Token& t = view.tokens[i];
      if (t.kind == TokenKind::punct) continue;
      if (dateline && i >= dateline->first && i < dateline->last) continue;
      out.words.push_back(hash_of(t.key));
      out.spans.push_back(t.span);
    }
  }
  return out;
}

std::vector<uint32_t> shingles_of(const HashedWords& text) {
  std::vector<uint32_t> out;
  if (text.size() < kShingle) return out;
  out.reserve(text.size() - kShingle + 1);
  for (size_t i = 0; i + kShingle <= text.size(); ++i) {
    uint64_t h = 0;
    for (size_t k = 0; k < kShingle; ++k) h = mixed(h + text.words[i + k]);
    out.push_back(static_cast<uint32_t>(h >> 32));
  }
  return out;
}

std::vector<Print> prints_of(const HashedWords& text) {
  const std::vector<uint32_t> shingles = shingles_of(text);
  std::vector<Print> out;
  if (shingles.empty()) return out;
  // The least hash of every window, the last of equal ones: whatever two texts share over a whole
  // window, they share this.
  const size_t windows = shingles.size() <= kWindow ? 1 : shingles.size() - kWindow + 1;
  for (size_t w = 0; w < windows; ++w) {
    size_t least = w;
    for (size_t i = w; i < std::min(w + kWindow, shingles.size()); ++i) {
      if (shingles[i] <= shingles[least]) least = i;
    }
    const auto word = static_cast<uint32_t>(least);
    if (out.empty() || out.back().word != word) out.push_back({shingles[least], word});
  }
  return out;
}

std::vector<uint32_t> hashes_of(const std::vector<Print>& prints) {
  std::vector<uint32_t> out;
  out.reserve(prints.size());
  for (const Print& p : prints) out.push_back(p.hash);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

struct WordHasher::Impl {
  PartReader parts;
};

WordHasher::WordHasher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WordHasher::WordHasher(WordHasher&&) noexcept = default;
WordHasher::~WordHasher() = default;

Result<WordHasher> WordHasher::open(const Image& image) {
  Result<PartReader> parts = PartReader::open(image);
  if (!parts) return tl::unexpected<Error>(parts.error());
  return WordHasher(std::make_unique<Impl>(Impl{std::move(*parts)}));
}

HashedWords WordHasher::read(std::u32string_view text) const {
  TextView view = read_text(text);
  impl_->parts.mark(view);
  return hashed_words(view, impl_->parts.dateline(view));
}

}  // namespace isnad
