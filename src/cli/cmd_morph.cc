#include <fmt/format.h>

#include <cstdio>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/text_input.h"
#include "engine/engine.h"
#include "ingest/decode.h"
#include "morph/ud.h"

namespace isnad {

namespace {

std::string_view derivation_name(Derivation d) {
  static constexpr std::string_view kNames[] = {"", "masdar", "active_participle",
                                                "passive_participle", "nisba"};
  return kNames[static_cast<size_t>(d)];
}

// Marks that turn the direction of a line around; they are no part of a word. Fewer than safe_line
// drops: the others may be tokens of their own, and a token has a form.
bool is_direction_mark(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

// A span on one line, harmless for a terminal: controls give the replacement character.
std::string line_of(std::u32string_view text, Span s) {
  std::string out;
  for (const char32_t c : text.substr(s.begin, s.end - s.begin)) {
    const bool space = c == U'\n' || c == U'\t' || c == U'\r' || c == 0x2028 || c == 0x2029;
    const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    if (!is_direction_mark(c)) append_utf8(out, space ? U' ' : control ? U'\uFFFD' : c);
  }
  return out;
}

class Printer {
 public:
  Printer(const Lexicon& lexicon, const TextView& text, const std::vector<Word>& words)
      : lexicon_(lexicon), text_(text), words_(words) {}

  void conllu(const Sentence& s, std::string& out) const {
    size_t id = 1;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const Token& token = text_.tokens[i];
      const auto parts = syntactic_words(lexicon_, text_, words_, i, words_[i].best());
      const bool tight = i + 1 < s.last && text_.tokens[i + 1].span.begin == token.span.end;
      const char* const space = tight ? "SpaceAfter=No" : "";
      if (parts.size() > 1) {
        out += fmt::format("{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n", id, id + parts.size() - 1,
                           line_of(text_.text, token.span), tight ? space : "_");
      }
      for (const SyntacticWord& w : parts) {
        const bool whole = parts.size() == 1;
        std::string misc = token.kind == TokenKind::word ? notes(words_[i].best()) : "";
        if (whole && tight) misc += (misc.empty() ? "" : "|") + std::string(space);
        out += fmt::format("{}\t{}\t{}\t{}\t_\t{}\t_\t_\t_\t{}\n", id++,
                           whole ? line_of(text_.text, token.span) : w.form, w.lemma, w.upos,
                           w.feats, misc.empty() ? "_" : misc);
      }
    }
    out += '\n';
  }

  // One line an analysis: token, form, * if chosen, score, forms, tags, lemmas, features, notes.
  void all(const Sentence& s, std::string& out) const {
    for (uint32_t i = s.first; i < s.last; ++i) {
      const std::string form = line_of(text_.text, text_.tokens[i].span);
      for (uint32_t k = 0; k < words_[i].all.size(); ++k) {
        const Analysis& a = words_[i].all[k];
        std::string forms, tags, lemmas, feats;
        for (const SyntacticWord& w : syntactic_words(lexicon_, text_, words_, i, a)) {
          const char* const plus = forms.empty() ? "" : "+";
          forms += plus + w.form;
          tags += plus + std::string(w.upos);
          lemmas += plus + w.lemma;
          feats += plus + w.feats;
        }
        out += fmt::format("{}\t{}\t{}\t{:.2f}\t{}\t{}\t{}\t{}\t{}\n", i - s.first + 1, form,
                           k == words_[i].chosen ? "*" : "-", a.score, forms, tags, lemmas, feats,
                           text_.tokens[i].kind == TokenKind::word ? notes(a) : "_");
      }
    }
    out += '\n';
  }

 private:
  // What of the analysis has no column: class and derivation, and whether the lexicon knows it.
  static std::string notes(const Analysis& a) {
    std::string out;
    if (a.word_class != WordClass::none) {
      out += "Class=" + std::string(word_class_name(a.word_class)) + '|';
    }
    if (a.derivation != Derivation::none) {
      out += "Derivation=" + std::string(derivation_name(a.derivation)) + '|';
    }
    out += a.known ? "Known=Yes" : "Known=No";
    if (a.variant) out += "|Variant=Yes";
    return out;
  }

  const Lexicon& lexicon_;
  const TextView& text_;
  const std::vector<Word>& words_;
};

class Morph : public Command {
 public:
  const char* name() const override { return "morph"; }
  const char* summary() const override {
    return "Divide a text into words and tag them, as CoNLL-U";
  }
  const char* examples() const override {
    return "Clitics are words of their own (ranges 1-2); the article belongs to its word.\n"
           "docs/morphology.md describes columns and tags.\n\n"
           "Examples:\n"
           "  isnad morph < article.txt > article.conllu\n"
           "  isnad morph --all 'TEXT'";
  }
  void declare(Options& o) override {
    o.text("TEXT", text_, "", "The text; - or nothing: standard input");
    o.flag("--all", all_,
           "Every analysis with its score: token, form, * if chosen, score, words, tags, lemmas, "
           "features, notes");
  }
  int run() override {
    const Result<TextInput> input = read_text_input(text_);
    if (!input) return report(input.error());
    const Result<Decoded> decoded = decode_text(input->bytes, input->where);
    if (!decoded) return report(decoded.error());
    if (!decoded->note.empty()) tell(input->where + ": " + decoded->note);
    const Result<Image> image = Image::open(find_image());
    if (!image) return report(image.error());
    const Result<Lexicon> lexicon = Lexicon::open(*image);
    if (!lexicon) return report(lexicon.error());
    Analyser analyser(*lexicon);
    const TextView view = read_text(decoded->text);
    const std::vector<Word> words = analyse_words(view, analyser);
    const Printer printer(*lexicon, view, words);
    std::string out;
    size_t number = 0;
    for (size_t i = 0; i < view.sentences.size(); ++i) {
      const Sentence& s = view.sentences[i];
      if (s.first >= s.last) continue;
      out = fmt::format("# sent_id = {}\n# text = {}\n", ++number, line_of(view.text, s.span));
      all_ ? printer.all(s, out) : printer.conllu(s, out);
      if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) break;
    }
    return 0;
  }

 private:
  std::optional<std::string> text_;
  bool all_ = false;
};

}  // namespace

std::unique_ptr<Command> make_morph() { return std::make_unique<Morph>(); }

}  // namespace isnad
