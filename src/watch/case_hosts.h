#pragma once
#include <optional>
#include <string>

#include "fetch/fetcher.h"
#include "store/case_file.h"

namespace isnad {

// What a case keeps of the hosts that its watchers ask: the rules of their sites, when they were
// asked last, how long they are to be left alone. One thread; the case file must outlive it.
class CaseHosts : public HostGate {
 public:
  explicit CaseHosts(CaseFile& file) : file_(file) {}
  // Lets a Fetcher keep robots.txt in the case and take turns by it.
  void serve(FetchOptions& options);

  Entry enter(const std::string& host, int64_t pause_ms) override;
  void leave(const std::string& host, bool asked) override;
  void close(const std::string& host, int64_t seconds, const std::string& why) override;

  // The first failure of the case since it was last asked for. A Fetcher must be stopped then: it
  // cannot know whether it may ask.
  const std::optional<Error>& fault() const { return fault_; }
  std::optional<Error> take_fault();

 private:
  void note(const Error& error);
  CaseFile& file_;
  std::optional<Error> fault_;
};

}  // namespace isnad
