#include "serve/answer_cache.h"

#include "serve/gzip.h"

namespace isnad {

namespace {

constexpr size_t kWorthGzip = 1024;
constexpr int kGzipLevel = 4;

constexpr size_t kRoom = 512;  // of an answer's own, about

}  // namespace

std::shared_ptr<const std::string> FinishedAnswer::body() const {
  if (unpacked_ > 0) {
    return std::make_shared<const std::string>(ungzipped(gzip_, unpacked_));
  }
  return {shared_from_this(), &head_.body};
}

std::shared_ptr<const std::string> FinishedAnswer::gzip() const {
  std::call_once(packed_, [this] {
    if (gzip_.empty() && head_.body.size() >= kWorthGzip) gzip_ = gzipped(head_.body, kGzipLevel);
  });
  if (gzip_.empty()) return nullptr;
  return {shared_from_this(), &gzip_};
}

SharedAnswer FinishedAnswer::packed() const {
  const auto small = gzip();
  if (!small || unpacked_ > 0) return shared_from_this();
  ApiResponse head;
  head.status = head_.status;
  head.type = head_.type;
  head.headers = head_.headers;
  auto out = std::make_shared<FinishedAnswer>(std::move(head));
  out->gzip_ = *small;
  out->unpacked_ = head_.body.size();
  return out;
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
  SharedAnswer answer = std::make_shared<const FinishedAnswer>(make());
  const bool lasts = answer->head().status == 200 && !answer->head().file;
  const SharedAnswer small = lasts ? answer->packed() : nullptr;
  const std::lock_guard lock(mutex_);
  own->answer = answer;
  if (small && state_ == state) keep(key, small);
  return answer;
}

void AnswerCache::keep(const std::string& key, const SharedAnswer& answer) {
  const size_t bytes = 2 * key.size() + answer->bytes() + kRoom;
  if (bytes > most_bytes_ / 8 || at_.count(key) > 0) return;
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
