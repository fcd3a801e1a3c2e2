#include "export/gexf.h"

#include <fmt/format.h>

#include "export/network.h"
#include "export/xml.h"

namespace isnad {

namespace {

constexpr const char* kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
    "<meta>\n<creator>isnad</creator>\n"
    "<description>Actors of a case: acts and lasting facts between them</description>\n</meta>\n"
    "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" "
    "timerepresentation=\"interval\">\n"
    "<attributes class=\"node\" mode=\"static\">\n"
    "<attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n"
    "<attribute id=\"name_ar\" title=\"name_ar\" type=\"string\"/>\n"
    "<attribute id=\"name_en\" title=\"name_en\" type=\"string\"/>\n"
    "<attribute id=\"wikidata\" title=\"wikidata\" type=\"string\"/>\n"
    "<attribute id=\"of\" title=\"of\" type=\"string\"/>\n"
    "<attribute id=\"role\" title=\"role\" type=\"string\"/>\n"
    "<attribute id=\"acts\" title=\"acts\" type=\"long\"/>\n"
    "<attribute id=\"alone\" title=\"alone\" type=\"long\"/>\n"
    "</attributes>\n"
    "<attributes class=\"edge\" mode=\"static\">\n"
    "<attribute id=\"what\" title=\"what\" type=\"string\"/>\n"
    "<attribute id=\"type\" title=\"type\" type=\"string\"/>\n"
    "<attribute id=\"factuality\" title=\"factuality\" type=\"string\"/>\n"
    "<attribute id=\"mutual\" title=\"mutual\" type=\"boolean\"/>\n"
    "<attribute id=\"reports\" title=\"reports\" type=\"long\"/>\n"
    "<attribute id=\"origins\" title=\"origins\" type=\"long\"/>\n"
    "<attribute id=\"modes\" title=\"modes\" type=\"string\"/>\n"
    "<attribute id=\"ids\" title=\"ids\" type=\"string\"/>\n"
    "</attributes>\n";

void value(const char* id, const std::string& text, std::string& out) {
  if (text.empty()) return;
  out += fmt::format("<attvalue for=\"{}\" value=\"{}\"/>", id, xml_text(text));
}

std::string node_of(const NetworkNode& n) {
  std::string out =
      fmt::format("<node id=\"{}\" label=\"{}\"><attvalues>", xml_text(n.code), xml_text(n.label));
  value("kind", n.kind, out);
  value("name_ar", n.name_ar, out);
  value("name_en", n.name_en, out);
  value("wikidata", n.wikidata, out);
  value("of", n.of, out);
  value("role", n.role, out);
  value("acts", std::to_string(n.acts), out);
  value("alone", std::to_string(n.alone), out);
  return out + "</attvalues></node>\n";
}

std::string edge_of(const Network& g, const NetworkEdge& e, size_t number) {
  std::string kind = e.kind + ' ' + e.type + ' ' + e.factuality;
  if (e.mutual) kind += " mutual";
  std::string out = fmt::format(
      "<edge id=\"{}\" source=\"{}\" target=\"{}\" label=\"{}\" kind=\"{}\" "
      "weight=\"{}\"><attvalues>",
      number, xml_text(g.nodes[e.source].code), xml_text(g.nodes[e.target].code), xml_text(e.type),
      xml_text(kind), e.weight);
  value("what", e.kind, out);
  value("type", e.type, out);
  value("factuality", e.factuality, out);
  value("mutual", e.mutual ? "true" : "false", out);
  value("reports", std::to_string(e.reports), out);
  value("origins", std::to_string(e.origins), out);
  value("modes", modes_of(e), out);
  std::string ids;
  for (const std::string& id : e.ids) ids += (ids.empty() ? "" : " ") + id;
  value("ids", ids, out);
  out += "</attvalues>";
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

}  // namespace

Result<void> export_gexf(Export& e) {
  const Result<Network> g = network(e);
  if (!g) return tl::unexpected<Error>(g.error());
  auto out = e.outputs.open("actors.gexf");
  if (!out) return tl::unexpected<Error>(out.error());
  auto done = (*out)->write(kHead);
  if (done) done = (*out)->write(fmt::format("<nodes count=\"{}\">\n", g->nodes.size()));
  for (size_t i = 0; done && i < g->nodes.size(); ++i) done = (*out)->write(node_of(g->nodes[i]));
  if (done) done = (*out)->write(fmt::format("</nodes>\n<edges count=\"{}\">\n", g->edges.size()));
  for (size_t i = 0; done && i < g->edges.size(); ++i) {
    done = (*out)->write(edge_of(*g, g->edges[i], i));
  }
  if (done) done = (*out)->write("</edges>\n</graph>\n</gexf>\n");
  if (!done) return done;
  return (*out)->finish();
}

}  // namespace isnad
