#include "store/dialect.h"

#include <algorithm>
#include <cctype>

namespace isnad {

namespace {

// A piece of SQL: a word or number, a string with its quotation marks, a run of blanks and
// comments, or one sign.
struct SqlToken {
  enum class Kind { word, string, blank, sign } kind;
  std::string text;
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::vector<SqlToken> tokens_of(std::string_view sql) {
  std::vector<SqlToken> out;
  for (size_t i = 0; i < sql.size();) {
    const size_t begin = i;
    SqlToken::Kind kind = SqlToken::Kind::sign;
    if (is_word(sql[i])) {
      kind = SqlToken::Kind::word;
      while (i < sql.size() && is_word(sql[i])) ++i;
    } else if (sql[i] == '\'') {
      kind = SqlToken::Kind::string;
      for (++i; i < sql.size(); ++i) {
        if (sql[i] != '\'') continue;
        if (i + 1 >= sql.size() || sql[i + 1] != '\'') break;
        ++i;
      }
      i = std::min(i + 1, sql.size());
    } else if (std::isspace(static_cast<unsigned char>(sql[i])) != 0) {
      kind = SqlToken::Kind::blank;
      while (i < sql.size() && std::isspace(static_cast<unsigned char>(sql[i])) != 0) ++i;
    } else if (sql.substr(i, 2) == "--") {
      kind = SqlToken::Kind::blank;
      i = std::min(sql.find('\n', i), sql.size());
    } else if (sql[i] == '?') {
      for (++i; i < sql.size() && std::isdigit(static_cast<unsigned char>(sql[i])) != 0;) ++i;
    } else {
      ++i;
    }
    out.push_back({kind, std::string(sql.substr(begin, i - begin))});
  }
  return out;
}

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::toupper(static_cast<unsigned char>(x)) ==
           std::toupper(static_cast<unsigned char>(y));
  });
}

// Walks over tokens that are not blank.
class Walk {
 public:
  explicit Walk(std::vector<SqlToken>& tokens) : tokens_(tokens) {}
  static constexpr size_t kNone = SIZE_MAX;

  size_t next(size_t i) const {
    for (++i; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != SqlToken::Kind::blank) return i;
    }
    return kNone;
  }
  size_t before(size_t i) const {
    while (i != kNone && i-- > 0) {
      if (tokens_[i].kind != SqlToken::Kind::blank) return i;
    }
    return kNone;
  }
  bool is(size_t i, std::string_view text) const {
    return i != kNone && same(tokens_[i].text, text);
  }
  bool is_name(size_t i) const { return i != kNone && tokens_[i].kind == SqlToken::Kind::word; }
  bool is_parameter(size_t i) const { return i != kNone && tokens_[i].text[0] == '$'; }

  // The first token of the operand that ends at `i`: a parameter, name or table.name.
  size_t operand(size_t i) const {
    if (is_parameter(i)) return i;
    if (!is_name(i)) return kNone;
    const size_t dot = before(i);
    return is(dot, ".") && is_name(before(dot)) ? before(dot) : i;
  }
  void wrap(size_t begin, size_t end, const char* open, const char* close) {
    tokens_[begin].text.insert(0, open);
    tokens_[end].text += close;
  }
  void blank(size_t i) { tokens_[i] = {SqlToken::Kind::blank, ""}; }

 private:
  std::vector<SqlToken>& tokens_;
};

constexpr const char* kLower = "lower(";
constexpr const char* kBytewise = " COLLATE \"C\"";
constexpr const char* kBytewiseEnd = " COLLATE \"C\")";

void number_parameters(std::vector<SqlToken>& tokens) {
  int last = 0;
  for (SqlToken& t : tokens) {
    if (t.kind != SqlToken::Kind::sign || t.text[0] != '?') continue;
    const int number = t.text.size() > 1 ? std::stoi(t.text.substr(1, 4)) : last + 1;
    last = std::max(last, number);
    t.text = '$' + std::to_string(number);
  }
}

// "x COLLATE NOCASE" and "x = y COLLATE NOCASE" compare what lower() makes of both.
void fold_case(std::vector<SqlToken>& tokens) {
  Walk at(tokens);
  for (size_t i = 0; i < tokens.size(); ++i) {
    const size_t what = at.next(i);
    if (!at.is(i, "COLLATE") || !at.is(what, "NOCASE")) continue;
    const size_t end = at.before(i);
    const size_t begin = at.operand(end);
    if (begin == Walk::kNone) continue;
    const size_t sign = at.before(begin);
    if (at.is(sign, "=")) {
      const size_t other = at.before(sign);
      const size_t first = at.operand(other);
      if (first != Walk::kNone) at.wrap(first, other, kLower, kBytewiseEnd);
    }
    at.wrap(begin, end, kLower, kBytewiseEnd);
    at.blank(i);
    at.blank(what);
  }
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!at.is(i, "upper") && !at.is(i, "lower")) continue;
    const size_t open = at.next(i);
    const size_t value = open == Walk::kNone ? open : at.next(open);
    if (at.is(open, "(") && at.is_parameter(value) && at.is(at.next(value), ")")) {
      tokens[value].text += kBytewise;
    }
  }
}

std::string joined(const std::vector<SqlToken>& tokens) {
  std::string out;
  for (const SqlToken& t : tokens) out += t.text;
  return out;
}

std::string without_sqlite_blocks(std::string_view ddl) {
  constexpr std::string_view kBegin = "-- sqlite only\n";
  constexpr std::string_view kEnd = "-- end\n";
  std::string out;
  for (size_t i = 0; i < ddl.size();) {
    const size_t begin = std::min(ddl.find(kBegin, i), ddl.size());
    out += ddl.substr(i, begin - i);
    const size_t end = ddl.find(kEnd, begin);
    i = end == std::string_view::npos ? ddl.size() : end + kEnd.size();
    if (begin == ddl.size()) break;
  }
  return out;
}

}  // namespace

std::string to_postgres(std::string_view sql) {
  std::vector<SqlToken> tokens = tokens_of(sql);
  number_parameters(tokens);
  fold_case(tokens);
  return joined(tokens);
}

std::string schema_to_postgres(std::string_view ddl) {
  const std::string kept = without_sqlite_blocks(ddl);
  std::vector<SqlToken> tokens = tokens_of(kept);
  fold_case(tokens);
  Walk at(tokens);
  bool has_key = false;  // the table has an INTEGER PRIMARY KEY, which stands for rowid
  bool values = false;   // an INSERT or the like stands there: nothing in it is a type
  for (size_t i = 0; i < tokens.size(); ++i) {
    SqlToken& t = tokens[i];
    if (t.kind == SqlToken::Kind::sign && t.text == ";") values = false;
    if (t.kind != SqlToken::Kind::word) continue;
    const size_t last = at.before(i);
    if ((last == Walk::kNone || at.is(last, ";")) && !at.is(i, "CREATE") && !at.is(i, "ALTER")) {
      values = true;
    }
    if (values) continue;
    if (at.is(i, "TABLE")) {
      has_key = false;
    } else if (at.is(i, "INTEGER")) {
      const size_t primary = at.next(i);
      t.text = "BIGINT";
      if (at.is(primary, "PRIMARY")) {
        has_key = true;
        const size_t key = at.next(primary);
        const size_t after = key == Walk::kNone ? key : at.next(key);
        if (at.is(after, ",") && at.is(at.before(i), "id")) {
          tokens[key].text += " GENERATED BY DEFAULT AS IDENTITY";
        }
      }
    } else if (t.text == "TEXT") {  // in capitals: a column is called text
      t.text += kBytewise;
    } else if (at.is(i, "REAL")) {
      t.text = "DOUBLE PRECISION";
    } else if (at.is(i, "BLOB")) {
      t.text = "BYTEA";
    } else if (at.is(i, "STRICT") && at.is(at.before(i), ")")) {
      const size_t comma = at.next(i);
      const size_t without = comma == Walk::kNone ? comma : at.next(comma);
      const bool bare = at.is(comma, ",") && at.is(without, "WITHOUT");
      if (bare) {
        at.blank(at.next(without));
        at.blank(without);
        at.blank(comma);
      } else if (!has_key) {
        tokens[at.before(i)].text = ", rowid BIGINT GENERATED ALWAYS AS IDENTITY)";
      }
      at.blank(i);
    }
  }
  return joined(tokens);
}

std::optional<PlainInsert> plain_insert(std::string_view sql) {
  std::vector<SqlToken> tokens = tokens_of(sql);
  const Walk at(tokens);
  PlainInsert out;
  size_t i = !tokens.empty() && tokens[0].kind != SqlToken::Kind::blank ? 0 : at.next(0);
  if (!at.is(i, "INSERT") || !at.is(i = at.next(i), "INTO")) return std::nullopt;
  if (!at.is_name(i = at.next(i))) return std::nullopt;
  out.table = tokens[i].text;
  if (at.is(i = at.next(i), "(")) {
    do {
      if (!at.is_name(i = at.next(i))) return std::nullopt;
      out.columns.push_back(tokens[i].text);
    } while (at.is(i = at.next(i), ","));
    if (!at.is(i, ")")) return std::nullopt;
    i = at.next(i);
  }
  if (!at.is(i, "VALUES") || !at.is(i = at.next(i), "(")) return std::nullopt;
  using Cell = PlainInsert::Cell;
  do {
    if ((i = at.next(i)) == Walk::kNone) return std::nullopt;
    const SqlToken& t = tokens[i];
    if (t.text == "?") {
      out.cells.push_back({Cell::Kind::bound, ""});
    } else if (same(t.text, "NULL")) {
      out.cells.push_back({Cell::Kind::null, ""});
    } else if (t.kind == SqlToken::Kind::string) {
      std::string s = t.text.substr(1, t.text.size() - 2);
      for (size_t q = 0; (q = s.find("''", q)) != std::string::npos; ++q) s.erase(q, 1);
      out.cells.push_back({Cell::Kind::literal, std::move(s)});
    } else if (t.kind == SqlToken::Kind::word &&
               t.text.find_first_not_of("0123456789") == std::string::npos) {
      out.cells.push_back({Cell::Kind::literal, t.text});
    } else {
      return std::nullopt;
    }
  } while (at.is(i = at.next(i), ","));
  if (!at.is(i, ")")) return std::nullopt;
  if (!out.columns.empty() && out.columns.size() != out.cells.size()) return std::nullopt;
  const size_t after = at.next(i);
  if (after == Walk::kNone) return out;
  if (!at.is(after, "ON")) return std::nullopt;
  out.on_conflict = true;
  return out;
}

std::vector<std::string> tables_of(std::string_view ddl) {
  std::vector<SqlToken> tokens = tokens_of(ddl);
  const Walk at(tokens);
  std::vector<std::string> out;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!at.is(i, "CREATE") || !at.is(at.next(i), "TABLE")) continue;
    const size_t name = at.next(at.next(i));
    if (at.is_name(name)) out.push_back(tokens[name].text);
  }
  return out;
}

}  // namespace isnad
