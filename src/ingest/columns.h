#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Which column of a table is which field of a document.

namespace isnad {

enum class Field { uri, text, url, outlet, published, title, author };
inline constexpr size_t kFields = 7;
std::string_view field_name(Field field);

// A pair of --csv-columns: the column of this name is that field.
struct ColumnChoice {
  Field field;
  std::string column;
};
// "uri=link,text=body". Error bad_argument: a field that there is not, or twice, or no name.
Result<std::vector<ColumnChoice>> parse_column_choices(std::string_view option);

// The column, from 0, of each field in a table with this header: what the choices say, else the
// column that is called like the field or by another of its names,
// without regard to case, spaces, hyphens and underscores. `choices` leaves no field to guess that
// a chosen column would take. Errors: missing_field (no column for the text, or a chosen one that
// the table lacks); the message begins with `where` and names the columns there are.
using Columns = std::array<std::optional<size_t>, kFields>;
Result<Columns> find_columns(const std::vector<std::string>& header,
                             const std::vector<ColumnChoice>& choices, const std::string& where);

}  // namespace isnad
