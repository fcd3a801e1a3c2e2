#pragma once
#include <map>
#include <string>
#include <vector>

#include "export/acts.h"

// The actors of a case as a graph: what GEXF and GraphML write.

namespace isnad {

struct NetworkNode {
  std::string code;
  std::string label;  // as people read it
  std::string kind;   // entity kind; "unknown" where no article names the code
  std::string name_ar;
  std::string name_en;
  std::string wikidata;
  std::string of;
  std::string role;
  int64_t acts = 0;   // in which it takes part, on either side
  int64_t alone = 0;  // of them: with nobody else, so that no edge shows them
};

// All acts of one type and factuality, or all facts of one kind, between the same two.
struct NetworkEdge {
  size_t source = 0;  // indexes of Network::nodes
  size_t target = 0;
  std::string kind;  // "act" or "fact"
  std::string type;  // PLOVER type, or kind of relation
  std::string factuality;
  bool mutual = false;  // done together, to nobody: the direction says nothing
  int64_t weight = 0;   // acts or facts
  int64_t reports = 0;
  int64_t origins = 0;  // independent ones, summed over the acts
  std::map<std::string, int64_t> modes;
  std::vector<std::string> ids;  // of happenings or facts
  std::vector<DayRange> days;    // ascending, apart from each other; ends may be open
};

struct Network {
  std::vector<NetworkNode> nodes;  // by code
  std::vector<NetworkEdge> edges;  // by source, target, kind, type, factuality
};

// Of all acts and facts that the filter leaves; facts are not asked for where the filter names a
// type, which is one of events. Counts in the tally what no edge can show.
Result<Network> network(Export& e);

// A value that every format writes of a node or an edge; an empty text is not told.
struct NetworkField {
  const char* name;
  const char* type;  // "string", "long" or "boolean"
  std::string value;
};
// All of them, the same names in the same order for each node, and for each edge.
std::vector<NetworkField> fields_of(const NetworkNode& node);
std::vector<NetworkField> fields_of(const NetworkEdge& edge);

// How a format writes the network, from its first line to its last.
class NetworkFormat {
 public:
  virtual ~NetworkFormat() = default;
  virtual std::string head(const Network& g) const = 0;
  virtual std::string node(const Network& g, size_t number) const = 0;
  virtual std::string between(const Network& g) const = 0;  // nodes and edges
  virtual std::string edge(const Network& g, size_t number) const = 0;
  virtual std::string end() const = 0;
};

// Writes the network of what the filter leaves into `file`.
Result<void> write_network(Export& e, const char* file, const NetworkFormat& format);

}  // namespace isnad
