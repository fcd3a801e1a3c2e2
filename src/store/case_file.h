#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/rows.h"
#include "store/search.h"
#include "story/corpus.h"
#include "story/fingerprint.h"
#include "story/rules.h"
#include "world/rules.h"

// The case file: everything that was read about one matter, in one SQLite file.

namespace isnad {

// What CaseFile::refresh reads with.
struct Readers {
  const WordHasher& hasher;  // reads texts again
  const StoryRules& story;
  const WorldRules& world;
  // The fingerprint of a text of a file that an older version wrote.
  std::function<Fingerprint(std::string_view text_utf8, const std::optional<std::string>& title)>
      printer;
};

// One connection; not thread safe, may be moved between threads.
class CaseFile {
 public:
  enum class Mode {
    read,   // an existing file, only queries
    write,  // an existing file
    create  // made if it does not exist
  };
  // Errors: not_found, unreadable, bad_format (no case file), unsupported (newer version), locked
  // (after waiting `patience_ms`), read_only, full, corrupt.
  static Result<CaseFile> open(const std::filesystem::path& path, Mode mode,
                               int patience_ms = 5000);
  CaseFile(CaseFile&&) noexcept;
  CaseFile& operator=(CaseFile&&) noexcept;
  ~CaseFile();  // what was not committed is undone

  // Adds a document with all that was read from it, wholly or not at all. The same text (doc.id) is
  // one document, whatever its uri. Without begin() each call is its own transaction.
  // `fingerprint`: what Engine::extract made of the same text.
  Result<Added> add(const Record& record, std::string_view text_utf8,
                    const Fingerprint& fingerprint = {});

  // Groups calls of add: all since begin() are on disk after commit(), none before. Whatever stops
  // the program in between, the file holds what the last commit() left.
  Result<void> begin();
  Result<void> commit();
  void rollback();

  // Makes anew all that crosses documents, in one transaction: compares the texts that were not
  // compared yet, finds copies, stories, happenings and contradictions, and keeps what the state of
  // the world is worked out from (docs/decisions/0011).
  Result<Refreshed> refresh(const Readers& readers);

  // Pairs of articles that share text, those with most of it first. Of the filter: from and to (the
  // later one's publication), outlet (of either), limit.
  Result<std::vector<CopyRow>> copies(const Filter& filter) const;
  // Stories, the latest first. Of the filter: from, to, outlet (of an article), alone, limit.
  Result<std::vector<StoryRow>> stories(const Filter& filter) const;
  // The story of this id, or of one that it had before. Error not_found.
  Result<StoryRow> story(const std::string& id) const;

  // Acts with all their reports, those that most documents tell first. Of the filter: actor and
  // source (of a report), type, from and to (its date), outlet, alone (also what one document
  // tells), limit.
  Result<std::vector<HappeningRow>> happenings(const Filter& filter) const;
  // The same of lasting facts.
  Result<std::vector<FactRow>> facts(const Filter& filter) const;
  // The one of this id, or of the id of an event or relation in it. Error not_found.
  Result<HappeningRow> happening(const std::string& id) const;
  Result<FactRow> fact(const std::string& id) const;
  // Contradictions, the latest first. Of the filter: actor (in a report), type (the kind of
  // contradiction), from and to (days of publication), source, outlet, limit.
  Result<std::vector<ConflictRow>> conflicts(const Filter& filter) const;
  // Error not_found.
  Result<ConflictRow> conflict(const std::string& id) const;
  // Every article and report that the state of the world depends on; without texts and titles.
  Result<Corpus> world() const;

  // By date (undated last), then document, then place in the text.
  Result<std::vector<EventRow>> events(const Filter& filter) const;
  // By publication date, then document, then place in the text. `type` is the type of an event or
  // relation told in the claim, or "direct" or "indirect"; from and to are about publication.
  Result<std::vector<ClaimRow>> claims(const Filter& filter) const;
  // By kind, subject, object. from and to are about the time in which the relation holds; an open
  // end is open.
  Result<std::vector<RelationRow>> relations(const Filter& filter) const;
  // By number of documents and mentions; counts are of the documents that the filter leaves:
  // published between from and to, by the outlet, with a claim or event by the source.
  Result<std::vector<EntityRow>> entities(const Filter& filter) const;
  // By publication date, then uri. Of the filter: from, to, outlet, limit.
  Result<std::vector<DocumentRow>> documents(const Filter& filter) const;

  // What a query finds (docs/search.md), in the state that the last refresh() left. Articles by how
  // well the words of the query fit, the newest first among equals; all else the newest first.
  // Errors: unsupported (a case that has not been refreshed since search was added), corrupt.
  Result<SearchAnswer> search(const SearchRequest& request) const;
  // Queries kept under a name; by name.
  Result<std::vector<SavedSearch>> saved_searches() const;
  // Error not_found.
  Result<SavedSearch> saved_search(const std::string& name) const;
  // Adds it, or puts it in the place of the one of that name.
  Result<void> save_search(const SavedSearch& search);
  // Error not_found.
  Result<void> forget_search(const std::string& name);

  // By the first fit: id, uri, beginning of an id (4 digits or more), file name with or
  // without .txt, beginning of a uri, beginning of a file name or folder. Errors: not_found,
  // bad_argument (several fit; the message names some).
  Result<StoredDocument> document(std::string_view key) const;

  // The codes that a user may mean by a code or by an English or Arabic name, the code itself
  // first.
  Result<std::vector<std::string>> codes(const std::string& wanted) const;
  // Names of a code as the documents have it; empty where no document names it.
  Result<Name> name(const std::string& code) const;
  Result<Digest> digest() const;

  struct Impl;  // of src/store alone

 private:
  explicit CaseFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
