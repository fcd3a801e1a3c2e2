#pragma once
#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

// Threads that serve connections.

namespace isnad {

// As many as there is work for, `most` at once. The one that became free last gets the next work,
// and who has had none for `patience` ends: of the library's pool each thread comes to its turn,
// and what each of 128 keeps of memory came to half of that of `isnad serve` (docs/decisions/0025).
// Thread safe.
class Workers final : public httplib::TaskQueue {
 public:
  explicit Workers(size_t most, std::chrono::milliseconds patience = std::chrono::seconds(10))
      : most_(most), patience_(patience) {}
  // REQUIRES: shutdown() was called.
  ~Workers() override = default;

  // Work waits while all are busy. Where the system gives no thread at all it is done at once.
  void enqueue(std::function<void()> work) override;
  // Returns when all work is done; none is taken afterwards.
  void shutdown() override;

  size_t threads();  // that there are now

 private:
  struct Worker {
    std::thread thread;
    std::condition_variable called;
    std::function<void()> work;  // given to it while it was idle
  };
  using All = std::list<Worker>;

  void run(All::iterator me, std::function<void()> work);
  // The next work of a worker that has done its own; nothing: it is to end.
  std::function<void()> next(Worker& me);
  void join_ended();

  const size_t most_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable finished_;  // one more has ended
  All all_;
  All ended_;                  // to be joined
  std::vector<Worker*> idle_;  // the one that became so last at the end
  std::list<std::function<void()>> waiting_;
  bool stopping_ = false;
};

}  // namespace isnad
