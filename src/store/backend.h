#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

// What a store must be able to do to stand behind Database and Statement (store/database.h);
// included by src/store/*.cc alone. Columns are counted from 0, values to be bound from 1.

namespace isnad {

// Bytes that are no text.
struct Bytes {
  std::string_view bytes;
};

class StatementBackend {
 public:
  virtual ~StatementBackend() = default;
  virtual void bind(int position, int64_t v) = 0;
  virtual void bind(int position, double v) = 0;
  virtual void bind(int position, std::string_view v) = 0;
  virtual void bind(int position, const Bytes& v) = 0;
  virtual void bind_null(int position) = 0;
  virtual Result<bool> step() = 0;
  virtual Result<void> run() = 0;
  virtual void reset() = 0;
  virtual int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  // Both valid until the next step.
  virtual std::string_view text(int column) const = 0;
  virtual std::string_view blob(int column) const = 0;
  virtual bool is_null(int column) const = 0;
};

// How a transaction sees what others write.
enum class Isolation {
  writing,   // others' commits appear between statements; SQLite: nobody else writes
  snapshot,  // all is as at the first statement
  reading    // the same, and nothing may be written
};

class DatabaseBackend {
 public:
  virtual ~DatabaseBackend() = default;
  virtual Result<void> execute(const char* sql) = 0;
  virtual Result<std::unique_ptr<StatementBackend>> prepare(std::string_view sql) = 0;
  virtual Result<void> begin(Isolation isolation) = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;
  virtual bool in_transaction() const = 0;
  virtual int64_t last_id() = 0;
  virtual Result<int64_t> new_id(const char* table) = 0;
  virtual bool is_server() const = 0;
  virtual bool conflicted() const { return false; }
  virtual Result<void> lock(int) { return {}; }
  virtual void unlock(int) {}
  virtual Result<bool> try_lock(int) { return true; }
  virtual Result<bool> claim(std::string_view) { return true; }
  virtual Result<void> give_back(std::string_view) { return {}; }
  virtual Result<std::string> holder(std::string_view) { return std::string(); }
};

}  // namespace isnad
