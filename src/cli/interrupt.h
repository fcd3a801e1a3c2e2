#pragma once

namespace isnad {

// From its making on, Ctrl-C and a polite request to end (SIGINT, SIGTERM) are noted instead of
// ending the program; a second one, later than a moment, ends it at once. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();  // the signals end the program again
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  static bool requested();
};

}  // namespace isnad
