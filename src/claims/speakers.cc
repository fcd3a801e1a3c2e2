// Who speaks: the subject of a cue, the noun phrase behind "according to", the issuer of a report.

#include <algorithm>

#include "base/utf8.h"
#include "claims/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kIssuer = 9;  // tokens from a report to the body that made it

}  // namespace

std::string ClaimPass::surface(uint32_t first, uint32_t last) const {
  std::string out = "ar:";
  for (uint32_t k = first; k < last; ++k) {
    const Token& t = text_.tokens[k];
    if (t.kind == TokenKind::punct) continue;
    uint32_t from = t.span.begin;
    if (k == first) {
      const Analysis& a = best(k);
      size_t skip = (a.conj != Conj::none ? 1 : 0) + (a.prep != PrepClitic::none ? 1 : 0);
      skip = std::min(skip, t.key.size() - 1);
      from = text_.part_of(t, skip, t.key.size()).begin;
    }
    if (out.size() > 3) out += ' ';
    for (uint32_t c = from; c < t.span.end; ++c) {
      const char32_t ch = text_.text[c];
      if (ch == 0x0640 || (ch >= 0x064B && ch <= 0x0652)) continue;  // tatweel, diacritics
      append_utf8(out, ch);
    }
  }
  return out;
}

const SourceRow* ClaimPass::source_noun(uint32_t token) const {
  if (text_.tokens[token].kind != TokenKind::word) return nullptr;
  const auto rows = impl_.sources.find(best(token).lemma);
  if (!rows.empty()) return rows[0].sort == SourceSort::declared ? nullptr : &rows[0];
  for (const Analysis& a : words_[token].all) {
    if (a.pos == Pos::verb) continue;
    const auto more = impl_.sources.find(a.lemma);
    if (!more.empty() && more[0].sort != SourceSort::declared) return &more[0];
  }
  return nullptr;
}

// Whoever signs the article speaks of nothing in it, and the paper to which somebody speaks
// ("told 'al-Riyadh'") is not the state of the town whose name it bears.
bool ClaimPass::no_speaker(const Participant& p) const {
  const EntityMention* m = entities_.mention(p.token);
  if (m && m->capital && m->first > 1 && text_.tokens[m->first - 1].is(kQuoteOpen) &&
      key(m->first - 2) == preposition::kLi) {
    return true;
  }
  if (byline_ == 0 || p.person.empty()) return false;
  const uint32_t e = entities_.entity(p.person);
  for (const EntityMention& named : entities_.mentions) {
    if (named.first >= byline_) break;
    if (named.entity == e) return true;
  }
  return false;
}

Speaker ClaimPass::from_participants(const std::vector<Participant>& all) const {
  Speaker out;
  std::vector<Participant> found = all;
  std::erase_if(found, [&](const Participant& p) { return no_speaker(p); });
  if (found.empty()) return out;
  const Participant& p = found[0];
  out.source = p.person.empty() ? p.code : p.person;
  out.span = p.span;
  out.sort =
      !p.person.empty() || p.kind == EntityKind::person ? SourceSort::person : SourceSort::body;
  for (const Participant& q : found) {
    add_code(out.sources, q.person);
    add_code(out.sources, q.code);
  }
  if (found.size() > 1) {
    out.number = found.size() == 2 ? Number::dual : Number::plur;
    // The words of the whole list.
    for (const Participant& q : found) {
      if (q.span.begin >= out.span.begin && q.span.end > out.span.end &&
          q.span.end < out.span.end + 200) {
        out.span.end = q.span.end;
      }
    }
  }
  return out;
}

// May the words at a phrase's head name a speaker whom no list knows: no pronoun behind a
// preposition, no indefinite accusative.
bool ClaimPass::can_name(uint32_t head) const {
  const Analysis& a = best(head);
  if (a.pos != Pos::noun && a.pos != Pos::propn && a.pos != Pos::adj && a.pos != Pos::x) {
    return false;
  }
  if (a.prep != PrepClitic::none) return false;
  // "at the same time": the second word is nobody.
  if (a.word_class == WordClass::quantifier) return false;
  const std::string_view k = key(head);
  if (k.size() <= 3) {
    for (const Analysis& other : words_[head].all) {
      if (other.pos == Pos::adp || other.pos == Pos::pron) return false;
    }
  }
  return a.pos == Pos::propn || k.size() < 4 || k.back() != 'A' || a.definite ||
         a.lemma.ends_with('A');
}

// One past the noun phrase that begins at `token`, with its conjuncts' first and its title's name.
uint32_t ClaimPass::phrase_end(uint32_t token, const Sentence& s) const {
  uint32_t end = token + 1;
  const int32_t p = syntax_.phrase_of[token];
  if (p >= 0) end = std::max(end, syntax_.phrases[static_cast<size_t>(p)].last);
  for (uint32_t k = token; k < std::min(end, s.last); ++k) {
    if (const OfficeMention* o = entities_.office(k)) end = std::max(end, o->last);
    if (const EntityMention* m = entities_.mention(k)) end = std::max(end, m->last);
  }
  // "an official who asked not to be named": what he asked is no part of who he is.
  for (uint32_t k = token + 2; k < end; ++k) {
    if (best(k).word_class == WordClass::without) end = k - 1;
  }
  return std::min(end, s.last);
}

// A report, statement or study says what the body says that issued it.
Speaker ClaimPass::text_speaker(uint32_t first, uint32_t last, const SourceRow& row) const {
  const Sentence& s = text_.sentences[text_.tokens[first].sentence];
  const Span words{text_.tokens[first].span.begin, text_.tokens[last - 1].span.end};
  Speaker out;
  // "Sources told 'the paper'": to whom they spoke is not whose they are.
  const bool people = impl_.image->str(row.kind) == kUnnamed.substr(4);
  for (uint32_t k = first + 1; people && k < last; ++k) {
    if (key(k) == preposition::kLi) last = k;
  }
  auto owner = actors_.range(first + 1, last);
  if (!owner.empty() && is_generic(owner[0].code)) owner.clear();
  uint32_t end = last;
  // A joint statement is of all who met, whom its sentence need not name.
  bool joint = false;
  for (uint32_t k = first + 1; k < std::min(s.last, last + 1); ++k) {
    joint = joint || best(k).lemma == "m$trk";
  }
  if (joint) owner.clear();
  if (owner.empty() && !joint) {
    // Behind it: "issued by", "prepared by", "published by", "from".
    for (uint32_t k = last; k < std::min(s.last, last + kIssuer); ++k) {
      if (is_that(k) || text_.tokens[k].is(kColon)) break;
      // "according to a source at the airport, officials": people, not whom they speak for.
      if (people && (text_.tokens[k].is(kComma) || key(k) == preposition::kLi)) break;
      const auto cue = cue_at(k, 'v');
      if (cue && cue->best && cue->analysis->enclitic.length == 0) {
        break;
      }
      // "a study of": what it is about, not whose it is; "issued by" is.
      if ((preposition_bit(k) & kTakesAn) &&
          best(k - 1).derivation != Derivation::active_participle && best(k - 1).pos != Pos::verb) {
        break;
      }
      const int32_t p = syntax_.phrase_of[k];
      if (p < 0) continue;
      auto found = actors_.phrase(p);
      k = std::max(k, syntax_.phrases[static_cast<size_t>(p)].last - 1);
      if (found.empty() || found[0].owner || is_generic(found[0].code)) continue;
      // "a source told the paper": to whom, not of whom.
      const uint16_t bit = preposition_bit(syntax_.phrases[static_cast<size_t>(p)].first);
      if ((bit & kTakesLi) && impl_.image->str(row.kind) == kUnnamed.substr(4)) continue;
      if (bit & (kTakesFi | kTakesIla | kTakesAla | kTakesBi)) continue;
      owner = std::move(found);
      end = k + 1;
      break;
    }
  }
  if (!owner.empty()) {
    out = from_participants(owner);
    // "A Turkish source": somebody of that state who is not named.
    if (impl_.image->str(row.kind) == kUnnamed.substr(4) && actors_.is_state(out.source)) {
      out.sources.insert(out.sources.begin(), std::string(kUnnamed) + ":" + out.source);
      out.source = out.sources.front();
    }
    // "The Russian reports", "a British study": the nisba of a state is where they come from.
    const EntityMention* m = entities_.mention(owner[0].token);
    const bool made_there = row.work != 0 && m && m->form == MentionForm::demonym;
    if ((made_there || best(first).number == Number::plur) && actors_.is_state(out.source)) {
      out.source = "GEN:" + std::string(impl_.image->str(row.kind)) + ":" + out.source;
      out.sources = {out.source};
    }
  } else if (auto known = issuer(first, last)) {
    out = *known;
  } else {
    out.source = "GEN:" + std::string(impl_.image->str(row.kind));
    out.sources = {out.source};
  }
  out.sort = SourceSort::text;
  out.span = {words.begin, text_.tokens[end - 1].span.end};
  return out;
}

// The participant named by tokens [first, last); `report`: a written source may be meant.
Speaker ClaimPass::phrase_speaker(uint32_t first, uint32_t last, bool report) const {
  Speaker out;
  uint32_t head = first;
  while (head + 1 < last && (text_.tokens[head].kind == TokenKind::punct ||
                             best(head).word_class == WordClass::demonstrative ||
                             best(head).word_class == WordClass::quantifier ||
                             best(head).word_class == WordClass::preposition ||
                             (best(head).pos == Pos::num && source_noun(head + 1)))) {
    ++head;
  }
  if (head >= last || text_.tokens[head].kind == TokenKind::punct) {
    if (first < last && best(first).word_class == WordClass::demonstrative)
      head = first;
    else
      return out;
  }
  const SourceRow* noun = entities_.mention_at[head] >= 0 ? nullptr : source_noun(head);
  if (noun && noun->sort == SourceSort::quantity) {
    // "several of the reports", "one of the experts": those behind it.
    uint32_t next = head + 1;
    if (next < text_.tokens.size() && best(next).lemma == preposition::kFrom) ++next;
    const Sentence& s = text_.sentences[text_.tokens[head].sentence];
    if (next >= s.last || text_.tokens[next].kind != TokenKind::word) return out;
    out = phrase_speaker(next, std::max(last, phrase_end(next, s)), report);
    out.number = Number::plur;
    out.span.begin = text_.tokens[first].span.begin;
    return out;
  }
  const Analysis& h = best(head);
  if (noun && (noun->sort == SourceSort::time || noun->sort == SourceSort::deed ||
               noun->sort == SourceSort::said)) {
    return out;
  }
  const int32_t p = syntax_.phrase_of[head];
  auto found = p >= 0 && syntax_.phrases[static_cast<size_t>(p)].first >= first &&
                       syntax_.phrases[static_cast<size_t>(p)].head == head
                   ? actors_.phrase(p)
                   : actors_.range(head, last);
  std::erase_if(found, [&](const Participant& q) { return no_speaker(q); });
  // "a member of the delegation with him": the pronoun is not the member.
  if (noun && noun->sort == SourceSort::person && !h.definite && h.enclitic.length == 0) {
    std::erase_if(found, [&](const Participant& q) { return q.pronoun && q.token != head; });
  }
  if (own_voice(head, last, found)) return private_speaker(first, head, last);
  const bool people = noun && impl_.image->str(noun->kind) == kUnnamed.substr(4);
  // "The official told (li-) the agency": to whom, not whose official he is.
  if (noun && (noun->sort == SourceSort::person || people) && !found.empty() &&
      found[0].person.empty()) {
    const Sentence& own = text_.sentences[text_.tokens[head].sentence];
    const uint32_t end = std::max(last, std::min(own.last, head + 2));
    for (uint32_t k = head + 1; k < end; ++k) {
      const bool bare = key(k) == preposition::kLi;  // before a quotation mark
      if (best(k).prep != PrepClitic::li && !bare) continue;
      const uint32_t told = bare ? std::min(k + 2, own.last - 1) : k;
      const SourceRow* whom = source_noun(told);
      const EntityMention* m = entities_.mention(told);
      const bool same = m && entities_.entities[m->entity].id == found[0].code;
      const bool paper = bare || (whom && whom->sort == SourceSort::media);
      if (!found[0].media && !(same && paper)) continue;
      found.clear();
      break;
    }
  }
  const bool named = !found.empty() && !found[0].owner && !found[0].code.empty();
  const bool definite = h.definite || h.enclitic.length > 0;
  const bool single = h.number != Number::plur && h.number != Number::dual;
  if (noun && noun->sort == SourceSort::text && !(named && !is_generic(found[0].code))) {
    // "A source" is somebody, whatever the verb.
    if (!report && !people) return out;
    out = text_speaker(head, last, *noun);
    out.number = h.number;
    if (people && single) out.gender = h.gender;
    return out;
  }
  const bool person_noun = noun && noun->sort == SourceSort::person;
  // "The citizen Umm Muhammad" is nobody who spoke before.
  bool own_name = false;
  for (uint32_t k = head + 1; k < last; ++k) {
    own_name = own_name || best(k).pos == Pos::propn;
  }
  if (named && !found[0].person.empty()) {
    out = from_participants(found);
  } else if (person_noun && definite && single && !own_name &&
             last_of(SourceSort::person, Gender::none) &&
             (found.empty() || is_generic(found[0].code))) {
    // "The researcher", "the latter": the person who spoke last.
    auto same = last_of(SourceSort::person, h.gender);
    out = same ? *same : *last_of(SourceSort::person, Gender::none);
  } else if (named && found[0].pronoun && definite && single && last == head + 1 && !person_noun &&
             namesake(head).valid()) {
    out = namesake(head);  // "the organisation": the one that was called so
  } else if (named) {
    out = from_participants(found);
  } else if (definite && single && found.empty() && namesake(head).valid()) {
    out = namesake(head);
  } else if (noun && definite && single &&
             (noun->sort == SourceSort::media || noun->sort == SourceSort::body) &&
             (found.empty() || found[0].owner) && last_of(noun->sort, Gender::none) &&
             last == head + 1) {
    out = *last_of(noun->sort, Gender::none);
  } else if (noun && !found.empty() && !is_generic(found[0].code)) {
    out = from_participants(found);
  } else if (!found.empty() && elided_ministry(head, last)) {
    out = from_participants(found);
  } else if (!can_name(head)) {
    return out;
  } else if (h.pos == Pos::propn || !h.known || text_.tokens[head].kind == TokenKind::latin ||
             (noun && noun->sort != SourceSort::text)) {
    if (noun && noun->kind.length > 0) {
      out.source = "GEN:" + std::string(impl_.image->str(noun->kind));
    } else {
      out.source = surface(head, last);
    }
    out.sources = {out.source};
  } else {
    return out;
  }
  if (noun && (noun->sort == SourceSort::person || noun->sort == SourceSort::media)) {
    out.sort = noun->sort;
  }
  if (out.number == Number::none || single) out.number = h.number;
  if (h.gender != Gender::none && entities_.mention_at[head] < 0) out.gender = h.gender;
  uint32_t end = last;
  while (end > head + 1 && text_.tokens[end - 1].kind == TokenKind::punct) --end;
  out.span = {text_.tokens[first].span.begin, text_.tokens[end - 1].span.end};
  return out;
}

Speaker ClaimPass::subject_speaker(const CueHit& hit, const Content& content, const Sentence& s,
                                   bool connected) const {
  const uint32_t v = hit.token;
  // Whatever says that something is so may be a text; an object or phrase asks for a verb that
  // texts have.
  const bool report = (hit.row->flags & kReport) != 0 || connected ||
                      content.kind == ContentKind::that || content.kind == ContentKind::quote;
  const bool behind = content.kind != ContentKind::none && content.first > v;
  const uint32_t limit = behind ? content.opener : std::min(s.last, v + 20);
  Speaker out;
  const auto agree = [&](Speaker sp, bool after) {
    if (after || sp.gender == Gender::none) {
      if (hit.analysis->gender != Gender::none && hit.analysis->number == Number::sing) {
        sp.gender = hit.analysis->gender;
      }
    }
    return sp;
  };
  // Behind the verb, the first phrase without preposition that names a speaker.
  bool own_deed = false;
  const auto behind_verb = [&]() {
    Speaker found;
    if (hit.analysis->number == Number::plur || hit.analysis->number == Number::dual) return found;
    for (uint32_t k = v + 1; k < limit;) {
      const Token& t = text_.tokens[k];
      if (t.is(kQuoteOpen) && content.kind == ContentKind::quote && k >= content.opener) break;
      if (is_that(k)) break;
      if (key(k).size() == 1 && k + 2 < limit && text_.tokens[k + 1].is(kStop)) {
        k += 2;  // "Dr."
        continue;
      }
      // "announced 40 of the deputies their support".
      if (k == v + 1 && k + 2 < limit && best(k).pos == Pos::num &&
          best(k + 1).lemma == preposition::kFrom && best(k + 1).enclitic.length == 0) {
        found = phrase_speaker(k + 2, std::min(limit, phrase_end(k + 2, s)), report);
        found.number = Number::plur;
        if (found.valid()) found.span.begin = t.span.begin;
        return found;
      }
      const int32_t p = syntax_.phrase_of[k];
      if (p < 0) {
        if (is_predicate(k) && k > v) break;
        if (best(k).word_class == WordClass::relative ||
            best(k).word_class == WordClass::subordinator) {
          break;
        }
        if (best(k).word_class == WordClass::demonstrative) {
          const auto who = actors_.range(k, k + 1);
          if (!who.empty()) return from_participants(who);
        }
        ++k;
        continue;
      }
      const Phrase& phrase = syntax_.phrases[static_cast<size_t>(p)];
      // "stressed in his meeting with the envoy": the verbal noun's pronoun is the speaker, so what
      // follows is the noun's own.
      const Analysis& inner = best(phrase.head);
      const SourceRow* deed = source_noun(phrase.head);
      if (!phrase.prep.empty() && inner.enclitic.length > 0 &&
          (inner.derivation == Derivation::masdar || (deed && deed->sort == SourceSort::deed))) {
        own_deed = true;
        break;
      }
      // "and (he) urged Khartoum": a town is feminine, the verb is not.
      const EntityMention* town = entities_.mention(phrase.head);
      if (phrase.first == v + 1 && town && inner.gender == Gender::fem &&
          town->form == MentionForm::name && town->first == phrase.head &&
          entities_.entities[town->entity].kind == EntityKind::state &&
          hit.analysis->gender == Gender::masc && hit.analysis->number == Number::sing &&
          hit.best) {
        break;
      }
      // "had warned the fugitives that": a sound plural in -in is no subject.
      if (phrase.prep.empty() && phrase.first == v + 1 && phrase.head == v + 1 &&
          inner.number == Number::plur && inner.pos != Pos::propn && inner.definite &&
          key(phrase.head).ends_with("yn") && !inner.lemma.ends_with("yn") &&
          entities_.mention_at[phrase.head] < 0) {
        break;
      }
      const bool mistaken = best(v).word_class == WordClass::preposition;
      if (phrase.prep.empty() || phrase.first <= v || mistaken) {
        const uint32_t own_end = subject_end(phrase);
        const uint32_t end =
            std::min(limit, own_end < phrase.last ? own_end : phrase_end(phrase.first, s));
        found = phrase_speaker(std::max(phrase.first, v + 1), end, report);
        if (found.valid()) return with_name(found, std::max(phrase.first, v + 1), end, limit);
        const SourceRow* noun = source_noun(phrase.head);
        if (!noun || noun->sort != SourceSort::time) {
          // Somebody whom nothing names: "his neighbour said that".
          const bool clause =
              behind && (content.kind == ContentKind::that || content.kind == ContentKind::quote);
          // "and stressed the need that": an indefinite noun is what is said, not who says it.
          const Analysis& h = best(phrase.head);
          const bool said = (hit.row->takes & kTakesObject) && h.pos == Pos::noun && h.known &&
                            !h.definite && phrase.last == phrase.head + 1;
          if (clause && !said && can_name(phrase.head) && (!noun || report)) {
            found.source = surface(phrase.first, end);
            found.sources = {found.source};
            found.span = {text_.tokens[phrase.first].span.begin, text_.tokens[end - 1].span.end};
            found.number = best(phrase.head).number;
            return with_name(found, phrase.first, end, limit);
          }
          if (said) return continued(*hit.analysis, s);
          break;
        }
      }
      k = std::max(phrase.last, k + 1);
    }
    return found;
  };

  if (!connected && v + 1 < s.last && takes_up(v + 1)) {
    out = sender_before(v, s);
    if (out.valid()) return agree(out, false);
  }
  VerbArguments args;
  if (syntax_.finite_verb[v]) args = verb_arguments(text_, words_, entities_, syntax_, v);
  const auto phrase_at = [&](int32_t p) -> const Phrase& {
    return syntax_.phrases[static_cast<size_t>(p)];
  };
  const bool told = content.kind == ContentKind::that || content.kind == ContentKind::quote;
  const bool beside = v + 1 < s.last && syntax_.phrase_of[v + 1] >= 0 &&
                      phrase_at(syntax_.phrase_of[v + 1]).prep.empty();
  const bool after_comma =
      v > s.first && text_.tokens[v - 1].is(kComma) && hit.analysis->conj == Conj::none;
  if (connected || (beside && (told || after_comma || subject_behind(hit, s)))) {
    out = behind_verb();
    if (out.valid()) return agree(out, true);
  }
  if (!connected && args.subject >= 0 && phrase_at(args.subject).first < v) {
    const Phrase& p = phrase_at(args.subject);
    const bool relative = syntax_.clauses[syntax_.clause_of[v]].kind == ClauseKind::relative;
    // A verb with wa- opens its own clause: what stands before it is no topic of it.
    const uint32_t opener = syntax_.clauses[syntax_.clause_of[v]].opener;
    const bool free = relative && opener != kNone && best(opener).lemma != "Al*y";
    if (relative && resumptive(hit, s)) return governing_speaker(v, *hit.analysis, s);
    if (free) return out;  // "which points to": the event points, nobody says so
    if (hit.analysis->conj != Conj::wa || relative) {
      out = phrase_speaker(p.first, std::min(v, phrase_end(p.first, s)), report);
      if (out.valid()) return agree(out, false);
    }
  }
  out = behind_verb();
  if (out.valid()) return agree(out, true);
  if (!own_deed && args.subject >= 0 && phrase_at(args.subject).first > v && behind &&
      phrase_at(args.subject).last <= content.opener) {
    return out;  // a subject that is no speaker
  }
  if (args.passive) return out;
  if (!connected && hit.analysis->conj != Conj::wa) {
    out = topic_before(hit, s);
    if (out.valid()) return agree(out, false);
  }
  const Clause& clause = syntax_.clauses[syntax_.clause_of[v]];
  if (clause.kind == ClauseKind::relative && hit.analysis->conj == Conj::none &&
      resumptive(hit, s)) {
    return governing_speaker(v, *hit.analysis, s);
  }
  if (hit.analysis->conj == Conj::fa && !connected) {
    // "he spoke to reporters and so said": the subject of the verb before.
    for (uint32_t j = v; j-- > s.first;) {
      if (!syntax_.finite_verb[j] || best(j).gender != hit.analysis->gender) continue;
      const ClauseKind kind = syntax_.clauses[syntax_.clause_of[j]].kind;
      if (kind == ClauseKind::relative || kind == ClauseKind::that) continue;
      // "the paper asked him and so he answered"
      if (cue_at(j, 'v') && best(j).enclitic.length > 0) break;
      out = from_participants(actors_.subject(j));
      if (out.valid()) return agree(out, false);
      break;
    }
  }
  // "which points to": what happened points, nobody says so.
  if (clause.kind == ClauseKind::relative && hit.analysis->conj == Conj::none) return out;
  const std::string_view name = impl_.image->str(hit.row->name);
  if (behind && content.opener == v + 1 && hit.analysis->aspect == Aspect::imperfective &&
      hit.analysis->gender == Gender::masc && hit.analysis->conj == Conj::none &&
      (name == "believe" || name == "predict")) {
    return out;  // "it is expected that"
  }
  if (hit.analysis->conj == Conj::none && v > s.first && text_.tokens[v - 1].is(kComma) &&
      hit.analysis->number == Number::sing) {
    out = person_before(v, s);
    if (out.valid()) return out;
  }
  // "The minister ordered ..., after having revealed that": the subject of the verb around it.
  if (clause.kind == ClauseKind::subordinate && hit.analysis->conj == Conj::none &&
      hit.analysis->aspect == Aspect::perfective) {
    for (uint32_t j = v; j-- > s.first;) {
      if (!syntax_.finite_verb[j] || best(j).gender != hit.analysis->gender) continue;
      const ClauseKind kind = syntax_.clauses[syntax_.clause_of[j]].kind;
      if (kind != ClauseKind::main && kind != ClauseKind::coordinate) continue;
      out = from_participants(actors_.subject(j));
      if (out.valid() && !is_generic(out.source)) return agree(out, false);
      break;
    }
  }
  // A written topic before it without a verb between: "the report ... said".
  if ((hit.row->flags & kContinue) || hit.analysis->conj != Conj::none || !behind) {
    out = continued(*hit.analysis, s);
    if (out.valid()) return out;
  }
  if (syntax_.finite_verb[v]) {
    if (args.dropped_subject) out = only_person_before(hit, s);
    if (out.valid()) return agree(out, false);
    out = from_participants(actors_.subject(v));
    if (!out.valid()) out = from_participants(actors_.dropped_subject(v));
    if (out.valid()) return agree(out, false);
  }
  return continued(*hit.analysis, s);
}

}  // namespace isnad
