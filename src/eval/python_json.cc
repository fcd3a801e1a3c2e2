#include "eval/python_json.h"

#include <charconv>
#include <cmath>

namespace isnad {

namespace {

void append_string(const std::string& s, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : s) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[c >> 4];
          out += kHex[c & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void append(const OrderedJson& v, std::string& out) {
  switch (v.type()) {
    case OrderedJson::value_t::object: {
      out += '{';
      bool first = true;
      for (const auto& [key, item] : v.items()) {
        if (!first) out += ", ";
        first = false;
        append_string(key, out);
        out += ": ";
        append(item, out);
      }
      out += '}';
      break;
    }
    case OrderedJson::value_t::array: {
      out += '[';
      bool first = true;
      for (const OrderedJson& item : v) {
        if (!first) out += ", ";
        first = false;
        append(item, out);
      }
      out += ']';
      break;
    }
    case OrderedJson::value_t::string:
      append_string(v.get_ref<const std::string&>(), out);
      break;
    case OrderedJson::value_t::boolean:
      out += v.get<bool>() ? "true" : "false";
      break;
    case OrderedJson::value_t::number_integer:
      out += std::to_string(v.get<int64_t>());
      break;
    case OrderedJson::value_t::number_unsigned:
      out += std::to_string(v.get<uint64_t>());
      break;
    case OrderedJson::value_t::number_float:
      out += python_float(v.get<double>());
      break;
    default:
      out += "null";
  }
}

}  // namespace

std::string python_float(double v) {
  if (std::isnan(v)) return "NaN";
  if (std::isinf(v)) return v < 0 ? "-Infinity" : "Infinity";
  const double size = std::fabs(v);
  char buffer[64];
  if (size == 0 || (size >= 1e-4 && size < 1e16)) {
    std::string s(buffer,
                  std::to_chars(buffer, buffer + sizeof buffer, v, std::chars_format::fixed).ptr);
    if (s.find('.') == std::string::npos) s += ".0";
    return s;
  }
  return std::string(
      buffer, std::to_chars(buffer, buffer + sizeof buffer, v, std::chars_format::scientific).ptr);
}

std::string python_dump(const OrderedJson& value) {
  std::string out;
  append(value, out);
  return out;
}

}  // namespace isnad
