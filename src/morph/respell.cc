#include "morph/lexicon.h"

// Spellings that writers mix up. Alef and its hamzas, final ya and alef maqsura are one letter
// after folding (docs/decisions/0001); here is what folding keeps apart. A changed letter never
// changes the length before the first or behind the last one, so that clitics keep their places.

namespace isnad::morph {

namespace {

constexpr size_t kMinForm = 4;      // shorter forms turn into other words too easily
constexpr size_t kMaxRespelt = 16;  // longer words are hardly words

// Letters that stand for each other: hamza on its seats, and the seat without hamza.
std::string_view seats(char c) {
  switch (c) {
    case '&':
      return "}w";
    case '}':
      return "&y";
    case '\'':
      return "}&";
    case 'y':
      return "}";
    case 'w':
      return "&";
    case 'A':
      return "}&";
    default:
      return {};
  }
}

// "kbyyyyr": a letter drawn out is one.
std::string without_runs(std::string_view form) {
  std::string out;
  for (size_t i = 0; i < form.size();) {
    size_t end = i;
    while (end < form.size() && form[end] == form[i]) ++end;
    out.append(end - i > 2 ? 1 : end - i, form[i]);
    i = end;
  }
  return out;
}

}  // namespace

std::vector<std::string> respellings(std::string_view form, bool known) {
  std::vector<std::string> out;
  std::string other(form);
  if (!known && form.size() > 2 && (form.back() == '}' || form.back() == '&')) {
    other.back() = '\'';
    out.push_back(other);
  }
  if (form.size() < kMinForm || form.size() > kMaxRespelt) return out;
  other = form;
  if (form.back() == 'h') {
    other.back() = 'p';
    out.push_back(other);
  }
  if (known) return out;
  for (size_t i = 1; i < form.size(); ++i) {
    other = form;
    for (const char seat : seats(form[i])) {
      other[i] = seat;
      out.push_back(other);
    }
  }
  other = form;
  if (form.back() == 'A') out.push_back(other + '\'');  // a hamza behind alef is often left out
  if (other = without_runs(form); other.size() != form.size()) out.push_back(other);
  return out;
}

}  // namespace isnad::morph
