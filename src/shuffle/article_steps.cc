#include <algorithm>
#include <tuple>

#include "record/json.h"
#include "shuffle/reading.h"
#include "shuffle/values.h"

// From readings to articles: each text once.

namespace isnad {

namespace {

// Of a text that appeared in several places the first one stands: the earliest date of publication
// (none is later than any), then the least uri.
using Standing = std::tuple<bool, std::string, std::string>;

Standing standing_of(const Record& record) {
  const std::optional<std::string>& published = record.doc.published;
  return {!published, published.value_or(""), record.doc.uri};
}

// What happenings and facts are found by: events and relations, and what their numbers count.
std::string told_of(const Record& record) {
  if (record.events.empty() && record.relations.empty()) return {};
  Record told;
  told.doc.id = record.doc.id;
  told.doc.uri = record.doc.uri;
  told.doc.published = record.doc.published;
  told.doc.published_from = record.doc.published_from;
  told.doc.lang = record.doc.lang;
  told.events = record.events;
  told.relations = record.relations;
  const auto counts = [](const auto& list) {
    return std::any_of(list.begin(), list.end(), [](const auto& e) { return e.count.has_value(); });
  };
  if (counts(record.events) || counts(record.relations)) {
    told.sentences = record.sentences;
    told.quantities = record.quantities;
  }
  std::string line;
  write_json(told, line);
  line.pop_back();
  return line;
}

}  // namespace

// In: readings by the beginning of their document's id. Out: A<id>.
Result<void> step_articles(StepRun& run) {
  std::string engine;
  return each_group(run, [&]() -> Result<void> {
    std::optional<WholeReading> first;
    std::string_view line;
    while (true) {
      const Result<bool> more = run.in.next(line);
      if (!more) return tl::unexpected<Error>(more.error());
      if (!*more) break;
      Result<WholeReading> reading = read_reading(line, false);
      if (!reading) return run.in.fail_here(reading.error().code, reading.error().message);
      if (reading->record.doc.id.substr(0, kShortId) != run.in.key()) {
        return run.in.fail_here(ErrorCode::bad_format,
                                "the key is not the beginning of the document's id");
      }
      if (engine.empty()) engine = reading->engine;
      if (reading->engine != engine) {
        return run.in.fail_here(ErrorCode::unsupported,
                                "read by " + reading->engine + ", others by " + engine +
                                    ": their fingerprints are not comparable");
      }
      if (first && first->record.doc.id != reading->record.doc.id) {
        return run.in.fail_here(ErrorCode::unsupported,
                                "two texts whose ids begin alike; run them in two jobs");
      }
      if (!first || standing_of(reading->record) < standing_of(first->record)) {
        first = std::move(*reading);
      }
    }
    if (!first) return {};
    ArticleValue article;
    article.id = first->record.doc.id;
    article.published = first->record.doc.published.value_or("");
    article.words = first->fingerprint.words;
    article.prints = bytes_of(first->fingerprint.prints);
    article.terms = bytes_of(first->fingerprint.terms);
    article.text = std::move(first->text);
    article.record = told_of(first->record);
    return put(run, "A" + article.short_id() + '\t' + article_value(article));
  });
}

}  // namespace isnad
