#include "events/frames.h"

#include <algorithm>

namespace isnad {

namespace {

void write_positions(ArchiveWriter& out, const std::vector<Position>& list) {
  out.num(static_cast<uint32_t>(list.size()));
  for (const Position& p : list) {
    out.num(static_cast<uint8_t>(p.kind));
    out.str(p.preposition);
  }
}

std::vector<Position> read_positions(ArchiveReader& in) {
  std::vector<Position> out;
  const auto n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) {
    Position p;
    p.kind = static_cast<Position::Kind>(in.num<uint8_t>());
    p.preposition = in.str();
    out.push_back(std::move(p));
  }
  return out;
}

// In order, so that readers can search them.
void write_sorted(ArchiveWriter& out, std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  out.strings(words);
}

void write_constraint(ArchiveWriter& out, const Constraint& c) {
  out.num(static_cast<uint8_t>(c.present));
  out.num(static_cast<uint8_t>(c.required));
  out.str(c.prep);
  write_sorted(out, c.heads);
}

Constraint read_constraint(ArchiveReader& in) {
  Constraint c;
  c.present = in.num<uint8_t>() != 0;
  c.required = in.num<uint8_t>() != 0;
  c.prep = in.str();
  c.heads = in.strings();
  return c;
}

}  // namespace

std::string Frame::side_key() const {
  ArchiveWriter key;
  key.num(static_cast<uint8_t>(type));
  key.str(act());
  write_positions(key, actor);
  write_positions(key, recipient);
  for (const bool flag : {idafa_is_subject, idafa_goal, symmetric, statement, coup, stateless}) {
    key.num(flag);
  }
  key.num(actor_kinds);
  key.num(recipient_kinds);
  return key.take();
}

void Frame::write(ArchiveWriter& out) const {
  out.str(id);
  out.num(static_cast<uint8_t>(type));
  out.str(mode);
  out.strings(contexts);
  out.str(cameo);
  out.str(rule);
  out.strings(light);
  write_constraint(out, object);
  write_constraint(out, complement);
  write_sorted(out, not_object);
  write_sorted(out, not_complement);
  write_positions(out, actor);
  write_positions(out, recipient);
  write_positions(out, place);
  for (bool flag : {idafa_is_subject, idafa_goal, require_actor, require_recipient, symmetric,
                    statement, coup, in_name, stateless, negated}) {
    out.num(static_cast<uint8_t>(flag));
  }
  out.num(actor_kinds);
  out.num(recipient_kinds);
  out.num(confidence);
  out.num(side_group);
}

Frame Frame::read(ArchiveReader& in) {
  Frame f;
  f.id = in.str();
  f.type = static_cast<EventType>(in.num<uint8_t>() % kEventTypeCount);
  f.mode = in.str();
  f.contexts = in.strings();
  f.cameo = in.str();
  f.rule = in.str();
  f.light = in.strings();
  f.object = read_constraint(in);
  f.complement = read_constraint(in);
  f.not_object = in.strings();
  f.not_complement = in.strings();
  f.actor = read_positions(in);
  f.recipient = read_positions(in);
  f.place = read_positions(in);
  for (bool* flag : {&f.idafa_is_subject, &f.idafa_goal, &f.require_actor, &f.require_recipient,
                     &f.symmetric, &f.statement, &f.coup, &f.in_name, &f.stateless, &f.negated}) {
    *flag = in.num<uint8_t>() != 0;
  }
  f.actor_kinds = in.num<uint8_t>();
  f.recipient_kinds = in.num<uint8_t>();
  f.confidence = in.num<float>();
  f.side_group = in.num<uint32_t>();
  return f;
}

}  // namespace isnad
