#include <array>

#include "cli/command.h"

namespace isnad {

const char* const kAbout =
    "isnad reads Arabic news and writes who did what to whom, when, and who says so.";

const char* const kExamples =
    "Examples:\n"
    "  isnad extract article.txt              one JSON record a document\n"
    "  isnad read articles/ -d matter.case    keep them in a case file, print a digest\n"
    "  isnad timeline -d matter.case          what happened when, and who says so\n"
    "  isnad VERB --help                      options and an example of each verb\n\n"
    "Exit status: 0 all went well, 1 something could not be read or written,\n"
    "2 wrong usage, 130 interrupted.";

std::vector<std::unique_ptr<Command>> all_commands() {
  constexpr std::array kMake = {
      make_extract,  make_read,    make_events, make_claims,     make_relations, make_entities,
      make_timeline, make_stories, make_copies, make_happenings, make_facts,     make_conflicts,
      make_state,    make_why,     make_export, make_show,       make_morph,     make_numbers,
      make_times,    make_explain, make_frames, make_reduce,     make_eval,      make_watch,
      make_refresh,  make_search,  make_serve,  make_mcp};
  std::vector<std::unique_ptr<Command>> out;
  for (const auto make : kMake) out.push_back(make());
  return out;
}

}  // namespace isnad
