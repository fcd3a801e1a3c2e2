#include "morph/lexicon.h"

namespace isnad {

namespace {

constexpr size_t kCacheForms = 200'000;

}  // namespace

Lexicon::Lexicon() : impl_(std::make_unique<Impl>()) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

Result<Lexicon> Lexicon::open(const Image& image) {
  Lexicon lexicon;
  Impl& x = *lexicon.impl_;
  x.image = &image;
  x.stems = KeyTable<morph::StemRow>::open(image, "morph.stems");
  x.affixes = KeyTable<uint32_t>::open(image, "morph.affixes");
  x.paradigms = image.rows<morph::ParadigmRow>("morph.paradigms");
  x.cells = image.rows<morph::CellRow>("morph.cells");
  const auto weights = image.rows<morph::Weights>("morph.weights");
  x.neighbours = image.rows<float>("morph.neighbours");
  if (x.stems.size() == 0 || x.paradigms.empty() || weights.size() != 1 ||
      x.neighbours.size() != morph::kTags * morph::kTags) {
    return fail(ErrorCode::corrupt,
                "the image has no complete morph sections; build it again with isnad-compile");
  }
  x.weights = &weights[0];
  return lexicon;
}

// Keys and analyses stay where they are: a node-based map with the form as its key.
struct Analyser::Impl {
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view s) const { return hash_bytes(s); }
  };
  const Lexicon::Impl* lexicon;
  std::unordered_map<std::string, std::vector<Analysis>, Hash, std::equal_to<>> cache;
};

Analyser::Analyser(const Lexicon& lexicon) : impl_(std::make_unique<Impl>()) {
  impl_->lexicon = &lexicon.impl();
}
Analyser::~Analyser() = default;

std::span<const Analysis> Analyser::analyse(std::string_view form) {
  if (auto it = impl_->cache.find(form); it != impl_->cache.end()) return it->second;
  auto it = impl_->cache.emplace(std::string(form), std::vector<Analysis>()).first;
  it->second = morph::analyses(*impl_->lexicon, it->first);
  return it->second;
}

const Lexicon::Impl& Analyser::lexicon() const { return *impl_->lexicon; }

void Analyser::trim() {
  if (impl_->cache.size() > kCacheForms) impl_->cache.clear();
}

}  // namespace isnad
