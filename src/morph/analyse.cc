#include <algorithm>
#include <cmath>

#include "morph/lexicon.h"

// A form's analyses: every split into proclitics, inflected stem and pronoun that the lexicon
// allows, scored as log P(lemma, pos) + log P(proclitics) + log P(inflection) + log P(pronoun).

namespace isnad::morph {

namespace {

constexpr size_t kMaxForm = 28;      // longer words are no Arabic words
constexpr size_t kMaxAnalyses = 24;  // the rest is never chosen
constexpr size_t kMaxPrefix = 3;
constexpr size_t kMaxSuffix = 6;
constexpr float kVariantPenalty = -5.0F;  // news misspells a word in some 150
constexpr float kLetter = -12.0F;
constexpr float kPassivePenalty = -2.2F;  // same letters as the active, which is likelier

struct Proclitics {
  Conj conj = Conj::none;
  PrepClitic prep = PrepClitic::none;
  bool future = false;
  bool article = false;
  uint8_t length = 0;
};

// At most 5 conjunction-free splits for each of two conjunction readings.
struct ProcliticList {
  std::array<Proclitics, 12> items;
  size_t count = 0;
  void add(const Proclitics& p) {
    if (count < items.size()) items[count++] = p;
  }
};

void add_inner(std::string_view form, Proclitics base, ProcliticList& out) {
  out.add(base);
  const std::string_view rest = form.substr(base.length);
  if (rest.size() < 2) return;
  auto with = [&](PrepClitic prep, bool future, bool article, int letters) {
    Proclitics p = base;
    p.prep = prep;
    p.future = future;
    p.article = article;
    p.length = static_cast<uint8_t>(base.length + letters);
    if (p.length < form.size()) out.add(p);
  };
  if (rest.starts_with("Al")) with(PrepClitic::none, false, true, 2);
  switch (rest[0]) {
    case 's':
      with(PrepClitic::none, true, false, 1);
      break;
    case 'b':
    case 'k': {
      const PrepClitic prep = rest[0] == 'b' ? PrepClitic::bi : PrepClitic::ka;
      with(prep, false, false, 1);
      if (rest.substr(1).starts_with("Al")) with(prep, false, true, 3);
      break;
    }
    case 'l':
      with(PrepClitic::li, false, false, 1);
      if (rest[1] == 'l') {
        // li + al loses its alef; before a stem in lam one of three lams is not written either.
        with(PrepClitic::li, false, true, 2);
        with(PrepClitic::li, false, true, 1);
      }
      break;
    default:
      break;
  }
}

ProcliticList proclitics_of(std::string_view form) {
  ProcliticList out;
  add_inner(form, {}, out);
  if (form.size() >= 2 && (form[0] == 'w' || form[0] == 'f')) {
    Proclitics p;
    p.conj = form[0] == 'w' ? Conj::wa : Conj::fa;
    p.length = 1;
    add_inner(form, p, out);
  }
  return out;
}

bool fits(const ParadigmRow& p, const CellRow& c, const Proclitics& pro) {
  switch (p.group) {
    case Group::perfective:
    case Group::imperative:
      return !pro.article && !pro.future && pro.prep == PrepClitic::none;
    case Group::imperfective:  // sa- and li- (so that)
      return !pro.article &&
             (pro.prep == PrepClitic::none || (pro.prep == PrepClitic::li && !pro.future));
    case Group::function:
      if ((p.proclitics & kNoConjunction) && pro.conj != Conj::none) return false;
      if (pro.article && !(p.proclitics & kTakesArticle)) return false;
      return !pro.future && (pro.prep == PrepClitic::none || (p.proclitics & kTakesPrep));
    default:
      break;
  }
  if (pro.future) return false;
  if (pro.article && c.article == Need::no) return false;
  if (!pro.article && c.article == Need::must) return false;
  // The accusative in -an stands behind no preposition.
  return c.mood != Mood::tanwin || (pro.prep == PrepClitic::none && !pro.article);
}

class Finder {
 public:
  Finder(const Lexicon::Impl& lexicon, std::string_view form, std::vector<Analysis>& out)
      : lex_(lexicon), form_(form), out_(out) {}

  void run() {
    const ProcliticList list = proclitics_of(form_);
    for (size_t i = 0; i < list.count; ++i) {
      const Proclitics& pro = list.items[i];
      const std::string_view rest = form_.substr(pro.length);
      inflected(pro, rest, -1);
      for (size_t k = 0; k < kPronouns.size(); ++k) {
        const std::string_view letters = kPronouns[k].letters;
        if (rest.size() > letters.size() && rest.ends_with(letters)) {
          inflected(pro, rest.substr(0, rest.size() - letters.size()), static_cast<int>(k));
        }
      }
    }
  }

 private:
  void inflected(const Proclitics& pro, std::string_view body, int pronoun) {
    char key[8];
    for (size_t pre = 0; pre <= kMaxPrefix && pre < body.size(); ++pre) {
      if (pre > 0) {
        key[0] = '<';
        std::copy_n(body.data(), pre, key + 1);
        if (!lex_.affixes.contains({key, pre + 1})) continue;
      }
      for (size_t suf = 0; suf <= kMaxSuffix && pre + suf < body.size(); ++suf) {
        const std::string_view suffix = body.substr(body.size() - suf);
        if (suf > 0) {
          key[0] = '>';
          std::copy_n(suffix.data(), suf, key + 1);
          if (!lex_.affixes.contains({key, suf + 1})) continue;
        }
        const std::string_view stem = body.substr(pre, body.size() - pre - suf);
        for (const StemRow& row : lex_.stems.find(stem)) {
          match(pro, body.substr(0, pre), suffix, row, pronoun);
        }
      }
    }
  }

  void match(const Proclitics& pro, std::string_view prefix, std::string_view suffix,
             const StemRow& row, int pronoun) {
    if (row.paradigm >= lex_.paradigms.size()) return;
    const ParadigmRow& p = lex_.paradigms[row.paradigm];
    for (const CellRow& c : lex_.cells_of(p)) {
      if (c.pronoun == Need::no && pronoun >= 0) continue;
      if (c.pronoun == Need::must && pronoun < 0) continue;
      if (c.prefix_view() != prefix || c.suffix_view() != suffix || !fits(p, c, pro)) continue;
      // A pronoun and an article exclude each other; -ni attaches to verbs and particles, -i to
      // nominals and particles.
      if (pronoun >= 0 && (pro.article || !takes(p.group, static_cast<size_t>(pronoun)))) continue;
      emit(pro, p, c, row, pronoun);
    }
  }

  static bool takes(Group g, size_t pronoun) {
    const bool verb = g <= Group::imperative;
    if (pronoun == 8) return verb || g == Group::function;
    if (pronoun == 11) return !verb;
    return true;
  }

  void emit(const Proclitics& pro, const ParadigmRow& p, const CellRow& c, const StemRow& row,
            int pronoun) {
    Analysis a;
    a.pos = row.pos;
    a.derivation = row.derivation;
    a.word_class = row.word_class;
    a.conj = pro.conj;
    a.prep = pro.prep;
    a.future = pro.future;
    a.definite = pro.article;
    a.known = true;
    a.proclitic_length = pro.length;
    if (pronoun >= 0) {
      const PronounForm& f = kPronouns[static_cast<size_t>(pronoun)];
      a.enclitic = {static_cast<uint8_t>(f.letters.size()), f.person, f.gender, f.number};
    }
    if (p.group == Group::perfective) a.aspect = Aspect::perfective;
    if (p.group == Group::imperfective) a.aspect = Aspect::imperfective;
    if (p.group == Group::imperative) a.aspect = Aspect::imperative;
    a.voice = row.passive == PassiveMark::is ? Voice::passive : Voice::active;
    a.person = c.person;
    a.gender = c.gender == Gender::none ? row.gender : c.gender;
    a.number = c.number == Number::none ? row.number : c.number;
    a.lemma = lex_.image->str(row.lemma);
    a.stem = &row;
    a.tanwin = c.mood == Mood::tanwin;
    a.alef = prefix_alef(c, row);
    if (row.inner_at != 0) {
      a.inner = row.inner;
      a.inner_at = static_cast<uint8_t>(row.inner_at + c.prefix_view().size());
    } else if (c.prefix[0] != '\0' && row.alef > Alef::bare) {
      a.inner = row.alef;
      a.inner_at = static_cast<uint8_t>(c.prefix_view().size());
    }
    a.final_maqsura = pronoun < 0 && (c.suffix[0] != '\0' ? c.maqsura != 0 : row.maqsura != 0);
    const auto g = static_cast<size_t>(p.group);
    const Weights& w = *lex_.weights;
    a.score = row.prior + 0.1F * c.weight + w.proclitic[g][proclitic_index(a)] +
              w.pronoun[g][static_cast<size_t>(pronoun + 1)];
    // A closed-class word has the inflection that it has.
    if (p.group != Group::function) {
      a.score += w.inflection[g][inflection_index(a.person, a.gender, a.number, c.mood)];
    }
    if (a.voice == Voice::passive) a.score += kPassivePenalty;
    out_.push_back(a);
    if (row.passive == PassiveMark::same && pronoun < 0 && c.person == 3) {
      a.voice = Voice::passive;
      a.score += kPassivePenalty;
      out_.push_back(a);
    }
  }

  // The only inflectional prefix in alef is that of the first person.
  static Alef prefix_alef(const CellRow& c, const StemRow& row) {
    if (c.prefix[0] == '\0') return row.alef;
    return c.prefix[0] == 'A' && c.person == 1 ? Alef::above : Alef::unknown;
  }

  const Lexicon::Impl& lex_;
  std::string_view form_;
  std::vector<Analysis>& out_;
};

// Readings that differ in a hamza that folding hides stay apart: the text may show it.
bool same_reading(const Analysis& a, const Analysis& b) {
  if (a.alef != b.alef && a.alef > Alef::bare && b.alef > Alef::bare) return false;
  if (a.inner_at != b.inner_at) return false;
  return a.pos == b.pos && a.lemma == b.lemma && a.word_class == b.word_class &&
         a.proclitic_length == b.proclitic_length && a.prep == b.prep && a.conj == b.conj &&
         a.definite == b.definite && a.future == b.future &&
         a.enclitic.length == b.enclitic.length && a.aspect == b.aspect && a.voice == b.voice &&
         a.person == b.person && a.gender == b.gender && a.number == b.number &&
         a.final_maqsura == b.final_maqsura;
}

Analysis fixed(Pos pos, std::string_view form) {
  Analysis a;
  a.pos = pos;
  a.lemma = form;
  a.known = true;
  return a;
}

}  // namespace

std::vector<Analysis> analyses(const Lexicon::Impl& lexicon, std::string_view form) {
  std::vector<Analysis> out;
  if (form.empty() || !is_arabic_letter_byte(form[0])) {
    const char c = form.empty() ? ' ' : form[0];
    const bool latin = is_latin_byte(c);
    out.push_back(fixed(c >= '0' && c <= '9' ? Pos::num : latin ? Pos::propn : Pos::punct, form));
    return out;
  }
  if (form.size() <= kMaxForm) {
    Finder(lexicon, form, out).run();
    const bool known = !out.empty();
    for (const std::string& other : respellings(form, known)) {
      const size_t first = out.size();
      Finder(lexicon, other, out).run();
      for (size_t i = first; i < out.size(); ++i) {
        out[i].variant = true;
        out[i].alef = out[i].inner = Alef::unknown;
        out[i].inner_at = 0;
        out[i].score += kVariantPenalty;
      }
      if (!known && out.size() > kMaxAnalyses) break;
    }
  }
  if (out.empty()) guess(lexicon, form, out);
  if (form.size() == 1) {  // a letter that stands for a word: initials, units
    out.push_back(fixed(Pos::x, form));
    out.back().score = kLetter;
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Analysis& a, const Analysis& b) { return a.score > b.score; });
  size_t kept = 0;
  for (size_t i = 0; i < out.size() && kept < kMaxAnalyses; ++i) {
    const auto seen = out.begin() + static_cast<std::ptrdiff_t>(kept);
    const auto same =
        std::find_if(out.begin(), seen, [&](const Analysis& a) { return same_reading(a, out[i]); });
    if (same != seen) {
      if (same->alef != out[i].alef) same->alef = Alef::unknown;
      if (same->inner != out[i].inner) same->inner = Alef::unknown;
      continue;
    }
    out[kept++] = out[i];
  }
  out.resize(kept);
  out.shrink_to_fit();
  return out;
}

}  // namespace isnad::morph
