#include "sample/sample_payments.h"

#include <algorithm>
#include <cstdio>

#include "base/random.h"

namespace lifeworth {
namespace {

constexpr int months_joining = 36;
constexpr CivilDate begins{2023, 1, 1}, ends{2025, 12, 31};
constexpr std::uint8_t last_monthly = 2, yearly = 3;

/// Which plan customers begin with: most with the first, one in eight by the year.
std::uint8_t first_plan(double place) { return place < 0.45 ? 0 : place < 0.75 ? 1 : place < 0.875 ? 2 : yearly; }

std::uint8_t next_plan(std::uint8_t plan, double place) {
  if (plan == yearly) return plan;
  if (place < sample_upgrades && plan < last_monthly) return plan + 1;
  if (place > 1 - sample_downgrades && plan > 0) return plan - 1;
  return plan;
}

void add_customer(std::uint32_t customer, Random& random, std::vector<SamplePayment>& payments) {
  const Day first = add_months(*day_of(begins), static_cast<int>(random.below(months_joining))) + static_cast<Day>(random.below(28)), last = *day_of(ends);
  std::uint8_t plan = first_plan(random.uniform());
  const auto& leaving = plan == yearly ? sample_yearly_leaving : sample_monthly_leaving;
  const double leave = random.beta(leaving.alpha, leaving.beta);
  for (int months = 0;; months += sample_plans[plan].months) {
    const Day due = add_months(first, months);
    if (due > last) return;
    payments.push_back({customer, due, plan, false});
    const Day given_back = due + 3 + static_cast<Day>(random.below(10));
    if (random.uniform() < sample_payments_given_back && given_back <= last) payments.push_back({customer, given_back, plan, true});
    if (random.uniform() < leave) {
      if (plan == yearly || random.uniform() >= sample_returning) return;
      months += sample_shortest_pause + static_cast<int>(random.below(sample_longest_pause - sample_shortest_pause + 1));
    }
    plan = next_plan(plan, random.uniform());
  }
}

}  // namespace

std::vector<SamplePayment> sample_payments(const SampleOptions& options) {
  Random random(options.seed + 7);
  std::vector<SamplePayment> payments;
  for (std::uint32_t customer = 0; customer < options.customers; ++customer) add_customer(customer, random, payments);
  std::ranges::stable_sort(payments, {}, &SamplePayment::day);
  return payments;
}

std::string sample_payments_csv(const SampleOptions& options) {
  std::string csv = "payment_id,customer_id,payment_date,amount,currency,plan\r\n";
  std::uint32_t number = 20'000;
  for (const SamplePayment& payment : sample_payments(options)) {
    const SamplePlan& plan = sample_plans[payment.plan];
    char line[96];
    std::snprintf(line, sizeof line, "P%u,S-%05u,%s,%s,EUR,%s\r\n", ++number, payment.customer + 1, iso_text(payment.day).c_str(), decimal_text(payment.given_back ? -plan.price : plan.price, 2).c_str(), plan.name.data());
    csv += line;
  }
  return csv;
}

}  // namespace lifeworth
