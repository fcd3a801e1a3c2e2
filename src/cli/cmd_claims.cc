#include "cli/query.h"

namespace isnad {

namespace {

std::vector<std::string> cells(const ClaimRow& row, NameBook& names) {
  std::string says = row.claim.source.empty() ? row.source_words : names.label(row.claim.source);
  if (!row.claim.via.empty()) says += " via " + names.labels(row.claim.via);
  return {
      row.where.published.value_or("-"), says, row.cue_words, row.words, or_empty(row.where.outlet),
      short_uri(row.where.uri)};
}

class Claims : public Command {
 public:
  const char* name() const override { return "claims"; }
  const char* summary() const override { return "Who says what, in which words, through whom"; }
  const char* examples() const override {
    return "Examples:\n"
           "  isnad claims -d matter.case --source \"Sergei Lavrov\"\n"
           "  isnad claims -d matter.case --type ACCUSE --json";
  }
  void declare(Options& o) override {
    options_.declare(o, "Says it, or takes part in what is told: a code or a name",
                     "direct, indirect, or the type of an event or relation told in the claim",
                     "Published no earlier than this date (2025, 2025-04, 2025-04-04)",
                     "... and no later than this one");
  }
  int run() override {
    static const View<ClaimRow> kView = {
        {"PUBLISHED", "WHO SAYS SO", "CUE", "WORDS", "OUTLET", "DOCUMENT"}, cells, claim_form()};
    return run_query(options_, claim_types(), &CaseFile::claims, kView);
  }

 private:
  QueryOptions options_;
};

}  // namespace

std::unique_ptr<Command> make_claims() { return std::make_unique<Claims>(); }

}  // namespace isnad
