// The made-up subscriptions: what is planted is there, and the page's questions find it.
#include "sample/sample_payments.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "../support/result_json.h"

using namespace lifeworth;
using test::ReadTables;
using test::ResultJson;

namespace {

Day end_of_sample() { return *day_of({2025, 12, 31}); }

std::vector<std::vector<SamplePayment>> by_customer(const SampleOptions& options) {
  std::vector<std::vector<SamplePayment>> own(options.customers);
  for (const SamplePayment& payment : sample_payments(options))
    if (!payment.given_back) own[payment.customer].push_back(payment);
  return own;
}

/// What runs at the end of the sample, a month; of contracts whose last payment was made less than its period ago.
double running_at_the_end(const SampleOptions& options) {
  double cents = 0;
  for (const auto& own : by_customer(options)) {
    const SamplePlan& plan = sample_plans[own.back().plan];
    if (add_months(own.back().day, plan.months) > end_of_sample()) cents += static_cast<double>(plan.price) / plan.months;
  }
  return cents;
}

}  // namespace

TEST_CASE("one seed makes one file of payments, byte for byte, and another seed another", "[consistency]") {
  const std::string one = sample_payments_csv({300, 5});
  CHECK(one == sample_payments_csv({300, 5}));
  CHECK(one != sample_payments_csv({300, 6}));
  CHECK(one.starts_with("payment_id,customer_id,payment_date,amount,currency,plan\r\n"));
}

TEST_CASE("what is planted in the payments is there: who leaves with the first payment, and who changes the plan", "[consistency]") {
  const SampleOptions options{40'000, 3};
  double monthly = 0, monthly_left = 0, yearly = 0, yearly_left = 0, stayed = 0, up = 0, down = 0;
  for (const auto& own : by_customer(options)) {
    REQUIRE_FALSE(own.empty());
    const bool by_year = sample_plans[own[0].plan].months == 12;
    if (add_months(own[0].day, by_year ? 12 : 1) > end_of_sample()) continue;
    ++(by_year ? yearly : monthly);
    const auto went_on = [&](std::size_t i) { return i < own.size() && own[i].day <= add_months(own[i - 1].day, 1) + 3; };  // a pause is of two months and more
    if (by_year ? own.size() == 1 : !went_on(1)) ++(by_year ? yearly_left : monthly_left);
    for (std::size_t i = 1; i < own.size() && !by_year; ++i) {
      if (own[i - 1].plan != 1 || !went_on(i)) continue;  // the plan in the middle can go either way
      ++stayed;
      up += own[i].plan == 2, down += own[i].plan == 0;
    }
  }
  // The first chance to leave is the mean of its beta distribution.
  CHECK(std::abs(monthly_left / monthly - sample_monthly_leaving.alpha / (sample_monthly_leaving.alpha + sample_monthly_leaving.beta)) < 0.005);
  CHECK(std::abs(yearly_left / yearly - sample_yearly_leaving.alpha / (sample_yearly_leaving.alpha + sample_yearly_leaving.beta)) < 0.025);
  CHECK(std::abs(up / stayed - sample_upgrades) < 0.001);
  CHECK(std::abs(down / stayed - sample_downgrades) < 0.001);
}

TEST_CASE("the page takes the payments for contracts, uses every row, and finds what they bring a month", "[correctness]") {
  const SampleOptions options{1200, 1};  // as the page shows it
  const std::string csv = sample_payments_csv(options);
  const auto payments = sample_payments(options);
  const auto given_back = std::ranges::count_if(payments, &SamplePayment::given_back);
  CHECK(std::abs(double(given_back) / double(payments.size() - std::size_t(given_back)) - sample_payments_given_back) < 0.002);
  Session session;
  session.peek(csv, true);
  session.push(csv);
  const ResultJson summary(session.finish());
  CHECK(summary.number("/rows_used") == double(std::ranges::count(csv, '\n') - 1));
  const ResultJson recurring(session.compute(R"({"kind":"recurring"})"));
  CHECK(recurring.truth("/contract"));
  CHECK(recurring.text("/period") == "month");
  REQUIRE_FALSE(recurring.null("/recurring"));
  // The bridge ends some months before the file does, for yearly payments may be late; by then nearly as many run.
  const double found = recurring.number("/recurring/mrr"), planted = running_at_the_end(options);
  CHECK(std::abs(found / planted - 1) < 0.1);
  CHECK_FALSE(recurring.has_code("/caveats", "recurring_single_payments"));
}
