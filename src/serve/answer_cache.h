#pragma once
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "serve/message.h"

// Answers that are kept while the case stays as it is: many readers look at the same few views.

namespace isnad {

// An answer as it goes out, shared by all who asked for it. Thread safe.
class FinishedAnswer : public std::enable_shared_from_this<FinishedAnswer> {
 public:
  explicit FinishedAnswer(ApiResponse response) : head_(std::move(response)) {}
  // All but the body.
  const ApiResponse& head() const { return head_; }
  std::shared_ptr<const std::string> body() const;
  // The body compressed, once, when somebody first asks; null where that is not worth it.
  std::shared_ptr<const std::string> gzip() const;
  // The same answer with nothing but its compressed body in memory, where that is worth it: a
  // seventh or so. Its body() unpacks it each time. REQUIRES: no file.
  std::shared_ptr<const FinishedAnswer> packed() const;
  size_t bytes() const { return head_.body.size() + gzip_.size(); }

 private:
  ApiResponse head_;  // with the body, unless it is packed
  mutable std::once_flag packed_;
  mutable std::string gzip_;
  size_t unpacked_ = 0;  // bytes of the body of which gzip_ is all that is kept
};

using SharedAnswer = std::shared_ptr<const FinishedAnswer>;

// Thread safe.
class AnswerCache {
 public:
  // `most_bytes`: of all that is kept, the least lately asked goes first. An answer of over an
  // eighth of that is not kept.
  explicit AnswerCache(size_t most_bytes) : most_bytes_(most_bytes) {}

  // What was made for `key` in this state of the case, else what `make` gives. Who asks for what is
  // being made waits for it, so that it is made once. Kept, packed, is what has status 200 and no
  // file. A state other than the last one's empties the cache.
  SharedAnswer get(const std::string& state, const std::string& key,
                   const std::function<ApiResponse()>& make);

 private:
  struct Kept {
    std::string key;
    SharedAnswer answer;
    size_t bytes;
  };
  struct Making {
    SharedAnswer answer;  // null: it is not finished, or failed by an exception
    bool ended = false;
  };
  using Keys = std::unordered_map<std::string, std::list<Kept>::iterator>;

  void keep(const std::string& key, const SharedAnswer& answer);

  const size_t most_bytes_;
  std::mutex mutex_;
  std::condition_variable made_;
  std::string state_;
  size_t bytes_ = 0;
  std::list<Kept> kept_;  // the one asked last in front
  Keys at_;
  std::unordered_map<std::string, std::shared_ptr<Making>> making_;  // by state and key
};

}  // namespace isnad
