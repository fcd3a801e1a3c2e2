#include "export/briefing.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "export/acts.h"
#include "export/briefing_notes.h"
#include "export/briefing_state.h"
#include "export/told_act.h"
#include "export/wording.h"
#include "world/text.h"

namespace isnad {

namespace {

using Kind = Inline::Kind;

std::string some(size_t n, const char* noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

class BriefingWriter {
 public:
  BriefingWriter(Export& e, const Directory& directory, const Wording& phrases)
      : e_(e), directory_(directory), phrases_(phrases) {}

  Result<Briefing> run();

 private:
  Inline name(const std::string& code) const { return {Kind::name, directory_.name(code)}; }
  void names(const std::vector<std::string>& codes, std::vector<Inline>& out) const {
    for (size_t i = 0; i < codes.size(); ++i) {
      if (i > 0) out.push_back({Kind::text, i + 1 == codes.size() ? " and " : ", "});
      out.push_back(name(codes[i]));
    }
  }

  static void label(Factuality f, std::vector<Inline>& out) {
    if (f == Factuality::actual) return;
    out.push_back({Kind::label, std::string(factuality_name(f))});
    out.push_back({Kind::text, " "});
  }

  // "RUS visited MLI in Bamako".
  std::vector<Inline> sentence(const Event& e) const {
    std::vector<Inline> out;
    label(e.factuality, out);
    const Wording::Said said = phrases_.act(event_type_name(e.type), e.mode);
    if (e.actor.empty()) {
      out.push_back({Kind::text, "Somebody not told "});
    } else {
      names(e.actor, out);
      out.push_back({Kind::text, " "});
    }
    if (!e.recipient.empty()) {
      out.push_back({Kind::text, std::string(said.between) + ' '});
      names(e.recipient, out);
    } else if (!said.alone.empty()) {
      out.push_back({Kind::text, std::string(said.alone)});
    } else {
      out.push_back({Kind::text, std::string(said.between) + " somebody not told"});
    }
    // "visited Russia (Russia)" says nothing.
    if (e.place &&
        std::find(e.recipient.begin(), e.recipient.end(), *e.place) == e.recipient.end()) {
      out.push_back({Kind::text, " ("});
      out.push_back(name(*e.place));
      out.push_back({Kind::text, ")"});
    }
    if (e.count) out.push_back({Kind::text, fmt::format(", number: {}", *e.count)});
    return out;
  }

  std::vector<Inline> sentence(const Relation& r) const {
    std::vector<Inline> out;
    label(r.factuality, out);
    out.push_back(name(r.subject));
    out.push_back(
        {Kind::text, ' ' + std::string(phrases_.fact(relation_kind_name(r.rel)).between) + ' '});
    out.push_back(name(r.object));
    if (r.from || r.to) {
      out.push_back({Kind::text, fmt::format(" ({} to {})", r.from.value_or("not told"),
                                             r.to.value_or("not told"))});
    }
    if (r.count) out.push_back({Kind::text, fmt::format(", number: {}", *r.count)});
    return out;
  }

  std::vector<Inline> origins(const HappeningRow& row) const {
    std::vector<Inline> out = {
        {Kind::text, some(row.reports.size(), "report") + " in " +
                         some(static_cast<size_t>(row.documents), "article") + " from " +
                         some(row.origins.size(), "independent origin") + ": "}};
    for (size_t i = 0; i < row.origins.size(); ++i) {
      const OriginRow& o = row.origins[i];
      if (i > 0) out.push_back({Kind::text, "; "});
      if (o.kind == "unseen") {
        out.push_back({Kind::text, "a text that the case does not hold"});
      } else if (o.name.empty()) {
        out.push_back({Kind::text, "the article itself"});
      } else {
        out.push_back(name(o.name));
        out.push_back({Kind::text, " (" + o.kind + ')'});
      }
    }
    out.push_back({Kind::text, fmt::format(". Confidence of the reading: {:.2f}",
                                           lead_of(row).event.confidence)});
    return out;
  }

  std::vector<size_t> notes(const std::vector<EventRow>& rows) {
    std::vector<size_t> out;
    for (const EventRow& r : rows) out.push_back(notes_.add(r.where, r.event.triggers));
    return settled(std::move(out));
  }
  std::vector<size_t> notes(const std::vector<RelationRow>& rows) {
    std::vector<size_t> out;
    for (const RelationRow& r : rows) out.push_back(notes_.add(r.where, {r.relation.span}));
    return settled(std::move(out));
  }
  static std::vector<size_t> settled(std::vector<size_t> v) {
    std::sort(v.begin(), v.end());
    v.erase(std::unique(v.begin(), v.end()), v.end());
    return v;
  }

  Result<BriefingSection> happened();
  Result<BriefingSection> claims();
  Result<BriefingSection> conflicts();
  Result<BriefingSection> state();
  Result<void> about(Briefing& b);

  Export& e_;
  const Directory& directory_;
  const Wording& phrases_;
  NoteBook notes_;
};

Result<BriefingSection> BriefingWriter::happened() {
  const auto rows = acts(e_);
  if (!rows) return tl::unexpected<Error>(rows.error());
  BriefingSection section{"happened",
                          "What happened",
                          "By day, the acts with most independent origins first. Reports that are "
                          "copies, or go back to one speaker or agency, are one origin.",
                          {}};
  struct Line {
    std::string day;
    std::string shown;
    const HappeningRow* row;
  };
  std::vector<Line> lines;
  for (const HappeningRow& row : *rows) {
    const auto days = days_of_act(told_event(row));
    Line line{"", "Day not told", &row};
    if (days) {
      line.day = days->first + ' ' + days->last;
      const std::optional<Days> whole = days_of(days->first + '/' + days->last);
      line.shown = whole ? date_of(*whole) : days->first;
      if (const size_t to = line.shown.find('/'); to != std::string::npos) {
        line.shown.replace(to, 1, " to ");
      }
    }
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tuple(a.day.empty(), a.day, b.row->origins.size(), b.row->documents, a.row->id) <
           std::tuple(b.day.empty(), b.day, a.row->origins.size(), a.row->documents, b.row->id);
  });
  for (const Line& line : lines) {
    if (section.groups.empty() || section.groups.back().title[0].text != line.shown) {
      section.groups.push_back({{{Kind::text, line.shown}}, {}});
    }
    section.groups.back().items.push_back(
        {sentence(told_event(*line.row)), notes(line.row->reports), origins(*line.row)});
  }
  e_.tally.wrote("acts", static_cast<int64_t>(lines.size()));
  return section;
}

Result<BriefingSection> BriefingWriter::claims() {
  const auto rows = e_.file.claims(e_.options.filter);
  if (!rows) return tl::unexpected<Error>(rows.error());
  BriefingSection section{"claims",
                          "Who says so",
                          "What articles attribute to somebody, by speaker, in the order of "
                          "publication. That something is said does not make it so.",
                          {}};
  std::map<std::string, std::vector<const ClaimRow*>> by_speaker;
  for (const ClaimRow& row : *rows) by_speaker[row.claim.source].push_back(&row);
  std::vector<std::pair<std::string, std::vector<const ClaimRow*>>> speakers(by_speaker.begin(),
                                                                             by_speaker.end());
  std::stable_sort(speakers.begin(), speakers.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  for (const auto& [speaker, said] : speakers) {
    BriefingGroup group;
    group.title.push_back(speaker.empty() ? Inline{Kind::text, "Speaker not told"} : name(speaker));
    for (const ClaimRow* row : said) {
      BriefingItem item;
      item.line.push_back({Kind::text, row->where.published.value_or("Day not told") + ": "});
      item.line.push_back({Kind::quote, row->words});
      item.line.push_back(
          {Kind::text, row->claim.direct ? " (in their own words)" : " (as the article puts it)"});
      if (!row->claim.via.empty()) {
        item.line.push_back({Kind::text, ", passed on by "});
        names(row->claim.via, item.line);
      }
      item.notes.push_back(notes_.add(row->where, {row->claim.span}));
      group.items.push_back(std::move(item));
    }
    section.groups.push_back(std::move(group));
  }
  e_.tally.wrote("claims", static_cast<int64_t>(rows->size()));
  return section;
}

Result<BriefingSection> BriefingWriter::conflicts() {
  Filter filter = e_.options.filter;
  filter.type.reset();  // of conflicts it is another kind of type
  const auto rows = e_.file.conflicts(filter);
  if (!rows) return tl::unexpected<Error>(rows.error());
  BriefingSection section{"contradictions",
                          "Contradictions",
                          "Reports of one act or fact that cannot all be true. Who is right is not "
                          "said.",
                          {}};
  for (const ConflictRow& row : *rows) {
    const auto of_type = [&](const ConflictSideRow& side) {
      return std::any_of(side.events.begin(), side.events.end(), [&](const EventRow& r) {
        return event_type_name(r.event.type) == *e_.options.filter.type;
      });
    };
    if (e_.options.filter.type && std::none_of(row.sides.begin(), row.sides.end(), of_type))
      continue;
    BriefingGroup group;
    group.title = {
        {Kind::text,
         "About the " + (row.about.empty() ? row.kind : row.kind + ' ' + row.about) + ": "}};
    bool named = false;
    for (const ConflictSideRow& side : row.sides) {
      BriefingItem item;
      item.line = {{Kind::label, side.value}, {Kind::text, " "}};
      std::vector<Inline> what = !side.events.empty() ? sentence(side.events.front().event)
                                 : !side.relations.empty()
                                     ? sentence(side.relations.front().relation)
                                     : std::vector<Inline>{};
      if (!named && !what.empty()) {
        // The matter alone: what the sides differ in is theirs.
        std::vector<Inline> matter;
        if (!side.events.empty()) {
          Event e = side.events.front().event;
          e.count.reset();
          e.factuality = Factuality::actual;
          matter = sentence(e);
        } else {
          Relation r = side.relations.front().relation;
          r.count.reset();
          r.from.reset();
          r.to.reset();
          r.factuality = Factuality::actual;
          matter = sentence(r);
        }
        group.title.insert(group.title.end(), matter.begin(), matter.end());
        named = true;
      }
      item.line.insert(item.line.end(), what.begin(), what.end());
      item.notes = notes(side.events);
      const auto more = notes(side.relations);
      item.notes.insert(item.notes.end(), more.begin(), more.end());
      item.detail = {
          {Kind::text, some(side.events.size() + side.relations.size(), "report") + " from " +
                           some(static_cast<size_t>(side.origins), "independent origin")}};
      group.items.push_back(std::move(item));
    }
    section.groups.push_back(std::move(group));
  }
  e_.tally.wrote("contradictions", static_cast<int64_t>(section.groups.size()));
  return section;
}

Result<BriefingSection> BriefingWriter::state() {
  BriefingSection section{"state", "What holds", "", {}};
  if (e_.options.filter.type) {
    section.about = "Not asked for: the filter names a type of acts.";
    return section;
  }
  const auto held = state_lines(e_);
  if (!held) return tl::unexpected<Error>(held.error());
  section.about = "On " + held->day +
                  ", as all articles of the case tell it: what they report, and what follows from "
                  "it by rule (derived).";
  BriefingGroup group;
  for (const StateLine& s : held->lines) {
    BriefingItem item;
    if (s.possible) item.line = {{Kind::label, "possible"}, {Kind::text, " "}};
    item.line.push_back(name(s.subject));
    item.line.push_back({Kind::text, ' ' + std::string(phrases_.fact(s.kind).between)});
    if (!s.object.empty()) {
      item.line.push_back({Kind::text, " "});
      item.line.push_back(name(s.object));
    }
    std::string when = (s.since.starts_with("by ") ? ", already " : ", since ") + s.since;
    if (!s.until.empty()) when += ", until " + s.until;
    item.line.push_back({Kind::text, when + (s.derived ? " (derived)" : "")});
    for (const StateLine::Told& t : s.told) item.notes.push_back(notes_.add(t.where, t.spans));
    item.notes = settled(std::move(item.notes));
    group.items.push_back(std::move(item));
  }
  e_.tally.wrote("lasting facts", static_cast<int64_t>(group.items.size()));
  if (!group.items.empty()) section.groups.push_back(std::move(group));
  return section;
}

Result<void> BriefingWriter::about(Briefing& b) {
  const Filter& f = e_.options.filter;
  Filter of_documents;
  of_documents.from = f.from;
  of_documents.to = f.to;
  of_documents.outlet = f.outlet;
  const auto documents = e_.file.documents(of_documents);
  if (!documents) return tl::unexpected<Error>(documents.error());
  std::optional<std::string> first;
  std::optional<std::string> last;
  for (const DocumentRow& d : *documents) {
    if (!d.where.published) continue;
    if (!first || *d.where.published < *first) first = d.where.published;
    if (!last || *d.where.published > *last) last = d.where.published;
  }
  std::string title = "Briefing";
  if (f.actor) {
    const auto codes = e_.file.codes(*f.actor);
    std::string shown = *f.actor;
    for (const std::string& c : codes ? *codes : std::vector<std::string>{}) {
      if (directory_.find(c)) shown = directory_.name(c);
    }
    title += ": " + shown;
  }
  if (f.from || f.to) {
    title += fmt::format(", {} to {}", f.from.value_or("the first day"), f.to.value_or("the last"));
  }
  b.title = title;
  std::string filters;
  const auto filter = [&](const char* what, const std::optional<std::string>& value) {
    if (value) filters += (filters.empty() ? "" : "; ") + std::string(what) + ' ' + *value;
  };
  filter("party", f.actor);
  filter("type", f.type);
  filter("from", f.from);
  filter("until", f.to);
  filter("source", f.source);
  filter("outlet", f.outlet);
  b.about.emplace_back("Filters", filters.empty() ? "none: the whole case" : filters);
  b.about.emplace_back("Articles in the period",
                       first
                           ? fmt::format("{}, published {} to {}", documents->size(), *first, *last)
                           : std::to_string(documents->size()));
  return {};
}

Result<Briefing> BriefingWriter::run() {
  Briefing b;
  if (auto r = about(b); !r) return tl::unexpected<Error>(r.error());
  for (auto part : {&BriefingWriter::happened, &BriefingWriter::claims, &BriefingWriter::conflicts,
                    &BriefingWriter::state}) {
    auto section = (this->*part)();
    if (!section) return tl::unexpected<Error>(section.error());
    size_t items = 0;
    for (const BriefingGroup& g : section->groups) items += g.items.size();
    const bool conflict = section->id == "contradictions";
    b.about.emplace_back(section->title, std::to_string(conflict ? section->groups.size() : items));
    b.sections.push_back(std::move(*section));
  }
  auto notes = notes_.resolve(e_.file);
  if (!notes) return tl::unexpected<Error>(notes.error());
  b.notes = std::move(*notes);
  b.about.emplace_back("Sources", std::to_string(b.notes.size()));
  e_.tally.wrote("sources", static_cast<int64_t>(b.notes.size()));
  return b;
}

}  // namespace

Result<Briefing> briefing(Export& e) {
  const Result<Directory> directory = Directory::read(e.file);
  if (!directory) return tl::unexpected<Error>(directory.error());
  const Result<Wording> phrases = Wording::open(*e.image);
  if (!phrases) return tl::unexpected<Error>(phrases.error());
  return BriefingWriter(e, *directory, *phrases).run();
}

}  // namespace isnad
