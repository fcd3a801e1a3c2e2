#include "cli/extraction.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include <atomic>
#include <memory>
#include <thread>

namespace isnad {

void extract_all(Ingest& ingest, const Engine& engine, size_t threads, bool fingerprints,
                 const std::function<bool(Extracted&)>& sink,
                 const std::function<bool()>& stopped) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  std::atomic<bool> refused{false};
  // Only the first step touches ingest: the steps run at the same time.
  struct Taken {
    IngestItem item;
    size_t files_done;
    size_t files;
  };
  using Item = std::shared_ptr<Taken>;
  using Done = std::shared_ptr<Extracted>;
  const auto take = [&](tbb::flow_control& flow) -> Item {
    if (!refused && !stopped()) {
      if (auto item = ingest.next()) {
        return std::make_shared<Taken>(
            Taken{std::move(*item), ingest.files_done(), ingest.files()});
      }
    }
    flow.stop();
    return nullptr;
  };
  const auto read = [&](const Item& taken) -> Done {
    IngestItem& item = taken->item;
    auto done = std::make_shared<Extracted>();
    done->uri = item.uri;
    done->files_done = taken->files_done;
    done->files = taken->files;
    if (!item.document) {
      done->error = item.document.error();
      return done;
    }
    done->record = engine.extract(*item.document, fingerprints ? &done->fingerprint : nullptr);
    done->text = std::move(item.document->text_utf8);
    done->note = std::move(item.document->note);
    return done;
  };
  const auto give = [&](const Done& done) {
    if (!refused && !sink(*done)) refused = true;
  };
  tbb::parallel_pipeline(threads * 2,
                         tbb::make_filter<void, Item>(tbb::filter_mode::serial_in_order, take) &
                             tbb::make_filter<Item, Done>(tbb::filter_mode::parallel, read) &
                             tbb::make_filter<Done, void>(tbb::filter_mode::serial_in_order, give));
}

Result<Engine> open_engine() { return Engine::open(find_image()); }

}  // namespace isnad
