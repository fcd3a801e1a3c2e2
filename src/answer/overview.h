#pragma once
#include <string>
#include <vector>

#include "store/name_book.h"
#include "store/overview_rows.h"
#include "store/rows.h"

// A case at a glance, as JSON: attention, voices, and who says what of which happening.

namespace isnad {

// {"by":...,"dates":[...],"series":[...],"undated":n}
void append_attention(const Attention& attention, std::string& out);

// {"outlets":[...],"speakers":[...]}: with praise (SUPPORT) and accusation (ACCUSE) beside all
// types.
void append_voices(const Voices& voices, std::string& out);

enum class Stance : uint8_t { says, denies, relays, disputed };
const char* stance_name(Stance stance);

// Somebody by whom an act is told: an outlet, a speaker or an agency.
struct MatrixSource {
  std::string id;    // name of an outlet, else code
  std::string kind;  // outlet, speaker, agency
  int64_t happenings = 0;
};
struct MatrixCell {
  Stance stance = Stance::says;
  int64_t reports = 0;
  std::string first;     // id of the first report
  std::string document;  // that it stands in
};
struct Matrix {
  std::vector<MatrixSource> sources;  // those who tell most of the happenings first
  std::vector<std::vector<std::optional<MatrixCell>>> cells;  // by happening, then source
};

// Who says, denies or relays each of the happenings; nothing is silence. An outlet that only
// ascribes an act to others relays it; to whom it is ascribed says it; an agency or paper that is
// credited relays it. Whose reports are denials denies it, whose reports are of both kinds disputes
// it. `sources`: at most so many.
Matrix matrix_of(const std::vector<HappeningRow>& rows, size_t sources);

// "sources":[...],"happenings":[...] without braces around.
void append_matrix(const std::vector<HappeningRow>& rows, const Matrix& matrix, std::string& out);

}  // namespace isnad
