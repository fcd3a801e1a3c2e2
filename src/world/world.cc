#include "world/world.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "world/impl.h"

namespace isnad {

bool sees(const Viewpoint& view, const Corpus& corpus, ReportRef ref) {
  // Most questions let everything through: then no report is looked up.
  if (!view.known_by && view.outlets.empty() && view.sources.empty()) return true;
  const Report& r = report_of(corpus, ref);
  const Article& a = corpus.articles[r.article];
  if (view.known_by && (!a.published || a.published->last > *view.known_by)) return false;
  const auto among = [](const std::vector<Symbol>& list, Symbol s) {
    return std::find(list.begin(), list.end(), s) != list.end();
  };
  if (!view.outlets.empty() && !among(view.outlets, a.outlet)) return false;
  if (view.sources.empty()) return true;
  const auto wanted = [&](Symbol s) { return among(view.sources, s); };
  return std::any_of(r.source.begin(), r.source.end(), wanted) ||
         std::any_of(r.via.begin(), r.via.end(), wanted);
}

NameOrder::NameOrder(const Symbols& symbols, const std::vector<FluentEvidence>& evidence,
                     const std::vector<KnownPair>& known) {
  std::vector<uint8_t> used(symbols.size(), 0);
  for (const FluentEvidence& e : evidence) used[e.fluent.subject] = used[e.fluent.object] = 1;
  for (const KnownPair& k : known) {
    for (const std::string* name : {&k.first, &k.second}) {
      if (const Symbol s = symbols.find(*name); s != kNoSymbol) used[s] = 1;
    }
  }
  std::vector<Symbol> list;
  for (Symbol s = 0; s < used.size(); ++s) {
    if (used[s]) list.push_back(s);
  }
  std::sort(list.begin(), list.end(),
            [&](Symbol a, Symbol b) { return symbols.name(a) < symbols.name(b); });
  ranks_.resize(symbols.size(), 0);
  for (uint32_t i = 0; i < list.size(); ++i) ranks_[list[i]] = i + 1;
}

bool NameOrder::less(const Fluent& a, const Fluent& b) const {
  const auto key = [&](const Fluent& f) {
    return std::tuple(f.kind, (*this)(f.subject), (*this)(f.object));
  };
  return key(a) < key(b);
}

World::World(const Corpus& corpus, const WorldRules& rules)
    : World(corpus, rules, evidence_of(corpus, rules)) {}

World::World(const Corpus& corpus, const WorldRules& rules, std::vector<FluentEvidence> evidence)
    : corpus_(&corpus),
      rules_(&rules),
      evidence_(std::move(evidence)),
      order_(std::make_shared<NameOrder>(corpus.symbols, evidence_, rules.impl().known)) {
  // Kind, subject, object and number as two numbers that compare alike: there are tens of
  // thousands.
  std::vector<std::pair<uint64_t, uint64_t>> keys;
  keys.reserve(evidence_.size());
  for (uint32_t n = 0; n < evidence_.size(); ++n) {
    const Fluent& f = evidence_[n].fluent;
    keys.emplace_back(uint64_t{static_cast<uint8_t>(f.kind)} << 32 | (*order_)(f.subject),
                      uint64_t{(*order_)(f.object)} << 32 | n);
  }
  std::sort(keys.begin(), keys.end());
  by_fluent_.reserve(keys.size());
  for (const auto& key : keys) by_fluent_.push_back(static_cast<uint32_t>(key.second));
}

State World::state(const Viewpoint& view) const {
  State out(*this);
  std::vector<uint32_t> seen;
  for (size_t i = 0; i < by_fluent_.size();) {
    const Fluent fluent = evidence_[by_fluent_[i]].fluent;
    seen.clear();
    for (; i < by_fluent_.size() && evidence_[by_fluent_[i]].fluent == fluent; ++i) {
      if (sees(view, *corpus_, evidence_[by_fluent_[i]].report)) seen.push_back(by_fluent_[i]);
    }
    if (seen.empty()) continue;
    History& h = out.histories_.emplace_back();
    h.fluent = fluent;
    build_history(evidence_, seen, h);
  }
  if (view.consequences) {
    apply_exclusions(*this, out.histories_);
    apply_consequences(*this, *order_, out.histories_);
  }
  return out;
}

}  // namespace isnad
