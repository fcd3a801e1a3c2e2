#include <charconv>
#include <cstdio>
#include <filesystem>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/extraction.h"

namespace isnad {

namespace {

class Explain : public Command {
 public:
  const char* name() const override { return "explain"; }
  const char* summary() const override {
    return "Show what each stage made of a sentence, and why";
  }
  const char* examples() const override {
    return "SENTENCE counts from 1; without it the whole document is explained.\n\n"
           "Example:\n"
           "  isnad explain article.txt:3";
  }
  void declare(Options& o) override {
    o.required_text("FILE[:SENTENCE]", where_, "", "The document, and which of its sentences");
    o.text("--published", published_, "DATE", "Publication date, if the document carries none");
  }
  int run() override {
    std::string file = where_;
    std::optional<uint32_t> sentence;
    const size_t colon = where_.rfind(':');
    std::error_code ec;
    if (colon != std::string::npos && !std::filesystem::exists(where_, ec)) {
      uint32_t n = 0;
      const char* end = where_.data() + where_.size();
      const auto read = std::from_chars(where_.data() + colon + 1, end, n);
      if (read.ec != std::errc() || read.ptr != end || n == 0) {
        return report({ErrorCode::bad_argument,
                       where_ + ": after the colon stands the number of a sentence, from 1"});
      }
      sentence = n;
      file.resize(colon);
    }
    Result<Ingest> ingest = Ingest::open({file}, {published_, std::nullopt});
    if (!ingest) return report(ingest.error());
    const std::optional<IngestItem> item = ingest->next();
    if (!item) return report({ErrorCode::empty, file + ": holds no document"});
    if (!item->document) return report(item->document.error());
    const Result<Engine> engine = open_engine();
    if (!engine) return report(engine.error());
    const Result<std::string> trace = engine->explain(*item->document, sentence);
    if (!trace) return report(trace.error());
    std::fwrite(trace->data(), 1, trace->size(), stdout);
    return 0;
  }

 private:
  std::string where_;
  std::optional<std::string> published_;
};

}  // namespace

std::unique_ptr<Command> make_explain() { return std::make_unique<Explain>(); }

}  // namespace isnad
