#include <zstd.h>

#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "store/case_impl.h"
#include "store/steps.h"

namespace isnad {

namespace {

using Json = nlohmann::json;

// Pages come to a fifth of their size; higher levels cost more time than the engine.
constexpr int kLevel = 6;
// What a blob is believed to hold; no document is longer.
constexpr uint64_t kMaxRaw = uint64_t{1} << 30;

std::string packed_headers(const Headers& headers) {
  Json out = Json::array();
  for (const auto& [name, value] : headers) out.push_back({name, value});
  // Headers are bytes of any charset.
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Headers unpacked_headers(const std::string& json) {
  Headers out;
  const Json all = Json::parse(json, nullptr, false);
  if (!all.is_array()) return out;
  for (const Json& pair : all) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) {
      continue;
    }
    out.emplace_back(pair[0].get<std::string>(), pair[1].get<std::string>());
  }
  return out;
}

Result<std::string> compressed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const size_t n = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  if (ZSTD_isError(n)) return fail(ErrorCode::full, ZSTD_getErrorName(n));
  out.resize(n);
  return out;
}

}  // namespace

Result<void> CaseFile::Impl::insert_evidence(const std::string& document_sha,
                                             const std::string& uri, const Evidence& evidence) {
  Steps steps;
  steps.then([&] {
    return run(
        "INSERT INTO evidence (document, uri, sha256, size, media_type, url, fetched, headers) "
        "VALUES ((SELECT id FROM document WHERE sha = ?), ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        document_sha, uri, evidence.sha256, static_cast<int64_t>(evidence.size),
        evidence.media_type, evidence.url, evidence.fetched, packed_headers(evidence.headers));
  });
  if (evidence.raw.empty() || !steps.ok()) return steps.result();
  bool kept = false;
  steps.then([&] {
    return each(
        "SELECT 1 FROM raw_bytes WHERE sha256 = ?", [&](const Statement&) { kept = true; },
        evidence.sha256);
  });
  if (kept || !steps.ok()) return steps.result();
  const auto zstd = compressed(evidence.raw);
  if (!zstd) return tl::unexpected<Error>(zstd.error());
  steps.then([&] {
    return run(
        "INSERT INTO raw_bytes (sha256, size, zstd) VALUES (?,?,?) ON CONFLICT (sha256) DO NOTHING",
        evidence.sha256, static_cast<int64_t>(evidence.raw.size()), Bytes{*zstd});
  });
  return steps.result();
}

Result<std::vector<EvidenceRow>> CaseFile::evidence(std::string_view key) const {
  const Result<StoredDocument> found = document(key);
  if (!found) return tl::unexpected<Error>(found.error());
  std::vector<EvidenceRow> rows;
  if (impl_->older) return rows;
  const auto done = impl_->each(
      "SELECT e.uri, e.sha256, e.size, e.media_type, e.url, e.fetched, e.headers, "
      "r.sha256 FROM evidence e JOIN document d ON d.id = e.document "
      "LEFT JOIN raw_bytes r ON r.sha256 = e.sha256 WHERE d.sha = ? "
      "ORDER BY e.uri, e.fetched, e.sha256",
      [&](const Statement& row) {
        EvidenceRow out;
        out.uri = row.text(0);
        out.evidence.sha256 = row.text(1);
        out.evidence.size = static_cast<uint64_t>(row.integer(2));
        out.evidence.media_type = row.text(3);
        out.evidence.url = row.optional_text(4);
        out.evidence.fetched = row.optional_text(5);
        out.evidence.headers = unpacked_headers(row.text(6));
        out.kept = !row.is_null(7);
        rows.push_back(std::move(out));
      },
      found->record.doc.id);
  if (!done) return tl::unexpected<Error>(done.error());
  return rows;
}

Result<std::string> CaseFile::raw_bytes(const std::string& sha256) const {
  const auto damaged = [&] {
    return fail(ErrorCode::corrupt, impl_->name + ": the bytes kept under " + sha256 +
                                        " are damaged: they do not have this hash any more");
  };
  std::string zstd;
  uint64_t size = 0;
  bool found = false;
  if (!impl_->older) {
    const auto done = impl_->each(
        "SELECT size, zstd FROM raw_bytes WHERE sha256 = ?",
        [&](const Statement& row) {
          found = true;
          size = static_cast<uint64_t>(row.integer(0));
          zstd = row.blob(1);
        },
        sha256);
    if (!done) return tl::unexpected<Error>(done.error());
  }
  if (!found) {
    return fail(ErrorCode::not_found, impl_->name + ": no bytes of " + sha256 +
                                          " are kept; isnad read --keep-raw keeps them");
  }
  if (size > kMaxRaw) return damaged();
  std::string out(size, '\0');
  const size_t n = ZSTD_decompress(out.data(), out.size(), zstd.data(), zstd.size());
  if (ZSTD_isError(n) || n != size || sha256_hex(out) != sha256) return damaged();
  return out;
}

}  // namespace isnad
