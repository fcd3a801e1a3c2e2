#include <fmt/format.h>

#include <set>

#include "cli/query.h"
#include "cli/reports.h"
#include "cli/world_view.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

// One line of the answer: what holds, or what changed.
struct Line {
  Fluent fluent;
  std::string holds;
  const Period* period = nullptr;
  std::string change;  // of --diff
};

class StateVerb : public Command {
 public:
  const char* name() const override { return "state"; }
  const char* summary() const override { return "What held at a date, as known at a date"; }
  const char* examples() const override {
    return "What the reports make of the world: memberships, agreements, forces, offices, "
           "sanctions. HOLDS is\n"
           "yes, or possible within the doubt of a date or of the telling. What follows by rule is "
           "marked derived.\n"
           "isnad why shows the reports behind a line.\n\n"
           "Examples:\n"
           "  isnad state -d matter.case --at 2025-07-01 --actor MLI\n"
           "  isnad state -d matter.case --at 2025-07-01 --known-by 2025-04-30 --relation "
           "forces_in\n"
           "  isnad state -d matter.case --diff 2023-01-01 2025-07-01 --actor Niger";
  }
  void declare(Options& o) override {
    options_.declare(o);
    o.text("--actor", actor_, "CODE", "On either side: a code (RUS) or a name (Russia)");
    o.text("--relation", relation_, "KIND", "member_of, forces_in, holds_office, ...");
    o.text("--place", place_, "CODE", "Where something is or of what somebody is: the object");
    o.pair("--diff", diff_, "DATE1 DATE2", "What changed from the one to the other");
    o.flag("--untold", untold_, "Also what is told of later days only, since when nobody says");
    o.number("--limit", limit_, "At most so many rows");
    o.flag("--json", json_, "One JSON object a row");
    o.flag("--csv", csv_, "Comma-separated values with a header");
  }
  int run() override {
    if (json_ && csv_) {
      return report({ErrorCode::bad_argument, "--json and --csv: give one of them"});
    }
    if (diff_ && options_.at) {
      return report({ErrorCode::bad_argument, "--at and --diff: give one of them"});
    }
    Result<WorldView> opened = WorldView::open(options_);
    if (!opened) return report(opened.error());
    WorldView& view = kept(std::move(*opened));
    const Result<FluentFilter> filter = wanted(view);
    if (!filter) return report(filter.error());
    const Result<std::vector<Line>> lines = ask(view, *filter);
    if (!lines) return report(lines.error());
    print(view, *lines);
    return 0;
  }

 private:
  Result<FluentFilter> wanted(const WorldView& view) const {
    FluentFilter filter;
    if (relation_) {
      filter.kind = fluent_kind_from_name(*relation_);
      if (!filter.kind) {
        std::vector<std::string> kinds;
        for (int i = 0; i < kFluentKindCount; ++i) {
          kinds.emplace_back(fluent_kind_name(static_cast<FluentKind>(i)));
        }
        return fail(ErrorCode::bad_argument,
                    "--relation " + *relation_ + ": is none of " + joined(kinds, ", "));
      }
    }
    for (const auto& [name, to] :
         {std::pair{&actor_, &filter.party}, std::pair{&place_, &filter.object}}) {
      if (!*name) continue;
      const Result<Symbol> symbol = view.symbol(**name);
      if (!symbol) return tl::unexpected<Error>(symbol.error());
      *to = *symbol;
    }
    return filter;
  }

  Result<std::vector<Line>> ask(const WorldView& view, const FluentFilter& filter) const {
    std::vector<Line> lines;
    if (diff_) {
      const Result<Days> from = days_argument("--diff", diff_->first);
      if (!from) return tl::unexpected<Error>(from.error());
      const Result<Days> to = days_argument("--diff", diff_->second);
      if (!to) return tl::unexpected<Error>(to.error());
      for (const Change& c : view.state().difference(from->first, to->last, filter)) {
        lines.push_back(
            {c.fluent,
             std::string(holds_name(c.before)) + " -> " + std::string(holds_name(c.after)),
             c.period, std::string(change_name(c.what))});
      }
    } else {
      for (const Holding& h : view.state().at(view.at(), filter, untold_)) {
        lines.push_back({h.fluent, std::string(holds_name(h.holds)), h.period, {}});
      }
    }
    if (limit_ > 0 && lines.size() > limit_) lines.resize(limit_);
    return lines;
  }

  // Articles behind a period.
  static std::set<uint32_t> articles(const WorldView& view, const Period* p) {
    std::set<uint32_t> out;
    if (!p) return out;
    for (const auto* list : {&p->opened, &p->shown, &p->closed}) {
      for (const uint32_t e : *list) {
        out.insert(report_of(view.world().corpus(), view.world().evidence()[e].report).article);
      }
    }
    return out;
  }

  // The one that was published first; undated ones last.
  static const Article* first(const WorldView& view, const Period* p) {
    const Article* found = nullptr;
    const auto key = [](const Article& a) {
      return std::pair(a.published ? a.published->first : kLastDay, a.uri);
    };
    for (const uint32_t i : articles(view, p)) {
      const Article& a = view.world().corpus().articles[i];
      if (!found || key(a) < key(*found)) found = &a;
    }
    return found;
  }

  static std::string how(const Line& l) {
    if (!l.period) return "-";
    if (l.period->derived) return "derived";
    return l.period->end_derived ? "end derived" : "reported";
  }

  std::vector<std::string> row(WorldView& view, const Line& l, bool codes) const {
    const auto name = [&](Symbol s) {
      if (s == kNoSymbol) return std::string();
      return codes ? view.code(s) : view.names().label(view.code(s));
    };
    std::vector<std::string> out;
    if (diff_) out.push_back(l.change);
    for (std::string& s : std::vector<std::string>{
             name(l.fluent.subject), std::string(fluent_kind_name(l.fluent.kind)),
             name(l.fluent.object), l.holds, l.period ? since(*l.period) : "",
             l.period ? until(*l.period) : "", how(l),
             std::to_string(articles(view, l.period).size())}) {
      out.push_back(std::move(s));
    }
    const Article* told = first(view, l.period);
    out.push_back(told ? told->published_as : "");
    out.push_back(!told ? "" : codes ? told->uri : short_uri(told->uri));
    return out;
  }

  std::string json(WorldView& view, const Line& l) const {
    std::string out = "{";
    if (diff_) {
      out += "\"change\":";
      append_json_string(l.change, out);
      out += ',';
    }
    out += "\"subject\":";
    append_json_string(view.code(l.fluent.subject), out);
    out += ",\"relation\":";
    append_json_string(fluent_kind_name(l.fluent.kind), out);
    out += ",\"object\":";
    std::vector<std::string> codes = {view.code(l.fluent.subject)};
    if (l.fluent.object == kNoSymbol) {
      out += "null";
    } else {
      append_json_string(view.code(l.fluent.object), out);
      codes.push_back(view.code(l.fluent.object));
    }
    out += ",\"holds\":";
    append_json_string(l.holds, out);
    if (l.period) {
      const Period& p = *l.period;
      const auto date = [&](const char* key, const Days& d, bool known) {
        out += key;
        append_json_string_or_null(known ? std::optional(date_of(d)) : std::nullopt, out);
      };
      date(",\"since\":", p.begin, p.begin_known());
      date(",\"known_to_hold\":", {p.begin.last, p.begin.last}, true);
      date(",\"until\":", p.end,
           !p.goes_on() && p.end.first != kFirstDay && p.end.last != kLastDay);
      date(",\"sure_until\":", {p.sure_until, p.sure_until}, p.sure_until != kLastDay);
      out += fmt::format(
          ",\"ended\":{},\"interrupted\":{},\"begin_disputed\":{},\"end_disputed\":{},\"derived\":"
          "{},\"end_derived\":{}",
          !p.goes_on(), p.interrupted, p.begin_disputed, p.end_disputed, p.derived, p.end_derived);
    }
    out += ",\"articles\":[";
    bool first = true;
    for (const uint32_t a : articles(view, l.period)) {
      const Article& article = view.world().corpus().articles[a];
      if (!first) out += ',';
      first = false;
      append_where(
          {article.id, article.uri,
           article.outlet == kNoSymbol ? std::nullopt : std::optional(view.code(article.outlet)),
           article.published_as.empty() ? std::nullopt : std::optional(article.published_as)},
          out);
    }
    out += "],\"names\":";
    view.names().append_json(codes, out);
    return out + "}\n";
  }

  void print(WorldView& view, const std::vector<Line>& lines) const {
    if (json_) {
      for (const Line& l : lines) put(json(view, l));
      return;
    }
    if (csv_) {
      std::vector<std::string> head = {"subject",         "relation", "object", "holds",
                                       "since",           "until",    "how",    "articles",
                                       "first_published", "first_uri"};
      if (diff_) head.insert(head.begin(), "change");
      std::string out;
      append_csv(head, out);
      for (const Line& l : lines) append_csv(row(view, l, true), out);
      put(out);
      return;
    }
    std::vector<std::string> head = {"SUBJECT", "RELATION", "OBJECT",   "HOLDS",      "SINCE",
                                     "UNTIL",   "HOW",      "ARTICLES", "FIRST TOLD", "IN"};
    if (diff_) head.insert(head.begin(), "CHANGE");
    const Terminal terminal = Terminal::look();
    Table table(std::move(head));
    for (const Line& l : lines) table.add(row(view, l, false));
    if (!table.empty()) {
      put(table.print(terminal));
    } else if (terminal.err) {
      tell("nothing is told to hold then");
    }
  }

  WorldOptions options_;
  std::optional<std::string> actor_;
  std::optional<std::string> relation_;
  std::optional<std::string> place_;
  std::optional<std::pair<std::string, std::string>> diff_;
  size_t limit_ = 0;
  bool untold_ = false;
  bool json_ = false;
  bool csv_ = false;
};

}  // namespace

std::unique_ptr<Command> make_state() { return std::make_unique<StateVerb>(); }

}  // namespace isnad
