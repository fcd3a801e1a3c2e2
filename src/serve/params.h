#pragma once
#include <optional>
#include <string>
#include <vector>

#include "serve/message.h"
#include "store/rows.h"

// The parameters of a request, read strictly: what no reader asked for is a fault, so that a
// misspelt filter never looks like an answer.

namespace isnad {

class Params {
 public:
  explicit Params(const std::vector<std::pair<std::string, std::string>>& given);

  // Each reads one parameter; nothing or the default where it is not given. An empty value counts
  // as not given: forms send such.
  std::optional<std::string> text(const char* name);
  size_t number(const char* name, size_t otherwise, size_t least, size_t most);
  bool flag(const char* name);                        // true, false
  std::optional<std::string> date(const char* name);  // EDTF
  // One of the list, whatever the case of its letters; as the list has it.
  std::optional<std::string> one_of(const char* name, const std::vector<std::string>& list);
  // The names between commas, each one of the list.
  std::vector<std::string> many_of(const char* name, const std::vector<std::string>& list);

  // To be asked when all have been read: the first fault, or one for a parameter that is given
  // twice or that nobody read.
  Answer<void> check();

 private:
  struct Given {
    std::string name;
    std::string value;
    bool read = false;
  };
  const std::string* find(const char* name);
  void wrong(const char* name, const std::string& what);

  std::vector<Given> given_;
  std::vector<std::string> known_;
  std::optional<Fault> fault_;
};

inline constexpr size_t kPageRows = 50;   // of a list, without `limit`
inline constexpr size_t kMostRows = 500;  // of a list
inline constexpr size_t kMostOffset = 100000;

// Why a value can be no name, date or query at all; empty: it can.
std::string wrong_text(const std::string& value);

// actor, type (one of `types`, empty: none is taken), from, to, source, outlet.
void read_filter(Params& params, const std::vector<std::string>& types, Filter& filter);
// from, to, outlet.
void read_dates(Params& params, Filter& filter);
// limit and offset.
void read_page(Params& params, Filter& filter);

}  // namespace isnad
