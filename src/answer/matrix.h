#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/rows.h"

// Who says, denies, relays a happening (docs/happenings.md).

namespace isnad {

enum class SourceKind : uint8_t { outlet, speaker, agency };
std::string_view source_kind_name(SourceKind kind);

// How a source stands to a happening (docs/happenings.md).
enum class Stance : uint8_t { says, denies, relays, disputed };
std::string_view stance_name(Stance stance);

struct MatrixSource {
  std::string name;  // an outlet, or the code of a speaker or agency
  SourceKind kind = SourceKind::outlet;
  int64_t happenings = 0;  // of those that were given
};

struct MatrixCell {
  size_t source = 0;  // index in Matrix::sources
  Stance stance = Stance::says;
  int64_t reports = 0;
  std::string first;     // id of the earliest of them
  std::string document;  // and of its document
};

struct MatrixRow {
  HappeningOutline happening;
  std::vector<MatrixCell> cells;  // by source; who says nothing has none
};

struct Matrix {
  std::vector<MatrixSource> sources;  // those of most happenings first
  std::vector<MatrixRow> happenings;
};

// The matrix of these happenings, for the `sources` that stand behind most of them.
Matrix matrix_of(const std::vector<HappeningRow>& rows, size_t sources);

// "sources":[...],"happenings":[{...,"cells":{"0":{...}}}] without braces around.
void append_matrix(const Matrix& matrix, std::string& out);
void collect_codes(const Matrix& matrix, std::vector<std::string>& codes);

}  // namespace isnad
