#include <cstdio>

#include "base/image.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/text_input.h"
#include "engine/engine.h"
#include "numbers/numbers.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

void append_number_or_null(const std::optional<double>& v, std::string& out) {
  if (v) {
    append_json_number(*v, out);
  } else {
    out += "null";
  }
}

void append_words(const std::u32string& text, Span span, std::string& out) {
  append_json_string(encode_utf8(std::u32string_view(text).substr(span.begin, span.length())), out);
}

void append_bounds(const std::u32string& text, const NumberBounds& b, std::string& out) {
  out += "{\"sign\":\"";
  out += b.sign;
  out += "\",\"lower\":";
  append_number_or_null(b.lower, out);
  out += ",\"upper\":";
  append_number_or_null(b.upper, out);
  out += std::string(",\"lower_inclusive\":") + (b.lower_inclusive ? "true" : "false");
  out += std::string(",\"upper_inclusive\":") + (b.upper_inclusive ? "true" : "false");
  out += ",\"span\":";
  append_json_span(b.span, out);
  out += ",\"text\":";
  append_words(text, b.span, out);
  out += '}';
}

std::string line(const std::u32string& text, const NumberExpression& e) {
  std::string out = "{\"span\":";
  append_json_span(e.span, out);
  out += ",\"text\":";
  append_words(text, e.span, out);
  out += ",\"kind\":\"";
  out += number_kind_name(e.kind);
  out += "\",\"value\":";
  append_json_number(e.value, out);
  if (e.upper) {
    out += ",\"upper\":";
    append_json_number(*e.upper, out);
  }
  if (e.from != NumberExpression::From::start) {
    out += e.from == NumberExpression::From::last ? ",\"from\":\"last\"" : ",\"from\":\"current\"";
  }
  if (e.joined) out += ",\"joined\":true";
  if (e.dual) out += ",\"dual\":true";
  out += ",\"bounds\":";
  if (e.bounds) {
    append_bounds(text, *e.bounds, out);
  } else {
    out += "null";
  }
  out += ",\"unit\":";
  append_json_string_or_null(e.unit.empty() ? std::nullopt : std::optional(e.unit), out);
  out += ",\"noun\":";
  if (e.noun) {
    append_words(text, *e.noun, out);
  } else {
    out += "null";
  }
  return out + "}\n";
}

class Numbers : public Command {
 public:
  const char* name() const override { return "numbers"; }
  const char* summary() const override {
    return "The numbers that a text states: value, bounds, what is counted";
  }
  const char* examples() const override {
    return "One JSON object a number, in the order of the text; docs/numbers.md names its keys.\n"
           "Without TEXT, or with -, the text is read from standard input.\n\n"
           "Example:\n"
           "  isnad numbers < article.txt";
  }
  void declare(Options& o) override { o.text("TEXT", text_, "", "The text itself, or -"); }

  int run() override {
    const Result<std::u32string> text = read_utf8_input(text_);
    if (!text) return report(text.error());
    const Result<Image> image = Image::open(find_image());
    if (!image) return report(image.error());
    const Result<Lexicon> lexicon = Lexicon::open(*image);
    if (!lexicon) return report(lexicon.error());
    const Result<NumberReader> reader = NumberReader::open(*image);
    if (!reader) return report(reader.error());
    Analyser analyser(*lexicon);
    const TextView view = read_text(*text);
    const std::vector<Word> words = analyse_words(view, analyser);
    for (const NumberExpression& e : reader->expressions(view, words)) {
      const std::string out = line(*text, e);
      std::fwrite(out.data(), 1, out.size(), stdout);
    }
    return 0;
  }

 private:
  std::optional<std::string> text_;
};

}  // namespace

std::unique_ptr<Command> make_numbers() { return std::make_unique<Numbers>(); }

}  // namespace isnad
