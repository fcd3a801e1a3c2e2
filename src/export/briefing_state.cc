#include "export/briefing_state.h"

#include <algorithm>
#include <set>

#include "world/text.h"
#include "world/world.h"

namespace isnad {

namespace {

bool same_but_for_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

// The symbols that the user may mean by a code or name.
Result<std::vector<Symbol>> meant(const CaseFile& file, const Corpus& corpus,
                                  const std::string& wanted) {
  const auto codes = file.codes(wanted);
  if (!codes) return tl::unexpected<Error>(codes.error());
  std::vector<Symbol> out;
  for (const std::string& c : *codes) {
    if (const Symbol s = corpus.symbols.find(c); s != kNoSymbol) out.push_back(s);
  }
  return out;
}

}  // namespace

Result<StateLines> state_lines(const Export& e) {
  const Result<WorldRules> rules = WorldRules::open(*e.image);
  if (!rules) return tl::unexpected<Error>(rules.error());
  const Result<Corpus> corpus = e.file.world();
  if (!corpus) return tl::unexpected<Error>(corpus.error());
  StateLines out;
  Days at{0, 0};
  const Filter& f = e.options.filter;
  if (f.to) {
    const std::optional<Days> days = days_of(*f.to);
    if (!days) return fail(ErrorCode::bad_argument, "\"" + *f.to + "\" is no date");
    at = {days->last, days->last};
  } else {
    std::optional<Day> last;
    for (const Article& a : corpus->articles) {
      if (a.published && (!last || *last < a.published->last)) last = a.published->last;
    }
    if (last) at = {*last, *last};
  }
  out.day = date_of(at);
  Viewpoint view;
  if (f.outlet) {
    std::set<Symbol> outlets;
    for (const Article& a : corpus->articles) {
      if (a.outlet == kNoSymbol) continue;
      if (same_but_for_case(corpus->symbols.name(a.outlet), *f.outlet)) outlets.insert(a.outlet);
    }
    if (outlets.empty()) return out;
    view.outlets.assign(outlets.begin(), outlets.end());
  }
  if (f.source) {
    auto sources = meant(e.file, *corpus, *f.source);
    if (!sources) return tl::unexpected<Error>(sources.error());
    if (sources->empty()) return out;
    view.sources = std::move(*sources);
  }
  FluentFilter wanted;
  if (f.actor) {
    const auto parties = meant(e.file, *corpus, *f.actor);
    if (!parties) return tl::unexpected<Error>(parties.error());
    if (parties->empty()) return out;
    wanted.party = parties->front();
  }
  const World world(*corpus, *rules);
  const State state = world.state(view);
  for (const Holding& h : state.at(at, wanted)) {
    if (!h.period) continue;
    StateLine line;
    line.subject = corpus->symbols.name(h.fluent.subject);
    line.kind = fluent_kind_name(h.fluent.kind);
    if (h.fluent.object != kNoSymbol) line.object = corpus->symbols.name(h.fluent.object);
    line.possible = h.holds == Holds::possible;
    line.derived = h.period->derived;
    line.since = since(*h.period);
    line.until = until(*h.period);
    for (const auto* list : {&h.period->opened, &h.period->shown, &h.period->closed}) {
      for (const uint32_t number : *list) {
        const Report& r = report_of(*corpus, world.evidence()[number].report);
        const Article& a = corpus->articles[r.article];
        StateLine::Told told;
        told.where = {
            a.id, a.uri,
            a.outlet == kNoSymbol ? std::nullopt : std::optional(corpus->symbols.name(a.outlet)),
            a.published_as.empty() ? std::nullopt : std::optional(a.published_as)};
        told.spans = r.spans;
        line.told.push_back(std::move(told));
      }
    }
    out.lines.push_back(std::move(line));
  }
  return out;
}

}  // namespace isnad
