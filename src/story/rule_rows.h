#pragma once
#include <string>
#include <vector>

#include "base/archive.h"
#include "story/rules.h"

// The section story.rules of the image, as tools/compile/story.cc writes it: the number of acts and
// the acts; the number of frames that charge or deny, and the part and rule of each; the rules that
// tell deaths, in byte order; the number of kinds of people, and the units of each; the offices
// with one holder, in byte order; capitals, each before its state: the gazetteer does not know
// them, as their names stand for the states.

namespace isnad {

struct ActRow {
  EventType type = EventType::agree;
  std::string mode;                // "*": any; may be empty
  std::vector<std::string> rules;  // "frames/coerce.toml:1646"; none: any
  Act act;

  void write(ArchiveWriter& out) const {
    out.num(static_cast<uint8_t>(type));
    out.str(mode);
    out.strings(rules);
    out.num(static_cast<uint8_t>(act.sort));
    out.num(static_cast<uint8_t>(act.date));
    out.num(static_cast<uint8_t>(act.place));
    out.num(static_cast<uint8_t>(act.actor));
    out.num(static_cast<uint8_t>(act.planned));
  }
  static ActRow read(ArchiveReader& in) {
    ActRow row;
    row.type = static_cast<EventType>(in.num<uint8_t>());
    row.mode = in.str();
    row.rules = in.strings();
    row.act.sort = static_cast<ActSort>(in.num<uint8_t>());
    row.act.date = in.num<uint8_t>() != 0;
    row.act.place = in.num<uint8_t>() != 0;
    row.act.actor = in.num<uint8_t>() != 0;
    row.act.planned = in.num<uint8_t>() != 0;
    return row;
  }
};

}  // namespace isnad
