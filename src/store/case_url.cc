#include "store/case_url.h"

#include <vector>

namespace isnad {

namespace {

constexpr std::string_view kSchemes[] = {"postgresql://", "postgres://"};
constexpr std::string_view kDefaultSchema = "isnad";
constexpr size_t kLongestName = 63;  // of PostgreSQL

// A name that needs no quotation marks, so that a schema is called the same everywhere.
bool plain_name(std::string_view s) {
  return !s.empty() && s.size() <= kLongestName && (s[0] < '0' || s[0] > '9') &&
         s.substr(0, 3) != "pg_" &&
         s.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

// Cuts the password out of user:password@. Nothing in front of the last @ is shown behind the first
// colon, so that a password with signs that belong percent-encoded is not shown either.
std::string without_password(std::string_view address) {
  const size_t at = address.rfind('@');
  const size_t colon = address.find(':');
  if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) {
    return std::string(address);
  }
  return std::string(address.substr(0, colon)) + std::string(address.substr(at));
}

}  // namespace

bool is_case_url(std::string_view name) {
  for (const std::string_view scheme : kSchemes) {
    if (name.substr(0, scheme.size()) == scheme) return true;
  }
  return false;
}

Result<CaseUrl> parse_case_url(std::string_view url) {
  CaseUrl out;
  out.schema = kDefaultSchema;
  const size_t begin = url.find("//") + 2;
  // A ? in a password that is not percent-encoded still belongs to what is not shown.
  const size_t last_at = url.rfind('@');
  const size_t question = url.find('?', begin);
  const size_t shown_to = url.find('?', last_at == std::string_view::npos ? begin : last_at);
  const std::string_view address = url.substr(begin, shown_to - begin);
  out.shown = std::string(url.substr(0, begin)) + without_password(address);
  out.connection = std::string(url.substr(0, question));
  char sign = '?';
  char shown_sign = '?';
  std::string_view rest = question == std::string_view::npos ? "" : url.substr(question + 1);
  while (!rest.empty()) {
    const std::string_view option = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(option.size() + 1, rest.size()));
    if (option.substr(0, 7) == "schema=") {
      out.schema = option.substr(7);
    } else {
      out.connection += sign + std::string(option);
      sign = '&';
    }
    // Of the options only those that cannot hold a secret.
    for (const std::string_view open : {"schema=", "host=", "port=", "user=", "dbname="}) {
      if (option.substr(0, open.size()) != open) continue;
      if (shown_to != question) continue;
      out.shown += shown_sign + std::string(option);
      shown_sign = '&';
    }
  }
  if (!plain_name(out.schema)) {
    return fail(ErrorCode::bad_argument,
                out.shown +
                    ": ?schema= takes a name of small letters, digits and _ that does not begin "
                    "with a digit or pg_");
  }
  return out;
}

}  // namespace isnad
