#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "cli/command.h"
#include "store/case_file.h"
#include "store/name_book.h"
#include "world/text.h"
#include "world/world.h"

// What the verbs that ask about the world have in common: whose reports count, and when.

namespace isnad {

struct WorldOptions {
  std::string file;
  std::optional<std::string> at;
  std::optional<std::string> known_by;
  std::optional<std::string> outlet;
  std::optional<std::string> source;
  bool reported = false;

  void declare(Options& options);
};

// A case with its world as the options see it. References stay valid as long as it lives.
class WorldView {
 public:
  // Errors: of the case file; bad_argument for what is no date, outlet or name of the case.
  static Result<WorldView> open(const WorldOptions& options);

  const CaseFile& file() const { return *file_; }
  NameBook& names() { return *names_; }
  const World& world() const { return *world_; }
  const State& state() const { return *state_; }
  // --at, or without it the day of the latest article.
  Days at() const { return at_; }
  // "2025-07-01", or the month or year of the days.
  std::string at_name() const { return at_name_; }
  // The symbol of a code or name. Error not_found: nothing in the world of the case is called so.
  Result<Symbol> symbol(const std::string& wanted) const;
  const std::string& code(Symbol s) const { return corpus_->symbols.name(s); }
  std::string label(const Fluent& fluent);

 private:
  std::unique_ptr<Image> image_;
  std::unique_ptr<CaseFile> file_;
  std::unique_ptr<NameBook> names_;
  std::unique_ptr<WorldRules> rules_;
  std::unique_ptr<Corpus> corpus_;
  std::unique_ptr<World> world_;
  std::unique_ptr<State> state_;
  Days at_;
  std::string at_name_;
};

// Keeps a view until the program ends. A verb has no other use for what it asked, and to take tens
// of thousands of reports to pieces one by one costs a tenth of the answer's time.
WorldView& kept(WorldView&& view);

// Error bad_argument that names the option.
Result<Days> days_argument(const char* option, const std::string& edtf);

}  // namespace isnad
