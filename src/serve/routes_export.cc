#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "answer/types.h"
#include "export/exporter.h"
#include "record/json_parts.h"
#include "serve/context.h"

// Exports as downloads. An export is written to a temporary file before a byte of it is sent, so
// that a failure is a problem and no half file.

namespace isnad {

namespace {

namespace fs = std::filesystem;

struct Kind {
  const char* type;
  const char* extension;
};

Kind kind_of(const ExportFormat& format) {
  if (format.folder) return {"application/zip", "zip"};
  static const std::pair<std::string_view, Kind> kKinds[] = {
      {"jsonl", {"application/x-ndjson", "jsonl"}},
      {"ftm", {"application/x-ndjson", "jsonl"}},
      {"stix", {"application/stix+json;version=2.1", "json"}},
      {"annotation", {"application/ld+json", "jsonld"}},
      {"geojson", {"application/geo+json", "geojson"}},
      {"gexf", {"application/gexf+xml", "gexf"}},
      {"graphml", {"application/graphml+xml", "graphml"}},
      {"acled", {"text/csv; charset=utf-8", "csv"}},
      {"ftm-statements", {"text/csv; charset=utf-8", "csv"}},
      {"html", {"text/html; charset=utf-8", "html"}},
      {"markdown", {"text/markdown; charset=utf-8", "md"}},
      {"conllu", {"text/plain; charset=utf-8", "conllu"}}};
  const std::string_view name = format.name;
  for (const auto& [key, kind] : kKinds) {
    if (name == key) return kind;
  }
  if (name.find("csv") != std::string_view::npos) return {"text/csv; charset=utf-8", "csv"};
  return {"text/plain; charset=utf-8", "txt"};
}

Answer<ApiResponse> formats(Context& c) {
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  std::string b = "{\"items\":[";
  for (const ExportFormat& f : export_formats()) {
    const Kind kind = kind_of(f);
    b += b.back() == '[' ? "{\"name\":" : ",{\"name\":";
    append_json_string(f.name, b);
    b += ",\"summary\":";
    append_json_string(f.summary, b);
    b += ",\"media_type\":";
    append_json_string(kind.type, b);
    b += ",\"extension\":";
    append_json_string(kind.extension, b);
    b += f.folder ? ",\"folder\":true}" : ",\"folder\":false}";
  }
  return json_response(b + "]}");
}

// A file without a name, gone when it is closed.
Result<std::shared_ptr<std::FILE>> temporary_file() {
  std::FILE* file = std::tmpfile();
  if (!file) return fail(ErrorCode::full, "no temporary file could be made for the export");
  return std::shared_ptr<std::FILE>(file, [](std::FILE* f) { std::fclose(f); });
}

// A folder of its own, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "isnad-export-XXXXXX").string();
    if (::mkdtemp(name.data())) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// The files of a folder, in the order of their names.
Result<void> write_zip(const fs::path& folder, std::FILE* to) {
  const auto failed = [] { return fail(ErrorCode::full, "the archive could not be written"); };
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  const std::unique_ptr<archive, int (*)(archive*)> out(archive_write_new(), archive_write_free);
  if (archive_write_set_format_zip(out.get()) != ARCHIVE_OK ||
      archive_write_open_FILE(out.get(), to) != ARCHIVE_OK) {
    return failed();
  }
  std::array<char, 1 << 16> buffer;
  for (const fs::path& path : files) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_pathname(entry.get(), path.filename().c_str());
    archive_entry_set_size(entry.get(), static_cast<int64_t>(fs::file_size(path, error)));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), 315532800, 0);  // 1980-01-01: the same bytes at any time
    if (archive_write_header(out.get(), entry.get()) != ARCHIVE_OK) return failed();
    std::ifstream in(path, std::ios::binary);
    while (in) {
      in.read(buffer.data(), buffer.size());
      const auto n = static_cast<size_t>(in.gcount());
      if (n > 0 && archive_write_data(out.get(), buffer.data(), n) < 0) return failed();
    }
  }
  return archive_write_close(out.get()) == ARCHIVE_OK ? Result<void>() : failed();
}

Answer<ApiResponse> run_export(Context& c) {
  const ExportFormat* format = export_format(c.slots[0]);
  if (!format) {
    return faulty({ErrorCode::not_found,
                   c.slots[0] + ": is no format of exports; /api/v1/exports lists them"});
  }
  ExportOptions options;
  read_filter(c.params, event_types(), options.filter);
  if (format->bom) options.bom = c.params.flag("bom");
  if (auto ok = c.params.check(); !ok) return tl::unexpected<Fault>(ok.error());
  const auto file = temporary_file();
  if (!file) return faulty(file.error());
  const auto held = c.api.pool().open_alone();
  if (!held) return faulty(held.error());
  if (auto r = held->hold_still(); !r) return faulty(r.error());
  ExportTally tally;
  const Image* image = format->image ? &c.api.pool().image() : nullptr;
  if (format->folder) {
    const TemporaryFolder folder;
    if (folder.path().empty()) {
      return faulty({ErrorCode::full, "no temporary folder could be made for the export"});
    }
    const auto outputs = folder_of_files(folder.path());
    Export job{*held, options, *outputs, tally, image};
    if (auto r = format->run(job); !r) return faulty(r.error());
    if (auto r = write_zip(folder.path(), file->get()); !r) return faulty(r.error());
  } else {
    const auto outputs = stream(file->get(), "the export");
    Export job{*held, options, *outputs, tally, image};
    if (auto r = format->run(job); !r) return faulty(r.error());
  }
  if (std::fflush(file->get()) != 0 || std::fseek(file->get(), 0, SEEK_SET) != 0) {
    return faulty({ErrorCode::full, "the export could not be written"});
  }
  ApiResponse out;
  const Kind kind = kind_of(*format);
  out.type = kind.type;
  out.file = *file;
  // What was written and what was left out, a line each: nothing is dropped silently.
  for (const std::string& line : tally.lines()) out.headers.emplace_back("Isnad-Export", line);
  std::string name = c.api.pool().title();
  if (const size_t dot = name.find_last_of('.'); dot != std::string::npos && dot > 0) {
    name.resize(dot);
  }
  attach(out, name + '-' + format->name + '.' + kind.extension);
  return out;
}

}  // namespace

std::vector<Route> export_routes() {
  return {{"exports", formats}, {"exports/{format}", run_export}};
}

}  // namespace isnad
