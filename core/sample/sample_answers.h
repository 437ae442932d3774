// What customers of the made-up shop answered when they were asked, twice a year, how likely they are to recommend it, so that the page has something to show and the tests something
// to find. Three things are planted: those who bought more in the year before like the shop better; they answer more often, so that the raw score flatters the shop; and the lukewarm
// answer less often. Nothing that was answered changes what is bought later. Deterministic: one seed, one file.
#pragma once

#include <string>
#include <vector>

#include "sample/sample_orders.h"

namespace lifeworth {

struct SampleAnswer {
  std::uint32_t customer;
  Day day;
  int score;             ///< 0–10, of one who was asked
  bool answered;
  std::uint8_t channel;  ///< of sample_answer_channels
};

inline constexpr const char* sample_answer_channels[] = {"email", "app", "sms"};
/// Of those with 7 or 8 this share of those who would otherwise answer does.
inline constexpr double sample_lukewarm_share = 0.6;

/// All who were asked, in order of time: customers with a purchase before.
std::vector<SampleAnswer> sample_answers(const SampleOptions& options);

/// Those who answered, as a CSV export: response_id, customer_id, response_date, nps_score, channel.
std::string sample_answers_csv(const SampleOptions& options);

}  // namespace lifeworth
