// Where the value to come is: the base cut into groups by when customers came, how often they bought, how long they have been silent, or what they answered last; of each what it
// brought so far and what is expected of it, with intervals by the delta method as for the whole base. In: transactions, what profit is, a prediction. Out: the JSON of core/README.md, "segments".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "results/prediction.h"
#include "results/reading_json.h"

namespace lifeworth {

/// Customers by a name: of each the place of its group.
struct NamedGroups {
  std::vector<std::string_view> names;
  std::vector<std::uint8_t> of;  ///< by the log's number of a customer
};

struct Segment {
  std::string_view name;             ///< of a named group; then there are no bounds
  std::int64_t from = 0;             ///< first day of the year or quarter, or the least number
  std::optional<std::int64_t> to;    ///< the last; none where there is no end
  std::uint64_t customers = 0;
  double so_far = 0;                 ///< profit until the observation end, minor units
  std::optional<Estimate> alive;     ///< of those of whom the model can say it; nothing where of none
  std::optional<Estimate> transactions, clv;  ///< to come, of all of them; nothing without a model, the latter without a model of spend; money in minor units
};

struct Segments {
  SegmentBy by = SegmentBy::joined;
  int months = 0;  ///< of a period in which customers came: 12 or 3; 0 where segments are not by it
  std::vector<Segment> segments;  ///< that have customers
};

/// `groups`: where they are not by a number.
Segments segments_of(const Prediction& prediction, const Profits& profits, SegmentBy by, const NamedGroups& groups = {});

/// By answers, `request` names the survey's file. Errors: survey_no_file; bad_request where the ends of the scale are the wrong way round. Without a scale nobody is in a segment.
Expected<std::string> segments_json(const Loaded& loaded, const Prediction& prediction, const Profits& profits, const Request& request);

}  // namespace lifeworth
