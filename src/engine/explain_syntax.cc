// The syntax of a sentence for people: what the clauses, verbs, phrases and masdars are taken for.

#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "engine/explain.h"
#include "text/bidi.h"

namespace isnad {

namespace {

constexpr int kDeepest = 8;  // levels of indentation

std::string_view kind_name(ClauseKind kind) {
  static constexpr std::string_view kKinds[] = {
      "main", "coordinate", "that", "relative", "subordinate", "conditional", "circumstantial"};
  return kKinds[static_cast<size_t>(kind)];
}

}  // namespace

std::string isolated_words(const TextView& text, const Span& span) {
  std::string out = "\u2068";
  for (const char32_t c : text.text.substr(span.begin, span.length())) {
    if (steers_line(c)) continue;
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    append_utf8(out, control ? U' ' : c);
  }
  return out + "\u2069";
}

SyntaxTree::SyntaxTree(const Trace& trace, const Actors& actors, const Image& image)
    : t_(trace),
      actors_(actors),
      image_(image),
      light_(KeyTable<LightRow>::open(image, "frm.light")),
      operators_(KeyTable<OperatorRow>::open(image, "frm.operators")),
      frames_(KeyTable<FrameRow>::open(image, "frm.index")) {}

std::string SyntaxTree::tokens(uint32_t first, uint32_t last) const {
  if (first >= last) return {};
  return isolated_words(t_.text,
                        {t_.text.tokens[first].span.begin, t_.text.tokens[last - 1].span.end});
}

// The same without what is written before the first word: conjunction, preposition.
std::string SyntaxTree::stem_words(uint32_t first, uint32_t last) const {
  if (first >= last) return {};
  const Token& t = t_.text.tokens[first];
  const Analysis& a = t_.words[first].best();
  const size_t article = a.definite ? 2 : 0;
  const size_t outside = a.proclitic_length > article ? a.proclitic_length - article : 0;
  const Span own = t_.text.part_of(t, std::min(outside, t.key.size()), t.key.size());
  return isolated_words(t_.text, {own.begin, t_.text.tokens[last - 1].span.end});
}

// " -> MLI, RUS (Sergey Lavrov)": whom the words mean; empty if nobody.
std::string SyntaxTree::meaning(const std::vector<Participant>& list) const {
  std::string out;
  for (const Participant& p : list) {
    out += (out.empty() ? " -> " : ", ") + p.code;
    if (p.person.empty() || p.person == p.code) continue;
    const uint32_t e = t_.entities.entity(p.person);
    out += fmt::format(" ({})", e == UINT32_MAX ? p.person : t_.entities.entities[e].name_en);
  }
  return out;
}

bool SyntaxTree::is_adjective(uint32_t token) const {
  const EntityMention* name = t_.entities.mention(token);
  return name ? name->form == MentionForm::demonym : t_.words[token].best().pos == Pos::adj;
}

std::string SyntaxTree::factuality_of(std::string_view lemma, uint8_t pos) const {
  for (const OperatorRow& row : operators_.find(lemma)) {
    if (row.pos != pos) continue;
    return row.complement == 0xFF
               ? "operator: same"
               : fmt::format("operator: {}",
                             factuality_name(static_cast<Factuality>(row.complement)));
  }
  return {};
}

std::string SyntaxTree::structure(const Phrase& p) const {
  if (p.last - p.first < 2) return {};
  std::string front;
  if (p.head > p.first) {
    const bool counts = std::any_of(t_.words.begin() + p.first, t_.words.begin() + p.head,
                                    [](const Word& w) { return w.best().pos == Pos::num; });
    front = (counts ? "number " : "before ") + stem_words(p.first, p.head) + ", ";
  }
  std::string chain;
  std::string rest;
  for (uint32_t i = p.head; i < p.last;) {
    const EntityMention* name = t_.entities.mention(i);
    const uint32_t end = name && name->first == i ? std::min(name->last, p.last) : i + 1;
    const std::string words = stem_words(i, end);
    const OfficeMention* office = t_.entities.office(i);
    if (i == p.head) {
      chain = words;
    } else if (t_.text.tokens[i].kind == TokenKind::punct) {
      // Quotation marks and brackets inside a phrase.
    } else if (is_adjective(i)) {
      rest += ", adjective " + words;
    } else if ((office && office->person_first == i) ||
               (name && t_.words[p.head].best().definite)) {
      rest += ", name " + words;  // behind its title, or a noun with article
    } else if (name || t_.words[i].best().pos == Pos::noun ||
               t_.words[i].best().pos == Pos::propn) {
      chain += " of " + words;
    } else {
      rest += fmt::format(", {} {}", pos_name(t_.words[i].best().pos), words);
    }
    i = end;
  }
  const bool plain = front.empty() && rest.empty() && chain.find(" of ") == std::string::npos;
  return plain ? std::string() : " = " + front + chain + rest;
}

void SyntaxTree::phrase(int32_t index, Role role, size_t indent, std::string& out) const {
  static constexpr std::string_view kRoles[] = {
      "phrase", "subject", "object", "subject of the passive", "", "and"};
  const Phrase& p = t_.syntax.phrases[static_cast<size_t>(index)];
  std::string label(kRoles[static_cast<size_t>(role)]);
  const bool own_place = role == Role::phrase || role == Role::complement;
  if (own_place && !p.prep.empty()) label = "prep " + folded_to_ascii(p.prep);
  const bool list = role != Role::conjunct;
  out += fmt::format("{:{}}{} {}{}{}\n", "", indent, label, tokens(p.first, p.last), structure(p),
                     list ? meaning(actors_.phrase(index)) : "");
  masdars(index, indent + 2, out);
  if (!list) return;
  for (auto k = static_cast<size_t>(index) + 1; k < t_.syntax.phrases.size(); ++k) {
    const Phrase& next = t_.syntax.phrases[k];
    if (next.coordinated == index) {
      phrase(static_cast<int32_t>(k), Role::conjunct, indent + 2, out);
    } else if (next.coordinated < 0) {
      break;
    }
  }
}

// `tells`: set if the governor is a light verb or passive, or decides how sure the act is.
std::string SyntaxTree::governor(uint32_t token, std::string_view prep, bool* tells) const {
  const Analysis& a = t_.words[token].best();
  const bool verbal = t_.syntax.finite_verb[token];
  const auto rows = light_.find(a.lemma);
  const bool light =
      a.pos == Pos::verb && std::any_of(rows.begin(), rows.end(),
                                        [&](const auto& r) { return image_.str(r.prep) == prep; });
  const bool passive = a.word_class == WordClass::passive_light;
  const std::string factuality = factuality_of(a.lemma, verbal ? 0 : 1);
  *tells = light || passive || !factuality.empty();
  std::string out = (light     ? "light verb "
                     : passive ? "passive by "
                               : "governed by ") +
                    stem_words(token, token + 1);
  if (!factuality.empty()) out += " (" + factuality + ")";
  // Whose act it may be: who carries it or decides on it.
  if (verbal && (light || !factuality.empty())) {
    if (const std::string who = meaning(actors_.subject(token)); !who.empty()) {
      out += ", its subject" + who;
    }
  }
  return out;
}

// What governs a masdar and stands around it; empty if there is nothing but a word that governs it
// as it might any noun.
std::string SyntaxTree::masdar(uint32_t token) const {
  const NounArguments n = noun_arguments(t_.text, t_.words, t_.entities, t_.syntax, token);
  const Phrase& own = t_.syntax.phrases[static_cast<size_t>(t_.syntax.phrase_of[token])];
  std::vector<std::string> parts;
  bool tells = false;
  if (n.governor != kNone) parts.push_back(governor(n.governor, n.governor_prep, &tells));
  uint32_t first = n.genitive_first;
  for (; first < n.genitive_last && is_adjective(first); ++first) {
    if (!t_.entities.mention(first)) continue;
    parts.push_back("adjective " + tokens(first, first + 1) +
                    meaning(actors_.range(first, first + 1)));
    tells = true;
  }
  if (first < n.genitive_last) {
    // With an object behind it the genitive acts; alone it may act or undergo: frames say which.
    parts.push_back((n.second >= 0 ? "subject " : "genitive ") + tokens(first, n.genitive_last) +
                    meaning(actors_.range(first, n.genitive_last)));
    tells = true;
  }
  if (n.pronoun) parts.push_back("pronoun" + meaning(actors_.pronoun(token)));
  if (n.second >= 0) {
    const Phrase& second = t_.syntax.phrases[static_cast<size_t>(n.second)];
    parts.push_back("object " + tokens(second.first, second.last) +
                    meaning(actors_.phrase(n.second)));
  }
  if (token == own.head) {
    for (const int32_t c : n.complements) {
      const Phrase& q = t_.syntax.phrases[static_cast<size_t>(c)];
      parts.push_back(folded_to_ascii(q.prep) + ' ' + tokens(q.first, q.last));
    }
    tells = tells || !n.complements.empty();
  }
  if (!tells && !n.pronoun && n.second < 0) return {};
  return fmt::format("{}", fmt::join(parts, "; "));
}

// A masdar by its derivation, or a noun that frames have as masdar or as the name of an act; the
// lexicon does not say of all masdars that they are some.
bool SyntaxTree::names_act(uint32_t token) const {
  const Analysis& a = t_.words[token].best();
  if (a.pos != Pos::noun || t_.entities.mention(token) || t_.entities.role(token)) return false;
  const auto rows = frames_.find(a.lemma);
  return a.derivation == Derivation::masdar || std::any_of(rows.begin(), rows.end(), [](auto& r) {
           const auto use = static_cast<FrameUse>(r.use);
           return use == FrameUse::masdar || use == FrameUse::noun;
         });
}

void SyntaxTree::masdars(int32_t index, size_t indent, std::string& out) const {
  const Phrase& p = t_.syntax.phrases[static_cast<size_t>(index)];
  for (uint32_t i = p.head; i < p.last; ++i) {
    if (!names_act(i)) continue;
    const std::string about = masdar(i);
    if (about.empty()) continue;
    out += fmt::format("{:{}}masdar {}: {}\n", "", indent, stem_words(i, i + 1), about);
  }
}

void SyntaxTree::verb(uint32_t token, size_t indent, std::string& out) const {
  const VerbArguments v = verb_arguments(t_.text, t_.words, t_.entities, t_.syntax, token);
  const Analysis& a = t_.words[token].best();
  std::string about = v.passive ? " passive" : "";
  if (const std::string f = factuality_of(a.lemma, 0); !f.empty()) about += " (" + f + ")";
  out += fmt::format("{:{}}verb {} {}{}\n", "", indent, tokens(token, token + 1),
                     folded_to_ascii(a.lemma), about);
  const size_t inner = indent + 2;
  const int32_t antecedent = t_.syntax.clauses[t_.syntax.clause_of[token]].antecedent;
  // What the relative clause describes stands above it, with all that it is made of.
  const auto argument = [&](int32_t index, Role role, std::string_view label) {
    if (index != antecedent) {
      phrase(index, role, inner, out);
      return;
    }
    const Phrase& p = t_.syntax.phrases[static_cast<size_t>(index)];
    out += fmt::format("{:{}}{}: the antecedent {}{}\n", "", inner, label,
                       stem_words(p.first, p.last), meaning(actors_.phrase(index)));
  };
  if (v.subject >= 0) argument(v.subject, Role::subject, "subject");
  if (v.dropped_subject) {
    const uint32_t pronoun = subject_pronoun(t_.words, t_.syntax, token);
    const std::string whom = meaning(actors_.subject(token));
    out += fmt::format("{:{}}subject {}{}\n", "", inner,
                       pronoun == kNone ? std::string("not written")
                                        : "pronoun on " + tokens(pronoun, pronoun + 1),
                       whom.empty() ? ": nobody known" : whom + " (from the discourse)");
  }
  const bool patient = v.passive && v.subject < 0;
  if (v.object >= 0) {
    argument(v.object, patient ? Role::passive_subject : Role::object,
             patient ? "subject of the passive" : "object");
  }
  if (v.object_pronoun && (v.object < 0 || v.object != antecedent)) {
    out +=
        fmt::format("{:{}}object pronoun{}\n", "", inner, meaning(actors_.relative_pronoun(token)));
  }
  for (const int32_t c : v.complements) phrase(c, Role::complement, inner, out);
  if (v.that_clause != kNone) {
    const Clause& that = t_.syntax.clauses[v.that_clause];
    out += fmt::format("{:{}}complement: the clause of {}\n", "", inner,
                       tokens(that.first, that.first + 1));
  }
}

void SyntaxTree::clause(size_t index, int depth, std::string& out) const {
  const Syntax& syntax = t_.syntax;
  const Clause& c = syntax.clauses[index];
  const auto indent = 4 + 2 * static_cast<size_t>(std::min(depth, kDeepest));
  out += fmt::format("{:{}}{}", "", indent, kind_name(c.kind));
  if (c.opener != kNone) out += " " + tokens(c.opener, c.opener + 1);
  if (c.antecedent >= 0) {
    const Phrase& p = syntax.phrases[static_cast<size_t>(c.antecedent)];
    out += " of " + stem_words(p.first, p.last);
  }
  const bool hal = c.kind == ClauseKind::hal;
  if (hal) out += " " + tokens(c.first, c.first + 1);
  out += '\n';
  if (hal) {
    out += fmt::format("{:{}}subject{}\n", "", indent + 2,
                       meaning(actors_.participle_subject(c.first)));
  }
  const Sentence& s = t_.text.sentences[c.sentence];
  // What its verbs take stands below them, the rest by itself.
  std::set<int32_t> taken;
  for (uint32_t i = c.first; i < s.last; ++i) {
    if (syntax.clause_of[i] != index || !syntax.finite_verb[i]) continue;
    const VerbArguments v = verb_arguments(t_.text, t_.words, t_.entities, syntax, i);
    taken.insert({v.subject, v.object});
    taken.insert(v.complements.begin(), v.complements.end());
  }
  for (uint32_t i = c.first; i < s.last; ++i) {
    if (syntax.clause_of[i] != index) continue;
    if (syntax.finite_verb[i]) {
      verb(i, indent + 2, out);
      continue;
    }
    const int32_t p = syntax.phrase_of[i];
    if (p < 0 || syntax.phrases[static_cast<size_t>(p)].first != i || taken.count(p)) continue;
    if (syntax.phrases[static_cast<size_t>(p)].coordinated >= 0) continue;
    if (hal && i == c.first && syntax.phrases[static_cast<size_t>(p)].last == i + 1) continue;
    phrase(p, Role::phrase, indent + 2, out);
  }
}

std::string SyntaxTree::sentence(const Sentence& s) const {
  const auto& clauses = t_.syntax.clauses;
  const auto index = static_cast<uint32_t>(&s - t_.text.sentences.data());
  const auto begin = std::partition_point(clauses.begin(), clauses.end(),
                                          [&](const Clause& c) { return c.sentence < index; });
  const auto end = std::partition_point(begin, clauses.end(),
                                        [&](const Clause& c) { return c.sentence == index; });
  std::string out;
  std::vector<std::pair<size_t, int>> open;  // clauses to print, with their depth
  for (auto c = end; c-- != begin;) {
    if (c->parent < 0) open.emplace_back(static_cast<size_t>(c - clauses.begin()), 0);
  }
  while (!open.empty()) {
    const auto [at, depth] = open.back();
    open.pop_back();
    clause(at, depth, out);
    for (auto c = end; c-- != begin;) {
      if (c->parent == static_cast<int32_t>(at)) {
        open.emplace_back(static_cast<size_t>(c - clauses.begin()), depth + 1);
      }
    }
  }
  return out;
}

}  // namespace isnad
