#include "ingest/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/layers.h"

namespace isnad {

namespace {

struct Named {
  Kind kind;
  std::string_view name;
  std::string_view media_type;
};
constexpr std::array kKinds{
    Named{Kind::text, "text", "text/plain"},
    Named{Kind::html, "html", "text/html"},
    Named{Kind::feed, "feed", "application/rss+xml"},
    Named{Kind::jsonl, "jsonl", "application/x-ndjson"},
    Named{Kind::csv, "csv", "text/csv"},
    Named{Kind::tsv, "tsv", "text/tab-separated-values"},
    Named{Kind::pdf, "pdf", "application/pdf"},
    Named{Kind::docx, "docx",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    Named{Kind::warc, "warc", "application/warc"},
    Named{Kind::zip, "zip", "application/zip"},
    Named{Kind::tar, "tar", "application/x-tar"},
    Named{Kind::gzip, "gzip", "application/gzip"},
    Named{Kind::zstd, "zstd", "application/zstd"}};

struct Ending {
  std::string_view ending;
  Kind kind;
};
constexpr std::array kEndings{
    Ending{".txt", Kind::text},    Ending{".text", Kind::text},    Ending{".html", Kind::html},
    Ending{".htm", Kind::html},    Ending{".xhtml", Kind::html},   Ending{".rss", Kind::feed},
    Ending{".atom", Kind::feed},   Ending{".rdf", Kind::feed},     Ending{".xml", Kind::feed},
    Ending{".jsonl", Kind::jsonl}, Ending{".ndjson", Kind::jsonl}, Ending{".csv", Kind::csv},
    Ending{".tsv", Kind::tsv},     Ending{".pdf", Kind::pdf},      Ending{".docx", Kind::docx},
    Ending{".warc", Kind::warc},   Ending{".zip", Kind::zip},      Ending{".tar", Kind::tar},
    Ending{".tgz", Kind::gzip},    Ending{".gz", Kind::gzip},      Ending{".zst", Kind::zstd},
    Ending{".zstd", Kind::zstd}};

struct Alias {
  std::string_view media_type;
  Kind kind;
};
constexpr std::array kAliases{
    Alias{"application/xhtml+xml", Kind::html}, Alias{"application/atom+xml", Kind::feed},
    Alias{"application/rdf+xml", Kind::feed},   Alias{"application/feed+json", Kind::feed},
    Alias{"application/jsonl", Kind::jsonl},    Alias{"application/x-gzip", Kind::gzip}};

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

bool is_tar(std::string_view head) { return head.size() > 262 && head.substr(257, 5) == "ustar"; }

// A Word file's first entries are named so; other packages (xlsx, epub) are told apart by the
// reader of docx, which says what it lacks.
bool is_office_package(std::string_view head) {
  if (head.size() < 30) return false;
  const std::string_view name = head.substr(30, 64);
  return name.starts_with("[Content_Types].xml") || name.starts_with("_rels/") ||
         name.starts_with("docProps/") || name.starts_with("word/") || name.starts_with("mimetype");
}

// The first characters of a text, without a byte order mark and white space.
std::string_view first_words(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const size_t at = head.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : head.substr(at);
}

std::optional<Kind> markup(std::string_view head) {
  std::string begin = lower(first_words(head).substr(0, 2048));
  // A comment, a processing instruction or a document type may stand before the root.
  for (int i = 0; i < 8; ++i) {
    const size_t start = begin.find_first_not_of(" \t\r\n");
    begin.erase(0, start == std::string::npos ? begin.size() : start);
    const bool comment = begin.starts_with("<!--");
    if (!comment && !begin.starts_with("<?")) break;
    const size_t end = begin.find(comment ? "-->" : "?>");
    if (end == std::string::npos) break;
    begin.erase(0, end + (comment ? 3 : 2));
  }
  if (begin.starts_with("<!doctype html") || begin.starts_with("<html") ||
      begin.starts_with("<head") || begin.starts_with("<body")) {
    return Kind::html;
  }
  if (begin.starts_with("<rss") || begin.starts_with("<feed") || begin.starts_with("<rdf:rdf") ||
      begin.starts_with("<opml")) {
    return Kind::feed;
  }
  return std::nullopt;
}

bool is_json_feed(std::string_view head) {
  const std::string_view begin = first_words(head);
  return begin.starts_with("{") &&
         begin.substr(0, 4096).find("//jsonfeed.org/version/") != std::string_view::npos;
}

bool is_json_object(std::string_view head) {
  std::string_view begin = first_words(head);
  if (!begin.starts_with("{")) return false;
  begin = first_words(begin.substr(1));
  return begin.empty() || begin[0] == '"' || begin[0] == '}';
}

}  // namespace

std::string_view kind_name(Kind kind) {
  return std::find_if(kKinds.begin(), kKinds.end(), [&](const Named& n) { return n.kind == kind; })
      ->name;
}

std::string_view media_type_of(Kind kind) {
  return std::find_if(kKinds.begin(), kKinds.end(), [&](const Named& n) { return n.kind == kind; })
      ->media_type;
}

std::optional<Kind> kind_of_name(std::string_view name) {
  for (const Named& n : kKinds) {
    if (n.name == name) return n.kind;
  }
  return std::nullopt;
}

std::optional<Kind> kind_of_ending(std::string_view file_name) {
  const std::string name = lower(file_name);
  for (const Ending& e : kEndings) {
    if (name.ends_with(e.ending)) return e.kind;
  }
  return std::nullopt;
}

std::optional<Kind> kind_of_media_type(std::string_view media_type) {
  const std::string type = lower(media_type);
  for (const Named& n : kKinds) {
    if (n.media_type == type) return n.kind;
  }
  for (const Alias& a : kAliases) {
    if (a.media_type == type) return a.kind;
  }
  return std::nullopt;
}

Kind sniff(std::string_view head, std::string_view file_name,
           std::optional<std::string_view> media_type) {
  if (is_gzip(head)) return Kind::gzip;
  if (is_zstd(head)) return Kind::zstd;
  const std::optional<Kind> ending = kind_of_ending(file_name);
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
    if (ending == Kind::docx || is_office_package(head)) return Kind::docx;
    return Kind::zip;
  }
  if (is_tar(head)) return Kind::tar;
  if (head.starts_with("WARC/")) return Kind::warc;
  // Readers of PDF accept junk before the header, mostly a byte order mark or line ends.
  if (first_words(head).starts_with("%PDF-")) return Kind::pdf;
  const bool lines = ending == Kind::jsonl || ending == Kind::csv || ending == Kind::tsv;
  if (const auto kind = lines ? std::nullopt : markup(head)) return *kind;
  if (!lines && is_json_feed(head)) return Kind::feed;
  const auto fits = [](const std::optional<Kind>& kind) {
    return kind && *kind != Kind::gzip && *kind != Kind::zstd;
  };
  if (fits(ending)) return *ending;
  if (media_type) {
    const std::optional<Kind> told = kind_of_media_type(*media_type);
    if (fits(told) && *told != Kind::text) return *told;
  }
  return is_json_object(head) ? Kind::jsonl : Kind::text;
}

}  // namespace isnad
