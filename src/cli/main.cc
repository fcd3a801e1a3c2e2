#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>

#include "cli/bidi.h"
#include "cli/command.h"
#include "cli/exit_code.h"

namespace isnad {

namespace {

class CliOptions : public Options {
 public:
  explicit CliOptions(CLI::App& app) : app_(app) {}
  void flag(const char* names, bool& to, const char* help) override {
    app_.add_flag(names, to, help);
  }
  void text(const char* names, std::string& to, const char* value, const char* help) override {
    app_.add_option(names, to, help)->type_name(value);
  }
  void text(const char* names, std::optional<std::string>& to, const char* value,
            const char* help) override {
    app_.add_option_function<std::string>(
            names, [&to](const std::string& s) { to = s; }, help)
        ->type_name(value);
  }
  void pair(const char* names, std::optional<std::pair<std::string, std::string>>& to,
            const char* values, const char* help) override {
    app_.add_option_function<std::pair<std::string, std::string>>(
            names, [&to](const std::pair<std::string, std::string>& two) { to = two; }, help)
        ->type_name(values);
  }
  void number(const char* names, size_t& to, const char* help) override {
    app_.add_option(names, to, help)->type_name("N")->check(CLI::NonNegativeNumber);
  }
  void required_text(const char* names, std::string& to, const char* value,
                     const char* help) override {
    app_.add_option(names, to, help)->type_name(value)->required();
  }
  void words(const char* name, std::vector<std::string>& to, const char* help) override {
    app_.add_option(name, to, help)->type_name("");
  }
  void inputs(const char* name, std::vector<std::string>& to, const char* help) override {
    app_.add_option(name, to, help)->required()->type_name("");
  }

 private:
  CLI::App& app_;
};

int run(int argc, char** argv) {
  CLI::App app(kAbout, "isnad");
  app.set_version_flag("--version", std::string("isnad ") + ISNAD_VERSION, "Print the version");
  app.set_help_flag("-h,--help", "Print this help");
  app.require_subcommand(1);
  app.footer(kExamples);
  const std::vector<std::unique_ptr<Command>> commands = all_commands();
  std::vector<CLI::App*> verbs;
  for (const auto& command : commands) {
    CLI::App* verb = app.add_subcommand(command->name(), command->summary());
    verb->footer(command->examples());
    CliOptions options(*verb);
    command->declare(options);
    verbs.push_back(verb);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);
    const CLI::App* verb = &app;
    for (const CLI::App* v : verbs) {
      if (v->parsed()) verb = v;
    }
    const std::string shown = verb == &app ? "isnad" : "isnad " + verb->get_name();
    std::string said = e.what();
    // The library says the same of a missing and of a misspelt verb.
    if (verb == &app && argc > 1 && argv[1][0] != '-') {
      said = fmt::format("{}: is no verb; isnad --help lists them", argv[1]);
    } else if (verb == &app && argc == 1) {
      said = "a verb is missing: isnad read, isnad events ...";
    }
    // What was typed may come out of somebody else's file.
    std::cerr << "isnad: " << safe_line(said) << "\nTry: " << shown << " --help\n";
    return exit_code(ErrorCode::bad_argument);
  }
  for (size_t i = 0; i < verbs.size(); ++i) {
    if (verbs[i]->parsed()) return finish_output(commands[i]->run());
  }
  return exit_code(ErrorCode::bad_argument);
}

}  // namespace

}  // namespace isnad

int main(int argc, char** argv) {
  // A limit on file size is a failed write like any other, to be told in words.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return isnad::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "isnad: not enough memory\n";
  } catch (const std::exception& e) {
    std::cerr << "isnad: unexpected failure: " << isnad::safe_line(e.what()) << "\n";
  }
  return 1;
}
