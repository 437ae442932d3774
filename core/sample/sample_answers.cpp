#include "sample/sample_answers.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>

#include "base/random.h"

namespace lifeworth {
namespace {

constexpr CivilDate asked_on[] = {{2023, 3, 6}, {2023, 9, 4}, {2024, 3, 4}, {2024, 9, 2}, {2025, 3, 3}, {2025, 9, 1}};
constexpr Day days_to_answer = 9;

}  // namespace

std::vector<SampleAnswer> sample_answers(const SampleOptions& options) {
  std::vector<std::vector<Day>> purchases(options.customers);
  for (const SampleOrder& order : sample_orders(options))
    if (order.amount > 0) purchases[order.customer].push_back(order.day);
  Random random(options.seed + 2);
  const std::vector<double> liking = sample_liking(options);
  std::vector<SampleAnswer> answers;
  for (const CivilDate& date : asked_on) {
    const Day asked = *day_of(date);
    for (std::uint32_t customer = 0; customer < options.customers; ++customer) {
      const auto& days = purchases[customer];
      if (days.front() >= asked) continue;
      const auto last_year = static_cast<double>(std::ranges::count_if(days, [&](Day day) { return day < asked && day >= asked - 365; }));
      const double busy = std::log1p(last_year);
      const int score = static_cast<int>(std::clamp(std::round(6.6 + 1.1 * busy + 1.3 * liking[customer] + 1.4 * random.normal()), 0.0, 10.0));
      const double chance = 0.18 * (1 + busy) * (score == 7 || score == 8 ? sample_lukewarm_share : 1);
      const bool answered = random.uniform() < chance;
      const Day day = asked + static_cast<Day>(random.below(days_to_answer + 1));
      answers.push_back({customer, day, score, answered, static_cast<std::uint8_t>(random.below(std::size(sample_answer_channels)))});
    }
  }
  std::ranges::stable_sort(answers, {}, &SampleAnswer::day);
  return answers;
}

std::string sample_answers_csv(const SampleOptions& options) {
  std::string csv = "response_id,customer_id,response_date,nps_score,channel\r\n";
  std::uint32_t number = 5000;
  for (const SampleAnswer& answer : sample_answers(options)) {
    if (!answer.answered) continue;
    char line[80];
    std::snprintf(line, sizeof line, "%u,C-%05u,%s,%d,%s\r\n", ++number, answer.customer + 1, iso_text(answer.day).c_str(), answer.score, sample_answer_channels[answer.channel]);
    csv += line;
  }
  return csv;
}

}  // namespace lifeworth
