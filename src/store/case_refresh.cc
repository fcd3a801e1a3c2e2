#include <algorithm>
#include <future>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "store/case_impl.h"
#include "store/case_refresh.h"
#include "store/kept_rows.h"
#include "store/steps.h"
#include "store/text_index.h"
#include "story/overlap.h"
#include "story/packed.h"
#include "story/stories.h"

namespace isnad {

namespace {

// Texts that are kept in memory while pairs are compared.
constexpr size_t kTextsKept = 2048;
constexpr size_t kKeyLetters = 16;
// As many rows of the text index may be without use, and one more for so many documents.
constexpr int64_t kLeftRows = 16;
constexpr int64_t kDocumentsALeftRow = 4;

// What the case holds of one article for the stages across documents.
struct Kept {
  int64_t document = 0;
  Article article;
  std::vector<Print> prints;
  std::vector<Term> terms;
  bool compared = false;
};

struct ComparedPair {
  uint32_t a = 0;  // indexes in `kept_`
  uint32_t b = 0;
  Overlap shared;
};

}  // namespace

// One run of CaseFile::refresh, inside its transaction.
class Refresh {
 public:
  Refresh(CaseFile::Impl& impl, const Readers& readers) : impl_(impl), readers_(readers) {}

  Result<Refreshed> run() {
    Refreshed done;
    Steps steps;
    steps.then([&] { return print_missing(); });
    steps.then([&] { return index_missing(); });
    steps.then([&] { return count_missing(); });
    steps.then([&] { return load(); });
    if (steps.ok()) begin_stories();
    steps.then([&] { return compare(done); });
    steps.then([&] { return find_copies(done); });
    steps.then([&] { return read_records(); });
    steps.then([&] { return find_stories(done); });
    steps.then([&] { return find_accounts(done); });
    if (!steps.ok()) return tl::unexpected<Error>(steps.result().error());
    return done;
  }

 private:
  // Documents that an older version wrote.
  Result<void> print_missing() {
    std::vector<int64_t> missing;
    auto listed =
        impl_.each("SELECT id FROM document WHERE id NOT IN (SELECT document FROM fingerprint)",
                   [&](const Statement& row) { missing.push_back(row.integer(0)); });
    if (!listed) return listed;
    for (const int64_t doc : missing) {
      const Result<std::string> text = text_of(doc);
      if (!text) return tl::unexpected<Error>(text.error());
      if (auto r = impl_.insert_fingerprint(doc, readers_.printer(*text, std::nullopt)); !r)
        return r;
    }
    return {};
  }

  // Documents that an older version wrote. Where many rows of the index are of readings that stand
  // no more, all are made anew.
  Result<void> index_missing() {
    const Result<int64_t> left =
        impl_.db.integer("SELECT count(*) FROM searched WHERE document IS NULL");
    if (!left) return tl::unexpected<Error>(left.error());
    const Result<int64_t> all = impl_.db.integer("SELECT count(*) FROM document");
    if (!all) return tl::unexpected<Error>(all.error());
    std::vector<std::pair<int64_t, int64_t>> rounds;  // saved searches go on from them
    if (*left > kLeftRows + *all / kDocumentsALeftRow) {
      auto r = impl_.each(
          "SELECT document, round FROM searched WHERE document IS NOT NULL AND round IS NOT NULL",
          [&](const Statement& row) { rounds.emplace_back(row.integer(0), row.integer(1)); });
      if (r) r = text_index(impl_)->clear();
      if (r) r = impl_.run("DELETE FROM searched");
      if (!r) return r;
    }
    std::vector<std::pair<int64_t, std::optional<std::string>>> missing;
    auto listed = impl_.each(
        "SELECT DISTINCT document, title FROM appearance WHERE document NOT IN (SELECT document "
        "FROM searched WHERE document IS NOT NULL) ORDER BY document, title",
        [&](const Statement& row) { missing.emplace_back(row.integer(0), row.optional_text(1)); });
    if (!listed) return listed;
    for (const auto& [doc, title] : missing) {
      const Result<std::string> text = text_of(doc);
      if (!text) return tl::unexpected<Error>(text.error());
      const SearchWords words = readers_.printer(*text, title).search;
      if (auto r = index_document(impl_, doc, title, words); !r) return r;
    }
    for (const auto& [doc, round] : rounds) {
      auto r = impl_.run("UPDATE searched SET round = ? WHERE document = ?", round, doc);
      if (!r) return r;
    }
    return {};
  }

  // What a number counts, in documents that an older version wrote.
  Result<void> count_missing() {
    std::vector<int64_t> missing;
    auto listed = impl_.each(
        "SELECT document FROM event WHERE count IS NOT NULL AND count_bound IS NULL UNION "
        "SELECT document FROM relation WHERE count IS NOT NULL AND count_bound IS NULL",
        [&](const Statement& row) { missing.push_back(row.integer(0)); });
    if (!listed) return listed;
    for (const int64_t doc : missing) {
      if (auto r = impl_.count_anew(doc); !r) return r;
    }
    return {};
  }

  // In the order of the documents' ids, whatever the order in which they came.
  Result<void> load() {
    auto r = impl_.each(
        "SELECT d.id, d.sha, d.published, f.words, f.prints, f.terms, f.compared "
        "FROM document d JOIN fingerprint f ON f.document = d.id ORDER BY d.sha",
        [&](const Statement& row) {
          Kept k;
          k.document = row.integer(0);
          k.article.id = row.text(1);
          k.article.published_as = row.text(2);
          k.article.published = days_of(k.article.published_as);
          k.article.words = static_cast<uint32_t>(row.integer(3));
          k.prints = prints_from(row.blob(4));
          k.terms = terms_from(row.blob(5));
          k.compared = row.integer(6) != 0;
          kept_.push_back(std::move(k));
        });
    for (uint32_t i = 0; i < kept_.size(); ++i) {
      hashes_.push_back(hashes_of(kept_[i].prints));
      at_[kept_[i].document] = i;
    }
    return r;
  }

  Result<void> compare(Refreshed& done) {
    // The new ones last, as likely_copies wants them.
    std::vector<uint32_t> order;
    for (const bool compared : {true, false}) {
      for (uint32_t i = 0; i < kept_.size(); ++i) {
        if (kept_[i].compared == compared) order.push_back(i);
      }
    }
    const auto first_new = static_cast<uint32_t>(
        std::count_if(kept_.begin(), kept_.end(), [](const Kept& k) { return k.compared; }));
    if (first_new == kept_.size()) return {};
    std::vector<std::vector<uint32_t>> hashes;
    hashes.reserve(order.size());
    for (const uint32_t i : order) hashes.push_back(hashes_[i]);
    std::vector<std::pair<uint32_t, uint32_t>> pairs = likely_copies(hashes, first_new);
    for (auto& [x, y] : pairs) std::tie(x, y) = std::minmax({order[x], order[y]});
    std::sort(pairs.begin(), pairs.end());
    for (auto pair = pairs.begin(); pair != pairs.end();) {
      const uint32_t a = pair->first;
      // Its last use: all pairs that have it second came before.
      const Result<ShingledText> first = take_words(a);
      if (!first) return tl::unexpected<Error>(first.error());
      Comparer comparer(*first);
      for (; pair != pairs.end() && pair->first == a; ++pair) {
        if (auto r = compare(a, *first, comparer, pair->second); !r) return r;
        ++done.compared;
      }
    }
    texts_.clear();
    return impl_.run("UPDATE fingerprint SET compared = 1 WHERE compared = 0");
  }

  Result<void> compare(uint32_t a, const ShingledText& first, Comparer& comparer, uint32_t b) {
    const Result<const ShingledText*> second = words_of(b);
    if (!second) return tl::unexpected<Error>(second.error());
    const HashedWords& x = first.words;
    const HashedWords& y = (*second)->words;
    for (const SharedRun& run : comparer.with(**second).runs) {
      const uint32_t last = run.words - 1;
      auto r = impl_.run(
          "INSERT INTO shared_run VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (a, b, a_word) DO UPDATE "
          "SET words = excluded.words, a_begin = excluded.a_begin, a_end = excluded.a_end, "
          "b_begin = excluded.b_begin, b_end = excluded.b_end",
          kept_[a].document, kept_[b].document, run.a, run.words, x.spans[run.a].begin,
          x.spans[run.a + last].end, y.spans[run.b].begin, y.spans[run.b + last].end);
      if (!r) return r;
    }
    return {};
  }

  Result<std::string> text_of(int64_t doc) {
    std::string text;
    auto r = impl_.each(
        "SELECT text FROM document_text WHERE document = ?",
        [&](const Statement& row) { text = row.text(0); }, doc);
    if (!r) return tl::unexpected<Error>(r.error());
    return text;
  }

  Result<ShingledText> read_words(uint32_t i) {
    const Result<std::string> bytes = text_of(kept_[i].document);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    const Result<std::u32string> text = decode_utf8(*bytes);
    if (!text) return tl::unexpected<Error>(text.error());
    return ShingledText(readers_.hasher.read(*text));
  }

  // Valid until the next one is asked for.
  Result<const ShingledText*> words_of(uint32_t i) {
    if (const auto found = texts_.find(i); found != texts_.end()) return &found->second;
    Result<ShingledText> words = read_words(i);
    if (!words) return tl::unexpected<Error>(words.error());
    if (texts_.size() >= kTextsKept) texts_.clear();
    return &texts_.emplace(i, std::move(*words)).first->second;
  }

  // The same for the caller to keep.
  Result<ShingledText> take_words(uint32_t i) {
    auto held = texts_.extract(i);
    if (held) return std::move(held.mapped());
    return read_words(i);
  }

  Result<void> find_copies(Refreshed& done) {
    std::map<std::string, uint32_t> numbers;
    std::vector<uint32_t> days;
    for (const Kept& k : kept_) {
      const auto number = static_cast<uint32_t>(numbers.size());
      days.push_back(numbers.emplace(k.article.published_as, number).first->second);
    }
    const std::vector<uint32_t> formulas = formulas_of(hashes_, days);
    std::vector<ComparedPair> pairs;
    auto r = impl_.each(
        "SELECT a, b, a_word, words FROM shared_run ORDER BY a, b, a_word",
        [&](const Statement& row) {
          const auto a = at_.find(row.integer(0));
          const auto b = at_.find(row.integer(1));
          if (a == at_.end() || b == at_.end()) return;
          if (pairs.empty() || pairs.back().a != a->second || pairs.back().b != b->second) {
            pairs.push_back({a->second, b->second, {}});
          }
          const auto words = static_cast<uint32_t>(row.integer(3));
          pairs.back().shared.runs.push_back({static_cast<uint32_t>(row.integer(2)), 0, words});
          pairs.back().shared.words += words;
        });
    if (!r) return r;
    if (auto d = impl_.run("DELETE FROM copy"); !d) return d;
    for (const ComparedPair& p : pairs) {
      const Kept& a = kept_[p.a];
      const Kept& b = kept_[p.b];
      const uint32_t told = told_words(p.shared, a.prints, formulas);
      if (!is_copy(p.shared.words, told, a.article.words, b.article.words)) continue;
      ++done.copies;
      auto i = impl_.run("INSERT INTO copy VALUES (?,?,?,?,?)", a.document, b.document,
                         p.shared.words, told, first_of(a, b));
      if (!i) return i;
    }
    return {};
  }

  // The document that was certainly published before the other.
  static std::optional<int64_t> first_of(const Kept& a, const Kept& b) {
    if (!a.article.published || !b.article.published) return std::nullopt;
    if (a.article.published->last < b.article.published->first) return a.document;
    if (b.article.published->last < a.article.published->first) return b.document;
    return std::nullopt;
  }

  // Stories need no copies: a second thread finds them while this one compares texts and reads
  // the case.
  void begin_stories() {
    for (Kept& k : kept_) {
      articles_.push_back(k.article);
      terms_.push_back(std::move(k.terms));
    }
    stories_ = std::async(std::launch::async, [this] { return stories_of(articles_, terms_); });
  }

  Result<void> read_records() {
    Result<LoadedCorpus> loaded = load_corpus(impl_);
    if (!loaded) return tl::unexpected<Error>(loaded.error());
    loaded_ = std::move(*loaded);
    return {};
  }

  Result<void> find_stories(Refreshed& done) {
    const std::vector<Article>& articles = articles_;
    // Which article each story was named after.
    std::vector<std::string> before;
    auto r = impl_.each("SELECT key FROM story UNION SELECT old FROM story_alias",
                        [&](const Statement& row) { before.push_back(row.text(0)); });
    if (!r) return r;
    if (auto d = impl_.run("DELETE FROM story_alias"); !d) return d;
    KeptRows rows;
    if (r = rows.load(impl_, "SELECT key, id, digest FROM story"); !r) return r;
    struct Made {
      Story story;
      std::string key;
      StoryDays days;
      int64_t digest = 0;
      bool kept = false;
    };
    std::vector<Made> made;
    std::map<std::string, std::string> story_of;  // key of an article's name -> key of its story
    std::vector<Story> found = stories_.get();
    for (Story& s : found) {
      const std::string key = key_of(articles[s.articles.front()]);
      done.stories += s.articles.size() > 1 ? 1 : 0;
      for (const uint32_t a : s.articles) story_of[key_of(articles[a])] = key;
      const StoryDays days = days_of_story(s, articles);
      const int64_t digest = digest_of(s, days);
      made.push_back({std::move(s), key, days, digest, rows.keep(key, digest).has_value()});
    }
    // An article is in one story: those that are no more go first.
    r = rows.drop_others(
        impl_, {"DELETE FROM story_article WHERE story = ?", "DELETE FROM story WHERE id = ?"});
    if (!r) return r;
    for (const Made& m : made) {
      if (m.kept) continue;
      if (auto i = insert(m.story, m.key, m.days, m.digest); !i) return i;
    }
    for (const std::string& old : before) {
      const auto now = story_of.find(old);
      if (now == story_of.end() || now->second == old) continue;
      if (auto i = impl_.run("INSERT INTO story_alias VALUES (?,?)", old, now->second); !i)
        return i;
    }
    return {};
  }

  Result<void> find_accounts(Refreshed& done) {
    if (auto r = refresh_accounts(impl_, loaded_, readers_.story, done); !r) return r;
    if (auto r = refresh_entity_totals(impl_); !r) return r;
    if (auto r = refresh_world(impl_, loaded_, readers_.world); !r) return r;
    return refresh_search(impl_, loaded_);
  }

  static std::string key_of(const Article& a) { return "st-" + a.id.substr(0, kKeyLetters); }

  struct StoryDays {
    std::optional<std::string> first;
    std::optional<std::string> last;
  };
  static StoryDays days_of_story(const Story& s, const std::vector<Article>& articles) {
    StoryDays out;
    for (const uint32_t a : s.articles) {
      if (!articles[a].published) continue;
      const std::string begin = day_name(articles[a].published->first);
      const std::string end = day_name(articles[a].published->last);
      out.first = out.first ? std::min(*out.first, begin) : begin;
      out.last = out.last ? std::max(*out.last, end) : end;
    }
    return out;
  }

  int64_t digest_of(const Story& s, const StoryDays& days) const {
    Digest64 d;
    for (const uint32_t a : s.articles) d.add(kept_[a].document);
    d.add(kept_[s.central].document).add(days.first.value_or("")).add(days.last.value_or(""));
    return d.value();
  }

  Result<void> insert(const Story& s, const std::string& key, const StoryDays& days,
                      int64_t digest) {
    int64_t id = 0;
    auto r = impl_.give_id("story", id);
    if (!r) return r;
    r = impl_.run(
        "INSERT INTO story (id, key, central, first_day, last_day, digest, articles) "
        "VALUES (?,?,?,?,?,?,?)",
        id, key, kept_[s.central].document, days.first, days.last, digest, s.articles.size());
    if (!r) return r;
    for (const uint32_t a : s.articles) {
      r = impl_.run("INSERT INTO story_article VALUES (?,?)", kept_[a].document, id);
      if (!r) return r;
    }
    return {};
  }

  CaseFile::Impl& impl_;
  const Readers& readers_;
  std::vector<Kept> kept_;
  std::vector<std::vector<uint32_t>> hashes_;
  std::vector<Article> articles_;
  std::vector<std::vector<Term>> terms_;
  LoadedCorpus loaded_;
  std::unordered_map<int64_t, uint32_t> at_;  // document -> index in kept_
  std::unordered_map<uint32_t, ShingledText> texts_;
  // Last: it ends before what its thread reads.
  std::future<std::vector<Story>> stories_;
};

namespace {

// How often a transaction is tried that others get into the way of.
constexpr int kAttempts = 5;

// Where others write at the same time: one of them refreshes at a time, and what it reads is as it
// was at its beginning. What others add meanwhile is for the next refresh.
template <class Commit>
Result<std::optional<Refreshed>> refresh_shared(CaseFile::Impl& impl, Commit commit_waiting,
                                                const Readers& readers, bool wait) {
  if (auto r = commit_waiting(); !r) return tl::unexpected<Error>(r.error());
  if (wait) {
    if (auto r = impl.db.lock(kRefreshLock); !r) return tl::unexpected<Error>(r.error());
  } else {
    const Result<bool> mine = impl.db.try_lock(kRefreshLock);
    if (!mine) return tl::unexpected<Error>(mine.error());
    if (!*mine) return std::nullopt;
  }
  Result<Refreshed> done;
  for (int attempt = 1;; ++attempt) {
    if (auto r = impl.db.begin(Isolation::snapshot); !r) {
      done = tl::unexpected<Error>(r.error());
    } else {
      done = Refresh(impl, readers).run();
    }
    if (done) {
      if (auto r = impl.db.commit(); !r) done = tl::unexpected<Error>(r.error());
    }
    const bool again = !done && impl.db.conflicted() && attempt < kAttempts;
    if (impl.db.in_transaction()) impl.db.rollback();
    if (!again) break;
  }
  impl.db.unlock(kRefreshLock);
  if (!done) return tl::unexpected<Error>(done.error());
  return std::optional(*done);
}

}  // namespace

Result<Refreshed> CaseFile::refresh(const Readers& readers) {
  return refresh(readers, true).map([](const std::optional<Refreshed>& done) { return *done; });
}

Result<std::optional<Refreshed>> CaseFile::refresh(const Readers& readers, bool wait) {
  if (impl_->db.is_server())
    return refresh_shared(
        *impl_, [&] { return commit(); }, readers, wait);
  if (auto r = begin(); !r) return tl::unexpected<Error>(r.error());
  Result<Refreshed> done = Refresh(*impl_, readers).run();
  if (!done) {
    rollback();
    return tl::unexpected<Error>(done.error());
  }
  if (auto r = commit(); !r) return tl::unexpected<Error>(r.error());
  return std::optional(*done);
}

}  // namespace isnad
