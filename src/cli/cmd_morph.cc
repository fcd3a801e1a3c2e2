#include <fmt/format.h>

#include <cstdio>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/text_input.h"
#include "engine/engine.h"
#include "ingest/decode.h"
#include "morph/conllu.h"

namespace isnad {

namespace {

class Printer {
 public:
  Printer(const Lexicon& lexicon, const TextView& text, const std::vector<Word>& words)
      : lexicon_(lexicon), text_(text), words_(words) {}

  void conllu(const Sentence& s, std::string& out) const {
    append_conllu(conllu_words(lexicon_, text_, words_, s), text_, out);
    out += '\n';
  }

  // One line an analysis: token, form, * if chosen, score, forms, tags, lemmas, features, notes.
  void all(const Sentence& s, std::string& out) const {
    for (uint32_t i = s.first; i < s.last; ++i) {
      const std::string form = conllu_line(text_.text, text_.tokens[i].span);
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
                           text_.tokens[i].kind == TokenKind::word ? conllu_notes(a) : "_");
      }
    }
    out += '\n';
  }

 private:
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
      out = fmt::format("# sent_id = {}\n# text = {}\n", ++number, conllu_line(view.text, s.span));
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
