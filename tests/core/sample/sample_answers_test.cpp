#include "sample/sample_answers.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/result_json.h"
#include "sample/sample_spend.h"

using namespace lifeworth;

namespace {

struct Share {
  double of = 0, all = 0;
  void add(bool one) { of += one, ++all; }
  double value() const { return of / all; }
};

}  // namespace

TEST_CASE("one seed makes one file of answers, byte for byte, and another seed another", "[consistency]") {
  const std::string one = sample_answers_csv({300, 5, true});
  CHECK(one == sample_answers_csv({300, 5, true}));
  CHECK(one != sample_answers_csv({300, 6, true}));
  CHECK(one.starts_with("response_id,customer_id,response_date,nps_score,channel\r\n"));
}

TEST_CASE("what is planted in the answers is there: who buys more likes it better and answers more often; the lukewarm answer less often", "[consistency]") {
  const SampleOptions options{20'000, 4, true};
  std::vector<std::vector<Day>> bought(options.customers);
  for (const SampleOrder& order : sample_orders(options))
    if (order.amount > 0) bought[order.customer].push_back(order.day);
  double busy_sum = 0, idle_sum = 0, busy = 0, idle = 0;
  Share busy_answers, idle_answers, lukewarm, others;
  for (const SampleAnswer& answer : sample_answers(options)) {
    REQUIRE(answer.score >= 0);
    REQUIRE(answer.score <= 10);
    const auto& days = bought[answer.customer];
    REQUIRE(days.front() < answer.day);
    // The answer came within ten days of the question: purchases are counted a little before it.
    const auto count = std::ranges::count_if(days, [&](Day day) { return day < answer.day - 10 && day >= answer.day - 360; });
    const bool middling = answer.score == 7 || answer.score == 8;
    if (count >= 4) busy_sum += answer.score, ++busy, busy_answers.add(answer.answered);
    if (count == 0) idle_sum += answer.score, ++idle, idle_answers.add(answer.answered);
    if (count == 0) (middling ? lukewarm : others).add(answer.answered);
  }
  CHECK(busy_sum / busy > idle_sum / idle + 1);
  CHECK(busy_answers.value() > 1.5 * idle_answers.value());
  CHECK(std::abs(lukewarm.value() / others.value() - sample_lukewarm_share) < 0.05);
}

TEST_CASE("the made-up shop's three files are read together, and every row of each is used", "[smoke]") {
  const SampleOptions options{400, 3, true};
  lifeworth::test::ReadTables read({sample_csv(options), sample_spend_csv(options), sample_answers_csv(options)});
  CHECK(read.session.compute(R"({"kind":"survey","file":2})").find("\"measure\":\"nps\"") != std::string::npos);
  CHECK(read.session.compute(R"({"kind":"acquisition"})").find("\"error\"") == std::string::npos);
}
