#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/extraction.h"
#include "cli/query.h"
#include "cli/text_input.h"
#include "record/json_parts.h"

namespace isnad {

namespace {

struct TimeRow {
  const TimeReading* reading;
  std::string words;
};

void append_key(const char* key, std::string& out) {
  out += ",\"";
  out += key;
  out += "\":";
}

void append_text(const char* key, const std::string& value, std::string& out) {
  append_key(key, out);
  append_json_string_or_null(value.empty() ? std::nullopt : std::optional(value), out);
}

void append_row(const TimeRow& row, std::string& out) {
  const TimeReading& r = *row.reading;
  out += "{\"span\":";
  append_json_span(r.time.span, out);
  append_text("text", row.words, out);
  append_text("type", std::string(time_type_name(r.time.type)), out);
  append_text("value", r.time.value, out);
  append_key("date", out);
  append_json_string_or_null(r.time.date, out);
  append_text("from", r.from, out);
  append_text("to", r.to, out);
  append_text("counted", r.counted, out);
  append_text("mod", r.mod, out);
  append_text("link", r.link, out);
  append_key("calendar", out);
  append_json_string_or_null(r.time.calendar, out);
  append_text("rule", r.rule, out);
  append_key("confidence", out);
  out += fmt::format("{:.2f}}}\n", r.confidence);
}

class Times : public Command {
 public:
  const char* name() const override { return "times"; }
  const char* summary() const override {
    return "Dates, times of day, durations and sets in a text, resolved";
  }
  const char* examples() const override {
    return "Without TEXT, or for -, the text comes from standard input. On a terminal a table is\n"
           "printed, elsewhere a line of JSON each (docs/times.md). Without --anchor a "
           "publication\n"
           "date in the head of the text counts, else years and days stay open (XXXX). TEXT on\n"
           "the command line is read as a note, standard input as news.\n\n"
           "Examples:\n"
           "  isnad times --anchor 2025-04-04 < article.txt\n"
           "  isnad times --anchor 2016-11-07T16:12:00 'TEXT'\n"
           "  isnad times --note --anchor 2016-11-07 < diary.txt";
  }
  void declare(Options& o) override {
    o.text("TEXT", text_, "", "The text, or - for standard input");
    o.text("--anchor", anchor_, "DATE",
           "What relative expressions count from: 2025-04-04, 2025-04-04T16:12, 2025-04, 2025");
    o.flag("--note", note_,
           "The text is a note or request: read \"on the 15th\", 22/4 and \"at seven\" too, and a "
           "date with its hour as one expression");
    o.flag("--news", news_, "The text is news: a number is a date only with a word for it");
    o.flag("--json", json_, "Lines of JSON on a terminal too");
  }
  int run() override {
    if (note_ && news_) {
      return report({ErrorCode::bad_argument, "--note and --news: the text is one of them"});
    }
    if (anchor_ && !is_anchor(*anchor_)) {
      return report({ErrorCode::bad_argument,
                     "--anchor " + *anchor_ +
                         ": is no date: write 2025-04-04, 2025-04-04T16:12, 2025-04 or 2025"});
    }
    const Result<std::u32string> text = read_utf8_input(text_);
    if (!text) return report(text.error());
    const Result<Engine> engine = open_engine();
    if (!engine) return report(engine.error());
    // What somebody types is a note, what comes from elsewhere is an article.
    const bool typed = text_ && *text_ != "-";
    const bool note = note_ || (typed && !news_);
    const std::vector<TimeReading> readings =
        engine->times(*text, anchor_, note ? TimeGenre::note : TimeGenre::news);
    std::vector<TimeRow> rows;
    rows.reserve(readings.size());
    for (const TimeReading& r : readings) {
      const Span s = r.time.span;
      rows.push_back({&r, encode_utf8(std::u32string_view(*text).substr(s.begin, s.length()))});
    }
    print(rows);
    return 0;
  }

 private:
  void print(const std::vector<TimeRow>& rows) const {
    const Terminal terminal = Terminal::look();
    if (json_ || !terminal.out) {
      std::string line;
      for (const TimeRow& row : rows) {
        line.clear();
        append_row(row, line);
        put(line);
      }
      return;
    }
    Table table({"WORDS", "TYPE", "VALUE", "FROM", "TO", "RULE"});
    for (const TimeRow& row : rows) {
      const TimeReading& r = *row.reading;
      table.add({row.words, std::string(time_type_name(r.time.type)), r.time.value, r.from, r.to,
                 r.rule});
    }
    if (table.empty()) {
      if (terminal.err) tell("nothing found");
      return;
    }
    put(table.print(terminal));
  }

  std::optional<std::string> text_;
  std::optional<std::string> anchor_;
  bool note_ = false;
  bool news_ = false;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_times() { return std::make_unique<Times>(); }

}  // namespace isnad
