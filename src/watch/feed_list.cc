#include "watch/feed_list.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <set>

#include "ingest/feed.h"
#include "ingest/ingest.h"
#include "ingest/url.h"

namespace isnad {

namespace {

struct CloseFile {
  void operator()(std::FILE* f) const { std::fclose(f); }
};

Result<std::string> read_list(const std::string& name) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(name.c_str(), "rb"));
  if (!file) {
    return fail(ErrorCode::not_found,
                name + ": neither an http or https URL nor a file that can be read");
  }
  std::string bytes(kMaxDocumentBytes + 1, '\0');
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
  if (std::ferror(file.get())) return fail(ErrorCode::unreadable, name + ": cannot be read");
  if (bytes.size() > kMaxDocumentBytes) {
    return fail(ErrorCode::too_large,
                fmt::format("{}: longer than {} MB", name, kMaxDocumentBytes >> 20));
  }
  return bytes;
}

class Urls {
 public:
  void add(const std::string& url) {
    if (seen_.insert(url).second) urls.push_back(url);
  }
  std::vector<std::string> urls;

 private:
  std::set<std::string> seen_;
};

void add_lines(std::string_view bytes, const std::string& name, Urls& out,
               std::vector<std::string>& faults) {
  size_t number = 0;
  while (!bytes.empty()) {
    std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    ++number;
    // A "#" inside a URL begins its fragment, which says nothing to a server.
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (const auto url = parse_http_url(line)) {
      out.add(url->text);
    } else {
      faults.push_back(
          fmt::format("{}:{}: no http or https URL (with neither user name nor "
                      "password)",
                      name, number));
    }
  }
}

bool looks_like_url(const std::string& word) { return word.find("://") != std::string::npos; }

}  // namespace

Result<std::vector<std::string>> feed_urls(const std::vector<std::string>& words,
                                           std::vector<std::string>& faults) {
  Urls out;
  for (const std::string& word : words) {
    if (looks_like_url(word)) {
      if (const auto url = parse_http_url(word)) {
        out.add(url->text);
      } else {
        faults.push_back(word + ": no http or https URL (with neither user name nor password)");
      }
      continue;
    }
    const Result<std::string> bytes = read_list(word);
    if (!bytes) {
      faults.push_back(bytes.error().message);
      continue;
    }
    switch (sniff_feed(*bytes)) {
      case FeedKind::opml: {
        size_t skipped = 0;
        const auto list = read_opml(*bytes, word, &skipped);
        if (!list) {
          faults.push_back(list.error().message);
          break;
        }
        for (const FeedAddress& f : *list) out.add(f.url);
        if (skipped) {
          faults.push_back(
              fmt::format("{}: outlines without an http or https URL: {}", word, skipped));
        }
        break;
      }
      case FeedKind::feed:
        faults.push_back(word + ": is a feed itself; name its URL, or read it with: isnad read " +
                         word);
        break;
      case FeedKind::none:
        add_lines(*bytes, word, out, faults);
        break;
    }
  }
  if (out.urls.empty()) {
    return fail(ErrorCode::bad_argument,
                "no feed to watch: name URLs, an OPML list or a file with one URL a line");
  }
  return std::move(out.urls);
}

}  // namespace isnad
