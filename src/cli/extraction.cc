#include "cli/extraction.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include <fmt/format.h>
#include <atomic>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include "base/image.h"
#include "cli/exit_code.h"

namespace isnad {

namespace {

// Documents on their way for each thread: while one writes a batch into a case, the others go on.
constexpr size_t kOnTheWay = 32;
// Text on its way; beyond, a document is read before the next one is taken.
constexpr size_t kMostBytes = size_t{8} << 20;

}  // namespace

void extract_all(Ingest& ingest, const Engine& engine, size_t threads, bool fingerprints,
                 const std::function<bool(Extracted&)>& sink,
                 const std::function<bool()>& stopped) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  std::atomic<bool> refused{false};
  // Only the first step touches ingest: the steps run at the same time.
  struct Taken {
    IngestItem item;
    size_t files_done;
    size_t files;
    std::shared_ptr<Extracted> done;  // read at once, or none
  };
  using Item = std::shared_ptr<Taken>;
  using Done = std::shared_ptr<Extracted>;
  std::atomic<size_t> bytes{0};
  const auto extract = [&](Taken& taken) {
    IngestItem& item = taken.item;
    auto done = std::make_shared<Extracted>();
    done->uri = item.uri;
    done->files_done = taken.files_done;
    done->files = taken.files;
    if (!item.document) {
      done->error = item.document.error();
      return done;
    }
    done->record = engine.extract(*item.document, fingerprints ? &done->fingerprint : nullptr);
    done->text = std::move(item.document->text_utf8);
    done->note = std::move(item.document->note);
    done->evidence = std::move(item.document->evidence);
    return done;
  };
  const auto take = [&](tbb::flow_control& flow) -> Item {
    if (!refused && !stopped()) {
      if (auto item = ingest.next()) {
        auto taken = std::make_shared<Taken>(
            Taken{std::move(*item), ingest.files_done(), ingest.files(), nullptr});
        if (taken->item.document) bytes += taken->item.document->text_utf8.size();
        if (bytes > kMostBytes) taken->done = extract(*taken);
        return taken;
      }
    }
    flow.stop();
    return nullptr;
  };
  const auto read = [&](const Item& taken) -> Done {
    return taken->done ? taken->done : extract(*taken);
  };
  const auto give = [&](const Done& done) {
    bytes -= done->text.size();
    if (!refused && !sink(*done)) refused = true;
  };
  tbb::parallel_pipeline(threads > 1 ? threads * kOnTheWay : 1,
                         tbb::make_filter<void, Item>(tbb::filter_mode::serial_in_order, take) &
                             tbb::make_filter<Item, Done>(tbb::filter_mode::parallel, read) &
                             tbb::make_filter<Done, void>(tbb::filter_mode::serial_in_order, give));
}

namespace {

// Appends the lines of a file, or of standard input for "-"; empty ones are passed over.
Result<void> read_list(const std::string& list, std::vector<std::string>& out) {
  std::ifstream file;
  if (list != "-") file.open(list);
  std::istream& in = list == "-" ? std::cin : file;
  if (!in) return fail(ErrorCode::not_found, list + ": this list of inputs cannot be opened");
  for (std::string line; std::getline(in, line);) {
    if (line == "-") {
      return fail(ErrorCode::bad_argument, list + ": a list names files, not standard input (-)");
    }
    if (!line.empty()) out.push_back(std::move(line));
  }
  if (in.bad()) return fail(ErrorCode::unreadable, list + ": cannot be read to its end");
  return {};
}

}  // namespace

void ReadingOptions::declare(Options& o) {
  o.inputs("INPUT", inputs,
           "Files, folders of them, or - for standard input: text, HTML, feeds, JSON lines (uri, "
           "text; url, outlet, published, title, author), CSV, PDF, .docx, WARC, zip, tar, also "
           "compressed");
  o.text("--published", published, "DATE",
         "Publication date of documents that carry none: 2025-04-04, 2025-04 or 2025");
  o.text("--outlet", outlet, "NAME", "Outlet of documents that carry none");
  o.text("--csv-columns", csv_columns, "FIELD=COLUMN,...",
         "Columns of CSV and TSV files, e.g. uri=link,text=body; others are told by their names");
  o.text("--from-format", from_format, "KIND",
         "Read as text, html, feed, jsonl, csv, tsv, pdf, docx, warc, zip or tar, whatever the "
         "files look like");
  o.flag("--paths", paths, "Each INPUT is a list of inputs, one a line");
  o.number("-j,--threads", threads, "Threads (default: one a core)");
}

Result<Ingest> ReadingOptions::open() const {
  const IngestOptions options{published, outlet, keep_raw, csv_columns, from_format};
  if (!paths) return Ingest::open(inputs, options);
  std::vector<std::string> named;
  for (const std::string& list : inputs) {
    if (auto r = read_list(list, named); !r) return tl::unexpected<Error>(r.error());
  }
  if (named.empty()) return fail(ErrorCode::bad_argument, "--paths: the list names no input");
  return Ingest::open(named, options);
}

void tell_left_out(const Ingest& ingest) {
  const std::vector<std::string> lines = ingest.left_out();
  if (lines.empty()) return;
  constexpr size_t kShown = 8;
  std::string all;
  for (size_t i = 0; i < lines.size() && i < kShown; ++i) all += (i ? "; " : "") + lines[i];
  if (lines.size() > kShown) all += fmt::format("; and {} other kinds", lines.size() - kShown);
  tell("left out: " + all);
}

Result<Engine> open_engine() { return Engine::open(find_image()); }

std::string engine_name(const Engine& engine) {
  return fmt::format("isnad {} {:016x}", ISNAD_VERSION, engine.checksum());
}

}  // namespace isnad
