#pragma once

namespace isnad {

// "isnd": stands in bytes 68 to 71 of every case file, so that no other SQLite file is taken for
// one.
inline constexpr int kApplicationId = 0x69736E64;
// Raised with every change of the tables. A file of a higher version is refused.
inline constexpr int kSchemaVersion = 1;

// The tables, for an empty file.
extern const char kSchema[];

}  // namespace isnad
