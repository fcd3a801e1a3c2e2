#include <fmt/format.h>

#include <map>

#include "answer/why.h"
#include "cli/bidi.h"
#include "cli/query.h"
#include "cli/reports.h"
#include "cli/world_view.h"

namespace isnad {

namespace {

using Role = Why::Step::Role;

class WhyVerb : public Command {
 public:
  const char* name() const override { return "why"; }
  const char* summary() const override {
    return "The reports and rules behind a fact of the world";
  }
  const char* examples() const override {
    return "Prints what makes a fact hold (or not) at a date: the sentences that begin, show and "
           "end "
           "it, the\n"
           "rules of data/world by which something follows, and what is denied or planned beside "
           "it. The fact\n"
           "is written as isnad state prints it; sides are codes or names.\n\n"
           "Examples:\n"
           "  isnad why MLI member_of ECOWAS -d matter.case --at 2025-07-01\n"
           "  isnad why Niger obliged_to_defend Mali -d matter.case";
  }
  void declare(Options& o) override {
    o.inputs("FACT", fact_, "Subject, relation and object");
    options_.declare(o);
    o.number("--limit", limit_, "At most so many reports of one kind (without it: 5; 0: all)");
    o.flag("--json", json_, "One JSON object");
  }
  int run() override {
    Result<WorldView> opened = WorldView::open(options_);
    if (!opened) return report(opened.error());
    WorldView& view = kept(std::move(*opened));
    const Result<Fluent> fluent = wanted(view);
    if (!fluent) return report(fluent.error());
    Sentences sentences(view.file());
    const Why why = view.state().why(*fluent, view.at());
    std::string out;
    if (json_) {
      append_why(view.case_world(), view.at_name(), sentences, why, out);
      out += '\n';
    } else {
      page(view, sentences, why, 0, out);
    }
    put(out);
    return 0;
  }

 private:
  Result<Fluent> wanted(const WorldView& view) const {
    if (fact_.size() < 2 || fact_.size() > 3) {
      return fail(ErrorCode::bad_argument,
                  "FACT: write subject, relation and object, each in quotation marks if it has "
                  "spaces: isnad why MLI member_of AES");
    }
    return fluent_argument(view.case_world(), view.file(), fact_[0], fact_[1],
                           fact_.size() == 3 ? std::optional(fact_[2]) : std::nullopt);
  }

  static std::string answer(const WorldView& view, const Why& why) {
    std::string out(holds_name(why.holds));
    out += " at " + view.at_name();
    if (!why.period) return out + "; never told";
    const Period& p = *why.period;
    out += "; since " + since(p);
    out += p.goes_on() ? ", no end told" : ", until " + until(p);
    if (p.possible) out += "; told as possible only";
    if (p.sure_until != kLastDay) {
      out += "; its end was planned and nobody tells of it later: sure until " +
             day_name(p.sure_until);
    }
    if (p.interrupted) out += "; interrupted, not ended for good";
    if (p.begin_disputed) out += "; its begin is disputed";
    if (p.end_disputed) out += "; its end is disputed";
    return out;
  }

  void page(WorldView& view, Sentences& sentences, const Why& why, size_t depth,
            std::string& out) const {
    const std::string in(4 * depth, ' ');
    out += in + view.label(why.fluent) + ": " + answer(view, why) + '\n';
    const size_t most = limit_;
    std::map<Role, size_t> seen;
    std::map<Role, size_t> all;
    for (const Why::Step& s : why.steps) ++all[s.role];
    std::optional<Role> last;
    for (const Why::Step& s : why.steps) {
      const size_t n = ++seen[s.role];
      if (most > 0 && n > most) {
        if (n == most + 1) {
          out += fmt::format("{}    ... and {} more: --limit 0\n", in, all[s.role] - most);
        }
        continue;
      }
      if (last != s.role) out += fmt::format("{}  {}\n", in, role_name(s.role));
      last = s.role;
      if (s.evidence == UINT32_MAX) {
        out += fmt::format("{}    [{}] {}\n", in, view.world().rules().name(s.rule),
                           view.world().rules().says(s.rule));
        for (const Why& from : s.from) page(view, sentences, from, depth + 2, out);
      } else {
        told(view, sentences, s, in + "    ", out);
      }
    }
  }

  // One report: when and where it stands, by which chain, which rule read it so, and its sentence.
  static void told(WorldView& view, Sentences& sentences, const Why::Step& step,
                   const std::string& in, std::string& out) {
    const FluentEvidence& e = view.world().evidence()[step.evidence];
    const Report& r = report_of(view.world().corpus(), e.report);
    const Article& a = view.world().corpus().articles[r.article];
    std::vector<std::string> via;
    for (const Symbol s : r.via) via.push_back(view.code(s));
    std::vector<std::string> speakers;
    for (const Symbol s : r.source) speakers.push_back(view.code(s));
    out +=
        fmt::format("{}{:<10} {}  {}", in, safe_line(a.published_as.empty() ? "-" : a.published_as),
                    isolated(short_uri(a.uri)),
                    chain_of(where_of(view.case_world(), a), via, speakers, view.names()));
    if (e.factuality != Factuality::actual)
      out += fmt::format(" ({})", factuality_name(e.factuality));
    if (e.dated) out += ", " + date_of(e.when);
    out += '\n' + in + "  " + isolated(sentences.of(a.id, r.spans)) + '\n';
    out += fmt::format("{}  [{}]", in, view.code(r.rule));
    if (step.rule != kNoRule) {
      out += fmt::format(" [{}] {}", view.world().rules().name(step.rule),
                         view.world().rules().says(step.rule));
    }
    out += '\n';
  }

  std::vector<std::string> fact_;
  WorldOptions options_;
  size_t limit_ = 5;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_why() { return std::make_unique<WhyVerb>(); }

}  // namespace isnad
