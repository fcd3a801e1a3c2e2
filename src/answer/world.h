#pragma once
#include <memory>
#include <optional>
#include <string>

#include "base/image.h"
#include "store/case_file.h"
#include "store/name_book.h"
#include "world/text.h"
#include "world/world.h"

// The world of a case, as a question sees it: whose reports count, and when.

namespace isnad {

// The names in messages are those of the parameters; the command line writes them as options.
struct WorldQuestion {
  std::optional<std::string> at;        // EDTF: the days asked about; else the latest article's
  std::optional<std::string> known_by;  // EDTF: only what articles published by then say
  std::optional<std::string> outlet;    // only what this outlet says
  std::optional<std::string> source;    // only what this speaker or agency says: a code or a name
  bool reported = false;                // nothing that follows by rule
};

// All that a case tells of the world, with the rules. Immutable; may be read by many threads.
class CaseWorld {
 public:
  // Errors: of the case, of the image.
  static Result<std::shared_ptr<const CaseWorld>> open(const CaseFile& file, const Image& image);

  const Corpus& corpus() const { return corpus_; }
  const World& world() const { return *world_; }
  const std::string& code(Symbol s) const { return corpus_.symbols.name(s); }
  // The last day on which an article of it was published; without dates 1970-01-01.
  Day last_day() const;
  // The symbol of a code or name. Error not_found: nothing in the world of the case is called so.
  Result<Symbol> symbol(const CaseFile& file, const std::string& wanted) const;
  // Errors: bad_argument, not_found: what is no date, outlet or name of the case. `option` writes
  // the name of a parameter in a message.
  Result<Viewpoint> viewpoint(const CaseFile& file, const WorldQuestion& question,
                              std::string (*option)(const char* parameter)) const;

  CaseWorld(const CaseWorld&) = delete;
  CaseWorld& operator=(const CaseWorld&) = delete;

 private:
  CaseWorld() = default;
  std::unique_ptr<WorldRules> rules_;
  Corpus corpus_;
  std::unique_ptr<World> world_;
};

// The world as a question sees it.
struct Sight {
  std::shared_ptr<const CaseWorld> world;
  std::shared_ptr<const State> state;  // of `world`
  Days at;
  std::string at_name;  // "2025-07-01", or the month or year of the days
};

// The days that the question is about, and their name; the state is still open. Error bad_argument.
Result<Sight> sight_at(std::shared_ptr<const CaseWorld> world, const WorldQuestion& question,
                       std::string (*option)(const char* parameter));
// Errors as of CaseWorld::viewpoint.
Result<Sight> look_at(std::shared_ptr<const CaseWorld> world, const CaseFile& file,
                      const WorldQuestion& question, std::string (*option)(const char* parameter));

// `Days` of an EDTF date. Error bad_argument that begins with `what`.
Result<Days> days_argument(const std::string& what, const std::string& edtf);

// The article that a row of `world` stands in.
Where where_of(const CaseWorld& world, const Article& article);

}  // namespace isnad
