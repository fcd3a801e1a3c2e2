#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/evidence.h"
#include "store/beside.h"
#include "store/feed_rows.h"
#include "store/overview.h"
#include "store/rows.h"
#include "store/search.h"
#include "story/corpus.h"
#include "story/fingerprint.h"
#include "story/rules.h"
#include "world/rules.h"

// The case: everything that was read about one matter, in one SQLite file or, for teams, in a
// schema of a PostgreSQL database (docs/postgres.md).

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

// One connection; not thread safe, may be moved between threads. Each query sees one state of the
// case, whatever others write meanwhile.
class CaseFile {
 public:
  enum class Mode {
    read,   // an existing case, only queries
    write,  // an existing case
    create  // made if it does not exist
  };
  // `path`: a file, or postgresql://... (postgres://...), where ?schema=NAME chooses the schema.
  // Errors: not_found, unreadable, bad_format (no case), unsupported (newer version), locked
  // (after waiting `patience_ms`), read_only, full, corrupt.
  static Result<CaseFile> open(const std::filesystem::path& path, Mode mode,
                               int patience_ms = 5000);
  CaseFile(CaseFile&&) noexcept;
  CaseFile& operator=(CaseFile&&) noexcept;
  ~CaseFile();  // what was not committed is undone

  // Adds a document with all that was read from it, wholly or not at all. The same text (doc.id) is
  // one document, whatever its uri. Without begin() each call is its own transaction.
  // `fingerprint`: what Engine::extract made of the same text. `evidence`: of the bytes it came
  // from; the first one of the same bytes under the same uri stands. Its raw bytes, where it has
  // them, are kept once, however many documents they gave.
  // Error too_large: a name in it is longer than a case takes. This document is left out, the group
  // goes on; any other error is one of the case. On a server a group is written by
  // commit(): only then queries see it, and should another writer have brought the same text
  // meanwhile, tally() says what became of it.
  Result<Added> add(const Record& record, std::string_view text_utf8,
                    const Fingerprint& fingerprint = {}, const Evidence* evidence = nullptr);

  // Groups calls of add: all since begin() are on disk after commit(), none before. Whatever stops
  // the program in between, the file holds what the last commit() left.
  Result<void> begin();
  Result<void> commit();
  void rollback();
  // All queries from here on see the case as it is at the first of them, whatever others write,
  // until this object goes. REQUIRES: nothing is added with this object.
  Result<void> hold_still() const;
  // What became of the documents that were committed since open(), by kind.
  std::map<Added, size_t> tally() const;
  // The case as messages may name it: the path, or the URL without its password.
  const std::string& name() const;

  // Makes anew all that crosses documents, in one transaction: compares the texts that were not
  // compared yet, finds copies, stories, happenings and contradictions, and keeps what the state of
  // the world is worked out from (docs/decisions/0011). One program after the other; nothing
  // without `wait` while another is at it.
  Result<std::optional<Refreshed>> refresh(const Readers& readers, bool wait);
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
  // The same accounts in the same order, each as a list shows it: of each report its time is read,
  // of one all of it.
  Result<std::vector<HappeningOutline>> happening_outlines(const Filter& filter) const;
  Result<std::vector<FactOutline>> fact_outlines(const Filter& filter) const;
  // Calls visit for each of them, a few in memory at a time, by first date of a report (undated
  // last), then id; its error ends the run. Filters as happenings() and facts(). Error unsupported:
  // the file is of an older version, which has none.
  Result<void> each_happening(const Filter& filter,
                              const std::function<Result<void>(const HappeningRow&)>& visit) const;
  Result<void> each_fact(const Filter& filter,
                         const std::function<Result<void>(const FactRow&)>& visit) const;
  // The one of this id, or of the id of an event or relation in it. Error not_found.
  Result<HappeningRow> happening(const std::string& id) const;
  Result<FactRow> fact(const std::string& id) const;
  // Contradictions, the latest first. Of the filter: actor (in a report), type (the kind of
  // contradiction), from and to (days of publication), source, outlet, limit.
  Result<std::vector<ConflictRow>> conflicts(const Filter& filter) const;
  // Those among the reports of one happening or fact, by its id; the latest first.
  Result<std::vector<ConflictRow>> conflicts_of(const std::string& account) const;
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
  // For boxes that suggest while somebody types: those for which a name was read, or whose code is
  // such, that begins with the text, itself or with a later word of it; named in most articles
  // first, `most` of them (0: all). Arabic is compared folded (docs/decisions/0001), Latin in any
  // case of letters.
  Result<std::vector<EntityRow>> entities_that_begin(const std::string& text, size_t most) const;
  // Every entity that an article names, by code (in the order of its bytes); without counts.
  Result<std::vector<EntityRow>> directory() const;
  // By publication date (from the newest on if `latest`; undated last), then uri. Of the filter:
  // from, to (publication), outlet, latest, limit; and actor, type, source, of an event in it.
  Result<std::vector<DocumentRow>> documents(const Filter& filter) const;
  // Calls visit for each document in the order of documents(), with the same filters; its error
  // ends the run.
  Result<void> each_document(const Filter& filter,
                             const std::function<Result<void>(const StoredDocument&)>& visit) const;

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

  // What the case knows of the bytes that a document came from, by uri, then time. Empty for
  // documents that an older version read. Error not_found as for document().
  Result<std::vector<EvidenceRow>> evidence(std::string_view key) const;
  // The bytes with this SHA-256, checked against it. Errors: not_found (not kept), corrupt.
  Result<std::string> raw_bytes(const std::string& sha256) const;

  // The codes that a user may mean by a code or by an English or Arabic name, the code itself
  // first.
  Result<std::vector<std::string>> codes(const std::string& wanted) const;
  // Names of a code as the documents have it; empty where no document names it.
  Result<Name> name(const std::string& code) const;
  // What the documents say of a code, without its counts; code is empty where no document has it.
  Result<EntityRow> entity(const std::string& code) const;
  Result<Digest> digest() const;
  // What others have beside the article that document() finds by the same key, and its errors.
  Result<Beside> beside(std::string_view key) const;
  // Articles over time and outlets, by publication; one that appeared in two outlets counts in
  // both. Of the filter: from, to, outlet, and actor, who is named in the article. Nothing for
  // `unit`: the smallest with at most kAttentionPoints that dates nine in ten articles. `outlets`:
  // so many have series of their own. Error bad_argument: more than kMostAttentionPoints.
  Result<Attention> attention(const Filter& filter, std::optional<AttentionUnit> unit,
                              size_t outlets) const;
  // Acts whose recipient is the code, but those that are told as denied, by who tells them. Of the
  // filter: from, to (publication); limit, of either list.
  Result<Voices> voices(const std::string& code, const Filter& filter) const;

  // Does it hold documents that no refresh() has seen?
  Result<bool> needs_refresh() const;

  // Two calls on this connection give the same text only if nobody has changed the case between
  // them; costs microseconds on a file. On a server it covers what queries show.
  Result<std::string> change_mark() const;

  // What `isnad watch` keeps (case_feeds.cc). Without begin() each call is on disk when it returns.
  Result<std::optional<FeedRow>> feed(const std::string& url) const;
  Result<std::map<std::string, FeedRow>> feeds() const;  // by their URLs
  Result<void> keep_feed(const FeedRow& feed);
  Result<bool> knows_item(const std::string& feed, const std::string& item) const;
  Result<bool> knows_link(const std::string& link) const;  // of an item of any feed
  Result<std::map<std::string, FeedItemState>> feed_items(const std::string& feed) const;
  // A known item changes its state, tries and message alone.
  Result<void> keep_item(const FeedItemRow& item);
  // Items that wait to be fetched, in their order; limit 0: all.
  Result<std::vector<FeedItemRow>> waiting_items(const std::string& feed, size_t limit) const;
  Result<std::map<std::string, int64_t>> waiting_counts() const;  // of feeds where any wait
  // Writes down items that their feed did not have before, wholly or not at all: gives them their
  // numbers, and the state `known` where any feed had the link before.
  Result<void> keep_new_items(std::vector<FeedItemRow>& items);
  Result<std::optional<SiteRules>> site_rules(const std::string& origin) const;
  // Forgets the rules that were fetched before `forget_before`.
  Result<void> keep_site_rules(const std::string& origin, const SiteRules& rules,
                               int64_t forget_before);

  // Several programs that feed one case in a database (case_claims.cc). What is claimed is held by
  // this connection until give_back() or its end, by whatever end: it can write only as long as it
  // holds it. A file knows no claims (store/watch_lock.h): they are all granted. REQUIRES: no
  // group.
  Result<bool> claim_feed(const std::string& url);  // false: another holds it
  Result<void> give_back_feed(const std::string& url);
  Result<std::string> holder_of_feed(const std::string& url) const;  // "isnad 4711@desk-2"
  // One request at a time to a host, and `pause_ms` between them, whoever asks.
  Result<HostEntry> enter_host(const std::string& host, int64_t pause_ms);
  // REQUIRES: entered. Without `asked` it is as if it had not been entered.
  Result<void> leave_host(const std::string& host, bool asked);
  // Nobody asks the host for so long.
  Result<void> close_host(const std::string& host, int64_t seconds, const std::string& why);

  struct Impl;  // of src/store alone

 private:
  explicit CaseFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
