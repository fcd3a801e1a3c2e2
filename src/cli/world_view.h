#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer/world.h"
#include "cli/command.h"

// What the verbs that ask about the world have in common: whose reports count, and when.

namespace isnad {

struct WorldOptions : WorldQuestion {
  std::string file;

  void declare(Options& options);
};

// A case with its world as the options see it. References stay valid as long as it lives.
class WorldView {
 public:
  // Errors: of the case file; bad_argument for what is no date, outlet or name of the case.
  static Result<WorldView> open(const WorldOptions& options);

  const CaseFile& file() const { return *file_; }
  NameBook& names() { return *names_; }
  const CaseWorld& case_world() const { return *sight_.world; }
  const World& world() const { return sight_.world->world(); }
  const State& state() const { return *sight_.state; }
  // --at, or without it the day of the latest article.
  Days at() const { return sight_.at; }
  // "2025-07-01", or the month or year of the days.
  std::string at_name() const { return sight_.at_name; }
  Result<Symbol> symbol(const std::string& wanted) const {
    return sight_.world->symbol(*file_, wanted);
  }
  const std::string& code(Symbol s) const { return sight_.world->code(s); }
  std::string label(const Fluent& fluent);

 private:
  std::unique_ptr<Image> image_;
  std::unique_ptr<CaseFile> file_;
  std::unique_ptr<NameBook> names_;
  Sight sight_;
};

// Keeps a view until the program ends. A verb has no other use for what it asked, and to take tens
// of thousands of reports to pieces one by one costs a tenth of the answer's time.
WorldView& kept(WorldView&& view);

}  // namespace isnad
