#include "tagger/model_file.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/utf8.h"
#include "tagger/corpus.h"
#include "text/fold.h"

namespace isnad::tagger {

namespace {

std::string weight_list(const std::array<float, kTags>& weights, int per_log, int most) {
  std::string out;
  for (size_t t = 0; t < kTags; ++t) {
    const long w =
        std::clamp<long>(std::lround(weights[t] * static_cast<float>(per_log)), -most, most);
    if (w == 0) continue;
    if (!out.empty()) out += ' ';
    out += kTagNames[t] + ':' + std::to_string(w);
  }
  return out;
}

}  // namespace

std::string unfolded(std::string_view folded) {
  static const std::map<char, char32_t> letters = [] {
    std::map<char, char32_t> m;
    // The plain letters first: of several letters with one byte they are what a reader expects.
    for (const char32_t c : {U'\u0627', U'\u064A', U'\u00AB', U'\u00BB', U'#', U'-', U'/'}) {
      m.emplace(fold_code_point(c), c);
    }
    for (char32_t c = U'!'; c <= U'~'; ++c) {
      if (c != U'"') m.emplace(fold_code_point(c), c);
    }
    m.emplace(fold_code_point(U'"'), U'"');
    for (char32_t c = 0x0621; c <= 0x064A; ++c) {
      if (c < 0x063B || c > 0x0640) m.emplace(fold_code_point(c), c);
    }
    for (const char32_t c : {U'\u067E', U'\u0686', U'\u06A4', U'\u06AF'}) {
      m.emplace(fold_code_point(c), c);
    }
    return m;
  }();
  std::string out;
  for (const char b : folded) {
    const auto at = letters.find(b);
    if (at != letters.end()) append_utf8(out, at->second);
  }
  return out;
}

std::string model_text(const Model& model, const std::vector<NamedFeature>& features,
                       const std::string& header, int per_log) {
  std::string out = header + "feature\tvalue\tweights\nstep\t" + std::to_string(per_log) + "\n";
  for (size_t a = 0; a <= kTags; ++a) {
    out += "after\t" + (a == kTags ? "START" : kTagNames[a]) + "\t" +
           weight_list(model.moves[a], per_log, 30000) + "\n";
  }
  std::vector<std::string> lines;
  for (uint32_t f = 0; f < features.size(); ++f) {
    const std::string list = weight_list(model.features[f], per_log, 127);
    if (list.empty()) continue;
    lines.push_back(features[f].name + "\t" + features[f].value + "\t" + list + "\n");
  }
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) out += line;
  return out;
}

}  // namespace isnad::tagger
