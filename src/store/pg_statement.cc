#include "store/pg_statement.h"

#include <algorithm>
#include <charconv>

#include "store/libpq.h"

namespace isnad {

namespace {

// Type numbers of the server's catalogue (pg_type.dat).
constexpr Oid kBoolean = 16;
constexpr Oid kBytes = 17;

// U+0000 is kept as U+FDD0 U+FDD1, U+FDD0 as U+FDD0 U+FDD2, and a byte that is no UTF-8 (in the
// name of a file, in what a web server says) as U+FDD0 and U+FDE0 to U+FDEF for each half of it:
// code points that are set aside for use inside programs.
constexpr std::string_view kMark = "\xEF\xB7\x90";
constexpr std::string_view kNul = "\xEF\xB7\x91";
constexpr std::string_view kItself = "\xEF\xB7\x92";
constexpr std::string_view kHalf = "\xEF\xB7";  // and A0 to AF

void append_half(int half, std::string& out) { (out += kHalf) += static_cast<char>(0xA0 + half); }

// The half of a byte that stands at `i`; -1 where none does.
int half_at(std::string_view kept, size_t i) {
  if (kept.substr(i, kHalf.size()) != kHalf || i + kHalf.size() >= kept.size()) return -1;
  const int last = static_cast<unsigned char>(kept[i + kHalf.size()]);
  return last >= 0xA0 && last <= 0xAF ? last - 0xA0 : -1;
}

// How many bytes of well-formed UTF-8 begin at `i`, as the server checks it; 0: none.
size_t utf8_length(std::string_view s, size_t i) {
  const auto byte = [&](size_t k) -> unsigned { return static_cast<unsigned char>(s[k]); };
  const unsigned first = byte(i);
  if (first < 0x80) return 1;
  const size_t n = first >= 0xC2 && first <= 0xDF   ? 2
                   : first >= 0xE0 && first <= 0xEF ? 3
                   : first >= 0xF0 && first <= 0xF4 ? 4
                                                    : 0;
  if (n == 0 || i + n > s.size()) return 0;
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;  // no surrogates
  if (byte(i + 1) < low || byte(i + 1) > high) return 0;
  for (size_t k = 2; k < n; ++k) {
    if ((byte(i + k) & 0xC0) != 0x80) return 0;
  }
  return n;
}

// Is it text that the server takes as it is?
bool is_plain(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t n = utf8_length(text, i);
    if (n == 0 || text[i] == '\0' || (n == 3 && text.substr(i, 3) == kMark)) return false;
    i += n;
  }
  return true;
}

int digit(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

template <class Number>
void append(Number n, std::string& out) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, n);
  out.append(buffer, end.ptr);
}

}  // namespace

std::string pg_text(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const size_t n = utf8_length(text, i);
    if (n == 0) {
      const auto b = static_cast<unsigned char>(text[i]);
      out += kMark;
      append_half(b >> 4, out);
      append_half(b & 15, out);
    } else if (text[i] == '\0') {
      (out += kMark) += kNul;
    } else {
      out += text.substr(i, n);
      if (text.substr(i, n) == kMark) out += kItself;
    }
    i += std::max<size_t>(n, 1);
  }
  return out;
}

std::string_view text_of_pg(std::string_view kept, std::string& scratch) {
  if (kept.find(kMark) == std::string_view::npos) return kept;
  scratch.clear();
  for (size_t i = 0; i < kept.size();) {
    if (kept.substr(i, kMark.size()) != kMark) {
      scratch += kept[i++];
      continue;
    }
    i += kMark.size();
    const std::string_view second = kept.substr(i, kNul.size());
    const int high = half_at(kept, i);
    const int low = high < 0 ? -1 : half_at(kept, i + kMark.size());
    if (low >= 0) {
      scratch += static_cast<char>(high << 4 | low);
      i += 2 * kMark.size();
    } else if (second == kNul) {
      scratch += '\0';
      i += kNul.size();
    } else {
      scratch += kMark;
      if (second == kItself) i += kItself.size();
    }
  }
  return scratch;
}

PgStatement::PgStatement(Postgres& server, std::string_view sql)
    : server_(server), sql_(sql), sent_(to_postgres(sql)), insert_(plain_insert(sql)) {}

PgStatement::~PgStatement() {
  reset();
  if (name_.empty() || pq().PQstatus(server_.connection_.get()) != CONNECTION_OK) return;
  if (server_.streaming_) (void)server_.streaming_->take_rest();
  PgResult(pq().PQexec(server_.connection_.get(), ("DEALLOCATE " + name_).c_str()));
}

PgValue& PgStatement::value(int position) {
  const auto at = static_cast<size_t>(position - 1);
  if (at >= values_.size()) values_.resize(at + 1);
  values_[at].null = false;
  values_[at].binary = false;
  values_[at].bytes.clear();
  return values_[at];
}

void PgStatement::bind(int position, int64_t v) { append(v, value(position).bytes); }
void PgStatement::bind(int position, double v) { append(v, value(position).bytes); }
void PgStatement::bind(int position, std::string_view v) { value(position).bytes = pg_text(v); }
void PgStatement::bind(int position, const Bytes& v) {
  PgValue& to = value(position);
  to.bytes = v.bytes;
  to.binary = true;
}

Result<void> PgStatement::start() {
  if (auto r = server_.make_ready(); !r) return r;
  PGconn* c = server_.connection_.get();
  const auto count = static_cast<int>(values_.size());
  std::vector<const char*> bytes;
  std::vector<int> lengths;
  std::vector<int> formats;
  for (const PgValue& v : values_) {
    bytes.push_back(v.null ? nullptr : v.bytes.c_str());
    lengths.push_back(static_cast<int>(v.bytes.size()));
    formats.push_back(v.binary ? 1 : 0);
  }
  // What is used once, like the queries of one command, need not be named.
  if (used_ && name_.empty()) {
    std::string name = "s" + std::to_string(++server_.next_name_);
    const PgResult made(pq().PQprepare(c, name.c_str(), sent_.c_str(), 0, nullptr));
    if (pq().PQresultStatus(made.get()) != PGRES_COMMAND_OK) {
      return tl::unexpected<Error>(server_.error(made.get()));
    }
    name_ = std::move(name);
  }
  const int sent = name_.empty()
                       ? pq().PQsendQueryParams(c, sent_.c_str(), count, nullptr, bytes.data(),
                                                lengths.data(), formats.data(), 0)
                       : pq().PQsendQueryPrepared(c, name_.c_str(), count, bytes.data(),
                                                  lengths.data(), formats.data(), 0);
  if (sent == 0) return tl::unexpected<Error>(server_.error(nullptr));
  used_ = true;
  running_ = true;
  pq().PQsetSingleRowMode(c);
  server_.streaming_ = this;
  return {};
}

Result<void> PgStatement::fetch() {
  row_.reset();
  if (!rest_.empty()) {
    row_ = std::move(rest_.front());
    rest_.pop_front();
    return {};
  }
  if (rest_error_) return tl::unexpected<Error>(*rest_error_);
  if (server_.streaming_ != this) return {};
  PGconn* c = server_.connection_.get();
  PgResult next(pq().PQgetResult(c));
  const ExecStatusType status = pq().PQresultStatus(next.get());
  if (next && status == PGRES_SINGLE_TUPLE) {
    row_ = std::move(next);
    return {};
  }
  server_.streaming_ = nullptr;
  const PgResult last = std::move(next);
  while (const PgResult more{pq().PQgetResult(c)}) {
  }
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
    return tl::unexpected<Error>(server_.error(last.get()));
  }
  return {};
}

Result<void> PgStatement::take_rest() {
  PgResult here = std::move(row_);
  std::deque<PgResult> rest = std::move(rest_);
  rest_.clear();
  while (server_.streaming_ == this) {
    if (auto r = fetch(); !r) rest_error_ = r.error();
    if (row_) rest.push_back(std::move(row_));
  }
  row_ = std::move(here);
  rest_ = std::move(rest);
  return {};
}

Result<bool> PgStatement::step() {
  if (!running_) {
    if (auto r = start(); !r) {
      reset();
      return tl::unexpected<Error>(r.error());
    }
  }
  if (auto r = fetch(); !r) {
    reset();
    return tl::unexpected<Error>(r.error());
  }
  if (row_) return true;
  reset();
  return false;
}

Result<void> PgStatement::run() {
  bool gives_id = false;
  if (insert_) {
    const Result<bool> gives = server_.rows_.gives_id(*insert_);
    if (!gives) return tl::unexpected<Error>(gives.error());
    gives_id = *gives;
    if (server_.in_transaction_ && !gives_id) {
      auto kept = server_.rows_.add(*insert_, sent_, values_);
      reset();
      return kept;
    }
    if (gives_id && !used_) sent_ += " RETURNING id";
  }
  const Result<bool> row = step();
  if (!row) return tl::unexpected<Error>(row.error());
  if (*row) {
    if (gives_id) server_.last_id_ = integer(0);
    (void)take_rest();
    const std::optional<Error> late = rest_error_;
    reset();
    if (late) return tl::unexpected<Error>(*late);
  }
  return {};
}

void PgStatement::reset() {
  if (server_.streaming_ == this) (void)take_rest();
  row_.reset();
  rest_.clear();
  rest_error_.reset();
  values_.clear();
  running_ = false;
}

std::string_view PgStatement::cell(int column) const {
  if (!row_) return {};
  return {pq().PQgetvalue(row_.get(), 0, column),
          static_cast<size_t>(pq().PQgetlength(row_.get(), 0, column))};
}

std::string& PgStatement::scratch(int column) const {
  const auto at = static_cast<size_t>(column);
  if (at >= scratch_.size()) scratch_.resize(at + 1);
  return scratch_[at];
}

int64_t PgStatement::integer(int column) const {
  const std::string_view s = cell(column);
  if (pq().PQftype(row_.get(), column) == kBoolean) return s == "t" ? 1 : 0;
  int64_t n = 0;
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

double PgStatement::real(int column) const {
  const std::string_view s = cell(column);
  double v = 0;
  std::from_chars(s.data(), s.data() + s.size(), v);
  return v;
}

std::string_view PgStatement::text(int column) const {
  return text_of_pg(cell(column), scratch(column));
}

std::string_view PgStatement::blob(int column) const {
  if (!row_ || pq().PQftype(row_.get(), column) != kBytes) return text(column);
  const std::string_view hex = cell(column);  // \x and two digits a byte
  std::string& bytes = scratch(column);
  bytes.clear();
  bytes.reserve(hex.size() / 2);
  for (size_t i = 2; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1]));
  }
  return bytes;
}

bool PgStatement::is_null(int column) const {
  return !row_ || pq().PQgetisnull(row_.get(), 0, column) == 1;
}

}  // namespace isnad
