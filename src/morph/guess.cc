#include "morph/lexicon.h"

// Readings of forms that the lexicon does not know. Most are foreign names; the rest shows its
// part of speech by article and ending. Scores are far below those of known words.

namespace isnad::morph {

namespace {

constexpr float kUnknown = -16.0F;

struct Shape {
  std::string_view ending;
  size_t min_stem;
  Pos pos;
  Gender gender;
  Number number;
  Derivation derivation;
  std::string_view lemma_ending;  // what the lemma has instead
  float score;
};

// Longest endings first; the first that fits decides.
constexpr Shape kShapes[] = {
    {"wyyn", 3, Pos::adj, Gender::masc, Number::plur, Derivation::nisba, "wy", 0.5F},
    {"yyn", 3, Pos::adj, Gender::masc, Number::plur, Derivation::nisba, "y", 0.5F},
    {"ywn", 3, Pos::adj, Gender::masc, Number::plur, Derivation::nisba, "y", 0.5F},
    {"yAt", 3, Pos::noun, Gender::fem, Number::plur, Derivation::none, "yp", 1.5F},
    {"At", 3, Pos::noun, Gender::fem, Number::plur, Derivation::none, "", 1.5F},
    {"wn", 3, Pos::noun, Gender::masc, Number::plur, Derivation::none, "", -1.5F},
    {"yn", 3, Pos::noun, Gender::masc, Number::plur, Derivation::none, "", -1.5F},
    {"yp", 3, Pos::adj, Gender::fem, Number::sing, Derivation::nisba, "y", 1.5F},
    {"p", 2, Pos::noun, Gender::fem, Number::sing, Derivation::none, "p", -1},
    {"y", 3, Pos::adj, Gender::masc, Number::sing, Derivation::nisba, "y", -1.5F},
    {"", 2, Pos::noun, Gender::masc, Number::sing, Derivation::none, "", -2},
};

// "Servant of" with a name of God in one word: a given name for sure.
bool compound_name(std::string_view form) { return form.size() > 6 && form.starts_with("EbdAl"); }

bool has_kin(std::string_view rest, const Shape& s) {
  return rest.ends_with(s.ending) && rest.size() >= s.ending.size() + s.min_stem;
}

}  // namespace

void guess(const Lexicon::Impl& lexicon, std::string_view form, std::vector<Analysis>& out) {
  Analysis base;
  base.known = false;
  std::string_view rest = form;
  if (rest.size() >= 5 &&
      (rest[0] == 'w' || (rest[0] == 'f' && rest.substr(1).starts_with("Al")))) {
    base.conj = rest[0] == 'w' ? Conj::wa : Conj::fa;
    rest.remove_prefix(1);
  }
  if (rest.size() >= 5) {
    if (rest.starts_with("Al")) {
      base.definite = true;
      rest.remove_prefix(2);
    } else if (rest.starts_with("ll")) {
      base.definite = true;
      base.prep = PrepClitic::li;
      rest.remove_prefix(2);
    } else if (rest.substr(1).starts_with("Al") && (rest[0] == 'b' || rest[0] == 'k')) {
      base.definite = true;
      base.prep = rest[0] == 'b' ? PrepClitic::bi : PrepClitic::ka;
      rest.remove_prefix(3);
    }
  }
  base.proclitic_length = static_cast<uint8_t>(form.size() - rest.size());
  const auto noun = static_cast<size_t>(Group::noun);
  const float clitics = lexicon.weights->proclitic[noun][proclitic_index(base)];

  Analysis name = base;
  name.pos = Pos::propn;
  name.lemma = rest;
  name.score = kUnknown + clitics - (base.definite ? 1.5F : 0.0F);
  if (compound_name(rest)) name.score += 4.0F;
  out.push_back(name);
  if (base.conj != Conj::none && !base.definite) {  // the waw may be the name's own
    name = Analysis{};
    name.pos = Pos::propn;
    name.lemma = form;
    name.score = kUnknown - 3.5F;
    out.push_back(name);
  }
  // Names do not end like abstract nouns and their plurals: the first letter is a preposition then.
  if (!base.definite && base.prep == PrepClitic::none && rest.size() >= 6 &&
      (rest[0] == 'b' || rest[0] == 'l') && (rest.ends_with("yp") || rest.ends_with("At"))) {
    Analysis a = base;
    a.pos = Pos::noun;
    a.prep = rest[0] == 'b' ? PrepClitic::bi : PrepClitic::li;
    ++a.proclitic_length;
    a.gender = Gender::fem;
    a.number = rest.back() == 'p' ? Number::sing : Number::plur;
    a.lemma = rest.back() == 'p' ? rest.substr(1) : rest.substr(1, rest.size() - 3);
    a.score = kUnknown + 3.5F + lexicon.weights->proclitic[noun][proclitic_index(a)];
    out.push_back(a);
  }
  for (const Shape& s : kShapes) {
    if (!has_kin(rest, s)) continue;
    Analysis a = base;
    a.pos = s.pos;
    a.gender = s.gender;
    a.number = s.number;
    a.derivation = s.derivation;
    a.lemma =
        rest.substr(0, rest.size() - s.ending.size() +
                           (rest.substr(rest.size() - s.ending.size()).starts_with(s.lemma_ending)
                                ? s.lemma_ending.size()
                                : 0));
    a.score = kUnknown + clitics + s.score + (base.definite ? 1.5F : -0.5F);
    out.push_back(a);
    break;
  }
  if (!base.definite && rest.size() >= 4 && rest.size() <= 7 &&
      (rest[0] == 'y' || rest[0] == 't')) {
    Analysis a = base;
    a.pos = Pos::verb;
    a.aspect = Aspect::imperfective;
    a.person = 3;
    a.gender = rest[0] == 'y' ? Gender::masc : Gender::fem;
    a.number = Number::sing;
    a.lemma = rest.substr(1);
    a.score = kUnknown + clitics - 3.0F;
    out.push_back(a);
  }
}

}  // namespace isnad::morph
