#include <algorithm>
#include <optional>

#include "record/json.h"
#include "shuffle/reading.h"
#include "shuffle/values.h"

// From readings to articles: each text once.

namespace isnad {

namespace {

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

// In: readings by the beginning of their document's id, each behind its date of publication and a
// tab, so that the first of a group is the place that stands for the text. Out: A<id>, and R<id>
// for tellings: its reports.
Result<void> step_articles(StepRun& run) {
  std::string engine;
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    std::optional<std::string> id;
    std::string_view line;
    while (true) {
      const Result<bool> more = run.in.next(line);
      if (!more) return tl::unexpected<Error>(more.error());
      if (!*more) return {};
      const size_t tab = line.find('\t');
      if (tab == std::string_view::npos) return bad_value(run, "articles");
      line.remove_prefix(tab + 1);
      if (id) {  // the same text elsewhere
        std::string_view other;
        if (!value.parse(line) || value.at("doc").at_key("id").get(other) || other != *id) {
          return run.in.fail_here(ErrorCode::unsupported,
                                  "two texts whose ids begin alike; put them into two jobs");
        }
        continue;
      }
      Result<WholeReading> reading = read_reading(line, false);
      if (!reading) return run.in.fail_here(reading.error().code, reading.error().message);
      id = reading->record.doc.id;
      if (std::string_view(*id).substr(0, kShortId) != run.in.key()) {
        return run.in.fail_here(ErrorCode::bad_format,
                                "the key is not the beginning of the document's id");
      }
      if (engine.empty()) engine = reading->engine;
      if (reading->engine != engine) {
        return run.in.fail_here(ErrorCode::unsupported,
                                "read by " + reading->engine + ", others by " + engine +
                                    ": their fingerprints are not comparable");
      }
      ArticleValue article;
      article.id = *id;
      article.published = reading->record.doc.published.value_or("");
      article.words = reading->fingerprint.words;
      article.prints = bytes_of(reading->fingerprint.prints);
      article.terms = bytes_of(reading->fingerprint.terms);
      article.text = std::move(reading->text);
      if (auto r = put(run, "A" + article.short_id() + '\t' + article_value(article)); !r) return r;
      const std::string told = told_of(reading->record);
      if (told.empty()) continue;
      auto r = put(run, "R" + article.short_id() + "\t{\"article\":\"" + *id + "\"}\t" + told);
      if (!r) return r;
    }
  });
}

}  // namespace isnad
