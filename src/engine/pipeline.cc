// The pipeline: the one file that wires the stages.

#include <algorithm>
#include <future>

#include "engine/assemble.h"
#include "engine/stages.h"

namespace isnad {

void Engine::Impl::read(const RawDocument& document, Analyser& analyser, Trace& out,
                        bool trace) const {
  Record& record = out.record;
  record.doc = document_info(document);
  record.doc.lang = detect_language(document.text, image());

  out.text = read_text(document.text);
  const TextView& text = out.text;
  for (const Sentence& s : text.sentences) record.sentences.push_back(s.span);
  if (record.doc.lang != "ar") {  // sentences alone: the stages below read Arabic
    if (out.wants_fingerprint)
      out.fingerprint.search = search_words_of(text, out.words, record.doc, analyser);
    return;
  }
  parts.mark(out.text);

  out.words = analyse_words(text, analyser);
  out.numbers = numbers.numbers(text, out.words);
  if (auto published = times.published(text, out.words, out.numbers)) {
    settle_published(*published, record.doc);
  }
  record.times = times.times(text, out.words, out.numbers, Anchor{record.doc.published});
  record.quantities = numbers.quantities(text, out.words, out.numbers, record.times);

  out.entities = entities.entities(text, out.words);
  out.syntax = syntax.syntax(text, out.words, out.entities, record.times, out.numbers);
  Actors actors(text, out.words, out.entities, out.syntax, entities.gazetteer(), image(),
                record.doc.published);

  out.claims = claims.claims(text, out.words, out.entities, out.syntax, actors);
  actors.set_speech(speech_of(out.claims, out.entities, entities.gazetteer()));
  std::vector<int32_t> told_by;
  record.events = events.events({text, out.words, out.entities, out.syntax, actors, record.times,
                                 record.quantities, record.doc.published, &out.claims},
                                trace ? &out.events : nullptr, &told_by);
  record.relations = relations.relations(text, out.words, out.entities, out.syntax, actors,
                                         record.times, record.quantities, record.events);

  if (out.wants_fingerprint) {
    out.fingerprint = fingerprint(text, out.words, out.entities, parts.dateline(text));
  }
  record.entities = out.entities.entities;
  join_references(references(text, out.words, out.entities, out.syntax, actors), document,
                  entities.gazetteer(), record);
  settle_title(document, text, record.doc);
  join_claims(out.claims, told_by, record);
  if (out.wants_fingerprint)
    out.fingerprint.search = search_words_of(text, out.words, record.doc, analyser);
  name_everything(image().checksum(), record);
}

Result<Engine> Engine::open(const std::filesystem::path& path) {
  auto image = Image::map(path);
  if (!image) return tl::unexpected(image.error());
  // Into its final place first: the stages keep references into it.
  auto placed = std::make_unique<Image>(std::move(*image));
  const Image& i = *placed;
  // Whether it is whole is found out beside the rest: no stage trusts an offset of it, and none has
  // read a text before the answer is there.
  auto verifying =
      std::async(std::launch::async | std::launch::deferred, [&i] { return i.verify(); });
  // Unpacking the frames takes as long as all else: beside it, where there is a thread to be had.
  auto opening =
      std::async(std::launch::async | std::launch::deferred, [&i] { return EventReader::open(i); });
  auto lexicon = Lexicon::open(i);
  auto parts = PartReader::open(i);
  auto numbers = NumberReader::open(i);
  auto times = TimeReader::open(i);
  auto entities = EntityReader::open(i);
  auto syntax = SyntaxReader::open(i);
  auto claims = ClaimReader::open(i);
  auto relations = RelationReader::open(i);
  auto events = opening.get();
  // A damaged image is that first of all, whatever a stage made of it.
  if (auto whole = verifying.get(); !whole) return tl::unexpected(whole.error());
  for (const Error* e : {lexicon ? nullptr : &lexicon.error(), parts ? nullptr : &parts.error(),
                         numbers ? nullptr : &numbers.error(), times ? nullptr : &times.error(),
                         entities ? nullptr : &entities.error(), syntax ? nullptr : &syntax.error(),
                         events ? nullptr : &events.error(), claims ? nullptr : &claims.error(),
                         relations ? nullptr : &relations.error()}) {
    if (e) return fail(e->code, path.string() + ": " + e->message);
  }
  return Engine(std::unique_ptr<Impl>(new Impl{std::move(placed),
                                               std::move(*lexicon),
                                               std::move(*parts),
                                               std::move(*numbers),
                                               std::move(*times),
                                               std::move(*entities),
                                               std::move(*syntax),
                                               std::move(*events),
                                               std::move(*claims),
                                               std::move(*relations),
                                               {},
                                               {}}));
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine::~Engine() = default;

uint64_t Engine::checksum() const { return impl_->image().checksum(); }

void Engine::forget_forms() const {
  std::vector<std::unique_ptr<Analyser>> gone;
  const std::lock_guard lock(impl_->mutex);
  gone.swap(impl_->idle);
}

std::unique_ptr<Analyser> Engine::Impl::borrow() const {
  {
    const std::lock_guard lock(mutex);
    if (!idle.empty()) {
      auto analyser = std::move(idle.back());
      idle.pop_back();
      return analyser;
    }
  }
  return std::make_unique<Analyser>(lexicon);
}

void Engine::Impl::give_back(std::unique_ptr<Analyser> analyser) const {
  analyser->trim();
  const std::lock_guard lock(mutex);
  idle.push_back(std::move(analyser));
}

Record Engine::extract(const RawDocument& document, Fingerprint* fingerprint) const {
  auto analyser = impl_->borrow();
  Trace trace;
  trace.wants_fingerprint = fingerprint != nullptr;
  impl_->read(document, *analyser, trace, false);
  impl_->give_back(std::move(analyser));
  if (fingerprint) *fingerprint = std::move(trace.fingerprint);
  return std::move(trace.record);
}

EventTrace Engine::readings(const RawDocument& document, Record* record) const {
  auto analyser = impl_->borrow();
  Trace trace;
  impl_->read(document, *analyser, trace, true);
  impl_->give_back(std::move(analyser));
  if (record) *record = std::move(trace.record);
  return std::move(trace.events);
}

}  // namespace isnad
