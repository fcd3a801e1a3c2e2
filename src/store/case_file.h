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
#include "record/record.h"
#include "story/fingerprint.h"

// The case file: everything that was read about one matter, in one SQLite file.

namespace isnad {

// What a query asks for; an empty field asks nothing.
struct Filter {
  std::optional<std::string> actor;   // code, or English or Arabic name, of a participant
  std::optional<std::string> type;    // event type, relation kind, entity kind
  std::optional<std::string> from;    // EDTF: nothing that ended before it
  std::optional<std::string> to;      // EDTF: nothing that began after it
  std::optional<std::string> source;  // code or name of who says so
  std::optional<std::string> outlet;  // where it was published
  size_t limit = 0;                   // 0: all
  bool alone = false;                 // of stories: also those of one article
};

// Where a row was read.
struct Where {
  std::string id;  // the document's SHA-256
  std::string uri;
  std::optional<std::string> outlet;
  std::optional<std::string> published;
};

struct EventRow {
  Where where;
  Event event;
  std::vector<std::string> words;  // of the triggers, in their order
};

struct ClaimRow {
  Where where;
  Claim claim;
  std::string source_words;
  std::string cue_words;
  std::string words;
};

struct RelationRow {
  Where where;
  Relation relation;
  std::string words;
};

// An entity over all documents.
struct EntityRow {
  std::string code;
  std::string kind;
  std::string name_ar;
  std::string name_en;
  std::optional<std::string> wikidata;
  std::optional<std::string> of;
  std::optional<std::string> role;
  int64_t documents = 0;
  int64_t mentions = 0;
  int64_t events = 0;  // as actor or recipient
  int64_t claims = 0;  // as the one who says so
};

struct DocumentRow {
  Where where;
  std::optional<std::string> title;
  int64_t events = 0;
  int64_t claims = 0;
  int64_t relations = 0;
};

// One way in which a text came in; a text may have appeared in several places.
struct Appearance {
  std::string uri;
  std::optional<std::string> url;
  std::optional<std::string> outlet;
  std::optional<std::string> title;
  std::optional<std::string> published;
};

struct StoredDocument {
  Record record;
  std::string text;  // UTF-8
  std::vector<Appearance> appearances;
};

struct Name {
  std::string ar;
  std::string en;
};

struct Count {
  std::string name;
  int64_t count = 0;
};

struct Digest {
  int64_t documents = 0;
  int64_t appearances = 0;
  int64_t events = 0;
  int64_t claims = 0;
  int64_t relations = 0;
  int64_t entities = 0;
  std::vector<Count> outlets;  // by number of documents; "" where none is known
  std::vector<Count> actors;   // codes by number of events, at most ten
  std::optional<std::string> first_published;
  std::optional<std::string> last_published;
};

// Words that stand in both texts of a pair.
struct SharedText {
  Span first;
  Span second;
};

// Two articles of which one was copied from the other, at least in part, or both from a third.
struct CopyRow {
  Where first;  // published first, if `ordered`; else by uri
  Where second;
  bool ordered = false;
  int64_t words = 0;  // that they share
  int64_t told = 0;   // of them in no formula
  int64_t first_words = 0;
  int64_t second_words = 0;
  std::vector<SharedText> runs;  // in the order of the first text
};

struct StoryRow {
  std::string id;
  std::string headline;  // of the article most like the others; its first words without a title
  std::optional<std::string> first_day;
  std::optional<std::string> last_day;
  std::vector<Where> articles;  // by day
};

// What CaseFile::refresh did.
struct Refreshed {
  size_t compared = 0;  // pairs of texts
  size_t copies = 0;    // in the case now
  size_t stories = 0;   // of two articles or more
};

// What became of a document that was added.
enum class Added {
  document,    // a new text
  appearance,  // a text that was there, in a new place
  update,      // the same text and place, read otherwise than before: the new record stands now
  nothing      // all of it was there
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
  // compared yet, and finds copies and stories (docs/decisions/0011). `hasher` reads texts again;
  // `printer` gives the fingerprint of a text of a file that an older version wrote.
  Result<Refreshed> refresh(const WordHasher& hasher,
                            const std::function<Fingerprint(std::string_view text_utf8)>& printer);

  // Pairs of articles that share text, those with most of it first. Of the filter: from and to (the
  // later one's publication), outlet (of either), limit.
  Result<std::vector<CopyRow>> copies(const Filter& filter) const;
  // Stories, the latest first. Of the filter: from, to, outlet (of an article), alone, limit.
  Result<std::vector<StoryRow>> stories(const Filter& filter) const;
  // The story of this id, or of one that it had before. Error not_found.
  Result<StoryRow> story(const std::string& id) const;

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

  // By the first fit: id, uri, beginning of an id (4 digits or more), file name with or
  // without .txt, beginning of a uri, beginning of a file name or folder. Errors: not_found,
  // bad_argument (several fit; the message names some).
  Result<StoredDocument> document(std::string_view key) const;

  // Names of a code as the documents have it; empty where no document names it.
  Result<Name> name(const std::string& code) const;
  Result<Digest> digest() const;

  struct Impl;  // of src/store alone

 private:
  explicit CaseFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
