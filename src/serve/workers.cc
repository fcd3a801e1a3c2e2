#include "serve/workers.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace isnad {

void Workers::enqueue(std::function<void()> work) {
  join_ended();
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      Worker& one = *idle_.back();
      idle_.pop_back();
      one.work = std::move(work);
      one.called.notify_one();
      return;
    }
    if (all_.size() < most_) {
      const auto one = all_.emplace(all_.end());
      try {
        one->thread = std::thread([this, one, work] { run(one, work); });
        return;
      } catch (const std::system_error&) {
        all_.erase(one);
      }
    }
    if (!all_.empty()) {
      waiting_.push_back(std::move(work));
      return;
    }
  }
  work();
}

void Workers::run(All::iterator me, std::function<void()> work) {
  while (work) {
    work();
    work = nullptr;  // what it holds goes before the next is waited for
    work = next(*me);
  }
  const std::lock_guard lock(mutex_);
  ended_.splice(ended_.end(), all_, me);
  finished_.notify_one();
}

std::function<void()> Workers::next(Worker& me) {
  std::unique_lock lock(mutex_);
  if (!waiting_.empty()) {
    std::function<void()> work = std::move(waiting_.front());
    waiting_.pop_front();
    return work;
  }
  if (stopping_) return nullptr;
  idle_.push_back(&me);
  me.called.wait_for(lock, patience_, [&] { return me.work || stopping_; });
  if (me.work) return std::exchange(me.work, nullptr);
  idle_.erase(std::find(idle_.begin(), idle_.end(), &me));
  return nullptr;
}

void Workers::join_ended() {
  All ended;
  {
    const std::lock_guard lock(mutex_);
    ended.swap(ended_);
  }
  for (Worker& one : ended) one.thread.join();
}

void Workers::shutdown() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (Worker* one : idle_) one->called.notify_one();
  }
  for (;;) {
    join_ended();
    std::unique_lock lock(mutex_);
    if (all_.empty() && ended_.empty()) return;
    finished_.wait(lock, [&] { return !ended_.empty(); });
  }
}

size_t Workers::threads() {
  const std::lock_guard lock(mutex_);
  return all_.size();
}

}  // namespace isnad
