#pragma once
// Private to the engine: what belongs to no single stage. Document data, claims joined with the
// events told in them, stable ids.

#include <vector>

#include "claims/claims.h"
#include "ingest/ingest.h"
#include "record/record.h"
#include "story/search_words.h"
#include "syntax/references.h"
#include "text/text.h"
#include "time/time.h"

namespace isnad {

DocumentInfo document_info(const RawDocument& document);

// A date of publication that stands in the text counts unless the document's own data give one.
void settle_published(const PublishedInText& found, DocumentInfo& info);

// The headline, where no title was given.
void settle_title(const RawDocument& document, const TextView& text, DocumentInfo& info);

// Direct speech with those for whom it is spoken, for "we" and "our".
std::vector<Actors::Speech> speech_of(const std::vector<ClaimReading>& claims,
                                      const EntityIndex& entities, const Gazetteer& gazetteer);

// Claims go into the record, with the events and relations told inside; relations carry their
// source. told_by: for each event the claim that gave its source (src/events/sources.cc), -1: none.
void join_claims(const std::vector<ClaimReading>& claims, const std::vector<int32_t>& told_by,
                 Record& record);

// References become mentions of their entities, and unnamed groups entities of their own; whoever
// takes part in an event has an entity.
void join_references(const std::vector<Reference>& references, const RawDocument& document,
                     const Gazetteer& gazetteer, Record& record);

// Ids from document, span, kind and rule-set version; the same for the same reading.
void name_everything(uint64_t rules, Record& record);

// What full-text search finds the document by: its text and title.
SearchWords search_words_of(const TextView& text, const std::vector<Word>& words,
                            const DocumentInfo& info, Analyser& analyser);

}  // namespace isnad
