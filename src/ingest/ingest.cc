#include "ingest/ingest.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <filesystem>

#include "ingest/columns.h"
#include "ingest/streams.h"

namespace isnad {

namespace fs = std::filesystem;

bool is_edtf_day_month_or_year(std::string_view s) {
  if (s.size() != 4 && s.size() != 7 && s.size() != 10) return false;
  for (size_t i = 0; i < s.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? s[i] != '-' : (s[i] < '0' || s[i] > '9')) return false;
  }
  auto number = [&](size_t at, size_t n) {
    unsigned v = 0;
    for (size_t i = at; i < at + n; ++i) v = v * 10 + static_cast<unsigned>(s[i] - '0');
    return v;
  };
  if (s.size() >= 7 && (number(5, 2) < 1 || number(5, 2) > 12)) return false;
  if (s.size() < 10) return true;
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                        std::chrono::month(number(5, 2)),
                                        std::chrono::day(number(8, 2))};
  return day.ok();
}

struct Ingest::Impl {
  Intake intake;
  struct Input {
    std::string uri;
    std::optional<Error> error;
  };
  std::deque<Input> inputs;
  size_t files = 0;
  std::unique_ptr<DocumentStream> stream;  // of the input in progress

  void add_path(const std::string& name);
  void open_next();
};

void Ingest::Impl::add_path(const std::string& name) {
  if (name == "-") {
    inputs.push_back({"-", {}});
    return;
  }
  const fs::path path(name);
  std::error_code error;
  const auto status = fs::status(path, error);
  if (error || !fs::exists(status)) {
    inputs.push_back({name, Error{ErrorCode::not_found, name + ": no such file or folder"}});
    return;
  }
  if (!fs::is_directory(status)) {
    inputs.push_back({name, {}});
    return;
  }
  std::vector<std::string> found;
  fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (!it->is_regular_file(error)) continue;
    if (kind_of_ending(it->path().filename().string())) found.push_back(it->path().string());
  }
  std::sort(found.begin(), found.end());
  if (found.empty()) {
    inputs.push_back(
        {name, Error{ErrorCode::empty, name + ": a folder without .txt, .html, .jsonl or other "
                                              "files that can be read (docs/ingest.md)"}});
  }
  for (const auto& f : found) inputs.push_back({f, {}});
}

void Ingest::Impl::open_next() {
  Input input = std::move(inputs.front());
  inputs.pop_front();
  intake.budget = {};
  if (input.error) {
    stream = one_failure(input.uri, *input.error);
    return;
  }
  if (input.uri == "-") {
    auto source = std::make_unique<Peeked>(standard_input(intake.budget));
    // Nothing at all is no document, and no failure.
    const bool nothing = source->head().empty() && !source->error();
    stream = nothing ? nullptr : open_stream(std::move(source), "-", intake);
    return;
  }
  auto source = open_file(input.uri, intake.budget);
  stream = source ? open_stream(std::move(*source), input.uri, intake)
                  : one_failure(input.uri, source.error());
}

Result<Ingest> Ingest::open(const std::vector<std::string>& inputs, const IngestOptions& options) {
  if (inputs.empty()) return fail(ErrorCode::bad_argument, "no input named");
  if (options.published && !is_edtf_day_month_or_year(*options.published)) {
    return fail(ErrorCode::bad_argument,
                "--published " + *options.published + ": no date (2025-04-04, 2025-04 or 2025)");
  }
  if (options.outlet && options.outlet->empty()) {
    return fail(ErrorCode::bad_argument, "--outlet: the name is empty");
  }
  auto impl = std::make_unique<Impl>();
  impl->intake.options = options;
  if (options.from_format) {
    impl->intake.from_format = kind_of_name(*options.from_format);
    if (!impl->intake.from_format || *impl->intake.from_format == Kind::gzip ||
        *impl->intake.from_format == Kind::zstd) {
      return fail(ErrorCode::bad_argument,
                  "--from-format " + *options.from_format +
                      ": is none of text, html, feed, jsonl, csv, tsv, pdf, docx, warc, zip, tar");
    }
  }
  if (options.csv_columns) {
    auto columns = parse_column_choices(*options.csv_columns);
    if (!columns) return tl::unexpected(columns.error());
  }
  for (const auto& name : inputs) impl->add_path(name);
  impl->files = impl->inputs.size();
  return Ingest(std::move(impl));
}

std::optional<IngestItem> Ingest::next() {
  for (;;) {
    if (impl_->stream) {
      auto item = impl_->stream->next();
      if (!item || impl_->stream->exhausted()) impl_->stream.reset();
      if (item) return item;
    }
    if (impl_->inputs.empty()) return std::nullopt;
    impl_->open_next();
  }
}

size_t Ingest::files() const { return impl_->files; }
size_t Ingest::files_done() const {
  return impl_->files - impl_->inputs.size() - (impl_->stream ? 1 : 0);
}

std::vector<std::string> Ingest::left_out() const {
  std::vector<std::string> lines;
  for (const auto& [what, count] : impl_->intake.left_out) {
    lines.push_back(std::to_string(count) + " " + what);
  }
  return lines;
}

Ingest::Ingest(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ingest::Ingest(Ingest&&) noexcept = default;
Ingest::~Ingest() = default;

}  // namespace isnad
