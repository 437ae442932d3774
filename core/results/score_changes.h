// "score_changes": what customers spent before their first and after their last answer, by how the answer changed; beside the claims that are told of it, beside customers like them who
// never answered, and what it would pay to turn some round.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/spend_by_answer.h"
#include "results/json_writer.h"
#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"
#include "results/score_changes_found.h"

namespace lifeworth {

/// An answer while its intervals are drawn.
class ScoreChangesAnswer {
 public:
  /// There are orders, which stay. Errors: survey_no_file; bad_request where the ends of the scale are the wrong way round.
  static Expected<ScoreChangesAnswer> begin(const Loaded& loaded, Day observation_end, const Request& request);

  /// As far as a request may: all of it, unless it says how many steps.
  void draw(const Request& request) { if (search_) search_->draw(request.steps.value_or(UINT64_MAX)); }
  bool done() const { return !search_ || search_->drawn() == 1; }
  /// JSON of core/README.md, "score_changes"; without "result" until it is done.
  std::string json(const Profits& profits, Day observation_end) const;

 private:
  JsonWriter head_;                       ///< what is known before anything is drawn
  std::vector<Sentence> caveats_;
  std::optional<ChangesSearch> search_;   ///< nothing where nobody can be compared
  SpendByAnswer today_;                   ///< by the last answers
  ScoreChangesRequest request_;
};

}  // namespace lifeworth
