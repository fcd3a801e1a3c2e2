#include "cli/query.h"

namespace isnad {

namespace {

std::string period(const Relation& r) {
  if (!r.from && !r.to) return "-";
  return r.from.value_or("..") + '/' + r.to.value_or("..");
}

std::vector<std::string> cells(const RelationRow& row, NameBook& names) {
  const Relation& r = row.relation;
  std::string kind(relation_kind_name(r.rel));
  if (r.factuality != Factuality::actual)
    kind += " (" + std::string(factuality_name(r.factuality)) + ')';
  const std::string says = r.source.empty() ? or_empty(row.where.outlet) : names.labels(r.source);
  return {names.label(r.subject),  kind, names.label(r.object), period(r), row.words, says,
          short_uri(row.where.uri)};
}

class Relations : public Command {
 public:
  const char* name() const override { return "relations"; }
  const char* summary() const override {
    return "Lasting facts: members, offices, forces, agreements";
  }
  const char* examples() const override {
    return "Examples:\n"
           "  isnad relations -d matter.case --actor MLI\n"
           "  isnad relations -d matter.case --type forces_in --from 2022 --json";
  }
  void declare(Options& o) override {
    options_.declare(o, "Stands on either side: a code or a name",
                     "member_of, party_to, forces_in, ... at_odds_with",
                     "Nothing that ended before this date; an end that is not told is open");
  }
  int run() override {
    static const View<RelationRow> kView = {
        {"WHO", "RELATION", "TO WHAT", "FROM/TO", "WORDS", "WHO SAYS SO", "DOCUMENT"},
        cells,
        relation_form()};
    return run_query(options_, relation_kinds(), &CaseFile::relations, kView);
  }

 private:
  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_relations() { return std::make_unique<Relations>(); }

}  // namespace isnad
