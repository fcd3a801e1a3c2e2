#include "ingest/columns.h"

#include <algorithm>

#include "ingest/labels.h"

namespace isnad {

namespace {

constexpr std::array<std::string_view, kFields> kNames{"uri",       "text",  "url",   "outlet",
                                                       "published", "title", "author"};

// What exports of newsroom systems, news APIs and corpora call these columns, the surest first.
struct Synonym {
  Field field;
  std::string_view name;
};
constexpr std::array kSynonyms{Synonym{Field::uri, "id"},
                               Synonym{Field::uri, "guid"},
                               Synonym{Field::uri, "articleid"},
                               Synonym{Field::uri, "documentid"},
                               Synonym{Field::uri, "docid"},
                               Synonym{Field::text, "body"},
                               Synonym{Field::text, "fulltext"},
                               Synonym{Field::text, "articletext"},
                               Synonym{Field::text, "articlebody"},
                               Synonym{Field::text, "bodytext"},
                               Synonym{Field::text, "maintext"},
                               Synonym{Field::text, "content"},
                               Synonym{Field::text, "article"},
                               Synonym{Field::url, "link"},
                               Synonym{Field::url, "href"},
                               Synonym{Field::url, "articleurl"},
                               Synonym{Field::url, "sourceurl"},
                               Synonym{Field::url, "permalink"},
                               Synonym{Field::outlet, "source"},
                               Synonym{Field::outlet, "publisher"},
                               Synonym{Field::outlet, "newspaper"},
                               Synonym{Field::outlet, "sourcename"},
                               Synonym{Field::outlet, "domain"},
                               Synonym{Field::published, "date"},
                               Synonym{Field::published, "publisheddate"},
                               Synonym{Field::published, "datepublished"},
                               Synonym{Field::published, "publishedat"},
                               Synonym{Field::published, "publishdate"},
                               Synonym{Field::published, "publicationdate"},
                               Synonym{Field::published, "pubdate"},
                               Synonym{Field::title, "headline"},
                               Synonym{Field::author, "byline"},
                               Synonym{Field::author, "authors"},
                               Synonym{Field::author, "creator"}};

std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == ' ' || c == '_' || c == '-' || c == '\t') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

std::string list_of(const std::vector<std::string>& header) {
  std::string out;
  constexpr size_t kShown = 20;
  for (size_t i = 0; i < header.size() && i < kShown; ++i) {
    out += (i ? ", " : "") + printable_name(std::string_view(header[i]).substr(0, 60));
  }
  if (header.size() > kShown) out += ", ...";
  return out;
}

}  // namespace

std::string_view field_name(Field field) { return kNames[static_cast<size_t>(field)]; }

Result<std::vector<ColumnChoice>> parse_column_choices(std::string_view option) {
  std::vector<ColumnChoice> out;
  const auto bad = [&](const std::string& what) {
    return fail(ErrorCode::bad_argument,
                "--csv-columns: " + what +
                    "; write FIELD=COLUMN,... with the fields uri, text, url, outlet, published, "
                    "title, author");
  };
  for (size_t at = 0; at <= option.size();) {
    const size_t comma = std::min(option.find(',', at), option.size());
    const std::string_view pair = option.substr(at, comma - at);
    at = comma + 1;
    const size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals + 1 == pair.size()) {
      return bad("\"" + printable_name(pair) + "\" is no pair");
    }
    const auto known = std::find(kNames.begin(), kNames.end(), pair.substr(0, equals));
    if (known == kNames.end()) {
      return bad("no field \"" + printable_name(pair.substr(0, equals)) + "\"");
    }
    const Field field = static_cast<Field>(known - kNames.begin());
    for (const ColumnChoice& before : out) {
      if (before.field == field) return bad("the field " + std::string(*known) + " twice");
    }
    out.push_back({field, std::string(pair.substr(equals + 1))});
  }
  return out;
}

Result<Columns> find_columns(const std::vector<std::string>& header,
                             const std::vector<ColumnChoice>& choices, const std::string& where) {
  Columns out;
  std::vector<bool> taken(header.size(), false);
  const auto column_called = [&](std::string_view name) -> std::optional<size_t> {
    for (size_t i = 0; i < header.size(); ++i) {
      if (!taken[i] && plain(header[i]) == name) return i;
    }
    return std::nullopt;
  };
  for (const ColumnChoice& choice : choices) {
    const auto exact = std::find(header.begin(), header.end(), choice.column);
    const auto column = exact != header.end()
                            ? std::optional<size_t>(static_cast<size_t>(exact - header.begin()))
                            : column_called(plain(choice.column));
    if (!column) {
      return fail(ErrorCode::missing_field, where + ": no column \"" +
                                                printable_name(choice.column) +
                                                "\"; the columns are: " + list_of(header));
    }
    out[static_cast<size_t>(choice.field)] = column;
  }
  for (const auto& column : out) {
    if (column) taken[*column] = true;  // one column may be chosen for several fields
  }
  for (size_t f = 0; f < kFields; ++f) {
    if (out[f]) continue;
    out[f] = column_called(kNames[f]);
    if (out[f]) taken[*out[f]] = true;
  }
  for (const Synonym& s : kSynonyms) {
    auto& column = out[static_cast<size_t>(s.field)];
    if (column) continue;
    column = column_called(s.name);
    if (column) taken[*column] = true;
  }
  if (!out[static_cast<size_t>(Field::text)]) {
    return fail(ErrorCode::missing_field,
                where +
                    ": no column for the text; name it with --csv-columns text=COLUMN; the "
                    "columns are: " +
                    list_of(header));
  }
  return out;
}

}  // namespace isnad
