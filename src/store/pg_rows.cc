#include <string>

#include "store/libpq.h"
#include "store/postgres.h"
#include "store/schema.h"

namespace isnad {

namespace {

// Rows that wait at most, in bytes.
constexpr size_t kMostBytes = size_t{16} << 20;
// What is sent in one piece while rows are copied.
constexpr size_t kPiece = size_t{1} << 20;
// Statements that are sent before their answers are read.
constexpr size_t kPipelined = 512;

// A value in COPY's text form.
void append_copied(const PgValue& v, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  if (v.null) {
    out += "\\N";
    return;
  }
  if (v.binary) {
    out += "\\\\x";
    for (const char c : v.bytes) {
      const auto b = static_cast<unsigned char>(c);
      out += kHex[b >> 4];
      out += kHex[b & 15];
    }
    return;
  }
  for (const char c : v.bytes) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
}

std::string key_of(const std::vector<PgValue>& values) {
  std::string key;
  for (const PgValue& v : values) {
    key += v.null ? "-" : std::to_string(v.bytes.size()) + ':' + v.bytes;
  }
  return key;
}

}  // namespace

Result<void> PgRows::learn_tables() {
  if (!known_.empty()) return {};
  if (auto r = server_.make_ready(); !r) return r;
  // Columns that a row gives values for: not the place of a row, nor what is worked out.
  const Result<PgResult> rows = server_.ask(
      "SELECT c.relname, a.attname, a.attidentity = 'd' AND a.attname = 'id' "
      "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
      "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' "
      "AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity <> 'a' AND a.attgenerated = '' "
      "ORDER BY c.oid, a.attnum");
  if (!rows) return tl::unexpected<Error>(rows.error());
  for (int i = 0; i < pq().PQntuples(rows->get()); ++i) {
    Table& t = known_[pq().PQgetvalue(rows->get(), i, 0)];
    t.columns.emplace_back(pq().PQgetvalue(rows->get(), i, 1));
    if (*pq().PQgetvalue(rows->get(), i, 2) == 't') t.has_id = true;
  }
  const auto place = [&](const char* ddl) {
    for (const std::string& name : tables_of(ddl)) places_.emplace(name, places_.size());
  };
  place(kSchema);
  for (const char* step : kSteps) place(step);
  return {};
}

Result<bool> PgRows::gives_id(const PlainInsert& form) {
  if (form.columns.empty()) return false;
  if (auto r = learn_tables(); !r) return tl::unexpected<Error>(r.error());
  const auto table = known_.find(form.table);
  if (table == known_.end() || !table->second.has_id) return false;
  for (const std::string& column : form.columns) {
    if (column == "id") return false;
  }
  return true;
}

Result<void> PgRows::add(const PlainInsert& form, const std::string& sql,
                         const std::vector<PgValue>& values) {
  if (auto r = learn_tables(); !r) return r;
  const auto place = places_.find(form.table);
  std::vector<Batch>& batches = tables_[place == places_.end() ? places_.size() : place->second];
  Batch* batch = nullptr;
  for (Batch& b : batches) {
    if (b.sql == sql) batch = &b;
  }
  if (!batch) {
    batch = &batches.emplace_back();
    batch->form = form;
    batch->sql = sql;
  }
  if (form.on_conflict) {
    std::string key = key_of(values);
    bytes_ += key.size();
    // Where a row is changed the last one counts, though there was one like it before.
    const bool changes = sql.find("DO UPDATE") != std::string::npos;
    if (changes || batch->seen.insert(std::move(key)).second) batch->statements.push_back(values);
  } else {
    const size_t before = batch->copy.size();
    size_t bound = 0;
    bool first = true;
    for (const PlainInsert::Cell& c : form.cells) {
      if (!first) batch->copy += '\t';
      first = false;
      if (c.kind == PlainInsert::Cell::Kind::bound) {
        append_copied(bound < values.size() ? values[bound] : PgValue(), batch->copy);
        ++bound;
      } else {
        append_copied({c.literal, c.kind == PlainInsert::Cell::Kind::null, false}, batch->copy);
      }
    }
    batch->copy += '\n';
    bytes_ += batch->copy.size() - before;
  }
  return bytes_ > kMostBytes ? server_.make_ready() : Result<void>();
}

Result<void> PgRows::send() {
  if (tables_.empty()) return {};
  const std::map<size_t, std::vector<Batch>> tables = std::move(tables_);
  clear();
  for (const auto& [place, batches] : tables) {
    for (const Batch& b : batches) {
      if (auto r = b.form.on_conflict ? run_all(b) : copy(b); !r) return r;
    }
  }
  return {};
}

Result<void> PgRows::copy(const Batch& batch) {
  const std::vector<std::string>* columns = &batch.form.columns;
  std::vector<std::string> all;
  if (columns->empty()) {
    const auto table = known_.find(batch.form.table);
    if (table != known_.end()) all = table->second.columns;
    if (all.size() > batch.form.cells.size()) all.resize(batch.form.cells.size());
    columns = &all;
  }
  std::string sql = "COPY " + batch.form.table + " (";
  for (const std::string& c : *columns) sql += (sql.back() == '(' ? "\"" : ", \"") + c + '"';
  sql += ") FROM STDIN";
  const Result<PgResult> begun = server_.ask(sql.c_str());
  if (!begun) return tl::unexpected<Error>(begun.error());
  PGconn* c = server_.connection_.get();
  bool sent = true;
  for (size_t i = 0; sent && i < batch.copy.size(); i += kPiece) {
    const std::string_view piece = std::string_view(batch.copy).substr(i, kPiece);
    sent = pq().PQputCopyData(c, piece.data(), static_cast<int>(piece.size())) == 1;
  }
  sent = pq().PQputCopyEnd(c, nullptr) == 1 && sent;
  const PgResult done(pq().PQgetResult(c));
  while (const PgResult more{pq().PQgetResult(c)}) {
  }
  if (!sent || pq().PQresultStatus(done.get()) != PGRES_COMMAND_OK) {
    return tl::unexpected<Error>(server_.error(done.get()));
  }
  return {};
}

Result<void> PgRows::run_all(const Batch& batch) {
  PGconn* c = server_.connection_.get();
  const auto all = batch.statements.size();
  std::optional<Error> failed;
  for (size_t begin = 0; !failed && begin < all; begin += kPipelined) {
    const size_t end = std::min(begin + kPipelined, all);
    // The unnamed statement is parsed once for each pipeline.
    if (pq().PQenterPipelineMode(c) != 1) return tl::unexpected<Error>(server_.error(nullptr));
    bool sent = pq().PQsendPrepare(c, "", batch.sql.c_str(), 0, nullptr) == 1;
    for (size_t i = begin; sent && i < end; ++i) {
      std::vector<const char*> bytes;
      std::vector<int> lengths;
      std::vector<int> formats;
      for (const PgValue& v : batch.statements[i]) {
        bytes.push_back(v.null ? nullptr : v.bytes.c_str());
        lengths.push_back(static_cast<int>(v.bytes.size()));
        formats.push_back(v.binary ? 1 : 0);
      }
      sent = pq().PQsendQueryPrepared(c, "", static_cast<int>(bytes.size()), bytes.data(),
                                      lengths.data(), formats.data(), 0) == 1;
    }
    sent = pq().PQpipelineSync(c) == 1 && sent;
    if (!sent) failed = server_.error(nullptr);
    // Each answer is followed by a null; the last of all is that to the sync.
    for (bool open = true; open && pq().PQstatus(c) == CONNECTION_OK;) {
      const PgResult answer(pq().PQgetResult(c));
      if (!answer) continue;
      const ExecStatusType status = pq().PQresultStatus(answer.get());
      if (status == PGRES_PIPELINE_SYNC) open = false;
      if (status == PGRES_FATAL_ERROR && !failed) failed = server_.error(answer.get());
    }
    if (pq().PQstatus(c) != CONNECTION_OK && !failed) failed = server_.error(nullptr);
    if (pq().PQexitPipelineMode(c) != 1 && !failed) failed = server_.error(nullptr);
  }
  if (failed) return tl::unexpected<Error>(*failed);
  return {};
}

}  // namespace isnad
