#include "serve/case_pool.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "store/case_url.h"

namespace isnad {

namespace {

std::string random_text() {
  std::random_device source;
  std::string out;
  for (int i = 0; i < 2; ++i) out += fmt::format("{:08x}", source());
  return out;
}

}  // namespace

CaseLease::~CaseLease() {
  if (desk_) pool_->give_back(std::move(desk_), spoilt_);
}

Result<std::unique_ptr<CasePool>> CasePool::open(const std::string& case_path, bool writable,
                                                 std::shared_ptr<const Image> image) {
  std::unique_ptr<CasePool> pool(new CasePool());
  pool->path_ = case_path;
  pool->writable_ = writable;
  pool->at_server_ = is_case_url(case_path);
  pool->image_ = std::move(image);
  Result<Lexicon> lexicon = Lexicon::open(*pool->image_);
  if (!lexicon) return tl::unexpected<Error>(lexicon.error());
  pool->lexicon_ = std::make_unique<const Lexicon>(std::move(*lexicon));
  const Result<PlaceTable> places = PlaceTable::open(*pool->image_);
  if (!places) return tl::unexpected<Error>(places.error());
  pool->places_ = *places;
  const Result<CaseLease> first = pool->take();
  if (!first) return tl::unexpected<Error>(first.error());
  const std::string& name = (*first)->file.name();
  const size_t slash = name.find_last_of('/');
  pool->name_ = name;
  pool->title_ = slash == std::string::npos ? name : name.substr(slash + 1);
  return pool;
}

Error CasePool::shown(Error error) const {
  for (const std::string& name : {name_, path_}) {
    if (name == title_) continue;
    for (size_t at = 0; (at = error.message.find(name, at)) != std::string::npos;) {
      error.message.replace(at, name.size(), title_);
      at += title_.size();
    }
  }
  return error;
}

Result<std::string> CasePool::identity() const {
  if (at_server_) return std::to_string(lost_.load());
  struct stat s {};
  if (::stat(path_.c_str(), &s) != 0) {
    return fail(ErrorCode::unreadable, "the case is not there any more");
  }
  return std::to_string(s.st_dev) + ':' + std::to_string(s.st_ino);
}

Result<std::string> CasePool::version(const std::string& identity) {
  const std::lock_guard lock(version_mutex_);
  if (!watched_ || (!at_server_ && watched_identity_ != identity)) {
    watched_.reset();
    Result<CaseFile> file = CaseFile::open(path_, CaseFile::Mode::read);
    if (!file) return tl::unexpected<Error>(file.error());
    watched_ = std::move(*file);
    watched_identity_ = identity;
    watched_mark_.clear();
  }
  Result<std::string> mark = watched_->change_mark();
  if (!mark && at_server_ && mark.error().code == ErrorCode::unreachable) {
    // The server was started anew: its other connections are lost with this one.
    ++lost_;
    Result<CaseFile> again = CaseFile::open(path_, CaseFile::Mode::read);
    if (again) {
      watched_ = std::move(*again);
      watched_mark_.clear();
      mark = watched_->change_mark();
    }
  }
  if (!mark) {
    watched_.reset();
    return tl::unexpected<Error>(mark.error());
  }
  if (version_.empty() || watched_mark_ != *mark) {
    watched_mark_ = std::move(*mark);
    version_ = random_text();
  }
  return version_;
}

Result<std::string> CasePool::state() {
  const Result<std::string> now = identity();
  return now ? version(*now) : now;
}

Result<std::unique_ptr<CaseDesk>> CasePool::new_desk(const std::string& identity) const {
  Result<CaseFile> file =
      CaseFile::open(path_, writable_ ? CaseFile::Mode::write : CaseFile::Mode::read);
  if (!file) return tl::unexpected<Error>(file.error());
  auto desk = std::make_unique<CaseDesk>(
      std::move(*file), *lexicon_,
      [this](const std::string& code) { return name_of_place(*places_, code); });
  desk->identity = identity;
  return desk;
}

Result<CaseLease> CasePool::take() {
  const Result<std::string> now = identity();
  std::unique_ptr<CaseDesk> desk;
  {
    std::unique_lock lock(mutex_);
    if (!now || *now != identity_) free_.clear();
    if (!now) return tl::unexpected<Error>(now.error());
    identity_ = *now;
    returned_.wait(lock, [&] { return !free_.empty() || lent_ < kMostDesks; });
    ++lent_;
    if (!free_.empty()) {
      desk = std::move(free_.back());
      free_.pop_back();
    }
  }
  const auto give_up = [&](const Error& error) {
    give_back(nullptr, true);
    return tl::unexpected<Error>(error);
  };
  if (!desk) {
    auto made = new_desk(*now);
    if (!made) return give_up(made.error());
    desk = std::move(*made);
  }
  Result<std::string> version = this->version(*now);
  if (!version) return give_up(version.error());
  if (const auto then = identity(); at_server_ && then && *then != desk->identity) {
    auto made = new_desk(*then);
    if (!made) return give_up(made.error());
    desk = std::move(*made);
  }
  if (desk->version != *version) {
    desk->names.forget();
    desk->version = std::move(*version);
  }
  return CaseLease(*this, std::move(desk));
}

void CasePool::warm(const std::stop_token& done) {
  const Result<CaseLease> desk = take();
  if (desk && !done.stop_requested()) static_cast<void>(digest(**desk));
}

Result<CaseFile> CasePool::open_alone() const {
  return CaseFile::open(path_, CaseFile::Mode::read);
}

void CasePool::give_back(std::unique_ptr<CaseDesk> desk, bool spoilt) {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (desk && !spoilt && desk->identity == identity_) free_.push_back(std::move(desk));
  }
  returned_.notify_one();
}

Result<std::shared_ptr<const Digest>> CasePool::digest(const CaseDesk& desk) {
  const std::lock_guard lock(digest_mutex_);
  if (!digest_ || digest_version_ != desk.version) {
    Result<Digest> digest = desk.file.digest();
    if (!digest) return tl::unexpected<Error>(digest.error());
    digest_ = std::make_shared<const Digest>(std::move(*digest));
    digest_version_ = desk.version;
  }
  return digest_;
}

Result<bool> CasePool::refresh_due(const CaseDesk& desk) {
  const std::lock_guard lock(digest_mutex_);
  if (due_version_ != desk.version) {
    const Result<bool> due = desk.file.needs_refresh();
    if (!due) return due;
    due_ = *due;
    due_version_ = desk.version;
  }
  return due_;
}

Result<std::shared_ptr<const CaseWorld>> CasePool::world(const CaseDesk& desk) {
  const std::lock_guard lock(world_mutex_);
  world_asked_ = std::chrono::steady_clock::now();
  if (!world_ || world_version_ != desk.version) {
    states_.clear();
    world_.reset();
    const auto begin = std::chrono::steady_clock::now();
    auto world = CaseWorld::open(desk.file, *image_);
    if (!world) return world;
    world_ = std::move(*world);
    world_version_ = desk.version;
    world_asked_ = std::chrono::steady_clock::now();
    world_cost_ = world_asked_ - begin;
  }
  return world_;
}

bool CasePool::forget_world() {
  const std::lock_guard lock(world_mutex_);
  if (!world_ || std::chrono::steady_clock::now() < world_asked_ + world_cost_) return false;
  states_.clear();
  world_.reset();
  return true;
}

Result<Sight> CasePool::sight(const CaseDesk& desk, const WorldQuestion& question,
                              std::string (*option)(const char*)) {
  const auto world = this->world(desk);
  if (!world) return tl::unexpected<Error>(world.error());
  const Result<Viewpoint> from = (*world)->viewpoint(desk.file, question, option);
  if (!from) return tl::unexpected<Error>(from.error());
  Result<Sight> sight = sight_at(*world, question, option);
  if (!sight) return sight;
  std::string key = from->known_by ? std::to_string(*from->known_by) : "-";
  for (const Symbol s : from->outlets) key += " o" + std::to_string(s);
  for (const Symbol s : from->sources) key += " s" + std::to_string(s);
  if (!from->consequences) key += " reported";
  {
    const std::lock_guard lock(world_mutex_);
    const auto at = std::find_if(states_.begin(), states_.end(),
                                 [&](const KnownState& s) { return s.key == key; });
    if (world_ == *world && at != states_.end()) {
      sight->state = at->state;
      std::rotate(at, at + 1, states_.end());
      return sight;
    }
  }
  // Worked out without the lock: two requests may do so at once, for the same state.
  const auto begin = std::chrono::steady_clock::now();
  sight->state = std::make_shared<const State>((*world)->world().state(*from));
  const std::lock_guard lock(world_mutex_);
  if (world_ == *world) {
    world_asked_ = std::chrono::steady_clock::now();
    if (states_.empty()) world_cost_ += world_asked_ - begin;
    if (states_.size() >= kMostStates) states_.erase(states_.begin());
    states_.push_back({std::move(key), sight->state});
  }
  return sight;
}

}  // namespace isnad
