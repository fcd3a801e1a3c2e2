#include "shuffle/groups.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace isnad {

Groups::~Groups() { std::free(line_); }

tl::unexpected<Error> Groups::fail_here(ErrorCode code, std::string_view message) const {
  return fail(code, fmt::format("{}:{}: {}", name_, lines_, message));
}

Result<void> Groups::read_line() {
  errno = 0;
  const ssize_t n = ::getline(&line_, &capacity_, in_);
  if (n < 0) {
    ended_ = true;
    if (!std::ferror(in_)) return {};
    return fail(ErrorCode::unreadable, name_ + ": cannot be read: " + std::strerror(errno));
  }
  ++lines_;
  std::string_view line(line_, static_cast<size_t>(n));
  if (line.size() > kMostLineBytes) {
    return fail_here(ErrorCode::too_large,
                     fmt::format("a line of more than {} MB", kMostLineBytes >> 20));
  }
  if (line.empty() || line.back() != '\n') {
    return fail_here(ErrorCode::bad_format, "the last line has no end: the input was cut off");
  }
  line.remove_suffix(1);
  const size_t tab = line.find('\t');
  if (tab == std::string_view::npos) {
    return fail_here(ErrorCode::bad_format, "no tab: lines are KEY<TAB>VALUE");
  }
  const std::string_view key = line.substr(0, tab);
  if (lines_ > 1 && key < read_key_) {
    return fail_here(
        ErrorCode::bad_format,
        "its key comes before the one above: sort the lines by their bytes (LC_ALL=C)");
  }
  value_ = line.substr(tab + 1);
  fresh_ = lines_ == 1 || key != read_key_;
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
