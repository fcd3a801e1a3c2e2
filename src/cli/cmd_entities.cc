#include "cli/query.h"

namespace isnad {

namespace {

std::string role(const EntityRow& row) {
  std::string s = or_empty(row.role);
  if (row.of) s += (s.empty() ? "" : ", ") + *row.of;
  return s;
}

std::vector<std::string> cells(const EntityRow& row, NameBook&) {
  return {row.code,
          row.name_en,
          row.name_ar,
          row.kind,
          role(row),
          std::to_string(row.documents),
          std::to_string(row.mentions),
          std::to_string(row.events),
          std::to_string(row.claims)};
}

class Entities : public Command {
 public:
  const char* name() const override { return "entities"; }
  const char* summary() const override { return "Who and what is named, and how often"; }
  const char* examples() const override {
    return "Examples:\n"
           "  isnad entities -d matter.case --type person\n"
           "  isnad entities -d matter.case --outlet \"The Gazette\" --limit 20 --csv";
  }
  void declare(Options& o) override {
    options_.declare(o, "This one alone: a code or a name",
                     "state, organization, armed_group, person, place, weapon or generic",
                     "In documents published no earlier than this date",
                     "... and no later than this one");
  }
  int run() override {
    static const View<EntityRow> kView = {
        {"CODE", "NAME", "ARABIC", "KIND", "ROLE", "DOCUMENTS", "MENTIONS", "EVENTS", "CLAIMS"},
        cells,
        entity_form()};
    return run_query(options_, entity_kinds(), &CaseFile::entities, kView);
  }

 private:
  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_entities() { return std::make_unique<Entities>(); }

}  // namespace isnad
