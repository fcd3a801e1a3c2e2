#include "export/graphml.h"

#include <fmt/format.h>

#include "export/network.h"
#include "export/xml.h"

namespace isnad {

namespace {

struct Key {
  const char* id;
  const char* of;
  const char* name;
  const char* type;
};
constexpr Key kKeys[] = {
    {"n_code", "node", "code", "string"},
    {"n_label", "node", "label", "string"},
    {"n_kind", "node", "kind", "string"},
    {"n_name_ar", "node", "name_ar", "string"},
    {"n_name_en", "node", "name_en", "string"},
    {"n_wikidata", "node", "wikidata", "string"},
    {"n_of", "node", "of", "string"},
    {"n_role", "node", "role", "string"},
    {"n_acts", "node", "acts", "long"},
    {"n_alone", "node", "alone", "long"},
    {"e_what", "edge", "what", "string"},
    {"e_type", "edge", "type", "string"},
    {"e_factuality", "edge", "factuality", "string"},
    {"e_mutual", "edge", "mutual", "boolean"},
    {"e_weight", "edge", "weight", "double"},
    {"e_reports", "edge", "reports", "long"},
    {"e_origins", "edge", "origins", "long"},
    {"e_modes", "edge", "modes", "string"},
    {"e_first", "edge", "first", "string"},
    {"e_last", "edge", "last", "string"},
    {"e_days", "edge", "days", "string"},
    {"e_ids", "edge", "ids", "string"},
};

void data(const char* key, const std::string& text, std::string& out) {
  if (!text.empty()) out += fmt::format("<data key=\"{}\">{}</data>", key, xml_text(text));
}

std::string node_of(const NetworkNode& n, size_t number) {
  std::string out = fmt::format("<node id=\"n{}\">", number);
  data("n_code", n.code, out);
  data("n_label", n.label, out);
  data("n_kind", n.kind, out);
  data("n_name_ar", n.name_ar, out);
  data("n_name_en", n.name_en, out);
  data("n_wikidata", n.wikidata, out);
  data("n_of", n.of, out);
  data("n_role", n.role, out);
  data("n_acts", std::to_string(n.acts), out);
  data("n_alone", std::to_string(n.alone), out);
  return out + "</node>\n";
}

std::string edge_of(const NetworkEdge& e, size_t number) {
  std::string out =
      fmt::format("<edge id=\"e{}\" source=\"n{}\" target=\"n{}\">", number, e.source, e.target);
  data("e_what", e.kind, out);
  data("e_type", e.type, out);
  data("e_factuality", e.factuality, out);
  data("e_mutual", e.mutual ? "true" : "false", out);
  data("e_weight", std::to_string(e.weight), out);
  data("e_reports", std::to_string(e.reports), out);
  data("e_origins", std::to_string(e.origins), out);
  data("e_modes", modes_of(e), out);
  std::string days;
  for (const DayRange& d : e.days) {
    days += (days.empty() ? "" : " ") + (d.first == kOpenBegin ? std::string("..") : d.first);
    if (d.last != d.first) days += '/' + (d.last == kOpenEnd ? std::string("..") : d.last);
  }
  if (!e.days.empty()) {
    data("e_first", e.days.front().first == kOpenBegin ? std::string() : e.days.front().first, out);
    data("e_last", e.days.back().last == kOpenEnd ? std::string() : e.days.back().last, out);
  }
  data("e_days", days, out);
  std::string ids;
  for (const std::string& id : e.ids) ids += (ids.empty() ? "" : " ") + id;
  data("e_ids", ids, out);
  return out + "</edge>\n";
}

}  // namespace

Result<void> export_graphml(Export& e) {
  const Result<Network> g = network(e);
  if (!g) return tl::unexpected<Error>(g.error());
  auto out = e.outputs.open("actors.graphml");
  if (!out) return tl::unexpected<Error>(out.error());
  std::string head =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  for (const Key& k : kKeys) {
    head += fmt::format("<key id=\"{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n", k.id,
                        k.of, k.name, k.type);
  }
  auto done = (*out)->write(head + "<graph id=\"actors\" edgedefault=\"directed\">\n");
  for (size_t i = 0; done && i < g->nodes.size(); ++i) {
    done = (*out)->write(node_of(g->nodes[i], i));
  }
  for (size_t i = 0; done && i < g->edges.size(); ++i) {
    done = (*out)->write(edge_of(g->edges[i], i));
  }
  if (done) done = (*out)->write("</graph>\n</graphml>\n");
  if (!done) return done;
  return (*out)->finish();
}

}  // namespace isnad
