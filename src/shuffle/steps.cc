#include "shuffle/steps.h"

#include <algorithm>
#include <array>

namespace isnad {

namespace {

constexpr std::array kSteps = {
    Step{"articles", "readings by id -> one article a text", step_articles},
    Step{"spread-prints", "articles -> their prints, dealt into buckets", step_spread_prints},
    Step{"prints", "a bucket of prints -> pairs that share some; formulas", step_prints},
    Step{"pairs", "what a pair shares -> whose texts are compared", step_pairs},
    Step{"texts", "an article -> its text, to those that it is compared with", step_texts},
    Step{"copies", "an article and the texts to compare -> its copies", step_copies},
    Step{"spread-terms", "articles -> in how many each term stands", step_spread_terms},
    Step{"terms", "a bucket of terms -> in how many articles each stands", step_terms},
    Step{"spread-days", "articles -> their telling terms, to the days near them (--terms)",
         step_spread_days},
    Step{"neighbours", "articles of neighbouring days -> pairs that are alike", step_neighbours},
    Step{"likest", "pairs of an article -> the likest", step_likest},
    Step{"stories", "all pairs that are alike -> stories", step_stories},
    Step{"tellings", "an article, its copies, its story -> its reports by type", step_tellings},
    Step{"happenings", "all reports of a type -> happenings", step_happenings},
    Step{"facts", "all relations of a kind -> facts", step_facts},
};

}  // namespace

struct StepImage::Impl {
  std::function<Result<Image>()> open;
  std::optional<Image> image;
  std::optional<WordHasher> hasher;
  std::optional<StoryRules> rules;
};

StepImage::StepImage(std::function<Result<Image>()> open) : impl_(std::make_unique<Impl>()) {
  impl_->open = std::move(open);
}
StepImage::StepImage(StepImage&&) noexcept = default;
StepImage::~StepImage() = default;

Result<const Image*> StepImage::image() {
  if (!impl_->image) {
    Result<Image> opened = impl_->open();
    if (!opened) return tl::unexpected<Error>(opened.error());
    impl_->image.emplace(std::move(*opened));
  }
  return &*impl_->image;
}

Result<const WordHasher*> StepImage::hasher() {
  if (impl_->hasher) return &*impl_->hasher;
  const Result<const Image*> of = image();
  if (!of) return tl::unexpected<Error>(of.error());
  Result<WordHasher> opened = WordHasher::open(**of);
  if (!opened) return tl::unexpected<Error>(opened.error());
  return &impl_->hasher.emplace(std::move(*opened));
}

Result<const StoryRules*> StepImage::rules() {
  if (impl_->rules) return &*impl_->rules;
  const Result<const Image*> of = image();
  if (!of) return tl::unexpected<Error>(of.error());
  Result<StoryRules> opened = StoryRules::open(**of);
  if (!opened) return tl::unexpected<Error>(opened.error());
  return &impl_->rules.emplace(std::move(*opened));
}

std::span<const Step> steps() { return kSteps; }

const Step* find_step(std::string_view name) {
  const auto* found =
      std::find_if(kSteps.begin(), kSteps.end(), [&](const Step& s) { return name == s.name; });
  return found == kSteps.end() ? nullptr : found;
}

}  // namespace isnad
