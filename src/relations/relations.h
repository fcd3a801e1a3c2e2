#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "claims/claims.h"
#include "entities/entities.h"
#include "morph/morph.h"
#include "record/record.h"
#include "syntax/actors.h"
#include "syntax/syntax.h"
#include "text/text.h"

// Lasting facts that the document asserts: offices, membership, presence of forces, bases,
// alliances, hostilities, control, succession, subordination, agreements.

namespace isnad {

class RelationReader {
 public:
  static Result<RelationReader> open(const Image& image);
  ~RelationReader();
  RelationReader(RelationReader&&) noexcept;

  // Relations in text order, repeated ones merged (the first span is kept). `events` are those of
  // the document: some start or end a relation (a deployment, a withdrawal, leaving a body).
  // Ids and `source` are filled by the engine.
  std::vector<Relation> relations(const TextView& text, const std::vector<Word>& words,
                                  const EntityIndex& entities, const Syntax& syntax,
                                  const Actors& actors, const std::vector<TimeExpression>& times,
                                  const std::vector<Quantity>& quantities,
                                  const std::vector<Event>& events) const;
  struct Impl;

 private:
  explicit RelationReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
