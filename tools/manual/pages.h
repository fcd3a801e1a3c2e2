#pragma once
#include <string>
#include <string_view>
#include <vector>

// What the command line says of itself (src/cli/command.h), and the forms in which it is installed:
// manual pages and completions of shells. The help of --help, the pages and the completions come
// from the same declarations.

namespace isnad::manual {

struct Option {
  std::vector<std::string> names;  // "-d", "--case"; of a positional its name alone: "INPUT"
  std::string value;               // the word that stands for the value; empty: a flag
  std::string help;
  bool required = false;
  bool positional = false;
  bool several = false;  // a positional that may be repeated
};

struct Page {
  std::string name;  // of the verb
  std::string summary;
  std::string about;     // paragraphs, an empty line between two
  std::string examples;  // lines as they stand
  std::vector<Option> options;
};

// The pages of all verbs, in the order of the help.
std::vector<Page> read_pages();

// Values of an option that are known beforehand: types of events, kinds of relations, formats.
// Empty for others.
std::vector<std::string> choices(const Option& option);

// roff, for man(7). `version` is that of the program.
std::string man_page(const Page& page, const std::string& version);
std::string man_overview(const std::vector<Page>& pages, const std::string& version);

std::string bash_completion(const std::vector<Page>& pages);
std::string zsh_completion(const std::vector<Page>& pages);
std::string fish_completion(const std::vector<Page>& pages);

}  // namespace isnad::manual
