// CaseFile::attention and CaseFile::voices: counts over many articles.

#include <algorithm>
#include <array>
#include <map>

#include "store/overview.h"
#include "store/query.h"
#include "story/corpus.h"

namespace isnad {

namespace {

constexpr std::array<std::string_view, 4> kUnits = {"day", "week", "month", "year"};
constexpr AttentionUnit kAllUnits[] = {AttentionUnit::day, AttentionUnit::week,
                                       AttentionUnit::month, AttentionUnit::year};

constexpr Day kDaysOfWeek = 7;
constexpr Day kAMonday = -719526;  // 0000-01-03
constexpr int64_t kMonths = 12;
constexpr size_t kYearLetters = 4;   // of 2025-04-04
constexpr size_t kMonthLetters = 7;  // of 2025-04-04

// The units of time of one kind, counted from the year 0.
int64_t number_of(AttentionUnit unit, const std::string& day_text, Day day) {
  switch (unit) {
    case AttentionUnit::day:
      return day - kFirstDay;
    case AttentionUnit::week:
      return (day - kAMonday + kDaysOfWeek) / kDaysOfWeek;
    case AttentionUnit::month:
      return std::stoll(day_text.substr(0, kYearLetters)) * kMonths +
             std::stoll(day_text.substr(kYearLetters + 1, 2)) - 1;
    case AttentionUnit::year:
      break;
  }
  return std::stoll(day_text.substr(0, kYearLetters));
}

std::string padded(int64_t n, size_t digits) {
  const std::string s = std::to_string(n);
  return std::string(s.size() < digits ? digits - s.size() : 0, '0') + s;
}

std::string name_of(AttentionUnit unit, int64_t number) {
  switch (unit) {
    case AttentionUnit::day:
      return day_name(static_cast<Day>(number + kFirstDay));
    case AttentionUnit::week:
      return day_name(
          std::max<Day>(kFirstDay, static_cast<Day>((number - 1) * kDaysOfWeek + kAMonday)));
    case AttentionUnit::month:
      return padded(number / kMonths, kYearLetters) + '-' + padded(number % kMonths + 1, 2);
    case AttentionUnit::year:
      break;
  }
  return padded(number, kYearLetters);
}

// How many articles were published from one day to another.
struct Bundle {
  std::string outlet;
  std::string first;
  std::string last;
  int64_t articles = 0;
};

class Curves {
 public:
  Curves(CaseFile::Impl& impl, const Filter& f) : impl_(impl), f_(f) {}

  Result<Attention> run(std::optional<AttentionUnit> unit, size_t outlets) {
    const auto all = bundles(false);
    if (!all) return tl::unexpected<Error>(all.error());
    auto each = bundles(true);
    if (!each) return tl::unexpected<Error>(each.error());
    Attention out;
    Axis axis;
    if (unit) {
      out.unit = *unit;
      axis = axis_of(*all, *unit);
    } else {
      for (const AttentionUnit u : kAllUnits) {
        out.unit = u;
        axis = axis_of(*all, u);
        if (axis.points() <= kAttentionPoints && axis.on * 10 >= axis.dated * 9) break;
      }
    }
    if (axis.points() > kMostAttentionPoints) {
      return fail(ErrorCode::bad_argument,
                  std::string("articles of ") + std::to_string(axis.points()) + " " +
                      std::string(attention_unit_name(out.unit)) +
                      "s are too many points; ask for a larger unit or fewer years");
    }
    out.undated = axis.off;
    for (size_t i = 0; i < axis.points(); ++i) {
      out.dates.push_back(name_of(out.unit, axis.begin + static_cast<int64_t>(i)));
    }
    draw(*each, axis, outlets, out);
    return out;
  }

 private:
  struct Axis {
    int64_t begin = 0;
    int64_t end = -1;   // the last one
    int64_t on = 0;     // articles that stand on it
    int64_t off = 0;    // and all others
    int64_t dated = 0;  // articles of which some day is known
    size_t points() const { return static_cast<size_t>(end - begin + 1); }
  };

  // Where an article stands; nothing if all that is known is a longer time.
  static std::optional<int64_t> place(const Bundle& b, AttentionUnit unit) {
    const auto first = days_of(b.first);
    const auto last = days_of(b.last);
    if (!first || !last) return std::nullopt;
    const int64_t from = number_of(unit, b.first, first->first);
    if (from != number_of(unit, b.last, last->first)) return std::nullopt;
    return from;
  }

  static Axis axis_of(const std::vector<Bundle>& bundles, AttentionUnit unit) {
    Axis axis;
    for (const Bundle& b : bundles) {
      const std::optional<int64_t> at = place(b, unit);
      if (!b.first.empty()) axis.dated += b.articles;
      if (!at) {
        axis.off += b.articles;
        continue;
      }
      axis.begin = axis.on == 0 ? *at : std::min(axis.begin, *at);
      axis.end = axis.on == 0 ? *at : std::max(axis.end, *at);
      axis.on += b.articles;
    }
    return axis;
  }

  // Articles by days of publication, and by outlet if `by_outlet`.
  Result<std::vector<Bundle>> bundles(bool by_outlet) const {
    Query q(by_outlet
                ? "SELECT d.published_first, d.published_last, p.outlet, count(*) FROM "
                  "(SELECT DISTINCT document, coalesce(outlet, '') AS outlet FROM appearance) p "
                  "JOIN document d ON d.id = p.document"
                : "SELECT d.published_first, d.published_last, '', count(*) FROM document d");
    if (f_.actor) {
      q.where("d.id IN (SELECT document FROM entity WHERE " + Query::is_code("code") + ")",
              Query::code_values(*f_.actor));
    }
    q.outlet(f_, "d.id");
    if (by_outlet && f_.outlet) q.where("p.outlet = ? COLLATE NOCASE", {*f_.outlet});
    if (auto r = q.days(f_, "d.published_first", "d.published_last", "d.days"); !r) {
      return tl::unexpected<Error>(r.error());
    }
    q.order(by_outlet ? "GROUP BY d.published_first, d.published_last, p.outlet"
                      : "GROUP BY d.published_first, d.published_last",
            0);
    return collect<Bundle>(q, impl_.db, [](const Statement& s) {
      return Bundle{s.text(2), s.text(0), s.text(1), s.integer(3)};
    });
  }

  static void draw(const std::vector<Bundle>& bundles, const Axis& axis, size_t outlets,
                   Attention& out) {
    struct Curve {
      int64_t all = 0;
      std::vector<int64_t> counts;
    };
    std::map<std::string, Curve> curves;
    for (const Bundle& b : bundles) {
      const std::optional<int64_t> at = place(b, out.unit);
      if (!at) continue;
      Curve& c = curves[b.outlet];
      c.counts.resize(axis.points());
      c.counts[static_cast<size_t>(*at - axis.begin)] += b.articles;
      c.all += b.articles;
    }
    std::vector<std::pair<const std::string, Curve>*> order;
    for (auto& c : curves) order.push_back(&c);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return a->second.all > b->second.all; });
    AttentionSeries rest{std::nullopt, true, std::vector<int64_t>(axis.points())};
    for (size_t i = 0; i < order.size(); ++i) {
      auto& [outlet, curve] = *order[i];
      if (i < outlets) {
        out.series.push_back({outlet.empty() ? std::nullopt : std::optional(outlet), false,
                              std::move(curve.counts)});
        continue;
      }
      for (size_t at = 0; at < rest.counts.size(); ++at) rest.counts[at] += curve.counts[at];
    }
    if (order.size() > outlets) out.series.push_back(std::move(rest));
  }

  CaseFile::Impl& impl_;
  const Filter& f_;
};

// Adds up who tells how often of which type; those who tell most first.
class Tally {
 public:
  void add(const std::string& name, const std::string& type, int64_t acts) {
    const std::optional<EventType> t = event_type_from_name(type);
    if (!t) return;
    VoiceRow& v = voices_[name];
    v.acts += acts;
    v.types[static_cast<size_t>(*t)] += acts;
  }
  std::vector<VoiceRow> most(size_t limit) {
    std::vector<VoiceRow> out;
    for (auto& [name, voice] : voices_) {
      voice.name = name;
      out.push_back(std::move(voice));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const VoiceRow& a, const VoiceRow& b) { return a.acts > b.acts; });
    if (limit > 0 && out.size() > limit) out.resize(limit);
    return out;
  }

 private:
  std::map<std::string, VoiceRow> voices_;
};

// Counts of acts towards the code: by the column `who` of the tables that `more` joins.
Result<void> count_acts(CaseFile::Impl& impl, const std::string& code, const Filter& f,
                        const std::string& who, const std::string& more, Tally& tally) {
  Query q("SELECT " + who +
          ", e.type, count(DISTINCT e.id) FROM event e JOIN document d ON d.id = e.document" +
          more);
  q.where("e.id IN (SELECT event FROM event_party WHERE code = ? AND role = 'recipient')", {code});
  q.where("e.factuality <> 'denied'");
  if (auto r = q.days(f, "d.published_first", "d.published_last", "d.days"); !r) return r;
  q.order("GROUP BY " + who + ", e.type", 0);
  Result<Statement> s = q.prepare(impl.db);
  if (!s) return tl::unexpected<Error>(s.error());
  for (;;) {
    const Result<bool> row = s->step();
    if (!row) return tl::unexpected<Error>(row.error());
    if (!*row) return {};
    tally.add(s->text(0), s->text(1), s->integer(2));
  }
}

}  // namespace

std::string_view attention_unit_name(AttentionUnit unit) {
  return kUnits[static_cast<size_t>(unit)];
}

std::optional<AttentionUnit> attention_unit_from_name(std::string_view name) {
  const auto found = std::find(kUnits.begin(), kUnits.end(), name);
  if (found == kUnits.end()) return std::nullopt;
  return kAllUnits[found - kUnits.begin()];
}

Result<Attention> CaseFile::attention(const Filter& f, std::optional<AttentionUnit> unit,
                                      size_t outlets) const {
  const Snapshot snapshot(*impl_);
  return Curves(*impl_, f).run(unit, outlets);
}

Result<Voices> CaseFile::voices(const std::string& code, const Filter& f) const {
  const Snapshot snapshot(*impl_);
  Tally outlets;
  Tally speakers;
  auto r = count_acts(*impl_, code, f, "coalesce(p.outlet, '')",
                      " JOIN appearance p ON p.document = e.document", outlets);
  if (r) {
    r = count_acts(*impl_, code, f, "s.code",
                   " JOIN event_party s ON s.event = e.id AND s.role = 'source'", speakers);
  }
  if (!r) return tl::unexpected<Error>(r.error());
  return Voices{outlets.most(f.limit), speakers.most(f.limit)};
}

}  // namespace isnad
