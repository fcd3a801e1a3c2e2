#include "manual/pages.h"

#include "cli/command.h"
#include "export/exporter.h"
#include "record/record.h"

namespace isnad::manual {

namespace {

std::vector<std::string> split(std::string_view list, char at) {
  std::vector<std::string> out;
  while (true) {
    const size_t end = list.find(at);
    out.emplace_back(list.substr(0, end));
    if (end == std::string_view::npos) return out;
    list.remove_prefix(end + 1);
  }
}

// Keeps what a verb declares instead of parsing with it.
class Recorder : public Options {
 public:
  explicit Recorder(std::vector<Option>& out) : out_(out) {}
  void flag(const char* names, bool&, const char* help) override { add(names, "", help); }
  void text(const char* names, std::string&, const char* value, const char* help) override {
    add(names, value, help);
  }
  void text(const char* names, std::optional<std::string>&, const char* value,
            const char* help) override {
    add(names, value, help);
  }
  void pair(const char* names, std::optional<std::pair<std::string, std::string>>&,
            const char* values, const char* help) override {
    add(names, values, help);
  }
  void number(const char* names, size_t&, const char* help) override { add(names, "N", help); }
  void required_text(const char* names, std::string&, const char* value,
                     const char* help) override {
    add(names, value, help).required = true;
  }
  void words(const char* name, std::vector<std::string>&, const char* help) override {
    add(name, "", help).several = true;
  }
  void inputs(const char* name, std::vector<std::string>&, const char* help) override {
    Option& option = add(name, "", help);
    option.required = option.several = true;
  }

 private:
  Option& add(const char* names, const char* value, const char* help) {
    Option& option = out_.emplace_back();
    option.names = split(names, ',');
    option.value = value;
    option.help = help;
    option.positional = option.names.front().front() != '-';
    return option;
  }
  std::vector<Option>& out_;
};

bool is_called(const Option& option, std::string_view name) {
  for (const std::string& n : option.names) {
    if (n == name) return true;
  }
  return false;
}

template <class Kind, class Name>
std::vector<std::string> names_of(Kind last, const Name& name) {
  std::vector<std::string> out;
  for (size_t k = 0; k <= static_cast<size_t>(last); ++k) {
    out.emplace_back(name(static_cast<Kind>(k)));
  }
  return out;
}

}  // namespace

std::vector<Page> read_pages() {
  constexpr std::string_view kExamplesHead = "Examples:\n";
  std::vector<Page> out;
  for (const auto& command : all_commands()) {
    Page& page = out.emplace_back();
    page.name = command->name();
    page.summary = command->summary();
    const std::string_view end = command->examples();
    const size_t at = end.find(kExamplesHead);
    page.about = end.substr(0, at);
    while (page.about.ends_with('\n')) page.about.pop_back();
    if (at != std::string_view::npos) page.examples = end.substr(at + kExamplesHead.size());
    Recorder recorder(page.options);
    command->declare(recorder);
  }
  return out;
}

std::vector<std::string> choices(const Option& option) {
  if (is_called(option, "--type") && option.value == "TYPE") {
    return names_of(EventType::assault, event_type_name);
  }
  if (is_called(option, "--relation"))
    return names_of(RelationKind::at_odds_with, relation_kind_name);
  std::vector<std::string> out;
  if (is_called(option, "--to") && option.value == "FORMAT") {
    for (const ExportFormat& format : export_formats()) out.emplace_back(format.name);
  }
  return out;
}

}  // namespace isnad::manual
