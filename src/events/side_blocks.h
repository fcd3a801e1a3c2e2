#pragma once
// Private to the events stage: the blocks of the models of sides (SideBlock). In a header, so that
// who asks for a block by its name asks for numbers that the compiler knows.

#include <iterator>

#include "events/blocks.h"

namespace isnad {

namespace side {

// A passive's subject is no actor; a phrase is told as a verb or as a noun.
inline constexpr const char* kSideUses =
    "verb passive masdar noun participle verb_phrase passive_phrase noun_phrase";
inline constexpr const char* kFunctions = "subject object bare prep nested";
inline constexpr const char* kWhere = "clause above below sentence back1 back2 back3";
inline constexpr const char* kEarlier =
    "none same_act act_other_side same_type other_side other_type";
inline constexpr const char* kNoYes = "no yes";
inline constexpr const char* kLastEvent = "none actor recipient same_actor same_recipient";
inline constexpr const char* kAskers = "noun masc fem dual plural first his her theirs";
inline constexpr const char* kForms =
    "masc fem dual plural list state organization armed_group person other";
inline constexpr const char* kSubjects = "noun here party other dropped shared passive";
inline constexpr const char* kGenitives = "verb none here party other pronoun";

// Of a state: whether the places that a text names are in it.
inline constexpr const char* kGround = "none own other";
inline constexpr const char* kHomes = "unknown one two";

inline constexpr FeatureBlock kBlocks[] = {
    {"bias", "1"},
    {"where", kWhere},
    {"order", "before after"},
    {"distance", "4 8 16 32 64 far"},
    {"verbs", "0 1 2 more"},
    {"function", kFunctions},
    {"prep", kPrepNames},
    {"position", kPositionNames},
    {"governor", "none subject object complement speaker"},
    {"kind", kKindNames},
    {"trait",
     "owner pronoun unknown unnamed_of_state unnamed victim media speaker organ several topic "
     "headline private other_kind unable affiliated"},
    {"rank", kRankNames},
    {"only", "no yes"},
    {"speaker", "no yes"},
    {"other", "no yes"},
    {"rule", kRuleNames},
    {"use_rule", kSideUses, kRuleNames},
    {"rule_kind", kRuleNames, kKindNames},
    {"where_function", kWhere, kFunctions},
    {"earlier", kEarlier},
    {"echo_earlier", kNoYes, kEarlier},  // is the predicate a noun with the article
    {"use", kSideUses},
    {"type_kind", kTypeNames, kKindNames},
    {"use_function", kSideUses, kFunctions},
    {"ruled_other", kRuleNames},
    {"slot", kSlotNames},
    {"use_slot", kSideUses, kSlotNames},
    {"type_slot", kTypeNames, kSlotNames},
    {"type_where", kTypeNames, kWhere},
    {"type_rule", kTypeNames, kRuleNames},
    {"type_prep", kTypeNames, kPrepNames},
    {"above", kAboveNames, kGovernedNames},
    {"type_above", kTypeNames, kAboveNames},  // of parties that the act above governs
    {"nearest", "before1 before2 before3 before after1 after2 after3 after"},
    {"last_event", kLastEvent},
    {"type_last_event", kTypeNames, kLastEvent},
    {"pair_kind", kKindNames, kSideKindNames},  // beside the other side's
    {"clause_where", kClauseNames, kWhere},
    {"type_use_rule", kTypeNames, kSideUses, kRuleNames},
    {"type_use_slot", kTypeNames, kSideUses, kSlotNames},
    {"type_use_function", kTypeNames, kSideUses, kFunctions},
    {"slot_rule", kSlotNames, kRuleNames},
    // The form of the verb, or of the noun's pronoun, beside that of the party.
    {"agreement", kAskers, kForms, "before after back"},
    {"subject", kSubjects, kWhere},           // of the verb: the party, another, no party, none
    {"genitive", kGenitives, kWhere},         // of the noun
    {"recency", "0 1 2 3 more", kFunctions},  // parties named between, of earlier sentences
    {"subject_last_event", kSubjects, kLastEvent},
    // Of a state and of an unnamed group of one: in the sentence, in the document.
    {"type_ground", kTypeNames, kGround, kGround},
    // The other side is an unnamed group of this state, or this is one of the state there.
    {"type_unnamed", kTypeNames, kNoYes},
    // Of a recipient: the sentence's ground, and whether the actor is of the same state.
    {"type_homes", kTypeNames, kGround, kHomes},
};
static_assert(std::size(kBlocks) == static_cast<size_t>(SideBlock::count));

inline constexpr BlockTable kTable(kBlocks);

}  // namespace side

}  // namespace isnad
