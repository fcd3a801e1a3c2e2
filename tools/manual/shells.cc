// Completions of bash, zsh and fish. Each is one file that needs nothing from the program.

#include "manual/pages.h"

namespace isnad::manual {

namespace {

// Inside single quotes of a shell.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? "" : " ") + one;
  return out;
}

// Names of files stand behind these, and behind no name at all.
bool is_file(const Option& option) {
  return option.value == "FILE" || option.value == "CASE" || option.value == "PATH";
}

// The first sentence of a help, for lists of one line each.
std::string brief(std::string_view help) {
  return std::string(help.substr(0, help.find_first_of("\n;")));
}

}  // namespace

std::string bash_completion(const std::vector<Page>& pages) {
  std::string verbs;
  std::string cases;
  for (const Page& page : pages) {
    verbs += (verbs.empty() ? "" : " ") + page.name;
    std::string names;
    std::string values;
    for (const Option& option : page.options) {
      if (option.positional) continue;
      names += joined(option.names) + " ";
      if (option.value.empty()) continue;
      std::string pattern;
      for (const std::string& name : option.names) pattern += (pattern.empty() ? "" : "|") + name;
      const auto known = choices(option);
      if (!known.empty()) {
        values += "        " + pattern + ") COMPREPLY=($(compgen -W " + in_quotes(joined(known)) +
                  " -- \"$cur\")); return ;;\n";
      } else if (!is_file(option)) {
        values += "        " + pattern + ") return ;;\n";
      }
    }
    cases += "    " + page.name + ")\n      options=" + in_quotes(names + "--help") + "\n";
    if (!values.empty()) cases += "      case $before in\n" + values + "      esac\n";
    cases += "      ;;\n";
  }
  return "# Completion of isnad for bash. Made from the help of the program by tools/manual.\n"
         "_isnad() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options=\n"
         "  COMPREPLY=()\n"
         "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
         "    COMPREPLY=($(compgen -W " +
         in_quotes(verbs + " --help --version") +
         " -- \"$cur\"))\n"
         "    return\n"
         "  fi\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  if [[ $cur == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
         "  else\n"
         "    compopt -o default 2>/dev/null\n"
         "  fi\n"
         "}\n"
         "complete -F _isnad isnad\n";
}

std::string zsh_completion(const std::vector<Page>& pages) {
  // Inside the [description] of _arguments, and before a colon.
  const auto described = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  };
  std::string verbs;
  std::string cases;
  for (const Page& page : pages) {
    verbs += "    " + in_quotes(described(page.name) + ":" + described(page.summary)) + "\n";
    cases += "    " + page.name + ")\n      _arguments -S \\\n";
    for (const Option& option : page.options) {
      if (option.positional) continue;
      const auto known = choices(option);
      const std::string action = !known.empty()    ? "(" + joined(known) + ")"
                                 : is_file(option) ? "_files"
                                                   : "";
      const std::string value =
          option.value.empty() ? "" : ":" + described(option.value) + ":" + action;
      for (const std::string& name : option.names) {
        cases += "        " + in_quotes(name + "[" + described(brief(option.help)) + "]" + value) +
                 " \\\n";
      }
    }
    cases += "        '--help[Print this help]' \\\n        '*:file:_files'\n      ;;\n";
  }
  return "#compdef isnad\n"
         "# Completion of isnad for zsh. Made from the help of the program by tools/manual.\n"
         "_isnad() {\n"
         "  local -a verbs\n"
         "  verbs=(\n" +
         verbs +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n"
         "    _describe verb verbs\n"
         "    return\n"
         "  fi\n"
         "  local verb=$words[2]\n"
         "  shift words\n"
         "  (( CURRENT-- ))\n"
         "  case $verb in\n" +
         cases +
         "  esac\n"
         "}\n"
         "_isnad \"$@\"\n";
}

std::string fish_completion(const std::vector<Page>& pages) {
  // fish has backslashes inside single quotes, for these two alone.
  const auto text = [](std::string_view s) {
    std::string out = "'";
    for (const char c : s) {
      if (c == '\'' || c == '\\') out += '\\';
      out += c;
    }
    return out + "'";
  };
  std::string out =
      "# Completion of isnad for fish. Made from the help of the program by tools/manual.\n"
      "complete -c isnad -n __fish_use_subcommand -f\n"
      "complete -c isnad -n __fish_use_subcommand -l version -d 'Print the version'\n";
  for (const Page& page : pages) {
    out += "complete -c isnad -n __fish_use_subcommand -a " + page.name + " -d " +
           text(page.summary) + "\n";
  }
  for (const Page& page : pages) {
    const std::string when =
        "complete -c isnad -n " + text("__fish_seen_subcommand_from " + page.name);
    for (const Option& option : page.options) {
      if (option.positional) continue;
      out += when;
      for (const std::string& name : option.names) {
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      const auto known = choices(option);
      if (!known.empty()) {
        out += " -x -a " + text(joined(known));
      } else if (!option.value.empty()) {
        out += is_file(option) ? " -r -F" : " -x";
      }
      out += " -d " + text(brief(option.help)) + "\n";
    }
  }
  return out;
}

}  // namespace isnad::manual
