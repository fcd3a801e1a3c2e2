#pragma once
#include <cstdint>
#include <string>

#include "entities/entities.h"
#include "record/record.h"

// Whom words of a document mean, and the kinds of words that decide it (rows of data/syntax).

namespace isnad {

struct Participant {
  std::string code;                       // as in events: state, organisation, person or GEN:...
  std::string person;                     // entity id of the person, if a person was named or meant
  EntityKind kind = EntityKind::generic;  // of the words used: a minister is a person
  std::string organ;   // kind of the state's organ (military, government, ...), empty if none
  Span span;           // words that name it, without clitics
  uint32_t token = 0;  // first token of those words
  bool owner = false;  // not the phrase itself but its possessor ("the methods of Wagner")
  bool pronoun = false;
  bool states = false;        // an unnamed group of states: the western powers
  bool victim = false;        // civilians, families: things happen to them
  bool media = false;         // papers and agencies: they report
  bool speaker_only = false;  // reports, sources, polls: they say, they do not act
};

enum class AnaphorKind : uint8_t {
  none,
  pair,
  many,
  country,
  organisation,
  person,
  honorific,
  last,
  sides
};
struct AnaphorRow {
  StrRef sorts;  // ";company;ngo;": kinds of organisations that the noun may stand for
  AnaphorKind kind = AnaphorKind::none;
  uint8_t pad[3] = {};
};

enum class HostKind : uint8_t { none, emphatic, part, own };
enum class PrivateKind : uint8_t { none, relation, calling, body };
enum class LoyaltyKind : uint8_t { none, loyal, part, against };

}  // namespace isnad
