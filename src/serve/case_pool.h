#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "answer/world.h"
#include "base/image.h"
#include "entities/places.h"
#include "morph/morph.h"
#include "store/case_file.h"
#include "store/name_book.h"

// The case that is served: connections that requests borrow, and what is worked out once for a
// state of the case.

namespace isnad {

// One connection with what is known by it. Used by one thread at a time.
struct CaseDesk {
  CaseFile file;
  NameBook names;
  Analyser words;        // for the words of queries
  std::string version;   // of the case, when it was last taken
  std::string identity;  // of the file that it is open on

  CaseDesk(CaseFile opened, const Lexicon& lexicon, NameBook::Others others)
      : file(std::move(opened)), names(file, std::move(others)), words(lexicon) {}
  CaseDesk(const CaseDesk&) = delete;
  CaseDesk& operator=(const CaseDesk&) = delete;
};

class CasePool;

// A desk on loan; goes back when it is destroyed.
class CaseLease {
 public:
  CaseLease(CasePool& pool, std::unique_ptr<CaseDesk> desk)
      : pool_(&pool), desk_(std::move(desk)) {}
  CaseLease(CaseLease&&) noexcept = default;
  CaseLease& operator=(CaseLease&&) = delete;
  ~CaseLease();
  CaseDesk& operator*() const { return *desk_; }
  CaseDesk* operator->() const { return desk_.get(); }
  // The connection is not to be used again: a server went away, a file was exchanged.
  void spoil() { spoilt_ = true; }

 private:
  CasePool* pool_;
  std::unique_ptr<CaseDesk> desk_;
  bool spoilt_ = false;
};

// Thread safe.
class CasePool {
 public:
  // `case_path` as CaseFile::open takes it. The case is opened once to see that it can be.
  static Result<std::unique_ptr<CasePool>> open(const std::string& case_path, bool writable,
                                                std::shared_ptr<const Image> image);

  // Waits while all desks are on loan, `kMostDesks` at once. Errors: as CaseFile::open; unreadable
  // where the file is gone. A file that was exchanged for another is opened anew.
  Result<CaseLease> take();

  // Another text whenever the case is not as it was, also across runs of the program. A desk taken
  // later sees this state or a newer one. Errors as of take().
  Result<std::string> state();

  // A connection of one's own, for work that holds the case still. Errors as of take().
  Result<CaseFile> open_alone() const;

  const Image& image() const { return *image_; }
  // The case as messages and the page may name it: its file name, or its name at a server.
  const std::string& title() const { return title_; }
  bool writable() const { return writable_; }
  // The error with this name of the case: whoever asks is not to learn folders and servers.
  Error shown(Error error) const;

  // Looks at what is kept below before anybody asks. Its errors are those of whoever asks next.
  void warm(const std::stop_token& done);

  // What the case holds, in the state that the desk sees; the last one is kept.
  Result<std::shared_ptr<const Digest>> digest(const CaseDesk& desk);
  // Does it hold documents that no refresh has seen? Kept likewise: it looks through all of them.
  Result<bool> refresh_due(const CaseDesk& desk);
  // The world of the case in the state that the desk sees; kept while it is asked for.
  Result<std::shared_ptr<const CaseWorld>> world(const CaseDesk& desk);
  // ... as the question sees it; the last few are kept as long.
  Result<Sight> sight(const CaseDesk& desk, const WorldQuestion& question,
                      std::string (*option)(const char*));
  // Lets the world go if nobody has asked for it for as long as it took to read it and to work
  // out its first state, some 3 ms for a thousand articles: it grows with the case. Who draws a
  // slider asks faster where that is long. True if there was one.
  bool forget_world();

 private:
  friend class CaseLease;
  static constexpr size_t kMostDesks = 16;
  static constexpr size_t kMostStates = 24;

  CasePool() = default;
  void give_back(std::unique_ptr<CaseDesk> desk, bool spoilt);
  // Device and inode of the file, as one text; for a server how often its connections were lost.
  Result<std::string> identity() const;
  Result<std::unique_ptr<CaseDesk>> new_desk(const std::string& identity) const;
  // The state of the case in this file.
  Result<std::string> version(const std::string& identity);

  std::string path_;
  std::string name_;  // as its messages name it
  std::string title_;
  bool writable_ = false;
  bool at_server_ = false;
  std::shared_ptr<const Image> image_;
  std::unique_ptr<const Lexicon> lexicon_;
  std::optional<PlaceTable> places_;

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<CaseDesk>> free_;
  size_t lent_ = 0;
  std::string identity_;

  // One connection sees all changes: a mark of its case means nothing on another one.
  std::mutex version_mutex_;
  std::optional<CaseFile> watched_;
  std::string watched_identity_;
  std::string watched_mark_;
  std::string version_;
  std::atomic<uint64_t> lost_{0};

  std::mutex digest_mutex_;
  std::string digest_version_;
  std::shared_ptr<const Digest> digest_;
  std::string due_version_;
  bool due_ = false;

  std::mutex world_mutex_;
  std::string world_version_;
  std::shared_ptr<const CaseWorld> world_;
  std::chrono::steady_clock::time_point world_asked_;
  std::chrono::steady_clock::duration world_cost_{};  // of reading it and of its first state
  struct KnownState {
    std::string key;
    std::shared_ptr<const State> state;
  };
  std::vector<KnownState> states_;  // of world_, the one asked last at the end
};

}  // namespace isnad
