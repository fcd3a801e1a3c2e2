// Codes of answers.

#include "answer/codes.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

using Codes = std::vector<std::string>;

template <class Row>
Codes codes_of(const Row& row) {
  Codes codes;
  collect_codes(row, codes);
  return codes;
}

EventRow event() {
  EventRow row;
  row.event.actor = {"MLI", "NER"};
  row.event.recipient = {"RUS"};
  row.event.source = {"Sergei Lavrov"};
  return row;
}

RelationRow relation() {
  RelationRow row;
  row.relation.subject = "MLI";
  row.relation.object = "AES";
  row.relation.source = {"FRA"};
  return row;
}

ClaimRow claim() {
  ClaimRow row;
  row.claim.source = "MLI";
  row.claim.via = {"TASS"};
  return row;
}

TEST(Codes, OfRecordsInTheirOrder) {
  EXPECT_EQ(codes_of(event()), (Codes{"MLI", "NER", "RUS", "Sergei Lavrov"}));
  EventRow there = event();
  there.event.place = "Sanaa";
  EXPECT_EQ(codes_of(there).back(), "Sanaa") << "readers want its name too";
  EXPECT_EQ(codes_of(relation()), (Codes{"MLI", "AES", "FRA"}));
  EXPECT_EQ(codes_of(claim()), (Codes{"MLI", "TASS"}));
  EXPECT_EQ(codes_of(ClaimRow()), Codes()) << "an unnamed source is no code";
  EntityRow person;
  person.code = "Sergei Lavrov";
  EXPECT_EQ(codes_of(person), Codes{"Sergei Lavrov"});
  person.of = "RUS";
  EXPECT_EQ(codes_of(person), (Codes{"Sergei Lavrov", "RUS"}));
}

TEST(Codes, OfAccountsWithWhoIsBehindThem) {
  HappeningRow row;
  row.origins = {{"outlet", "Odd News", {}},
                 {"speaker", "MLI", {}},
                 {"agency", "TASS", {}},
                 {"unseen", "", {}}};
  row.reports = {event()};
  row.tellings = {{1, {"REUTERS"}, {}}};
  EXPECT_EQ(codes_of(row), (Codes{"MLI", "TASS", "MLI", "NER", "RUS", "Sergei Lavrov", "REUTERS"}))
      << "outlets are no codes";
  FactRow fact;
  fact.reports = {relation()};
  EXPECT_EQ(codes_of(fact), (Codes{"MLI", "AES", "FRA"}));
  ConflictRow conflict;
  conflict.sides = {{"10", 1, {event()}, {}}, {"from", 1, {}, {relation()}}};
  EXPECT_EQ(codes_of(conflict), (Codes{"MLI", "NER", "RUS", "Sergei Lavrov", "MLI", "AES", "FRA"}));
}

TEST(Codes, OfEntriesAndHits) {
  TimelineEntry entry;
  entry.event = event().event;
  entry.sources = {"FRA"};
  EXPECT_EQ(codes_of(entry), (Codes{"MLI", "NER", "RUS", "FRA"}));
  SearchHit hit;
  hit.events = {event()};
  hit.claims = {claim()};
  hit.relations = {relation()};
  EXPECT_EQ(codes_of(hit).size(), 4u + 3u + 2u);
}

}  // namespace
}  // namespace isnad
