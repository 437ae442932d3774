// Answers on a scale → periods and segments with their scores, and which differences are more than chance: all that is compared in one answer shares one
// correction (Holm 1979).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "metrics/scores.h"
#include "schema/records.h"

namespace lifeworth {

/// A p value with its place among all that were compared.
struct Tested {
  ScoreDifference found;
  double p_holm = 1;
};

struct SurveyPeriod {
  int period;
  Day first_day, last_day;  ///< of its answers
  ScoreSummary summary;
};

/// The newest two periods that have an interval.
struct SurveyChange {
  int from, to;
  Tested difference;
  std::optional<Tested> both;  ///< of customers who answered in both
};

struct SurveySegment {
  std::string name;  ///< as written first; "" where nothing is written
  ScoreSummary summary;
  std::optional<Tested> difference;  ///< against all others
};

struct SurveyParts {
  Grain grain = Grain::month;
  std::vector<SurveyPeriod> periods;  ///< those with answers, in order of time
  std::optional<SurveyChange> change;
  std::vector<SurveySegment> segments;  ///< by number of answers, the most first
  std::uint64_t other_segments = 0, other_answers = 0;  ///< beyond those
  std::uint64_t compared = 0;  ///< how many differences share the correction
};

inline constexpr std::size_t most_segments = 30;

/// `answers` sorted; at the level of customers each one's last of a period counts there, and the last of all in a segment. Without a grain it is the one that the
/// time they span and their number allow. `segments`: the words of the answers' rows; null for none.
SurveyParts survey_parts(std::span<const ScoreAnswer> answers, const ScoreScale& scale, bool by_customer, std::optional<Grain> grain, const Records::Values* segments);

}  // namespace lifeworth
