// The public interface (include/isnad) over the engine.

#include "engine/engine.h"
#include "engine/raw_document.h"
#include "ingest/decode.h"
#include "isnad/engine.h"
#include "record/json.h"

#include "base/utf8.h"

namespace isnad {

Result<RawDocument> raw_document(const api::Document& document) {
  if (document.published && !is_edtf_day_month_or_year(*document.published)) {
    return fail(ErrorCode::bad_argument, document.uri + ": published \"" + *document.published +
                                             "\" is no date (2025-04-04, 2025-04 or 2025)");
  }
  if (document.text.size() > kMaxDocumentBytes) {
    return fail(ErrorCode::too_large, document.uri + ": longer than one document may be");
  }
  auto decoded = decode_text(document.text, document.uri);
  if (!decoded) return tl::unexpected(decoded.error());
  RawDocument out;
  out.uri = document.uri;
  out.url = document.url;
  out.outlet = document.outlet;
  out.published = document.published;
  out.title = document.title;
  out.text = std::move(decoded->text);
  out.text_utf8 = encode_utf8(out.text);
  out.note = std::move(decoded->note);
  return out;
}

}  // namespace isnad

namespace isnad::api {

namespace {

Failure failure(const Error& e) { return {std::string(error_name(e.code)), e.message}; }

}  // namespace

struct Engine::Impl {
  isnad::Engine engine;
};

std::variant<Engine, Failure> Engine::open(const std::string& image_path) {
  auto engine =
      isnad::Engine::open(image_path.empty() ? find_image() : std::filesystem::path(image_path));
  if (!engine) return failure(engine.error());
  return Engine(std::unique_ptr<Impl>(new Impl{std::move(*engine)}));
}

std::string Engine::extract(const Document& document) const {
  std::string out;
  if (auto text = raw_document(document)) {
    write_json(impl_->engine.extract(*text), out);
  } else {
    write_error_json(document.uri, text.error(), out);
  }
  return out;
}

std::variant<std::string, Failure> Engine::explain(const Document& document,
                                                   std::optional<unsigned> sentence) const {
  auto text = raw_document(document);
  if (!text) return failure(text.error());
  auto explained = impl_->engine.explain(*text, sentence);
  if (!explained) return failure(explained.error());
  return std::move(*explained);
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

}  // namespace isnad::api
