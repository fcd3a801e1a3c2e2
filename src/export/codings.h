#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "record/record.h"

// How other codings write what our records hold: the tables of data/export, whose first lines name
// their sources. Empty fields: that coding has nothing for it.

namespace isnad {

struct StateCodes {
  std::string alpha2;   // ISO 3166-1, lower case
  std::string numeric;  // ISO 3166-1, three digits
  std::string fips;     // FIPS 10-4, of the state as a whole
  std::string cameo;
  std::string cow;    // state number
  std::string acled;  // region
};

struct PloverCodes {
  std::string intensity;
  std::string quad;  // "VERBAL COOPERATION"
  // What the act is while it is only planned; nothing: it stays what it is.
  std::optional<EventType> planned_type;
  std::string planned_mode;
  std::string planned_cameo;
};

struct AcledCodes {
  std::string event_type;
  std::string sub_event_type;
  std::string disorder_type;
};

struct ActorCodes {
  std::string plover;  // sector
  std::string cameo;   // type
  std::string inter;
  std::string acled_name;
  std::string target;  // armed, civilians, protesters, rioters
  std::string ftm;     // schema
};

// Immutable; any number of threads may use one.
class Codings {
 public:
  // Errors: corrupt (the image lacks the tables, or they are cut short).
  static Result<Codings> open(const Image& image);
  Codings(Codings&&) noexcept;
  Codings& operator=(Codings&&) noexcept;
  ~Codings();

  // By alpha-3 code; empty fields for what is no state.
  const StateCodes& state(std::string_view code) const;
  // FIPS 10-4 of a place of the state, by the id of the place: parts of a state may have codes of
  // their own.
  const std::string& fips(std::string_view place, std::string_view state) const;
  // Goldstein's figure, as the table writes it ("-4.0"); empty for an unknown code.
  std::string_view goldstein(std::string_view cameo) const;
  const PloverCodes& plover(EventType type, std::string_view mode) const;
  // The first row that fits; nothing for what is not of ACLED's matter. `target`: of the other
  // side, may be empty.
  const AcledCodes* acled(EventType type, std::string_view mode, std::string_view cameo,
                          std::string_view target) const;
  // "organization:party", "GEN:rebels", "state": the row of the whole key, else of what stands
  // before the colon; empty fields for an unknown one.
  const ActorCodes& actor(std::string_view key) const;

 private:
  struct Impl;
  explicit Codings(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad
