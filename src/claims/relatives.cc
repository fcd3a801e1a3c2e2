// Who says something of a thing that has just been named: "a step that Cairo called a provocation",
// "which a spokesman denied, stressing that".

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kComplement = 20;  // tokens from a verb to what it calls its object

}  // namespace

// The subject of any verb as a speaker; `behind`: it follows the verb.
Speaker ClaimPass::subject_of(uint32_t verb, const Sentence& s, bool behind) const {
  CueRow says;
  says.takes = kTakesThat | kTakesQuote;
  says.flags = kContinue;
  CueHit hit;
  hit.token = verb;
  hit.row = &says;
  hit.analysis = &best(verb);
  hit.best = true;
  return subject_speaker(hit, Content{}, s, behind);
}

// Does the verb take up with a pronoun what was named before: "denied it", "saw in it"?
bool ClaimPass::resumes(const CueHit& hit, const Sentence& s) const {
  if (hit.analysis->enclitic.length > 0) return true;
  const uint32_t n = hit.token + 1;
  return n < s.last && best(n).enclitic.length > 0 && best(n).word_class == WordClass::preposition;
}

// Whoever is named right before the relative pronoun of the verb's clause, or, without one, acts in
// the sentence: "urged the authorities to find young men of whom it said that".
Speaker ClaimPass::antecedent(const CueHit& hit, const Sentence& s) const {
  const Clause& clause = syntax_.clauses[syntax_.clause_of[hit.token]];
  const uint32_t opener = clause.kind == ClauseKind::relative ? clause.opener : kNone;
  if (opener == kNone) return governing_speaker(hit.token, *hit.analysis, s);
  uint32_t last = opener;
  if (last > s.first && text_.tokens[last - 1].is(kComma)) --last;
  const EntityMention* m = last > s.first ? entities_.mention(last - 1) : nullptr;
  if (!m || m->last != last) return {};
  return from_participants(actors_.range(m->first, m->last));
}

// "..., which a spokesman of the army denied, stressing that": whoever says something of what
// precedes in the clause right before a circumstance.
Speaker ClaimPass::sayer_before(uint32_t participle, const Analysis& a, const Sentence& s) const {
  static constexpr uint32_t kClauseHead = 4;  // tokens from a comma to the verb: ", a report that"
  for (uint32_t j = participle; j-- > s.first;) {
    if (text_.tokens[j].quoted || !is_predicate(j)) continue;
    const uint32_t opener = syntax_.clauses[syntax_.clause_of[j]].opener;
    const auto hit = cue_at(j, 'v');
    if (!hit || !hit->best || hit->analysis->voice == Voice::passive || !resumes(*hit, s)) {
      // "the spokesman, who leads": says nothing, but describes who does.
      const bool describes = syntax_.clauses[syntax_.clause_of[j]].kind == ClauseKind::relative &&
                             opener != kNone && opener > s.first &&
                             text_.tokens[opener - 1].is(kComma);
      if (describes) continue;
      return {};
    }
    bool aside = false;
    for (uint32_t k = j; k-- > s.first && j - k <= kClauseHead;) {
      aside = aside || text_.tokens[k].is(kComma);
    }
    for (const Said& said : said_) {
      if (said.sentence != text_.tokens[j].sentence) continue;
      if (said.cue >= j || (said.first <= j && j < said.last && !aside)) return {};
    }
    const Speaker sayer = subject_of(j, s, true);
    if (!sayer.valid() || sayer.span.begin < text_.tokens[j].span.end) return {};
    const Gender g = sayer.gender != Gender::none ? sayer.gender : hit->analysis->gender;
    if (g != Gender::none && a.gender != Gender::none && g != a.gender) return {};
    return sayer;
  }
  return {};
}

// "A step that Cairo considered a provocation", "in which X saw": behind the pronoun that stands
// for the thing and the subject, what the thing is called.
bool ClaimPass::naming(const CueHit& hit, const Sentence& s) {
  const uint32_t v = hit.token;
  if (!(hit.row->flags & kNames) || !hit.best || !resumes(hit, s)) return false;
  const Speaker sayer = subject_of(v, s, true);
  if (!sayer.valid()) return false;
  uint32_t k = v + 1;
  if (hit.analysis->enclitic.length == 0) ++k;  // "in it"
  while (k < s.last && text_.tokens[k].span.end <= sayer.span.end) ++k;
  // What describes the speaker: "a diplomat who asked not to be named".
  if (k < s.last && is_predicate(k) && best(k).conj == Conj::none) {
    while (k < std::min(s.last, v + kComplement) && !text_.tokens[k].is(kQuoteOpen)) ++k;
    if (k >= s.last || !text_.tokens[k].is(kQuoteOpen)) return false;
  }
  if (k >= s.last || k > v + kComplement) return false;
  Content c;
  c.kind = ContentKind::object;
  c.opener = c.first = k;
  if (text_.tokens[k].is(kQuoteOpen)) {
    c.kind = ContentKind::quote;
    ++c.first;
  } else {
    const Analysis& a = best(k);
    bool indefinite = false;  // the accusative of a noun may be spelt like a dual verb
    for (const Analysis& other : words_[k].all) {
      indefinite = indefinite || ((other.pos == Pos::noun || other.pos == Pos::adj) &&
                                  !other.definite && other.prep == PrepClitic::none);
    }
    if (text_.tokens[k].kind != TokenKind::word || !indefinite || a.conj != Conj::none)
      return false;
    if (a.prep != PrepClitic::none || a.word_class == WordClass::preposition) return false;
    if (entities_.mention_at[k] >= 0 || source_noun(k)) return false;
  }
  close(c, s);
  return emit(sayer, v, v + 1, c, "claims/cues.tsv", hit.row->line);
}

// "Which is considered a partner": the imperfect of such a verb right before what the thing is
// called tells nobody's words.
bool ClaimPass::called(const CueHit& hit, const Content& content) const {
  const uint32_t v = hit.token;
  if (!(hit.row->flags & kNames) || content.kind != ContentKind::object) return false;
  if (hit.analysis->aspect != Aspect::imperfective || content.first != v + 1) return false;
  if (hit.analysis->number == Number::plur) return false;
  const Analysis& a = best(v + 1);
  const std::string_view k = key(v + 1);
  const bool accusative = !a.definite && k.size() > 3 && k.back() == 'A';
  return accusative || syntax_.clauses[syntax_.clause_of[v]].kind == ClauseKind::relative;
}

// "India tightened its measures on": a verb of saying that asks for a preposition has an object of
// its own, so it tells of a deed.
bool ClaimPass::handles(const CueHit& hit, const Content& content) const {
  if (content.kind != ContentKind::prep || (hit.row->takes & kTakesObject)) return false;
  if (!(hit.row->takes & kTakesAla) || !syntax_.finite_verb[hit.token]) return false;
  const VerbArguments args = verb_arguments(text_, words_, entities_, syntax_, hit.token);
  if (args.subject < 0 || args.object < 0) return false;
  const Phrase& object = syntax_.phrases[static_cast<size_t>(args.object)];
  if (object.first <= hit.token || object.last > content.opener) return false;
  const SourceRow* noun = source_noun(object.head);
  return best(object.head).pos == Pos::noun && entities_.mention_at[object.head] < 0 &&
         entities_.office_at[object.head] < 0 && !noun && object.last > object.first + 1;
}

// "Announced the president, who spoke from the capital, the sending of": the noun phrase behind the
// aside that follows the subject. `comma` opens the aside; 0 if there is none.
uint32_t ClaimPass::object_behind_aside(uint32_t comma, const Sentence& s) const {
  static constexpr uint32_t kReach = 26;
  if (comma + 3 >= s.last || !text_.tokens[comma].is(kComma)) return 0;
  const WordClass opens = best(comma + 1).word_class;
  const SourceRow* day = source_noun(comma + 1);
  const bool aside = opens == WordClass::preposition || opens == WordClass::relative ||
                     resumes_voice(comma + 1, s) || (day && day->sort == SourceSort::time);
  if (!aside) return 0;
  for (uint32_t k = comma + 2; k + 1 < std::min(s.last, comma + kReach); ++k) {
    const Token& t = text_.tokens[k];
    if (t.is(kColon) || t.is(kSemicolon) || t.is(kStop) || is_that(k)) return 0;
    if (!t.is(kComma)) continue;
    const uint32_t n = k + 1;
    // Another aside: a preposition, which may be spelt like a noun, or a day.
    const SourceRow* time = source_noun(n);
    bool another = time && time->sort == SourceSort::time;
    for (const Analysis& a : words_[n].all) {
      another = another || a.word_class == WordClass::preposition;
    }
    if (another) continue;
    if (text_.tokens[n].kind != TokenKind::word || best(n).conj != Conj::none) return 0;
    if (best(n).prep != PrepClitic::none || preposition_bit(n) != 0) return 0;
    const SourceRow* noun = source_noun(n);
    if (noun && noun->sort != SourceSort::said) return 0;
    if (hal_participle(n, s) || entities_.mention_at[n] >= 0) return 0;
    for (const Analysis& a : words_[n].all) {
      const bool own = a.enclitic.length > 0;  // "its withdrawal"
      if (a.pos == Pos::noun && (!a.definite || own) && a.known &&
          a.word_class == WordClass::none) {
        return n;
      }
    }
    return 0;
  }
  return 0;
}

// "Six rockets at Ashkelon, (which) the movement announced its responsibility for": whoever is
// named right behind the verb and agrees with it is its subject, whatever noun stands before it.
bool ClaimPass::subject_behind(const CueHit& hit, const Sentence& s) const {
  const uint32_t n = hit.token + 1;
  if (n >= s.last || (hit.row->flags & kPatient) || hit.analysis->enclitic.length > 0) return false;
  if (hit.analysis->number != Number::sing || hit.analysis->gender != Gender::fem) return false;
  // A state is no object of these: "Iran demands of Washington" it can be.
  static constexpr std::string_view kTelling[] = {"neutral", "announce", "report",  "reveal",
                                                  "insist",  "claim",    "predict", "deny"};
  const std::string_view kind = impl_.image->str(hit.row->name);
  if (std::find(std::begin(kTelling), std::end(kTelling), kind) == std::end(kTelling)) return false;
  if (hit.row->flags & (kAct | kNames)) return false;
  const int32_t p = syntax_.phrase_of[n];
  if (p < 0) return false;
  const Phrase& phrase = syntax_.phrases[static_cast<size_t>(p)];
  if (phrase.first != n || phrase.head != n || !phrase.prep.empty()) return false;
  if (best(n).conj != Conj::none || best(n).prep != PrepClitic::none) return false;
  const EntityMention* m = entities_.mention(n);
  if (m && m->first == n && m->form != MentionForm::demonym) {
    const EntityKind what = entities_.entities[m->entity].kind;
    return what == EntityKind::state || what == EntityKind::organization ||
           what == EntityKind::armed_group;
  }
  const SourceRow* noun = source_noun(n);
  return noun && (noun->sort == SourceSort::body || noun->sort == SourceSort::media) &&
         best(n).gender == Gender::fem && phrase.last > n + 1;
}

// "The (ministry of) Defence, the Russian (f.)": the adjective agrees with the ministry that is not
// written.
bool ClaimPass::elided_ministry(uint32_t head, uint32_t last) const {
  if (head + 1 >= last || !best(head).definite || best(head).gender == Gender::fem) return false;
  if (best(head).pos != Pos::noun || best(head).prep != PrepClitic::none) return false;
  const Analysis& adjective = best(head + 1);
  const EntityMention* m = entities_.mention(head + 1);
  return adjective.definite && adjective.gender == Gender::fem &&
         adjective.number == Number::sing && m && m->form == MentionForm::demonym;
}

}  // namespace isnad
