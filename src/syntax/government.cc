#include "syntax/government.h"

#include <cmath>
#include <string>

namespace isnad {

namespace {

constexpr std::string_view kAll = "*";   // the row of all lemmas of a class
constexpr std::string_view kBare = "=";  // a phrase without preposition

// How many places of the class a lemma's own counts are mixed with (additive smoothing).
constexpr float kPlaces = 30;
constexpr float kBarePlaces = 6;

size_t place_of(Governor kind) {
  return kind == Governor::verb ? 0 : kind == Governor::noun ? 1 : 2;
}

float log_odds(float share) { return std::log(share / (1 - share)); }

}  // namespace

Result<Government> Government::open(const Image& image) {
  Government g;
  g.image_ = &image;
  g.rows_ = KeyTable<GovernmentRow>::open(image, "syn.government");
  if (g.rows_.size() == 0) return fail(ErrorCode::corrupt, "image has no government of words");
  for (const Governor kind : {Governor::verb, Governor::noun, Governor::adj}) {
    All& all = g.all_[place_of(kind)];
    all.other = g.counted(kind, kAll, "");
    for (const GovernmentRow& row : g.rows_.find(key(kind, kAll))) {
      const std::string_view with = image.str(row.with);
      all.with.emplace(with, g.counted(kind, kAll, with));
    }
  }
  return g;
}

Government::Share Government::of_all(Governor kind, std::string_view with) const {
  const All& all = all_[place_of(kind)];
  const auto at = all.with.find(with);
  return at == all.with.end() ? all.other : at->second;
}

std::string Government::key(Governor kind, std::string_view lemma) {
  std::string out(1, static_cast<char>(kind));
  out += lemma;
  return out;
}

Government::Share Government::counted(Governor kind, std::string_view lemma,
                                      std::string_view with) const {
  Share s{0, 0};
  for (const GovernmentRow& row : rows_.find(key(kind, lemma))) {
    const std::string_view w = image_->str(row.with);
    if ((w == kBare) == (with == kBare)) s.of = static_cast<float>(row.of);
    if (w == with) {
      s.n = static_cast<float>(row.n);
      break;
    }
  }
  return s;
}

float Government::with(Governor kind, std::string_view lemma, std::string_view preposition) const {
  const Share all = of_all(kind, preposition);
  // Prepositions that are rare everywhere have no row.
  const float base = all.of > 0 ? std::max(all.n, 0.0002F * all.of) / all.of : 0.0002F;
  const Share own = counted(kind, lemma, preposition);
  return std::log((own.n + kPlaces * base) / (own.of + kPlaces));
}

float Government::has_object(std::string_view verb) const {
  const Share all = of_all(Governor::verb, kBare);
  const float base = all.of > 0 ? all.n / all.of : 0.5F;
  const Share own = counted(Governor::verb, verb, kBare);
  return log_odds((own.n + kBarePlaces * base) / (own.of + kBarePlaces));
}

float Government::is_subject(std::string_view noun) const {
  const Share all = of_all(Governor::noun, kBare);
  const float base = all.of > 0 ? all.n / all.of : 0.5F;
  const Share own = counted(Governor::noun, noun, kBare);
  return log_odds((own.n + kBarePlaces * base) / (own.of + kBarePlaces)) - log_odds(base);
}

}  // namespace isnad
