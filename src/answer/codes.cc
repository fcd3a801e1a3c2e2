#include "answer/codes.h"

namespace isnad {

namespace {

using Codes = std::vector<std::string>;

void add(const Codes& list, Codes& codes) { codes.insert(codes.end(), list.begin(), list.end()); }

template <class Row>
void add_each(const std::vector<Row>& rows, Codes& codes) {
  for (const Row& row : rows) collect_codes(row, codes);
}

template <class Row>
void add_account(const AccountRow<Row>& row, Codes& codes) {
  for (const OriginRow& o : row.origins) {
    if ((o.kind == "speaker" || o.kind == "agency") && !o.name.empty()) codes.push_back(o.name);
  }
  add_each(row.reports, codes);
  for (const HandedDown& t : row.tellings) add(t.credits, codes);
}

}  // namespace

void collect_codes(const EventRow& row, Codes& codes) {
  add(row.event.actor, codes);
  add(row.event.recipient, codes);
  add(row.event.source, codes);
  if (row.event.place) codes.push_back(*row.event.place);
}

void collect_codes(const ClaimRow& row, Codes& codes) {
  if (!row.claim.source.empty()) codes.push_back(row.claim.source);
  add(row.claim.via, codes);
}

void collect_codes(const RelationRow& row, Codes& codes) {
  codes.push_back(row.relation.subject);
  codes.push_back(row.relation.object);
  add(row.relation.source, codes);
}

void collect_codes(const EntityRow& row, Codes& codes) {
  codes.push_back(row.code);
  if (row.of) codes.push_back(*row.of);
}

void collect_codes(const HappeningRow& row, Codes& codes) { add_account(row, codes); }
void collect_codes(const FactRow& row, Codes& codes) { add_account(row, codes); }

void collect_codes(const HappeningOutline& row, Codes& codes) { collect_codes(row.best, codes); }
void collect_codes(const FactOutline& row, Codes& codes) { collect_codes(row.best, codes); }

void collect_codes(const ConflictRow& row, Codes& codes) {
  for (const ConflictSideRow& side : row.sides) {
    add_each(side.events, codes);
    add_each(side.relations, codes);
  }
}

void collect_codes(const TimelineEntry& entry, Codes& codes) {
  add(entry.event.actor, codes);
  add(entry.event.recipient, codes);
  add(entry.sources, codes);
  if (entry.event.place) codes.push_back(*entry.event.place);
}

void collect_codes(const SearchHit& hit, Codes& codes) {
  add_each(hit.events, codes);
  add_each(hit.relations, codes);
  add_each(hit.claims, codes);
}

}  // namespace isnad
