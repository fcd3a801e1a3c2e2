#include "export/network.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "export/told_act.h"
#include "text/bidi.h"

namespace isnad {

namespace {

// Sorted, those that touch joined.
void settle(std::vector<DayRange>& days) {
  std::sort(days.begin(), days.end(), [](const DayRange& a, const DayRange& b) {
    return std::tie(a.first, a.last) < std::tie(b.first, b.last);
  });
  std::vector<DayRange> apart;
  for (DayRange& d : days) {
    if (!apart.empty() && d.first <= apart.back().last) {
      apart.back().last = std::max(apart.back().last, d.last);
    } else {
      apart.push_back(std::move(d));
    }
  }
  days = std::move(apart);
}

class Builder {
 public:
  Builder(ExportTally& tally, const Directory& directory) : tally_(tally), directory_(directory) {}

  void act(const HappeningRow& row) {
    const Event e = told_event(row);
    const std::set<std::string> actors(e.actor.begin(), e.actor.end());
    const std::set<std::string> recipients(e.recipient.begin(), e.recipient.end());
    std::set<std::string> parties = actors;
    parties.insert(recipients.begin(), recipients.end());
    const std::string type(event_type_name(e.type));
    if (parties.empty()) {
      tally_.left_out("acts of which nobody says who took part", type);
      return;
    }
    for (const std::string& p : parties) ++node(p).acts;
    bool shown = false;
    const auto tie = [&](const std::string& a, const std::string& b, bool mutual) {
      if (a == b) return;
      shown = true;
      NetworkEdge& edge = this->edge(a, b, "act", type, e.factuality, mutual);
      ++edge.weight;
      edge.reports += static_cast<int64_t>(row.reports.size());
      edge.origins += static_cast<int64_t>(row.origins.size());
      if (!e.mode.empty()) ++edge.modes[e.mode];
      edge.ids.push_back(row.id);
      if (auto days = days_of_act(e)) edge.days.push_back(std::move(*days));
    };
    if (recipients.empty() || actors.empty()) {
      for (auto a = parties.begin(); a != parties.end(); ++a) {
        for (auto b = std::next(a); b != parties.end(); ++b) tie(*a, *b, true);
      }
    } else {
      for (const std::string& a : actors) {
        for (const std::string& b : recipients) tie(a, b, false);
      }
    }
    if (shown) {
      tally_.wrote("acts");
      return;
    }
    for (const std::string& p : parties) ++node(p).alone;
    tally_.left_out("acts of one party alone, which the attribute \"alone\" of its node counts",
                    type);
  }

  void fact(const FactRow& row) {
    const Relation& r = fullest(row).relation;
    const std::string type(relation_kind_name(r.rel));
    if (r.subject == r.object) {
      tally_.left_out("facts of something with itself", type);
      return;
    }
    NetworkEdge& edge = this->edge(r.subject, r.object, "fact", type, r.factuality, false);
    ++edge.weight;
    edge.reports += static_cast<int64_t>(row.reports.size());
    edge.origins += static_cast<int64_t>(row.origins.size());
    edge.ids.push_back(row.id);
    if (auto days = days_of_fact(r)) edge.days.push_back(std::move(*days));
    tally_.wrote("facts");
  }

  Network finish() {
    Network n;
    std::map<std::string, size_t> at;
    for (auto& [code, node] : nodes_) {
      at.emplace(code, n.nodes.size());
      n.nodes.push_back(std::move(node));
    }
    for (auto& [key, edge] : edges_) {
      edge.source = at.at(std::get<0>(key));
      edge.target = at.at(std::get<1>(key));
      std::sort(edge.ids.begin(), edge.ids.end());
      settle(edge.days);
      n.edges.push_back(std::move(edge));
    }
    tally_.wrote("actors", static_cast<int64_t>(n.nodes.size()));
    tally_.wrote("edges", static_cast<int64_t>(n.edges.size()));
    return n;
  }

 private:
  // Source, target, kind, type, factuality, mutual.
  using Key = std::tuple<std::string, std::string, std::string, std::string, std::string, bool>;

  NetworkNode& node(const std::string& code) {
    const auto [it, fresh] = nodes_.try_emplace(code);
    NetworkNode& n = it->second;
    if (!fresh) return n;
    n.code = code;
    n.label = directory_.name(code);
    n.kind = "unknown";
    if (const EntityRow* row = directory_.find(code)) {
      n.kind = row->kind;
      n.name_ar = safe_line(row->name_ar);
      n.name_en = safe_line(row->name_en);
      n.wikidata = row->wikidata.value_or("");
      n.of = row->of.value_or("");
      n.role = safe_line(row->role.value_or(""));
    }
    return n;
  }

  NetworkEdge& edge(const std::string& a, const std::string& b, const char* kind,
                    const std::string& type, Factuality f, bool mutual) {
    const std::string factuality(factuality_name(f));
    const auto [it, fresh] = edges_.try_emplace(Key{a, b, kind, type, factuality, mutual});
    if (fresh) {
      node(a);
      node(b);
      it->second.kind = kind;
      it->second.type = type;
      it->second.factuality = factuality;
      it->second.mutual = mutual;
    }
    return it->second;
  }

  ExportTally& tally_;
  const Directory& directory_;
  std::map<std::string, NetworkNode> nodes_;
  std::map<Key, NetworkEdge> edges_;
};

}  // namespace

Result<Network> network(Export& e) {
  const Result<Directory> directory = Directory::read(e.file);
  if (!directory) return tl::unexpected<Error>(directory.error());
  Builder builder(e.tally, *directory);
  {
    const auto rows = acts(e);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const HappeningRow& row : *rows) builder.act(row);
  }
  if (!e.options.filter.type) {
    const auto rows = facts(e);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const FactRow& row : *rows) builder.fact(row);
  }
  return builder.finish();
}

std::vector<NetworkField> fields_of(const NetworkNode& n) {
  return {{"kind", "string", n.kind},
          {"name_ar", "string", n.name_ar},
          {"name_en", "string", n.name_en},
          {"wikidata", "string", n.wikidata},
          {"of", "string", n.of},
          {"role", "string", n.role},
          {"acts", "long", std::to_string(n.acts)},
          {"alone", "long", std::to_string(n.alone)}};
}

std::vector<NetworkField> fields_of(const NetworkEdge& e) {
  std::string modes;  // "visit 3, talks 1"
  for (const auto& [mode, n] : e.modes) {
    modes += (modes.empty() ? "" : ", ") + mode + ' ' + std::to_string(n);
  }
  std::string ids;
  for (const std::string& id : e.ids) ids += (ids.empty() ? "" : " ") + id;
  return {{"what", "string", e.kind},
          {"type", "string", e.type},
          {"factuality", "string", e.factuality},
          {"mutual", "boolean", e.mutual ? "true" : "false"},
          {"reports", "long", std::to_string(e.reports)},
          {"origins", "long", std::to_string(e.origins)},
          {"modes", "string", modes},
          {"ids", "string", ids}};
}

Result<void> write_network(Export& e, const char* file, const NetworkFormat& format) {
  const Result<Network> g = network(e);
  if (!g) return tl::unexpected<Error>(g.error());
  auto out = e.outputs.open(file);
  if (!out) return tl::unexpected<Error>(out.error());
  auto done = (*out)->write(format.head(*g));
  for (size_t i = 0; done && i < g->nodes.size(); ++i) done = (*out)->write(format.node(*g, i));
  if (done) done = (*out)->write(format.between(*g));
  for (size_t i = 0; done && i < g->edges.size(); ++i) done = (*out)->write(format.edge(*g, i));
  if (done) done = (*out)->write(format.end());
  if (!done) return done;
  return (*out)->finish();
}

}  // namespace isnad
