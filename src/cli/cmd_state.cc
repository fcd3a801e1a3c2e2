#include "answer/state.h"
#include "cli/query.h"
#include "cli/world_view.h"
#include "export/cells.h"

namespace isnad {

namespace {

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
    const Result<std::vector<StateRow>> lines = ask(view, *filter);
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
        return fail(ErrorCode::bad_argument,
                    "--relation " + *relation_ + ": is none of " + joined(fluent_kinds(), ", "));
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

  Result<std::vector<StateRow>> ask(const WorldView& view, const FluentFilter& filter) const {
    std::vector<StateRow> lines;
    if (diff_) {
      const Result<Days> from = days_argument("--diff", diff_->first);
      if (!from) return tl::unexpected<Error>(from.error());
      const Result<Days> to = days_argument("--diff", diff_->second);
      if (!to) return tl::unexpected<Error>(to.error());
      lines = change_rows(view.state(), from->first, to->last, filter);
    } else {
      lines = state_rows(view.state(), view.at(), filter, untold_);
    }
    if (limit_ > 0 && lines.size() > limit_) lines.resize(limit_);
    return lines;
  }

  void print(WorldView& view, const std::vector<StateRow>& lines) const {
    if (json_) {
      std::string line;
      for (const StateRow& l : lines) {
        line.clear();
        append_state_row(view.case_world(), l, view.names(), line);
        put(line += '\n');
      }
      return;
    }
    if (csv_) {
      std::string out;
      append_csv_row(state_columns(diff_.has_value()), out);
      for (const StateRow& l : lines) {
        append_csv_row(state_cells(view.case_world(), l, view.names(), true), out);
      }
      put(out);
      return;
    }
    std::vector<std::string> head = {"SUBJECT", "RELATION", "OBJECT",   "HOLDS",      "SINCE",
                                     "UNTIL",   "HOW",      "ARTICLES", "FIRST TOLD", "IN"};
    if (diff_) head.insert(head.begin(), "CHANGE");
    const Terminal terminal = Terminal::look();
    Table table(std::move(head));
    for (const StateRow& l : lines)
      table.add(state_cells(view.case_world(), l, view.names(), false));
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
