#include "syntax/references.h"

#include <set>

namespace isnad {

namespace {

class ReferenceReader {
 public:
  ReferenceReader(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                  const Syntax& syntax, const Actors& actors)
      : text_(text), words_(words), entities_(entities), syntax_(syntax), actors_(actors) {}

  std::vector<Reference> run() {
    for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
      if (text_.tokens[i].kind != TokenKind::word) continue;
      nominal(i);
      pronoun(i);
    }
    return std::move(out_);
  }

 private:
  void add(Span span, MentionForm form, const std::string& id) {
    if (id.empty()) return;
    Reference r;
    r.span = span;
    r.form = form;
    r.id = id;
    const uint32_t known = entities_.entity(id);
    if (known != UINT32_MAX) {
      r.kind = entities_.entities[known].kind;
    } else if (form == MentionForm::nominal && id.rfind("GEN:", 0) == 0) {
      groups_.insert(id);
    } else if (!groups_.contains(id)) {
      return;  // whom the document names by no words of their own
    }
    out_.push_back(std::move(r));
  }

  // Does a name inside the words say already who is meant?
  bool names_itself(const Participant& p, uint32_t first, uint32_t last) const {
    for (uint32_t i = first; i < last; ++i) {
      const EntityMention* m = entities_.mention(i);
      if (!m) continue;
      const Entity& e = entities_.entities[m->entity];
      if (e.id == (p.person.empty() ? p.code : p.person) || e.of == p.code) return true;
    }
    return false;
  }

  // Nouns alone stand for somebody, and adjectives only in the plural ("the military cooperation"
  // is no army). One of a group ("a partner") is too vague to be the group.
  bool is_group_noun(const Hit& role, const Phrase& phrase) const {
    const Pos pos = words_[role.first].best().pos;
    const bool one_word = role.last == role.first + 1;
    if (one_word && (pos == Pos::verb || (pos == Pos::adj && role.first != phrase.head))) {
      return false;
    }
    const bool plural = (role.flags & (kPlural | kDual)) != 0;
    if (actors_.lex_kind(role) != LexKind::organ) return plural || !one_word;
    // The army, and soldiers, are the state's; one soldier, its tanks and its side are not.
    const std::string_view sort = actors_.sort(role);
    return sort == "body" || (sort == "person" && plural);
  }

  // "The analyst" right behind another phrase describes it, and an adjective is no title.
  bool is_apposition(uint32_t i, int32_t index) const {
    const Phrase& phrase = syntax_.phrases[static_cast<size_t>(index)];
    if (i != phrase.first) return words_[i].best().pos == Pos::adj;
    if (index == 0 || phrase.conj || !phrase.prep.empty()) return false;
    const Phrase& left = syntax_.phrases[static_cast<size_t>(index) - 1];
    const bool name = words_[left.last - 1].best().pos == Pos::propn ||
                      !words_[left.last - 1].best().known ||
                      entities_.mention_at[left.last - 1] >= 0;
    return name && left.last == i;
  }

  void nominal(uint32_t i) {
    const Hit* role = entities_.role(i);
    const OfficeMention* office = entities_.office(i);
    const bool anaphor = actors_.is_anaphor(i);
    const int32_t index = syntax_.phrase_of[i];
    if (index < 0 || entities_.mention_at[i] >= 0) return;
    const Phrase& phrase = syntax_.phrases[static_cast<size_t>(index)];
    const bool title = office && office->first == i;
    if (title && office->person >= 0) return;  // the name is a mention
    if (title && is_apposition(i, index)) return;
    if (actors_.hosts_own(i)) return;  // "for his part" is no part of anybody
    const bool group = role && role->first == i && is_group_noun(*role, phrase);
    if (!title && !group && !(anaphor && (i == phrase.head || words_[i].best().pos == Pos::noun))) {
      return;
    }
    // "The two presidents" are people, "the two countries" are not, although people spoke for them.
    const bool people = role && actors_.lex_kind(*role) == LexKind::office;
    for (const Participant& p : actors_.range(i, phrase.last)) {
      if (p.owner || p.token != i || p.speaker_only) continue;
      const bool unnamed = p.code.rfind("GEN:", 0) == 0;
      if (!unnamed && names_itself(p, i, phrase.last)) continue;
      // "Governments" in general are not the government last spoken of.
      const bool several = role && (role->flags & kPlural) && p.organ == "government";
      if (!unnamed && !anaphor && several) continue;
      // A title whose holder the text does not name is the state's, whose name stands elsewhere.
      if (!unnamed && !anaphor && people && p.person.empty()) continue;
      add(p.span, MentionForm::nominal, people && !p.person.empty() ? p.person : p.code);
    }
  }

  // "The region from which (-ha) France withdrew" is the region, whoever acts there.
  std::vector<Participant> meant_by(uint32_t i) const {
    const Clause& c = syntax_.clauses[syntax_.clause_of[i]];
    if (c.kind != ClauseKind::relative || c.antecedent < 0) return actors_.pronoun(i);
    const Phrase& antecedent = syntax_.phrases[static_cast<size_t>(c.antecedent)];
    auto who = actors_.range(antecedent.first, antecedent.last);
    if (!who.empty() && who[0].owner) who.clear();
    return who;
  }

  // "That it (annahu) was decided": a pronoun that only opens the clause.
  bool is_expletive(uint32_t i) const {
    const Analysis& a = words_[i].best();
    if (a.enclitic.gender != Gender::masc || a.enclitic.number != Number::sing) return false;
    const Clause& own = syntax_.clauses[syntax_.clause_of[i]];
    if (own.opener != i) return false;
    for (uint32_t k = i + 1; k < text_.sentences[own.sentence].last; ++k) {
      if (!syntax_.finite_verb[k] || syntax_.clause_of[k] != syntax_.clause_of[i]) continue;
      return !verb_arguments(text_, words_, entities_, syntax_, k).dropped_subject;
    }
    return true;
  }

  void pronoun(uint32_t i) {
    const Analysis& a = words_[i].best();
    const bool enclitic = a.enclitic.length > 0;
    if (entities_.mention_at[i] >= 0) return;  // a name that ends like a pronoun
    if (!enclitic && a.word_class != WordClass::pronoun) return;
    if (enclitic && is_expletive(i)) return;
    const Token& t = text_.tokens[i];
    const Span span =
        enclitic ? text_.part_of(t, t.key.size() - a.enclitic.length, t.key.size()) : t.span;
    for (const Participant& p : meant_by(i)) {
      if (!p.speaker_only) add(span, MentionForm::pronoun, p.person.empty() ? p.code : p.person);
    }
  }

  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Syntax& syntax_;
  const Actors& actors_;
  std::vector<Reference> out_;
  std::set<std::string> groups_;  // unnamed groups with words of their own so far
};

}  // namespace

std::vector<Reference> references(const TextView& text, const std::vector<Word>& words,
                                  const EntityIndex& entities, const Syntax& syntax,
                                  const Actors& actors) {
  return ReferenceReader(text, words, entities, syntax, actors).run();
}

}  // namespace isnad
