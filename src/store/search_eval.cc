#include "store/search_eval.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "record/edtf.h"

namespace isnad {

namespace {

using Kind = SearchNode::Kind;
using Form = SearchAtom::Form;

// A word of the title counts as much as so many of the text.
constexpr uint32_t kTitleWeight = 3;
// Rows of the text index whose words are counted for one order of hits, at most.
constexpr size_t kCountedRows = 12000;
constexpr double kK1 = 1.2;
constexpr double kB = 0.75;

void intersect(ThingSet& a, const ThingSet& b) {
  for (size_t i = 0; i < a.size(); ++i) a[i] &= b[i];
}

void unite(ThingSet& a, const ThingSet& b) {
  for (size_t i = 0; i < a.size(); ++i) a[i] |= b[i];
}

ThingSet others(ThingSet a) {
  for (uint8_t& x : a) x ^= 1;
  return a;
}

const char* kind_name(SearchThing thing) {
  return thing == SearchThing::event      ? "event"
         : thing == SearchThing::relation ? "relation"
         : thing == SearchThing::claim    ? "claim"
                                          : "article";
}

SearchThing thing_of(SearchTarget target) {
  return target == SearchTarget::events      ? SearchThing::event
         : target == SearchTarget::relations ? SearchThing::relation
         : target == SearchTarget::claims    ? SearchThing::claim
                                             : SearchThing::article;
}

template <class Visit>
void each_atom(const SearchNode& node, Visit visit) {
  if (node.kind == Kind::atom) return visit(node.atom);
  for (const SearchNode& part : node.parts) each_atom(part, visit);
}

bool event_only(SearchField f) {
  return f == SearchField::actor || f == SearchField::recipient || f == SearchField::place ||
         f == SearchField::type || f == SearchField::mode || f == SearchField::context;
}
bool relation_only(SearchField f) {
  return f == SearchField::rel || f == SearchField::subject || f == SearchField::object;
}
bool speaks(SearchField f) { return f == SearchField::source || f == SearchField::via; }
bool shared(SearchField f) {
  return f == SearchField::from || f == SearchField::to || f == SearchField::factuality ||
         f == SearchField::conflict;
}

}  // namespace

SearchEvaluator::SearchEvaluator(CaseFile::Impl& impl, const CaseFile& file, SearchColumns& columns,
                                 const SearchRequest& request)
    : impl_(impl), file_(file), columns_(columns), request_(request) {}

void SearchEvaluator::settle_sides() {
  bool events = false;
  bool relations = false;
  bool both = false;
  bool speakers = false;
  each_atom(request_.query, [&](const SearchAtom& a) {
    events |= event_only(a.field);
    relations |= relation_only(a.field);
    both |= shared(a.field);
    speakers |= speaks(a.field);
  });
  target_ = request_.of.value_or(events             ? SearchTarget::events
                                 : relations        ? SearchTarget::relations
                                 : both || speakers ? SearchTarget::events
                                                    : SearchTarget::articles);
  const bool about_relations = target_ == SearchTarget::relations || (relations && !events);
  shared_ = about_relations ? kRelation : kEvent;
  speakers_ = shared_;
  const bool nothing_else = !events && !relations && !both;
  if (target_ == SearchTarget::claims || (target_ == SearchTarget::articles && nothing_else)) {
    speakers_ = kClaim;
  }
}

SearchEvaluator::Side SearchEvaluator::side(const SearchAtom& a) const {
  if (event_only(a.field)) return kEvent;
  if (relation_only(a.field)) return kRelation;
  if (shared(a.field)) return shared_;
  if (speaks(a.field)) return speakers_;
  return kArticle;
}

uint8_t SearchEvaluator::sides(const SearchNode& node) const {
  uint8_t out = 0;
  each_atom(node, [&](const SearchAtom& a) { out |= side(a); });
  return out;
}

Result<void> SearchEvaluator::prepare() {
  settle_sides();
  return look_up(request_.query, false);
}

Result<void> SearchEvaluator::look_up(const SearchNode& node, bool left_out) {
  if (node.kind != Kind::atom) {
    for (const SearchNode& part : node.parts) {
      auto r = look_up(part, left_out != (node.kind == Kind::none));
      if (!r) return r;
    }
    return {};
  }
  switch (node.atom.field) {
    case SearchField::text:
    case SearchField::title:
      return look_up_text(node.atom, left_out);
    case SearchField::from:
    case SearchField::to:
    case SearchField::published:
    case SearchField::known:
    case SearchField::conflict:
    case SearchField::copies:
      return {};
    default:
      return look_up_name(node.atom);
  }
}

Result<void> SearchEvaluator::look_up_text(const SearchAtom& atom, bool left_out) {
  FoundText found;
  found.atom = &atom;
  found.left_out = left_out;
  found.count.resize(columns_.size(SearchThing::article));
  const Result<std::u32string> piece = decode_utf8(atom.value);
  const std::vector<SearchWord> words =
      piece && request_.words ? request_.words(*piece) : std::vector<SearchWord>();
  TextPattern& p = found.pattern;
  for (const SearchWord& w : words) p.forms.push_back(w.form);
  p.prefix = atom.form == Form::prefix;
  p.in_a_row = p.prefix || atom.form == Form::phrase || words.size() > 1;
  if (!p.in_a_row && !words.empty()) p.lemmas = words.front().lemmas;
  if (p.forms.empty()) {
    texts_.push_back(std::move(found));
    return {};
  }
  const std::unique_ptr<TextIndex> index = text_index(impl_);
  if (atom.field == SearchField::text) {
    const Result<std::vector<int64_t>> rows = index->find(p);
    if (!rows) return tl::unexpected<Error>(rows.error());
    found.rows = rows->size();
    columns_.each_article(
        SearchColumns::Rows::texts, *rows, [](int64_t row) { return row; },
        [&](uint32_t a, size_t) { found.count[a] = 1; });
  }
  const Result<std::vector<TextHit>> titles = index->find_in_titles(p);
  if (!titles) return tl::unexpected<Error>(titles.error());
  // A text with several titles has the word as often as the title that has it most.
  std::vector<uint32_t> in_title(found.count.size());
  columns_.each_article(
      SearchColumns::Rows::titles, *titles, [](const TextHit& h) { return h.row; },
      [&](uint32_t a, size_t i) { in_title[a] = std::max(in_title[a], (*titles)[i].count); });
  for (size_t a = 0; a < in_title.size(); ++a) found.count[a] += kTitleWeight * in_title[a];
  found.articles = static_cast<uint32_t>(
      std::count_if(found.count.begin(), found.count.end(), [](uint32_t n) { return n > 0; }));
  texts_.push_back(std::move(found));
  return {};
}

// The rarest words first, as long as the rows that are read stay within a limit: a common word says
// little about how well an article fits, and counts once there.
Result<void> SearchEvaluator::count_texts() {
  std::vector<FoundText*> order;
  for (FoundText& t : texts_) {
    if (!t.left_out && t.rows > 0 && !t.pattern.prefix) order.push_back(&t);
  }
  std::stable_sort(order.begin(), order.end(), [](const FoundText* a, const FoundText* b) {
    return a->articles < b->articles;
  });
  size_t left = kCountedRows;
  const std::unique_ptr<TextIndex> index = text_index(impl_);
  for (FoundText* t : order) {
    if (t->articles > left) break;
    left -= t->articles;
    const Result<std::vector<TextHit>> hits = index->count(t->pattern);
    if (!hits) return tl::unexpected<Error>(hits.error());
    columns_.each_article(
        SearchColumns::Rows::texts, *hits, [](const TextHit& h) { return h.row; },
        [&](uint32_t a, size_t i) { t->count[a] += (*hits)[i].count - 1; });
  }
  return {};
}

Result<void> SearchEvaluator::look_up_name(const SearchAtom& atom) {
  std::vector<uint32_t>& symbols = symbols_[&atom];
  const auto add = [&](const std::string& name, bool any_case) {
    const std::vector<uint32_t> found = columns_.find(name, any_case);
    symbols.insert(symbols.end(), found.begin(), found.end());
  };
  switch (atom.field) {
    case SearchField::type:
    case SearchField::rel:
    case SearchField::factuality:
    case SearchField::lang:
      add(atom.value, false);
      return {};
    case SearchField::mode:
    case SearchField::context:
    case SearchField::outlet:
      add(atom.value, true);
      break;
    default: {
      const Result<std::vector<std::string>> codes = file_.codes(atom.value);
      if (!codes) return tl::unexpected<Error>(codes.error());
      for (const std::string& code : *codes) add(code, false);
      if (symbols.empty()) add(atom.value, true);
    }
  }
  std::sort(symbols.begin(), symbols.end());
  symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
  if (symbols.empty()) {
    unknown_.push_back(std::string(search_field_name(atom.field)) + ':' + atom.value);
  }
  return {};
}

ThingSet SearchEvaluator::hits() { return held(request_.query, thing_of(target_)); }

std::optional<ThingSet> SearchEvaluator::fitting_events() {
  if ((sides(request_.query) & kEvent) == 0) return std::nullopt;
  return bound(request_.query, SearchThing::event);
}

ThingSet SearchEvaluator::held(const SearchNode& node, SearchThing thing) {
  switch (node.kind) {
    case Kind::atom:
      return atom(node.atom, thing);
    case Kind::none:
      return others(held(node.parts.front(), thing));
    case Kind::any: {
      ThingSet out(columns_.size(thing));
      for (const SearchNode& part : node.parts) unite(out, held(part, thing));
      return out;
    }
    default:
      return together(node, thing);
  }
}

// A conjunction: what it asks of events is asked of one event, of relations of one relation, of
// claims of one claim.
ThingSet SearchEvaluator::together(const SearchNode& all, SearchThing thing) {
  ThingSet out(columns_.size(thing), 1);
  std::map<uint8_t, std::vector<const SearchNode*>> groups;
  for (const SearchNode& part : all.parts) groups[sides(part)].push_back(&part);
  for (const auto& [side, parts] : groups) {
    const SearchThing asked = side == kEvent      ? SearchThing::event
                              : side == kRelation ? SearchThing::relation
                                                  : SearchThing::claim;
    const bool one = (side == kEvent || side == kRelation || side == kClaim) && asked != thing &&
                     std::any_of(parts.begin(), parts.end(),
                                 [](const SearchNode* p) { return p->kind != Kind::none; });
    if (!one) {
      for (const SearchNode* part : parts) intersect(out, held(*part, thing));
      continue;
    }
    ThingSet inner(columns_.size(asked), 1);
    for (const SearchNode* part : parts) intersect(inner, bound(*part, asked));
    intersect(out, gathered(inner, asked, thing));
  }
  return out;
}

// A node read as about one thing, whatever it says.
ThingSet SearchEvaluator::bound(const SearchNode& node, SearchThing thing) {
  switch (node.kind) {
    case Kind::atom:
      return atom(node.atom, thing);
    case Kind::none:
      return others(bound(node.parts.front(), thing));
    case Kind::any: {
      ThingSet out(columns_.size(thing));
      for (const SearchNode& part : node.parts) unite(out, bound(part, thing));
      return out;
    }
    default: {
      ThingSet out(columns_.size(thing), 1);
      for (const SearchNode& part : node.parts) intersect(out, bound(part, thing));
      return out;
    }
  }
}

ThingSet SearchEvaluator::atom(const SearchAtom& a, SearchThing thing) {
  switch (side(a)) {
    case kEvent:
      return gathered(of_report(a, SearchThing::event), SearchThing::event, thing);
    case kRelation:
      return gathered(of_report(a, SearchThing::relation), SearchThing::relation, thing);
    case kClaim:
      return gathered(of_claim(a), SearchThing::claim, thing);
    default:
      return spread(of_article(a), thing);
  }
}

ThingSet SearchEvaluator::spread(const ThingSet& articles, SearchThing to) {
  if (to == SearchThing::article) return articles;
  const std::span<const uint32_t> begins =
      columns_.ranges(std::string("article.") + kind_name(to) + 's', SearchThing::article, to);
  ThingSet out(columns_.size(to));
  for (size_t a = 0; a < articles.size(); ++a) {
    if (articles[a]) std::fill(out.begin() + begins[a], out.begin() + begins[a + 1], uint8_t{1});
  }
  return out;
}

ThingSet SearchEvaluator::gathered(const ThingSet& parts, SearchThing part, SearchThing to) {
  if (part == to) return parts;
  if (to == SearchThing::claim && part != SearchThing::article) {  // what the claim tells
    const SearchLists told =
        columns_.lists(std::string("claim.") + kind_name(part), SearchThing::claim);
    ThingSet out(columns_.size(to));
    for (size_t c = 0; c < out.size(); ++c) {
      for (const uint32_t p : told.list(c)) {
        if (p < parts.size()) out[c] |= parts[p];
      }
    }
    return out;
  }
  const std::span<const uint32_t> begins =
      columns_.ranges(std::string("article.") + kind_name(part) + 's', SearchThing::article, part);
  ThingSet articles(columns_.size(SearchThing::article));
  for (size_t a = 0; a < articles.size(); ++a) {
    const auto first = parts.begin() + begins[a];
    const auto last = parts.begin() + begins[a + 1];
    articles[a] = std::find(first, last, uint8_t{1}) != last ? 1 : 0;
  }
  return spread(articles, to);
}

ThingSet SearchEvaluator::in_days(const std::string& kind, SearchThing thing, const SearchAtom& a) {
  const std::optional<Days> days = days_of(a.value);
  ThingSet out(columns_.size(thing));
  if (!days) return out;
  const std::span<const uint32_t> first = columns_.numbers(kind + ".first", thing);
  const std::span<const uint32_t> last = columns_.numbers(kind + ".last", thing);
  // from and to bound one end each; the others ask for an overlap, and what is known by a day was
  // published by then.
  const bool begins = a.field == SearchField::from || a.field == SearchField::published;
  const bool ends = a.field != SearchField::from;
  const uint32_t from = begins ? day_number(days->first) : 0;
  const uint32_t to = ends ? day_number(days->last) : day_number(kLastDay);
  const std::span<const uint32_t> by = a.field == SearchField::known ? last : first;
  for (size_t i = 0; i < out.size(); ++i) {
    out[i] = first[i] != kNoDay && last[i] >= from && by[i] <= to ? 1 : 0;
  }
  return out;
}

ThingSet SearchEvaluator::has_symbol(const std::string& column, SearchThing thing,
                                     const SearchAtom& a) {
  const std::span<const uint32_t> values = columns_.numbers(column, thing);
  const std::vector<uint32_t>& wanted = symbols_[&a];
  ThingSet out(columns_.size(thing));
  for (const uint32_t s : wanted) {
    for (size_t i = 0; i < out.size(); ++i) out[i] |= values[i] == s ? 1 : 0;
  }
  return out;
}

ThingSet SearchEvaluator::lists_symbol(const std::string& column, SearchThing thing,
                                       const SearchAtom& a) {
  const SearchLists lists = columns_.lists(column, thing);
  std::vector<uint8_t> wanted(columns_.symbols());
  for (const uint32_t s : symbols_[&a]) wanted[s] = 1;
  ThingSet out(columns_.size(thing));
  for (size_t i = 0; i < out.size(); ++i) {
    for (const uint32_t s : lists.list(i)) {
      if (s < wanted.size()) out[i] |= wanted[s];
    }
  }
  return out;
}

ThingSet SearchEvaluator::of_article(const SearchAtom& a) {
  constexpr SearchThing kThing = SearchThing::article;
  switch (a.field) {
    case SearchField::text:
    case SearchField::title: {
      ThingSet out(columns_.size(kThing));
      for (const FoundText& t : texts_) {
        if (t.atom != &a) continue;
        for (size_t i = 0; i < out.size(); ++i) out[i] = t.count[i] > 0 ? 1 : 0;
      }
      return out;
    }
    case SearchField::outlet:
      return lists_symbol("article.outlet", kThing, a);
    case SearchField::entity:
      return lists_symbol("article.entity", kThing, a);
    case SearchField::lang:
      return has_symbol("article.lang", kThing, a);
    case SearchField::copies: {
      // "yes" asks for nothing: copies are there anyhow.
      const std::span<const uint32_t> copy = columns_.numbers("article.copy", kThing);
      ThingSet out(columns_.size(kThing), 1);
      if (a.value == "no") {
        for (size_t i = 0; i < out.size(); ++i) out[i] = copy[i] == 0 ? 1 : 0;
      }
      return out;
    }
    default:  // published, known
      return in_days("article", kThing, a);
  }
}

ThingSet SearchEvaluator::of_report(const SearchAtom& a, SearchThing thing) {
  const std::string kind = kind_name(thing);
  const std::string column = kind + '.' + std::string(search_field_name(a.field));
  switch (a.field) {
    case SearchField::from:
    case SearchField::to:
      return in_days(kind, thing, a);
    case SearchField::conflict: {
      const std::span<const uint32_t> in = columns_.numbers(column, thing);
      const uint32_t wanted = a.value == "yes" ? 1 : 0;
      ThingSet out(columns_.size(thing));
      for (size_t i = 0; i < out.size(); ++i) out[i] = in[i] == wanted ? 1 : 0;
      return out;
    }
    case SearchField::source:
    case SearchField::via:
    case SearchField::actor:
    case SearchField::recipient:
    case SearchField::context:
      return lists_symbol(column, thing, a);
    default:
      return has_symbol(column, thing, a);
  }
}

ThingSet SearchEvaluator::of_claim(const SearchAtom& a) {
  return a.field == SearchField::via ? lists_symbol("claim.via", SearchThing::claim, a)
                                     : has_symbol("claim.source", SearchThing::claim, a);
}

Result<std::vector<double>> SearchEvaluator::scores() {
  if (auto r = count_texts(); !r) return tl::unexpected<Error>(r.error());
  const size_t n = columns_.size(SearchThing::article);
  const std::span<const uint32_t> words = columns_.numbers("article.words", SearchThing::article);
  double total = 0;
  for (const uint32_t w : words) total += w;
  const double mean = std::max(1.0, n > 0 ? total / static_cast<double>(n) : 1.0);
  std::vector<double> out(n);
  for (const FoundText& t : texts_) {
    if (t.left_out || t.articles == 0) continue;
    const double df = t.articles;
    const double weight = std::log(1.0 + (static_cast<double>(n) - df + 0.5) / (df + 0.5));
    for (size_t i = 0; i < n; ++i) {
      if (t.count[i] == 0) continue;
      const double tf = t.count[i];
      out[i] += weight * tf * (kK1 + 1) / (tf + kK1 * (1 - kB + kB * words[i] / mean));
    }
  }
  return out;
}

}  // namespace isnad
