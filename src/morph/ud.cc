#include "morph/ud.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "morph/lexicon.h"

namespace isnad {

namespace {

// Buckwalter's letters as code points, for words that are not in the text or the image.
std::string arabic(std::string_view folded) {
  static constexpr std::string_view kCodes = "'|>&<}AbptvjHxd*rzs$SDTZEg";
  static constexpr std::string_view kMore = "fqklmnhwYy";
  static constexpr std::pair<char, char32_t> kForeign[] = {
      {'P', 0x67E}, {'J', 0x686}, {'V', 0x6A4}, {'G', 0x6AF}};
  std::string out;
  for (const char c : folded) {
    if (const size_t at = kCodes.find(c); at != std::string_view::npos) {
      append_utf8(out, static_cast<char32_t>(0x621 + at));
    } else if (const size_t more = kMore.find(c); more != std::string_view::npos) {
      append_utf8(out, static_cast<char32_t>(0x641 + more));
    } else {
      for (const auto& [code, letter] : kForeign) {
        if (code == c) append_utf8(out, letter);
      }
    }
  }
  return out;
}

using Feats = std::vector<std::pair<std::string_view, std::string_view>>;

std::string joined(Feats feats) {
  std::sort(feats.begin(), feats.end());
  std::string out;
  for (const auto& [name, value] : feats) {
    if (!out.empty()) out += '|';
    out += name;
    out += '=';
    out += value;
  }
  return out.empty() ? "_" : out;
}

void add_agreement(uint8_t person, Gender g, Number n, Feats& out) {
  static constexpr std::array<std::string_view, 4> kPersons = {"", "1", "2", "3"};
  static constexpr std::array<std::string_view, 3> kGenders = {"", "Masc", "Fem"};
  static constexpr std::array<std::string_view, 4> kNumbers = {"", "Sing", "Dual", "Plur"};
  if (person != 0) out.emplace_back("Person", kPersons[person & 3]);
  if (g != Gender::none) out.emplace_back("Gender", kGenders[static_cast<size_t>(g)]);
  if (n != Number::none) out.emplace_back("Number", kNumbers[static_cast<size_t>(n)]);
}

class Splitter {
 public:
  Splitter(const Lexicon& lexicon, const TextView& text, const std::vector<Word>& words, size_t i)
      : lex_(lexicon.impl()), text_(text), words_(words), i_(i), token_(text.tokens[i]) {}

  std::vector<SyntacticWord> run(const Analysis& a) {
    if (token_.kind != TokenKind::word) return {other()};
    std::string_view upos = tag(a);
    std::string_view ud = a.stem == nullptr ? std::string_view() : lex_.image->str(a.stem->ud);
    if (!ud.empty() && ud.find(':') == std::string_view::npos) {
      if (const Analysis* reading = reading_of(a, ud)) return split(*reading, tag(*reading), {});
      if (ud.find('+') == std::string_view::npos) upos = ud;
      ud = {};
    }
    return split(a, upos, ud);
  }

 private:
  SyntacticWord other() const {
    SyntacticWord w;
    w.form = letters(0, token_.key.size());
    w.lemma = w.form;
    w.feats = "_";
    switch (token_.kind) {
      case TokenKind::number:
        w.upos = "NUM";
        w.feats = "NumForm=Digit";
        break;
      case TokenKind::latin:
        w.upos = "X";
        w.feats = "Foreign=Yes";
        break;
      default:
        w.upos = token_.is(kPercent) || token_.is(kOther) ? "SYM" : "PUNCT";
        break;
    }
    return w;
  }

  // The text of the key's bytes [from, to) without diacritics and tatweel; where a ligature stands
  // for two letters, as the letters are folded.
  std::string letters(size_t from, size_t to) const {
    if (token_.span.end - token_.span.begin < token_.key.size()) {
      return arabic(token_.key.substr(from, to - from));
    }
    std::string out;
    const Span s = text_.part_of(token_, from, to);
    for (uint32_t k = s.begin; k < s.end; ++k) {
      char32_t c = text_.text[k];
      if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) c = U'\uFFFD';
      if (s.end - s.begin == to - from || fold_code_point(c) != 0) append_utf8(out, c);
    }
    return out;
  }

  // The likeliest analysis of the same letters as the tags of `ud` have it: "NOUN", "ADP+NOUN".
  const Analysis* reading_of(const Analysis& a, std::string_view ud) const {
    const bool prep = ud.starts_with("ADP+");
    if (prep) ud.remove_prefix(4);
    for (const Analysis& b : words_[i_].all) {
      if (&b != &a && b.known && (b.prep != PrepClitic::none) == prep && pos_name(b.pos) == ud &&
          b.conj == a.conj && b.enclitic.length == a.enclitic.length && !b.future) {
        return &b;
      }
    }
    return nullptr;
  }

  // The analysis of the word before in the same sentence, or null.
  const Analysis* before() const {
    if (i_ == 0 || text_.tokens[i_ - 1].sentence != token_.sentence) return nullptr;
    return &words_[i_ - 1].best();
  }

  bool definite_follows() const {
    if (i_ + 1 >= words_.size() || text_.tokens[i_ + 1].sentence != token_.sentence) return false;
    const Analysis& next = words_[i_ + 1].best();
    return text_.tokens[i_ + 1].kind == TokenKind::word && next.definite &&
           next.conj == Conj::none && next.prep == PrepClitic::none;
  }

  // Nothing that could govern a clause stands before: inna opens a sentence of its own.
  bool opens_sentence(const Analysis& a) const {
    const Analysis* left = before();
    if (left == nullptr || a.conj == Conj::fa || text_.tokens[i_ - 1].is(kStop)) return true;
    return left->word_class == WordClass::subordinator ||
           left->word_class == WordClass::conjunction;
  }

  // Is a relative adjective the name of people or a body ("the Iraqis", "the foreign [ministry]")?
  // It is where no noun stands before it that it could agree with.
  bool stands_for_noun(const Analysis& a) const {
    if (a.pos != Pos::adj || a.derivation != Derivation::nisba) return false;
    if (a.prep != PrepClitic::none && (a.definite || a.number == Number::plur)) return true;
    if (a.enclitic.length != 0) return true;
    const bool people = a.number == Number::plur && a.gender == Gender::masc;
    const Analysis* left = before();
    if (left == nullptr || left->pos == Pos::punct) return people;
    if (a.conj != Conj::none) return people && left->pos != Pos::adj;
    const bool nominal = left->pos == Pos::noun || left->pos == Pos::adj || left->pos == Pos::propn;
    if (left->pos == Pos::num) return people || !a.definite;
    if (!nominal) return people;
    if (left->pos != Pos::noun || left->definite || left->enclitic.length != 0 ||
        left->word_class == WordClass::exception) {
      return false;
    }
    if (a.definite) return people || a.gender == Gender::fem;
    return people && left->number == Number::sing;
  }

  // A bare adjective where only a noun can stand, with a name of the same letters: "between mali
  // and Russia".
  bool stands_for_name(const Analysis& a) const {
    if (a.pos != Pos::adj || a.definite || a.tanwin || a.enclitic.length != 0 ||
        a.gender != Gender::masc || a.number != Number::sing || a.lemma.starts_with('A')) {
      return false;
    }
    const auto& all = words_[i_].all;
    if (std::none_of(all.begin(), all.end(), [&](const Analysis& b) {
          return b.pos == Pos::propn && b.known && b.conj == a.conj && b.prep == a.prep &&
                 b.lemma == a.lemma;
        })) {
      return false;
    }
    if (a.prep != PrepClitic::none) return true;
    const Analysis* left = before();
    if (left == nullptr) return false;
    if (a.conj != Conj::none) return left->pos == Pos::propn;
    if (left->pos == Pos::noun) return left->gender == Gender::fem && !left->definite;
    return left->pos == Pos::adp || left->pos == Pos::verb;
  }

  // A participle in the indefinite accusative after a comma says in what state somebody acts.
  bool hal(const Analysis& a) const {
    return a.derivation == Derivation::active_participle && a.tanwin && a.conj == Conj::none &&
           i_ > 0 && text_.tokens[i_ - 1].kind == TokenKind::punct;
  }

  // A preposition proclitic alone, before a figure or a quotation that no letter can join.
  bool lone_preposition() const {
    const std::string_view key = token_.key;
    if (key != "b" && key != "l" && key != "k") return false;
    if (i_ + 1 >= words_.size() || text_.tokens[i_ + 1].sentence != token_.sentence) return false;
    const Token& next = text_.tokens[i_ + 1];
    if (next.kind != TokenKind::punct) return next.kind != TokenKind::word;
    return next.is(kQuoteOpen) || next.is(kQuotePlain) || next.is(kOpen);
  }

  std::string_view tag(const Analysis& a) const {
    if (lone_preposition()) return "ADP";
    switch (a.word_class) {
      case WordClass::demonstrative:
        if (a.pos == Pos::pron && definite_follows()) return "DET";
        break;
      case WordClass::future:
      case WordClass::qad:
      case WordClass::maybe:
      case WordClass::negation_verb:
        return "AUX";
      case WordClass::that_clause:
        if (opens_sentence(a) && token_.span.begin < text_.text.size() && written_inna(a)) {
          return "PART";
        }
        return "SCONJ";
      default:
        break;
    }
    if (a.pos == Pos::noun && hal(a)) return "ADJ";
    if (stands_for_name(a)) return "PROPN";
    return stands_for_noun(a) ? "NOUN" : pos_name(a.pos);
  }

  // Is the word's alef written with the hamza below?
  bool written_inna(const Analysis& a) const {
    const Span s = text_.part_of(token_, a.proclitic_length, token_.key.size());
    return s.begin < s.end && text_.text[s.begin] == U'\x0625';
  }

  std::vector<SyntacticWord> split(const Analysis& a, std::string_view upos, std::string_view ud) {
    out_.clear();
    size_t at = 0;
    if (a.conj != Conj::none) clitic(at, "CCONJ");
    if (a.prep != PrepClitic::none) {
      clitic(at, a.aspect == Aspect::none ? "ADP" : "SCONJ");
      if (a.aspect == Aspect::none) out_.back().feats = "AdpType=Prep";
    }
    if (a.future) clitic(at, "AUX");
    const size_t end = token_.key.size() - a.enclitic.length;
    if (at >= end) at = end == 0 ? 0 : end - 1;  // cannot be, by the analyser's contract
    if (!ud.empty()) {
      listed(ud, at, end);
    } else {
      stem(a, upos, at, end);
    }
    if (a.enclitic.length != 0) pronoun(a.enclitic, end);
    return std::move(out_);
  }

  void clitic(size_t& at, std::string_view upos) {
    SyntacticWord w;
    w.form = letters(at, at + 1);
    w.lemma = w.form;
    w.upos = upos;
    w.feats = "_";
    out_.push_back(std::move(w));
    ++at;
  }

  void pronoun(const Enclitic& e, size_t at) {
    SyntacticWord w;
    w.form = letters(at, token_.key.size());
    w.lemma = arabic("hw");
    w.upos = "PRON";
    Feats f = {{"PronType", "Prs"}};
    add_agreement(e.person, e.gender, e.number, f);
    w.feats = joined(std::move(f));
    out_.push_back(std::move(w));
  }

  // Words that the lexicon lists for the form: letters:TAG or letters:TAG:lemma, joined by +.
  void listed(std::string_view ud, size_t begin, size_t end) {
    size_t at = begin;
    for (const std::string_view word : parts(ud, '+')) {
      const auto fields = parts(word, ':');
      SyntacticWord w;
      const auto written = decode_utf8(fields[0]);
      const size_t n = written ? written->size() : 0;
      w.form = std::string(fields[0]);
      // As the text spells it, if the list divides the form as it stands.
      if (at + n <= end && fold_key(fields[0]) == token_.key.substr(at, n)) {
        w.form = letters(at, at + n);
      }
      at += n;
      w.upos = fields.size() > 1 ? fields[1] : fields[0];
      w.lemma = std::string(fields[fields.size() > 2 ? 2 : 0]);
      w.feats = "_";
      out_.push_back(std::move(w));
    }
  }

  static std::vector<std::string_view> parts(std::string_view s, char separator) {
    std::vector<std::string_view> out;
    for (size_t at = 0; at <= s.size();) {
      const size_t end = std::min(s.find(separator, at), s.size());
      out.push_back(s.substr(at, end - at));
      at = end + 1;
    }
    return out;
  }

  void stem(const Analysis& a, std::string_view upos, size_t at, size_t end) {
    SyntacticWord w;
    w.upos = upos;
    if (a.prep == PrepClitic::li && a.definite) {
      // li-l- is written lil-; of three lams one is not written.
      w.form = arabic("Al") + letters(a.proclitic_length, end);
    } else {
      w.form = letters(at, end);
      if (a.enclitic.length != 0 && ta_marbuta(a, end)) {
        w.form = letters(at, end - 1) + arabic("p");
      }
    }
    w.lemma = lemma(a);
    // The feminine of a relative adjective or of a word for people is a noun of its own.
    if (upos == "NOUN" && a.gender == Gender::fem && (a.pos == Pos::adj || has_feminine(a))) {
      w.lemma += arabic("p");
    }
    w.feats = features(a, upos);
    out_.push_back(std::move(w));
  }

  // Does the noun's masculine entry have a feminine singular (talib, "student"; not ijtima',
  // "meeting")?
  bool has_feminine(const Analysis& a) const {
    if (a.stem == nullptr || a.stem->gender != Gender::masc || a.number == Number::plur ||
        a.stem->paradigm >= lex_.paradigms.size()) {
      return false;
    }
    const auto cells = lex_.cells_of(lex_.paradigms[a.stem->paradigm]);
    return std::any_of(cells.begin(), cells.end(), [](const morph::CellRow& c) {
      return c.gender == Gender::fem && c.number == Number::none;
    });
  }

  // Is the ta before the pronoun a ta marbuta?
  bool ta_marbuta(const Analysis& a, size_t end) const {
    if (a.aspect != Aspect::none || end < 2 || token_.key[end - 1] != 't') return false;
    if (a.number == Number::plur && a.gender == Gender::fem && token_.key[end - 2] == 'A') {
      return false;  // the sound plural
    }
    if (a.lemma.ends_with('p')) return true;
    return !a.lemma.ends_with('t') && (a.gender == Gender::fem || a.number == Number::plur);
  }

  std::string lemma(const Analysis& a) const {
    if (a.word_class == WordClass::pronoun) return arabic("hw");
    if (a.stem != nullptr) return std::string(lex_.image->str(a.stem->spelled));
    // A guessed lemma is a part of the form, perhaps with an ending of its own.
    size_t same = 0;
    while (same < a.lemma.size() && a.proclitic_length + same < token_.key.size() &&
           token_.key[a.proclitic_length + same] == a.lemma[same]) {
      ++same;
    }
    return letters(a.proclitic_length, a.proclitic_length + same) + arabic(a.lemma.substr(same));
  }

  std::string features(const Analysis& a, std::string_view upos) const {
    Feats f;
    const bool verb = a.aspect != Aspect::none;
    add_agreement(a.person, a.gender, a.number, f);
    if (verb) {
      if (a.aspect == Aspect::imperative) {
        f.emplace_back("Mood", "Imp");
      } else {
        f.emplace_back("Aspect", a.aspect == Aspect::perfective ? "Perf" : "Imp");
      }
      f.emplace_back("VerbForm", "Fin");
      f.emplace_back("Voice", a.voice == Voice::passive ? "Pass" : "Act");
    } else if (a.definite && upos != "PRON") {
      f.emplace_back("Definite", "Def");
    } else if (a.enclitic.length != 0 && (upos == "NOUN" || upos == "ADJ" || upos == "NUM")) {
      f.emplace_back("Definite", "Cons");
    }
    if (upos == "ADP") f.emplace_back("AdpType", "Prep");
    if (upos == "NUM") f.emplace_back("NumForm", "Word");
    switch (a.word_class) {
      case WordClass::negation_past:
      case WordClass::negation_future:
      case WordClass::negation_present:
      case WordClass::negation_verb:
        f.emplace_back("Polarity", "Neg");
        break;
      case WordClass::relative:
        f.emplace_back("PronType", "Rel");
        break;
      case WordClass::demonstrative:
        f.emplace_back("PronType", "Dem");
        break;
      case WordClass::question:
        if (upos == "PRON" || upos == "DET" || upos == "ADV") f.emplace_back("PronType", "Int");
        break;
      case WordClass::pronoun:
        f.emplace_back("PronType", "Prs");
        break;
      default:
        break;
    }
    return joined(std::move(f));
  }

  const Lexicon::Impl& lex_;
  const TextView& text_;
  const std::vector<Word>& words_;
  size_t i_;
  const Token& token_;
  std::vector<SyntacticWord> out_;
};

}  // namespace

std::vector<SyntacticWord> syntactic_words(const Lexicon& lexicon, const TextView& text,
                                           const std::vector<Word>& words, size_t i,
                                           const Analysis& a) {
  return Splitter(lexicon, text, words, i).run(a);
}

}  // namespace isnad
