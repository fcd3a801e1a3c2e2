#include "morph/lexicon.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

namespace isnad {

namespace {

constexpr size_t kCacheForms = 60'000;
constexpr size_t kFirstSlots = 1 << 12;  // a power of two

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

// The forms already met, with their analyses, which stay where they are. Open addressing, at most
// half full: nearly every look-up ends at its first slot.
struct Analyser::Impl {
  struct Form {
    std::string form;
    std::vector<Analysis> analyses;
  };
  struct Slot {
    uint64_t hash = 0;
    Form* form = nullptr;  // null: free
  };
  const Lexicon::Impl* lexicon;
  std::deque<Form> forms;
  std::vector<Slot> slots = std::vector<Slot>(kFirstSlots);

  // Where the form is, or where it goes.
  Slot& slot(std::string_view form, uint64_t hash) {
    const size_t mask = slots.size() - 1;
    size_t i = hash & mask;
    while (slots[i].form && !(slots[i].hash == hash && slots[i].form->form == form)) {
      i = (i + 1) & mask;
    }
    return slots[i];
  }

  void grow() {
    std::vector<Slot> old(slots.size() * 2);
    old.swap(slots);
    for (const Slot& s : old) {
      if (s.form) slot(s.form->form, s.hash) = s;
    }
  }
};

Analyser::Analyser(const Lexicon& lexicon) : impl_(std::make_unique<Impl>()) {
  impl_->lexicon = &lexicon.impl();
}
Analyser::~Analyser() = default;

std::span<const Analysis> Analyser::analyse(std::string_view form) {
  const uint64_t hash = hash_bytes(form);
  if (const Impl::Slot& known = impl_->slot(form, hash); known.form) return known.form->analyses;
  if (2 * (impl_->forms.size() + 1) > impl_->slots.size()) impl_->grow();
  Impl::Form& entry = impl_->forms.emplace_back();
  entry.form = form;
  impl_->slot(form, hash) = {hash, &entry};
  entry.analyses = morph::analyses(*impl_->lexicon, entry.form);
  return entry.analyses;
}

const Lexicon::Impl& Analyser::lexicon() const { return *impl_->lexicon; }

void Analyser::trim() {
  if (impl_->forms.size() <= kCacheForms) return;
  impl_->forms.clear();
  std::fill(impl_->slots.begin(), impl_->slots.end(), Impl::Slot{});
}

}  // namespace isnad
