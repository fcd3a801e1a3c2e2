#include "ingest/ingest.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/lines.h"

namespace isnad {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

bool is_jsonl(const fs::path& p) { return p.extension() == ".jsonl" || p.extension() == ".ndjson"; }

Result<std::string> read_whole(const fs::path& path) {
  FILE* f = std::fopen(path.c_str(), "rb");
  if (!f) return fail(ErrorCode::unreadable, path.string() + ": cannot be read");
  std::string bytes;
  char buffer[1 << 16];
  size_t n = 0;
  while ((n = std::fread(buffer, 1, sizeof buffer, f)) > 0) {
    bytes.append(buffer, n);
    if (bytes.size() > kMaxDocumentBytes) {
      std::fclose(f);
      return fail(ErrorCode::too_large, path.string() + ": longer than " +
                                            std::to_string(kMaxDocumentBytes >> 20) +
                                            " MB, the most that one document may have; split it");
    }
  }
  const bool bad = std::ferror(f) != 0;
  std::fclose(f);
  if (bad) return fail(ErrorCode::unreadable, path.string() + ": read error");
  return bytes;
}

}  // namespace

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
  IngestOptions options;
  struct Input {
    std::string uri;
    enum class Kind { text, jsonl, standard_input, failure } kind = Kind::text;
    Error error;
  };
  std::deque<Input> inputs;
  size_t files = 0;
  std::optional<LineReader> lines;  // of the JSONL input in progress
  std::string lines_name;

  void add_path(const std::string& name);
  IngestItem text_file(const std::string& name) const;
  std::optional<IngestItem> json_line();
  Result<RawDocument> document(const Json& object, const std::string& where) const;
  void apply_options(RawDocument& doc) const;
};

void Ingest::Impl::add_path(const std::string& name) {
  if (name == "-") {
    inputs.push_back({"-", Input::Kind::standard_input, {}});
    return;
  }
  const fs::path path(name);
  std::error_code error;
  const auto status = fs::status(path, error);
  if (error || !fs::exists(status)) {
    inputs.push_back(
        {name, Input::Kind::failure, {ErrorCode::not_found, name + ": no such file or folder"}});
    return;
  }
  if (!fs::is_directory(status)) {
    inputs.push_back({name, is_jsonl(path) ? Input::Kind::jsonl : Input::Kind::text, {}});
    return;
  }
  std::vector<std::string> found;
  fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const fs::path& p = it->path();
    if (!it->is_regular_file(error)) continue;
    if (p.extension() == ".txt" || is_jsonl(p)) found.push_back(p.string());
  }
  std::sort(found.begin(), found.end());
  if (found.empty()) {
    inputs.push_back({name,
                      Input::Kind::failure,
                      {ErrorCode::empty, name + ": a folder without .txt or .jsonl files"}});
  }
  for (const auto& f : found) {
    inputs.push_back({f, is_jsonl(f) ? Input::Kind::jsonl : Input::Kind::text, {}});
  }
}

void Ingest::Impl::apply_options(RawDocument& doc) const {
  if (!doc.published && options.published) {
    doc.published = options.published;
    doc.published_by_option = true;
  }
  if (!doc.outlet && options.outlet) doc.outlet = options.outlet;
}

IngestItem Ingest::Impl::text_file(const std::string& name) const {
  auto bytes = read_whole(name);
  if (!bytes) return {name, tl::unexpected(bytes.error())};
  auto decoded = decode_text(*bytes, name);
  if (!decoded) return {name, tl::unexpected(decoded.error())};
  RawDocument doc;
  doc.uri = name;
  doc.text_utf8 = encode_utf8(decoded->text);
  doc.text = std::move(decoded->text);
  doc.note = std::move(decoded->note);
  apply_options(doc);
  return {name, std::move(doc)};
}

Result<RawDocument> Ingest::Impl::document(const Json& object, const std::string& where) const {
  if (!object.is_object()) return fail(ErrorCode::bad_format, where + ": not a JSON object");
  RawDocument doc;
  auto text_field = [&](const char* key, bool required) -> Result<std::optional<std::string>> {
    auto it = object.find(key);
    if (it == object.end() || it->is_null()) {
      if (required) {
        return fail(ErrorCode::missing_field, where + ": no field \"" + std::string(key) + "\"");
      }
      return std::optional<std::string>{};
    }
    if (!it->is_string()) {
      return fail(ErrorCode::bad_format,
                  where + ": field \"" + std::string(key) + "\" is no string");
    }
    return std::optional<std::string>(it->get<std::string>());
  };
  std::optional<std::string> text;
  std::optional<std::string> uri;
  const std::pair<const char*, std::optional<std::string>*> fields[] = {
      {"uri", &uri},
      {"text", &text},
      {"url", &doc.url},
      {"outlet", &doc.outlet},
      {"published", &doc.published},
      {"title", &doc.title}};
  for (const auto& [key, target] : fields) {
    auto value = text_field(key, target == &uri || target == &text);
    if (!value) return tl::unexpected(value.error());
    *target = std::move(*value);
  }
  doc.uri = *uri;
  if (doc.published && !is_edtf_day_month_or_year(*doc.published)) {
    return fail(ErrorCode::bad_format, where + ": published \"" + *doc.published +
                                           "\" is no date (2025-04-04, 2025-04 or 2025)");
  }
  auto decoded = decode_text(*text, where);
  if (!decoded) return tl::unexpected(decoded.error());
  doc.text = std::move(decoded->text);
  doc.text_utf8 = encode_utf8(doc.text);
  apply_options(doc);
  return doc;
}

std::optional<IngestItem> Ingest::Impl::json_line() {
  std::string line;
  for (;;) {
    const LineReader::Status status = lines->next(line);
    const std::string where = lines_name + ":" + std::to_string(lines->line_number());
    switch (status) {
      case LineReader::Status::end:
        lines.reset();
        return std::nullopt;
      case LineReader::Status::failed:
        lines.reset();
        return IngestItem{where, fail(ErrorCode::unreadable, where + ": read error")};
      case LineReader::Status::too_long:
        return IngestItem{where,
                          fail(ErrorCode::too_large, where + ": line longer than " +
                                                         std::to_string(kMaxDocumentBytes >> 20) +
                                                         " MB; skipped")};
      case LineReader::Status::line:
        break;
    }
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Json object = Json::parse(line, nullptr, false);
    // The parser takes a NUL byte for the end and would drop what follows.
    if (object.is_discarded() || line.find('\0') != std::string::npos) {
      return IngestItem{where,
                        fail(ErrorCode::bad_format,
                             where + ": broken JSON; each line must be one whole JSON object")};
    }
    auto doc = document(object, where);
    if (!doc) return IngestItem{where, tl::unexpected(doc.error())};
    std::string uri = doc->uri;
    return IngestItem{std::move(uri), std::move(*doc)};
  }
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
  impl->options = options;
  for (const auto& name : inputs) impl->add_path(name);
  impl->files = impl->inputs.size();
  return Ingest(std::move(impl));
}

std::optional<IngestItem> Ingest::next() {
  for (;;) {
    if (impl_->lines) {
      if (auto item = impl_->json_line()) return item;
      continue;
    }
    if (impl_->inputs.empty()) return std::nullopt;
    Impl::Input input = std::move(impl_->inputs.front());
    impl_->inputs.pop_front();
    switch (input.kind) {
      case Impl::Input::Kind::failure:
        return IngestItem{input.uri, tl::unexpected(input.error)};
      case Impl::Input::Kind::text:
        return impl_->text_file(input.uri);
      case Impl::Input::Kind::standard_input:
        impl_->lines.emplace(stdin);
        impl_->lines_name = "-";
        continue;
      case Impl::Input::Kind::jsonl: {
        FILE* f = std::fopen(input.uri.c_str(), "rb");
        if (!f) {
          return IngestItem{input.uri, fail(ErrorCode::unreadable, input.uri + ": cannot be read")};
        }
        impl_->lines.emplace(f, true);
        impl_->lines_name = input.uri;
        continue;
      }
    }
  }
}

size_t Ingest::files() const { return impl_->files; }
size_t Ingest::files_done() const {
  return impl_->files - impl_->inputs.size() - (impl_->lines ? 1 : 0);
}

Ingest::Ingest(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ingest::Ingest(Ingest&&) noexcept = default;
Ingest::~Ingest() = default;

}  // namespace isnad
