#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/columns.h"
#include "ingest/csv.h"
#include "ingest/decode.h"
#include "ingest/html_date.h"
#include "ingest/streams.h"

namespace isnad {

namespace {

class TableRows : public DocumentStream {
 public:
  TableRows(std::unique_ptr<ByteSource> source, std::string uri, Intake& intake, bool tabs)
      : rows_(std::move(source), tabs ? '\t' : '\0'),
        name_(std::move(uri)),
        tabs_(tabs),
        intake_(intake) {}

  std::optional<IngestItem> next() override {
    if (!begun_) {
      begun_ = true;
      if (auto failed = read_header()) return failed;
    }
    if (done_) return std::nullopt;
    const auto row = rows_.next();
    if (!row) return std::nullopt;
    if (!*row) {
      const std::string where = name_ + ":" + std::to_string(rows_.line());
      return IngestItem{where, fail(row->error().code, where + ": " + row->error().message)};
    }
    return item(**row);
  }

 private:
  std::optional<IngestItem> read_header() {
    const auto header = rows_.next();
    const auto failed = [&](const Error& error) {
      done_ = true;
      return IngestItem{name_, tl::unexpected(error)};
    };
    if (!header) return failed({ErrorCode::empty, name_ + ": empty, not even a row of names"});
    if (!*header) return failed({header->error().code, name_ + ": " + header->error().message});
    std::vector<std::string> names;
    for (const std::string& name : (*header)->fields) {
      const auto decoded = decode_text(name, name_);
      names.push_back(decoded ? encode_utf8(decoded->text) : name);
    }
    std::vector<ColumnChoice> choices;
    if (intake_.options.csv_columns) {
      auto parsed = parse_column_choices(*intake_.options.csv_columns);
      if (!parsed) return failed(parsed.error());
      choices = std::move(*parsed);
    }
    auto columns = find_columns(names, choices, name_);
    if (!columns) return failed(columns.error());
    columns_ = *columns;
    width_ = names.size();
    return std::nullopt;
  }

  std::optional<std::string> value(const CsvReader::Row& row, Field field) const {
    const auto column = columns_[static_cast<size_t>(field)];
    if (!column || *column >= row.fields.size()) return std::nullopt;
    const std::string& text = row.fields[*column];
    const size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return std::nullopt;
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  }

  IngestItem item(const CsvReader::Row& row) const {
    const std::string where = name_ + ":" + std::to_string(row.line);
    auto doc = document(row, where);
    if (!doc) return {where, tl::unexpected(doc.error())};
    Evidence evidence;
    evidence.sha256 = sha256_hex(row.bytes);
    evidence.size = row.bytes.size();
    evidence.media_type = media_type_of(tabs_ ? Kind::tsv : Kind::csv);
    evidence.url = doc->url;
    if (intake_.options.keep_raw) evidence.raw = row.bytes;
    doc->evidence = std::move(evidence);
    std::string uri = doc->uri;
    return {std::move(uri), std::move(*doc)};
  }

  Result<RawDocument> document(const CsvReader::Row& row, const std::string& where) const {
    if (row.fields.size() > width_) {
      return fail(ErrorCode::bad_format,
                  where + ": " + std::to_string(row.fields.size()) + " fields, but the table has " +
                      std::to_string(width_) + " columns; a delimiter in a field wants quotes");
    }
    const std::optional<std::string> text = value(row, Field::text);
    if (!text) return fail(ErrorCode::empty, where + ": no text in this row");
    RawDocument doc;
    auto decoded = decode_text(*text, where);
    if (!decoded) return tl::unexpected(decoded.error());
    doc.text = std::move(decoded->text);
    doc.text_utf8 = encode_utf8(doc.text);
    doc.note = std::move(decoded->note);
    // The other fields are short: alone they could not tell their charset, so the text's is theirs.
    const auto field = [&](Field which) -> std::optional<std::string> {
      const auto bytes = value(row, which);
      if (!bytes) return std::nullopt;
      if (decode_utf8(*bytes)) return bytes;
      const auto legacy = decode_text(*text + '\n' + *bytes, where);
      if (!legacy) return std::nullopt;
      return encode_utf8(legacy->text.substr(legacy->text.rfind(U'\n') + 1));
    };
    doc.url = field(Field::url);
    doc.outlet = field(Field::outlet);
    doc.title = field(Field::title);
    doc.author = field(Field::author);
    doc.uri = field(Field::uri).value_or(doc.url.value_or(where));
    if (const auto published = value(row, Field::published)) {
      doc.published = page_date(*published).edtf;
      if (!doc.published) {
        doc.note += (doc.note.empty() ? "" : "; ") + std::string("published \"") + *published +
                    "\" is no date and was left out";
      }
    }
    apply_options(doc, intake_.options);
    return doc;
  }

  CsvReader rows_;
  std::string name_;
  bool tabs_;
  Intake& intake_;
  Columns columns_;
  size_t width_ = 0;
  bool begun_ = false;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<DocumentStream> table_rows(std::unique_ptr<ByteSource> source, std::string uri,
                                           Intake& intake, bool tabs) {
  return std::make_unique<TableRows>(std::move(source), std::move(uri), intake, tabs);
}

}  // namespace isnad
