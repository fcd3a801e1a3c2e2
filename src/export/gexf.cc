#include "export/gexf.h"

#include <fmt/format.h>

#include "export/network.h"
#include "export/xml.h"

namespace isnad {

namespace {

std::string attributes(const char* of, const std::vector<NetworkField>& fields) {
  std::string out = fmt::format("<attributes class=\"{}\" mode=\"static\">\n", of);
  for (const NetworkField& f : fields) {
    out += fmt::format("<attribute id=\"{}\" title=\"{}\" type=\"{}\"/>\n", f.name, f.name, f.type);
  }
  return out + "</attributes>\n";
}

std::string values(const std::vector<NetworkField>& fields) {
  std::string out = "<attvalues>";
  for (const NetworkField& f : fields) {
    if (f.value.empty()) continue;
    out += fmt::format("<attvalue for=\"{}\" value=\"{}\"/>", f.name, xml_text(f.value));
  }
  return out + "</attvalues>";
}

class Gexf : public NetworkFormat {
 public:
  std::string head(const Network& g) const override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
           "<meta>\n<creator>isnad</creator>\n"
           "<description>Actors of a case: acts and lasting facts between them</description>\n"
           "</meta>\n"
           "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" "
           "timerepresentation=\"interval\">\n" +
           attributes("node", fields_of(NetworkNode{})) +
           attributes("edge", fields_of(NetworkEdge{})) +
           fmt::format("<nodes count=\"{}\">\n", g.nodes.size());
  }
  std::string node(const Network& g, size_t number) const override {
    const NetworkNode& n = g.nodes[number];
    return fmt::format("<node id=\"{}\" label=\"{}\">{}</node>\n", xml_text(n.code),
                       xml_text(n.label), values(fields_of(n)));
  }
  std::string between(const Network& g) const override {
    return fmt::format("</nodes>\n<edges count=\"{}\">\n", g.edges.size());
  }
  std::string edge(const Network& g, size_t number) const override {
    const NetworkEdge& e = g.edges[number];
    std::string kind = e.kind + ' ' + e.type + ' ' + e.factuality;
    if (e.mutual) kind += " mutual";
    std::string out = fmt::format(
        "<edge id=\"{}\" source=\"{}\" target=\"{}\" label=\"{}\" kind=\"{}\" weight=\"{}\">{}",
        number, xml_text(g.nodes[e.source].code), xml_text(g.nodes[e.target].code),
        xml_text(e.type), xml_text(kind), e.weight, values(fields_of(e)));
    if (!e.days.empty()) {
      out += "<spells>";
      for (const DayRange& d : e.days) {
        out += "<spell";
        if (d.first != kOpenBegin) out += fmt::format(" start=\"{}\"", d.first);
        if (d.last != kOpenEnd) out += fmt::format(" end=\"{}\"", d.last);
        out += "/>";
      }
      out += "</spells>";
    }
    return out + "</edge>\n";
  }
  std::string end() const override { return "</edges>\n</graph>\n</gexf>\n"; }
};

}  // namespace

Result<void> export_gexf(Export& e) { return write_network(e, "actors.gexf", Gexf()); }

}  // namespace isnad
