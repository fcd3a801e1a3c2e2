#include <algorithm>
#include <optional>
#include <unordered_map>

#include "store/case_refresh.h"
#include "store/search_columns.h"
#include "store/steps.h"
#include "story/packed.h"

namespace isnad {

namespace {

// Articles that a text was copied to come after it by these.
struct Published {
  uint32_t first = kNoDay;
  uint32_t last = kNoDay;
};

// Makes the columns of SearchColumns from the tables of the case.
class Columns {
 public:
  Columns(CaseFile::Impl& impl, const LoadedCorpus& loaded)
      : impl_(impl), loaded_(loaded), corpus_(loaded.corpus), symbols_(loaded.corpus.symbols) {}

  Result<void> run() {
    articles();
    events();
    relations();
    Steps steps;
    steps.then([&] { return open_last(); });
    steps.then([&] {
      return per_article("article.outlet",
                         "SELECT DISTINCT document, outlet FROM appearance WHERE outlet IS NOT "
                         "NULL AND outlet <> ''");
    });
    steps.then([&] {
      return per_article("article.entity",
                         "SELECT DISTINCT document, code FROM entity WHERE 1 = 1");
    });
    steps.then([&] { return claims(); });
    steps.then([&] { return new_round(); });
    steps.then([&] { return article_tables(); });
    steps.then([&] { return conflicts(); });
    if (steps.ok()) finish();
    steps.then([&] { return write(); });
    return steps.result();
  }

 private:
  using Numbers = std::vector<uint32_t>;
  using Rows = std::unordered_map<int64_t, uint32_t>;

  uint32_t symbol(std::string_view name) { return symbols_.add(name); }

  // The columns that hold symbols are renumbered in finish().
  void text(const std::string& name, Numbers values) {
    text_columns_.push_back(name);
    columns_[name] = std::move(values);
  }
  void number(const std::string& name, Numbers values) { columns_[name] = std::move(values); }

  template <class Things, class List>
  void texts(const std::string& name, const Things& things, List list) {
    Numbers begins = {0};
    Numbers values;
    for (const auto& thing : things) {
      const auto& of = list(thing);
      values.insert(values.end(), of.begin(), of.end());
      begins.push_back(static_cast<uint32_t>(values.size()));
    }
    number(name + ".begins", std::move(begins));
    text(name, std::move(values));
  }

  static void put_row(int64_t row, Numbers& to) {
    to.push_back(static_cast<uint32_t>(row));
    to.push_back(static_cast<uint32_t>(static_cast<uint64_t>(row) >> 32));
  }

  static Numbers rows_of(const std::vector<int64_t>& rows) {
    Numbers out;
    for (const int64_t row : rows) put_row(row, out);
    return out;
  }

  // Where the things of each article begin; `article_of` ascends.
  template <class Things, class ArticleOf>
  void by_article(const std::string& name, const Things& things, ArticleOf article_of) {
    Numbers begins(corpus_.articles.size() + 1);
    for (const auto& t : things) ++begins[article_of(t) + 1];
    for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    number(name, std::move(begins));
  }

  void articles() {
    Numbers first;
    Numbers last;
    for (size_t i = 0; i < corpus_.articles.size(); ++i) {
      const std::optional<Days>& p = corpus_.articles[i].published;
      first.push_back(p ? day_number(p->first) : kNoDay);
      last.push_back(p ? day_number(p->last) : kNoDay);
      article_at_[loaded_.documents[i]] = static_cast<uint32_t>(i);
    }
    number("article.first", std::move(first));
    number("article.last", std::move(last));
    number("article.row", rows_of(loaded_.documents));
  }

  // What events and relations have alike.
  template <class R>
  void reports(const std::string& kind, const std::vector<R>& all,
               const std::vector<int64_t>& rows) {
    Numbers factuality;
    for (const R& r : all) factuality.push_back(symbol(factuality_name(r.factuality)));
    text(kind + ".factuality", std::move(factuality));
    texts(kind + ".source", all, [](const R& r) { return r.source; });
    texts(kind + ".via", all, [](const R& r) { return r.via; });
    number(kind + ".row", rows_of(rows));
    by_article("article." + kind + "s", all, [](const R& r) { return r.article; });
  }

  void events() {
    const std::vector<EventReport>& all = corpus_.events;
    reports("event", all, loaded_.events);
    Numbers type;
    Numbers mode;
    Numbers place;
    Numbers first;
    Numbers last;
    for (const EventReport& e : all) {
      type.push_back(symbol(event_type_name(e.type)));
      mode.push_back(e.mode);
      place.push_back(e.place);
      first.push_back(e.days ? day_number(e.days->first) : kNoDay);
      last.push_back(e.days ? day_number(e.days->last) : kNoDay);
    }
    text("event.type", std::move(type));
    text("event.mode", std::move(mode));
    text("event.place", std::move(place));
    number("event.first", std::move(first));
    number("event.last", std::move(last));
    texts("event.context", all, [](const EventReport& e) { return e.contexts; });
    texts("event.actor", all, [](const EventReport& e) { return e.actor; });
    texts("event.recipient", all, [](const EventReport& e) { return e.recipient; });
  }

  void relations() {
    const std::vector<RelationReport>& all = corpus_.relations;
    reports("relation", all, loaded_.relations);
    Numbers rel;
    Numbers subject;
    Numbers object;
    Numbers first;
    Numbers last;
    for (const RelationReport& r : all) {
      rel.push_back(symbol(relation_kind_name(r.rel)));
      subject.push_back(r.subject);
      object.push_back(r.object);
      // An end that is not told is open; a relation without both has no days.
      const bool dated = r.from_days || r.to_days;
      first.push_back(!dated ? kNoDay : r.from_days ? day_number(r.from_days->first) : 0);
      last.push_back(!dated      ? kNoDay
                     : r.to_days ? day_number(r.to_days->last)
                                 : day_number(kLastDay));
    }
    text("relation.rel", std::move(rel));
    text("relation.subject", std::move(subject));
    text("relation.object", std::move(object));
    number("relation.first", std::move(first));
    number("relation.last", std::move(last));
  }

  // What the last refresh made of documents that are as they were then is taken over: their rows
  // are not read again. Without columns of an earlier refresh, or with damaged ones, all are read.
  Result<void> open_last() {
    std::unordered_map<int64_t, bool> stale;
    auto r = impl_.each("SELECT document FROM searched WHERE stale = 1",
                        [&](const Statement& row) { stale[row.integer(0)] = true; });
    if (!r) return r;
    Result<SearchColumns> last = SearchColumns::open(impl_);
    if (!last || !all_there(*last)) return {};
    last_article_.assign(corpus_.articles.size(), kNoText);
    for (uint32_t i = 0; i < last->size(SearchThing::article); ++i) {
      const int64_t document = last->row(SearchThing::article, i);
      const auto at = article_at_.find(document);
      if (at != article_at_.end() && stale.count(document) == 0) last_article_[at->second] = i;
    }
    for (size_t a = 0; a < last_article_.size(); ++a) {
      if (last_article_[a] == kNoText && stale.count(loaded_.documents[a]) == 0) return {};
    }
    last_symbol_.assign(last->symbols(), kNoText);
    last_ = std::move(*last);
    return {};
  }

  // Are the columns whole that are taken over?
  static bool all_there(SearchColumns& last) {
    for (const char* name : {"article.outlet", "article.entity"}) {
      last.lists(name, SearchThing::article);
    }
    for (const char* name : {"claim.via", "claim.event", "claim.relation"}) {
      last.lists(name, SearchThing::claim);
    }
    last.numbers("claim.source", SearchThing::claim);
    last.ranges("article.claims", SearchThing::article, SearchThing::claim);
    for (const SearchThing t :
         {SearchThing::article, SearchThing::event, SearchThing::relation, SearchThing::claim}) {
      if (last.size(t) > 0) last.row(t, last.size(t) - 1);
    }
    return last.state().has_value();
  }

  // "AND document IN" those that have to be read.
  std::string only_stale(const char* document) const {
    if (!last_) return {};
    return std::string(" AND ") + document +
           " IN (SELECT document FROM searched WHERE stale = 1 AND document IS NOT NULL)";
  }

  uint32_t last_symbol(uint32_t s) {
    if (s >= last_symbol_.size()) return kNoText;
    if (last_symbol_[s] == kNoText) last_symbol_[s] = symbol(last_->symbol(s));
    return last_symbol_[s];
  }

  // Documents that are searchable from now on.
  Result<void> new_round() {
    auto r = impl_.run(
        "UPDATE searched SET round = (SELECT coalesce(max(round), 0) + 1 FROM searched) "
        "WHERE round IS NULL AND document IS NOT NULL");
    if (!r) return r;
    return impl_.run("UPDATE searched SET stale = 0 WHERE stale = 1");
  }

  // For each article the values of a table, ascending, each once. `sql` ends in a condition.
  Result<void> per_article(const std::string& name, const char* sql) {
    std::vector<Numbers> lists(corpus_.articles.size());
    if (last_) {
      const SearchLists last = last_->lists(name, SearchThing::article);
      for (size_t a = 0; a < lists.size(); ++a) {
        if (last_article_[a] == kNoText) continue;
        for (const uint32_t s : last.list(last_article_[a])) lists[a].push_back(last_symbol(s));
      }
    }
    auto r = impl_.each(sql + only_stale("document") + " ORDER BY 1, 2", [&](const Statement& row) {
      const auto at = article_at_.find(row.integer(0));
      if (at != article_at_.end()) lists[at->second].push_back(symbol(row.blob(1)));
    });
    texts(name, lists, [](const Numbers& list) { return list; });
    return r;
  }

  Result<void> article_tables() {
    const size_t n = corpus_.articles.size();
    Numbers lang(n, kNoText);
    Numbers words(n);
    Numbers round(n);
    Numbers text_row(2 * n);
    Numbers later(n);
    Steps steps;
    const auto each = [&](const char* sql, auto take) {
      return impl_.each(sql, [&](const Statement& row) {
        const auto at = article_at_.find(row.integer(0));
        if (at != article_at_.end()) take(at->second, row);
      });
    };
    steps.then([&] {
      return each("SELECT id, lang FROM document",
                  [&](uint32_t a, const Statement& row) { lang[a] = symbol(row.blob(1)); });
    });
    steps.then([&] {
      return each("SELECT document, words, round, id FROM searched WHERE document IS NOT NULL",
                  [&](uint32_t a, const Statement& row) {
                    words[a] = static_cast<uint32_t>(row.integer(1));
                    round[a] = static_cast<uint32_t>(row.integer(2));
                    const auto id = static_cast<uint64_t>(row.integer(3));
                    text_row[2 * a] = static_cast<uint32_t>(id);
                    text_row[2 * a + 1] = static_cast<uint32_t>(id >> 32);
                  });
    });
    steps.then([&] {
      return each("SELECT a, b FROM copy", [&](uint32_t a, const Statement& row) {
        const auto b = article_at_.find(row.integer(1));
        if (b != article_at_.end()) later[later_of(a, b->second)] = 1;
      });
    });
    text("article.lang", std::move(lang));
    number("article.words", std::move(words));
    number("article.round", std::move(round));
    std::vector<std::pair<uint64_t, uint32_t>> texts;
    for (uint32_t a = 0; a < n; ++a) {
      texts.emplace_back(uint64_t{text_row[2 * a + 1]} << 32 | text_row[2 * a], a);
    }
    in_order("texts", std::move(texts));
    std::vector<std::pair<uint64_t, uint32_t>> documents(article_at_.begin(), article_at_.end());
    in_order("documents", std::move(documents));
    std::vector<std::pair<uint64_t, uint32_t>> titles;
    steps.then([&] {
      return each("SELECT document, id FROM search_title_row",
                  [&](uint32_t a, const Statement& row) {
                    titles.emplace_back(static_cast<uint64_t>(row.integer(1)), a);
                  });
    });
    in_order("titles", std::move(titles));
    number("article.text", std::move(text_row));
    number("article.copy", std::move(later));
    return steps.result();
  }

  // Articles in the order of rows that are theirs.
  void in_order(const std::string& name, std::vector<std::pair<uint64_t, uint32_t>> rows) {
    std::sort(rows.begin(), rows.end());
    Numbers halves;
    Numbers articles;
    for (const auto& [row, article] : rows) {
      put_row(static_cast<int64_t>(row), halves);
      articles.push_back(article);
    }
    number(name + ".row", std::move(halves));
    number(name + ".article", std::move(articles));
  }

  // Which of two copies does not count as the first: the one published later, of two of one day the
  // one with the greater id.
  uint32_t later_of(uint32_t a, uint32_t b) {
    const Numbers& first = columns_["article.first"];
    return std::pair(first[a], a) < std::pair(first[b], b) ? b : a;
  }

  Result<void> claims() {
    struct OneClaim {
      uint32_t article = 0;
      int64_t row = 0;
      uint32_t source = kNoText;
      Numbers via;
      Numbers events;
      Numbers relations;
    };
    std::vector<OneClaim> all;
    Steps steps;
    steps.then([&] {
      return impl_.each("SELECT document, id, source FROM claim WHERE 1 = 1" +
                            only_stale("document") + " ORDER BY id",
                        [&](const Statement& row) {
                          const auto at = article_at_.find(row.integer(0));
                          if (at == article_at_.end()) return;
                          const std::string_view source = row.blob(2);
                          const uint32_t by = source.empty() ? kNoText : symbol(source);
                          all.push_back({at->second, row.integer(1), by, {}, {}, {}});
                        });
    });
    Rows at;
    for (size_t i = 0; i < all.size(); ++i) at[all[i].row] = static_cast<uint32_t>(i);
    const auto each = [&](const std::string& sql, auto take) {
      return impl_.each(sql, [&](const Statement& row) {
        const auto found = at.find(row.integer(0));
        if (found != at.end()) take(all[found->second], row);
      });
    };
    Rows event_at;
    Rows relation_at;
    for (size_t i = 0; i < loaded_.events.size(); ++i) {
      event_at[loaded_.events[i]] = static_cast<uint32_t>(i);
    }
    for (size_t i = 0; i < loaded_.relations.size(); ++i) {
      relation_at[loaded_.relations[i]] = static_cast<uint32_t>(i);
    }
    const auto tell = [](const Rows& rows, int64_t row, Numbers& to) {
      if (const auto found = rows.find(row); found != rows.end()) to.push_back(found->second);
    };
    steps.then([&] {
      return each(
          "SELECT v.claim, v.code FROM claim c CROSS JOIN claim_via v WHERE v.claim = c.id" +
              only_stale("c.document") + " ORDER BY 1, 2",
          [&](OneClaim& c, const Statement& row) { c.via.push_back(symbol(row.blob(1))); });
    });
    steps.then([&] {
      return each(
          "SELECT t.claim, e.id FROM claim c CROSS JOIN claim_tells t JOIN event e ON "
          "e.document = c.document AND e.key = t.key WHERE t.claim = c.id AND t.what = 'event'" +
              only_stale("c.document") + " ORDER BY 1, 2",
          [&](OneClaim& c, const Statement& row) { tell(event_at, row.integer(1), c.events); });
    });
    steps.then([&] {
      return each(
          "SELECT t.claim, r.id FROM claim c CROSS JOIN claim_tells t JOIN relation r ON "
          "r.document = c.document AND r.key = t.key WHERE t.claim = c.id AND t.what = "
          "'relation'" +
              only_stale("c.document") + " ORDER BY 1, 2",
          [&](OneClaim& c, const Statement& row) {
            tell(relation_at, row.integer(1), c.relations);
          });
    });
    if (last_) {
      const std::span<const uint32_t> by = last_->numbers("claim.source", SearchThing::claim);
      const SearchLists via = last_->lists("claim.via", SearchThing::claim);
      const SearchLists tells_event = last_->lists("claim.event", SearchThing::claim);
      const SearchLists tells_relation = last_->lists("claim.relation", SearchThing::claim);
      const std::span<const uint32_t> begins =
          last_->ranges("article.claims", SearchThing::article, SearchThing::claim);
      for (uint32_t a = 0; a < last_article_.size(); ++a) {
        const uint32_t last = last_article_[a];
        if (last == kNoText) continue;
        for (uint32_t c = begins[last]; c < begins[last + 1]; ++c) {
          OneClaim& to = all.emplace_back();
          to.article = a;
          to.row = last_->row(SearchThing::claim, c);
          to.source = last_symbol(by[c]);
          for (const uint32_t s : via.list(c)) to.via.push_back(last_symbol(s));
          for (const uint32_t e : tells_event.list(c)) {
            tell(event_at, last_->row(SearchThing::event, e), to.events);
          }
          for (const uint32_t r : tells_relation.list(c)) {
            tell(relation_at, last_->row(SearchThing::relation, r), to.relations);
          }
        }
      }
    }
    std::sort(all.begin(), all.end(), [](const OneClaim& a, const OneClaim& b) {
      return std::pair(a.article, a.row) < std::pair(b.article, b.row);
    });
    Numbers rows;
    Numbers source;
    for (const OneClaim& c : all) {
      put_row(c.row, rows);
      source.push_back(c.source);
    }
    claims_ = all.size();
    number("claim.row", std::move(rows));
    text("claim.source", std::move(source));
    texts("claim.via", all, [](const OneClaim& c) { return c.via; });
    texts("claim.event", all, [](const OneClaim& c) { return c.events; });
    texts("claim.relation", all, [](const OneClaim& c) { return c.relations; });
    // These two are no symbols.
    text_columns_.resize(text_columns_.size() - 2);
    by_article("article.claims", all, [](const OneClaim& c) { return c.article; });
    return steps.result();
  }

  // Which reports stand in a contradiction.
  Result<void> conflicts() {
    Steps steps;
    const auto marks = [&](const char* kind, const std::vector<int64_t>& rows) {
      Numbers in(rows.size());
      Rows at;
      for (size_t i = 0; i < rows.size(); ++i) at[rows[i]] = static_cast<uint32_t>(i);
      steps.then([&] {
        return impl_.each(
            "SELECT r.report FROM conflict_report r JOIN conflict c ON c.id = r.conflict "
            "WHERE c.what = ?",
            [&](const Statement& row) {
              if (const auto found = at.find(row.integer(0)); found != at.end()) {
                in[found->second] = 1;
              }
            },
            kind);
      });
      number(std::string(kind) + ".conflict", std::move(in));
    };
    marks("event", loaded_.events);
    marks("relation", loaded_.relations);
    return steps.result();
  }

  // Symbols in the order of their bytes, so that a name is found by halves, and the same articles
  // give the same columns.
  void finish() {
    std::vector<bool> used(symbols_.size());
    for (const std::string& name : text_columns_) {
      for (const uint32_t s : columns_[name]) {
        if (s != kNoText) used[s] = true;
      }
    }
    Numbers order;
    for (uint32_t s = 0; s < symbols_.size(); ++s) {
      if (used[s]) order.push_back(s);
    }
    std::sort(order.begin(), order.end(),
              [&](uint32_t a, uint32_t b) { return symbols_.name(a) < symbols_.name(b); });
    Numbers number_of(symbols_.size(), kNoText);
    Numbers begins = {0};
    for (size_t i = 0; i < order.size(); ++i) {
      number_of[order[i]] = static_cast<uint32_t>(i);
      names_ += symbols_.name(order[i]);
      begins.push_back(static_cast<uint32_t>(names_.size()));
    }
    for (const std::string& name : text_columns_) {
      for (uint32_t& s : columns_[name]) {
        if (s != kNoText) s = number_of[s];
      }
    }
    number("symbol.begins", std::move(begins));
    number("sizes",
           {static_cast<uint32_t>(corpus_.articles.size()),
            static_cast<uint32_t>(corpus_.events.size()),
            static_cast<uint32_t>(corpus_.relations.size()), static_cast<uint32_t>(claims_)});
  }

  Result<void> write() {
    constexpr const char* kPut =
        "INSERT INTO search_column (name, bytes) VALUES (?,?) "
        "ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes";
    for (const auto& [name, numbers] : columns_) {
      std::string bytes;
      bytes.reserve(numbers.size() * 4);
      for (const uint32_t n : numbers) pack(n, bytes);
      if (auto r = impl_.run(kPut, name, Bytes{bytes}); !r) return r;
    }
    return impl_.run(kPut, "symbol.text", Bytes{names_});
  }

  CaseFile::Impl& impl_;
  const LoadedCorpus& loaded_;
  const Corpus& corpus_;
  Symbols symbols_;
  Rows article_at_;
  std::map<std::string, Numbers> columns_;
  std::vector<std::string> text_columns_;
  std::string names_;
  size_t claims_ = 0;
  std::optional<SearchColumns> last_;  // of the last refresh
  Numbers last_article_;               // by article: its number there; kNoText: to be read
  Numbers last_symbol_;                // by number there
};

}  // namespace

Result<void> refresh_search(CaseFile::Impl& impl, const LoadedCorpus& loaded) {
  return Columns(impl, loaded).run();
}

}  // namespace isnad
