// What each stage made of a sentence, for people: tokens with their analyses, names, phrases and
// clauses as a tree, frames that fired or why they did not, claims, relations.

#include <fmt/format.h>

#include "base/utf8.h"
#include "engine/stages.h"

namespace isnad {

namespace {

class Explainer {
 public:
  Explainer(const Trace& t, const Span& sentence) : t_(t), sentence_(sentence) {}

  std::string run(uint32_t index, const Sentence& s) {
    line("sentence {} ({})", index + 1, part_name(s.part));
    line("  {}", words(s.span));
    tokens(s);
    names();
    times();
    tree(s);
    frames(s);
    claims();
    relations();
    out_ += '\n';
    return std::move(out_);
  }

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }
  // Text of a span, isolated so that right-to-left words keep to their place.
  std::string words(const Span& s) const {
    return "\u2068" + encode_utf8(t_.text.text.substr(s.begin, s.length())) + "\u2069";
  }
  bool here(const Span& s) const { return s.overlaps(sentence_); }
  static std::string_view part_name(Part p) {
    switch (p) {
      case Part::headline:
        return "headline";
      case Part::summary:
        return "summary";
      case Part::byline:
        return "byline";
      case Part::dateline:
        return "dateline";
      case Part::body:
        return "body";
      case Part::furniture:
        return "furniture";
      default:
        return "heading";
    }
  }

  void tokens(const Sentence& s) {
    line("  words");
    for (uint32_t i = s.first; i < s.last; ++i) {
      const Token& token = t_.text.tokens[i];
      if (token.kind == TokenKind::punct) continue;
      const Analysis& a = t_.words[i].best();
      std::string outside;
      if (a.conj != Conj::none) outside += a.conj == Conj::wa ? " wa+" : " fa+";
      if (a.prep == PrepClitic::bi) outside += " bi+";
      if (a.prep == PrepClitic::li) outside += " li+";
      if (a.prep == PrepClitic::ka) outside += " ka+";
      if (a.future) outside += " sa+";
      if (a.definite) outside += " al+";
      if (a.enclitic.length > 0) outside += " +pronoun";
      line("    {:>3} {} {} {}{}{}{}", i - s.first, words(token.span), pos_name(a.pos),
           folded_to_ascii(a.lemma), outside, a.known ? "" : " (guessed)",
           a.word_class == WordClass::none ? ""
                                           : fmt::format(" [{}]", word_class_name(a.word_class)));
    }
  }

  void names() {
    bool any = false;
    for (const EntityMention& m : t_.entities.mentions) {
      if (!here(m.span)) continue;
      if (!any) line("  names");
      any = true;
      const Entity& e = t_.entities.entities[m.entity];
      line("    {} {} {} ({})", words(m.span), e.id, entity_kind_name(e.kind),
           mention_form_name(m.form));
    }
    for (const Entity& e : t_.record.entities) {
      for (const Mention& m : e.mentions) {
        if (!here(m.span) || m.form == MentionForm::name || m.form == MentionForm::demonym)
          continue;
        line("    {} means {} ({})", words(m.span), e.id, mention_form_name(m.form));
      }
    }
    for (const OfficeMention& o : t_.entities.offices) {
      if (!here(o.span)) continue;
      line("    {} office \"{}\" at {}{}", words(o.span), o.office, o.at.empty() ? "?" : o.at,
           o.person < 0 ? "" : ": " + t_.entities.entities[static_cast<size_t>(o.person)].name_en);
    }
  }

  void times() {
    for (const TimeExpression& x : t_.record.times) {
      if (here(x.span)) line("  time {} {}", words(x.span), x.value);
    }
    for (const Quantity& q : t_.record.quantities) {
      if (here(q.span)) line("  quantity {} {}{} {}", words(q.span), q.bound, q.value, q.unit);
    }
  }

  void tree(const Sentence& s) {
    line("  clauses");
    const Syntax& syntax = t_.syntax;
    static constexpr std::string_view kKinds[] = {
        "main", "coordinate", "that", "relative", "subordinate", "conditional", "circumstantial"};
    for (size_t c = 0; c < syntax.clauses.size(); ++c) {
      const Clause& clause = syntax.clauses[c];
      if (clause.first < s.first || clause.first >= s.last) continue;
      int depth = 0;
      for (int32_t up = clause.parent; up >= 0 && depth < 8; ++depth) {
        up = syntax.clauses[static_cast<size_t>(up)].parent;
      }
      const std::string indent(static_cast<size_t>(4 + depth * 2), ' ');
      line("{}{}", indent, kKinds[static_cast<size_t>(clause.kind)]);
      for (uint32_t i = s.first; i < s.last; ++i) {
        if (syntax.clause_of[i] != c) continue;
        if (syntax.finite_verb[i]) {
          line("{}  verb {}", indent, words(t_.text.tokens[i].span));
          continue;
        }
        const int32_t p = syntax.phrase_of[i];
        if (p < 0) continue;
        const Phrase& phrase = syntax.phrases[static_cast<size_t>(p)];
        if (phrase.first != i) continue;
        const Span span{t_.text.tokens[phrase.first].span.begin,
                        t_.text.tokens[phrase.last - 1].span.end};
        // What depends on the clause's verb needs no word.
        const bool inside = phrase.governor != kNone && phrase.governor != clause.verb;
        line("{}  {}{} {}{}", indent, phrase.coordinated >= 0 ? "and " : "",
             phrase.prep.empty() ? "phrase" : "prep " + phrase.prep, words(span),
             inside ? ", of " + words(t_.text.tokens[phrase.governor].span) : "");
      }
    }
  }

  void frames(const Sentence& s) {
    line("  frames");
    bool any = false;
    for (const FrameTrial& f : t_.trials) {
      if (f.token < s.first || f.token >= s.last) continue;
      any = true;
      line("    {} {} {} ({}): {}", words(t_.text.tokens[f.token].span), f.fired ? "fired" : "not",
           f.frame, f.rule, f.why);
    }
    if (!any) line("    none: no word of the sentence is a predicate of a frame");
    for (const Event& e : t_.record.events) {
      for (const Span& trigger : e.triggers) {
        if (!here(trigger)) continue;
        line("    event {}{}{} {} -> {} {} {} ({})", event_type_name(e.type),
             e.mode.empty() ? "" : " ", e.mode, fmt::join(e.actor, ","),
             fmt::join(e.recipient, ","), e.date.value_or("no date"), factuality_name(e.factuality),
             e.rule);
        break;
      }
    }
  }

  void claims() {
    for (const Claim& c : t_.record.claims) {
      if (!here(c.span) && !here(c.cue_span)) continue;
      line("  claim by {} (cue {}, {}): {}", c.source, words(c.cue_span),
           c.direct ? "direct" : "indirect", words(c.span));
    }
  }

  void relations() {
    for (const Relation& r : t_.record.relations) {
      if (!here(r.span)) continue;
      line("  relation {} {} {} ({})", r.subject, relation_kind_name(r.rel), r.object, r.rule);
    }
  }

  const Trace& t_;
  Span sentence_;
  std::string out_;
};

}  // namespace

Result<std::string> Engine::explain(const RawDocument& document,
                                    std::optional<uint32_t> sentence) const {
  auto analyser = impl_->borrow();
  Trace trace;
  impl_->read(document, *analyser, trace, true);
  std::string out;
  const auto n = static_cast<uint32_t>(trace.text.sentences.size());
  if (sentence && (*sentence < 1 || *sentence > n)) {
    return fail(ErrorCode::bad_argument, document.uri + ": no sentence " +
                                             std::to_string(*sentence) + "; it has " +
                                             std::to_string(n));
  }
  if (trace.record.doc.lang != "ar") {
    out = "language " + trace.record.doc.lang + ": not read, only Arabic is\n";
  } else {
    for (uint32_t i = 0; i < n; ++i) {
      if (sentence && *sentence != i + 1) continue;
      const Sentence& s = trace.text.sentences[i];
      out += Explainer(trace, s.span).run(i, s);
    }
  }
  impl_->give_back(std::move(analyser));
  return out;
}

}  // namespace isnad
