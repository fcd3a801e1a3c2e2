#include <fmt/format.h>

#include <map>

#include "base/utf8.h"
#include "cli/bidi.h"
#include "cli/query.h"
#include "cli/reports.h"
#include "cli/world_view.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

using Role = Why::Step::Role;

const char* role_name(Role role) {
  switch (role) {
    case Role::opened:
      return "begun by";
    case Role::shown:
      return "shown by";
    case Role::closed:
      return "ended by";
    case Role::derived:
      return "follows from";
    case Role::end_derived:
      return "its end follows from";
    case Role::beside:
      return "beside it";
  }
  return "";
}

// Sentences of the case's documents, each document read once.
class Sentences {
 public:
  explicit Sentences(const CaseFile& file) : file_(file) {}

  // The sentences in which the spans begin.
  std::string of(const std::string& document, const std::vector<Span>& spans) {
    const Read& read = look(document);
    std::string out;
    const Span* last = nullptr;
    for (const Span& s : spans) {
      for (const Span& sentence : read.sentences) {
        if (s.begin < sentence.begin || s.begin >= sentence.end || &sentence == last) continue;
        if (last) out += " / ";
        last = &sentence;
        const size_t end = std::min<size_t>(sentence.end, read.text.size());
        if (sentence.begin < end) {
          out += encode_utf8(
              std::u32string_view(read.text).substr(sentence.begin, end - sentence.begin));
        }
      }
    }
    return out;
  }

 private:
  struct Read {
    std::u32string text;
    std::vector<Span> sentences;
  };
  const Read& look(const std::string& document) {
    const auto [it, fresh] = read_.try_emplace(document);
    if (fresh) {
      if (const Result<StoredDocument> found = file_.document(document)) {
        it->second.sentences = found->record.sentences;
        if (auto text = decode_utf8(found->text)) it->second.text = std::move(*text);
      }
    }
    return it->second;
  }

  const CaseFile& file_;
  std::map<std::string, Read> read_;
};

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
      json(view, sentences, why, out);
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
    Fluent f;
    const std::optional<FluentKind> kind = fluent_kind_from_name(fact_[1]);
    if (!kind) {
      std::vector<std::string> kinds;
      for (int i = 0; i < kFluentKindCount; ++i) {
        kinds.emplace_back(fluent_kind_name(static_cast<FluentKind>(i)));
      }
      return fail(ErrorCode::bad_argument,
                  fact_[1] + ": is no relation; it is one of " + joined(kinds, ", "));
    }
    f.kind = *kind;
    const Result<Symbol> subject = view.symbol(fact_[0]);
    if (!subject) return tl::unexpected<Error>(subject.error());
    f.subject = *subject;
    if (fact_.size() == 3) {
      const Result<Symbol> object = view.symbol(fact_[2]);
      if (!object) return tl::unexpected<Error>(object.error());
      f.object = *object;
      if (is_symmetric(f.kind) && view.code(f.object) < view.code(f.subject)) {
        std::swap(f.subject, f.object);
      }
    }
    return f;
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
    out += fmt::format(
        "{}{:<10} {}  {}", in, safe_line(a.published_as.empty() ? "-" : a.published_as),
        isolated(short_uri(a.uri)), chain_of(where(view, a), via, speakers, view.names()));
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

  static Where where(const WorldView& view, const Article& a) {
    return {a.id, a.uri, a.outlet == kNoSymbol ? std::nullopt : std::optional(view.code(a.outlet)),
            a.published_as.empty() ? std::nullopt : std::optional(a.published_as)};
  }

  static void json(WorldView& view, Sentences& sentences, const Why& why, std::string& out) {
    out += "{\"subject\":";
    append_json_string(view.code(why.fluent.subject), out);
    out += ",\"relation\":";
    append_json_string(fluent_kind_name(why.fluent.kind), out);
    out += ",\"object\":";
    append_json_string_or_null(
        why.fluent.object == kNoSymbol ? std::nullopt : std::optional(view.code(why.fluent.object)),
        out);
    out += ",\"holds\":";
    append_json_string(holds_name(why.holds), out);
    out += ",\"at\":";
    append_json_string(view.at_name(), out);
    out += ",\"since\":";
    append_json_string_or_null(why.period ? std::optional(since(*why.period)) : std::nullopt, out);
    out += ",\"until\":";
    append_json_string_or_null(
        why.period && !why.period->goes_on() ? std::optional(until(*why.period)) : std::nullopt,
        out);
    out += ",\"steps\":[";
    for (size_t i = 0; i < why.steps.size(); ++i) {
      const Why::Step& s = why.steps[i];
      out += i > 0 ? ",{\"role\":" : "{\"role\":";
      append_json_string(role_name(s.role), out);
      out += ",\"rule\":";
      append_json_string_or_null(
          s.rule == kNoRule ? std::nullopt
                            : std::optional(std::string(view.world().rules().name(s.rule))),
          out);
      if (s.evidence == UINT32_MAX) {
        out += ",\"from\":[";
        for (size_t j = 0; j < s.from.size(); ++j) {
          if (j > 0) out += ',';
          json(view, sentences, s.from[j], out);
        }
        out += "]}";
        continue;
      }
      const FluentEvidence& e = view.world().evidence()[s.evidence];
      const Report& r = report_of(view.world().corpus(), e.report);
      const Article& a = view.world().corpus().articles[r.article];
      out += ",\"report\":";
      append_json_string(r.id, out);
      out += ",\"effect\":";
      append_json_string(effect_name(e.effect), out);
      out += ",\"factuality\":";
      append_json_string(factuality_name(e.factuality), out);
      out += ",\"when\":";
      append_json_string_or_null(e.dated ? std::optional(date_of(e.when)) : std::nullopt, out);
      std::vector<std::string> speakers;
      for (const Symbol p : r.source) speakers.push_back(view.code(p));
      out += ",\"source\":";
      append_json_strings(speakers, out);
      out += ",\"sentence\":";
      append_json_string(sentences.of(a.id, r.spans), out);
      out += ",\"doc\":";
      append_where(where(view, a), out);
      out += '}';
    }
    out += "]}";
  }

  std::vector<std::string> fact_;
  WorldOptions options_;
  size_t limit_ = 5;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_why() { return std::make_unique<WhyVerb>(); }

}  // namespace isnad
