#include "store/corpus_load.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "store/steps.h"

namespace isnad {

namespace {

class Loader {
 public:
  explicit Loader(CaseFile::Impl& impl) : impl_(impl) {}

  Result<LoadedCorpus> run() {
    Steps steps;
    steps.then([&] { return articles(); });
    steps.then([&] { return events(); });
    steps.then([&] { return event_parts(); });
    steps.then([&] { return relations(); });
    steps.then([&] { return passed_on(); });
    if (!steps.ok()) return tl::unexpected<Error>(steps.result().error());
    return std::move(out_);
  }

 private:
  // Index by row; rows are numbered nearly without gaps.
  class Numbers {
   public:
    void set(int64_t row, uint32_t index) {
      const auto at = static_cast<size_t>(row);
      if (at >= index_.size()) index_.resize(std::max(at + 1, 2 * index_.size()), kNone);
      index_[at] = index;
    }
    std::optional<uint32_t> find(int64_t row) const {
      const auto at = static_cast<size_t>(row);
      if (row < 0 || at >= index_.size() || index_[at] == kNone) return std::nullopt;
      return index_[at];
    }

   private:
    static constexpr uint32_t kNone = UINT32_MAX;
    std::vector<uint32_t> index_;
  };

  // A blob is the bytes of a text that nobody copies.
  Symbol symbol(const Statement& row, int column) {
    return row.is_null(column) ? kNoSymbol : corpus().symbols.add(row.blob(column));
  }
  Corpus& corpus() { return out_.corpus; }

  Result<void> articles() {
    auto r = impl_.each(
        "SELECT d.id, d.sha, d.uri, d.outlet, d.published, d.title, coalesce(f.words, 0) "
        "FROM document d LEFT JOIN fingerprint f ON f.document = d.id ORDER BY d.sha",
        [&](const Statement& row) {
          at_.set(row.integer(0), static_cast<uint32_t>(out_.documents.size()));
          out_.documents.push_back(row.integer(0));
          Article& a = corpus().articles.emplace_back();
          a.id = row.text(1);
          a.uri = row.text(2);
          a.outlet = symbol(row, 3);
          a.published_as = row.text(4);
          a.published = days_of(a.published_as);
          a.title = row.text(5);
          a.words = static_cast<uint32_t>(row.integer(6));
        });
    if (!r) return r;
    return impl_.each("SELECT document, code FROM credit ORDER BY document, code",
                      [&](const Statement& row) {
                        if (const auto found = at_.find(row.integer(0))) {
                          corpus().articles[*found].credits.push_back(symbol(row, 1));
                        }
                      });
  }

  // The columns that events and relations share: document, key, factuality, count, count_bound,
  // count_unit, rule, confidence, from `column` on.
  void fill(Report& t, const Statement& row, int column) {
    t.article = at_.find(row.integer(column)).value();
    t.id = row.text(column + 1);
    t.factuality = factuality_from_name(row.blob(column + 2)).value_or(Factuality::possible);
    t.count = row.optional_integer(column + 3);
    if (const std::string_view bound = row.blob(column + 4); !bound.empty())
      t.count_bound = bound[0];
    t.count_unit = row.text(column + 5);
    t.rule = symbol(row, column + 6);
    t.confidence = row.real(column + 7);
  }

  // Sorts reports by article, in the order of their rows within one; `rows` with them.
  template <class R>
  static Numbers by_article(std::vector<R>& reports, std::vector<int64_t>& rows) {
    std::vector<uint32_t> order(reports.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return reports[a].article < reports[b].article;
    });
    std::vector<R> sorted;
    std::vector<int64_t> sorted_rows;
    Numbers at;
    sorted.reserve(order.size());
    for (const uint32_t i : order) {
      at.set(rows[i], static_cast<uint32_t>(sorted.size()));
      sorted.push_back(std::move(reports[i]));
      sorted_rows.push_back(rows[i]);
    }
    reports = std::move(sorted);
    rows = std::move(sorted_rows);
    return at;
  }

  Result<void> events() {
    auto r = impl_.each(
        "SELECT id, document, key, factuality, count, count_bound, count_unit, rule, confidence, "
        "type, mode, place, date, date_from FROM event ORDER BY id",
        [&](const Statement& row) {
          out_.events.push_back(row.integer(0));
          EventReport& t = corpus().events.emplace_back();
          fill(t, row, 1);
          t.type = event_type_from_name(row.blob(9)).value_or(EventType::agree);
          if (const std::string_view mode = row.blob(10); !mode.empty()) {
            t.mode = corpus().symbols.add(mode);
          }
          t.place = symbol(row, 11);
          t.date = row.text(12);
          t.days = days_of(t.date);
          t.date_from = date_from_from_name(row.blob(13)).value_or(DateFrom::none);
        });
    if (r) event_at_ = by_article(corpus().events, out_.events);
    return r;
  }

  // Rows of these tables stand in the order of the record.
  Result<void> event_parts() {
    const auto each = [&](const char* sql, auto take) {
      return impl_.each(sql, [&](const Statement& row) {
        if (const auto found = event_at_.find(row.integer(0))) {
          take(corpus().events[*found], row);
        }
      });
    };
    Steps steps;
    steps.then([&] {
      return each(
          "SELECT event, role, code FROM event_party ORDER BY rowid",
          [&](EventReport& t, const Statement& row) {
            const std::string_view role = row.blob(1);
            auto& list = role == "actor" ? t.actor : role == "recipient" ? t.recipient : t.source;
            list.push_back(symbol(row, 2));
          });
    });
    steps.then([&] {
      return each(
          "SELECT event, name FROM event_context ORDER BY rowid",
          [&](EventReport& t, const Statement& row) { t.contexts.push_back(symbol(row, 1)); });
    });
    steps.then([&] {
      return each("SELECT event, span_begin, span_end FROM event_trigger ORDER BY rowid",
                  [&](EventReport& t, const Statement& row) {
                    t.spans.push_back({static_cast<uint32_t>(row.integer(1)),
                                       static_cast<uint32_t>(row.integer(2))});
                  });
    });
    return steps.result();
  }

  Result<void> relations() {
    Steps steps;
    steps.then([&] {
      return impl_.each(
          "SELECT id, document, key, factuality, count, count_bound, count_unit, rule, confidence, "
          "rel, subject, object, date_from, date_to, span_begin, span_end FROM relation ORDER BY "
          "id",
          [&](const Statement& row) {
            const std::optional<RelationKind> rel = relation_kind_from_name(row.blob(9));
            if (!rel) return;
            out_.relations.push_back(row.integer(0));
            RelationReport& t = corpus().relations.emplace_back();
            fill(t, row, 1);
            t.rel = *rel;
            t.subject = symbol(row, 10);
            t.object = symbol(row, 11);
            t.from = row.text(12);
            t.to = row.text(13);
            t.from_days = days_of(t.from);
            t.to_days = days_of(t.to);
            t.spans.push_back(
                {static_cast<uint32_t>(row.integer(14)), static_cast<uint32_t>(row.integer(15))});
          });
    });
    steps.then([&] {
      relation_at_ = by_article(corpus().relations, out_.relations);
      return impl_.each("SELECT relation, code FROM relation_source ORDER BY rowid",
                        [&](const Statement& row) {
                          if (const auto found = relation_at_.find(row.integer(0))) {
                            corpus().relations[*found].source.push_back(symbol(row, 1));
                          }
                        });
    });
    return steps.result();
  }

  // Report::via, by the claims that tell it.
  Result<void> passed_on() {
    Steps steps;
    const auto each = [&](const char* sql, const Numbers& at, auto& reports) {
      return impl_.each(sql, [&](const Statement& row) {
        if (const auto found = at.find(row.integer(0))) {
          reports[*found].via.push_back(symbol(row, 1));
        }
      });
    };
    steps.then([&] {
      return each(
          "SELECT DISTINCT e.id, v.code FROM claim_via v JOIN claim c ON c.id = v.claim "
          "JOIN claim_tells t ON t.claim = c.id AND t.what = 'event' "
          "JOIN event e ON e.key = t.key AND e.document = c.document ORDER BY e.id, v.code",
          event_at_, corpus().events);
    });
    steps.then([&] {
      return each(
          "SELECT DISTINCT r.id, v.code FROM claim_via v JOIN claim c ON c.id = v.claim "
          "JOIN claim_tells t ON t.claim = c.id AND t.what = 'relation' "
          "JOIN relation r ON r.key = t.key AND r.document = c.document ORDER BY r.id, v.code",
          relation_at_, corpus().relations);
    });
    return steps.result();
  }

  CaseFile::Impl& impl_;
  LoadedCorpus out_;
  Numbers at_;  // document -> article
  Numbers event_at_;
  Numbers relation_at_;
};

}  // namespace

Result<LoadedCorpus> load_corpus(CaseFile::Impl& impl) { return Loader(impl).run(); }

}  // namespace isnad
