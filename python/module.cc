// The module isnad._isnad: what python/isnad wraps. Records and answers pass as JSON, whose shapes
// are the contract (docs/records.md, docs/api.md). No call holds the interpreter's lock while it
// works.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "engine/engine.h"
#include "engine/raw_document.h"
#include "record/json.h"
#include "serve/api.h"
#include "store/case_file.h"

namespace py = pybind11;

namespace isnad {
namespace {

// Thrown across the border to Python alone, where it becomes an IsnadError.
struct Refused {
  std::string code;
  std::string message;
};

template <class T>
T need(Result<T> result) {
  if (!result) {
    throw Refused{std::string(error_name(result.error().code)), result.error().message};
  }
  return std::move(*result);
}

void need(const Result<void>& result) {
  if (!result) {
    throw Refused{std::string(error_name(result.error().code)), result.error().message};
  }
}

using Documents = std::vector<api::Document>;

// Calls work(i) for all i below `count` in so many threads; the order is theirs.
template <class Work>
void in_threads(size_t count, unsigned threads, const Work& work) {
  std::atomic<size_t> next = 0;
  const auto run = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (size_t i = 1; i < std::min<size_t>(std::max(1U, threads), count); ++i) {
    others.emplace_back(run);
  }
  run();
}

struct Read {
  Record record;
  Fingerprint fingerprint;
  std::string text;
  std::optional<Error> error;
};

class Reader {
 public:
  explicit Reader(const std::string& image)
      : image_(std::make_shared<const Image>(need(Image::open(image)))),
        engine_(need(Engine::open(image))) {}

  std::vector<std::string> extract(const Documents& documents, unsigned threads) const {
    std::vector<std::string> out(documents.size());
    in_threads(documents.size(), threads, [&](size_t i) {
      if (const auto raw = raw_document(documents[i])) {
        write_json(engine_.extract(*raw), out[i]);
      } else {
        write_error_json(documents[i].uri, raw.error(), out[i]);
      }
    });
    return out;
  }

  std::vector<Read> read(const Documents& documents, unsigned threads) const {
    std::vector<Read> out(documents.size());
    in_threads(documents.size(), threads, [&](size_t i) {
      const auto raw = raw_document(documents[i]);
      if (!raw) {
        out[i].error = raw.error();
        return;
      }
      out[i].record = engine_.extract(*raw, &out[i].fingerprint);
      out[i].text = raw->text_utf8;
    });
    return out;
  }

  std::string explain(const api::Document& document, std::optional<uint32_t> sentence) const {
    return need(engine_.explain(need(raw_document(document)), sentence));
  }

  void refresh(CaseFile& file) const {
    const WordHasher hasher = need(WordHasher::open(*image_));
    const StoryRules story = need(StoryRules::open(*image_));
    const WorldRules world = need(WorldRules::open(*image_));
    const auto print = [&](std::string_view text, const std::optional<std::string>& title) {
      api::Document document;
      document.text = text;
      document.title = title;
      Fingerprint fingerprint;
      if (const auto raw = raw_document(document)) engine_.extract(*raw, &fingerprint);
      return fingerprint;
    };
    need(file.refresh({hasher, story, world, print}));
  }

  const std::shared_ptr<const Image>& image() const { return image_; }

 private:
  std::shared_ptr<const Image> image_;
  Engine engine_;
};

// What became of texts that were added, by kind, and what was refused.
struct Tally {
  size_t added = 0;        // new texts
  size_t appearances = 0;  // known texts in a new place
  size_t updated = 0;      // read anew
  size_t there = 0;        // there already
  std::vector<std::pair<std::string, Refused>> refused;
};

// A writer of a case. One thread at a time, which the lock sees to.
class Writer {
 public:
  Writer(std::shared_ptr<const Reader> reader, const std::string& path)
      : reader_(std::move(reader)), file_(need(CaseFile::open(path, CaseFile::Mode::create))) {}

  // One group: all of it is on disk when this returns, or none.
  Tally add(const Documents& documents, unsigned threads) {
    const std::lock_guard lock(mutex_);
    Tally out;
    auto read = reader_->read(documents, threads);
    const auto before = file_.tally();
    need(file_.begin());
    for (size_t i = 0; i < read.size(); ++i) {
      if (!read[i].error) {
        const Result<Added> added = file_.add(read[i].record, read[i].text, read[i].fingerprint);
        if (added) continue;
        if (added.error().code != ErrorCode::too_large) {
          file_.rollback();
          need(Result<void>(tl::unexpected<Error>(added.error())));
        }
        read[i].error = added.error();
      }
      out.refused.emplace_back(
          documents[i].uri,
          Refused{std::string(error_name(read[i].error->code)), read[i].error->message});
    }
    need(file_.commit());
    const auto gained = [&, after = file_.tally()](Added what) {
      const auto now = after.find(what);
      const auto then = before.find(what);
      return (now == after.end() ? 0 : now->second) - (then == before.end() ? 0 : then->second);
    };
    out.added = gained(Added::document);
    out.appearances = gained(Added::appearance);
    out.updated = gained(Added::update);
    out.there = gained(Added::nothing);
    return out;
  }

  void refresh() {
    const std::lock_guard lock(mutex_);
    reader_->refresh(file_);
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const Reader> reader_;
  CaseFile file_;
};

// A reader of a case: the server's API without a server. Thread safe.
class Asker {
 public:
  Asker(const Reader& reader, const std::string& path, const std::string& version)
      : api_(need(CasePool::open(path, false, reader.image())), version) {}

  // Status and body of the answer.
  std::pair<int, std::string> get(std::vector<std::string> path,
                                  std::vector<std::pair<std::string, std::string>> parameters) {
    ApiRequest request;
    request.path = std::move(path);
    request.parameters = std::move(parameters);
    const SharedAnswer answer = api_.answer(request);
    return {answer->head().status, *answer->body()};
  }

 private:
  Api api_;
};

}  // namespace
}  // namespace isnad

PYBIND11_MODULE(_isnad, m) {
  using namespace isnad;
  using Unlocked = py::call_guard<py::gil_scoped_release>;

  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const Refused& r) {
      const py::object type = py::module_::import("isnad._errors").attr("IsnadError");
      PyErr_SetObject(type.ptr(), type(r.code, r.message).ptr());
    }
  });

  py::class_<api::Document>(m, "Document")
      .def(py::init([](std::string text, std::string uri, std::optional<std::string> url,
                       std::optional<std::string> outlet, std::optional<std::string> published,
                       std::optional<std::string> title) {
        return api::Document{std::move(uri),    std::move(text),      std::move(url),
                             std::move(outlet), std::move(published), std::move(title)};
      }));
  py::class_<Reader, std::shared_ptr<Reader>>(m, "Reader")
      .def(py::init<const std::string&>(), Unlocked())
      .def("extract", &Reader::extract, Unlocked())
      .def("explain", &Reader::explain, Unlocked());
  py::class_<Tally>(m, "Tally")
      .def_readonly("added", &Tally::added)
      .def_readonly("appearances", &Tally::appearances)
      .def_readonly("updated", &Tally::updated)
      .def_readonly("there", &Tally::there)
      .def_property_readonly("refused", [](const Tally& t) {
        std::vector<std::tuple<std::string, std::string, std::string>> out;
        for (const auto& [uri, why] : t.refused) out.emplace_back(uri, why.code, why.message);
        return out;
      });
  py::class_<Writer>(m, "Writer")
      .def(py::init([](std::shared_ptr<Reader> reader, const std::string& path) {
             return std::make_unique<Writer>(std::move(reader), path);
           }),
           Unlocked())
      .def("add", &Writer::add, Unlocked())
      .def("refresh", &Writer::refresh, Unlocked());
  py::class_<Asker>(m, "Asker")
      .def(py::init<const Reader&, const std::string&, const std::string&>(), Unlocked())
      .def("get", &Asker::get, Unlocked());
}
