// The functions over FTS5 that a search needs: how often and where a row has what was looked for.

#include <sqlite3.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "store/sqlite_search.h"
#include "story/packed.h"

namespace isnad {

namespace {

// Positions of the current row, each once with the longest phrase that begins there.
struct RowPlaces {
  std::vector<std::pair<int, int>> found;  // position, words
  int rc = SQLITE_OK;

  RowPlaces(const Fts5ExtensionApi* api, Fts5Context* fts) {
    int n = 0;
    rc = api->xInstCount(fts, &n);
    for (int i = 0; i < n && rc == SQLITE_OK; ++i) {
      int phrase = 0;
      int column = 0;
      int position = 0;
      rc = api->xInst(fts, i, &phrase, &column, &position);
      if (rc == SQLITE_OK) found.emplace_back(position, api->xPhraseSize(fts, phrase));
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second > b.second;
    });
    found.erase(std::unique(found.begin(), found.end(),
                            [](const auto& a, const auto& b) { return a.first == b.first; }),
                found.end());
  }
};

// Of a query of one phrase.
void count(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_context* context, int,
           sqlite3_value**) {
  Fts5PhraseIter places;
  int column = -1;
  int position = -1;
  int64_t n = 0;
  const int rc = api->xPhraseFirst(fts, 0, &places, &column, &position);
  if (rc != SQLITE_OK) return sqlite3_result_error_code(context, rc);
  for (; column >= 0; api->xPhraseNext(fts, &places, &column, &position)) ++n;
  sqlite3_result_int64(context, n);
}

void list(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_context* context, int,
          sqlite3_value**) {
  const RowPlaces places(api, fts);
  if (places.rc != SQLITE_OK) return sqlite3_result_error_code(context, places.rc);
  std::string bytes;
  for (const auto& [position, words] : places.found) {
    pack(static_cast<uint32_t>(position), bytes);
    pack(static_cast<uint32_t>(words), bytes);
  }
  sqlite3_result_blob64(context, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

}  // namespace

// How FTS5 hands out its interface: sqlite.org/fts5.html, "Extending FTS5".
Result<void> add_search_functions(sqlite3* file, const std::string& name) {
  fts5_api* api = nullptr;
  sqlite3_stmt* ask = nullptr;
  if (sqlite3_prepare_v2(file, "SELECT fts5(?1)", -1, &ask, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(ask, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(ask);
  }
  sqlite3_finalize(ask);
  if (!api || api->iVersion < 2 ||
      api->xCreateFunction(api, "isnad_count", nullptr, count, nullptr) != SQLITE_OK ||
      api->xCreateFunction(api, "isnad_places", nullptr, list, nullptr) != SQLITE_OK) {
    return fail(ErrorCode::unsupported, name + ": this SQLite has no full-text search (FTS5)");
  }
  return {};
}

}  // namespace isnad
