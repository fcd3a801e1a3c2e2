#include "base/result.h"

namespace isnad {

std::string_view error_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::unreadable:
      return "unreadable";
    case ErrorCode::empty:
      return "empty";
    case ErrorCode::bad_encoding:
      return "bad_encoding";
    case ErrorCode::binary:
      return "binary";
    case ErrorCode::bad_format:
      return "bad_format";
    case ErrorCode::missing_field:
      return "missing_field";
    case ErrorCode::bad_argument:
      return "bad_argument";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::locked:
      return "locked";
    case ErrorCode::read_only:
      return "read_only";
    case ErrorCode::full:
      return "full";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::interrupted:
      return "interrupted";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::unreachable:
      return "unreachable";
    case ErrorCode::refused:
      return "refused";
  }
  return "unknown";
}

}  // namespace isnad
