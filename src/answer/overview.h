#pragma once
#include <string>
#include <vector>

#include "store/overview.h"

// How answers about many articles are written as JSON. Each function appends one object; the
// caller puts what surrounds it, such as the names of its codes, in front of the last brace.

namespace isnad {

// {"by":"month","dates":[...],"series":[{"outlet":...,"rest":...,"counts":[...]}],"undated":n}
void append_attention(const Attention& attention, std::string& out);

// {"outlets":[{"outlet":...,"praise":n,"accusation":n,"types":{...}}],"speakers":[{"source":...}]}
void append_voices(const Voices& voices, std::string& out);
void collect_codes(const Voices& voices, std::vector<std::string>& codes);

}  // namespace isnad
