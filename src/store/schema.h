#pragma once

namespace isnad {

// "isnd": stands in bytes 68 to 71 of every case file, so that no other SQLite file is taken for
// one.
inline constexpr int kApplicationId = 0x69736E64;
// Raised with every change of the tables. A file of a higher version is refused.
inline constexpr int kSchemaVersion = 7;

// PostgreSQL gets the same text by store/dialect.h. The tables of version 1, for an empty file, and
// what each later version adds: kSteps[0] makes version 2 of version 1. A new file runs all of
// them, so that an old one cannot differ from it.
extern const char kSchema[];
extern const char* const kSteps[kSchemaVersion - 1];
inline constexpr int kNameWordsVersion = 7;
// The full-text tables of version 4, which are SQLite's alone.
inline constexpr int kFullTextVersion = 4;
extern const char kFullText[];

// What PostgreSQL has besides, run after the step of the same number.
extern const char* const kServerSteps[kSchemaVersion - 1];

}  // namespace isnad
