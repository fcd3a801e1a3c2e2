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

float log_odds(float share) { return std::log(share / (1 - share)); }

}  // namespace

Result<Government> Government::open(const Image& image) {
  Government g;
  g.image_ = &image;
  g.rows_ = KeyTable<GovernmentRow>::open(image, "syn.government");
  if (g.rows_.size() == 0) return fail(ErrorCode::corrupt, "image has no government of words");
  return g;
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
  const Share all = counted(kind, kAll, preposition);
  // Prepositions that are rare everywhere have no row.
  const float base = all.of > 0 ? std::max(all.n, 0.0002F * all.of) / all.of : 0.0002F;
  const Share own = counted(kind, lemma, preposition);
  return std::log((own.n + kPlaces * base) / (own.of + kPlaces));
}

float Government::has_object(std::string_view verb) const {
  const Share all = counted(Governor::verb, kAll, kBare);
  const float base = all.of > 0 ? all.n / all.of : 0.5F;
  const Share own = counted(Governor::verb, verb, kBare);
  return log_odds((own.n + kBarePlaces * base) / (own.of + kBarePlaces));
}

float Government::is_subject(std::string_view noun) const {
  const Share all = counted(Governor::noun, kAll, kBare);
  const float base = all.of > 0 ? all.n / all.of : 0.5F;
  const Share own = counted(Governor::noun, noun, kBare);
  return log_odds((own.n + kBarePlaces * base) / (own.of + kBarePlaces)) - log_odds(base);
}

}  // namespace isnad
