#include "shuffle/groups.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace isnad {

namespace {

constexpr size_t kBlock = size_t{256} << 10;

}  // namespace

tl::unexpected<Error> StreamLines::fail_here(ErrorCode code, std::string_view message) const {
  return fail(code, fmt::format("{}:{}: {}", name_, lines_, message));
}

Result<bool> StreamLines::next(std::string_view& line) {
  size_t searched = at_;
  while (true) {
    const size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      ++lines_;
      line = std::string_view(buffer_).substr(at_, end - at_);
      at_ = end + 1;
      return true;
    }
    buffer_.erase(0, at_);
    at_ = 0;
    const size_t had = buffer_.size();
    if (had > kMostLineBytes) {
      ++lines_;
      return fail_here(ErrorCode::too_large,
                       fmt::format("a line of more than {} MB", kMostLineBytes >> 20));
    }
    buffer_.resize(had + kBlock);
    errno = 0;
    const size_t n = std::fread(buffer_.data() + had, 1, kBlock, in_);
    buffer_.resize(had + n);
    searched = had;
    if (n > 0) continue;
    if (std::ferror(in_)) {
      return fail(ErrorCode::unreadable, name_ + ": cannot be read: " + std::strerror(errno));
    }
    if (had == 0) return false;
    ++lines_;
    return fail_here(ErrorCode::bad_format, "the last line has no end: the input was cut off");
  }
}

Result<void> Groups::read_line() {
  std::string_view line;
  const Result<bool> more = lines_.next(line);
  if (!more) return tl::unexpected<Error>(more.error());
  if (!*more) {
    ended_ = true;
    return {};
  }
  const size_t tab = line.find('\t');
  if (tab == std::string_view::npos) {
    return fail_here(ErrorCode::bad_format, "no tab: lines are KEY<TAB>VALUE");
  }
  const std::string_view key = line.substr(0, tab);
  const bool first = lines_.lines() == 1;
  if (!first && key < read_key_) {
    return fail_here(
        ErrorCode::bad_format,
        "its key comes before the one above: sort the lines by their bytes (LC_ALL=C)");
  }
  value_ = line.substr(tab + 1);
  fresh_ = first || key != read_key_;
  if (fresh_) read_key_ = key;
  ahead_ = true;
  return {};
}

Result<bool> Groups::next_group() {
  while (!ahead_ || !fresh_) {
    ahead_ = false;
    if (ended_) return false;
    if (auto r = read_line(); !r) return tl::unexpected<Error>(r.error());
    if (!ahead_) return false;
  }
  key_ = read_key_;
  fresh_ = false;
  return true;
}

Result<bool> Groups::next(std::string_view& value) {
  if (!ahead_ && !ended_) {
    if (auto r = read_line(); !r) return tl::unexpected<Error>(r.error());
  }
  if (!ahead_ || fresh_) return false;
  value = value_;
  ahead_ = false;
  return true;
}

}  // namespace isnad
