#pragma once
// models/names.tsv as text.

#include <string>
#include <string_view>
#include <vector>

#include "tagger/crf.h"

namespace isnad::tagger {

// Folded bytes as text that folds to them again.
std::string unfolded(std::string_view folded);

struct NamedFeature {
  std::string name;   // template and offset
  std::string value;  // unfolded
};

// Rows of the model file, sorted: the step, the transitions, then every feature with a weight that
// is not 0. `header`: lines that begin with #. `per_log`: weights to one natural logarithm.
std::string model_text(const Model& model, const std::vector<NamedFeature>& features,
                       const std::string& header, int per_log);

}  // namespace isnad::tagger
