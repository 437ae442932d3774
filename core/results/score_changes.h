// "score_changes": what customers spent before their first and after their last answer, by how the answer changed; beside the claims that are told of it, beside customers like them who
// never answered, and what it would pay to turn some round.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/score_changes.h"
#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// What is told of customers who changed their answer, without a source, beside what those at hand did.
struct ClaimedChange {
  std::string_view name;
  std::string_view quantity;     ///< of the calculator of conversions
  double claimed;
  std::optional<Estimate> own;   ///< Σ after ÷ Σ before − 1, as it came; nothing where nobody spent before
  std::uint64_t customers = 0;
};
/// Of NPS.
std::vector<ClaimedChange> claimed_changes(const ScoreChanges& changes, std::uint64_t draws, std::uint64_t seed);

/// JSON of core/README.md, "score_changes". There are orders. Errors: survey_no_file; bad_request where the ends of the scale are the wrong way round.
Expected<std::string> score_changes_json(const Loaded& loaded, const Profits& profits, Day observation_end, const Request& request);

}  // namespace lifeworth
