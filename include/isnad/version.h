#pragma once

namespace isnad::api {

// Version of the program and of the record contract (docs/records.md, field "isnad").
inline constexpr const char* kVersion = "0.1.0";
inline constexpr int kRecordVersion = 1;

}  // namespace isnad::api
