#include "syntax/references.h"

#include <map>
#include <set>

namespace isnad {

namespace {

constexpr std::string_view kOf = "l";
constexpr uint32_t kComplement = 10;      // tokens of a title's complement before its holder's name
constexpr uint32_t kResumptiveReach = 6;  // tokens from a relative pronoun to the one that it binds

class ReferenceReader {
 public:
  ReferenceReader(const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
                  const Syntax& syntax, const Actors& actors)
      : text_(text), words_(words), entities_(entities), syntax_(syntax), actors_(actors) {}

  std::vector<Reference> run() {
    for (uint32_t i = 0; i < text_.tokens.size(); ++i) {
      if (text_.tokens[i].kind != TokenKind::word) continue;
      if (const EntityMention* m = entities_.mention(i); m && m->first == i) {
        named_at_[entities_.entities[m->entity].id] = i;
      }
      nominal(i);
      pronoun(i);
    }
    return std::move(out_);
  }

 private:
  void add(uint32_t token, Span span, MentionForm form, const std::string& id) {
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
    named_at_[r.id] = token;
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
    const bool plural = (role.flags & (kPlural | kDual)) != 0;
    // One of them counts if he is spoken of for himself ("the attacker", "14 terrorists").
    const bool counted =
        role.first > 0 && (text_.tokens[role.first - 1].kind == TokenKind::number ||
                           words_[role.first - 1].best().pos == Pos::num);
    const bool adjective = pos == Pos::adj && role.first != phrase.head && !counted;
    if (one_word && (pos == Pos::verb || adjective)) return false;
    const bool one = actors_.is_local_group(role) && words_[role.first].best().definite &&
                     pos == Pos::noun && role.first == phrase.head;
    if (actors_.lex_kind(role) != LexKind::organ) return plural || !one_word || counted || one;
    // The army, and soldiers, are the state's; one soldier, its tanks and its side are not.
    if (one_word && is_other_word(role)) return false;
    const OrganSort sort = actors_.organ_sort(role);
    return sort == OrganSort::body || (sort == OrganSort::person && plural);
  }

  // A feminine form of a title that is a noun of its own.
  bool is_other_word(const Hit& role) const {
    const Analysis& a = words_[role.first].best();
    const std::string surface = actors_.surface(role);
    if (role.last != role.first + 1 || !a.known || surface.back() == 'p') return false;
    const std::string_view key = text_.tokens[role.first].key;
    // Talks (mufawadat) are no women negotiators.
    const bool plural = key.size() > 3 && key.substr(key.size() - 2) == "At" &&
                        a.lemma != surface && surface.substr(surface.size() - 2) != "At";
    return key.back() == 'p' || plural;
  }

  // "The commander of the force, Brigadier So-and-so": the holder's name follows.
  bool names_holder(const Phrase& phrase) const {
    const uint32_t next = phrase.last;
    if (actors_.holder_behind(next)) return true;
    if (next >= text_.tokens.size() ||
        text_.tokens[next].sentence != text_.tokens[phrase.first].sentence) {
      return false;
    }
    const Hit* role = entities_.role(next);
    const bool rank = role && (actors_.lex_kind(*role) == LexKind::rank ||
                               actors_.lex_kind(*role) == LexKind::honorific);
    const EntityMention* m = entities_.mention(next);
    return rank || (m && entities_.entities[m->entity].kind == EntityKind::person);
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

  // "The main (ra'is) artery", "the third and last", "political and media cooperation": the word
  // agrees with a definite noun or adjective right before it and describes a thing.
  bool is_adjective(uint32_t i) const {
    const Analysis& a = words_[i].best();
    if (i == 0 || !a.definite || a.prep != PrepClitic::none ||
        text_.tokens[i - 1].sentence != text_.tokens[i].sentence ||
        entities_.mention_at[i - 1] >= 0 || entities_.role(i - 1)) {
      return false;
    }
    const Analysis& left = words_[i - 1].best();
    const Pos wanted = a.conj == Conj::none ? Pos::noun : Pos::adj;
    return left.known && left.definite && left.pos == wanted && left.enclitic.length == 0 &&
           left.gender == a.gender && left.number == a.number;
  }

  // "King Abdulaziz University", "the mosque of Prince Nayef": the title is that of a name that
  // nobody has read as a person's here.
  bool names_another(const Hit& role) const {
    const uint32_t next = role.last;
    if (next >= text_.tokens.size() || entities_.mention_at[next] >= 0 || entities_.role(next) ||
        text_.tokens[next].sentence != text_.tokens[role.first].sentence ||
        text_.tokens[next].kind != TokenKind::word) {
      return false;
    }
    const Analysis& a = words_[next].best();
    return a.proclitic_length == 0 && (a.pos == Pos::propn || !a.known);
  }

  // One of a kind with his name right behind.
  bool names_one(const Hit& role) const {
    const EntityMention* m =
        role.last < text_.tokens.size() &&
                text_.tokens[role.last].sentence == text_.tokens[role.first].sentence
            ? entities_.mention(role.last)
            : nullptr;
    return m && m->first == role.last && actors_.lex_kind(role) == LexKind::group &&
           entities_.entities[m->entity].kind == EntityKind::person &&
           words_[role.first].best().number == Number::sing;
  }

  // "The Cable system (nizam)": a noun in construct with a common noun is no government.
  bool governs_a_thing(const Hit& role, const Phrase& phrase) const {
    if (role.last != role.first + 1 || role.article || role.last >= phrase.last ||
        actors_.lex_kind(role) != LexKind::organ) {
      return false;
    }
    const Analysis& next = words_[role.last].best();
    return next.known && next.pos == Pos::noun && next.definite && next.proclitic_length <= 2 &&
           next.prep == PrepClitic::none && next.conj == Conj::none && !entities_.role(role.last) &&
           entities_.mention_at[role.last] < 0;
  }

  // Whose an organ or "the country" is where its words do not say: its owner was told before, or
  // the sentence and the one before name no other state.
  bool is_settled_state(uint32_t i, const Hit* role, const std::string& id) const {
    const uint32_t known = entities_.entity(id);
    if (known == UINT32_MAX || entities_.entities[known].kind != EntityKind::state) return true;
    const bool country = actors_.is_country(i);
    if (words_[i].best().enclitic.length > 0) return country || is_settled(i, id);
    if (role && role->first == i && actors_.has_earlier_owner(*role)) return true;
    const uint32_t sentence = text_.tokens[i].sentence;
    bool named = false;
    const uint32_t end = text_.sentences[sentence].last;
    for (size_t k = entities_.mentions_before(text_.sentences[sentence - (sentence > 0)].first);
         k < entities_.mentions.size() && entities_.mentions[k].first < end; ++k) {
      const EntityMention& m = entities_.mentions[k];
      // "The French forces left Mali": the country is Mali.
      if (country && m.form == MentionForm::demonym) continue;
      const Entity& e = entities_.entities[m.entity];
      const std::string& state = e.kind == EntityKind::state ? e.id : e.of.value_or(std::string());
      if (state.empty() || !actors_.is_state(state)) continue;
      if (state != id) return false;
      named = true;
    }
    return named;
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
    // "The province" (muhafaza) is no woman governor.
    if (title && role && is_other_word(*role)) return;
    if (title && names_holder(phrase)) return;
    if ((title || anaphor) && is_adjective(i)) return;
    // "The citizen Zafir Al Saad" is that person and no group.
    if (group && !title && names_one(*role)) return;
    if (role && role->first == i && title && names_another(*role)) return;
    if (!title && !group && !(anaphor && (i == phrase.head || words_[i].best().pos == Pos::noun))) {
      return;
    }
    // "The two presidents" are people, "the two countries" are not, although people spoke for them.
    const bool people = role && actors_.lex_kind(*role) == LexKind::office;
    const auto who = actors_.range(i, phrase.last);
    // "Those states" are several.
    if (anaphor && who.size() < 2 && actors_.is_list(i)) return;
    for (const Participant& p : who) {
      if (p.owner || p.token != i || p.speaker_only) continue;
      const bool unnamed = p.code.rfind("GEN:", 0) == 0;
      if (unnamed && !group) continue;
      if (p.organ == "government" && group && governs_a_thing(*role, phrase)) continue;
      if (!unnamed && names_itself(p, i, phrase.last)) continue;
      // "Governments" in general are not the government last spoken of.
      const bool several = role && (role->flags & kPlural) && p.organ == "government";
      if (!unnamed && !anaphor && several) continue;
      const bool several_states = anaphor && !actors_.is_country(i);
      if (!unnamed && !people && !several_states && !is_settled_state(i, role, p.code)) continue;
      // A title whose holder the text does not name is the state's, whose name stands elsewhere.
      if (!unnamed && !anaphor && people && p.person.empty()) continue;
      add(i, p.span, MentionForm::nominal, people && !p.person.empty() ? p.person : p.code);
    }
  }

  // "The region from which (-ha) France withdrew" is the region, whoever acts there.
  std::vector<Participant> meant_by(uint32_t i) const {
    const Clause& c = syntax_.clauses[syntax_.clause_of[i]];
    if (c.kind != ClauseKind::relative || c.antecedent < 0) return actors_.pronoun(i);
    // "He who (alladhi) sang it (-ha)": the pronoun is not the one that the clause describes.
    const Analysis& a = words_[i].best();
    if (c.opener != kNone && a.enclitic.length > 0 && a.enclitic.person == 3) {
      const Analysis& opener = words_[c.opener].best();
      if (opener.word_class == WordClass::relative && opener.number == Number::sing &&
          a.enclitic.number == Number::sing && opener.gender != Gender::none &&
          opener.gender != a.enclitic.gender) {
        return {};
      }
    }
    const Phrase& antecedent = syntax_.phrases[static_cast<size_t>(c.antecedent)];
    // "The Australian tour that (-ha) ..." is the tour and not Australia.
    if (entities_.mention_at[antecedent.head] < 0 && !entities_.role(antecedent.head)) return {};
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

  // "Which is what (wa-huwa ma) ...": the pronoun stands for all that was said.
  bool sums_up(uint32_t i) const {
    return i + 1 < text_.tokens.size() &&
           text_.tokens[i + 1].sentence == text_.tokens[i].sentence &&
           words_[i].best().conj == Conj::wa &&
           words_[i + 1].best().word_class == WordClass::relative;
  }

  void pronoun(uint32_t i) {
    const Analysis& a = words_[i].best();
    const bool enclitic = a.enclitic.length > 0;
    if (entities_.mention_at[i] >= 0) return;  // a name that ends like a pronoun
    if (!enclitic && a.word_class != WordClass::pronoun) return;
    if (enclitic && is_expletive(i)) return;
    // A word that no lexicon holds may only end like a pronoun (atletik), and nobody here is "you".
    if (enclitic && (!a.known || a.enclitic.person == 2)) return;
    if (!enclitic && sums_up(i)) return;
    const Token& t = text_.tokens[i];
    const Span span =
        enclitic ? text_.part_of(t, t.key.size() - a.enclitic.length, t.key.size()) : t.span;
    const std::vector<Participant> who = meant_by(i);
    // "And others (ghayru-hum)": one person is no "them".
    const bool they = enclitic ? a.enclitic.person == 3 && a.enclitic.number == Number::plur
                               : a.person == 3 && a.number == Number::plur;
    if (they && who.size() == 1 && !who[0].person.empty()) return;
    for (const Participant& p : who) {
      const std::string& id = p.person.empty() ? p.code : p.person;
      if (!p.speaker_only && is_settled(i, id)) add(i, span, MentionForm::pronoun, id);
    }
  }

  // A thing of the pronoun's gender and number.
  bool agrees(const Phrase& phrase, const Enclitic& e) const {
    const Analysis& a = words_[phrase.head].best();
    if (a.pos != Pos::noun || !a.known || entities_.mention_at[phrase.head] >= 0) return false;
    const bool plural_things = e.number == Number::sing && e.gender == Gender::fem;
    return (plural_things && a.number == Number::plur) ||
           (a.number == e.number && a.gender == e.gender);
  }

  // "What (ma) he saw it", "those arrested (maqbud alay-him)": the pronoun takes up a word of its
  // own clause.
  bool is_resumptive(uint32_t i) const {
    const uint32_t first = text_.sentences[text_.tokens[i].sentence].first;
    for (uint32_t k = i; k-- > first && i - k <= kResumptiveReach;) {
      if (text_.tokens[k].kind == TokenKind::punct) return false;
      const Analysis& b = words_[k].best();
      if (b.word_class == WordClass::relative) return true;
      if (k + 1 == i && b.definite && b.derivation == Derivation::passive_participle) return true;
    }
    return false;
  }

  // Is the discourse plain enough to say whom the pronoun means? Events may guess where a frame
  // asks for a participant; a mention states it. Settled are pronouns that their noun or clause
  // binds, speakers, and antecedents of the same sentence with nothing between that agrees, unless
  // they are its subject and the other stands behind a preposition.
  bool is_settled(uint32_t i, const std::string& id) const {
    const Analysis& a = words_[i].best();
    const Clause& c = syntax_.clauses[syntax_.clause_of[i]];
    if (c.kind == ClauseKind::relative && c.antecedent >= 0) return true;
    if (a.enclitic.length > 0 ? a.enclitic.person == 1 : a.person == 1) return !is_media(id);
    if (a.enclitic.length > 0 && actors_.is_bound(i)) return true;
    if (is_resumptive(i)) return false;
    // "It" after an organ of a state is more often what was spoken of.
    const uint32_t known = entities_.entity(id);
    const bool state = known != UINT32_MAX && entities_.entities[known].kind == EntityKind::state;
    if (state && a.enclitic.length > 0 && a.enclitic.gender == Gender::masc) return false;
    const auto at = named_at_.find(id);
    if (at == named_at_.end()) return false;
    if (text_.tokens[at->second].sentence != text_.tokens[i].sentence) return false;
    if (a.enclitic.length == 0) return !separates(i, at->second);
    const int32_t own = syntax_.phrase_of[at->second];
    if (a.pos == Pos::adp && thing_between(at->second, i)) return false;
    const bool oblique = own < 0 || !syntax_.phrases[static_cast<size_t>(own)].prep.empty();
    for (int32_t k = syntax_.phrase_of[i] - 1; k >= 0; --k) {
      const Phrase& p = syntax_.phrases[static_cast<size_t>(k)];
      if (p.first <= at->second) break;
      if (agrees(p, a.enclitic) && (oblique || p.prep.empty())) return false;
    }
    return true;
  }

  // Behind a preposition of its own ("upon it", "for it") a pronoun is mostly the thing last spoken
  // of, whatever its phrase.
  bool thing_between(uint32_t named, uint32_t i) const {
    const Enclitic& e = words_[i].best().enclitic;
    // "A statement of his (la-hu)": what is his is not he.
    const bool his = words_[i].best().lemma == kOf;
    for (uint32_t k = named + 1; k + (his ? 1 : 0) < i; ++k) {
      const Analysis& b = words_[k].best();
      if (b.pos != Pos::noun || !b.known || entities_.mention_at[k] >= 0) continue;
      const bool things = e.number == Number::sing && e.gender == Gender::fem;
      if (things && b.number == Number::plur) return true;
      if (b.number == e.number && b.gender == e.gender) return true;
    }
    return false;
  }

  // "The man in charge of the cell is (huwa) ...": the pronoun between subject and predicate means
  // what stands right before it, and not who is named somewhere in there.
  bool separates(uint32_t i, uint32_t named) const {
    if (i == 0 || words_[i].best().conj != Conj::none ||
        text_.tokens[i - 1].sentence != text_.tokens[i].sentence) {
      return false;
    }
    const Analysis& left = words_[i - 1].best();
    if (left.word_class == WordClass::demonstrative) return true;
    if (left.pos != Pos::noun && left.pos != Pos::adj && left.pos != Pos::propn) return false;
    const int32_t index = syntax_.phrase_of[i - 1];
    return index < 0 || index != syntax_.phrase_of[named] ||
           syntax_.phrases[static_cast<size_t>(index)].head != named;
  }

  bool is_media(const std::string& id) const {
    const uint32_t e = entities_.entity(id);
    return e != UINT32_MAX && entities_.entities[e].kind == EntityKind::organization;
  }

  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Syntax& syntax_;
  const Actors& actors_;
  std::vector<Reference> out_;
  std::map<std::string, uint32_t> named_at_;  // id -> token of its last mention so far
  std::set<std::string> groups_;              // unnamed groups with words of their own so far
};

}  // namespace

std::vector<Reference> references(const TextView& text, const std::vector<Word>& words,
                                  const EntityIndex& entities, const Syntax& syntax,
                                  const Actors& actors) {
  return ReferenceReader(text, words, entities, syntax, actors).run();
}

}  // namespace isnad
