#include <algorithm>

#include "store/case_refresh.h"
#include "store/packed_corpus.h"
#include "world/evidence.h"

namespace isnad {

namespace {

// Moves reports and what they name into a corpus of their own.
class Reduced {
 public:
  Reduced(const Corpus& all, const std::vector<Evidence>& evidence) : all_(all) {
    std::vector<bool> events(all.events.size());
    std::vector<bool> relations(all.relations.size());
    for (const Evidence& e : evidence) {
      (e.report.relation ? relations : events)[e.report.index] = true;
    }
    // Articles keep their order, by id.
    article_at_.assign(all.articles.size(), kNone);
    mark(all.events, events);
    mark(all.relations, relations);
    for (uint32_t i = 0; i < all.articles.size(); ++i) {
      if (article_at_[i] != kNone) article_at_[i] = article(all.articles[i]);
    }
    for (size_t i = 0; i < events.size(); ++i) {
      if (events[i]) event(all.events[i]);
    }
    for (size_t i = 0; i < relations.size(); ++i) {
      if (relations[i]) relation(all.relations[i]);
    }
  }
  const Corpus& corpus() const { return out_; }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  template <class R>
  void mark(const std::vector<R>& reports, const std::vector<bool>& wanted) {
    for (size_t i = 0; i < reports.size(); ++i) {
      if (wanted[i]) article_at_[reports[i].article] = 0;
    }
  }
  Symbol moved(Symbol s) { return s == kNoSymbol ? s : out_.symbols.add(all_.symbols.name(s)); }
  void move(std::vector<Symbol>& list) {
    for (Symbol& s : list) s = moved(s);
  }
  uint32_t article(const Article& from) {
    Article a = from;
    a.title.clear();
    a.outlet = moved(a.outlet);
    move(a.credits);
    out_.articles.push_back(std::move(a));
    return static_cast<uint32_t>(out_.articles.size() - 1);
  }
  void report(Report& t) {
    t.article = article_at_[t.article];
    t.rule = moved(t.rule);
    move(t.source);
    move(t.via);
  }
  void event(const EventReport& from) {
    EventReport& t = out_.events.emplace_back(from);
    report(t);
    t.mode = moved(t.mode);
    t.place = moved(t.place);
    move(t.contexts);
    move(t.actor);
    move(t.recipient);
  }
  void relation(const RelationReport& from) {
    RelationReport& t = out_.relations.emplace_back(from);
    report(t);
    t.subject = moved(t.subject);
    t.object = moved(t.object);
  }

  const Corpus& all_;
  Corpus out_;
  std::vector<uint32_t> article_at_;
};

}  // namespace

Result<void> refresh_world(CaseFile::Impl& impl, const LoadedCorpus& loaded,
                           const WorldRules& rules) {
  const Reduced reduced(loaded.corpus, evidence_of(loaded.corpus, rules));
  return impl.run(
      "INSERT INTO world VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET corpus = excluded.corpus",
      Bytes{bytes_of(reduced.corpus())});
}

Result<Corpus> CaseFile::world() const {
  Corpus corpus;
  if (impl_->older) return corpus;
  Result<void> broken;
  auto r = impl_->each("SELECT corpus FROM world", [&](const Statement& s) {
    Result<Corpus> read = corpus_from(s.blob(0));
    if (read) {
      corpus = std::move(*read);
    } else {
      broken = fail(read.error().code, impl_->name + ": " + read.error().message);
    }
  });
  if (!r) return tl::unexpected<Error>(r.error());
  if (!broken) return tl::unexpected<Error>(broken.error());
  return corpus;
}

}  // namespace isnad
