#include "cli/command.h"
#include "manual/pages.h"

namespace isnad::manual {

namespace {

// Text as roff takes it literally: no escapes, no requests at the beginning of a line, and hyphens
// that can be searched for and copied.
std::string literal(std::string_view text) {
  std::string out;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '~') {
      out += "\\(ti";
    } else if (c == '^') {
      out += "\\(ha";
    } else if (c == '`') {
      out += "\\(ga";
    } else {
      out += c;
    }
    begins = c == '\n';
  }
  return out;
}

std::string head(const std::string& name, const std::string& version) {
  std::string upper = name;
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return ".\\\" Made from the help of the program by tools/manual.\n.TH " + literal(upper) +
         " 1 \"\" \"isnad " + version + "\" \"User Commands\"\n";
}

std::string as_it_stands(std::string_view lines) { return ".nf\n" + literal(lines) + "\n.fi\n"; }

// A line that begins with spaces, or that many spaces divide, is part of a list or table.
bool is_listed(std::string_view paragraph) {
  return paragraph.find("\n ") != std::string_view::npos || paragraph.starts_with(' ');
}

std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t end = text.find("\n\n");
    const std::string_view one = text.substr(0, end);
    out +=
        (out.empty() ? "" : ".PP\n") + (is_listed(one) ? as_it_stands(one) : literal(one) + "\n");
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
  }
  return out;
}

std::string value_of(const Option& option) {
  return option.value.empty() ? "" : " \\fI" + literal(option.value) + "\\fR";
}

std::string entry(const Option& option) {
  std::string out = ".TP\n";
  bool more = false;
  for (const std::string& name : option.names) {
    out += (more ? ", " : "") +
           (option.positional ? "\\fI" + literal(name) + "\\fR" : "\\fB" + literal(name) + "\\fR");
    more = true;
  }
  out += value_of(option) + "\n" + literal(option.help);
  if (option.required && !option.positional) out += " (required)";
  return out + "\n";
}

std::string synopsis(const Page& page) {
  std::string out = ".SH SYNOPSIS\n.B isnad " + literal(page.name) + "\n";
  for (const Option& option : page.options) {
    if (option.positional || !option.required) continue;
    out += ".B " + literal(option.names.front()) + "\n.I " + literal(option.value) + "\n";
  }
  out += ".RI [ OPTIONS ]\n";
  for (const Option& option : page.options) {
    if (!option.positional) continue;
    const std::string dots = option.several ? "..." : "";
    out += option.required ? ".I " + literal(option.names.front()) + dots + "\n"
                           : ".RI [ " + literal(option.names.front()) + dots + " ]\n";
  }
  return out;
}

constexpr const char* kExit =
    ".SH EXIT STATUS\n0 all went well, 1 something could not be read or written, 2 wrong usage, "
    "130 "
    "interrupted.\n";

}  // namespace

std::string man_page(const Page& page, const std::string& version) {
  std::string out = head("isnad-" + page.name, version);
  out += ".SH NAME\nisnad\\-" + literal(page.name) + " \\- " + literal(page.summary) + "\n";
  out += synopsis(page);
  if (!page.about.empty()) out += ".SH DESCRIPTION\n" + paragraphs(page.about);
  bool positionals = false;
  std::string options;
  for (const Option& option : page.options) {
    if (option.positional) {
      if (!positionals) out += ".SH ARGUMENTS\n";
      positionals = true;
      out += entry(option);
    } else {
      options += entry(option);
    }
  }
  out += ".SH OPTIONS\n" + options + ".TP\n\\fB\\-h\\fR, \\fB\\-\\-help\\fR\nPrint this help\n";
  if (!page.examples.empty()) out += ".SH EXAMPLES\n" + as_it_stands(page.examples);
  return out + kExit + ".SH SEE ALSO\n.BR isnad (1)\n";
}

std::string man_overview(const std::vector<Page>& pages, const std::string& version) {
  std::string out = head("isnad", version);
  out += ".SH NAME\nisnad \\- read Arabic news into sourced, dated records\n";
  out += ".SH SYNOPSIS\n.B isnad\n.I VERB\n.RI [ OPTIONS ]\n.SH DESCRIPTION\n" + literal(kAbout) +
         "\n.SH VERBS\n";
  for (const Page& page : pages) {
    out += ".TP\n.BR isnad\\-" + literal(page.name) + " (1)\n" + literal(page.summary) + "\n";
  }
  out +=
      ".SH OPTIONS\n.TP\n\\fB\\-\\-version\\fR\nPrint the version\n.TP\n\\fB\\-h\\fR, "
      "\\fB\\-\\-help\\fR\nPrint this help\n";
  const std::string_view end = kExamples;
  const size_t first = end.find('\n') + 1;
  out += ".SH EXAMPLES\n" + as_it_stands(end.substr(first, end.find("\n\n") - first)) + kExit;
  return out +
         ".SH ENVIRONMENT\n.TP\n.B ISNAD_IMAGE\nThe compiled language data, where it is neither "
         "beside the program nor in ../share/isnad\n";
}

}  // namespace isnad::manual
