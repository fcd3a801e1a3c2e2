#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What a verb of the command line is. One file a verb: it says its options, then runs.

namespace isnad {

// The options of one verb. Each call ties an option to a variable that must outlive the parsing;
// `value` is the word that stands for the value in the help.
class Options {
 public:
  virtual ~Options() = default;
  virtual void flag(const char* names, bool& to, const char* help) = 0;
  virtual void text(const char* names, std::string& to, const char* value, const char* help) = 0;
  virtual void text(const char* names, std::optional<std::string>& to, const char* value,
                    const char* help) = 0;
  virtual void pair(const char* names, std::optional<std::pair<std::string, std::string>>& to,
                    const char* values, const char* help) = 0;
  virtual void number(const char* names, size_t& to, const char* help) = 0;
  virtual void required_text(const char* names, std::string& to, const char* value,
                             const char* help) = 0;
  // Words in any number, also none.
  virtual void words(const char* name, std::vector<std::string>& to, const char* help) = 0;
  virtual void inputs(const char* name, std::vector<std::string>& to, const char* help) = 0;
};

class Command {
 public:
  virtual ~Command() = default;
  virtual const char* name() const = 0;
  virtual const char* summary() const = 0;   // one line
  virtual const char* examples() const = 0;  // the end of the help
  virtual void declare(Options& options) = 0;
  // Returns the exit code.
  virtual int run() = 0;
};

// Of the program: what it is, and the end of its help.
extern const char* const kAbout;
extern const char* const kExamples;

// All verbs, in the order of the help.
std::vector<std::unique_ptr<Command>> all_commands();

std::unique_ptr<Command> make_extract();
std::unique_ptr<Command> make_read();
std::unique_ptr<Command> make_watch();
std::unique_ptr<Command> make_refresh();
std::unique_ptr<Command> make_events();
std::unique_ptr<Command> make_claims();
std::unique_ptr<Command> make_relations();
std::unique_ptr<Command> make_entities();
std::unique_ptr<Command> make_timeline();
std::unique_ptr<Command> make_copies();
std::unique_ptr<Command> make_happenings();
std::unique_ptr<Command> make_facts();
std::unique_ptr<Command> make_conflicts();
std::unique_ptr<Command> make_state();
std::unique_ptr<Command> make_why();
std::unique_ptr<Command> make_stories();
std::unique_ptr<Command> make_export();
std::unique_ptr<Command> make_show();
std::unique_ptr<Command> make_search();
std::unique_ptr<Command> make_serve();
std::unique_ptr<Command> make_mcp();
std::unique_ptr<Command> make_explain();
std::unique_ptr<Command> make_frames();
std::unique_ptr<Command> make_numbers();
std::unique_ptr<Command> make_times();
std::unique_ptr<Command> make_morph();
std::unique_ptr<Command> make_eval();
std::unique_ptr<Command> make_reduce();

}  // namespace isnad
