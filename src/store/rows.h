#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ingest/evidence.h"
#include "record/record.h"

// What a case file is asked and what it answers: plain values.

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
  size_t offset = 0;                  // rows of a list to pass over; each_... passes over none
  bool alone = false;                 // of stories: also those of one article
  bool latest = false;  // of happenings, facts (by their last day), documents: newest first
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

// Where and how some bytes came in that gave a document.
struct EvidenceRow {
  std::string uri;
  Evidence evidence;  // without the raw bytes
  bool kept = false;  // are they in the case?
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

// Behind whom reports of one act or fact cannot be told apart any more.
struct OriginRow {
  std::string kind;            // speaker, agency, outlet, unseen (docs/happenings.md)
  std::string name;            // code or outlet; empty where none is known
  std::optional<Where> first;  // the first article that has it; nothing of what the case lacks
};

// How one report came to stand where it stands, besides who says so (its source).
struct HandedDown {
  size_t origin = 0;  // index of AccountRow::origins
  std::vector<std::string>
      credits;  // agencies and papers that the article credits or that pass it on
  std::optional<Where> copied_from;  // the earlier article whose words it has
};

// One act or one lasting fact with all its reports.
template <class Row>
struct AccountRow {
  std::string id;
  int64_t documents = 0;
  std::vector<OriginRow> origins;
  std::vector<Row> reports;          // by day of publication, uri, place in the text
  std::vector<HandedDown> tellings;  // of each report
};
using HappeningRow = AccountRow<EventRow>;
using FactRow = AccountRow<RelationRow>;

// When a report says that it was, as EDTF: an act on `from`, a fact from `from` to `to`.
struct ToldTime {
  std::optional<std::string> from;
  std::optional<std::string> to;
  auto operator<=>(const ToldTime&) const = default;
};

// What a list shows of an account: all its reports are counted, one is read.
template <class Row>
struct AccountOutline {
  std::string id;
  int64_t documents = 0;
  int64_t reports = 0;
  int64_t origins = 0;
  std::vector<ToldTime> times;  // of the reports, each once, ascending; undated ones are left out
  Row best;  // the report that says most (parties, then a date); the first of those
};
using HappeningOutline = AccountOutline<EventRow>;
using FactOutline = AccountOutline<RelationRow>;
HappeningOutline outline_of(const HappeningRow& row);  // REQUIRES: it has a report
FactOutline outline_of(const FactRow& row);            // REQUIRES: it has a report

// What some of the reports of a contradiction say. They are of events, or of relations.
struct ConflictSideRow {
  std::string value;
  int64_t origins = 0;
  std::vector<EventRow> events;
  std::vector<RelationRow> relations;
};

struct ConflictRow {
  std::string id;
  std::string kind;                      // polarity, number, date, place, actor, office
  std::string about;                     // of facts: from, to, count; else empty
  std::vector<std::string> accounts;     // ids of the happenings or facts
  std::optional<std::string> first_day;  // of publication
  std::optional<std::string> last_day;
  std::vector<ConflictSideRow> sides;
};

// What CaseFile::refresh did.
struct Refreshed {
  size_t compared = 0;    // pairs of texts
  size_t copies = 0;      // in the case now
  size_t stories = 0;     // of two articles or more
  size_t happenings = 0;  // of two reports or more
  size_t conflicts = 0;
};

// What became of a document that was added.
enum class Added {
  document,    // a new text
  appearance,  // a text that was there, in a new place
  update,      // the same text and place, read otherwise than before: the new record stands now
  nothing      // all of it was there
};

}  // namespace isnad
