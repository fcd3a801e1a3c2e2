#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "ingest/child.h"
#include "ingest/file_text.h"
#include "ingest/ingest.h"
#include "ingest/labels.h"
#include "ingest/pdf_lines.h"

namespace isnad {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// As the image is sought: named, beside the program, or where it is installed.
fs::path find_reader() {
  if (const char* named = std::getenv("ISNAD_PDF")) return named;
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (error) return "isnad-pdf";
  fs::path beside = self.parent_path() / "isnad-pdf";
  if (fs::exists(beside, error)) return beside;
  return self.parent_path().parent_path() / "libexec" / "isnad" / "isnad-pdf";
}

std::optional<std::string> line_of(const Json& json, const char* key) {
  const auto it = json.find(key);
  if (it == json.end() || !it->is_string()) return std::nullopt;
  const std::string line = printable_name(it->get_ref<const std::string&>());
  if (line.find_first_not_of(' ') == std::string::npos) return std::nullopt;
  return line;
}

ErrorCode code_of(std::string_view name) {
  for (const ErrorCode code : {ErrorCode::unsupported, ErrorCode::too_large}) {
    if (error_name(code) == name) return code;
  }
  return ErrorCode::bad_format;
}

}  // namespace

Result<FileText> read_pdf(std::string_view bytes, const std::string& where) {
  if (bytes.substr(0, 1024).find("%PDF-") == std::string_view::npos) {
    return fail(ErrorCode::bad_format, where + ": no PDF, its header is missing");
  }
  const fs::path reader = find_reader();
  std::error_code error;
  if (!fs::exists(reader, error)) {
    return fail(ErrorCode::unsupported, where +
                                            ": PDF is read by the program isnad-pdf, which is not "
                                            "installed (ISNAD_PDF names it; docs/ingest.md)");
  }
  const auto output = run_child(reader, bytes);
  if (!output) return fail(output.error().code, where + ": " + output.error().message);
  const Json json = Json::parse(*output, nullptr, false);
  if (!json.is_object()) {
    return fail(ErrorCode::bad_format, where + ": isnad-pdf gave no answer about it");
  }
  if (json.contains("error")) {
    return fail(code_of(line_of(json, "error").value_or("")),
                where + ": " + line_of(json, "message").value_or("damaged"));
  }
  std::vector<std::u32string> pages;
  if (const auto it = json.find("pages"); it != json.end() && it->is_array()) {
    for (const Json& page : *it) {
      if (!page.is_string()) continue;
      auto text = decode_utf8(page.get_ref<const std::string&>());
      if (text) pages.push_back(std::move(*text));
    }
  }
  FileText out;
  out.text = pdf_text(pages);
  if (out.text.empty()) {
    return fail(ErrorCode::empty,
                where + ": no text in it; pages that are pictures need optical recognition first");
  }
  out.title = line_of(json, "title");
  out.author = line_of(json, "author");
  const auto created = line_of(json, "created");
  if (created && is_edtf_day_month_or_year(*created)) {
    out.published = created;
    out.note = "published: the day on which the file was made";
  }
  return out;
}

}  // namespace isnad
