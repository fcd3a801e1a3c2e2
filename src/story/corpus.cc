#include "story/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>

#include "record/edtf.h"

namespace isnad {

namespace {

int number(std::string_view digits) {
  int n = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return n;
}

// REQUIRES: iso as DayRange has it.
Day day_of(std::string_view iso) {
  using namespace std::chrono;
  const year_month_day date{year{number(iso.substr(0, 4))},
                            month{static_cast<unsigned>(number(iso.substr(5, 2)))},
                            day{static_cast<unsigned>(number(iso.substr(8, 2)))}};
  return static_cast<Day>(sys_days{date}.time_since_epoch().count());
}

// The quantity that an event or relation has its number from: the nearest of that value in the
// sentence of one of its spans.
const Quantity* quantity_of(const Record& record, const std::optional<int64_t>& count,
                            const std::vector<Span>& spans) {
  if (!count) return nullptr;
  const auto sentence = [&](uint32_t at) {
    const auto found = std::find_if(record.sentences.begin(), record.sentences.end(),
                                    [&](const Span& s) { return s.begin <= at && at < s.end; });
    return found == record.sentences.end() ? Span{} : *found;
  };
  for (const Span& s : spans) {
    const Span home = sentence(s.begin);
    const Quantity* best = nullptr;
    uint32_t nearest = UINT32_MAX;
    for (const Quantity& q : record.quantities) {
      if (!home.contains(q.span) || q.value != static_cast<double>(*count)) continue;
      const uint32_t gap = q.span.begin > s.begin ? q.span.begin - s.begin : s.begin - q.span.begin;
      if (gap < nearest) {
        nearest = gap;
        best = &q;
      }
    }
    if (best) return best;
  }
  return nullptr;
}

class Maker {
 public:
  explicit Maker(Corpus& corpus) : corpus_(corpus) {}

  void add(const Record& record) {
    const auto article = static_cast<uint32_t>(corpus_.articles.size());
    Article& a = corpus_.articles.emplace_back();
    a.id = record.doc.id;
    a.uri = record.doc.uri;
    if (record.doc.outlet) a.outlet = corpus_.symbols.add(*record.doc.outlet);
    a.published_as = record.doc.published.value_or("");
    a.published = days_of(a.published_as);
    a.title = record.doc.title.value_or("");
    std::map<std::string_view, std::vector<Symbol>> via;
    for (const Claim& c : record.claims) {
      for (const auto* told : {&c.events, &c.relations}) {
        for (const std::string& id : *told) {
          for (const std::string& v : c.via) via[id].push_back(corpus_.symbols.add(v));
        }
      }
    }
    const auto fill = [&](Report& t, const auto& from, std::vector<Span> spans) {
      t.article = article;
      t.id = from.id;
      t.factuality = from.factuality;
      t.source = symbols(from.source);
      t.count = from.count;
      if (const Quantity* q = quantity_of(record, from.count, spans)) {
        t.count_bound = q->bound;
        t.count_unit = q->unit;
      }
      t.rule = corpus_.symbols.add(from.rule);
      t.spans = std::move(spans);
      t.confidence = from.confidence;
      if (const auto found = via.find(from.id); found != via.end()) {
        t.via = found->second;
        std::sort(t.via.begin(), t.via.end());
        t.via.erase(std::unique(t.via.begin(), t.via.end()), t.via.end());
      }
    };
    for (const Event& e : record.events) {
      EventReport& t = corpus_.events.emplace_back();
      fill(t, e, e.triggers);
      t.type = e.type;
      if (!e.mode.empty()) t.mode = corpus_.symbols.add(e.mode);
      t.contexts = symbols(e.contexts);
      t.actor = symbols(e.actor);
      t.recipient = symbols(e.recipient);
      if (e.place) t.place = corpus_.symbols.add(*e.place);
      t.date = e.date.value_or("");
      t.date_from = e.date_from;
      t.days = days_of(t.date);
    }
    for (const Relation& r : record.relations) {
      RelationReport& t = corpus_.relations.emplace_back();
      fill(t, r, {r.span});
      t.rel = r.rel;
      t.subject = corpus_.symbols.add(r.subject);
      t.object = corpus_.symbols.add(r.object);
      t.from = r.from.value_or("");
      t.to = r.to.value_or("");
      t.from_days = days_of(t.from);
      t.to_days = days_of(t.to);
    }
  }

 private:
  std::vector<Symbol> symbols(const std::vector<std::string>& codes) {
    std::vector<Symbol> out;
    out.reserve(codes.size());
    for (const std::string& c : codes) out.push_back(corpus_.symbols.add(c));
    return out;
  }

  Corpus& corpus_;
};

}  // namespace

Symbol Symbols::add(std::string_view name) {
  if (const auto found = numbers_.find(name); found != numbers_.end()) return found->second;
  const auto s = static_cast<Symbol>(names_.size());
  names_.emplace_back(name);
  numbers_.emplace(names_.back(), s);
  return s;
}

Symbol Symbols::find(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? kNoSymbol : found->second;
}

std::optional<Days> days_of(std::string_view edtf) {
  if (edtf.empty()) return std::nullopt;
  const std::optional<DayRange> range = edtf_days(edtf);
  if (!range) return std::nullopt;
  return Days{day_of(range->first), day_of(range->last)};
}

std::string day_name(Day day) {
  using namespace std::chrono;
  const year_month_day date{sys_days{days{day}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Corpus corpus_of(const std::vector<Record>& records) {
  std::vector<const Record*> ordered;
  ordered.reserve(records.size());
  for (const Record& r : records) ordered.push_back(&r);
  std::sort(ordered.begin(), ordered.end(),
            [](const Record* a, const Record* b) { return a->doc.id < b->doc.id; });
  Corpus out;
  Maker maker(out);
  const Record* last = nullptr;
  for (const Record* r : ordered) {
    if (!last || last->doc.id != r->doc.id) maker.add(*r);  // a text counts once
    last = r;
  }
  return out;
}

}  // namespace isnad
