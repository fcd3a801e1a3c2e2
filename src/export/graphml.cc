#include "export/graphml.h"

#include <fmt/format.h>

#include "export/network.h"
#include "export/xml.h"

namespace isnad {

namespace {

// What other formats have places of their own for stands before and behind the common fields.
std::vector<NetworkField> all_fields(const NetworkNode& n) {
  std::vector<NetworkField> out = {{"code", "string", n.code}, {"label", "string", n.label}};
  for (NetworkField& f : fields_of(n)) out.push_back(std::move(f));
  return out;
}

std::vector<NetworkField> all_fields(const NetworkEdge& e) {
  const auto told = [](const std::string& day, std::string_view open, const char* shown) {
    return day == open ? std::string(shown) : day;
  };
  std::string days;
  for (const DayRange& d : e.days) {
    days += (days.empty() ? "" : " ") + told(d.first, kOpenBegin, "..");
    if (d.last != d.first) days += '/' + told(d.last, kOpenEnd, "..");
  }
  std::string first;
  std::string last;
  if (!e.days.empty()) {
    first = told(e.days.front().first, kOpenBegin, "");
    last = told(e.days.back().last, kOpenEnd, "");
  }
  std::vector<NetworkField> out = fields_of(e);
  out.push_back({"weight", "double", std::to_string(e.weight)});
  out.push_back({"first", "string", first});
  out.push_back({"last", "string", last});
  out.push_back({"days", "string", days});
  return out;
}

std::string keys(char prefix, const char* of, const std::vector<NetworkField>& fields) {
  std::string out;
  for (const NetworkField& f : fields) {
    out += fmt::format("<key id=\"{}_{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n", prefix,
                       f.name, of, f.name, f.type);
  }
  return out;
}

std::string data(char prefix, const std::vector<NetworkField>& fields) {
  std::string out;
  for (const NetworkField& f : fields) {
    if (f.value.empty()) continue;
    out += fmt::format("<data key=\"{}_{}\">{}</data>", prefix, f.name, xml_text(f.value));
  }
  return out;
}

class Graphml : public NetworkFormat {
 public:
  std::string head(const Network&) const override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
           "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n" +
           keys('n', "node", all_fields(NetworkNode{})) +
           keys('e', "edge", all_fields(NetworkEdge{})) +
           "<graph id=\"actors\" edgedefault=\"directed\">\n";
  }
  std::string node(const Network& g, size_t number) const override {
    return fmt::format("<node id=\"n{}\">{}</node>\n", number,
                       data('n', all_fields(g.nodes[number])));
  }
  std::string between(const Network&) const override { return {}; }
  std::string edge(const Network& g, size_t number) const override {
    const NetworkEdge& e = g.edges[number];
    return fmt::format("<edge id=\"e{}\" source=\"n{}\" target=\"n{}\">{}</edge>\n", number,
                       e.source, e.target, data('e', all_fields(e)));
  }
  std::string end() const override { return "</graph>\n</graphml>\n"; }
};

}  // namespace

Result<void> export_graphml(Export& e) { return write_network(e, "actors.graphml", Graphml()); }

}  // namespace isnad
