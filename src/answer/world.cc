#include "answer/world.h"

#include <algorithm>

#include "answer/types.h"

namespace isnad {

Result<Days> days_argument(const std::string& what, const std::string& edtf) {
  if (const std::optional<Days> days = days_of(edtf)) return *days;
  return fail(ErrorCode::bad_argument, what + ' ' + edtf +
                                           ": is no date: write 2025, 2025-04, 2025-04-04 or a "
                                           "range 2024/2025");
}

Where where_of(const CaseWorld& world, const Article& a) {
  return {a.id, a.uri, a.outlet == kNoSymbol ? std::nullopt : std::optional(world.code(a.outlet)),
          a.published_as.empty() ? std::nullopt : std::optional(a.published_as)};
}

Result<std::shared_ptr<const CaseWorld>> CaseWorld::open(const CaseFile& file, const Image& image) {
  std::shared_ptr<CaseWorld> out(new CaseWorld());
  Result<WorldRules> rules = WorldRules::open(image);
  if (!rules) return tl::unexpected<Error>(rules.error());
  out->rules_ = std::make_unique<WorldRules>(std::move(*rules));
  Result<Corpus> corpus = file.world();
  if (!corpus) return tl::unexpected<Error>(corpus.error());
  out->corpus_ = std::move(*corpus);
  out->world_ = std::make_unique<World>(out->corpus_, *out->rules_);
  return std::shared_ptr<const CaseWorld>(std::move(out));
}

Day CaseWorld::last_day() const {
  std::optional<Day> last;
  for (const Article& a : corpus_.articles) {
    if (a.published && (!last || *last < a.published->last)) last = a.published->last;
  }
  return last.value_or(0);
}

Result<Symbol> CaseWorld::symbol(const CaseFile& file, const std::string& wanted) const {
  const Result<std::vector<std::string>> codes = file.codes(wanted);
  if (!codes) return tl::unexpected<Error>(codes.error());
  for (const std::string& c : *codes) {
    if (const Symbol s = corpus_.symbols.find(c); s != kNoSymbol) return s;
  }
  return fail(ErrorCode::not_found,
              "\"" + wanted +
                  "\": nothing lasting is told of it in this case; isnad entities "
                  "lists who is named in it");
}

Result<Viewpoint> CaseWorld::viewpoint(const CaseFile& file, const WorldQuestion& question,
                                       std::string (*option)(const char*)) const {
  Viewpoint from;
  from.consequences = !question.reported;
  if (question.known_by) {
    const Result<Days> days = days_argument(option("known_by"), *question.known_by);
    if (!days) return tl::unexpected<Error>(days.error());
    from.known_by = days->last;
  }
  if (question.outlet) {
    for (const Article& a : corpus_.articles) {
      if (a.outlet == kNoSymbol || !same_word(code(a.outlet), *question.outlet)) continue;
      from.outlets.push_back(a.outlet);
    }
    std::sort(from.outlets.begin(), from.outlets.end());
    from.outlets.erase(std::unique(from.outlets.begin(), from.outlets.end()), from.outlets.end());
    if (from.outlets.empty()) {
      return fail(ErrorCode::not_found, option("outlet") + ' ' + *question.outlet +
                                            ": no article of it tells anything lasting");
    }
  }
  if (question.source) {
    const Result<Symbol> source = symbol(file, *question.source);
    if (!source) return tl::unexpected<Error>(source.error());
    from.sources.push_back(*source);
  }
  return from;
}

Result<Sight> sight_at(std::shared_ptr<const CaseWorld> world, const WorldQuestion& question,
                       std::string (*option)(const char*)) {
  Sight sight;
  const Day last = world->last_day();
  sight.at = {last, last};
  if (question.at) {
    const Result<Days> days = days_argument(option("at"), *question.at);
    if (!days) return tl::unexpected<Error>(days.error());
    sight.at = *days;
  }
  sight.at_name = question.at ? *question.at : date_of(sight.at);
  sight.world = std::move(world);
  return sight;
}

Result<Sight> look_at(std::shared_ptr<const CaseWorld> world, const CaseFile& file,
                      const WorldQuestion& question, std::string (*option)(const char*)) {
  const Result<Viewpoint> from = world->viewpoint(file, question, option);
  if (!from) return tl::unexpected<Error>(from.error());
  Result<Sight> sight = sight_at(std::move(world), question, option);
  if (sight) sight->state = std::make_shared<const State>(sight->world->world().state(*from));
  return sight;
}

}  // namespace isnad
