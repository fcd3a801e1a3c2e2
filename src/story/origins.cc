#include "story/origins.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace isnad {

namespace {

class Groups {
 public:
  explicit Groups(size_t n) : of_(n) { std::iota(of_.begin(), of_.end(), 0u); }
  // The least member of the group.
  uint32_t find(uint32_t i) {
    while (of_[i] != i) i = of_[i] = of_[of_[i]];
    return i;
  }
  void join(uint32_t i, uint32_t j) {
    const uint32_t a = find(i);
    const uint32_t b = find(j);
    of_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<uint32_t> of_;
};

// Traces some reports back. `reports` and `numbers` side by side, articles ascending.
class Tracer {
 public:
  Tracer(const Across& across, const SharedWords& shared, const std::vector<const Report*>& reports)
      : corpus_(across.corpus), shared_(shared), reports_(reports), groups_(reports.size()) {}

  Isnad trace(const std::vector<uint32_t>& numbers) {
    for (uint32_t i = 0; i < reports_.size(); ++i) add_chain(i, numbers[i]);
    for (uint32_t i = 0; i < reports_.size(); ++i) follow_copies(i);
    join_names();
    std::map<uint32_t, uint32_t> origin_of;  // least member -> origin
    for (uint32_t i = 0; i < reports_.size(); ++i) {
      const auto next = static_cast<uint32_t>(out_.origins.size());
      const auto [at, fresh] = origin_of.try_emplace(groups_.find(i), next);
      if (fresh) out_.origins.emplace_back();
      out_.chains[i].origin = at->second;
      out_.origins[at->second].chains.push_back(i);
    }
    for (Origin& o : out_.origins) describe(o);
    return std::move(out_);
  }

 private:
  const std::string& name(Symbol s) const { return corpus_.symbols.name(s); }
  bool by_name(Symbol a, Symbol b) const { return name(a) < name(b); }

  void add_chain(uint32_t i, uint32_t number) {
    const Report& r = *reports_[i];
    Chain& c = out_.chains.emplace_back();
    c.report = number;
    c.article = r.article;
    c.speakers = r.source;
    c.agencies = corpus_.articles[r.article].credits;
    c.agencies.insert(c.agencies.end(), r.via.begin(), r.via.end());
    std::sort(c.agencies.begin(), c.agencies.end(),
              [&](Symbol a, Symbol b) { return by_name(a, b); });
    c.agencies.erase(std::unique(c.agencies.begin(), c.agencies.end()), c.agencies.end());
    // An unnamed speaker ("observers") tells no two voices apart.
    const auto first = std::find_if(r.source.begin(), r.source.end(),
                                    [&](Symbol s) { return !name(s).starts_with("GEN:"); });
    speakers_.push_back(first == r.source.end() ? kNoSymbol : *first);
    by_article_[r.article].push_back(i);
  }

  void follow_copies(uint32_t i) {
    Chain& c = out_.chains[i];
    for (const uint32_t partner : shared_.partners(c.article)) {
      const auto there = by_article_.find(partner);
      if (there == by_article_.end()) continue;
      for (const uint32_t j : there->second) {
        if (!shared_.tell_both(*reports_[i], *reports_[j])) continue;
        groups_.join(i, j);
        copied_[i] = copied_[j] = true;
        if (first_of(corpus_, c.article, partner) != partner) continue;
        if (c.copied_from == kNoArticle || first_of(corpus_, partner, c.copied_from) == partner) {
          c.copied_from = partner;
        }
      }
    }
  }

  // The one named person who speaks for each body; kNoSymbol where there are several.
  std::map<Symbol, Symbol> voices() const {
    std::map<Symbol, Symbol> out;
    for (uint32_t i = 0; i < reports_.size(); ++i) {
      const std::vector<Symbol>& source = reports_[i]->source;
      if (speakers_[i] == kNoSymbol || source.front() != speakers_[i]) continue;
      for (size_t k = 1; k < source.size(); ++k) {
        const auto [at, fresh] = out.try_emplace(source[k], speakers_[i]);
        if (!fresh && at->second != speakers_[i]) at->second = kNoSymbol;
      }
    }
    return out;
  }

  void join_names() {
    const std::map<Symbol, Symbol> voice = voices();
    std::map<std::pair<OriginKind, Symbol>, uint32_t> met;
    const auto meet = [&](OriginKind kind, Symbol s, uint32_t i) {
      const auto [at, fresh] = met.try_emplace({kind, s}, i);
      if (!fresh) groups_.join(at->second, i);
    };
    for (uint32_t i = 0; i < reports_.size(); ++i) {
      const Chain& c = out_.chains[i];
      const Symbol outlet = corpus_.articles[c.article].outlet;
      if (speakers_[i] != kNoSymbol) {
        const auto person = voice.find(speakers_[i]);
        const bool one = person != voice.end() && person->second != kNoSymbol;
        meet(OriginKind::speaker, one ? person->second : speakers_[i], i);
      } else if (!c.agencies.empty()) {
        for (const Symbol a : c.agencies) meet(OriginKind::agency, a, i);
      } else if (outlet != kNoSymbol) {
        meet(OriginKind::outlet, outlet, i);
      }
    }
  }

  // The chain whose article was published first; kNoArticle in `sure` if another may have been.
  uint32_t first_chain(const std::vector<uint32_t>& chains, bool* sure) const {
    uint32_t first = chains.front();
    for (const uint32_t i : chains) {
      const uint32_t a = out_.chains[i].article;
      if (first_of(corpus_, a, out_.chains[first].article) == a) first = i;
    }
    *sure = std::all_of(chains.begin(), chains.end(), [&](uint32_t i) {
      const uint32_t a = out_.chains[i].article;
      const uint32_t b = out_.chains[first].article;
      return a == b || first_of(corpus_, a, b) == b;
    });
    return first;
  }

  void describe(Origin& o) const {
    bool sure = false;
    const uint32_t first = first_chain(o.chains, &sure);
    o.article = out_.chains[first].article;
    // The earliest that names one: who prints a text again may leave the name out, none adds one.
    for (const OriginKind kind : {OriginKind::speaker, OriginKind::agency}) {
      for (uint32_t k = 0; k <= o.chains.size(); ++k) {
        const uint32_t i = k == 0 ? first : o.chains[k - 1];
        const std::vector<Symbol>& agencies = out_.chains[i].agencies;
        const Symbol s = kind == OriginKind::speaker ? speakers_[i]
                         : agencies.empty()          ? kNoSymbol
                                                     : agencies.front();
        if (s == kNoSymbol) continue;
        o.kind = kind;
        o.name = s;
        return;
      }
    }
    const bool copies = std::any_of(o.chains.begin(), o.chains.end(),
                                    [&](uint32_t i) { return copied_.count(i) > 0; });
    if (copies && !sure) {
      o.kind = OriginKind::unseen;
      o.article = kNoArticle;
      return;
    }
    o.kind = OriginKind::outlet;
    o.name = corpus_.articles[o.article].outlet;
  }

  const Corpus& corpus_;
  const SharedWords& shared_;
  const std::vector<const Report*>& reports_;
  Groups groups_;
  Isnad out_;
  std::vector<Symbol> speakers_;  // the last speaker of each report that has a name
  std::map<uint32_t, std::vector<uint32_t>> by_article_;
  std::map<uint32_t, bool> copied_;
};

template <class R>
std::vector<const Report*> pointers(const std::vector<R>& from, const std::vector<uint32_t>& at) {
  std::vector<const Report*> out;
  out.reserve(at.size());
  for (const uint32_t i : at) out.push_back(&from[i]);
  return out;
}

}  // namespace

IsnadReader::IsnadReader(const Across& across) : across_(across), shared_(across) {}

Isnad IsnadReader::of_events(const std::vector<uint32_t>& reports) const {
  const auto list = pointers(across_.corpus.events, reports);
  return Tracer(across_, shared_, list).trace(reports);
}

Isnad IsnadReader::of_relations(const std::vector<uint32_t>& reports) const {
  const auto list = pointers(across_.corpus.relations, reports);
  return Tracer(across_, shared_, list).trace(reports);
}

}  // namespace isnad
