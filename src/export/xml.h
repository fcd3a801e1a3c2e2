#pragma once
#include <string>
#include <string_view>

namespace isnad {

// UTF-8 as it may stand in XML 1.0 (or HTML) text and in attributes between double quotes: & < > "
// are escaped, line breaks are character references, what no XML may hold becomes U+FFFD.
std::string xml_text(std::string_view utf8);

}  // namespace isnad
