#include "serve/answer_cache.h"

#include "serve/gzip.h"

namespace isnad {

namespace {

constexpr size_t kWorthGzip = 1024;
constexpr int kGzipLevel = 4;

// With its compressed form, which may be made later: about a quarter of it.
size_t bytes_of(const std::string& key, const ApiResponse& response) {
  return 2 * key.size() + response.body.size() + response.body.size() / 4 + 512;
}

}  // namespace

const std::string& FinishedAnswer::gzip() const {
  std::call_once(packed_, [this] {
    if (response_.body.size() >= kWorthGzip) gzip_ = gzipped(response_.body, kGzipLevel);
  });
  return gzip_;
}

SharedAnswer AnswerCache::get(const std::string& state, const std::string& key,
                              const std::function<ApiResponse()>& make) {
  const std::string name = state + '\n' + key;
  std::shared_ptr<Making> own;
  {
    std::unique_lock lock(mutex_);
    if (state_ != state) {
      kept_.clear();
      at_.clear();
      bytes_ = 0;
      state_ = state;
    }
    if (const auto found = at_.find(key); found != at_.end()) {
      kept_.splice(kept_.begin(), kept_, found->second);
      return kept_.front().answer;
    }
    if (const auto found = making_.find(name); found != making_.end()) {
      const std::shared_ptr<Making> other = found->second;
      made_.wait(lock, [&] { return other->ended; });
      if (other->answer) return other->answer;
    }
    // Who waited in vain makes it too; whoever comes later waits for one of them.
    own = std::make_shared<Making>();
    making_[name] = own;
  }
  // Also when `make` throws: nobody is to wait for ever.
  struct End {
    AnswerCache& cache;
    const std::string& name;
    const std::shared_ptr<Making>& own;
    ~End() {
      {
        const std::lock_guard lock(cache.mutex_);
        own->ended = true;
        const auto at = cache.making_.find(name);
        if (at != cache.making_.end() && at->second == own) cache.making_.erase(at);
      }
      cache.made_.notify_all();
    }
  } const end{*this, name, own};
  auto answer = std::make_shared<const FinishedAnswer>(make());
  const std::lock_guard lock(mutex_);
  own->answer = answer;
  if (state_ == state) keep(key, answer);
  return answer;
}

void AnswerCache::keep(const std::string& key, const SharedAnswer& answer) {
  const ApiResponse& response = answer->response();
  const size_t bytes = bytes_of(key, response);
  if (response.status != 200 || response.file || bytes > most_bytes_ / 8 || at_.count(key) > 0) {
    return;
  }
  kept_.push_front({key, answer, bytes});
  at_[key] = kept_.begin();
  bytes_ += bytes;
  while (bytes_ > most_bytes_) {
    bytes_ -= kept_.back().bytes;
    at_.erase(kept_.back().key);
    kept_.pop_back();
  }
}

}  // namespace isnad
